import { sql } from 'kysely'
import { type Db, withTx } from '#db/index.ts'
import type { DeliveryStatus } from '../delivery-store.ts'
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
          FROM webhook_undelivered WHERE webhook_id = ${webhookId}::uuid AND due_at IS NOT NULL)
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

/** A delivery that is due, as much of it as an attempt and its record need. */
export type DueDelivery = {
  id: string
  eventId: string
  /** How many attempts there were. */
  attempt: number
  tries: number
  /** In seconds since 1970. */
  dueAt: number
}

/**
 * A lane as it is now: where it sends to and what of its present activation is due, the longest due first; behind
 * `after` where it is given. All in one row, since a row for each delivery would cost the driver three times as much.
 */
export async function readLane(
  db: Db,
  webhookId: string,
  options: { now: Date; limit: number; after?: { id: string; dueAt: number } | undefined },
): Promise<{ target: LaneTarget; due: DueDelivery[] } | undefined> {
  const { now, limit, after } = options
  const { rows } = await sql<LaneTarget & { due: string | null }>`
    SELECT id, site_id AS "siteId", url, is_active AS "isActive", deleted_at IS NOT NULL AS "isDeleted", activation,
      disabled_reason AS "disabledReason", failure_count AS "failureCount", secret, previous_secret AS "previousSecret",
      previous_secret_expires_at AS "previousSecretExpiresAt",
      (SELECT string_agg(concat_ws(' ', delivery_id, event_id, attempt, tries, date_part('epoch', due_at)), ','
          ORDER BY due_at, delivery_id)
        FROM (SELECT * FROM webhook_undelivered u
          WHERE u.webhook_id = w.id AND u.activation = w.activation AND due_at <= ${now}::timestamptz
            ${after ? sql`AND (due_at, delivery_id) > (to_timestamp(${after.dueAt}), ${after.id}::uuid)` : sql``}
          ORDER BY due_at, delivery_id LIMIT ${limit}) due) AS due
    FROM webhooks w WHERE id = ${webhookId}::uuid`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { due, ...target } = row
  return { target, due: due === null ? [] : due.split(',').map(toDue) }
}

function toDue(text: string): DueDelivery {
  const [id, eventId, attempt, tries, dueAt] = text.split(' ') as [string, string, string, string, string]
  return { id, eventId, attempt: Number(attempt), tries: Number(tries), dueAt: Number(dueAt) }
}

const changedAtOnce = 1000

/** What waits for an activation before `activation` is not sent; some of it. @returns whether there may be more. */
export async function updateAbandoned(
  db: Db,
  webhookId: string,
  activation: number,
  error: string,
): Promise<boolean> {
  const { rows } = await sql`
    WITH abandoned AS (
      UPDATE webhook_undelivered SET status = 'exhausted', due_at = NULL
      WHERE delivery_id IN (SELECT delivery_id FROM webhook_undelivered
        WHERE webhook_id = ${webhookId}::uuid AND due_at IS NOT NULL AND activation < ${activation}
        LIMIT ${changedAtOnce})
      RETURNING delivery_id)
    UPDATE webhook_deliveries d SET error = ${error} FROM abandoned a WHERE d.id = a.delivery_id RETURNING 1`.execute(
    db,
  )
  return rows.length === changedAtOnce
}

/**
 * Some of what waits for a webhook that is deleted, then some of its deliveries, and its row after the last of them.
 * @returns whether there may be more.
 */
