import { sql } from 'kysely'
import { type Db, withTx } from '#db/index.ts'
import type { DeliveryStatus } from '../delivery-store.ts'
import type { LoggedEvent } from '../envelope.ts'
import type { SealedSecrets } from '../subscription-store.ts'

// Leases are kept by the database's clock: those of the processes may differ.
const leaseSeconds = 5

/** Takes lanes whose next delivery is due and that nobody holds, the longest due first. @returns their subscriptions. */
export async function claimLanes(db: Db, owner: string, limit: number, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE webhook_lanes l SET owner = ${owner}::uuid, held_until = now() + ${leaseSeconds} * interval '1s'
    FROM (SELECT webhook_id FROM webhook_lanes
      WHERE due_at <= ${now}::timestamptz AND (paused_until IS NULL OR paused_until <= ${now}::timestamptz)
        AND (held_until IS NULL OR held_until < now())
      ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) due
    WHERE l.webhook_id = due.webhook_id RETURNING l.webhook_id AS id`.execute(db)
  return rows.map((row) => row.id)
}

/** @returns those that are still the owner's. */
export async function renewLanes(db: Db, owner: string, webhookIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE webhook_lanes SET held_until = now() + ${leaseSeconds} * interval '1s'
    WHERE owner = ${owner}::uuid AND webhook_id = ANY(${[...webhookIds]}::uuid[])
    RETURNING webhook_id AS id`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * Gives a lane back, due when its next delivery is. The row is held first, so that a hand-out that adds
 * deliveries meanwhile comes after this, and makes the lane due again.
 */
export async function releaseLane(
  db: Db,
  owner: string,
  webhookId: string,
  pausedUntil: Date | null,
): Promise<void> {
  await withTx(db, async (tx) => {
    const { rows } = await sql`SELECT 1 FROM webhook_lanes
      WHERE webhook_id = ${webhookId}::uuid AND owner = ${owner}::uuid FOR UPDATE`.execute(tx)
    if (rows.length === 0) return
    await sql`UPDATE webhook_lanes SET owner = NULL, held_until = NULL, paused_until = ${pausedUntil}::timestamptz,
        due_at = (SELECT min(due_at) FROM webhook_deliveries
          WHERE webhook_id = ${webhookId}::uuid AND due_at IS NOT NULL)
      WHERE webhook_id = ${webhookId}::uuid`.execute(tx)
  })
}

/** Where a lane's subscription sends to, as it is now. */
export type LaneTarget = SealedSecrets & {
  id: string
  siteId: string
  url: string
  isActive: boolean
  failureCount: number
}

export async function findLaneTarget(db: Db, webhookId: string): Promise<LaneTarget | undefined> {
  return await db
    .selectFrom('webhooks')
    .select([
      'id',
      'site_id as siteId',
      'url',
      'is_active as isActive',
      'failure_count as failureCount',
      'secret',
      'previous_secret as previousSecret',
      'previous_secret_expires_at as previousSecretExpiresAt',
    ])
    .where('id', '=', webhookId)
    .executeTakeFirst()
}

export type DueDelivery = {
  id: string
  attempt: number
  tries: number
  dueAt: Date
  event: LoggedEvent
}

/** The longest due first, behind the last one that was fetched. */
export async function listDue(
  db: Db,
  webhookId: string,
  options: { now: Date; after: { dueAt: Date; id: string } | undefined; limit: number },
): Promise<DueDelivery[]> {
  const { now, after, limit } = options
  let query = db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .select(['d.id', 'd.attempt', 'd.tries', 'e.id as eventId', 'e.type', 'e.site_id', 'e.created_at'])
    .select([sql<Date>`d.due_at`.as('dueAt'), sql<string>`e.data::text`.as('dataText')])
    .where('d.webhook_id', '=', webhookId)
    .where('d.due_at', '<=', now)
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('d.due_at', 'd.id'), '>', tuple(after.dueAt, after.id)),
    )
  }
  const rows = await query.orderBy('d.due_at').orderBy('d.id').limit(limit).execute()
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
      createdAt: row.created_at,
    },
  }))
}

/** An attempt as it is recorded. */
export type Settled = {
  id: string
  webhookId: string
  /** This attempt's number, from 1. */
  attempt: number
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
 * a process that had the lane earlier, is left as it is.
 * @returns since when each receiver with a streak has failed.
 */
export async function updateSettled(
  db: Db,
  settled: readonly Settled[],
  streaks: readonly Streak[],
): Promise<Map<string, Date | null>> {
  const { rows } = await sql<{ id: string; failingSince: Date | null }>`
    WITH done AS (
      UPDATE webhook_deliveries d SET attempt = s.attempt, tries = s.tries, status = s.status, due_at = s."dueAt",
        response_status = s."responseStatus", response_body = s."responseBody", error = s.error,
        duration_ms = s."durationMs", delivered_at = s."deliveredAt"
      FROM json_to_recordset(${JSON.stringify(settled)}::json) AS s (id uuid, attempt integer, tries smallint, status text,
        "dueAt" timestamptz, "responseStatus" smallint, "responseBody" text, error text, "durationMs" integer,
        "deliveredAt" timestamptz)
      WHERE d.id = s.id AND d.attempt = s.attempt - 1)
    UPDATE webhooks w SET
      failure_count = CASE WHEN s."hasSuccess" THEN s.failures ELSE w.failure_count + s.failures END,
      failing_since = CASE WHEN s."hasSuccess" THEN s."failingSince" ELSE coalesce(w.failing_since, s."failingSince") END
    FROM json_to_recordset(${JSON.stringify(streaks)}::json) AS s ("webhookId" uuid, "hasSuccess" boolean,
      failures integer, "failingSince" timestamptz)
    WHERE w.id = s."webhookId" RETURNING w.id, w.failing_since AS "failingSince"`.execute(db)
  return new Map(rows.map((row) => [row.id, row.failingSince]))
}
