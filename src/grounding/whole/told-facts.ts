// What a text tells as a whole: which facts its claims carry, each by whom it is of, what it is and its value, since several
// sources may say the same.

import type { Fact } from '#facts/index.ts'
import type { Claim } from '../claim.ts'
import { verdict } from '../hold/verdict.ts'

const keyOf = ({ subject, attribute, value }: Fact): string => `${subject}|${attribute}|${value}`

export type Told = {
  has(fact: Fact): boolean
  factsOf(claim: Claim): Fact[]
  /** Counts facts as told from here on. */
  add(facts: readonly Fact[]): void
}

/** Of the facts, those that the supported ones among the claims carry, as they stand when they are first asked for. */
export function toldBy(byId: ReadonlyMap<string, Fact>, claims: readonly Claim[]): Told {
  const factsOf = ({ factIds }: Claim): Fact[] => factIds.flatMap((id) => byId.get(id) ?? [])
  let keys: Set<string> | undefined
  const read = (): Set<string> => {
    keys ??= new Set(
      claims.filter(({ status }) => status === 'supported').flatMap((claim) => factsOf(claim).map(keyOf)),
    )
    return keys
  }
  return {
    has: (fact) => read().has(keyOf(fact)),
    factsOf,
    add(facts) {
      for (const fact of facts) read().add(keyOf(fact))
    },
  }
}

/** Lets facts carry a claim, which tells them. */
export function carryBy(told: Told, claim: Claim, facts: readonly Fact[]): void {
  Object.assign(claim, verdict(claim.kind, facts))
  told.add(facts)
}
