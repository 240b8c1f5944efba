// The one door by which the ledger changes: in the transaction of the change every text is found that says what no
// fact says any more, and marked.

import type { Tx } from '#db/index.ts'
import { type NewFact, type Reading, replaceFacts } from './fact-store.ts'
import { lockTexts, updateGone, updateStale } from './stated-store.ts'

/** What several sources say of the same subjects now. */
export type Readings = {
  siteId: string
  subjects: readonly string[]
  said: readonly { reading: Omit<Reading, 'siteId' | 'retrievedAt'>; facts: readonly NewFact[] }[]
  /** Those of the subjects that are vehicles which are not on the lot: their facts stand, and carry no text. */
  sold?: readonly string[]
  now: Date
}

/** @returns VINs whose descriptions say what is no longer so. */
export async function recordReadings(tx: Tx, readings: Readings): Promise<string[]> {
  const { siteId, subjects, said, sold = [], now } = readings
  for (const { reading, facts } of said)
    await replaceFacts(tx, { ...reading, siteId, retrievedAt: now }, subjects, facts)
  await lockTexts(tx, siteId)
  const texts = await updateGone(tx, siteId, subjects, sold)
  return texts.length === 0 ? [] : await updateStale(tx, siteId, texts, now)
}
