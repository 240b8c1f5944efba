import type { Fact } from '#facts/index.ts'
import type { ClaimKind, ClaimStatus } from '../claim.ts'

/** At most so many facts are named for a claim. */
const factIdsMax = 8

export type Verdict = { kind: ClaimKind; status: ClaimStatus; factIds: string[] }

/** Which facts may carry a claim: those of the vehicle that its sentence names, or any. */
export type Scope = (fact: Fact) => boolean

/** Whom words name: the facts of just that, and of the models that it is of. */
export type Named = { scope: Scope; models: Scope | undefined }

const ids = (facts: readonly Fact[]): string[] =>
  [...new Set(facts.map((fact) => fact.id))].slice(0, factIdsMax)

/** Supported by its carriers, else contradicted by those that say otherwise, else unsupported. */
export function verdict(kind: ClaimKind, carriers: readonly Fact[], against: readonly Fact[] = []): Verdict {
  if (carriers.length > 0) return { kind, status: 'supported', factIds: ids(carriers) }
  return against.length > 0
    ? { kind, status: 'contradicted', factIds: ids(against) }
    : { kind, status: 'unsupported', factIds: [] }
}
