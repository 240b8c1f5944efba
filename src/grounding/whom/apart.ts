// Names of which only a stretch of the sentence speaks: "(the RAV4 is front-drive)", "against 23 for the RAV4", "where the
// RAV4 is rated at 1,750". All else in the sentence is of another.

import type { Mention, Unit } from '../find/mentions.ts'
import { isNumber } from '../find/numbers.ts'
import { isUnit } from '../find/units.ts'
import { leadOf, type Naming } from './namings.ts'

export type Apart = {
  name: Naming
  /** Tokens that are said of it, end exclusive. */
  from: number
  to: number
  /** In parentheses, so that the next sentence does not speak of it. */
  isRemark: boolean
}

/** Where the figure at a token ends, with its unit. */
const endWithFigure = ({ tokens, to }: Unit, at: number): number =>
  at + 1 < to && isUnit(tokens, at + 1, to) ? at + 2 : at + 1

/** Where a name ends with the figure that is its own: "the Traverse's 53,462", "the Ford's six seats". */
function endWithOwn(unit: Unit, end: number): number {
  const { tokens, to } = unit
  const isOwn = end < to && tokens[end]!.gap === 'join' && /['’]s$/.test(tokens[end - 1]!.raw)
  if (!isOwn || !isNumber(tokens[end]!)) return end
  return endWithFigure(unit, end)
}

/** Words of the longest remark in parentheses, on either side of the name. */
const remarkMax = 14

/** The remark in parentheses that a name stands in: "(the Crosstrek's is 1,500)"; none where it holds the name alone. */
function remarkAround(unit: Unit, name: Naming): { from: number; to: number } | undefined {
  const { text, tokens } = unit
  let from = name.from
  while (from > unit.from && name.from - from < 3 && text[tokens[from]!.start - 1] !== '(') from--
  if (from <= unit.from || text[tokens[from]!.start - 1] !== '(') return undefined
  // "the Crosstrek (gray) and the RAV4 (Ocean Blue)"
  if (text.slice(tokens[from]!.start, tokens[name.from]!.start).includes(')')) return undefined
  let to = name.to
  while (to < unit.to && to - name.to < remarkMax && text[tokens[to - 1]!.end] !== ')') to++
  if (text[tokens[to - 1]!.end] !== ')' || to - name.to < 2) return undefined
  return { from, to }
}

/** "It has 53,354 miles, the Chevy 57,552." */
function isElliptic(unit: Unit, { from, to }: Naming): boolean {
  const lead = unit.tokens[from - 1]?.word === 'the' ? from - 1 : from
  if (lead <= unit.from || unit.tokens[lead]!.gap !== 'comma') return false
  if (to >= unit.to || unit.tokens[to]!.gap !== 'join' || !isNumber(unit.tokens[to]!)) return false
  for (let i = unit.from; i < lead; i++) if (isNumber(unit.tokens[i]!)) return true
  return false
}

/** "where the RAV4 is rated at 1,750": the last clause, of another than the sentence. */
function clauseFrom(unit: Unit, { from }: Naming): number | undefined {
  const at = leadOf(unit, from)
  return at > unit.from + 1 && /^(where|while|whereas)$/.test(unit.tokens[at]!.word) ? at : undefined
}

/** "where the Ford is rated at 23, and …" */
function clauseEnd({ tokens, to }: Unit, at: number): number {
  for (let i = at; i < to; i++)
    if (tokens[i]!.gap === 'comma' && /^(and|but)$/.test(tokens[i]!.word)) return i
  return to
}

const equipment = /^(?:list|equipment|features?|gear|kit|content|contents)$/
const added = /^(?:plus|and|then|adding|joined|topped)$/

/** "The SLE list plus a head-up display", "the XLT's equipment and adds a camera": what another has too, and what comes on top. */
function endOfBase({ tokens, to }: Unit, { to: end }: Naming): number | undefined {
  const isBase = end + 1 < to && tokens[end]!.gap === 'join' && equipment.test(tokens[end]!.word)
  return isBase && added.test(tokens[end + 1]!.word) ? end + 1 : undefined
}

/**
 * The stretch that alone is said of a name; undefined where the sentence is.
 * @param isAlone whether the sentence has no other name
 */
export function apartOf(unit: Unit, name: Naming, isAlone: boolean): Apart | undefined {
  const remark = remarkAround(unit, name)
  if (remark) return { name, ...remark, isRemark: true }
  const base = endOfBase(unit, name)
  if (base !== undefined) return { name, from: name.from, to: base, isRemark: true }
  const { comparedFrom } = name
  if (comparedFrom !== undefined) {
    const to = endWithOwn(unit, name.to)
    let hasFigure = to > name.to
    for (let i = comparedFrom; i < name.from; i++) hasFigure ||= isNumber(unit.tokens[i]!)
    if (isAlone || hasFigure) return { name, from: comparedFrom, to, isRemark: false }
  }
  if (isAlone && isElliptic(unit, name))
    return { name, from: name.from, to: endWithFigure(unit, name.to), isRemark: false }
  const clause = clauseFrom(unit, name)
  if (clause === undefined) return undefined
  return { name, from: clause, to: clauseEnd(unit, name.to), isRemark: false }
}

/** The name of the stretch that a mention stands in; the last that begins before it. */
export const nameApart = (apart: readonly Apart[], mention: Mention): Naming | undefined =>
  apart.findLast(({ from, to }) => mention.from >= from && mention.to <= to)?.name
