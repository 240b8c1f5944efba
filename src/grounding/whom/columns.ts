// Names that stand side by side in a line ("RAV4 | Pilot", "LX / EX / EX-L", "Civic vs. Accord"), and the values below or
// behind them, which are theirs in turn: "Seats: 5 | 8".

import { type Mention, mentionsOf, type Unit } from '../find/mentions.ts'
import { keyOf } from '../find/names.ts'
import type { Scope } from '../hold/verdict.ts'
import { type Columns, type Place, type Reading, spanTokens } from '../reading.ts'
import { scopesOf } from './scope.ts'

type Span = { from: number; to: number }

/** What parts names and values, the strongest first. Weak ones part values only where they part the names too. */
const marks: readonly { name: string; mark: RegExp; isWeak: boolean }[] = [
  { name: 'bar', mark: /\s*\|\s*/g, isWeak: false },
  { name: 'tab', mark: /[ ]*\t\s*/g, isWeak: true },
  { name: 'arrow', mark: /\s*(?:→|⇒|[-=]>)\s*/g, isWeak: true },
  { name: 'versus', mark: /\s+(?:vs\.?|versus|v\.|against)\s+/gi, isWeak: false },
  { name: 'slash', mark: /\s+\/\s+/g, isWeak: false },
  { name: 'tight slash', mark: /\s*\/\s*/g, isWeak: true },
  { name: 'space', mark: / {2,}/g, isWeak: true },
]
const anyMark = /[|\t→⇒/]|[-=]>|\b(?:vs|versus|v\.|against)(?!\w)| {2}/i
/** A longer line is no row. */
const lineMax = 200
const columnsMax = 6

/** The parts of text[from..to) between the marks. */
function partsOf(text: string, { from, to }: Span, mark: RegExp): Span[] {
  const parts: Span[] = []
  let start = from
  for (const found of text.slice(from, to).matchAll(mark)) {
    if (found.index > 0 || start > from) parts.push({ from: start, to: from + found.index })
    start = from + found.index + found[0].length
  }
  if (start < to) parts.push({ from: start, to })
  return parts.filter((part) => part.to > part.from)
}

const besideName =
  /^(the|our|a|an|left|right|first|second|third|model|vehicle|car|trim|new|used|on|column|[a-f]|[1-6])$/

/** The vehicle that words name, when they are its name and nothing more. */
function namedAlone(r: Reading, span: Span): ReadonlySet<string> | undefined {
  const { from, to } = spanTokens(r, span.from, span.to)
  if (to <= from || to - from > 9) return undefined
  const isTrim = r.p.named.trims.has(keyOf(r.tokens.slice(from, to).map((token) => token.stem)))
  const unit: Unit = {
    text: r.text,
    tokens: r.tokens,
    from,
    to,
    titleCase: true,
    cells: isTrim ? 'trims' : 'names',
  }
  const mentions = mentionsOf(unit, r.p, () => false)
  const { each } = scopesOf(r.p, unit, [], mentions)
  const [one] = each
  if (!one || each.length > 1 || one.subjects.size === 0) return undefined
  if (one.subjects.size === r.p.named.vehicles.length) return undefined
  const isOfName = (at: number): boolean =>
    besideName.test(r.tokens[at]!.stem) ||
    mentions.some(
      (mention) =>
        at >= mention.from &&
        at < mention.to &&
        (mention.type !== 'figure' ||
          (mention.figure.unit === null && mention.figure.value > 1950 && mention.figure.value < 2100)),
    )
  for (let i = from; i < to; i++) if (!isOfName(i)) return undefined
  return one.subjects
}

const differ = (each: readonly ReadonlySet<string>[]): boolean =>
  new Set(each.map((one) => [...one].sort().join('\n'))).size === each.length

/** The names of a line, side by side and nothing else. */
function columnsAt(r: Reading, span: Span): Columns | undefined {
  for (const { name, mark } of marks) {
    const parts = partsOf(r.text, span, mark)
    if (parts.length < 2 || parts.length > columnsMax) continue
    const named = parts.map((part) => namedAlone(r, part))
    // "Spec | RAV4 | Pilot": the first column is of labels
    const each = named[0] || parts.length < 3 ? named : named.slice(1)
    if (each.every((one) => one !== undefined) && differ(each)) return { mark: name, each }
  }
  return undefined
}

