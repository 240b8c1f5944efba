// What a number is about: by its unit, by the words next to it ("34 mpg highway", "MSRP of $33,000"), by those near it
// and by the labels of its table. A number is never held against a fact of another attribute.

import type { Figure } from '../find/figures.ts'
import { isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { phrasesAt } from '../text/phrase-trie.ts'
import { stemOf } from '../text/tokens.ts'
import { askedCount, askedTarget } from './asked.ts'
import { countTarget, isLedByStock } from './count-target.ts'
import { parallelTarget, placeOf } from './parallel.ts'
import {
  afterTrie,
  beforeTrie,
  type Context,
  endsAt,
  nearTrie,
  type Target,
  targets,
  trieOf,
} from './targets.ts'

const stemSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(stemOf))
const fillersBefore = stemSet(data.fillers.before)
const fillersAfter = stemSet(data.fillers.after)
const stops = stemSet(data.stops)
const low = trieOf(data.stock.low, true)
const high = trieOf(data.stock.high, true)
const notModelYear = trieOf(data.notModelYear, true)

const pick = (found: readonly Target[], unit: string | null): Target | undefined =>
  found.find((target) => (unit === null ? !target.needsUnit : target.unit === unit))

function targetAfter(c: Context, figure: Figure): Target | undefined {
  for (let i = figure.to; i < Math.min(c.to, figure.to + 6); i++) {
    const token = c.tokens[i]!
    if (
      token.gap === 'break' ||
      token.gap === 'comma' ||
      c.figureAt(i) ||
      (stops.has(token.stem) && i > figure.to)
    )
      return undefined
    for (const phrase of phrasesAt(afterTrie, c.tokens, i, c.to).reverse()) {
      const target = pick(phrase.values, figure.unit)
      if (target) return target
    }
    if (!fillersAfter.has(token.stem) || stops.has(token.stem)) return undefined
  }
  return undefined
}

function targetBefore(c: Context, figure: Figure): Target | undefined {
  let at = figure.from
  for (let step = 0; step < 6 && at > c.from; step++) {
    const target =
      c.taken(at - 1) || c.figureAt(at - 1) ? undefined : pick(endsAt(beforeTrie, c, at), figure.unit)
    if (target) return target
    const before = c.tokens[at - 1]!
    if (
      !fillersBefore.has(before.stem) ||
      c.taken(at - 1) ||
      c.figureAt(at - 1) ||
      (c.tokens[at]!.gap === 'comma' && step > 0)
    )
      return undefined
    at--
  }
  return undefined
}

/** The nearest telling word of the clause; words of another number's side of a join do not count. */
function targetNear(c: Context, figure: Figure): Target | undefined {
  const at = (i: number): Target | undefined => {
    if (c.taken(i)) return undefined
    for (const phrase of phrasesAt(nearTrie, c.tokens, i, c.to).reverse()) {
      const target = pick(phrase.values, figure.unit)
      if (target) return target
    }
    return undefined
  }
  for (let i = figure.to; i < Math.min(c.to, figure.to + 8); i++) {
    const token = c.tokens[i]!
    if (token.gap === 'break' || c.figureAt(i) || stops.has(token.stem) || token.gap === 'comma') break
    const target = at(i)
    if (target) return target
  }
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 10); i--) {
    if (c.figureAt(i)) break
    const target = at(i)
    if (target) return target
    if (c.tokens[i]!.gap === 'break') break
  }
  return undefined
}

function targetOfLabels(c: Context, unit: string | null): Target | undefined {
  for (let i = 0; i < c.labels.length; i++)
    for (const phrase of phrasesAt(afterTrie, c.labels, i, c.labels.length).reverse()) {
      const target = pick(phrase.values, unit)
      if (target) return target
    }
  return undefined
}

const coverageTarget = targets.find((target) => target.target === 'distance')!

/** "3-year/36,000-mile", "three years or 36,000 miles": how long a coverage runs. */
function isAfterYears(c: Context, figure: Figure): boolean {
  const at = figure.from - 1
  const before = /^(or|and)$/.test(c.tokens[at]?.stem ?? '') ? at - 1 : at
  return before > c.from && /^(year|yr)$/.test(c.tokens[before]!.stem) && c.tokens[at + 1]!.gap !== 'break'
}

