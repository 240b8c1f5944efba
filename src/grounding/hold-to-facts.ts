import type { Fact } from '#facts/index.ts'
import type { Claim } from './claim.ts'
import { type Cut, cutUnsupported } from './cut.ts'
import { prepareFacts } from './hold/prepare.ts'
import { type VerifyOptions, verify } from './verify.ts'

/** What is left of a text once everything that the facts do not carry is cut, and its claims, all supported. */
export type Held = {
  text: string
  supported: Claim[]
  removed: Claim[]
  /** Where a place of the text that was given is in what is left; of a place that was cut, where it was. */
  offsetOf(offset: number): number
}

/** Nothing left, or more cut than carried: another wording takes its place. */
export function isTooLittle({
  text,
  supported,
  removed,
}: Pick<Held, 'text' | 'supported' | 'removed'>): boolean {
  return text.trim() === '' || removed.length > supported.length
}

const cutsMax = 3

/** @throws Error when a claim that is not supported survives the cuts: then nothing may be published. */
export function holdToFacts(text: string, facts: readonly Fact[], options: VerifyOptions = {}): Held {
  const prepared = prepareFacts(facts)
  const removed: Claim[] = []
  const cuts: Cut[] = []
  const offsetOf = (offset: number) => cuts.reduce((at, cut) => cut.offsetOf(at), offset)
  let held = text
  for (;;) {
    const claims = verify(held, prepared, options)
    const wrong = claims.find((claim) => claim.status !== 'supported')
    if (!wrong) return { text: held, supported: claims, removed, offsetOf }
    if (cuts.length === cutsMax) throw new Error(`After cutting, "${wrong.text}" is still ${wrong.status}.`)
    const cut = cutUnsupported(held, claims)
    cuts.push(cut)
    held = cut.text
    removed.push(...cut.removed)
  }
}
