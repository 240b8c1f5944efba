// What every row of the bench stands on: a database of its own, a dealership with stock and one complete
// IdeaCloud, and so many keys that no limit is reached (no switch turns limits off).

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Database, openDatabase, startEmbedded } from '#db/index.ts'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLog } from '#kernel/log.ts'
import { scopes } from '#kernel/scopes.ts'
import { createKey } from '#keys/index.ts'
import { openVpic } from '#knowledge/index.ts'
import { createSite } from '#sites/index.ts'
import { prepareDatabase } from '../src/app.ts'
import { generateVehicles } from '../test/vehicles/generate-vehicles.ts'
import { toCsv } from '../test/vehicles/vehicle-csv.ts'

const root = join(import.meta.dirname, '..')

export type Stage = {
  folder: string
  database: Database
  siteId: string
  keys: string[]
  keyId: string
  vins: string[]
  environment: Record<string, string>
  /** Stops the database and leaves the folder. */
  stopServer(): Promise<void>
  remove(): void
  end(): Promise<void>
}

export async function setStage(options: { keys: number; vehicles: number }): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-bench-'))
  const server = await startEmbedded({ dataFolder: folder, log: silentLog })
  await prepareDatabase(server.url)
  const database = openDatabase(server.url, { max: 10, onError: () => {} })
  const site = await createSite(database.db, systemClock, {
    name: 'Bench Motors',
    domain: 'www.example.com',
    city: 'Duluth',
    state: 'MN',
    zip: '55802',
    phone: '(218) 555-0142',
    address: '1 Harbor Road',
  })
  const keys: string[] = []
  let keyId = ''
  for (let i = 0; i < options.keys; i++) {
    const input = {
      siteId: site.id,
      name: `bench ${i}`,
      scopes: [...scopes],
      perMinute: 500,
      perDay: 100_000,
    }
    const made = await createKey(database.db, systemClock, input)
    keys.push(made.key)
    keyId = made.id
  }
  const vpic = await openVpic({ cacheFolder: join(root, '.cache/vpic') })
  const deps = { db: database.db, clock: systemClock, vpic }
  await importFeed(deps, site.id, createReadStream(join(root, 'demo/feed.csv')))
  const vehicles = generateVehicles({ seed: 7, count: options.vehicles })
  await importFeed(deps, site.id, Readable.from([Buffer.from(toCsv(vehicles))]))
  vpic.close()
  return {
    folder,
    database,
    siteId: site.id,
    keys,
    keyId,
    vins: vehicles.map((vehicle) => vehicle.vin),
    environment: {
      DATABASE_URL: server.url,
      FORECOURT_SECRET: randomBytes(32).toString('base64'),
      FORECOURT_LOG_LEVEL: 'error',
      FORECOURT_DATA: folder,
    },
    stopServer: () => server.stop(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    async end() {
      await database.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Process = { port: number; pid: number; stop(): Promise<void>; kill(): Promise<void> }

/** Starts a script of the project as a process of its own and waits until `path` answers 200. */
export async function start(
  script: string,
  args: string[],
  environment: Record<string, string>,
  path?: string,
): Promise<Process> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment, PORT: String(port) },
  })
  if (path) await answers(`http://127.0.0.1:${port}${path}`, child)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return { port, pid: child.pid as number, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000
  for (;;) {
    const ok = await fetch(url).then(
      async (response) => {
        await response.arrayBuffer()
        return response.ok
      },
      () => false,
    )
    if (ok) return
    if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${url} does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
