// A figure that was held against one fact of its vehicle and is another: "18 mpg among traffic lights, 25 among trees". Where
// no word beside it says what it is of, the text as a whole does: what it was held against is told elsewhere.

import type { Fact } from '#facts/index.ts'
import { isSaidBeside, targetOf } from '../about/bindings.ts'
import type { Target } from '../about/targets.ts'
import { carries } from '../hold/tolerance.ts'
import type { Reading, UnheldFigure } from '../reading.ts'
import { carryBy, type Told, toldBy } from './told-facts.ts'

/** "Fewer than 280 miles" of 272, and not of 19. */
const isNear = (value: number, fact: number): boolean => Math.abs(value - fact) <= 0.05 * value

/** Words between a name and a figure that is surely its own. */
const besideName = 3

/**
 * Whether a fact of another vehicle may carry it: one that the text tells of, and never this of it, in a sentence that does not
 * say plainly whom it is about.
 */
function isOfOther(
  { claims, p }: Reading,
  { figure, sentence }: UnheldFigure,
  told: Told,
): (fact: Fact) => boolean {
  const { each, isOfColumn } = sentence
  const isNamed = each.some(({ to }) => to <= figure.from && figure.from - to < besideName)
  if (each.length === 1 || isNamed || isOfColumn) return () => false
  const spokenOf = new Set(
    claims
      .filter(({ status }) => status === 'supported')
      .flatMap((claim) => told.factsOf(claim).map(({ subject }) => subject)),
  )
  return (fact) => spokenOf.has(fact.subject) && p.named.vehicles.includes(fact.subject) && !told.has(fact)
}

/**
 * The facts that may carry it, other than those that its own sentence tells in the same words; where a word beside it says what
 * it is of, that of another vehicle alone.
 */
function carriersOf(r: Reading, unheld: UnheldFigure, target: Target, told: Told): Fact[] {
  const { claim, figure, context, scope, sentence } = unheld
  const unit = figure.unit ?? target.unit
  const isSaid = isSaidBeside(context, figure, r.text, target)
  const here = toldBy(
    r.p.byId,
    sentence.claims.filter((one) => one.text === claim.text),
  )
  const against = told.factsOf(claim)
  const ofOther = isOfOther(r, unheld, told)
  return r.p.facts.filter(
    (fact) =>
      typeof fact.value === 'number' &&
      fact.attribute !== 'year' &&
      (!isSaid || target.attributes.includes(fact.attribute)) &&
      (unit === null || fact.unit === unit) &&
      carries(figure, fact.value) &&
      isNear(figure.value, fact.value) &&
      (scope(fact) || ofOther(fact)) &&
      !against.includes(fact) &&
      !here.has(fact),
  )
}

/** Where what a figure was held against is told elsewhere, another fact may carry it; a count is of what is counted. */
export function settleMisread(r: Reading, told: Told): void {
  for (const unheld of r.unheld) {
    const { claim, figure, context } = unheld
    if (claim.status !== 'contradicted' || claim.kind === 'count') continue
    if (!told.factsOf(claim).every((fact) => told.has(fact))) continue
    const target = targetOf(context, figure, r.text)
    const carriers = target ? carriersOf(r, unheld, target, told) : []
    if (carriers.length > 0) carryBy(told, claim, carriers)
  }
}
