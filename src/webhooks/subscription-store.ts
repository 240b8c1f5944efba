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
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, events: row.events as EventType[] }))
}

export async function countSubscriptions(tx: Tx, siteId: string): Promise<number> {
  const row = await tx
    .selectFrom('webhooks')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('site_id', '=', siteId)
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
    .executeTakeFirst()
  return row && { ...row, events: row.events as EventType[] }
}

/** Holds the row until the transaction ends. */
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
    .forUpdate()
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
    .values({ id, site_id: siteId, url, events, description, secret, created_at: now, updated_at: now })
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
  id: string,
  change: SubscriptionChange,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ ...change, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** What it failed before is forgotten. */
export async function updateActivated(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ is_active: true, disabled_reason: null, failure_count: 0, failing_since: null, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** @returns false when it was not active. */
export async function updateDeactivated(
  tx: Tx,
  id: string,
  reason: string | null,
  now: Date,
): Promise<boolean> {
  const done = await tx
    .updateTable('webhooks')
    .set({ is_active: false, disabled_reason: reason, updated_at: now })
    .where('id', '=', id)
    .where('is_active', '=', true)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function updateSecrets(
  tx: Tx,
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
    .where('id', '=', id)
    .execute()
}

/** With its deliveries. @returns what was deleted. */
export async function deleteSubscription(
  tx: Tx,
  siteId: string,
  id: string,
): Promise<Subscription | undefined> {
  const row = await tx
    .deleteFrom('webhooks')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return row && { ...row, events: row.events as EventType[] }
}
