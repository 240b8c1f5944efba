// A trim by itself: what has to stand around a trim's word for it to name one.

import type { Unit } from './mentions.ts'
import { isYear } from './names.ts'

export const afterTrim =
  /^(has?|have|comes?|adds?|gets?|includes?|starts?|is|was|offers?|brings?|costs?|makes?|lists?|carry|carries|gains?|gives?|throws?|packs?|puts?|asks?|runs?|goes|takes?|keeps?|lets?|holds?|seats?|tops?|steps?|sells?|wears?|stays?|does|will|would|can|may|rides?|needs?|leaves?|saves?|counts?|trades?|supplies|supply|furnish(?:es)?|provides?|features?|pairs?|combines?|delivers?|returns?|shows?|tows?|pulls?|drives?|moves?|arrives?|wants?|looks?|sits|stands?|boasts?|earns?|rolls?|handles?|w|opts|options|msrp|with|for|at|and|or|besides|too|also|instead)$/

const ofTrims = /^(package|badge|appearance|edition|group|mode|line|series|class|style|logo|emblem|wheels)$/

const ofGrade = /^(trim|grade|level|step|rung|tier|version|variant|spec)$/
const ofOrder = /^(first|second|third|next|other|lower|upper|higher|base)$/

/** "Trim: EX", "Trim level: EX", "The first step: EX", "## The second: EX" */
function isTrimLabel({ text, tokens, from, to }: Unit, at: number, end: number): boolean {
  if (at === from || tokens[at]!.gap !== 'break' || text[tokens[at - 1]!.end] !== ':') return false
  const { stem } = tokens[at - 1]!
  if (/^(trim|grade|variant|version|badge|series)$/.test(stem)) return true
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

/** Codes that are a street, a language or a size as well. */
const notTrimCodes = /^(ST|ES|CS|SS)$/

/** What people do with a trim, or who they are that have it. */
const ofPeople =
  /^(you|we|i|that|which|who|of|already|buyers?|owners?|drivers?|shoppers?|people|folks?|customers?|families|dress|clothes|clothing|garb|suit|garment|outfit|attire|grade|today|now|up|upward|onward|onwards|sits|stands|leads|leaves|ships|anchors|opens|begins|arrives|deserves|looks|fits|answers|even|alone|itself|customer|name|one|the|apart|builds)$/
const chosen =
  /^(go|choose|pick|buy|want|get|take|order|select|wear|wears|wearing|with|for|in|as|on|to|than|even|consider|skip|prefer|reads|says|from|stay|stays|staying|keep)$/
/** Names of trims that head a section too: "Performance: the engine makes …". */
export const notNamed =
  /^(technology|tech|base|performance|convenience|luxury|light|land|plus|core|country|custom|classic|adventure|essential|heritage|blue|wind|launch|active|trend|express)$/

/** A trim that the facts have not, where trims are told of: "in Laramie dress", "Even the Limited you see", "Go Touring and …". */
export function isSaidTrim(
  { text, tokens, from, to, titleCase }: Unit,
  at: number,
  trim: { to: number; key: string; isDistinct: boolean },
): boolean {
  const { raw, gap } = tokens[at]!
  const before = at > from ? tokens[at - 1]! : undefined
  const next = trim.to < to ? tokens[trim.to]! : undefined
  // "wears the Limited badge"
  const isBadge = next !== undefined && /^badges?$/.test(next.word)
  if (isBadge) return at - 2 >= from && /^(wear|carry|bear|worn)$/.test(tokens[at - 2]!.stem)
  if (next?.gap === 'join' && (ofTrims.test(next.word) || next.cap)) return false
  const own = text.slice(tokens[at]!.start, tokens[trim.to - 1]!.end)
  // "What do i get?"
  if (trim.isDistinct && own.length === 1) return false
  if (trim.isDistinct && /^[A-Z-]+(?:['’]?s)?$/.test(own)) return !notTrimCodes.test(raw)
  if (trim.isDistinct) return !/^(in|near|from|of|to)$/.test(before?.stem ?? '') || next?.gap === 'join'
  if (titleCase || notNamed.test(trim.key)) return false
  const isPossessive = /['’]s$/.test(own)
  const ended = !next || next.gap === 'comma' || next.gap === 'break' || isPossessive
  const isOfPeople = next !== undefined && next.gap !== 'break' && ofPeople.test(next.word)
  // "Premium for $26,525, Limited for $28,880"
  const isPriced = next?.word === 'for' && text.startsWith(' $', tokens[trim.to]!.end)
  if (isPriced && (before === undefined || gap !== 'join')) return true
  if (before === undefined || gap === 'break') return isOfPeople && /[^s]s$/.test(next?.word ?? '')
  // "EX-L, $33,655; Touring, $36,025", "2026, Touring, $36,025"
  if (next?.gap === 'comma' && (isYear(before) || text[next.start - 1] === '$')) return true
  // "Starting price, Premium: $26,500"
  if (gap === 'comma' && next) return next.gap === 'break' && text.startsWith(':', tokens[trim.to - 1]!.end)
  if (gap !== 'join') return false
  const isLed = /^(the|an?|our|this|that|each|every|any|either)$/.test(before.stem)
  if (ended && /^(your|each|every)$/.test(before.word)) return true
  // "a well-kept Limited."
  if (ended && at - 2 >= from && /^an?$/.test(tokens[at - 2]!.word) && !before.cap) return true
  if (isLed) return isOfPeople || isPossessive || (/^e/.test(before.stem) && afterTrim.test(next?.word ?? ''))
  return chosen.test(before.word) && (ended || isOfPeople || afterTrim.test(next!.word))
}

/** "### Pinnacle": a heading that is a trim by itself, where the facts tell trims apart. */
export const isTrimAlone = (
  { tokens, from, to }: Unit,
  at: number,
  trim: { to: number; key: string },
): boolean =>
  (at === from || (at === from + 1 && tokens[from]!.stem === 'the')) &&
  trim.to === to &&
  !notNamed.test(trim.key)

/** "in Lariat form", "XLE the grade": said to be a trim. */
export function isCalledTrim({ tokens, to }: Unit, end: number): boolean {
  if (end >= to || tokens[end]!.gap !== 'join') return false
  const at = tokens[end]!.stem === 'the' ? end + 1 : end
  if (at > end) return at < to && /^(trim|grade|version|variant)$/.test(tokens[at]!.stem)
  return /^(trim|grade|model|version|variant|form|guise|spec|specification|flavor|flavour|configuration|tier)$/.test(
    tokens[end]!.stem,
  )
}

/** "A: Limited", "It's the Limited", "That's a Limited" */
const isAnswer = ({ tokens, from }: Unit, at: number): boolean =>
  at - from < 4 &&
  tokens.slice(from, at).every(({ stem }) => /^(a|an|answer|the|it|is|this|that|one)$/.test(stem))

/** "The Touring adds …", "comes on the RS": a trim by itself, behind an article and before nothing that it could describe. */
export function standsAlone(unit: Unit, at: number, trim: { to: number; isDistinct: boolean }): boolean {
  const end = trim.to
  const { tokens, from, to } = unit
  if (unit.cells === 'trims' && end === to && (at === from || isAnswer(unit, at))) return true
  if (unit.cells === 'trims' && at === from) return false
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
