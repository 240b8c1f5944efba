// "30 mpg combined against 28", "used leads, 16 to 14": beside a figure of one vehicle the same figure of the other, beside a
// count of a stock another count of it, whoever the words between would have it be of.

import type { Fact } from '#facts/index.ts'
import { countOf } from '../about/count-of.ts'
import { conditionAt } from '../about/counted-things.ts'
import type { Claim } from '../claim.ts'
import { carries } from '../hold/tolerance.ts'
import type { Reading, UnheldFigure } from '../reading.ts'
import { carryBy, type Told } from './told-facts.ts'

const between =
  /^(?:[^.;:\n\d]{0,14} )?(?:to|against|versus|vs\.?|compared (?:to|with)|out of|of) (?:[^.;:\n\d]{0,24} )?\$?$/i

const countAttributes: ReadonlySet<string> = new Set(countOf(undefined).attributes)

const isCount = ({ attribute }: Fact): boolean => countAttributes.has(attribute)

/** Counts are said of a condition where one is named ("16 of the 22 are used"), and of no other. */
const namesCondition = ({ context: { tokens, from, to } }: UnheldFigure): boolean =>
  tokens.slice(from, to).some((_, i) => conditionAt(tokens, from + i) !== undefined)

/** What the other side of a contrast tells for this one: of another vehicle, or another count of the same stock. */
function counterpartOf(r: Reading, unheld: UnheldFigure, other: Fact): Fact | undefined {
  const { figure } = unheld
  const ofStock = isCount(other)
  if (ofStock && namesCondition(unheld)) return undefined
  return r.p.facts.find(
    (fact) =>
      typeof fact.value === 'number' &&
      (ofStock
        ? fact.subject === other.subject && fact.attribute !== other.attribute && isCount(fact)
        : fact.attribute === other.attribute &&
          fact.subject !== other.subject &&
          r.p.named.vehicles.includes(fact.subject)) &&
      (figure.unit === null || fact.unit === figure.unit) &&
      carries(figure, fact.value),
  )
}

const isContrast = (r: Reading, one: Claim, other: Claim): boolean => {
  const [first, second] = one.start < other.start ? [one, other] : [other, one]
  return between.test(r.text.slice(first.end, second.start))
}

/** A figure that stands against one that a fact carries is carried by the counterpart of that. */
export function settleContrasted(r: Reading, told: Told): void {
  for (const unheld of r.unheld) {
    const { claim, sentence } = unheld
    if (claim.status === 'supported') continue
    const at = sentence.claims.indexOf(claim)
    for (const other of [sentence.claims[at - 1], sentence.claims[at + 1]]) {
      if (other?.status !== 'supported' || !isContrast(r, claim, other)) continue
      const [fact] = told.factsOf(other)
      const counterpart = fact && typeof fact.value === 'number' ? counterpartOf(r, unheld, fact) : undefined
      if (counterpart) carryBy(told, claim, [counterpart])
    }
  }
}
