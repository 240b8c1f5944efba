import { type Db, foldCounts } from '#db/index.ts'
import { defineJob, handles, type JobHandler } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'

export const housekeepingJob = defineJob<Record<string, never>>({
  name: 'server.housekeeping',
  concurrency: 1,
  cron: '*/10 * * * *',
})

/** Deletes what has served its time; the rooms that have it are loaded with the first job. */
export function housekeepingHandler({ db, clock }: { db: Db; clock: Clock }): JobHandler {
  return handles(housekeepingJob, async () => {
    const { deleteOld } = await import('./delete-old.ts')
    await deleteOld(db, clock.now())
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
