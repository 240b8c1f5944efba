// Figures that leave out what they are about, since a figure before them said it: "44 mpg, and the Pacifica 22",
// "around $50,000, or $49,330 to be exact", "7 against 5".

import type { Figure } from '../find/figures.ts'
import { targetAfter } from './beside.ts'
import { placeOf } from './parallel.ts'
import type { Context, Target } from './targets.ts'

const namesAhead = (c: Context, at: number): boolean =>
  at < c.to && (c.taken(at) || (c.tokens[at]!.stem === 'the' && at + 1 < c.to && c.taken(at + 1)))

const exactly = /^(?:exact|exactly|precise|precisely|even|flat|dead|namely)$/
const exactTo =
  /^(?:dollar|mile|penny|cent|dime|buck|nose|button|rating|book|tag|sticker|card|sheet|sum|short|shorten|rounded|round)$/

/** "or $49,330 to be exact", "272 by the rating" */
function isMarkedExact(c: Context, figure: Figure): boolean {
  const before = figure.from > c.from ? c.tokens[figure.from - 1]!.stem : ''
  if (exactly.test(before) || before === 'or') return true
  for (let i = figure.to; i < Math.min(c.to, figure.to + 6); i++)
    if (exactly.test(c.tokens[i]!.stem) || exactTo.test(c.tokens[i]!.stem)) return true
  return false
}

/** "an MSRP of $50,855, and the Jetta one of $25,775" */
const isOneOfThem = (c: Context, { from, hedge }: Figure): boolean => {
  const at = hedge === 'exact' ? from : from - 1
  return at - 2 >= c.from && c.tokens[at - 1]!.stem === 'of' && /^(one|that)$/.test(c.tokens[at - 2]!.stem)
}

/** "MSRP is $43,435, so call it about $43,000" */
const isCalled = (c: Context, { from }: Figure): boolean =>
  c.tokens
    .slice(Math.max(c.from, from - 4), from)
    .some(
      ({ word }, i, { length }) => /^(call|round|rounded)$/.test(word) || (word === 'say' && i > length - 3),
    )

/** How far from a rounded figure the exact one may be. */
const roundedBy = 0.12

/** The rounded figure that this one states again. */
export function restated(c: Context, figure: Figure): Figure | undefined {
  const before = figureBefore(c, figure, figure.unit === null && isMarkedExact(c, figure))
  const isShort = figure.value < 100 && !(figure.value > 2 && c.tokens[figure.from - 1]?.stem === 'as')
  if (!before || isShort || figure.from - before.to > 8 || before.unit === null) return undefined
  if (figure.unit === before.unit && isOneOfThem(c, figure)) return before
  if (Math.abs(figure.value - before.value) > roundedBy * Math.max(figure.value, before.value))
    return undefined
  const isSame =
    figure.unit === before.unit &&
    ((before.hedge !== 'exact' && isMarkedExact(c, figure)) || isCalled(c, figure))
  return figure.unit === null || isSame ? before : undefined
}

/** The figure before, words like "the tired one" aside; and "on a one-owner vehicle" before what is said exactly. */
function figureBefore(c: Context, figure: Figure, isExact: boolean): Figure | undefined {
  const last = placeOf(c.figures, figure) - 1
  let at = last
  while (at > Math.max(0, last - 4) && (isOneOf(c.figures[at]!) || (isExact && c.figures[at]!.value < 10)))
    at--
  return c.figures[at]
}

const isOneOf = ({ spelled, value, unit }: Figure): boolean => spelled && value === 1 && unit === null

const parting = /^(?:and|or|but|while|versus|vs|against|to)$/
const ofOne = /^(?:in|for|on|with|from|at|under|behind)$/
const lastWords =
  /^(?:for|at|gets|has|with|seats|offers|makes|is|does|shows|reads|takes|costs|manages|returns|tows|averages|posts)$/

/**
 * "The Accord is good for 44 mpg, and the Pacifica for 22", "730 miles on the fresh one and 57,470 on the tired one": the
 * figure whose subject it shares.
 */
