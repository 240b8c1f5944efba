// The events that are being delivered, as they go out. An event does not change, and goes to many subscriptions at
// about the same time: it is read once.

import { LRUCache } from 'lru-cache'
import type { Db } from '#db/index.ts'
import { envelopeOf } from '../envelope.ts'
import { listEventsOf } from '../event-store.ts'

const keptBytes = 3 * 1024 * 1024
/** What an entry takes beside its body. */
const entryBytes = 512
/** Gives each body memory of its own: a Buffer's is cut from 64 KB, all of which are kept with it. */
const encoder = new TextEncoder()

/** What goes out of an event: its type, and the bytes that every attempt sends alike. */
export type EventBody = { eventType: string; body: Uint8Array }

export type EventBodies = {
  /** Those of them that are in the log. */
  read(ids: readonly string[]): Promise<Map<string, EventBody>>
}

export function createEventBodies(db: Db): EventBodies {
  const kept = new LRUCache<string, EventBody>({
    maxSize: keptBytes,
    sizeCalculation: ({ body }) => entryBytes + body.length,
  })
  return {
    async read(ids) {
      const found = new Map<string, EventBody>()
      const missing: string[] = []
      for (const id of ids) {
        const event = kept.get(id)
        if (event) found.set(id, event)
        else missing.push(id)
      }
      if (missing.length === 0) return found
      for (const event of await listEventsOf(db, missing)) {
        const one = { eventType: event.type, body: encoder.encode(envelopeOf(event)) }
        kept.set(event.id, one)
        found.set(event.id, one)
      }
      return found
    },
  }
}
