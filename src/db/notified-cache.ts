// A cache that is never behind its table: every change of a row notifies the row's name, which drops it here, in
// every process at once. While the notification line is down nothing is served from the cache.

import { LRUCache } from 'lru-cache'
import { listen } from './listen.ts'

export type NotifiedCache<Value> = {
  /** What is kept under the name, else what is read; nothing is kept of a read that found nothing. */
  get(name: string, read: () => Promise<Value | undefined>): Promise<Value | undefined>
  stop(): Promise<void>
}

/** @param options.channel what the table's trigger notifies, with the name as its payload */
export function openNotifiedCache<Value extends object>(options: {
  url: string
  channel: string
  max: number
}): NotifiedCache<Value> {
  const { url, channel, max } = options
  const cache = new LRUCache<string, Value>({ max })
  // Counts changes, so that a row read before a change is not kept after it.
  let changes = 0
  const forget = (drop: () => void) => {
    changes++
    drop()
  }
  const listener = listen({
    url,
    channel,
    onMessage: (name) => forget(() => cache.delete(name)),
    onConnected: () => forget(() => cache.clear()),
  })
  return {
    async get(name, read) {
      const known = listener.connected ? cache.get(name) : undefined
      if (known) return known
      const before = changes
      const found = await read()
      if (found && listener.connected && changes === before) cache.set(name, found)
      return found
    },
    stop: () => listener.stop(),
  }
}