export function sharer(c: Context, figure: Figure): Figure | undefined {
  const before = figureBefore(c, figure, false)
  if (figure.pair === 'second' && figure.partner === before && figure.partner) {
    const told = c.figures[placeOf(c.figures, before) - 1]
    return told?.pair === 'second' && told.unit === 'mpg' && before.unit === null ? told : undefined
  }
  // "19 mpg city and 28 mpg highway, versus 27 and 34": in the same order
  if (figure.pair === 'first' && before?.pair === 'second' && before.unit === 'mpg' && figure.unit === null)
    return before.partner ?? undefined
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (!before || figure.from - before.to > 8) return undefined
  if (isOneOf(figure) && before.unit !== null && before.unit !== 'owner') return undefined
  // "compare the VIN with the one on the SUV"
  if (isOneOf(figure) && c.tokens[figure.from - 1]?.stem === 'the') return undefined
  const isOfName =
    next !== undefined && /^(in|for|on|with|from)$/.test(next.stem) && namesAhead(c, figure.to + 1)
  const isOfOne = next !== undefined && ofOne.test(next.stem) && isOne(c, figure.to + 1)
  if (next && next.gap === 'join' && !isOfName && !isOfOne && !parting.test(next.stem)) return undefined
  if (isOfName) return before
  if (figure.value < 2) return undefined
  if (isOfOne && figure.value >= 100 && !figure.spelled) return before
  if (before.unit === null && isOfOne && c.tokens[before.to]!.stem === next.stem && isOne(c, before.to + 1))
    return before
  if (before.unit === null) return isBehindOther(c, before, figure) ? before : undefined
  // "Fewest miles on any of them: 669 mi. Most: 72,671"
  if (figure.value >= 100 && !figure.spelled && ends.test(c.tokens[figure.from - 1]!.stem)) return before
  if (isEndOfRange(c, figure)) return before
  let named = false
  for (let i = before.to; i < figure.from; i++) named ||= c.taken(i) || ends.test(c.tokens[i]!.stem)
  const last = c.tokens[figure.from - 1]!
  return named && (c.taken(figure.from - 1) || lastWords.test(last.word)) ? before : undefined
}

/** "The Traverse has 7, the Accord 5", "the Crosstrek five, and the 2500 six": behind another name in a clause of its own. */
function isBehindOther(c: Context, before: Figure, figure: Figure): boolean {
  const last = /^(?:for|has|with|at|in)$/.test(c.tokens[figure.from - 1]!.stem)
    ? figure.from - 2
    : figure.from - 1
  if (last <= before.to || !c.taken(last)) return false
  const between = c.tokens.slice(before.to, last)
  const isParted = between.some(
    ({ gap, stem }) => gap === 'comma' || gap === 'break' || /^(?:and|but|while)$/.test(stem),
  )
  const isOfOther = between.every(
    ({ stem }, i) => c.taken(before.to + i) || leading.test(stem) || leadsOn.test(stem),
  )
  return isParted && isOfOther
}

const leadsOn = /^(?:fit|inside|in|seat|our|your|there|people|of|them|aboard|ride)$/

/** "as few as 519 miles, as many as 68,963", "to a high of 68,963" */
const isEndOfRange = (c: Context, { from, hedge }: Figure): boolean => {
  const at = hedge === 'exact' ? from : from - 1
  return (
    at - 2 >= c.from &&
    /^(as|of|at)$/.test(c.tokens[at - 1]!.stem) &&
    /^(many|much|few|little|high|low|top|bottom|peak|maximum|minimum|max|min)$/.test(c.tokens[at - 2]!.stem)
  )
}

const ends =
  /^(one|other|another|most|least|lowest|highest|top|bottom|end|side|rest|first|second|latter|former)$/

/** "the tired one", "another", "the other", "the most" */
function isOne(c: Context, at: number): boolean {
  if (at >= c.to) return false
  if (ends.test(c.tokens[at]!.stem)) return true
  for (let i = at; i < Math.min(c.to, at + 4); i++) {
    if (i > at && c.tokens[i]!.gap !== 'join' && c.tokens[i]!.gap !== 'dash') return false
    if (ends.test(c.tokens[i]!.stem)) return true
  }
  return false
}

/** "27 mpg city and 32 highway, the RAV4 25 and 33": a bare pair behind two cycles, in their order. */
export function pairInTurn(c: Context, { pair, partner, unit, from }: Figure): Target | undefined {
  if (unit !== null || partner?.unit !== null) return undefined
  const first = placeOf(c.figures, { from: pair === 'first' ? from : partner.from })
  const [city, highway] = [first - 2, first - 1].map(
    (at) => c.figures[at] && targetAfter(c, c.figures[at], false),
  )
  if (city?.unit !== 'mpg' || highway?.unit !== 'mpg') return undefined
  return pair === 'first' ? city : highway
}

/** "In town, 20 mpg for the Traverse and 31 mpg for the CX-5": the figure whose cycle it shares. */
export function cycleSharer(c: Context, figure: Figure): Figure | undefined {
  const before = c.figures[placeOf(c.figures, figure) - 1]
  if (before?.unit !== 'mpg' || figure.partner || before.partner || figure.from - before.to > 8)
    return undefined
  const isOfName = (at: number): boolean =>
    at < c.to && /^(in|for|on|with|from)$/.test(c.tokens[at]!.stem) && namesAhead(c, at + 1)
  const isLedByName =
    c.taken(figure.from - 1) || (lastWords.test(c.tokens[figure.from - 1]!.word) && c.taken(figure.from - 2))
  return isOfName(figure.to) || isLedByName ? before : undefined
}

