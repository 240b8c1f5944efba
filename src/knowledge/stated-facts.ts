import type { Fact, FactValue } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'
import { sha256 } from '#kernel/crypto.ts'
import { canonicalJson } from '#kernel/json.ts'

/** What a text says of the ledger: a fact, and the numbers of the claims that it carries. */
export type StatedFact = { subject: string; attribute: string; value: FactValue; claims: number[] }

/**
 * The facts that carry the claims, each once, whatever sources say it.
 * @param supported the text's claims
 * @param facts those of the ledger among the facts that the claims name
 */
export function statedFacts(supported: readonly Claim[], facts: readonly Fact[]): StatedFact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const stated = new Map<string, StatedFact>()
  const resting = supported.filter(({ factIds }) => factIds.every((id) => byId.has(id)))
  for (const [number, { factIds }] of resting.entries()) {
    for (const id of factIds) {
      const { subject, attribute, value } = byId.get(id) as Fact
      const key = keyOf({ subject, attribute, value })
      const known = stated.get(key)
      if (!known) stated.set(key, { subject, attribute, value, claims: [number] })
      else if (known.claims.at(-1) !== number) known.claims.push(number)
    }
  }
  return [...stated.values()]
}

/**
 * Of the facts that carry the claims: alike for texts that rest on the same facts, in whatever order they state them
 * and whenever these were read.
 */
export function hashFacts(supported: readonly Claim[], facts: readonly Fact[]): Buffer {
  const carrying = new Set(supported.flatMap(({ factIds }) => factIds))
  const keys = facts.filter(({ id }) => carrying.has(id)).map(keyOf)
  return sha256(JSON.stringify([...new Set(keys)].sort()))
}

/** Whether a claim is left that none of its facts carries any more. */
export function anyClaimGone(stated: readonly { claims: readonly number[]; gone: string | null }[]): boolean {
  const carried = new Set(stated.filter(({ gone }) => gone === null).flatMap(({ claims }) => claims))
  return stated.some(({ gone, claims }) => gone !== null && claims.some((claim) => !carried.has(claim)))
}

function keyOf({ subject, attribute, value }: Pick<Fact, 'subject' | 'attribute' | 'value'>): string {
  return canonicalJson([subject, attribute, value])
}
