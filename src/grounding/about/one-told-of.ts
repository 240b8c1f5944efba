// "One Rogue in stock is blue", "one Highlander has the fewest miles; another has the most": one of several that something is
// told of, and no count.

import { isNameStart } from '../find/names.ts'
import { conditionOf } from './counted-things.ts'
import type { Context } from './targets.ts'

const telling = /^(?:is|has|wears|comes|carries|shows|sits|asks|costs)$/
/** Words between "one" and what is told of it, at most. */
const reach = 9

/** @param at the word behind "one" */
export function isToldOf(c: Context, at: number): boolean {
  if (at >= c.to || c.tokens[at]!.gap !== 'join') return false
  if (!c.taken(at) && !isNameStart(c.tokens, at, c.to)) return false
  if (c.tokens.slice(at, c.to).some(({ word }) => word === 'another')) return true
  for (let i = at + 1; i < Math.min(c.to - 1, at + reach); i++) {
    if (/^(?:break|comma)$/.test(c.tokens[i]!.gap)) return false
    // "one Rogue in stock is certified" counts the certified ones
    if (telling.test(c.tokens[i]!.word)) return conditionOf(c.tokens, i + 1) === undefined
  }
  return false
}
