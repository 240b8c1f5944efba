import { sql } from 'kysely'
import { countListed, type Db, type Tx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'

export const deliveryStatuses = ['pending', 'succeeded', 'failed', 'exhausted'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** One event on its way to one subscription, as the delivery log shows it. */
export type Delivery = {
  id: string
  eventId: string
  eventType: string
  status: DeliveryStatus
  attempt: number
  dueAt: Date | null
  responseStatus: number | null
  responseBody: string | null
  error: string | null
  durationMs: number | null
  createdAt: Date
  deliveredAt: Date | null
}

const columns = [
  'd.id',
  'd.event_id as eventId',
  'd.event_type as eventType',
  'u.status',
  'd.attempt',
  'u.due_at as dueAt',
  'd.response_status as responseStatus',
  'd.response_body as responseBody',
  'd.error',
  'd.duration_ms as durationMs',
  'd.created_at as createdAt',
  'd.delivered_at as deliveredAt',
] as const

export type DeliveryFilter = { status?: DeliveryStatus }

/** Newest first; one row more than `limit` when there are more. The subscription must be known as the site's. */
export async function listDeliveries(
  db: Db,
  webhookId: string,
  options: { filter: DeliveryFilter; limit: number; after?: { at: string; id: string } },
): Promise<Delivery[]> {
  const { filter, limit, after } = options
  const isOfUndelivered = filter.status !== undefined && filter.status !== 'succeeded'
  const [ofWebhook, at, id] = isOfUndelivered
    ? (['u.webhook_id', 'u.created_at', 'u.delivery_id'] as const)
    : (['d.webhook_id', 'd.created_at', 'd.id'] as const)
  let query = selectDeliveries(db).where(ofWebhook, '=', webhookId)
  // Told by the log itself: behind a receiver that has been away for days much waits before the first of them.
  if (filter.status === 'succeeded') query = query.where('d.delivered_at', 'is not', null)
  else if (filter.status) query = query.where('u.status', '=', filter.status)
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple(at, id), '<', tuple(new Date(after.at), after.id)),
    )
  }
  const rows = await query
    .orderBy(at, 'desc')
    .orderBy(id, 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(deliveryOf)
}

function selectDeliveries(db: Db) {
  return db
    .selectFrom('webhook_deliveries as d')
    .leftJoin('webhook_undelivered as u', 'u.delivery_id', 'd.id')
    .select(columns)
}

type DeliveryRow = Omit<Delivery, 'status'> & { status: string | null }

function deliveryOf(row: DeliveryRow): Delivery {
  return { ...row, status: (row.status ?? 'succeeded') as DeliveryStatus }
}

export async function countDeliveries(db: Db, webhookId: string, filter: DeliveryFilter): Promise<number> {
  return await countListed(db, 'deliveries', webhookId, filter)
}

/**
 * Due at once, with a schedule of its own. What waits is held before its delivery, as by those who record attempts;
 * of one that has succeeded nothing waits, and its delivery is held, so that it has its last attempt's number.
 * @returns undefined when the subscription has no such delivery.
 */
export async function updateRetried(
  tx: Tx,
  webhook: { id: string; activation: number },
  id: string,
  now: Date,
): Promise<Delivery | undefined> {
  const anew = { status: 'pending', tries: 0, due_at: now, activation: webhook.activation }
  const waits = await tx
    .updateTable('webhook_undelivered')
    .set(anew)
    .where('webhook_id', '=', webhook.id)
    .where('delivery_id', '=', id)
    .executeTakeFirst()
  const logged = await tx
    .updateTable('webhook_deliveries')
    .set({ delivered_at: null })
    .where('webhook_id', '=', webhook.id)
    .where('id', '=', id)
    .returning(['id', 'event_id', 'attempt', 'created_at'])
    .executeTakeFirst()
  if (!logged) return undefined
  if (waits.numUpdatedRows === 0n) {
    const { id: delivery_id, ...same } = logged
    await tx
      .insertInto('webhook_undelivered')
      .values({ delivery_id, webhook_id: webhook.id, ...same, ...anew })
      .onConflict((found) => found.column('delivery_id').doUpdateSet(anew))
      .execute()
  }
  const row = await selectDeliveries(tx).where('d.id', '=', id).executeTakeFirst()
  return row && deliveryOf(row)
}

export type NewDelivery = { webhookId: string; eventId: string; type: string; activation: number }

/** Due at once, and so are their lanes. */
export async function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[], now: Date): Promise<void> {
  if (deliveries.length === 0) return
  const rows = JSON.stringify(deliveries.map((delivery) => ({ id: newId(), ...delivery })))
  await sql`
    WITH n AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${rows}::json)
        AS n (id uuid, "webhookId" uuid, "eventId" text, type text, activation integer)),
    logged AS (
      INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, created_at)
      SELECT n.id, n."webhookId", n."eventId", n.type, ${now}::timestamptz FROM n
      ON CONFLICT (event_id, webhook_id) DO NOTHING RETURNING id)
    INSERT INTO webhook_undelivered (delivery_id, webhook_id, event_id, activation, status, due_at, created_at)
    SELECT n.id, n."webhookId", n."eventId", n.activation, 'pending', ${now}::timestamptz, ${now}::timestamptz
    FROM n JOIN logged USING (id)`.execute(tx)
  await updateLanesDue(tx, [...new Set(deliveries.map((delivery) => delivery.webhookId))], now)
}

/** Always in the order of the ids, so that two that do this do not wait for each other in a circle. */
export async function updateLanesDue(tx: Tx, webhookIds: readonly string[], now: Date): Promise<void> {
  await sql`
    UPDATE webhook_lanes l SET due_at = least(l.due_at, ${now}::timestamptz)
    FROM (SELECT webhook_id FROM webhook_lanes WHERE webhook_id = ANY(${[...webhookIds]}::uuid[])
      ORDER BY webhook_id FOR UPDATE) held WHERE l.webhook_id = held.webhook_id`.execute(tx)
}

/** The lane is looked at now, whatever pause its receiver has. */
export async function updateLaneAwake(tx: Tx, webhookId: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhook_lanes')
    .set({ due_at: now, paused_until: null })
    .where('webhook_id', '=', webhookId)
    .execute()
}
