import { type Db, withTx } from '#db/index.ts'
import { updateAbandoned } from './delivery-store.ts'
import { insertEvents } from './event-store.ts'
import { updateDeactivated } from './subscription-store.ts'

/** What waits is not sent, and the log says why. Once, whoever notices it first. */
export async function disableSubscription(
  db: Db,
  subscription: { id: string; siteId: string; url: string },
  reason: string,
  now: Date,
): Promise<void> {
  const { id, siteId, url } = subscription
  await withTx(db, async (tx) => {
    if (!(await updateDeactivated(tx, id, reason, now))) return
    await updateAbandoned(tx, id, reason)
    const data = { webhook_id: id, url, reason }
    await insertEvents(tx, [{ siteId, type: 'webhook.disabled', data }], now)
  })
}
