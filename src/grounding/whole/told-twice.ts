// "28 and 28 mpg", "gray, with gray inside", "priced at $24,665 and $24,665, the Jetta and the CX-5": nobody states one fact
// twice in a breath. The second is of what stands beside it, when that is another and the text never tells it.

import type { Fact } from '#facts/index.ts'
import type { Claim } from '../claim.ts'
import { verdict } from '../hold/verdict.ts'
import type { Reading, Sentence } from '../reading.ts'
import { tableOf } from '../text/table.ts'
import type { Told } from './told-facts.ts'

const beside = tableOf<string>({
  city_mpg: 'highway_mpg',
  highway_mpg: 'city_mpg',
  exterior_color: 'interior_color',
  interior_color: 'exterior_color',
})

/** Characters between two colors of a vehicle; further apart it may be the same again ("this red SUV seats five, and the red one"). */
const colorsApartMax = 12

/** The one fact that carries a claim, by however many sources. */
function onlyFact(claim: Claim, told: Told): Fact | undefined {
  const [fact, ...more] = told.factsOf(claim)
  return more.every(({ subject, attribute }) => subject === fact?.subject && attribute === fact.attribute)
    ? fact
    : undefined
}

/** What the second could be of: the same of another vehicle that the sentence names, or the other of its pair. */
function othersOf(r: Reading, named: ReadonlySet<string>, { subject, attribute, value }: Fact): Fact[] {
  const pair = beside[attribute]
  return [
    ...(r.p.byAttribute.get(attribute) ?? []).filter(
      (fact) => fact.subject !== subject && named.has(fact.subject),
    ),
    ...((pair && r.p.byAttribute.get(pair)) || []).filter((fact) => fact.subject === subject),
  ].filter((fact) => fact.value !== value)
}

const namedIn = ({ each }: Sentence): ReadonlySet<string> =>
  new Set(each.flatMap(({ subjects }) => (subjects.size === 1 ? [...subjects] : [])))

/** Of two claims of a sentence that one fact carries the second is contradicted, by what it must be of. */
export function settleToldTwice(r: Reading, told: Told): void {
  for (const sentence of r.sentences) {
    const first = new Map<string, Claim>()
    let named: ReadonlySet<string> | undefined
    for (const claim of sentence.claims) {
      if (claim.status !== 'supported' || !/^(?:number|price|color)$/.test(claim.kind)) continue
      const fact = onlyFact(claim, told)
      if (!fact) continue
      const before = first.get(`${claim.kind} ${fact.id}`)
      first.set(`${claim.kind} ${fact.id}`, claim)
      if (!before || (claim.kind === 'color' && claim.start - before.end > colorsApartMax)) continue
      named ??= namedIn(sentence)
      const untold = othersOf(r, named, fact).filter((other) => !told.has(other))
      if (untold.length > 0) Object.assign(claim, verdict(claim.kind, [], untold))
    }
  }
}
