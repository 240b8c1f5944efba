// What is looked at while the soak runs: the memory of each process, and in the database what waits.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '#db/index.ts'
import { listJobs } from '#jobs/index.ts'

/** Resident memory of a process in MB; undefined when it is gone. */
export function residentMb(pid: number): number | undefined {
  try {
    const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb === undefined ? undefined : Number(kb) / 1024
  } catch {
    return undefined
  }
}

/** What makes a process write down its live memory (report-live.ts). */
export const reportsLive = (folder: string, everyMs: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=${join(import.meta.dirname, 'report-live.ts')}`,
  SOAK_LIVE_FOLDER: folder,
  SOAK_LIVE_EVERY_MS: String(everyMs),
})

/** The live memory in MB that a process wrote down, in order. */
export function liveMb(folder: string, pid: number): number[] {
  const file = join(folder, `live-${pid}`)
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : []
}

/** Resident memory of one life of a process. */
export type Life = { name: string; pid: number; bornMs: number; samples: { atMs: number; mb: number }[] }

export type Waiting = {
  generating: number
  oldestSeconds: number
  queued: number
  undelivered: number
  dead: number
}

const text = `
  SELECT (SELECT count(*)::int FROM (${generating()}) g) AS generating,
    (SELECT coalesce(extract(epoch FROM now() - min(since)), 0)::int FROM (${generating()}) g) AS "oldestSeconds",
    (SELECT count(*)::int FROM pgboss.job WHERE state < 'active' AND name NOT LIKE '\\_\\_%' AND source_id IS NULL) AS queued,
    (SELECT count(*)::int FROM events WHERE place IS NULL) + (SELECT count(*)::int FROM webhook_undelivered
      WHERE due_at IS NOT NULL) AS undelivered`

/** Whatever a worker owes: texts, descriptions, research. */
function generating(): string {
  return `SELECT updated_at AS since FROM contents WHERE status = 'generating'
    UNION ALL SELECT updated_at FROM vehicle_descriptions WHERE status = 'generating'
    UNION ALL SELECT updated_at FROM ideaclouds WHERE status = 'researching'`
}

export async function findWaiting({ db, pool }: Database): Promise<Waiting> {
  const { rows } = await pool.query(text)
  const dead = await listJobs(db, { state: 'dead', limit: 1000 })
  return { ...rows[0], dead: dead.length }
}

/** Events that a subscription wanted and never got, `path event`. */
export async function findUndelivered(
  { pool }: Database,
  received: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<{ wanted: number; missing: string[] }> {
  const { rows } = await pool.query<{ path: string; id: string }>(
    `SELECT substring(w.url FROM '/site/.*$') AS path, e.id FROM webhooks w
     JOIN events e ON e.site_id = w.site_id AND e.type = ANY(w.events) AND e.created_at > w.created_at
     WHERE w.url LIKE '%/site/%'`,
  )
  const missing = rows.filter(({ path, id }) => !received.get(path)?.has(id))
  return { wanted: rows.length, missing: missing.map(({ path, id }) => `${path} ${id}`) }
}

/** Complete texts without the books of their claims. */
export async function countUngrounded({ pool }: Database): Promise<number> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM contents WHERE status = 'complete' AND claims_supported IS NULL)
       + (SELECT count(*)::int FROM vehicle_descriptions WHERE status = 'complete' AND claims_supported IS NULL) AS n`,
  )
  return rows[0].n
}
