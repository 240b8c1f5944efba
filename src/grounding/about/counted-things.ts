// What a number may count on a lot: vehicles by their name, their year, their condition or a word for them.

import type { Figure } from '../find/figures.ts'
import { expandPhrase } from '../find/lexicon.ts'
import { isNameStart, isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { type Context, trieOf } from './targets.ts'

const stockNouns = trieOf(data.stock.nouns)

const conditions: TrieNode<string> = makeTrie()
for (const [condition, phrases] of Object.entries(data.stock.conditions))
  for (const phrase of phrases.flatMap(expandPhrase)) addPhrase(conditions, stemsOf(phrase), condition)

/** The condition that begins at a token, and where its words end. */
export function conditionOf(
  tokens: readonly Token[],
  at: number,
): { condition: string; end: number } | undefined {
  const found = longestAt(conditions, tokens, at, tokens.length)
  // "the most-used one"
  if (at > 0 && found?.end === at + 1 && /^(?:most|least)$/.test(tokens[at - 1]!.stem)) return undefined
  return found && { condition: found.values[0]!, end: found.end }
}

export const conditionAt = (tokens: readonly Token[], at: number): string | undefined =>
  conditionOf(tokens, at)?.condition

/** The condition whose words end at a token ("pre-owned"), and where they begin. */
export function conditionEndingAt(
  tokens: readonly Token[],
  at: number,
  from: number,
): { condition: string; first: number } | undefined {
  for (let first = Math.max(from, at - 2); first <= at; first++) {
    const found = conditionOf(tokens, first)
    if (found?.end === at + 1) return { condition: found.condition, first }
  }
  return undefined
}

/** Behind "one": no vehicle. */
export const notCounted =
  /^(?:place|thing|way|reason|answer|option|step|tip|idea|look|word|question|note|call|click|visit|trip|point|detail|catch|caveat|decision|choice|goal|roof|more)$/

export const isStockNoun = (tokens: readonly Token[], at: number): boolean =>
  longestAt(stockNouns, tokens, at, tokens.length) !== undefined || /^(one|ones)$/.test(tokens[at]!.word)

/** "six EX-L models": what is named is a kind of vehicle, as in "12 Bose speakers" it is not. */
function isOfVehicles(c: Context, at: number): boolean {
  for (let i = at; i < Math.min(c.to, at + 4); i++) {
    if (i > at && (c.tokens[i]!.gap === 'break' || c.tokens[i]!.gap === 'comma')) return false
    if (isNameStart(c.tokens, i, c.to) || longestAt(stockNouns, c.tokens, i, c.to) !== undefined) return true
  }
  return false
}

/** Whether what is counted are vehicles, and by more than a word for them ("six 2026 Civics", not "two or three models"). */
export function countedAt(c: Context, figure: Figure): { vehicles: boolean; certain: boolean } {
  const next = c.tokens[figure.to]
  if (!next || figure.to >= c.to || next.gap === 'break' || next.gap === 'comma')
    return { vehicles: false, certain: false }
  const been = /^(have|has)$/.test(next.stem) && c.tokens[figure.to + 1]?.stem === 'been'
  const told = figure.to + (been ? 2 : 1)
  const said =
    (been || /^(are|is|were|being)$/.test(next.stem)) &&
    told < c.to &&
    conditionAt(c.tokens, told) !== undefined
  // "42 of the F-150"
  const named =
    /^of$/.test(next.stem) &&
    isNameStart(
      c.tokens,
      figure.to + 1 + (/^(the|our)$/.test(c.tokens[figure.to + 1]?.stem ?? '') ? 1 : 0),
      c.to,
    )
  const certain =
    said ||
    named ||
    (c.taken(figure.to) && isOfVehicles(c, figure.to)) ||
    isYear(next) ||
    conditionAt(c.tokens, figure.to) !== undefined ||
    isWithCondition(c, figure.to) ||
    isNameStart(c.tokens, figure.to, c.to)
  return { vehicles: certain || longestAt(stockNouns, c.tokens, figure.to, c.to) !== undefined, certain }
}

const wearing =
  /^(with|carry|carrying|wear|wearing|wore|bear|bearing|hold|holding|have|having|has|sport|sporting|earn|earned|come|came|pass|passed|get|got|been|through|gone|went|under|under|been)$/
const badge = /^(the|a|an|our|their|its|full|factory|maker|manufacturer|brand)$/

/** "3 with the certified tag", "10 wear a CPO badge", "4 have been through certification" */
export function isWithCondition(c: Context, at: number): boolean {
  if (/^(this|that)$/.test(c.tokens[at - 2]?.stem ?? '')) return false
  if (at >= c.to || c.tokens[at]!.gap !== 'join' || !wearing.test(c.tokens[at]!.stem)) return false
  let next = at + 1
  while (
    next < c.to &&
    next < at + 5 &&
    (wearing.test(c.tokens[next]!.stem) || badge.test(c.tokens[next]!.stem))
  )
    next++
  return next < c.to && c.tokens[next]!.gap === 'join' && conditionAt(c.tokens, next) === 'certified'
}
