import { changesOf, insertAudit } from '#audit/index.ts'
import { type Db, withTx } from '#db/index.ts'
import { updateLaneAwake } from './delivery-store.ts'
import { insertEvents } from './event-store.ts'
import { updateDeactivated } from './subscription-store.ts'

/** The log of events and the audit log say why. Once, whoever notices it first, and only while it sends to where it was noticed. */
export async function disableSubscription(
  db: Db,
  subscription: { id: string; siteId: string; url: string },
  reason: string,
  now: Date,
): Promise<void> {
  const { id, siteId, url } = subscription
  await withTx(db, async (tx) => {
    if (!(await updateDeactivated(tx, siteId, id, { url, reason, now }))) return
    await updateLaneAwake(tx, id, now)
    const data = { webhook_id: id, url, reason }
    await insertEvents(tx, [{ siteId, type: 'webhook.disabled', data }], now)
    const details = changesOf(
      { is_active: true, disabled_reason: null },
      { is_active: false, disabled_reason: reason },
    )
    const entry = { siteId, action: 'webhook.disable', nounId: id, details } as const
    await insertAudit(tx, { kind: 'system' }, [entry], now)
  })
}
