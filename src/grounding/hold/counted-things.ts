// What a number may count on a lot: vehicles by their name, their year, their condition or a word for them.

import type { Figure } from '../find/figures.ts'
import { isNameStart, isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { phrasesAt } from '../text/phrase-trie.ts'
import type { Token } from '../text/tokens.ts'
import { type Context, trieOf } from './targets.ts'

const stockNouns = trieOf(data.stock.nouns)

export function conditionAt(tokens: readonly Token[], at: number): string | undefined {
  const { stem } = tokens[at]!
  if (stem === 'new') return 'new'
  if (/^(certified|certification|cpo)$/.test(stem)) return 'certified'
  return stem === 'used' || stem === 'preowned' || (stem === 'pre' && tokens[at + 1]?.stem === 'owned')
    ? 'used'
    : undefined
}

export const isStockNoun = (tokens: readonly Token[], at: number): boolean =>
  phrasesAt(stockNouns, tokens, at, tokens.length).length > 0 || /^(one|ones)$/.test(tokens[at]!.word)

/** "six EX-L models": what is named is a kind of vehicle, as in "12 Bose speakers" it is not. */
function isOfVehicles(c: Context, at: number): boolean {
  for (let i = at; i < Math.min(c.to, at + 4); i++) {
    if (i > at && (c.tokens[i]!.gap === 'break' || c.tokens[i]!.gap === 'comma')) return false
    if (isNameStart(c.tokens, i, c.to) || phrasesAt(stockNouns, c.tokens, i, c.to).length > 0) return true
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
    (been || /^(are|is|were)$/.test(next.stem)) && told < c.to && conditionAt(c.tokens, told) !== undefined
  const certain =
    said ||
    (c.taken(figure.to) && isOfVehicles(c, figure.to)) ||
    isYear(next) ||
    conditionAt(c.tokens, figure.to) !== undefined ||
    isWithCondition(c, figure.to) ||
    isNameStart(c.tokens, figure.to, c.to)
  return { vehicles: certain || phrasesAt(stockNouns, c.tokens, figure.to, c.to).length > 0, certain }
}

/** "3 with the certified tag", "10 wearing a CPO badge" */
function isWithCondition(c: Context, at: number): boolean {
  if (!/^(with|carrying|wearing|bearing|holding|having)$/.test(c.tokens[at]!.stem)) return false
  const next = /^(the|a|an|our|their)$/.test(c.tokens[at + 1]?.stem ?? '') ? at + 2 : at + 1
  return next < c.to && conditionAt(c.tokens, next) === 'certified'
}
