import { deleteOldAudit } from '#audit/index.ts'
import { deleteAbandoned } from '#content/index.ts'
import type { Db } from '#db/index.ts'
import { deleteExpiredKeys, deleteOldMinutes, turnRequestDays } from '#http/index.ts'
import { deleteOldBatches } from '#inventory/index.ts'
import { deleteOldCalls } from '#models/port.ts'
import { deleteOldEvents } from '#webhooks/index.ts'

/** What has served its time: idempotency keys, request counts, the log of requests, content that nobody answered, batches, events, the audit log, what models answered and cost. */
export async function deleteOld(db: Db, now: Date): Promise<void> {
  await deleteExpiredKeys(db, now)
  await deleteOldMinutes(db, now)
  await turnRequestDays(db, now)
  await deleteAbandoned(db, now)
  await deleteOldBatches(db, now)
  await deleteOldEvents(db, now)
  await deleteOldAudit(db, now)
  await deleteOldCalls(db, now)
}
