import type { Fact } from '#facts/index.ts'
import type { Claim } from './claim.ts'
import { cutUnsupported } from './cut.ts'
import { type VerifyOptions, verify } from './verify.ts'

/** What is left of a text once everything that the facts do not carry is cut, and its claims, all supported. */
export type Held = { text: string; supported: Claim[]; removed: Claim[] }

/** @throws Error when a claim that is not supported survives the cut: then nothing may be published. */
export function holdToFacts(text: string, facts: readonly Fact[], options: VerifyOptions = {}): Held {
  const claims = verify(text, facts, options)
  if (claims.every((claim) => claim.status === 'supported')) return { text, supported: claims, removed: [] }
  const cut = cutUnsupported(text, claims)
  const supported = verify(cut.text, facts, options)
  const wrong = supported.find((claim) => claim.status !== 'supported')
  if (wrong) throw new Error(`After cutting, "${wrong.text}" is still ${wrong.status}.`)
  return { text: cut.text, supported, removed: cut.removed }
}
