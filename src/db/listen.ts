// One connection that only listens. While it is down, `connected` is false and whoever caches by its
// notifications must not. A line that died silently is noticed within a second by a small query.

import pg from 'pg'

const probeMs = 400
const retryMs = 250

export type Listener = { readonly connected: boolean; stop(): Promise<void> }

export function listen(options: {
  url: string
  channel: string
  onMessage(payload: string): void
  /** After each time the line came up: what was cached before may be stale. */
  onConnected(): void
}): Listener {
  let client: pg.Client | undefined
  let connected = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  function drop(failed: pg.Client): void {
    if (client !== failed) return
    client = undefined
    connected = false
    failed.end().catch(() => {})
    if (!stopped) timer = setTimeout(connect, retryMs)
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: options.url,
      application_name: 'forecourt-listen',
      query_timeout: probeMs,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    })
    client = fresh
    fresh.on('error', () => drop(fresh))
    fresh.on('end', () => drop(fresh))
    fresh.on('notification', (message) => options.onMessage(message.payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${pg.escapeIdentifier(options.channel)}`)
      options.onConnected()
      connected = true
      probe(fresh)
    } catch {
      drop(fresh)
    }
  }

  function probe(current: pg.Client): void {
    timer = setTimeout(async () => {
      if (stopped || client !== current) return
      try {
        await current.query('SELECT 1')
        probe(current)
      } catch {
        drop(current)
      }
    }, probeMs)
  }

  void connect()
  return {
    get connected() {
      return connected
    },
    async stop() {
      stopped = true
      connected = false
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
