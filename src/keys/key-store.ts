import type { Db, Tx } from '#db/index.ts'

export type KeyRow = {
  id: string
  site_id: string
  name: string
  prefix: string
  scopes: string[]
  per_minute: number
  per_day: number
  expires_at: Date | null
  revoked_at: Date | null
  created_at: Date
}

const columns = [
  'id',
  'site_id',
  'name',
  'prefix',
  'scopes',
  'per_minute',
  'per_day',
  'expires_at',
  'revoked_at',
  'created_at',
] as const

export async function insertKey(db: Db, row: KeyRow & { hash: Buffer }): Promise<void> {
  await db.insertInto('api_keys').values(row).execute()
}

export async function findKeyByHash(db: Db, hash: Buffer): Promise<KeyRow | undefined> {
  return await db.selectFrom('api_keys').select(columns).where('hash', '=', hash).executeTakeFirst()
}

export async function listKeys(db: Db, siteId: string | undefined): Promise<KeyRow[]> {
  let query = db.selectFrom('api_keys').select(columns).orderBy('created_at', 'desc')
  if (siteId) query = query.where('site_id', '=', siteId)
  return await query.execute()
}

/** Holds the row until the transaction ends. */
export async function lockKey(tx: Tx, id: string): Promise<KeyRow | undefined> {
  return await tx.selectFrom('api_keys').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateScopes(tx: Tx, id: string, scopes: string[]): Promise<void> {
  await tx.updateTable('api_keys').set({ scopes }).where('id', '=', id).execute()
}

export async function updateRevoked(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('api_keys').set({ revoked_at: now }).where('id', '=', id).execute()
}