const seatsTarget = targets.find((target) => target.target === 'seats')!
const riding = /^(fit|sit|ride|travel|can)$/

/** "eight people fit" */
const isRiding = (c: Context, at: number): boolean =>
  at < c.to && c.tokens[at]!.gap === 'join' && riding.test(c.tokens[at]!.stem)

const asked = /^(take|hold|carry|bring|fit|welcome)$/

/** "You may only take one home": one of the vehicles. */
const isPick = (c: Context, figure: Figure, target: Target): boolean =>
  target.target === 'seats' &&
  figure.unit === null &&
  figure.spelled &&
  figure.value === 1 &&
  c.asked.length === 0

/** "Take two for a drive" asks its reader; "takes two" tells how many. */
const isAsked = (c: Context, figure: Figure): boolean =>
  figure.unit === null && figure.spelled && figure.from === c.from + 1 && asked.test(c.tokens[c.from]!.word)

/** "Number two is the Civic": the second that is told of. */
const isOrdinal = (c: Context, { unit, value, from, to }: Figure): boolean =>
  unit === null &&
  value < 10 &&
  from > c.from &&
  /^(number|no|option|choice|pick|round|step|part)$/.test(c.tokens[from - 1]!.stem) &&
  !/^(of|in)$/.test(c.tokens[to]?.stem ?? '') &&
  c.tokens[from]!.gap === 'join'

const cityTarget = targets.find((target) => target.target === 'city')!
const combinedTarget = targets.find((target) => target.target === 'combined')!
const highwayTarget = targets.find((target) => target.target === 'highway')!

/** "In the city, figure on 20; on the highway, on 28": the cycle stands before, and another figure has the unit. */
function cycleBefore(c: Context, figure: Figure): Target | undefined {
  if (!c.figures.slice(0, 8).some((one) => one.unit === 'mpg')) return undefined
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (next?.gap === 'join' && !/^(and|but|while)$/.test(next.stem)) return undefined
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 7) && !c.figureAt(i); i--) {
    const target = phrasesAt(afterTrie, c.tokens, i, figure.from)
      .at(-1)
      ?.values.find((one) => one.unit === 'mpg')
    if (target) return target.isDefault ? undefined : target
  }
  return undefined
}

/** "twenty in the city", "34 on the highway", "30 combined": a figure of fuel economy without its unit. */
function cycleAfter(c: Context, figure: Figure): Target | undefined {
  const led =
    figure.unit === null && figure.value >= 8 && figure.value < 200 ? cycleBefore(c, figure) : undefined
  if (led) return led
  const isOfGallon =
    figure.unit === 'mi' &&
    [...c.asked, ...c.tokens.slice(c.from, figure.from)].slice(-14).some((token) => token.stem === 'gallon')
  if ((figure.unit !== null && !isOfGallon) || figure.value < 8 || figure.value > 200 || figure.partner)
    return undefined
  let at = figure.to
  while (at < Math.min(c.to, figure.to + 3) && /^(in|on|for|around|out|the|is)$/.test(c.tokens[at]!.stem))
    at++
  if (at >= c.to || c.tokens[figure.to]!.gap !== 'join') return undefined
  for (const trie of [afterTrie, nearTrie]) {
    const target = phrasesAt(trie, c.tokens, at, c.to)
      .at(-1)
      ?.values.find((one) => one.unit === 'mpg')
    if (target && (trie === afterTrie || at > figure.to)) return target.isDefault ? undefined : target
  }
  return undefined
}

/** The third of "27/32/29 mpg". */
const isThird = (c: Context, figure: Figure): boolean => {
  const [at, before, first] = [0, 1, 2].map((back) => c.tokens[figure.from - back])
  return (
    figure.from - 2 >= c.from &&
    at!.gap === 'slash' &&
    before!.gap === 'slash' &&
    !Number.isNaN(before!.value) &&
    !Number.isNaN(first!.value)
  )
}

