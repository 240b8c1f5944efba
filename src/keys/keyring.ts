// Knows who a raw key is. Keys are cached under their hash, which every change of a key's row notifies
// (db/notified-cache.ts). Only the SHA-256 of a key is ever kept.

import { type Db, openNotifiedCache } from '#db/index.ts'
import type { Caller, KeyLookup } from '#kernel/caller.ts'
import type { Clock } from '#kernel/clock.ts'
import { sha256 } from '#kernel/crypto.ts'
import { findKeyByHash, type KeyRow } from './key-store.ts'

const keysMax = 10_000
/** What the trigger on api_keys notifies (db/migrations/0001_foundation.sql). */
const channel = 'forecourt_api_key'

export type Keyring = { lookUp(rawKey: string): Promise<KeyLookup>; stop(): Promise<void> }

type Cached = { row: KeyRow; caller: Caller }

export function openKeyring(options: { db: Db; url: string; clock: Clock }): Keyring {
  const { db, url, clock } = options
  const cache = openNotifiedCache<Cached>({ url, channel, max: keysMax })
  return {
    async lookUp(rawKey) {
      const hash = sha256(rawKey)
      const known = await cache.get(hash.toString('hex'), async () => {
        const row = await findKeyByHash(db, hash)
        return row && { row, caller: callerOf(row) }
      })
      if (!known) return { status: 'unknown' }
      const { row, caller } = known
      if (row.revoked_at) return { status: 'revoked' }
      if (row.expires_at && row.expires_at <= clock.now()) return { status: 'expired' }
      return { status: 'active', caller }
    },
    stop: cache.stop,
  }
}

function callerOf(row: KeyRow): Caller {
  return {
    keyId: row.id,
    keyName: row.name,
    siteId: row.site_id,
    scopes: new Set(row.scopes),
    perMinute: row.per_minute,
    perDay: row.per_day,
  }
}