const against = /^(?:to|against|versus|vs|than|over|top|beat|of)$/

/** "203 horsepower to 152", "30 mpg combined to the Pacifica's 22", "34, compared with 27 for the RAV4": what it is told against. */
export function contrasted(c: Context, figure: Figure): Figure | undefined {
  const before = c.figures[placeOf(c.figures, figure) - 1]
  if (!before || figure.unit !== null || figure.pair !== null || figure.from - before.to > 8) return undefined
  // "from 406 miles to 89,594"
  if (/^(?:from|between)$/.test(c.tokens[before.from - 1]?.stem ?? '')) return undefined
  let at = figure.from - 1
  while (at >= before.to && (c.taken(at) || /^(?:the|our|a|its|just|only)$/.test(c.tokens[at]!.stem))) at--
  if (at < before.to || c.tokens[figure.from]!.gap !== 'join') return undefined
  const { stem } = c.tokens[at]!
  const isCompared = /^(?:with|to)$/.test(stem) && c.tokens[at - 1]?.stem === 'compared'
  // "… instead of the Telluride's 21"
  if (stem === 'of' && c.tokens[at - 1]?.stem !== 'instead') return undefined
  if (!isCompared && !against.test(stem)) return undefined
  return before.unit !== null || at < figure.from - 1 ? before : undefined
}

const leading = /^(and|but|on|for|in|the|a|our|at|vs|versus|against|while)$/

/** Whether tokens[from..to) are names and what leads to them, with a verb only behind "the Pilot's". */
export function leadsToOther(c: Context, from: number, to: number): boolean {
  let named = false
  if (to - from > 10) return false
  for (let i = from; i < to; i++) {
    const { stem } = c.tokens[i]!
    if (c.taken(i)) named = true
    else if (stem === 'is' ? !/['’]s$/i.test(c.tokens[i - 1]?.raw ?? '') : !leading.test(stem)) return false
  }
  return named
}

/** The sum before, where this one is the other vehicle's: "… $34,900 on the RAV4 and $46,340 on the Pilot". */
export function sumBefore(c: Context, figure: Figure): Figure | undefined {
  const before = c.figures[placeOf(c.figures, figure) - 1]
  return before?.unit === 'USD' && leadsToOther(c, before.to, figure.from) ? before : undefined
}

/** "RAV4 5, Pilot 8": right behind a name, as the figure before is. */
export function besideNameToo(c: Context, figure: Figure): Figure | undefined {
  const before = c.figures[placeOf(c.figures, figure) - 1]
  if (!before || before.unit !== null || figure.unit !== null || figure.from - before.to > 5) return undefined
  return c.taken(figure.from - 1) && before.from > c.from && c.taken(before.from - 1) ? before : undefined
}

/** Where clauses of figures begin: each behind a semicolon or a full stop that no figure spans. */
function clauseOf(c: Context, at: number, text: string): { first: number; last: number } {
  const isOver = (i: number): boolean =>
    /[;.] /.test(text.slice(c.figures[i - 1]!.end, c.tokens[c.figures[i]!.from]!.start))
  let first = at
  while (first > 0 && at - first < clauseMax && !isOver(first)) first--
  let last = at
  while (last + 1 < c.figures.length && last - at < clauseMax && !isOver(last + 1)) last++
  return { first, last }
}
const clauseMax = 5

/** "rated 18 city and 25 highway; the CR-V, 28 and 34": the figure in the same place of the clause before, of another name. */
export function counterpart(c: Context, figure: Figure, text: string): Figure | undefined {
  const at = placeOf(c.figures, figure)
  const own = clauseOf(c, at, text)
  if (own.first === 0 || own.first === own.last) return undefined
  const told = clauseOf(c, own.first - 1, text)
  const size = own.last - own.first
  if (told.last - told.first !== size || size >= clauseMax) return undefined
  for (let i = 0; i <= size; i++) {
    const { unit } = c.figures[own.first + i]!
    if (unit !== null && unit !== c.figures[told.first + i]!.unit) return undefined
  }
  let isNamed = false
  for (let i = c.figures[own.first]!.from - 1; i > c.figures[told.last]!.to; i--) {
    isNamed ||= c.taken(i)
    if (c.tokens[i]!.gap === 'break') break
  }
  return isNamed ? c.figures[told.first + at - own.first] : undefined
}
