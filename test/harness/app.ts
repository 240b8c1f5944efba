import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '#kernel/clock.ts'
import { type Log, silentLog } from '#kernel/log.ts'
import type { Phraser } from '#writing/index.ts'
import { createApp, type Role } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export type TestApp = {
  /** `http://127.0.0.1:<port>`. */
  url: string
  database: TestDatabase
  secret: Buffer
  stop(): Promise<void>
}

export type TestAppOptions = {
  roles?: readonly Role[]
  clock?: Clock
  phrasers?: readonly Phraser[]
  log?: Log
  /** Webhooks may go to receivers on this machine; they may unless a test says else. */
  dev?: boolean
  /** Of another app, so that both are processes of one installation; it stays when this one stops. */
  database?: TestDatabase
  settings?: Record<string, string>
}

/** Apps of one test file read each other's cursors, as processes with one FORECOURT_SECRET do. */
const secret = randomBytes(32)

/** The whole server on a port of its own, and on a database of its own unless one is given. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase())
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-app-'))
  const config = readConfig({
    PORT: '0',
    FORECOURT_DATA: folder,
    FORECOURT_PUBLIC_URL: 'http://localhost:8080',
    FORECOURT_DEV: options.dev === false ? '0' : '1',
    ...options.settings,
  })
  const app = createApp({
    config,
    databaseUrl: database.url,
    secret,
    roles: options.roles ?? ['api', 'worker'],
    log: options.log ?? silentLog,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.phrasers ? { phrasers: options.phrasers } : {}),
  })
  const { url } = await app.start()
  return {
    url,
    database,
    secret,
    async stop() {
      await app.stop()
      if (!options.database) await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
