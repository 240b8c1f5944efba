import type { Figure } from '../find/figures.ts'

const slack = 1e-9

/**
 * Whether a fact's value carries a figure as stated: exact figures equal it after rounding to the digits stated, "about"
 * is within 2 %, "nearly" within 2 % above it, bounds hold and "over" names at least half of it.
 */
export function carries(figure: Figure, fact: number): boolean {
  const { value, hedge } = figure
  const near = 0.02 * Math.max(value, fact) + slack
  switch (hedge) {
    case 'about':
      return Math.abs(value - fact) <= near
    case 'below':
      return fact <= value && value - fact <= near
    case 'above':
      return fact >= value && fact - value <= near
    case 'over':
      return fact > value && value >= fact / 2
    case 'atLeast':
      return fact >= value && value >= fact / 2
    case 'under':
      return fact < value
    case 'atMost':
      return fact <= value
  }
  if (figure.scale > 1) {
    const step = figure.scale * 10 ** -figure.decimals
    return (
      Math.abs(value - fact) <= step / 2 &&
      ((figure.unit !== 'USD' && !figure.spelled) || Math.abs(value - fact) <= near)
    )
  }
  if (figure.unit === 'USD' && !Number.isInteger(fact))
    return figure.decimals > 0 ? Math.abs(value - fact) < 0.005 + slack : Math.round(fact) === value
  if (figure.unit === 'L') return Math.abs(value - fact) <= 0.05 + slack
  return figure.decimals > 0 ? Math.abs(value - fact) <= 0.5 * 10 ** -figure.decimals + slack : value === fact
}
