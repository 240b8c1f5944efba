// From the log to the subscriptions. What is handed out is marked, event by event: an event is found however
// late its transaction commits, and no position is kept that it could fall behind.

import { type Db, withTx } from '#db/index.ts'
import { insertDeliveries } from '../delivery-store.ts'
import { hasOpenEvents, placeEvents } from '../event-store.ts'

const eventsAtOnce = 500

/** @returns whether more events may wait, and whether a delivery was made. */
export async function handOutEvents(db: Db, now: Date): Promise<{ more: boolean; delivers: boolean }> {
  if (!(await hasOpenEvents(db))) return { more: false, delivers: false }
  return await withTx(db, async (tx) => {
    const placed = await placeEvents(tx, eventsAtOnce, now)
    if (!placed) return { more: false, delivers: false }
    await insertDeliveries(tx, placed.handedOut, now)
    return { more: placed.events === eventsAtOnce, delivers: placed.handedOut.length > 0 }
  })
}
