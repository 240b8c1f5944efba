import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLog } from '#kernel/log.ts'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite, testVpic } from '../harness/fixtures.ts'

export type Lot = {
  app: TestApp
  siteId: string
  client: Client
  /** CSV lines of Type, VIN, Year, Make, Model, Trim, Price, Certified, Status. */
  stock(lines: readonly string[]): Promise<void>
  /** Does the jobs until it is stopped; the server itself does none. */
  startWorker(): Promise<{ stop(): Promise<void> }>
  jobs(): Promise<number>
  events(type: string): Promise<Record<string, unknown>[]>
}

/** A server that only answers, with a site and its inventory. */
export async function openLot(): Promise<Lot> {
  const app = await startTestApp({ roles: ['api'] })
  const siteId = (await makeSite(app.database)).id
  const client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
  const { db, pool } = app.database
  return {
    app,
    siteId,
    client,
    async stock(lines) {
      const csv = `Type,VIN,Year,Make,Model,Trim,Price,Certified,Status\n${lines.join('\n')}\n`
      const deps = { db, clock: systemClock, vpic: await testVpic() }
      const { quarantined } = await importFeed(deps, siteId, Readable.from([Buffer.from(csv)]))
      if (quarantined.length > 0) throw new Error(JSON.stringify(quarantined))
    },
    async startWorker() {
      const worker = createApp({
        config: readConfig({ FORECOURT_DATA: tmpdir() }),
        databaseUrl: app.database.url,
        secret: randomBytes(32),
        roles: ['worker'],
        log: silentLog,
      })
      await worker.start()
      return worker
    },
    async jobs() {
      const { rows } = await pool.query(
        `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'inventory.describe'`,
      )
      return rows[0].n
    },
    async events(type) {
      const { rows } = await pool.query('SELECT data FROM events WHERE type = $1 ORDER BY created_at, id', [
        type,
      ])
      return rows.map((row) => row.data)
    },
  }
}
