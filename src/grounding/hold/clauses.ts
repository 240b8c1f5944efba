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
const reach = 40

/** How strongly two tokens are parted: by a break, by a comma or the like, not at all. */
export function partedBy(unit: Unit, from: number, to: number): number {
  if (to - from > reach) return 2
  for (let i = from; i <= to; i++) if (unit.tokens[i]!.gap === 'break') return 2
  return isParted(unit, from, to) ? 1 : 0
}
