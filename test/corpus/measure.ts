// The verifier over one half of the corpus. An error is found when a claim that is not supported overlaps the changed words; a
// true text with any such claim is a false alarm.

import { prepareFacts, verify } from '#grounding/index.ts'
import type { Corpus } from './corpus.ts'

export type Tally = { found: number; of: number }
export type Measured = {
  kinds: Map<string, Tally>
  all: Tally
  truths: number
  alarms: number
  claims: number
  falseClaims: number
  /** What was missed or flagged, in words; to be read for the tuning half alone. */
  faults: string[]
}

const around = (text: string, start: number, end: number): string =>
  text.slice(Math.max(0, start - 80), end + 60).replaceAll('\n', ' / ')

export function measure(corpus: Corpus): Measured {
  const result: Measured = {
    kinds: new Map(),
    all: { found: 0, of: 0 },
    truths: corpus.truths.length,
    alarms: 0,
    claims: 0,
    falseClaims: 0,
    faults: [],
  }
  for (const { text, facts, voice } of corpus.truths) {
    const claims = verify(text, prepareFacts(facts))
    const flagged = claims.filter((claim) => claim.status !== 'supported')
    result.claims += claims.length
    result.falseClaims += flagged.length
    if (flagged.length > 0) result.alarms++
    for (const claim of flagged)
      result.faults.push(`false alarm (${voice}): "${claim.text}" in ${around(text, claim.start, claim.end)}`)
  }
  for (const { kind, voice, text, start, end, facts } of corpus.seeded) {
    const found = verify(text, prepareFacts(facts)).some(
      (claim) => claim.status !== 'supported' && claim.start < end && claim.end > start,
    )
    const tally = result.kinds.get(kind) ?? { found: 0, of: 0 }
    for (const one of [tally, result.all]) {
      one.of++
      if (found) one.found++
    }
    result.kinds.set(kind, tally)
    if (!found) result.faults.push(`missed ${kind} (${voice}): ${around(text, start, end)}`)
  }
  return result
}
