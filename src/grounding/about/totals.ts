// A part and the total that it is of: "20 of the 31 are new", "of those 11, 4 are certified".

import type { Figure } from '../find/figures.ts'
import { isYear } from '../find/names.ts'
import { labelled } from './count-labels.ts'
import { countOf, noCount } from './count-of.ts'
import { conditionAt, conditionEndingAt, conditionOf, isStockNoun } from './counted-things.ts'
import { placeOf } from './parallel.ts'
import type { Context, Target } from './targets.ts'

/** The condition that a clause names of a part. */
export function partIn(c: Context, at: number): string | undefined {
  for (let i = at; i < Math.min(c.to, at + 7); i++) {
    if (c.tokens[i]!.gap === 'break' || c.tokens[i]!.gap === 'comma' || c.figureAt(i)) return undefined
    const condition = conditionAt(c.tokens, i)
    if (condition) return condition
  }
  return undefined
}

const determiners = /^(the|our|those|these|all|their|that|your)$/

/** "20 of the 31 are new", "20 out of our 31": where the total stands that a part is of; -1 for none. */
export function totalAfter(c: Context, to: number): number {
  let at = to < c.to && c.tokens[to]!.stem === 'out' ? to + 1 : to
  const isJoined = c.tokens[at]?.gap === 'join' && (at === to || /^(join|comma)$/.test(c.tokens[to]!.gap))
  if (at >= c.to || c.tokens[at]!.stem !== 'of' || !isJoined) return -1
  at++
  if (at < c.to && determiners.test(c.tokens[at]!.stem)) at++
  // "of the used dozen"
  const condition = at < c.to ? conditionOf(c.tokens, at) : undefined
  if (condition && condition.end < c.to && c.figureAt(condition.end)) at = condition.end
  const figure = at < c.to && c.figureAt(at) ? c.figures[placeOf(c.figures, { from: at })] : undefined
  return figure?.from === at && figure.unit === null && !isYear(c.tokens[at]!) ? at : -1
}

/**
 * The condition that a clause says last ("of the 31 used ones are certified").
 * @param isPredicate only behind a verb: "one of the 31 used ones" is one of those
 */
export function lastCondition(c: Context, at: number, isPredicate: boolean): string | undefined {
  let last: string | undefined
  let isTold = !isPredicate
  let first = at + 1
  while (first < c.to && c.figureAt(first) && c.tokens[first]!.gap === 'dash') first++
  for (let i = first; i < Math.min(c.to, first + 9); i++) {
    const { gap } = c.tokens[i]!
    if (gap === 'comma' || gap === 'break' || c.figureAt(i)) break
    isTold ||= /^(is|are|was|were|be|being|come|carry|wear|have|has)$/.test(c.tokens[i]!.stem)
    if (isTold) last = conditionAt(c.tokens, i) ?? last
  }
  return last
}

/** "Of those 11, 4 are certified" */
const firstPart = (c: Context, at: number): string | undefined =>
  c.figureAt(at) ? partIn(c, at + 1) : undefined

const telling = /^(have|has|had|with|carry|belonged|passed|cleared|completed|been|waiting|awaiting|show)$/

/** "Share that is new: 20 of 31": the condition that the label of the part says. */
function conditionOfFirst(c: Context, of: number): string | undefined {
  const first = c.figures[placeOf(c.figures, { from: of }) - 1]
  const said = first && labelled(c, first)
  return said === 'all' ? undefined : said
}

/** The total of "20 of the 31 are new" and of "of those 11, 4 are certified": of all, or of the condition beside it. */
export function totalOf(c: Context, { from, to }: Figure): Target | undefined {
  let at = from - 1
  const own =
    at > c.from && c.tokens[from]!.gap === 'join' ? conditionEndingAt(c.tokens, at, c.from) : undefined
  if (
    own &&
    own.first - 2 >= c.from &&
    c.tokens[own.first - 2]!.stem === 'of' &&
    determiners.test(c.tokens[own.first - 1]!.stem)
  )
    return countOf(own.condition)
  if (at >= c.from && determiners.test(c.tokens[at]!.stem)) at--
  if (at < c.from || c.tokens[at]!.stem !== 'of' || isYear(c.tokens[from]!)) return undefined
  const out = at > c.from && c.tokens[at - 1]!.stem === 'out' ? at - 1 : at
  const isPart = out > c.from && c.figureAt(out - 1) && c.tokens[out]!.gap === 'join'
  const begins = out === c.from || c.tokens[out]!.gap !== 'join'
  if (!isPart && !(begins && to < c.to && c.tokens[to]!.gap === 'comma')) return undefined
  const beside = to < c.to && c.tokens[to]!.gap === 'join' && !telling.test(c.tokens[to]!.stem)
  const condition = beside ? conditionAt(c.tokens, to) : undefined
  if (condition) return countOf(condition)
  // "4 of the 11 are certified": of the used ones, or of all
  const part = isPart ? (lastCondition(c, from, false) ?? conditionOfFirst(c, out)) : firstPart(c, to)
  if (!part) return undefined
  const attributes = part === 'certified' ? ['stock_count', 'stock_used_count'] : ['stock_count']
  return { ...noCount, attributes, isAny: true }
}

/** "Of the 28 we have, 26 are new" */
export const isAllWeHave = (c: Context, { from, to }: Figure): boolean =>
  from - 2 >= c.from &&
  to + 1 < c.to &&
  c.tokens[from - 1]!.word === 'the' &&
  c.tokens[from - 2]!.word === 'of' &&
  /^(?:we|you'll)$/.test(c.tokens[to]!.word) &&
  /^(?:have|see|find|hold|keep|stock)$/.test(c.tokens[to + 1]!.stem)

/** "Certified so far are 3 of the 11 used", "papers for 3 of the 11 used": what is a part of those is certified. */
export function isPartOfUsed({ tokens, from, to }: Context, total: number): boolean {
  const whole = total + 1 < to ? conditionOf(tokens, total + 1) : undefined
  if (whole?.condition !== 'used') return false
  const end = whole.end < to && isStockNoun(tokens, whole.end) ? whole.end + 1 : whole.end
  if (end < to && tokens[end]!.gap === 'join' && /^(?:are|were|is|was|come|have)$/.test(tokens[end]!.word))
    return false
  const isTheirs = /^(?:the|our|those|these)$/.test(tokens[total - 1]!.word)
  return isTheirs || tokens.slice(from, total).some((_, i) => conditionAt(tokens, from + i) === 'certified')
}
