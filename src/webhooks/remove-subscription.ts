import { type Db, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { type Target, webhookNotFound } from './change-subscription.ts'
import { deleteSubscription } from './subscription-store.ts'
import { tellChange } from './tell-change.ts'

/**
 * Ends a webhook, with its delivery log.
 * @throws AppError not_found
 */
export async function removeSubscription(
  { db, clock }: { db: Db; clock: Clock },
  { siteId, id, actor }: Target,
): Promise<void> {
  await withTx(db, async (tx) => {
    const before = await deleteSubscription(tx, siteId, id)
    if (!before) throw notFound(webhookNotFound)
    await tellChange(tx, actor, { action: 'webhook.delete', siteId, id, before }, clock.now())
  })
}
