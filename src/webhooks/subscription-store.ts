import { sql } from 'kysely'
import type { Db, Tx } from '#db/index.ts'
import type { EventType } from './event-types.ts'

/** A site's wish to be told of events, without its secrets. */
export type Subscription = {
  id: string
  url: string
  events: EventType[]
  description: string | null
  isActive: boolean
  activation: number
  disabledReason: string | null
  failureCount: number
  createdAt: Date
  updatedAt: Date
}

/** Its secrets as they are stored. */
export type SealedSecrets = {
  secret: Buffer
  previousSecret: Buffer | null
  previousSecretExpiresAt: Date | null
}

const columns = [
  'id',
  'url',
  'events',
  'description',
  'is_active as isActive',
  'activation',
  'disabled_reason as disabledReason',
  'failure_count as failureCount',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const

const secretColumns = [
  'secret',
  'previous_secret as previousSecret',
  'previous_secret_expires_at as previousSecretExpiresAt',
] as const

/** Oldest first. */
export async function listSubscriptions(db: Db, siteId: string): Promise<Subscription[]> {
  const rows = await db
    .selectFrom('webhooks')
    .select(columns)
    .where('site_id', '=', siteId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, events: row.events as EventType[] }))
}

/** Two that count at the same moment do so one after the other. */
export async function countSubscriptions(tx: Tx, siteId: string): Promise<number> {
  await tx.selectFrom('sites').select('id').where('id', '=', siteId).forNoKeyUpdate().execute()
  const row = await tx
    .selectFrom('webhooks')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('site_id', '=', siteId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.total
}

export async function findSubscription(
  db: Db,
  siteId: string,
  id: string,
): Promise<(Subscription & SealedSecrets) | undefined> {
  const row = await db
    .selectFrom('webhooks')
    .select([...columns, ...secretColumns])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row && { ...row, events: row.events as EventType[] }
}

/** Holds the row until the transaction ends; deliveries can be made for it meanwhile. */
export async function lockSubscription(
  tx: Tx,
  siteId: string,
  id: string,
): Promise<(Subscription & SealedSecrets) | undefined> {
  const row = await tx
    .selectFrom('webhooks')
    .select([...columns, ...secretColumns])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && { ...row, events: row.events as EventType[] }
}

export type NewSubscription = {
  id: string
  siteId: string
  url: string
  events: EventType[]
  description: string | null
  secret: Buffer
}

/** With its lane, on which nothing waits yet. */
export async function insertSubscription(tx: Tx, subscription: NewSubscription, now: Date): Promise<void> {
  const { id, siteId, url, events, description, secret } = subscription
  await tx
    .insertInto('webhooks')
    .values({
      id,
      site_id: siteId,
      url,
      events,
      description,
      secret,
      activated_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await tx.insertInto('webhook_lanes').values({ webhook_id: id }).execute()
}

export type SubscriptionChange = {
  url?: string | undefined
  events?: EventType[] | undefined
  description?: string | undefined
}

export async function updateSubscription(
  tx: Tx,
  siteId: string,
  id: string,
  change: SubscriptionChange,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ ...change, updated_at: now })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

/** What its receiver failed before is forgotten. */
export async function updateForgiven(tx: Tx, siteId: string, id: string): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ failure_count: 0, failing_since: null })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

export async function updateActivated(tx: Tx, siteId: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set(({ eb }) => ({
      is_active: true,
      disabled_reason: null,
      activation: eb('activation', '+', 1),
      activated_at: now,
      updated_at: now,
    }))
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

/**
 * @param url where it sent to: one that sends elsewhere by now is left as it is.
 * @returns false when it was not active.
 */
export async function updateDeactivated(
  tx: Tx,
  siteId: string,
  id: string,
  change: { url?: string; reason: string | null; now: Date },
): Promise<boolean> {
  let query = tx
    .updateTable('webhooks')
    .set({ is_active: false, disabled_reason: change.reason, updated_at: change.now })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('is_active', '=', true)
  if (change.url !== undefined) query = query.where('url', '=', change.url)
  return (await query.executeTakeFirst()).numUpdatedRows === 1n
}

export async function updateSecrets(
  tx: Tx,
  siteId: string,
  id: string,
  secrets: { secret: Buffer; previousSecret: Buffer; previousSecretExpiresAt: Date },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({
      secret: secrets.secret,
      previous_secret: secrets.previousSecret,
      previous_secret_expires_at: secrets.previousSecretExpiresAt,
      updated_at: now,
    })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

/** Nobody sees it any more. Its row goes when its deliveries have gone. */
export async function updateDeleted(tx: Tx, siteId: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ is_active: false, deleted_at: now })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}