export async function deleteSome(db: Db, webhookId: string): Promise<boolean> {
  const waited = await db
    .deleteFrom('webhook_undelivered')
    .where('delivery_id', 'in', (some) =>
      some
        .selectFrom('webhook_undelivered')
        .select('delivery_id')
        .where('webhook_id', '=', webhookId)
        .limit(changedAtOnce),
    )
    .executeTakeFirst()
  if (waited.numDeletedRows === BigInt(changedAtOnce)) return true
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

/** An attempt as it is recorded. */
export type Settled = {
  id: string
  webhookId: string
  /** This attempt's number, from 1. */
  attempt: number
  /** When it was due, as it was read: in seconds since 1970. */
  wasDueAt: number
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

/**
 * Records attempts and what they say of their receivers, in one statement. An attempt that was recorded before, by
 * a process that had the lane earlier, is left as it is. Where the delivery was retried by hand or abandoned since
 * it was read, the answer is recorded and the newer state stays, but for a success of what was abandoned. What
 * waits is judged as it is when it is held, which MERGE does, not as it was when the statement began.
 * @returns since when each receiver with a streak has failed.
 */
export async function updateSettled(
  db: Db,
  settled: readonly Settled[],
  streaks: readonly Streak[],
): Promise<Map<string, Date | null>> {
  const each = (column: (one: Settled) => string | null) => settled.map(column)
  const plain = (column: (one: Settled) => Plain) => plainArray(settled, column)
  const { rows } = await sql<{ id: string; failingSince: Date | null }>`
    WITH s AS (
      SELECT id, attempt, to_timestamp(was_due) AS "wasDueAt", tries, status, "dueAt", "responseStatus", "responseBody",
        error, "durationMs", "deliveredAt"
      FROM unnest(${plain((one) => one.id)}::uuid[], ${plain((one) => one.attempt)}::integer[],
        ${plain((one) => one.wasDueAt)}::float8[], ${plain((one) => one.tries)}::smallint[],
        ${plain((one) => one.status)}::text[], ${plain((one) => one.dueAt?.toISOString())}::timestamptz[],
        ${plain((one) => one.responseStatus)}::smallint[], ${each((one) => one.responseBody)}::text[],
        ${each((one) => one.error)}::text[], ${plain((one) => one.durationMs)}::integer[],
        ${plain((one) => one.deliveredAt?.toISOString())}::timestamptz[])
      AS s (id, attempt, was_due, tries, status, "dueAt", "responseStatus", "responseBody", error, "durationMs",
        "deliveredAt")),
    held AS (
      MERGE INTO webhook_undelivered u USING s ON u.delivery_id = s.id AND u.attempt = s.attempt - 1
      WHEN MATCHED AND s.status = 'succeeded' AND (u.due_at = s."wasDueAt" OR u.due_at IS NULL) THEN DELETE
      WHEN MATCHED AND u.due_at = s."wasDueAt" THEN
        UPDATE SET attempt = s.attempt, tries = s.tries, status = s.status, due_at = s."dueAt"
      WHEN MATCHED THEN UPDATE SET attempt = s.attempt
      RETURNING s.*, merge_action() = 'DELETE' OR old.due_at = s."wasDueAt" AS counts),
    done AS (
      UPDATE webhook_deliveries d SET attempt = h.attempt, response_status = h."responseStatus",
        response_body = h."responseBody", duration_ms = h."durationMs",
        error = CASE WHEN h.counts THEN h.error ELSE d.error END,
        delivered_at = CASE WHEN h.counts THEN h."deliveredAt" ELSE d.delivered_at END
      FROM held h WHERE d.id = h.id RETURNING d.webhook_id)
    UPDATE webhooks w SET
      failure_count = CASE WHEN s."hasSuccess" THEN s.failures ELSE w.failure_count + s.failures END,
      failing_since = CASE WHEN s."hasSuccess" THEN s."failingSince" ELSE coalesce(w.failing_since, s."failingSince") END
    FROM json_to_recordset(${JSON.stringify(streaks)}::json) AS s ("webhookId" uuid, "hasSuccess" boolean,
      failures integer, "failingSince" timestamptz)
    WHERE w.id = s."webhookId" AND EXISTS (SELECT 1 FROM done WHERE done.webhook_id = w.id)
    RETURNING w.id, w.failing_since AS "failingSince"`.execute(db)
  return new Map(rows.map((row) => [row.id, row.failingSince]))
}

/**
 * Records successes that say nothing new of their receivers: updateSettled for nearly all that is delivered, at two
 * thirds of the cost.
 * @returns how many. One that was changed since it was read, or recorded before, is left to updateSettled.
 */
export async function updateSucceeded(db: Db, settled: readonly Settled[]): Promise<number> {
  const plain = (column: (one: Settled) => Plain) => plainArray(settled, column)
  // Most answers are empty, and a shorter array is filled up with nulls.
  const bodies = settled.some((one) => one.responseBody) ? settled.map((one) => one.responseBody) : []
  const { numAffectedRows = 0n } = await sql`
    WITH s AS (
      SELECT * FROM unnest(${plain((one) => one.id)}::uuid[], ${plain((one) => one.attempt)}::integer[],
        ${plain((one) => one.wasDueAt)}::float8[], ${plain((one) => one.responseStatus)}::smallint[], ${bodies}::text[],
        ${plain((one) => one.durationMs)}::integer[], ${plain((one) => Number(one.deliveredAt) / 1000)}::float8[])
      AS s (id, attempt, was_due, response_status, response_body, duration_ms, delivered)),
    gone AS (
      DELETE FROM webhook_undelivered u USING s
      WHERE u.delivery_id = s.id AND u.attempt = s.attempt - 1
        AND (u.due_at = to_timestamp(s.was_due) OR u.due_at IS NULL)
      RETURNING s.*)
    UPDATE webhook_deliveries d SET attempt = g.attempt, response_status = g.response_status,
      response_body = coalesce(g.response_body, ''), duration_ms = g.duration_ms, error = NULL,
      delivered_at = to_timestamp(g.delivered)
    FROM gone g WHERE d.id = g.id`.execute(db)
  return Number(numAffectedRows)
}

type Plain = string | number | null | undefined

/** An array of values that need no quotes, as text: the driver would look at each character of each element. */
function plainArray<T>(rows: readonly T[], column: (row: T) => Plain): string {
  return `{${rows.map((row) => column(row) ?? 'NULL').join(',')}}`
}
