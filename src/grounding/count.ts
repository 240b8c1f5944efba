import type { Claim } from './claim.ts'

export type ClaimCounts = { claims: number; supported: number; contradicted: number; unsupported: number }

/** How many claims there are, in all and by status. */
export function countClaims(claims: readonly Claim[]): ClaimCounts {
  const counts = { claims: claims.length, supported: 0, contradicted: 0, unsupported: 0 }
  for (const claim of claims) counts[claim.status]++
  return counts
}
