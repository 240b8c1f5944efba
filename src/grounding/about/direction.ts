// Which end of a range a figure is said to be, and which facts that leaves to carry it.

import type { Figure } from '../find/figures.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { isOfFigureBefore } from './beside.ts'
import { endOf } from './stock-ends.ts'
import { type Context, endsAt, trieOf } from './targets.ts'

const low = trieOf(data.stock.low, true)
const high = trieOf(data.stock.high, true)

const ofNone = /^(nothing|none|nobody|no|neither)$/

/** "Nothing here is over $31,200": a bound of each, and so of the end of their range. */
function ofAll(c: Context, { hedge, from }: Figure): boolean {
  if (hedge !== 'atMost' && hedge !== 'atLeast') return false
  return c.tokens
    .slice(Math.max(c.from, from - 7), from)
    .some(
      ({ stem }, i, words) =>
        (ofNone.test(stem) || (stem === 'not' && words[i + 1]?.stem === 'one')) &&
        !/^(more|less|fewer|higher|lower)$/.test(words[i + 1]?.stem ?? ''),
    )
}

/** Whether a figure is said to be the low or the high end of a range. */
export function directionOf(c: Context, figure: Figure): 'low' | 'high' | null {
  const before = figure.hedge === 'exact' ? figure.from : figure.from - 1
  if (ofAll(c, figure)) return figure.hedge === 'atMost' ? 'high' : 'low'
  if (figure.pair === 'first') return 'low'
  if (figure.pair === 'second') return 'high'
  const isOwn = !isOfFigureBefore(c, before, '')
  if (isOwn && endsAt(low, c, before).length > 0) return 'low'
  if (isOwn && endsAt(high, c, before).length > 0 && !/^(and|through)$/.test(c.tokens[before - 1]!.stem))
    return 'high'
  return endOf(c, figure) ?? directionBehind(c, figure)
}

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
