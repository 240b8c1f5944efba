// A figure that was held against one fact of its vehicle and is another: "18 mpg among traffic lights, 25 among trees". Where
// no word beside it says what it is of, the text as a whole does: what it was held against is told elsewhere.

import type { Fact } from '#facts/index.ts'
import { isSaidBeside, targetOf } from '../about/bindings.ts'
import type { Context } from '../about/targets.ts'
import { carries } from '../hold/tolerance.ts'
import { verdict } from '../hold/verdict.ts'
import type { Doubted, Reading } from '../reading.ts'
import { type Told, toldBy } from './told-facts.ts'

/** With more of them a text is false, not misread; each is a walk over the facts. */
const doubtedMax = 16

/** Keeps a figure that is contradicted and may be another of its vehicle's. A count is of what is counted, and no other. */
export function keepDoubted(r: Reading, c: Context, said: Omit<Doubted, 'unit'>): void {
  const { claim, figure } = said
  if (claim.status !== 'contradicted' || claim.kind === 'count' || r.doubted.length > doubtedMax) return
  const target = targetOf(c, figure, r.text)
  if (target && !isSaidBeside(c, figure, r.text, target))
    r.doubted.push({ ...said, unit: figure.unit ?? target.unit })
}

/** "Fewer than 280 miles" of 272, and not of 19. */
const isNear = (value: number, fact: number): boolean => Math.abs(value - fact) <= 0.05 * value

/** The facts of its vehicle that may carry it, other than those that its own sentence tells in the same words. */
function carriersOf(r: Reading, { claim, figure, unit, scope, sentence }: Doubted, told: Told): Fact[] {
  const here = toldBy(
    r.p.byId,
    sentence.claims.filter((one) => one.text === claim.text),
  )
  const against = told.factsOf(claim)
  return r.p.facts.filter(
    (fact) =>
      typeof fact.value === 'number' &&
      fact.attribute !== 'year' &&
      (unit === null || fact.unit === unit) &&
      carries(figure, fact.value) &&
      isNear(figure.value, fact.value) &&
      scope(fact) &&
      !against.includes(fact) &&
      !here.has(fact),
  )
}

/** Where what a doubted figure was held against is told elsewhere, another fact of its vehicle may carry it. */
export function settleMisread(r: Reading, told: Told): void {
  if (r.doubted.length > doubtedMax) return
  for (const doubted of r.doubted) {
    const { claim } = doubted
    if (!told.factsOf(claim).every((fact) => told.has(fact))) continue
    const carriers = carriersOf(r, doubted, told)
    if (carriers.length > 0) Object.assign(claim, verdict(claim.kind, carriers))
  }
}