/** "22 mpg (city)" */
function targetInParentheses(c: Context, figure: Figure, text: string): Target | undefined {
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (!next || text[next.start - 1] !== '(') return undefined
  return pick(phrasesAt(afterTrie, c.tokens, figure.to, c.to).at(-1)?.values ?? [], figure.unit)
}

/** "Miles on a full charge | 272": any word of a label right before the figure that the line begins with. */
function targetOfLabel(c: Context, figure: Figure): Target | undefined {
  if (c.tokens[figure.from]!.gap !== 'break' || figure.from - c.from > 8) return undefined
  for (let i = c.from + 1; i < figure.from; i++)
    if (c.tokens[i]!.gap === 'break' && (figure.from - c.from > 5 || c.figureAt(i - 1))) return undefined
  for (const trie of [nearTrie, afterTrie])
    for (let i = c.from; i < figure.from; i++) {
      const target = pick(phrasesAt(trie, c.tokens, i, figure.from).at(-1)?.values ?? [], figure.unit)
      if (target) return target
    }
  return undefined
}

/** "Seats: 7 in the Pilot, 5 in the Civic": what the line begins with is what its figures are about. */
function targetOfLine(c: Context, figure: Figure, text: string): Target | undefined {
  const whole = targetOfLabel(c, figure)
  if (whole) return whole
  const label = phrasesAt(afterTrie, c.tokens, c.from, c.to).at(-1)
  if (
    !label ||
    label.end > figure.from ||
    !/^[*_]*:/.test(text.slice(c.tokens[label.end - 1]!.end, c.tokens[label.end - 1]!.end + 6))
  )
    return undefined
  return pick(label.values, figure.unit)
}

/** "272: miles on a charge": what the line says of the figure that it begins with. */
function targetBehind(c: Context, figure: Figure, text: string): Target | undefined {
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (figure.from !== c.from || !next || !/^[*_]*(?::| [-–—|]) /.test(text.slice(figure.end, figure.end + 5)))
    return undefined
  for (const trie of [nearTrie, afterTrie])
    for (let i = figure.to; i < c.to; i++) {
      const target = pick(phrasesAt(trie, c.tokens, i, c.to).at(-1)?.values ?? [], figure.unit)
      if (target) return target
    }
  return undefined
}

/** "27/32 mpg city/highway", and "27/32 mpg", which names the city first by custom. */
function pairTarget(c: Context, figure: Figure): Target | undefined {
  if (figure.unit !== 'mpg') return undefined
  if (isThird(c, figure)) return combinedTarget
  if (!figure.partner) return undefined
  const [one, second] = figure.pair === 'first' ? [figure, figure.partner] : [figure.partner, figure]
  const label = targetOfLabel(c, one)
  if (label && !label.isDefault) return label
  const after = phrasesAt(afterTrie, c.tokens, second.to, c.to)[0]
  const first = after && pick(after.values, 'mpg')
  const joined = after && c.tokens[after.end] && after.end < c.to ? c.tokens[after.end]! : undefined
  const next =
    joined &&
    (joined.stem === 'and'
      ? after!.end + 1
      : joined.gap === 'slash' || joined.gap === 'dash'
        ? after!.end
        : -1)
  if (first && next !== undefined && next >= 0) {
    const other = pick(phrasesAt(afterTrie, c.tokens, next, c.to)[0]?.values ?? [], 'mpg')
    if (other && other !== first) return figure.pair === 'first' ? first : other
  }
  const slashed = c.tokens[second.from]!.gap === 'slash'
  if (!slashed || first) return undefined
  return figure.pair === 'first' ? cityTarget : highwayTarget
}

const yearTarget: Target = {
  target: 'year',
  kind: 'year',
  unit: null,
  attributes: ['year', 'stock_year'],
  text: false,
  isDefault: false,
  needsUnit: false,
}
const noTarget: Target = {
  target: 'none',
  kind: 'number',
  unit: null,
  attributes: [],
  text: false,
  isDefault: false,
  needsUnit: false,
}

/** One of "27/32" under a label that says no more than mpg. */
const isSlashed = (c: Context, { pair, partner, from }: Figure): boolean =>
  partner !== null && c.tokens[pair === 'first' ? partner.from : from]!.gap === 'slash'