/** The names that stand side by side in a line, or in that of it which a colon or a comma parts; `end` where they end. */
export function columnsOf(r: Reading, span: Span): (Columns & { end: number }) | undefined {
  if (r.p.named.vehicles.length < 2 || span.to - span.from > lineMax) return undefined
  const words = r.text.slice(span.from, span.to)
  if (!anyMark.test(words)) return undefined
  const colon = words.search(/:[*_]{0,2}(?:\s|$)/)
  const stop = words.search(/(?:,|[.!?]|\s[-–—])(?:\s|$)/)
  const ends = [colon, stop, words.length].filter((end) => end > 0)
  const spans = ends.map((end) => ({ from: span.from, to: span.from + end }))
  if (colon > 0) spans.push({ from: span.from + colon + 1, to: span.to })
  // "Figures (RAV4 / Pilot)"
  const inside = /\(([^()]{3,80})\)$/.exec(words)
  if (inside) spans.push({ from: span.to - inside[1]!.length - 1, to: span.to - 1 })
  for (const one of spans) {
    if (!anyMark.test(r.text.slice(one.from, one.to))) continue
    const columns = columnsAt(r, one)
    if (columns) return { ...columns, end: one.to }
  }
  return undefined
}

const isValue = ({ type }: Mention): boolean => type !== 'model' && type !== 'make' && type !== 'trim'

/** Gives the values of a row to the columns in turn; false where it is no row of as many values. */
function readRow(
  r: Reading,
  columns: Columns,
  span: Span,
  mentions: readonly Mention[],
  give: (mention: Mention, at: number) => void,
): boolean {
  const values = mentions.filter((one) => isValue(one) && one.start >= span.from && one.end <= span.to)
  const figures = values.filter((one) => one.type === 'figure')
  // "Transmission: manual | automatic": the label may be a value by its words, and is none where figures follow
  const told = figures.length >= columns.each.length ? figures : values
  if (told.length < columns.each.length) return false
  for (const { name, mark, isWeak } of marks) {
    if (isWeak && name !== columns.mark) continue
    const parts = partsOf(r.text, span, mark)
    const more = parts.length - columns.each.length
    if (more !== 0 && more !== 1) continue
    const label = /^[^:]{1,40}:[*_]{0,2}\s/.exec(r.text.slice(parts[0]!.from, parts[0]!.to))
    const begin = label ? parts[0]!.from + label[0].length : span.from
    const held = parts.map((part) =>
      told.filter((one) => one.start >= Math.max(begin, part.from) && one.end <= part.to),
    )
    if (more === 1 && held.shift()!.length > 0) continue
    if (held.some((own) => own.length === 0)) continue
    const before = r.text.slice(span.from, held[0]![0]!.start)
    // "City / highway: 27 / 35" names two things, not two vehicles
    if (name.endsWith('slash') && /[/&]|\band\b/.test(before)) continue
    if (name === 'tight slash' && /\b(?:mpg|economy|epa)\b/i.test(r.text.slice(span.from, span.to))) {
      if (!/\b(?:city|town|highway|hwy|combined|comb)\b/i.test(before)) continue
    }
    for (const [at, own] of held.entries()) for (const mention of own) give(mention, at)
    return true
  }
  return false
}

const clause = /[,;] +/g

/** Whose each value of a unit is, by the names that stand side by side above it or before it in its line. */
export function ofColumns(
  r: Reading,
  place: Place,
  mentions: readonly Mention[],
  named: readonly { from: number }[],
): (mention: Mention) => Scope | undefined {
  const found = new Map<Mention, Scope>()
  const isCell = place.block.kind === 'row' || place.block.kind === 'head'
  let { columns } = isCell ? place : r
  const give = (mention: Mention, at: number): void => {
    const subjects = columns!.each[at]!
    const { vehicles } = r.p.named
    found.set(mention, (fact) => subjects.has(fact.subject) || !vehicles.includes(fact.subject))
  }
  let next = 0
  let at = 0
  for (let from = place.from; from < place.to; ) {
    const end = r.text.indexOf('\n', from)
    const to = end < 0 || end > place.to ? place.to : end
    let span: Span = { from, to }
    from = to + 1
    const first = next
    while (next < mentions.length && mentions[next]!.start < to) next++
    let isNamed = false
    while (at < named.length && r.tokens[named[at]!.from]!.start < to) {
      at++
      isNamed = true
    }
    const own = isCell ? undefined : columnsOf(r, span)
    if (own) {
      columns = own
      r.columns = own
      span = { from: own.end, to }
    } else if (isNamed) continue
    if (!columns || span.to - span.from > lineMax || next - first < columns.each.length) continue
    const line = mentions.slice(first, next)
    if (!readRow(r, columns, span, line, give))
      for (const part of partsOf(r.text, span, clause)) readRow(r, columns, part, line, give)
  }
  return (mention) => found.get(mention)
}
