import type { Fact } from '#facts/index.ts'
import { type Claim, countClaims } from '#grounding/port.ts'
import type { Content, Grounding } from '../content.ts'

/** Every claim of a body: those that stand in it, in their order, then those that were removed. */
export function presentSources(
  { supported, removed, facts }: Grounding,
  factsHash: Buffer | null,
): Record<string, unknown> {
  const byId = byIdOf(facts)
  const claims = [
    ...supported.map((claim) => ({ ...spanOf(claim), status: 'supported', facts: factsOf(claim, byId) })),
    ...removed.map((claim) => ({ ...spanOf(claim), status: 'removed', facts: factsOf(claim, byId) })),
  ]
  return { claims, facts_hash: factsHash?.toString('hex') ?? null }
}

export function presentCheck(claims: readonly Claim[], facts: readonly Fact[]): Record<string, unknown> {
  const byId = byIdOf(facts)
  const { supported, contradicted, unsupported } = countClaims(claims)
  return {
    claims: claims.map((claim) => ({
      ...spanOf(claim),
      kind: claim.kind,
      status: claim.status,
      facts: factsOf(claim, byId),
    })),
    counts: { supported, contradicted, unsupported },
  }
}

/** Counts; where a model had a part in the body who wrote it, and in another language than English what was verified. */
export function presentGrounding(
  { supported, removed, writers }: NonNullable<Content['grounding']>,
  language: string,
): Record<string, unknown> {
  return {
    claims: supported + removed,
    supported,
    removed,
    ...(writers === null ? {} : { writers }),
    ...(language === 'English' ? {} : { verified: verifiedIn(language) }),
  }
}

function verifiedIn(language: string): Record<string, unknown> {
  return {
    language,
    checked: checkedAbroad,
    unchecked: uncheckedAbroad,
    note: `In ${language} the figures with their units, and the names, were held against the facts. Equipment, comparisons and wording were not: have a person who reads ${language} look at them before it is published.`,
  }
}

export const checkedAbroad = ['figures', 'units', 'names'] as const
export const uncheckedAbroad = ['equipment', 'comparisons', 'wording'] as const

function spanOf({ text, start, end }: Claim): Pick<Claim, 'text' | 'start' | 'end'> {
  return { text, start, end }
}

function byIdOf(facts: readonly Fact[]): Map<string, Fact> {
  return new Map(facts.map((fact) => [fact.id, fact]))
}

function factsOf({ factIds }: Claim, byId: ReadonlyMap<string, Fact>): Record<string, unknown>[] {
  return factIds.flatMap((id) => {
    const fact = byId.get(id)
    return fact ? [presentFact(fact)] : []
  })
}

function presentFact({ id, subject, attribute, value, unit, source }: Fact): Record<string, unknown> {
  const { kind, title, url, retrievedAt, quote } = source
  const read = { kind, title, url, retrieved_at: retrievedAt, ...(quote === undefined ? {} : { quote }) }
  return { id, subject, attribute, value, unit, source: read }
}
