// Shares of a stock: "two-thirds are new", "65 % of them new", "| Used | 12 | 35% |".

import type { Figure } from '../find/figures.ts'
import { tableOf } from '../text/table.ts'
import type { Token } from '../text/tokens.ts'
import { cellLabels } from './count-labels.ts'
import { conditionAt } from './counted-things.ts'
import { placeOf } from './parallel.ts'
import type { Context, Target } from './targets.ts'

const denominators = tableOf<number>({
  half: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
})

/** "One in five", "two out of three": the figure that says how many there are of each. */
function outOf(c: Context, { unit, value, spelled, to }: Figure): Figure | undefined {
  if (unit !== null || !spelled || value > 9) return undefined
  const isOut = to < c.to && c.tokens[to]!.stem === 'out' && c.tokens[to + 1]?.stem === 'of'
  const first = isOut ? to + 1 : to
  const of = /^(?:every|each)$/.test(c.tokens[first + 1]?.word ?? '') ? first + 1 : first
  if (of >= c.to || (!isOut && c.tokens[to]!.stem !== 'in') || c.tokens[to]!.gap !== 'join') return undefined
  const whole = c.figures[placeOf(c.figures, { from: of + 1 })]
  return whole?.from === of + 1 && whole.spelled && whole.value <= 10 && whole.value > value
    ? whole
    : undefined
}

/** What a figure is parts of: 100 of a percentage, 3 of "two-thirds"; undefined of a whole number. */
export function partsOf(c: Context, figure: Figure): number | undefined {
  const { tokens, to: end } = c
  const { unit, value, to } = figure
  if (unit === '%') return 100
  const next = to < end && unit === null ? tokens[to]! : undefined
  const of = outOf(c, figure)
  if (of) return of.value
  if (!next || (next.gap !== 'dash' && next.gap !== 'join')) return undefined
  // "the one third from the left"
  const parts = denominators[next.stem]
  return parts !== undefined && value < parts && (value > 1 ? next.word !== next.stem : next.gap === 'dash')
    ? parts
    : undefined
}

function conditionIn(tokens: readonly Token[], from: number, to: number): string | undefined {
  for (let i = from; i < to; i++) {
    if (i > from && /^(?:break|comma)$/.test(tokens[i]!.gap)) return undefined
    const condition = conditionAt(tokens, i)
    if (condition) return condition
  }
  return undefined
}

/** The share of a condition in all vehicles. */
export function shareTarget(c: Context, figure: Figure): Target | undefined {
  if (partsOf(c, figure) === undefined) return undefined
  const labels = cellLabels(c)
  const condition =
    conditionIn(c.tokens, figure.to, Math.min(c.to, figure.to + 9)) ??
    conditionIn(labels, 0, labels.length) ??
    conditionIn(c.tokens, Math.max(c.from, figure.from - 5), figure.from)
  if (!condition) return undefined
  return {
    target: 'share',
    kind: 'count',
    unit: figure.unit,
    attributes: [`stock_${condition}_count`],
    text: false,
    isDefault: false,
    needsUnit: false,
  }
}

/** The "five" of "one in five are certified" */
export function isWholeOfShare(c: Context, figure: Figure): boolean {
  const before = c.figures[placeOf(c.figures, figure) - 1]
  return (
    before !== undefined &&
    figure.from - before.to < 4 &&
    outOf(c, before) === figure &&
    shareTarget(c, before) !== undefined
  )
}
