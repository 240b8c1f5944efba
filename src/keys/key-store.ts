import type { Db } from '#db/index.ts'

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

export async function updateScopes(db: Db, id: string, scopes: string[]): Promise<KeyRow | undefined> {
  return await db
    .updateTable('api_keys')
    .set({ scopes })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
}

export async function updateRevoked(db: Db, id: string, now: Date): Promise<KeyRow | undefined> {
  return await db
    .updateTable('api_keys')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
}
