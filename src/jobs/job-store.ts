import { sql } from 'kysely'
import type { Db, Tx } from '#db/index.ts'
import { bossSchema, deadLetterQueue } from './boss-schema.ts'

const jobTable = sql.raw(`${bossSchema}.job`)
/** What a job is kept for beyond the time at which it is due. */
const keptSeconds = 30 * 86_400

/** Failures of the job's own work so far. */
export async function findFailures(db: Db, jobIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('job_failures')
    .select(['job_id', 'failures'])
    .where('job_id', 'in', [...jobIds])
    .execute()
  return new Map(rows.map((row) => [row.job_id, row.failures]))
}

/**
 * Counts a failure and sets the pause before the next try, which a killed process's successor does not wait.
 * @param failure.retryCount the queue's number of the claim under which the work failed.
 * @returns false, with nothing written, when the job has passed to another since.
 */
export async function recordFailure(
  db: Db,
  failure: {
    jobId: string
    retryCount: number
    failures: number
    error: string
    delaySeconds: number
    now: Date
  },
): Promise<boolean> {
  const { rows } = await sql`
    WITH mine AS (UPDATE ${jobTable} SET retry_delay = ${failure.delaySeconds}
      WHERE id = ${failure.jobId}::uuid AND state = 'active' AND retry_count = ${failure.retryCount} RETURNING id)
    INSERT INTO job_failures (job_id, failures, error, failed_at)
    SELECT id, ${failure.failures}::integer, ${failure.error}::text, ${failure.now}::timestamptz FROM mine
    ON CONFLICT (job_id) DO UPDATE SET failures = excluded.failures, error = excluded.error, failed_at = excluded.failed_at
    RETURNING job_id`.execute(db)
  return rows.length > 0
}

/**
 * Sets how long the job is put back for, and how long it is kept for it.
 * @param retryCount the queue's number of the claim under which the job runs: what has passed to another is left alone.
 */
export async function setSleep(
  db: Db,
  sleep: { jobId: string; retryCount: number; seconds: number },
): Promise<void> {
  await sql`
    UPDATE ${jobTable} SET retry_delay = ${sleep.seconds},
      keep_until = greatest(keep_until, now() + ${sleep.seconds + keptSeconds}::integer * interval '1s')
    WHERE id = ${sleep.jobId}::uuid AND state = 'active' AND retry_count = ${sleep.retryCount}`.execute(db)
}

/** The site's jobs of a queue that sleep longer than a failed one waits are due now. */
export async function updateAwake(
  tx: Tx,
  queue: string,
  siteId: string,
  longerThanSeconds: number,
): Promise<void> {
  await sql`
    UPDATE ${jobTable} SET start_after = now()
    WHERE name = ${queue} AND group_id = ${siteId} AND state = 'retry' AND retry_delay > ${longerThanSeconds}
      AND start_after > now()`.execute(tx)
}

export async function setRetryDelay(db: Db, jobId: string, seconds: number): Promise<void> {
  await sql`UPDATE ${jobTable} SET retry_delay = ${seconds} WHERE id = ${jobId}::uuid`.execute(db)
}

export async function deleteFailures(db: Db, jobIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('job_failures')
    .where('job_id', 'in', [...jobIds])
    .execute()
}

export type JobRow = {
  id: string
  queue: string
  state: string
  site_id: string | null
  failures: number
  error: string | null
  created_at: Date
  started_at: Date | null
}

/**
 * Newest first. `state` filters; "dead" are the dead letters. What the clock starts belongs to no site, and shows
 * only while it runs or when it failed: every minute's success would hide all else.
 */
export async function listJobs(db: Db, filter: { state?: string; limit: number }): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    SELECT j.id, coalesce(j.source_name, j.name) AS queue,
      CASE WHEN j.source_name IS NULL THEN j.state::text ELSE 'dead' END AS state,
      j.group_id AS site_id, coalesce(f.failures, 0) AS failures, f.error,
      j.created_on AS created_at, j.started_on AS started_at
    FROM ${jobTable} j LEFT JOIN job_failures f ON f.job_id = coalesce(j.source_id, j.id)
    WHERE j.name NOT LIKE '\\_\\_pgboss%' AND (j.source_name IS NOT NULL OR j.dead_letter IS NULL OR j.state <> 'failed')
      AND (j.group_id IS NOT NULL OR j.source_name IS NOT NULL OR j.state NOT IN ('created', 'completed'))
      AND (${filter.state ?? null}::text IS NULL
        OR CASE WHEN j.source_name IS NULL THEN j.state::text ELSE 'dead' END = ${filter.state ?? null})
    ORDER BY j.created_on DESC LIMIT ${filter.limit}`.execute(db)
  return rows
}

export type DeadLetter = {
  id: string
  /** The job that died, and its queue. */
  jobId: string
  queue: string
  data: unknown
  /** Null for what the clock starts. */
  siteId: string | null
}

const letterColumns = sql`j.id, j.source_id AS "jobId", j.source_name AS queue, j.data, j.group_id AS "siteId"`
const isLetter = sql<boolean>`j.name = ${deadLetterQueue} AND j.state < 'active' AND j.source_id IS NOT NULL`

/** Jobs that wait in the dead letters: the one of the id, or all. */
export async function listDeadLetters(db: Db, id?: string): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    SELECT ${letterColumns} FROM ${jobTable} j
    WHERE ${isLetter} AND (${id ?? null}::text IS NULL OR j.id::text = lower(${id ?? null}))`.execute(db)
  return rows
}

/** Those of the dead letters that nobody else puts back and whose queue exists. Held until the transaction ends. */
export async function lockDeadLetters(tx: Tx, ids: readonly string[]): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    SELECT ${letterColumns} FROM ${jobTable} j
    WHERE ${isLetter} AND j.id = ANY(${ids}::uuid[])
      AND EXISTS (SELECT FROM ${sql.raw(`${bossSchema}.queue`)} q WHERE q.name = j.source_name)
    FOR UPDATE SKIP LOCKED`.execute(tx)
  return rows
}

/** @throws when the queues cannot be read. */
export async function assertQueuesReachable(db: Db): Promise<void> {
  await sql`SELECT 1 FROM ${sql.raw(`${bossSchema}.queue`)} LIMIT 1`.execute(db)
}
