// Numbers as a text states them: value, unit, how exactly it is meant ("about", "over"), what it is paired with.
// What each number is about is bindings.ts.

import data from '../lexicon/figures.json' with { type: 'json' }
import { addPhrase, makeTrie, phrasesAt, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { isIdle } from './durations.ts'
import { type Hedge, hedgeBefore, hedgeBehind } from './hedges.ts'
import { isOfGallon, type Reading, unitAfter, unitBehind } from './units.ts'

export type Layout = 'v' | 'inline' | 'flat' | 'w'

export type Figure = {
  /** Tokens, end exclusive, the unit included. */
  from: number
  to: number
  /** Characters, with "$" before and "%" or "+" behind. */
  start: number
  end: number
  value: number
  decimals: number
  /** 1000 when stated in thousands ("12k"), else 1. */
  scale: number
  unit: string | null
  hedge: Hedge
  /** Written as a word ("six"). */
  spelled: boolean
  /** Of cylinders: how they stand. */
  layout: Layout | null
  /** Which of two joined numbers it is ("28/34 mpg", "from $24,950 to $31,200"); null alone. */
  pair: 'first' | 'second' | null
  /** The other of the two. */
  partner: Figure | null
}

const words: Record<string, number> = data.words
const scales: Record<string, number> = data.scales
const structureTrie: TrieNode<true> = makeTrie()
for (const phrase of data.structure) addPhrase(structureTrie, stemsOf(phrase), true)

const layouts: Record<string, Layout> = {
  v: 'v',
  i: 'inline',
  l: 'inline',
  inline: 'inline',
  straight: 'inline',
  line: 'inline',
  flat: 'flat',
  h: 'flat',
  boxer: 'flat',
  w: 'w',
  opposed: 'flat',
}
const engineCode = /^([vihw])(3|4|5|6|8|10|12|16)$/
const cylinderCounts = new Set([2, 3, 4, 5, 6, 8, 10, 12, 16])

/** The number that begins at a token, digits or words, with "thousand" and "k". */
function readNumber(tokens: readonly Token[], at: number, to: number): Reading | undefined {
  const token = tokens[at]!
  let value = token.value
  let next = at + 1
  const spelled = Number.isNaN(value)
  if (spelled) {
    const word = words[token.stem]
    if (word === undefined || token.word === 'ones') return undefined
    value = word
    const unit =
      next < to && tokens[next]!.gap !== 'comma' && tokens[next]!.gap !== 'break'
        ? words[tokens[next]!.stem]
        : undefined
    if (word >= 20 && word % 10 === 0 && unit !== undefined && unit < 10 && unit > 0) {
      value += unit
      next++
    }
  }
  let scale = 1
  while (next < to && (tokens[next]!.gap === 'join' || tokens[next]!.gap === 'dash')) {
    const factor = scales[tokens[next]!.stem]
    if (factor === undefined || (tokens[next]!.stem === 'k' && tokens[next]!.start !== tokens[next - 1]!.end))
      break
    value *= factor
    scale *= factor
    next++
  }
  // "one (1)", as contracts have it
  if (spelled && next < to && tokens[next]!.gap === 'break' && tokens[next]!.value === value) next++
  return { value, decimals: token.decimals, scale, to: next, spelled }
}

/** "V6", "I-4", "inline-four", "flat six". */
function readLayout(
  tokens: readonly Token[],
  at: number,
  to: number,
): { value: number; layout: Layout; to: number } | undefined {
  const token = tokens[at]!
  const code = engineCode.exec(token.word)
  if (code && token.cap) return { value: Number(code[2]), layout: layouts[code[1]!]!, to: at + 1 }
  const layout = layouts[token.stem]
  const after = tokens[at + 1]
  if (!layout || !after || at + 1 >= to || (after.gap !== 'dash' && after.gap !== 'join')) return undefined
  if (token.stem.length === 1 && (after.gap !== 'dash' || !token.cap)) return undefined
  const value = Number.isNaN(after.value) ? words[after.stem] : after.value
  return value !== undefined && cylinderCounts.has(value) ? { value, layout, to: at + 2 } : undefined
}

/** A year of four figures, which shares no unit with what follows it. */
const isYear = (token: Token | undefined): boolean =>
  token !== undefined && token.raw.length === 4 && token.value >= 1950 && token.value <= 2100

const foreignSigns: Record<string, string> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', C$: 'CAD', A$: 'AUD' }

/** The sign of money before a number, with where it begins. */
function moneyBefore(text: string, start: number): { start: number; unit: string } | undefined {
  let at = start
  while (at > 0 && start - at < 3 && text[at - 1] === ' ') at--
  if (text.slice(at - 3, at) === 'USD') return { start: at - 3, unit: 'USD' }
  const two = foreignSigns[text.slice(at - 2, at)]
  if (two) return { start: at - 2, unit: two }
  const one = foreignSigns[text[at - 1] ?? '']
  if (one) return { start: at - 1, unit: one }
  if (text[at - 1] !== '$') return undefined
  return { start: text.slice(at - 3, at - 1) === 'US' ? at - 3 : at - 1, unit: 'USD' }
}

function readFigure(
  text: string,
  tokens: readonly Token[],
  at: number,
  within: { from: number; to: number },
): Figure | undefined {
  const none = { decimals: 0, scale: 1, spelled: false, pair: null, partner: null }
  const engine = readLayout(tokens, at, within.to)
  if (engine) {
    const named =
      tokens[engine.to]?.stem === 'cylinder' && engine.to < within.to && tokens[engine.to]!.gap !== 'break'
    const to = named ? engine.to + 1 : engine.to
    return {
      ...none,
      from: at,
      to,
      start: tokens[at]!.start,
      end: tokens[to - 1]!.end,
      value: engine.value,
      unit: 'cylinder',
      hedge: 'exact',
      layout: engine.layout,
    }
  }
  const reading = readNumber(tokens, at, within.to)
  if (!reading) return undefined
  const money = moneyBefore(text, tokens[at]!.start)
  const start = money?.start ?? tokens[at]!.start
  const unit = unitAfter(text, tokens, reading, within.to)
  const figure: Figure = {
    ...none,
    ...unit,
    from: at,
    start,
    value: reading.value,
    decimals: reading.decimals,
    scale: reading.scale,
    spelled: reading.spelled,
    unit: money?.unit ?? (unit.unit === 'mi' && isOfGallon(tokens, at, within.from) ? 'mpg' : unit.unit),
    hedge: hedgeBefore(text, tokens, at, within.from, start),
    layout: null,
  }
  if (money) Object.assign(figure, { to: reading.to, end: tokens[reading.to - 1]!.end })
  const after = tokens[figure.to]
  // "a '24 CR-V"
  if (/^\d\d$/.test(tokens[at]!.raw) && /['’‘]/.test(text[start - 1] ?? '') && figure.unit === null)
    Object.assign(figure, { value: 2000 + figure.value, start: start - 1 })
  const plus =
    text[tokens[reading.to - 1]!.end] === '+' ||
    (after?.stem === 'plus' && figure.to < within.to && figure.unit === null)
  if (plus && figure.hedge === 'exact') figure.hedge = 'atLeast'
  if (figure.hedge === 'exact') figure.hedge = hedgeBehind(tokens, figure.to, within.to) ?? 'exact'
  // "miles spread over one owner", "driven under three owners"
  if (figure.unit === 'owner' && /^(over|under|beneath)$/.test(tokens[at - 1]?.stem ?? ''))
    figure.hedge = 'exact'
  return figure
}

/** Units that "28 and 34 mpg" may say once; "room for 5 and 19.8 cubic feet" are two things. */
const shared = new Set(['seat', 'door', 'mpg', 'USD', 'mi', 'inch', 'year', 'month', '%'])
const joins = new Set(['to', 'and', 'or', 'through', 'against', 'versus', 'vs'])

/** "$21,450 – $41,905" */
const spacedDash = /^ [-–—] $/

/** Numbers that share a unit take it from each other: "28/34 mpg", "$24,950 to 31,200", "28 to 34 mpg". */
function pairUp(text: string, figures: Figure[], tokens: readonly Token[]): void {
  for (let i = figures.length - 2; i >= 0; i--) {
    const [first, second] = [figures[i]!, figures[i + 1]!]
    const slashed = second.from === first.to && tokens[second.from]!.gap === 'slash'
    if (slashed && first.unit === null && second.unit === 'mpg' && !isYear(tokens[first.from]))
      first.unit = 'mpg'
  }
  for (const figure of figures) figure.unit ??= unitBehind(figure, tokens)
  for (let i = 0; i + 1 < figures.length; i++) {
    const first = figures[i]!
    const second = figures[i + 1]!
    const between = second.from - first.to
    const token = tokens[first.to]!
    const symbol =
      between === 0 && (token.gap === 'dash' || token.gap === 'slash' || tokens[second.from]!.gap === 'slash')
    const isUpTo = between === 2 && token.stem === 'up' && tokens[first.to + 1]!.stem === 'to'
    const joined = ((between === 1 && joins.has(token.stem)) || isUpTo) && token.gap === 'join'
    const isSpan =
      between === 0 &&
      first.unit !== null &&
      first.unit === second.unit &&
      spacedDash.test(text.slice(first.end, second.start))
    if (!symbol && !joined && !isSpan) continue
    // "Jetta S, 2026 / 26 mi"
    if (symbol && isYear(tokens[first.from]) && second.unit !== null && first.unit === null) continue
    if (
      first.unit === null &&
      second.unit !== null &&
      (symbol ? second.unit !== 'cylinder' && second.unit !== 'speed' : shared.has(second.unit))
    )
      first.unit = second.unit
    if (second.unit === null && first.unit === 'USD') second.unit = 'USD'
    if (first.unit !== second.unit) continue
    if (first.pair !== null) continue
    Object.assign(first, { pair: 'first', partner: second })
    Object.assign(second, { pair: 'second', partner: first })
  }
}

const counted = (figure: Figure, tokens: readonly Token[], to: number): boolean =>
  figure.unit === null &&
  figure.to < to &&
  tokens[figure.to]!.gap === 'join' &&
  phrasesAt(structureTrie, tokens, figure.to, to).length > 0

/**
 * The numbers of text[within], in order. Words that count what the text itself holds ("five reasons") are none.
 * @param taken tokens that already belong to a claim
 */
export function figuresOf(
  text: string,
  tokens: readonly Token[],
  within: { from: number; to: number },
  taken: (at: number) => boolean,
): Figure[] {
  const figures: Figure[] = []
  let at = within.from
  while (at < within.to) {
    const figure = taken(at) ? undefined : readFigure(text, tokens, at, within)
    if (!figure) {
      at++
      continue
    }
    if (!counted(figure, tokens, within.to) && !isIdle(figure, tokens, within)) figures.push(figure)
    at = figure.to
  }
  pairUp(text, figures, tokens)
  return figures
}
