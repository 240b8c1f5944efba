// What a figure is about by the words of its clause, where those beside it do not say: "down from $31,685", "the trailer may
// weigh 1,750 pounds", "its engine is a plain 2.5".

import type { Figure } from '../find/figures.ts'
import { placeOf } from './parallel.ts'
import { type Context, type Target, targets } from './targets.ts'

const msrpTarget = targets.find((target) => target.target === 'msrp')!

const towingTarget = targets.find((target) => target.target === 'towing')!

/** "Bring the trailer, as long as it weighs no more than 1,750 pounds" */
export function trailerWeight(c: Context, { from, unit }: Figure): Target | undefined {
  if (unit !== 'lb') return undefined
  let weighed = false
  for (let i = from - 1; i >= Math.max(c.from, from - 16) && !c.figureAt(i); i--) {
    if (/^(?:trailer|camper|boat|caravan)$/.test(c.tokens[i]!.stem)) return weighed ? towingTarget : undefined
    weighed ||= from - i < 8 && /^(?:weigh|weighing)$/.test(c.tokens[i]!.stem)
  }
  return undefined
}

/** What a sum was before it came down: the sticker, or the highest of a stock. */
const wasTarget: Target = { ...msrpTarget, attributes: ['msrp', 'stock_price_highest'] }

/** "It lists for $43,115 and leaves for $41,415" */
const isListed = (c: Context, from: number): boolean =>
  from - 2 >= c.from && /^(?:at|for)$/.test(c.tokens[from - 1]!.stem) && c.tokens[from - 2]!.stem === 'list'

/** "$28,685, down from $31,685", "marked from $31,685 to $28,685": the higher of two sums that one goes down from. */
export function priceBefore(c: Context, figure: Figure): Target | undefined {
  const { unit, from, to, value } = figure
  if (unit !== 'USD' || from === c.from) return undefined
  const at = placeOf(c.figures, figure)
  if (isListed(c, from)) {
    const next = c.figures[at + 1]
    return next?.unit === 'USD' && next.value < value ? wasTarget : undefined
  }
  if (c.tokens[from - 1]!.stem !== 'from') return undefined
  const before = c.figures[at - 1]
  const after = c.figures[at + 1]
  const lower = [before, after].find(
    (one) => one?.unit === 'USD' && one.value < value && (one === before ? from - one.to : one.from - to) < 6,
  )
  return lower && wasTarget
}

const displacementTarget = targets.find((target) => target.target === 'displacement')!

/** "the engine is a plain 2.5": liters, by the one decimal. */
export function bareLiters(c: Context, { from, unit, value, decimals }: Figure): Target | undefined {
  if (unit !== null || decimals !== 1 || value >= 9) return undefined
  for (let i = from - 1; i >= Math.max(c.from, from - 7); i--) {
    if (/^(?:engine|motor|displace|displacing)$/.test(c.tokens[i]!.stem)) return displacementTarget
    if (c.tokens[i + 1]!.gap === 'break' || c.figureAt(i)) return undefined
  }
  return undefined
}
