import { changesOf, insertAudit } from '#audit/index.ts'
import type { Db, Tx } from '#db/index.ts'
import { type DeadLetter, type JobHandler, retryDeadLetters } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'

/**
 * Puts dead letters back to work, one by its id or all, and tells each site's audit log how many of its jobs were
 * among them. What the clock starts belongs to no site and stands in no log.
 * @returns how many were put back.
 */
export async function retryJobs(
  deps: { url: string; db: Db; clock: Clock; handlers: readonly JobHandler[] },
  id?: string,
): Promise<number> {
  const tell = (tx: Tx, letters: readonly DeadLetter[]) => {
    const entries = [...Map.groupBy(letters, ({ siteId }) => siteId)].flatMap(([siteId, ofSite]) => {
      if (siteId === null) return []
      const details = changesOf({}, countByQueue(ofSite))
      return [{ siteId, action: 'job.retry' as const, nounId: id?.toLowerCase() ?? 'all', details }]
    })
    return insertAudit(tx, { kind: 'operator' }, entries, deps.clock.now())
  }
  return await retryDeadLetters({ ...deps, tell }, id)
}

function countByQueue(letters: readonly DeadLetter[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { queue } of letters) counts[queue] = (counts[queue] ?? 0) + 1
  return counts
}
