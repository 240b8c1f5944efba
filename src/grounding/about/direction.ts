// Which end of a range a figure is said to be, and which facts that leaves to carry it.

import type { Figure } from '../find/figures.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { isOfFigureBefore } from './beside.ts'
import { endLed, endOf } from './stock-ends.ts'
import { type Context, endsAt, trieOf } from './targets.ts'

const low = trieOf(data.stock.low, true)
const high = trieOf(data.stock.high, true)

const ofNone = /^(?:nothing|none|nobody|no|neither|nor|never|cannot|.+n't)$/
const ofNot = /^(?:one|a|an|pay|find|see)$/
const each = /^(?:stay|stays|remain|remains|keep|every|each|all|any|everything|whichever|whatever)$/
/** Words between what is said of all and its bound, at most. */
const reach = 10

/** "Nothing here is over $31,200", "you won't pay more than $31,200": a bound of each, and so of the end of their range. */
function ofAll(c: Context, { hedge, from }: Figure): boolean {
  if (hedge !== 'atMost' && hedge !== 'atLeast') return false
  return c.tokens
    .slice(Math.max(c.from, from - reach), from)
    .some(
      ({ word }, i, words) =>
        (ofNone.test(word) || (word === 'not' && ofNot.test(words[i + 1]?.word ?? ''))) &&
        !/^(?:more|less|fewer|higher|lower)$/.test(words[i + 1]?.word ?? ''),
    )
}

/** "Lowest of all" */
const isOfBest = ({ tokens, from }: Context, at: number): boolean =>
  at - 2 >= from && tokens[at - 1]!.stem === 'of' && /(?:est|most)$/.test(tokens[at - 2]!.word)

/** "Under 72,000 miles on every one", "all of them ask over $20,000" */
function ofEach(c: Context, { hedge, from, to }: Figure): 'low' | 'high' | null {
  if (!/^(?:under|atMost|over|atLeast)$/.test(hedge)) return null
  const end = hedge === 'under' || hedge === 'atMost' ? 'high' : 'low'
  for (let i = from - 1; i >= Math.max(c.from, from - reach); i--) {
    if (c.figureAt(i) && c.tokens[i]!.stem !== 'one' && !each.test(c.tokens[i - 1]?.word ?? '')) break
    if (each.test(c.tokens[i]!.word) && !isOfBest(c, i)) return end
    if (c.tokens[i]!.gap === 'break' || c.tokens[i]!.gap === 'comma') break
  }
  const isBehind =
    to + 1 < c.to &&
    c.tokens[to]!.gap === 'join' &&
    /^(?:on|for|across|in|with)$/.test(c.tokens[to]!.word) &&
    each.test(c.tokens[to + 1]!.word)
  return isBehind ? end : null
}

/** Whether a figure is said to be the low or the high end of a range. */
export function directionOf(c: Context, figure: Figure): 'low' | 'high' | null {
  const before = figure.hedge === 'exact' ? figure.from : figure.from - 1
  if (ofAll(c, figure)) return figure.hedge === 'atMost' ? 'high' : 'low'
  if (figure.pair === 'first') return 'low'
  if (figure.pair === 'second') return 'high'
  const isOwn = !isOfFigureBefore(c, before, '')
  // "the high one hasn't moved from $41,905"
  const isMoved =
    c.tokens[before - 1]?.stem === 'from' &&
    /^(moved|budged|changed|strayed)$/.test(c.tokens[before - 2]?.stem ?? '')
  if (isMoved && endOf(c, figure) === 'high') return 'high'
  if (isOwn && endsAt(low, c, before).length > 0) return 'low'
  if (isOwn && endsAt(high, c, before).length > 0 && !/^(and|through)$/.test(c.tokens[before - 1]!.stem))
    return 'high'
  return (
    endOf(c, figure) ??
    directionBehind(c, figure) ??
    ofEach(c, figure) ??
    endLed(c, figure) ??
    boundOf(figure)
  )
}

const boundOf = ({ hedge }: Figure): 'low' | 'high' | null =>
  hedge === 'atLeast' ? 'low' : hedge === 'atMost' ? 'high' : null

/** "850 miles on the lowest, 80,000 miles on the highest" */
function directionBehind(c: Context, figure: Figure): 'low' | 'high' | null {
  for (let i = figure.to; i < Math.min(c.to, figure.to + 5); i++) {
    const { gap, stem, cap } = c.tokens[i]!
    // "68,963 mi. The lowest is …" is one sentence to whoever reads stops
    if (cap || gap === 'break' || gap === 'comma' || stops.test(stem) || c.figureAt(i)) return null
    if (/^(lowest|least|fewest|cheapest)$/.test(stem)) return 'low'
    if (/^(highest|most|priciest|costliest|dearest)$/.test(stem)) return 'high'
  }
  return null
}

const stops = /^(and|but|while|with|of|or)$/

/** Facts of the low end cannot carry the high end, nor the other way round. */
export function fitsDirection(attribute: string, direction: 'low' | 'high' | null): boolean {
  if (direction === 'low') return !attribute.endsWith('_highest')
  if (direction === 'high') return !attribute.endsWith('_lowest')
  return true
}
