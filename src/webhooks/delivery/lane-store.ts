import { sql } from 'kysely'
import { type Db, withTx } from '#db/index.ts'
import type { DeliveryStatus } from '../delivery-store.ts'
import type { LoggedEvent } from '../envelope.ts'
import type { SealedSecrets } from '../subscription-store.ts'

// Leases are kept by the database's clock: those of the processes may differ.
const leaseSeconds = 5

/** What a process has already: lanes that it works, and sites of which it works enough. */
export type Held = { webhookIds: readonly string[]; fullSiteIds: readonly string[] }

/** Takes lanes whose next delivery is due and that nobody holds, the longest due first. */
export async function claimLanes(
  db: Db,
  owner: string,
  options: { held: Held; limit: number; now: Date },
): Promise<{ webhookId: string; siteId: string }[]> {
  const { held, limit, now } = options
  const { rows } = await sql<{ webhookId: string; siteId: string }>`
    UPDATE webhook_lanes l SET owner = ${owner}::uuid, held_until = now() + ${leaseSeconds} * interval '1s'
    FROM (SELECT d.webhook_id, w.site_id FROM webhook_lanes d JOIN webhooks w ON w.id = d.webhook_id
      WHERE d.due_at <= ${now}::timestamptz AND (d.paused_until IS NULL OR d.paused_until <= ${now}::timestamptz)
        AND (d.held_until IS NULL OR d.held_until < now())
        AND d.webhook_id <> ALL(${[...held.webhookIds]}::uuid[])
        AND w.site_id <> ALL(${[...held.fullSiteIds]}::uuid[])
      ORDER BY d.due_at LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED) due
    WHERE l.webhook_id = due.webhook_id
    RETURNING l.webhook_id AS "webhookId", due.site_id AS "siteId"`.execute(db)
  return rows
}

