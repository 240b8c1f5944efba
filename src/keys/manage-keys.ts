import { changesOf, insertAudit } from '#audit/index.ts'
import { type Db, type Tx, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { randomHex, sha256 } from '#kernel/crypto.ts'
import { OperatorError } from '#kernel/errors.ts'
import { isUuid, newId } from '#kernel/ids.ts'
import { scopes as allScopes, type Scope } from '#kernel/scopes.ts'
import {
  insertKey,
  type KeyRow,
  lockKey,
  listKeys as selectKeys,
  updateRevoked,
  updateScopes,
} from './key-store.ts'

const dayMs = 24 * 3600_000

export type NewKey = {
  siteId: string
  name: string
  scopes: Scope[]
  /** Requests a minute, 10-500. */
  perMinute?: number
  /** Requests a day, 1-100,000. */
  perDay?: number
  expiresDays?: number
}

/** A key as an operator sees it: everything but the key. */
export type KeyView = Omit<KeyRow, 'expires_at' | 'revoked_at' | 'created_at'> & {
  expires_at: string | null
  revoked_at: string | null
  created_at: string
}

/** @returns the raw key too; it is shown this once and cannot be read again. @throws OperatorError */
export async function createKey(db: Db, clock: Clock, input: NewKey): Promise<KeyView & { key: string }> {
  const perMinute = within('--per-minute', input.perMinute ?? 60, 10, 500)
  const perDay = within('--per-day', input.perDay ?? 10_000, 1, 100_000)
  const name = input.name.trim()
  if (name === '' || name.length > 200) throw new OperatorError('--name must have 1 to 200 characters.')
  const now = clock.now()
  const key = `hzk_${randomHex(32)}`
  const row: KeyRow = {
    id: newId(),
    site_id: input.siteId,
    name,
    prefix: key.slice(0, 12),
    scopes: input.scopes,
    per_minute: perMinute,
    per_day: perDay,
    expires_at:
      input.expiresDays !== undefined
        ? new Date(now.getTime() + within('--expires-days', input.expiresDays, 1, 3650) * dayMs)
        : null,
    revoked_at: null,
    created_at: now,
  }
  await withTx(db, async (tx) => {
    await insertKey(tx, { ...row, hash: sha256(key) })
    await tell(tx, 'key.create', row, undefined, now)
  })
  return { ...viewOf(row), key }
}

export async function listKeys(db: Db, siteId?: string): Promise<KeyView[]> {
  return (await selectKeys(db, siteId)).map(viewOf)
}

/** @throws OperatorError when there is no such key. */
export async function changeScopes(db: Db, clock: Clock, id: string, scopes: Scope[]): Promise<KeyView> {
  return await changeKey(db, id, async (tx, before) => {
    const row = { ...before, scopes }
    await updateScopes(tx, id, scopes)
    await tell(tx, 'key.update', row, before, clock.now())
    return row
  })
}

/** Takes effect within a second on every process. @throws OperatorError when there is no such key. */
export async function revokeKey(db: Db, clock: Clock, id: string): Promise<KeyView> {
  return await changeKey(db, id, async (tx, before) => {
    if (before.revoked_at) return before
    const now = clock.now()
    const row = { ...before, revoked_at: now }
    await updateRevoked(tx, id, now)
    await tell(tx, 'key.revoke', row, before, now)
    return row
  })
}

/** `all`, or names with commas between. @throws OperatorError that lists the scopes. */
export function parseScopes(text: string): Scope[] {
  if (text === 'all') return [...allScopes]
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !(allScopes as string[]).includes(name))
  if (unknown.length > 0) {
    throw new OperatorError(`Unknown scope: ${unknown.join(', ')}. Scopes are: all, ${allScopes.join(', ')}.`)
  }
  return names as Scope[]
}

async function changeKey(
  db: Db,
  id: string,
  change: (tx: Tx, before: KeyRow) => Promise<KeyRow>,
): Promise<KeyView> {
  return await withTx(db, async (tx) => {
    const before = isUuid(id) ? await lockKey(tx, id) : undefined
    if (!before) throw new OperatorError(`No key has the id ${id}. "keys list" shows them.`)
    return viewOf(await change(tx, before))
  })
}

/** In the audit log, without the key, its hash and its first characters. */
async function tell(
  tx: Tx,
  action: 'key.create' | 'key.update' | 'key.revoke',
  row: KeyRow,
  before: KeyRow | undefined,
  now: Date,
): Promise<void> {
  const details = changesOf(before ? told(before) : {}, told(row))
  await insertAudit(tx, { kind: 'operator' }, [{ siteId: row.site_id, action, nounId: row.id, details }], now)
}

function told({
  name,
  scopes,
  per_minute,
  per_day,
  expires_at,
  revoked_at,
}: KeyRow): Record<string, unknown> {
  return { name, scopes, per_minute, per_day, expires_at, revoked_at }
}

function within(option: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new OperatorError(`${option} must be a whole number from ${min} to ${max}.`)
}

function viewOf(row: KeyRow): KeyView {
  return {
    ...row,
    expires_at: row.expires_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  }
}
