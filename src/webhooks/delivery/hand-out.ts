// From the log to the subscriptions. What is handed out is marked, event by event: an event is found however
// late its transaction commits, and no position is kept that it could fall behind.

import { type Db, withTx } from '#db/index.ts'
import { insertDeliveries } from '../delivery-store.ts'
import { placeEvents } from '../event-store.ts'

const eventsAtOnce = 500

/** @returns whether more events may wait, and whether a delivery was made. */
export async function handOutEvents(db: Db, now: Date): Promise<{ more: boolean; delivers: boolean }> {
  return await withTx(db, async (tx) => {
    const handed = await placeEvents(tx, eventsAtOnce, now)
    const deliveries = handed.flatMap(({ eventId, type, webhookId }) =>
      webhookId === null ? [] : [{ eventId, eventType: type, webhookId }],
    )
    await insertDeliveries(tx, deliveries, now)
    const events = new Set(handed.map((one) => one.eventId)).size
    return { more: events === eventsAtOnce, delivers: deliveries.length > 0 }
  })
}
