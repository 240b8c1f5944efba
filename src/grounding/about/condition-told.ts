// A number that is told to be that of a condition by words that are no label and no noun beside it: "Just one is certified",
// "the certified count is four", "on the certified list, if I read it right: five".

import type { Figure } from '../find/figures.ts'
import { conditionOf } from './counted-things.ts'
import type { Context } from './targets.ts'

const beginning = /^(?:just|only|exactly|but|and|merely)$/
const counting = /^(?:count|number|tally|total|list|side|row|column)$/
/** Words between a condition that is counted and its number, at most. */
const reach = 9

/** "One is certified", "only one is new", and not "this one is new" */
function oneTold(
  { tokens, from: first, to: end }: Context,
  { from, to, value, spelled }: Figure,
): string | undefined {
  if (!spelled || value !== 1 || to + 1 >= end || !/^(?:is|was)$/.test(tokens[to]!.word)) return undefined
  const begins = from === first || tokens[from]!.gap !== 'join' || beginning.test(tokens[from - 1]!.word)
  const at = /^(?:a|also|still)$/.test(tokens[to + 1]!.word) ? to + 2 : to + 1
  return begins && at < end && tokens[at]!.gap === 'join' ? conditionOf(tokens, at)?.condition : undefined
}

/** "Seven have been certified", "eleven used; seven were certified" */
function beenTold({ tokens, from: first, to: end }: Context, { from, to }: Figure): string | undefined {
  const begins = from === first || tokens[from]!.gap !== 'join' || beginning.test(tokens[from - 1]!.word)
  const words = tokens.slice(to, Math.min(end, to + 2)).map(({ word }) => word)
  const at = /^(?:have|has|had) been$/.test(words.join(' ')) ? to + 2 : words[0] === 'were' ? to + 1 : end
  if (!begins || at >= end || tokens[at]!.gap !== 'join') return undefined
  return conditionOf(tokens, at)?.condition
}

/** "The certified count is four", "On the certified list: five" */
function listTold({ tokens, from: first }: Context, { from }: Figure): string | undefined {
  const isTold =
    from > first && (/^(?:is|was|at)$/.test(tokens[from - 1]!.word) || tokens[from]!.gap === 'break')
  for (let i = from - 1; isTold && i >= Math.max(first, from - reach); i--) {
    if (!counting.test(tokens[i]!.stem)) continue
    for (let at = Math.max(first, i - 3); at < i; at++) {
      const found = conditionOf(tokens, at)
      if (found?.end === i) return found.condition
    }
    return undefined
  }
  return undefined
}

/** "Six is the certified count" */
function countTold({ tokens, to: end }: Context, { to }: Figure): string | undefined {
  if (to + 2 >= end || tokens[to]!.word !== 'is' || !/^(?:the|our)$/.test(tokens[to + 1]!.word))
    return undefined
  const found = conditionOf(tokens, to + 2)
  return found && found.end < end && counting.test(tokens[found.end]!.stem) ? found.condition : undefined
}

/** The condition whose number a figure is told to be. */
export const conditionTold = (c: Context, figure: Figure): string | undefined =>
  figure.unit === null && figure.pair === null && figure.value < 1000
    ? (oneTold(c, figure) ?? beenTold(c, figure) ?? listTold(c, figure) ?? countTold(c, figure))
    : undefined
