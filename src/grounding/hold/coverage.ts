// How long a warranty runs: "5 years or 60,000 miles", "36 months/36,000 miles", "Warranty 5/60,000".

import type { Fact } from '#facts/index.ts'
import { placeOf } from '../about/parallel.ts'
import type { Context } from '../about/targets.ts'
import type { Figure } from '../find/figures.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import { carries } from './tolerance.ts'
import type { Scope } from './verdict.ts'

const coverage =
  /^(warranty|warranties|coverage|cover|covered|back|backed|protect|protected|protection|guarantee)$/

/** "Covered for 5 years or 60,000 miles": of figures of time and distance a warranty's fact needs no more in common. */
export const isOfCoverage = (c: Context, fact: Fact): boolean =>
  fact.attribute === 'warranty' &&
  [...c.tokens.slice(c.from, c.to), ...c.labels, ...c.asked].some(({ stem }) => coverage.test(stem))

/** A figure as one of a coverage, in years or in miles: months and the bare ones of "5/60,000" too. */
function inTerm(figure: Figure): Figure | undefined {
  const { unit, value, decimals } = figure
  if (unit === 'year' || unit === 'mi') return figure
  if (unit === 'month') return { ...figure, unit: 'year', value: value / 12 }
  if (unit !== null || decimals > 0) return undefined
  return value >= 10_000 ? { ...figure, unit: 'mi' } : value <= 12 ? { ...figure, unit: 'year' } : undefined
}

/** Words between the figures of a coverage, at most. */
const termGap = 5

/** "Good for five years, up to 60,000 miles": both figures of one warranty, side by side, whatever it is called. */
export function termOf(p: PreparedFacts, c: Context, figure: Figure, scope: Scope): Fact[] {
  const own = inTerm(figure)
  if (!own) return []
  const carriersOf = (one: Figure): Set<Fact> =>
    new Set(
      (p.figures.get(one.unit!) ?? []).flatMap(({ fact, figure: of }) =>
        fact.attribute === 'warranty' && scope(fact) && carries(one, of.value) ? [fact] : [],
      ),
    )
  const place = placeOf(c.figures, figure)
  return [c.figures[place - 1], c.figures[place + 1]].flatMap((one) => {
    const other = one && inTerm(one)
    if (!other || other.unit === own.unit) return []
    // "5 and 60,000" alone are no coverage
    if (one.unit === null && figure.unit === null && one.partner !== figure) return []
    if (Math.max(one.from - figure.to, figure.from - one.to) > termGap) return []
    return [...carriersOf(own).intersection(carriersOf(other))]
  })
}
