import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { randomHex, sha256 } from '#kernel/crypto.ts'
import { OperatorError } from '#kernel/errors.ts'
import { isUuid, newId } from '#kernel/ids.ts'
import { scopes as allScopes, type Scope } from '#kernel/scopes.ts'
import { insertKey, type KeyRow, listKeys as selectKeys, updateRevoked, updateScopes } from './key-store.ts'

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
  await insertKey(db, { ...row, hash: sha256(key) })
  return { ...viewOf(row), key }
}

export async function listKeys(db: Db, siteId?: string): Promise<KeyView[]> {
  return (await selectKeys(db, siteId)).map(viewOf)
}

/** @throws OperatorError when there is no such key. */
export async function changeScopes(db: Db, id: string, scopes: Scope[]): Promise<KeyView> {
  return viewOf(found(isUuid(id) ? await updateScopes(db, id, scopes) : undefined, id))
}

/** Takes effect within a second on every process. @throws OperatorError when there is no such key. */
export async function revokeKey(db: Db, clock: Clock, id: string): Promise<KeyView> {
  return viewOf(found(isUuid(id) ? await updateRevoked(db, id, clock.now()) : undefined, id))
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

function found(row: KeyRow | undefined, id: string): KeyRow {
  if (!row) throw new OperatorError(`No key has the id ${id}. "keys list" shows them.`)
  return row
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
