// What a figure is about by the words of its clause, where those beside it do not say: "the trailer may weigh 1,750
// pounds", "its engine is a plain 2.5".

import type { Figure } from '../find/figures.ts'
import { placeOf } from './parallel.ts'
import { type Context, type Target, targets } from './targets.ts'

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

const displacementTarget = targets.find((target) => target.target === 'displacement')!

/** "the engine is a plain 2.5", "6.7 diesel": liters, by the one decimal. */
export function bareLiters(c: Context, { from, to, unit, value, decimals }: Figure): Target | undefined {
  if (unit !== null || decimals !== 1 || value >= 9) return undefined
  const next = to < c.to ? c.tokens[to]! : undefined
  if (next?.gap === 'join' && /^(?:diesel|turbodiesel|turbo|gas|gasoline)$/.test(next.stem))
    return displacementTarget
  for (let i = from - 1; i >= Math.max(c.from, from - 7); i--) {
    if (/^(?:engine|motor|displace|displacing)$/.test(c.tokens[i]!.stem)) return displacementTarget
    if (c.tokens[i + 1]!.gap === 'break' || c.figureAt(i)) return undefined
  }
  return undefined
}

/** "2.5 I4", "V6 3.5": beside the cylinders of an engine. */
export function besideCylinders(c: Context, figure: Figure): Target | undefined {
  if (figure.unit !== null || figure.decimals !== 1 || figure.value > 9) return undefined
  const at = placeOf(c.figures, figure)
  const [before, next] = [c.figures[at - 1], c.figures[at + 1]]
  // "1.5 three-cylinder"
  const isOfEngine = next !== undefined && (next.layout !== null || next.unit === 'cylinder')
  const isNext = isOfEngine && next.from === figure.to && c.tokens[next.from]!.gap === 'join'
  const isBefore = before?.layout && before.to === figure.from && c.tokens[figure.from]!.gap === 'join'
  return isNext || isBefore ? displacementTarget : undefined
}