/** @returns those that are still the owner's. */
export async function renewLanes(db: Db, owner: string, webhookIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE webhook_lanes l SET held_until = now() + ${leaseSeconds} * interval '1s'
    FROM (SELECT webhook_id FROM webhook_lanes
      WHERE owner = ${owner}::uuid AND webhook_id = ANY(${[...webhookIds]}::uuid[])
      ORDER BY webhook_id FOR UPDATE) held
    WHERE l.webhook_id = held.webhook_id RETURNING l.webhook_id AS id`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * Gives a lane back, due when its next delivery is, and behind the lanes that are due already. The row is held
 * first, so that a hand-out that adds deliveries meanwhile comes after this, and makes the lane due again.
 */
export async function releaseLane(
  db: Db,
  owner: string,
  webhookId: string,
  options: { pausedUntil: Date | null; now: Date },
): Promise<void> {
  await withTx(db, async (tx) => {
    const { rows } = await sql`SELECT 1 FROM webhook_lanes
      WHERE webhook_id = ${webhookId}::uuid AND owner = ${owner}::uuid FOR UPDATE`.execute(tx)
    if (rows.length === 0) return
    await sql`UPDATE webhook_lanes SET owner = NULL, held_until = NULL,
        paused_until = ${options.pausedUntil}::timestamptz,
        due_at = (SELECT CASE WHEN min(due_at) IS NOT NULL THEN greatest(min(due_at), ${options.now}::timestamptz) END
          FROM webhook_deliveries WHERE webhook_id = ${webhookId}::uuid AND due_at IS NOT NULL)
      WHERE webhook_id = ${webhookId}::uuid`.execute(tx)
  })
}

/** Where a lane's subscription sends to, as it is now. */
export type LaneTarget = SealedSecrets & {
  id: string
  siteId: string
  url: string
  isActive: boolean
  isDeleted: boolean
  activation: number
  disabledReason: string | null
  failureCount: number
}

export async function findLaneTarget(db: Db, webhookId: string): Promise<LaneTarget | undefined> {
  const row = await db
    .selectFrom('webhooks')
    .select([
      'id',
      'site_id as siteId',
      'url',
      'is_active as isActive',
      'deleted_at as deletedAt',
      'activation',
      'disabled_reason as disabledReason',
      'failure_count as failureCount',
      'secret',
      'previous_secret as previousSecret',
      'previous_secret_expires_at as previousSecretExpiresAt',
    ])
    .where('id', '=', webhookId)
    .executeTakeFirst()
  if (!row) return undefined
  const { deletedAt, ...target } = row
  return { ...target, isDeleted: deletedAt !== null }
}

const changedAtOnce = 1000

/** What waits for an activation before `activation` is not sent; some of it. @returns whether there may be more. */
export async function updateAbandoned(
  db: Db,
  webhookId: string,
  activation: number,
  error: string,
): Promise<boolean> {
  const done = await db
    .updateTable('webhook_deliveries')
    .set({ status: 'exhausted', due_at: null, error })
    .where('id', 'in', (stale) =>
      stale
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('webhook_id', '=', webhookId)
        .where('due_at', 'is not', null)
        .where('activation', '<', activation)
        .limit(changedAtOnce),
    )
    .executeTakeFirst()
  return done.numUpdatedRows === BigInt(changedAtOnce)
}

/** Some deliveries of a webhook that is deleted, and its row after the last of them. @returns whether there may be more. */
export async function deleteSome(db: Db, webhookId: string): Promise<boolean> {
  const done = await db
    .deleteFrom('webhook_deliveries')
    .where('id', 'in', (some) =>
      some
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('webhook_id', '=', webhookId)
        .limit(changedAtOnce),
    )
    .executeTakeFirst()
  if (done.numDeletedRows === BigInt(changedAtOnce)) return true
  await db.deleteFrom('webhooks').where('id', '=', webhookId).where('deleted_at', 'is not', null).execute()
  return false
}

export type DueDelivery = {
  id: string
  attempt: number
  tries: number
  /** As the database writes it; it is only given back to it. */
  dueAt: string
  event: LoggedEvent
}

/** The longest due first. */
export async function listDue(
  db: Db,
  webhookId: string,
  options: { now: Date; limit: number },
): Promise<DueDelivery[]> {
  const rows = await db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select(['d.id', 'd.attempt', 'd.tries', 'e.id as eventId', 'e.type', 'e.site_id'])
    .select([sql<string>`d.due_at::text`.as('dueAt'), sql<string>`e.data::text`.as('dataText')])
    .select(sql<number>`(1000 * extract(epoch FROM e.created_at))::float8`.as('createdMs'))
    .where('d.webhook_id', '=', webhookId)
    .where('d.due_at', '<=', options.now)
    .orderBy('d.due_at')
    .orderBy('d.id')
    .limit(options.limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    attempt: row.attempt,
    tries: row.tries,
    dueAt: row.dueAt,
    event: {
      id: row.eventId,
      type: row.type,
      siteId: row.site_id,
      dataText: row.dataText,
      createdAt: new Date(row.createdMs),
    },
  }))
}

/** An attempt as it is recorded. */
export type Settled = {
  id: string
  webhookId: string
  /** This attempt's number, from 1. */
  attempt: number
  /** When it was due, as it was read. */
  wasDueAt: string
  tries: number
  status: DeliveryStatus
  dueAt: Date | null
  responseStatus: number | null
  responseBody: string | null
  error: string | null
  durationMs: number
  deliveredAt: Date | null
}

/** What some attempts in a row say of a receiver: failures since its last success, if there was one among them. */
export type Streak = { webhookId: string; hasSuccess: boolean; failures: number; failingSince: Date | null }

// Of the row as it is when it is held, not as it was when the statement began.
const counts = sql`(d.due_at = s."wasDueAt" OR (d.due_at IS NULL AND s.status = 'succeeded'))`

/**
 * Records attempts and what they say of their receivers, in one statement. An attempt that was recorded before, by
 * a process that had the lane earlier, is left as it is. Where the delivery was retried by hand or abandoned since
 * it was read, the answer is recorded and the newer state stays, but for a success of what was abandoned.
 * @returns since when each receiver with a streak has failed.
 */
export async function updateSettled(
  db: Db,
  settled: readonly Settled[],
  streaks: readonly Streak[],
): Promise<Map<string, Date | null>> {
  const each = <T>(column: (one: Settled) => T): T[] => settled.map(column)
  const { rows } = await sql<{ id: string; failingSince: Date | null }>`
    WITH s AS (
      SELECT * FROM unnest(${each((one) => one.id)}::uuid[], ${each((one) => one.attempt)}::integer[],
        ${each((one) => one.wasDueAt)}::timestamptz[], ${each((one) => one.tries)}::smallint[],
        ${each((one) => one.status)}::text[], ${each((one) => one.dueAt?.toISOString())}::timestamptz[],
        ${each((one) => one.responseStatus)}::smallint[], ${each((one) => one.responseBody)}::text[],
        ${each((one) => one.error)}::text[], ${each((one) => one.durationMs)}::integer[],
        ${each((one) => one.deliveredAt?.toISOString())}::timestamptz[])
      AS s (id, attempt, "wasDueAt", tries, status, "dueAt", "responseStatus", "responseBody", error, "durationMs",
        "deliveredAt")),
    done AS (
      UPDATE webhook_deliveries d SET attempt = s.attempt, response_status = s."responseStatus",
        response_body = s."responseBody", duration_ms = s."durationMs",
        error = CASE WHEN ${counts} THEN s.error ELSE d.error END,
        tries = CASE WHEN ${counts} THEN s.tries ELSE d.tries END,
        status = CASE WHEN ${counts} THEN s.status ELSE d.status END,
        due_at = CASE WHEN ${counts} THEN s."dueAt" ELSE d.due_at END,
        delivered_at = CASE WHEN ${counts} THEN s."deliveredAt" ELSE d.delivered_at END
      FROM s WHERE d.id = s.id AND d.attempt = s.attempt - 1 RETURNING d.webhook_id)
    UPDATE webhooks w SET
      failure_count = CASE WHEN s."hasSuccess" THEN s.failures ELSE w.failure_count + s.failures END,
      failing_since = CASE WHEN s."hasSuccess" THEN s."failingSince" ELSE coalesce(w.failing_since, s."failingSince") END
    FROM json_to_recordset(${JSON.stringify(streaks)}::json) AS s ("webhookId" uuid, "hasSuccess" boolean,
      failures integer, "failingSince" timestamptz)
    WHERE w.id = s."webhookId" AND EXISTS (SELECT 1 FROM done WHERE done.webhook_id = w.id)
    RETURNING w.id, w.failing_since AS "failingSince"`.execute(db)
  return new Map(rows.map((row) => [row.id, row.failingSince]))
}
