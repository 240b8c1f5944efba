// The composition root: what an app stands on, and on top of it one of two roles or both. The api answers requests
// (api.ts, loaded where it is wanted), the worker does the jobs (worker.ts).

import pino from 'pino'
import { type Database, migrate, openDatabase } from '#db/index.ts'
import { installQueues } from '#jobs/index.ts'
import { type Clock, systemClock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { createOutboundDoor, type OutboundDoor } from '#kernel/outbound/index.ts'
import { openSpending } from '#models/port.ts'
import type { Phraser } from '#writing/port.ts'
import type { Config } from './config.ts'
import { createPhrasers, type ModelsByWork, openModels } from './open-models.ts'
import { jobs, startWorker } from './worker.ts'

export type Role = 'api' | 'worker'

export type AppOptions = {
  config: Config
  /** Of a database that runs; it is migrated at the start. */
  databaseUrl: string
  secret: Buffer
  roles: readonly Role[]
  log?: Log
  clock?: Clock
  phrasers?: readonly Phraser[]
}

/** What a role is made of. */
export type AppParts = Omit<AppOptions, 'log'> & {
  clock: Clock
  phrasers: readonly Phraser[]
  models: ModelsByWork
  log: Log
  database: Database
  door: OutboundDoor
}

export type Stop = () => Promise<void>

export type App = { start(): Promise<{ url: string }>; stop(): Promise<void> }

const poolMax = 20
/** A duplicate whose first request runs in another process tries again instead: http/idempotency.ts. */
const lockTimeoutMs = 1000

/** More than all lanes of a worker can use: webhooks that share a host do not wait for each other at the door. */
const connectionsPerOriginMax = 2000

export function createLog(level: Config['logLevel']): Log {
  return pino({ level, serializers: { err: errorFields } })
}

/** Of an error what tells a person something, and no object that hangs on it. */
function errorFields(error: Error & { code?: unknown; cause?: unknown }): object {
  const { name, message, code, stack, cause } = error
  return { name, message, code, stack, ...(cause instanceof Error ? { cause: errorFields(cause) } : {}) }
}

// PostgreSQL: wrong password, no such role or database, too many connections, starting or stopping.
const unreachable = /^(E[A-Z]+|28\w{3}|3D000|53300|57P0\d|08\w{3})$/

function isUnreachable(error: { code?: unknown }): boolean {
  return typeof error.code === 'string' && unreachable.test(error.code)
}

/** Migrates the database and installs the queues. Safe beside running processes. */
export async function prepareDatabase(url: string): Promise<string[]> {
  const applied = await migrate(url).catch((cause) => {
    if (cause instanceof OperatorError || !isUnreachable(cause)) throw cause
    throw new OperatorError(`The database cannot be reached: ${cause.message}. Check DATABASE_URL.`, {
      cause,
    })
  })
  await installQueues(url, jobs)
  return applied
}

export function createApp(options: AppOptions): App {
  const { config, databaseUrl, roles, clock = systemClock } = options
  const log = options.log ?? createLog(config.logLevel)
  /** What takes in work, requests and jobs; and what it stands on. */
  const works: Stop[] = []
  const stops: Stop[] = []
  const end = (stop: Stop) => stop().catch((err) => log.error({ err }, 'stopping'))
  return {
    async start() {
      await prepareDatabase(databaseUrl)
      const database = openDatabase(databaseUrl, {
        max: poolMax,
        lockTimeoutMs,
        onError: (err) => log.warn({ err }, 'database'),
      })
      stops.push(database.close)
      const door = createOutboundDoor({ dev: config.dev, connectionsPerOriginMax })
      stops.push(door.close)
      const spending = openSpending({ db: database.db, clock, budget: config.modelBudget })
      const models = await openModels({ config, clock, log, spending })
      const phrasers = options.phrasers ?? (await createPhrasers({ models: models.articles, clock, log }))
      const parts = { ...options, clock, phrasers, models, log, database, door }
      const api = roles.includes('api') ? await import('./api.ts') : undefined
      if (roles.includes('worker')) await startWorker(parts, works)
      if (!api) return { url: '' }
      const { url, stop } = await api.startApi(parts, stops)
      works.push(stop)
      return { url }
    },
    async stop() {
      await Promise.all(works.splice(0).map(end))
      for (const stop of stops.splice(0).reverse()) await end(stop)
    },
  }
}
