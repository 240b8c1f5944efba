// Knows who a raw key is. Active keys are cached; every change of a key's row notifies its hash, which
// drops it from the cache of every process at once. While the notification line is down nothing is
// read from the cache. Only the SHA-256 of a key is ever kept.

import { LRUCache } from 'lru-cache'
import { type Db, type Listener, listen } from '#db/index.ts'
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
  const { db, clock } = options
  const cache = new LRUCache<string, Cached>({ max: keysMax })
  // Counts changes, so that a row read before a change is not cached after it.
  let changes = 0
  const forget = (drop: () => void) => {
    changes++
    drop()
  }
  const listener: Listener = listen({
    url: options.url,
    channel,
    onMessage: (hash) => forget(() => cache.delete(hash)),
    onConnected: () => forget(() => cache.clear()),
  })
  return {
    async lookUp(rawKey) {
      const hash = sha256(rawKey)
      const name = hash.toString('hex')
      let known = listener.connected ? cache.get(name) : undefined
      if (!known) {
        const before = changes
        const row = await findKeyByHash(db, hash)
        if (!row) return { status: 'unknown' }
        known = { row, caller: callerOf(row) }
        if (listener.connected && changes === before) cache.set(name, known)
      }
      const { row, caller } = known
      if (row.revoked_at) return { status: 'revoked' }
      if (row.expires_at && row.expires_at <= clock.now()) return { status: 'expired' }
      return { status: 'active', caller }
    },
    stop: () => listener.stop(),
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
