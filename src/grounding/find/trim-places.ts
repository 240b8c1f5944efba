// A trim by itself: what has to stand around a trim's word for it to name one.

import type { Unit } from './mentions.ts'
import { isYear } from './names.ts'

export const afterTrim =
  /^(has?|have|comes?|adds?|gets?|includes?|starts?|is|was|offers?|brings?|costs?|makes?|lists?|carry|carries|gains?|gives?|throws?|packs?|puts?|asks?|runs?|goes|takes?|keeps?|lets?|holds?|seats?|tops?|steps?|sells?|wears?|stays?|does|will|would|can|may|rides?|needs?|leaves?|saves?|counts?|trades?|supplies|supply|furnish(?:es)?|provides?|features?|w|opts|options|msrp|with|for|at|and|or|besides|too|also|instead)$/

const ofTrims = /^(package|badge|appearance|edition|group|mode|line|series|class|style|logo|emblem|wheels)$/

const ofGrade = /^(trim|grade|level|step|rung|tier|version|variant)$/
const ofOrder = /^(first|second|third|next|other|lower|upper|higher|base)$/

/** "Trim: EX", "Trim level: EX", "The first step: EX", "## The second: EX" */
function isTrimLabel({ text, tokens, from, to }: Unit, at: number, end: number): boolean {
  if (at === from || tokens[at]!.gap !== 'break' || text[tokens[at - 1]!.end] !== ':') return false
  const { stem } = tokens[at - 1]!
  if (stem === 'trim') return true
  const before = at - 2 >= from ? tokens[at - 2]!.stem : ''
  if (stem === 'level' && before === 'trim') return true
  const isOrder = at - from <= 3 && (ofOrder.test(stem) || (ofGrade.test(stem) && ofOrder.test(before)))
  return isOrder && (end === to || tokens[end]!.gap !== 'join')
}

/** "The Pacifica – Select, 2026 –": a trim between dashes behind the name. */
export function isBetweenDashes({ text, tokens, from, to }: Unit, at: number, end: number): boolean {
  if (at === from || !/[–—(]/.test(text.slice(tokens[at - 1]!.end, tokens[at]!.start))) return false
  const next = end < to ? tokens[end]! : undefined
  return !next || next.gap === 'break' || (next.gap === 'comma' && isYear(next))
}

/** "in Lariat form", "XLE the grade": said to be a trim. */
export function isCalledTrim({ tokens, to }: Unit, end: number): boolean {
  if (end >= to || tokens[end]!.gap !== 'join') return false
  const at = tokens[end]!.stem === 'the' ? end + 1 : end
  if (at > end) return at < to && /^(trim|grade|version|variant)$/.test(tokens[at]!.stem)
  return /^(trim|grade|model|version|variant|form|guise|spec|specification|flavor|flavour|configuration|tier)$/.test(
    tokens[end]!.stem,
  )
}

/** "The Touring adds …", "comes on the RS": a trim by itself, behind an article and before nothing that it could describe. */
export function standsAlone(unit: Unit, at: number, trim: { to: number; isDistinct: boolean }): boolean {
  const end = trim.to
  const { tokens, from, to } = unit
  if (unit.cells === 'trims') return at === from && end === to
  if (isTrimLabel(unit, at, end)) return true
  if (
    unit.titleCase ||
    at === from ||
    tokens[at]!.gap !== 'join' ||
    !/^(the|an?|our|this|that)$/.test(tokens[at - 1]!.stem)
  )
    return false
  const after = end < to ? tokens[end]! : undefined
  return (
    !after ||
    after.gap === 'comma' ||
    after.gap === 'break' ||
    afterTrim.test(after.word) ||
    (trim.isDistinct && !ofTrims.test(after.word))
  )
}
