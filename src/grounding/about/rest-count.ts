// Counts of what is left of a stock: "7 are not certified", "Used, not certified: 7", "5 are certified, 7 are not".

import type { Figure } from '../find/figures.ts'
import type { Token } from '../text/tokens.ts'
import { conditionAt, conditionEndingAt, conditionOf, isStockNoun } from './counted-things.ts'
import type { Context, Target } from './targets.ts'

const denying = /^(?:not|never|non|without|aren't|isn't|weren't|haven't|hasn't|don't|didn't)$/
const between =
  /^(?:of|out|the|them|these|those|that|this|our|which|one|ones|are|is|were|have|has|been|do|did|still|yet|just|simply|a|an|any|the|carry|come|with|wear|earned|got|had|quite)$/
/** Words between a count and what it denies, at most. */
const reach = 9

/** What no condition is left out of: any of the conditions. */
const restOf = (condition: string | undefined): Target => ({
  target: 'rest',
  kind: 'count',
  unit: null,
  attributes: condition
    ? [`stock_${condition}_count`]
    : ['new', 'used', 'certified'].map((one) => `stock_${one}_count`),
  text: false,
  isDefault: false,
  needsUnit: false,
})

/** The condition that the clause before told: "12 are used; 22 are not". */
function toldBefore(c: Context, from: number): string | undefined {
  for (let i = from - 1; i >= Math.max(c.from, from - 14); i--) {
    const told = conditionEndingAt(c.tokens, i, c.from)
    if (told) return told.condition
  }
  return undefined
}

/** "Used, not certified", "used (non-certified)": the condition that a label denies. */
function deniedIn(words: readonly Token[]): string | undefined {
  for (let i = 1; i < words.length; i++) if (denying.test(words[i - 1]!.word)) return conditionAt(words, i)
  return undefined
}

/** "All but 12 are new": the others are. */
function exceptedFrom(c: Context, { from, to }: Figure): Target | undefined {
  if (from < c.from + 2 || !/^(?:but|except)$/.test(c.tokens[from - 1]!.stem)) return undefined
  if (!/^(?:all|everything|every|each)$/.test(c.tokens[from - 2]!.stem)) return undefined
  let last: string | undefined
  for (let i = to; i < Math.min(c.to, to + reach) && !/^(?:break|comma)$/.test(c.tokens[i]!.gap); i++)
    last = conditionAt(c.tokens, i) ?? last
  return last === undefined ? undefined : restOf(last)
}

function deniedBehind(c: Context, figure: Figure): Target | undefined {
  let isDenied = false
  for (let i = figure.to; i < Math.min(c.to, figure.to + reach); i++) {
    const { gap, word, stem } = c.tokens[i]!
    if (gap !== 'join' && gap !== 'dash') break
    const denied = isDenied ? conditionAt(c.tokens, i) : undefined
    if (denied) return restOf(denied)
    isDenied ||= denying.test(word)
    // "of the used ones"
    const within = isDenied ? undefined : conditionOf(c.tokens, i)
    if (within && !/^(?:the|our|those|these)$/.test(c.tokens[i - 1]!.stem)) return undefined
    if (c.figureAt(i)) return undefined
    if (!within && !denying.test(word) && !between.test(stem) && !isStockNoun(c.tokens, i) && !c.taken(i))
      return undefined
  }
  const last = c.tokens
    .slice(figure.to, Math.min(c.to, figure.to + 4))
    .findIndex(({ word }) => denying.test(word))
  const end = figure.to + last + 1
  const ends = last >= 0 && (end >= c.to || !/^(?:join|dash)$/.test(c.tokens[end]!.gap))
  return isDenied && ends ? restOf(toldBefore(c, figure.from)) : undefined
}

/** A count of those that are said not to be new, used or certified. */
export function restTarget(c: Context, figure: Figure): Target | undefined {
  if (figure.unit !== null || figure.pair !== null) return undefined
  if (figure.from === c.from && figure.to === c.to) {
    const denied = deniedIn(c.labels)
    if (denied) return restOf(denied)
  }
  return exceptedFrom(c, figure) ?? deniedBehind(c, figure)
}
