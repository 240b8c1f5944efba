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
  'id',
  'event_id as eventId',
  'event_type as eventType',
  'status',
  'attempt',
  'due_at as dueAt',
  'response_status as responseStatus',
  'response_body as responseBody',
  'error',
  'duration_ms as durationMs',
  'created_at as createdAt',
  'delivered_at as deliveredAt',
] as const

export type DeliveryFilter = { status?: DeliveryStatus }

/** Newest first; one row more than `limit` when there are more. The subscription must be known as the site's. */
export async function listDeliveries(
  db: Db,
  webhookId: string,
  options: { filter: DeliveryFilter; limit: number; after?: { at: string; id: string } },
): Promise<Delivery[]> {
  let query = db.selectFrom('webhook_deliveries').select(columns).where('webhook_id', '=', webhookId)
  if (options.filter.status) query = query.where('status', '=', options.filter.status)
  const { after } = options
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), '<', tuple(new Date(after.at), after.id)),
    )
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit + 1)
    .execute()
  return rows.map((row) => ({ ...row, status: row.status as DeliveryStatus }))
}

export async function countDeliveries(db: Db, webhookId: string, filter: DeliveryFilter): Promise<number> {
  return await countListed(db, 'deliveries', webhookId, filter)
}

/** Due at once, with a schedule of its own. @returns undefined when the subscription has no such delivery. */
export async function updateRetried(
  tx: Tx,
  webhook: { id: string; activation: number },
  id: string,
  now: Date,
): Promise<Delivery | undefined> {
  const row = await tx
    .updateTable('webhook_deliveries')
    .set({ status: 'pending', tries: 0, due_at: now, delivered_at: null, activation: webhook.activation })
    .where('webhook_id', '=', webhook.id)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return row && { ...row, status: row.status as DeliveryStatus }
}

export type NewDelivery = { webhookId: string; eventId: string; type: string; activation: number }

/** Due at once, and so are their lanes. */
export async function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[], now: Date): Promise<void> {
  if (deliveries.length === 0) return
  const rows = JSON.stringify(deliveries.map((delivery) => ({ id: newId(), ...delivery })))
  await sql`
    INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, activation, status, due_at, created_at)
    SELECT d.id, d."webhookId", d."eventId", d.type, d.activation, 'pending', ${now}::timestamptz, ${now}::timestamptz
    FROM json_to_recordset(${rows}::json)
      AS d (id uuid, "webhookId" uuid, "eventId" text, type text, activation integer)
    ON CONFLICT (event_id, webhook_id) DO NOTHING`.execute(tx)
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
