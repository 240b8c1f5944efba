// Publishes what is scheduled, every minute. It asks what is due, not what was due in this minute, so that
// whatever came due while no worker ran is published by the first one after. Status, time and audit entry commit
// together, and a row is taken only while it is scheduled: once, however many workers look at the same time.

import { changesOf, insertAudit } from '#audit/index.ts'
import { type Db, withTx } from '#db/index.ts'
import { defineJob, handles, type JobHandler } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { updateDue } from './posting-store.ts'

export const publishJob = defineJob<Record<string, never>>({
  name: 'content.publish',
  concurrency: 1,
  cron: '* * * * *',
})

const publishedAtOnce = 500

export function publishHandler(deps: { db: Db; clock: Clock }): JobHandler {
  return handles(publishJob, async (_data, { signal }) => {
    while (!signal.aborted && (await publishSome(deps)) > 0);
  })
}

async function publishSome({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const now = clock.now()
  return await withTx(db, async (tx) => {
    const published = await updateDue(tx, now, publishedAtOnce)
    const entries = published.map(({ siteId, id, publishAt }) => ({
      siteId,
      action: 'content.publish' as const,
      nounId: id,
      details: changesOf(
        { posting_status: 'scheduled', publish_at: publishAt },
        { posting_status: 'published', publish_at: now },
      ),
    }))
    await insertAudit(tx, { kind: 'system' }, entries, now)
    return published.length
  })
}
