// Where the clauses of a sentence end.

import type { Unit } from '../find/mentions.ts'

const parting = /^(while|but|whereas|though|although)$/

/** Whether a clause ends between two tokens. */
export function isParted(unit: Unit, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) {
    const token = unit.tokens[i]!
    if (token.gap === 'break' || token.gap === 'comma' || parting.test(token.stem)) return true
  }
  return false
}

/** Further apart no two words are of one clause. */
export const reach = 40

/** Whether a break stands between two tokens that is no aside in parentheses: "cruise control (ACC) at $44,265". */
function isBroken(unit: Unit, from: number, to: number): boolean {
  let open = 0
  for (let i = from; i <= to; i++) {
    if (unit.tokens[i]!.gap !== 'break') continue
    const between = unit.text.slice(unit.tokens[i - 1]?.end ?? 0, unit.tokens[i]!.start)
    if (/^\s*\(\s*$/.test(between)) open++
    else if (open > 0 && /^\s*\)\s*$/.test(between)) open--
    else return true
  }
  return open > 0
}

/** How strongly two tokens are parted: by a break, by a comma or the like, not at all. */
export function partedBy(unit: Unit, from: number, to: number): number {
  if (to - from > reach) return 2
  if (isBroken(unit, from, to)) return 2
  return isParted(unit, from, to) ? 1 : 0
}
