// The one place that builds a row for pg-boss. Its values (retries, expiry, heartbeat) come from the
// queue's own row, as pg-boss's insert takes them. The same text serves a transaction (`enqueue`) and a
// write set (`jobWrite`), where the job commits with the resource in one round trip.

import { sql } from 'kysely'
import type { Tx, Write } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import { bossSchema, wakeChannel } from './boss-schema.ts'
import type { Job } from './define-job.ts'
import type { Waker } from './waker.ts'

const columns = `id, name, data, start_after, group_id, expire_seconds, deletion_seconds, keep_until, retry_limit,
  retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds`

const values = `j.id, q.name, j.data, now(), j."siteId", q.expire_seconds, q.deletion_seconds,
  now() + q.retention_seconds * interval '1s', q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
  q.policy, q.dead_letter, q.heartbeat_seconds`

const insertText = `INSERT INTO ${bossSchema}.job (${columns})
  SELECT ${values} FROM json_to_recordset($1::json) AS j (id uuid, "siteId" text, data jsonb)
  JOIN ${bossSchema}.queue q ON q.name = $2 WHERE {guard} RETURNING id`

export type NewJob<Data> = { siteId: string; data: Data }

/** Part of a write set: the jobs exist when the set commits, and then the workers are woken. */
export function jobWrite<Data extends object>(
  waker: Waker,
  job: Job<Data>,
  items: readonly NewJob<Data>[],
): Write {
  return {
    name: 'jobs',
    text: insertText,
    values: [rows(items), job.name],
    afterCommit: () => waker.wake(job.name),
  }
}

/** Adds jobs inside a transaction; workers are woken by its commit. */
export async function enqueue<Data extends object>(
  tx: Tx,
  job: Job<Data>,
  items: readonly NewJob<Data>[],
): Promise<void> {
  if (items.length === 0) return
  const inserted = await sql<{ id: string }>`
    INSERT INTO ${sql.raw(`${bossSchema}.job`)} (${sql.raw(columns)})
    SELECT ${sql.raw(values)} FROM json_to_recordset(${rows(items)}::json) AS j (id uuid, "siteId" text, data jsonb)
    JOIN ${sql.raw(`${bossSchema}.queue`)} q ON q.name = ${job.name} RETURNING id`.execute(tx)
  if (inserted.rows.length !== items.length) throw new Error(`The queue "${job.name}" does not exist.`)
  await sql`SELECT pg_notify(${wakeChannel}, ${job.name})`.execute(tx)
}

function rows<Data>(items: readonly NewJob<Data>[]): string {
  return JSON.stringify(items.map(({ siteId, data }) => ({ id: newId(), siteId, data })))
}
