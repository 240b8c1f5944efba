import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Db, withTx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import type { Position } from '../cursor.ts'
import type { AnsweredRequest } from './request-log.ts'

const dayMs = 24 * 3600_000
const keptDays = 7
const lockKey = 4_170_932

/** In one statement; the days of the rows must exist. */
export async function insertRequests(db: Db, requests: readonly AnsweredRequest[]): Promise<void> {
  const rows = requests.map((request) => ({ ...request, id: newId() }))
  await sql`
    INSERT INTO requests (at, id, site_id, request_id, method, path, route, status, error_code, duration_ms,
      key_id, key_label, idempotency_key, replayed)
    SELECT at, id, "siteId", "requestId", method, path, route, status, "errorCode", "durationMs",
      "keyId", "keyLabel", "idempotencyKey", replayed
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (at timestamptz, id uuid, "siteId" uuid,
      "requestId" text, method text, path text, route text, status smallint, "errorCode" text, "durationMs" real,
      "keyId" uuid, "keyLabel" text, "idempotencyKey" text, replayed boolean)`.execute(db)
}

/** The day of a moment in UTC, as `2026-11-29`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** Makes the partition of a day unless it is there; processes that do it at once take turns. */
export async function createDay(db: Db, day: string): Promise<void> {
  const from = new Date(day)
  const name = `requests_${day.replaceAll('-', '_')}`
  await withTx(db, async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${lockKey})`.execute(tx)
    const { rows } = await sql<{ isThere: boolean }>`
      SELECT to_regclass(${name}) IS NOT NULL AS "isThere"`.execute(tx)
    if (rows[0]?.isThere) return
    await sql`CREATE TABLE ${sql.table(name)} PARTITION OF requests
      FOR VALUES FROM (${sql.lit(from.toISOString())}) TO (${sql.lit(new Date(from.getTime() + dayMs).toISOString())})`.execute(
      tx,
    )
  })
}

/** Makes the partition of tomorrow and drops those that are over for as long as rows are kept. */
export async function turnRequestDays(db: Db, now: Date): Promise<void> {
  await createDay(db, dayOf(new Date(now.getTime() + dayMs)))
  const last = `requests_${dayOf(new Date(now.getTime() - (keptDays + 1) * dayMs)).replaceAll('-', '_')}`
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'requests'::regclass AND c.relname <= ${last}`.execute(db)
  for (const { name } of rows) await sql`DROP TABLE IF EXISTS ${sql.table(name)}`.execute(db)
}

export type RequestRow = {
  id: string
  at: Date
  request_id: string
  method: string
  path: string
  route: string
  status: number
  error_code: string | null
  duration_ms: number
  key_id: string
  key_label: string
  idempotency_key: string | null
  replayed: boolean
}

/** Times as `Date.toISOString` writes them; `from` is part of the span, `to` is not. */
export type RequestFilter = {
  from?: string
  to?: string
  status?: number
  route?: string
  requestId?: string
}

/** Newest first; one row more than `limit` when there are more. */
export async function listRequests(
  db: Db,
  siteId: string,
  options: { filter: RequestFilter; now: Date; limit: number; after?: Position },
): Promise<RequestRow[]> {
  let query = db
    .selectFrom('requests')
    .select(['id', 'at', 'request_id', 'method', 'path', 'route', 'status', 'error_code', 'duration_ms'])
    .select(['key_id', 'key_label', 'idempotency_key', 'replayed'])
    .where('site_id', '=', siteId)
    .where(matches(options.filter, options.now))
  const { after } = options
  if (after) {
    query = query.where(sql<SqlBool>`(at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  }
  return await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit + 1)
    .execute()
}

export async function countRequests(
  db: Db,
  siteId: string,
  options: { filter: RequestFilter; now: Date },
): Promise<number> {
  const { total } = await db
    .selectFrom('requests')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('site_id', '=', siteId)
    .where(matches(options.filter, options.now))
    .executeTakeFirstOrThrow()
  return total
}

function matches(filter: RequestFilter, now: Date): RawBuilder<SqlBool> {
  const kept = new Date(now.getTime() - keptDays * dayMs).toISOString()
  const parts = [sql<SqlBool>`at >= ${filter.from && filter.from > kept ? filter.from : kept}`]
  if (filter.to) parts.push(sql`at < ${filter.to}`)
  if (filter.status !== undefined) parts.push(sql`status = ${filter.status}`)
  if (filter.route !== undefined) parts.push(sql`route = ${filter.route}`)
  if (filter.requestId !== undefined) parts.push(sql`request_id = ${filter.requestId}`)
  return sql<SqlBool>`(${sql.join(parts, sql` AND `)})`
}
