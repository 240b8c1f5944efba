import type { Tx } from '#db/index.ts'
import { anyClaimGone, type StatedFact } from './stated-facts.ts'
import { replaceStated, updateStale } from './stated-store.ts'

export type RecordedText = {
  /** Of the content or the vehicle's description, whose row is not marked as stale. */
  id: string
  siteId: string
  stated: readonly StatedFact[]
  /** Subjects that are vehicles which are not on the lot. */
  sold: readonly string[]
  now: Date
}

/**
 * Keeps what a stored text says, so that a change of the ledger finds it. The transaction has the ledger's lock
 * (`lockLedger`) from before it touched the text's row.
 * @returns whether it is stale already: the ledger has changed since the writer read it.
 */
export async function recordText(tx: Tx, text: RecordedText): Promise<boolean> {
  const isStale = anyClaimGone(await replaceStated(tx, text))
  if (isStale) await updateStale(tx, text.siteId, [text.id], text.now)
  return isStale
}
