// What a number is about: by its unit, by the words next to it ("34 mpg highway", "MSRP of $33,000"), by those near it
// and by the labels of its table. A number is never held against a fact of another attribute.

import type { Figure } from '../find/figures.ts'
import { isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { phrasesAt } from '../text/phrase-trie.ts'
import { stemOf } from '../text/tokens.ts'
import { askedCount, askedTarget } from './asked.ts'
import { countTarget, isLedByStock } from './count-target.ts'
import { cityTarget, cycleAfter, highwayTarget, isSlashed, pairTarget } from './cycles.ts'
import { pick, targetBehind, targetInParentheses, targetOfLabels, targetOfLine } from './label-targets.ts'
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

function targetAfter(c: Context, figure: Figure, isLabelled: boolean): Target | undefined {
  for (let i = figure.to; i < Math.min(c.to, figure.to + 6); i++) {
    const token = c.tokens[i]!
    if (
      token.gap === 'break' ||
      token.gap === 'comma' ||
      // "City: 28 / Highway: 34"
      (isLabelled && token.gap === 'slash') ||
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

const namesAhead = (c: Context, at: number): boolean =>
  at < c.to && (c.taken(at) || (c.tokens[at]!.stem === 'the' && at + 1 < c.to && c.taken(at + 1)))

/** "The Accord is good for 44 mpg, and the Pacifica for 22": what the figure before it is about. */
function elliptic(c: Context, figure: Figure, text: string): Target | undefined {
  const before = c.figures[placeOf(c.figures, figure) - 1]
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (!before || figure.from - before.to > 8 || figure.value < 2) return undefined
  const isOfName =
    next !== undefined && /^(in|for|on|with|from)$/.test(next.stem) && namesAhead(c, figure.to + 1)
  if (next && next.gap === 'join' && !isOfName) return undefined
  if (isOfName && before.from !== c.figures[0]!.from && before.unit === null) return undefined
  if (isOfName) return targetOf({ ...c, figures: [before] }, before, text)
  if (before.unit === null) return undefined
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
    (unit === null && figure.spelled
      ? undefined
      : targetAfter(c, figure, targetBefore(c, figure) !== undefined)) ??
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

/** "Nothing here is over $31,200": a bound of each, and so of the end of their range. */
function ofAll(c: Context, { hedge, from }: Figure): boolean {
  if (hedge !== 'atMost' && hedge !== 'atLeast') return false
  return c.tokens.slice(Math.max(c.from, from - 7), from).some((token) => /^(nothing|none)$/.test(token.stem))
}

/** Whether a figure is said to be the low or the high end of a range. */
export function directionOf(c: Context, figure: Figure): 'low' | 'high' | null {
  const before = figure.hedge === 'exact' ? figure.from : figure.from - 1
  if (ofAll(c, figure)) return figure.hedge === 'atMost' ? 'high' : 'low'
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
