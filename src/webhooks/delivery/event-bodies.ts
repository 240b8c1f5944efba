// The events that are being delivered, as they go out. An event does not change, and goes to many subscriptions at
// about the same time: it is read once, and asked for once by those who come while it is read.

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

type Bodies = Map<string, EventBody>

export type EventBodies = {
  /** Those of them that are in the log, and maybe others. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, EventBody>>
}

export function createEventBodies(db: Db): EventBodies {
  const kept = new LRUCache<string, EventBody>({
    maxSize: keptBytes,
    sizeCalculation: ({ body }) => entryBytes + body.length,
  })
  /** What is being read at the moment: several lanes come to an event at the same time. */
  const coming = new Map<string, Promise<Bodies>>()

  async function readFromLog(ids: readonly string[]): Promise<Bodies> {
    const bodies: Bodies = new Map()
    try {
      for (const event of await listEventsOf(db, ids)) {
        const one = { eventType: event.type, body: Buffer.from(encoder.encode(envelopeOf(event)).buffer) }
        kept.set(event.id, one)
        bodies.set(event.id, one)
      }
      return bodies
    } finally {
      for (const id of ids) coming.delete(id)
    }
  }

  return {
    async read(ids) {
      const found: Bodies = new Map()
      const missing: string[] = []
      const awaited = new Set<Promise<Bodies>>()
      for (const id of ids) {
        const event = kept.get(id)
        const reading = coming.get(id)
        if (event) found.set(id, event)
        else if (reading) awaited.add(reading)
        else missing.push(id)
      }
      if (missing.length > 0) {
        const reading = readFromLog(missing)
        for (const id of missing) coming.set(id, reading)
        awaited.add(reading)
      }
      for (const bodies of await Promise.all(awaited)) for (const [id, event] of bodies) found.set(id, event)
      return found
    },
  }
}