/** "The Accord is good for 44 mpg, and the Pacifica for 22": what the figure before it is about. */
function elliptic(c: Context, figure: Figure, text: string): Target | undefined {
  const before = c.figures[placeOf(c.figures, figure) - 1]
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (!before || before.unit === null || figure.from - before.to > 8 || figure.value < 2) return undefined
  if (next && next.gap === 'join') return undefined
  let named = false
  for (let i = before.to; i < figure.from; i++) named ||= c.taken(i)
  const last = c.tokens[figure.from - 1]!
  if (
    !named ||
    !(c.taken(figure.from - 1) || /^(for|at|gets|has|with|seats|offers|makes|is)$/.test(last.word))
  )
    return undefined
  return targetOf(c, before, text)
}

/** What a figure is about; undefined when it is a word like "one" that states no figure. */
export function targetOf(c: Context, figure: Figure, text: string): Target | undefined {
  const token = c.tokens[figure.from]!
  // people are seats where the words before say so ("room for five people")
  if (figure.unit === 'person')
    return (
      targetBefore(c, { ...figure, unit: 'seat' }) ??
      (isRiding(c, figure.to) ? seatsTarget : figure.spelled ? undefined : noTarget)
    )
  const { unit } = figure
  if (unit === 'mi' && isAfterYears(c, figure)) return coverageTarget
  if (unit === null && isYear(token) && text[token.end] !== '+')
    return endsAt(notModelYear, c, figure.from).length > 0 && figure.pair === null ? noTarget : yearTarget
  if (isAsked(c, figure) || isOrdinal(c, figure)) return undefined
  if (isLedByStock(c, figure)) return countTarget(c, figure) ?? noTarget
  const named =
    cycleAfter(c, figure) ??
    parallelTarget(c, figure) ??
    pairTarget(c, figure) ??
    targetInParentheses(c, figure, text) ??
    (unit === null && figure.spelled ? undefined : targetAfter(c, figure)) ??
    targetBefore(c, figure) ??
    targetOfLabels(c, unit) ??
    targetBehind(c, figure, text) ??
    askedTarget(c, figure) ??
    (unit === null ? undefined : targetNear(c, figure))
  if (named && isPick(c, figure, named)) return undefined
  if (named?.target === 'economy' && isSlashed(c, figure))
    return figure.pair === 'first' ? cityTarget : highwayTarget
  // "in all its miles, one …": nobody writes an odometer's reading as a word alone
  if (named && !(named.unit === 'mi' && unit === null && figure.spelled)) return named
  if (unit !== null)
    return (
      targets.find((target) => target.unit === unit && target.isDefault) ?? { ...noTarget, unit, text: true }
    )
  return (
    countTarget(c, figure) ??
    askedCount(c, figure) ??
    targetOfLine(c, figure, text) ??
    elliptic(c, figure, text) ??
    (figure.pair === 'second' && figure.partner && figure.partner.pair === 'first'
      ? (targetBefore(c, figure.partner) ?? targetOfLine(c, figure.partner, text))
      : undefined) ??
    (figure.spelled ? undefined : noTarget)
  )
}

/** Whether a figure is said to be the low or the high end of a range. */
export function directionOf(c: Context, figure: Figure): 'low' | 'high' | null {
  const before = figure.hedge === 'exact' ? figure.from : figure.from - 1
  if (figure.pair === 'first') return 'low'
  if (figure.pair === 'second') return 'high'
  if (endsAt(low, c, before).length > 0) return 'low'
  return endsAt(high, c, before).length > 0 &&
    c.tokens[before - 1]?.stem !== 'and' &&
    c.tokens[before - 1]?.stem !== 'through'
    ? 'high'
    : null
}

/** Facts of the low end cannot carry the high end, nor the other way round. */
export function fitsDirection(attribute: string, direction: 'low' | 'high' | null): boolean {
  if (direction === 'low') return !attribute.endsWith('_highest')
  if (direction === 'high') return !attribute.endsWith('_lowest')
  return true
}
