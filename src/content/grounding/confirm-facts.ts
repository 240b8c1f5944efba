import { type Actor, insertAudit } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import { notFound } from '#kernel/errors.ts'
import { deleteGone, type GoneFact, listGone, lockLedger } from '#knowledge/index.ts'
import { lockContent, updateConfirmed } from '../content-store.ts'

/**
 * A person has read a stale body and lets it stand: the mark goes. What it says against the ledger is that person's from
 * now on; a change of what else it says marks it again.
 * @returns what the body says and the ledger does not; nothing when it was not stale
 * @throws AppError not_found
 */
export async function confirmFacts(
  tx: Tx,
  { siteId, id, actor, now }: { siteId: string; id: string; actor: Actor; now: Date },
): Promise<GoneFact[]> {
  await lockLedger(tx, siteId)
  if (!(await lockContent(tx, siteId, id))) throw notFound('Content not found or belongs to a different site')
  const gone = await listGone(tx, siteId, id)
  await deleteGone(tx, siteId, id)
  await updateConfirmed(tx, siteId, id)
  const details = Object.fromEntries(
    gone.map(({ subject, attribute, from, to }) => [`${subject} ${attribute} ${from}`, { from, to }]),
  )
  await insertAudit(tx, actor, [{ siteId, action: 'content.confirm_facts', nounId: id, details }], now)
  return gone
}
