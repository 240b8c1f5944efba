import { deleteOldAudit } from '#audit/index.ts'
import { deleteAbandoned } from '#content/index.ts'
import { type Db, foldCounts } from '#db/index.ts'
import { deleteExpiredKeys, deleteOldMinutes, turnRequestDays } from '#http/port.ts'
import { deleteOldBatches } from '#inventory/index.ts'
import { defineJob, handles, type JobHandler } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { deleteOldCalls } from '#models/port.ts'
import { deleteOldEvents } from '#webhooks/index.ts'

export const housekeepingJob = defineJob<Record<string, never>>({
  name: 'server.housekeeping',
  concurrency: 1,
  cron: '*/10 * * * *',
})

/** Deletes what has served its time: idempotency keys, request counts, the log of requests, content that nobody answered, batches, events, the audit log, what models answered and cost. */
export function housekeepingHandler(deps: { db: Db; clock: Clock }): JobHandler {
  return handles(housekeepingJob, async () => {
    const now = deps.clock.now()
    await deleteExpiredKeys(deps.db, now)
    await deleteOldMinutes(deps.db, now)
    await turnRequestDays(deps.db, now)
    await deleteAbandoned(deps.db, now)
    await deleteOldBatches(deps.db, now)
    await deleteOldEvents(deps.db, now)
    await deleteOldAudit(deps.db, now)
    await deleteOldCalls(deps.db, now)
  })
}

export const foldCountsJob = defineJob<Record<string, never>>({
  name: 'server.foldCounts',
  concurrency: 1,
  cron: '* * * * *',
})

/** Keeps the totals of lists short to add up. */
export function foldCountsHandler(deps: { db: Db }): JobHandler {
  return handles(foldCountsJob, () => foldCounts(deps.db))
}
