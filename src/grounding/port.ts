// The face of the room for who names claims and counts them: the verifier and its lexicon are not loaded by it.

export { type Claim, type ClaimKind, type ClaimStatus, claimKinds } from './claim.ts'
export { type ClaimCounts, countClaims } from './count.ts'
export type { Held } from './hold-to-facts.ts'
