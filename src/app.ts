// The composition root: the only file that constructs. An app has one database and any of two roles:
// it answers requests (api), it does the jobs (worker).

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import {
  createFindContent,
  createIdeacloudCache,
  generateHandler,
  generateJob,
  hasContent,
  openVerifier,
  publishHandler,
  publishJob,
} from '#content/index.ts'
import * as content from '#content/routes/index.ts'
import { type Database, type Db, migrate, openDatabase } from '#db/index.ts'
import * as health from '#health/routes/index.ts'
import {
  createDrain,
  createIdempotency,
  createRateLimiter,
  createRequestLog,
  createReservationStore,
  createServer,
  createSharedLimits,
  createSharedRateLimiter,
  type RateLimiter,
  type Route,
} from '#http/index.ts'
import { researchHandler, researchJob } from '#ideaclouds/index.ts'
import * as ideaclouds from '#ideaclouds/routes/index.ts'
import { describeHandler, describeJob } from '#inventory/index.ts'
import * as inventory from '#inventory/routes/index.ts'
import {
  assertQueuesReachable,
  createWaker,
  installQueues,
  type JobHandler,
  type Runner,
  startRunner,
  wakeSleeping,
} from '#jobs/index.ts'
import { type Clock, systemClock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { createOutboundDoor, type OutboundDoor } from '#kernel/outbound/index.ts'
import { openKeyring } from '#keys/index.ts'
import { readSourceHandler, readSourceJob } from '#knowledge/index.ts'
import * as knowledge from '#knowledge/routes/index.ts'
import { openSpending } from '#models/index.ts'
import * as modelRoutes from '#models/routes/index.ts'
import * as reference from '#reference/routes/index.ts'
import * as requests from '#requests/routes/index.ts'
import { openContentTypeBook } from '#sites/index.ts'
import * as sites from '#sites/routes/index.ts'
import { startDelivery } from '#webhooks/index.ts'
import * as webhooks from '#webhooks/routes/index.ts'
import { builtInWriter, type Phraser } from '#writing/port.ts'
import type { Config } from './config.ts'
import { foldCountsHandler, foldCountsJob, housekeepingHandler, housekeepingJob } from './housekeeping.ts'
import { createPhrasers, type ModelsByWork, openModels, placesOf } from './open-models.ts'

export type Role = 'api' | 'worker'

type RouteDeps = content.ContentRouteDeps &
  ideaclouds.IdeacloudRouteDeps &
  inventory.InventoryRouteDeps &
  webhooks.WebhookRouteDeps &
  sites.SiteRouteDeps &
  modelRoutes.ModelRouteDeps &
  knowledge.KnowledgeRouteDeps &
  requests.RequestRouteDeps &
  health.HealthDeps

/** The whole surface. */
export const routes: readonly Route<RouteDeps>[] = [
  health.getHealth,
  health.getLive,
  sites.getSite,
  sites.listCategories,
  sites.listBrandVoices,
  sites.listElements,
  sites.listContentTypes,
  modelRoutes.getSiteModels,
  modelRoutes.updateSiteModels,
  knowledge.listSources,
  knowledge.createSource,
  knowledge.getSource,
  knowledge.deleteSource,
  ideaclouds.listIdeaclouds,
  ideaclouds.createIdeacloud,
  ideaclouds.createIdeaclouds,
  ideaclouds.getIdeacloud,
  ideaclouds.getQuestions,
  content.listContents,
  content.createContent,
  content.createContents,
  content.listPublished,
  content.createComparison,
  content.createModelLanding,
  content.createSalesEvent,
  content.getContent,
  content.updateContent,
  content.generateContent,
  content.getContentHtml,
  content.getPublishData,
  content.listVersions,
  content.getSources,
  modelRoutes.getModelCalls,
  content.confirmFacts,
  content.checkGrounding,
  content.listComponents,
  content.getComponent,
  inventory.listVehicles,
  inventory.createDescriptions,
  inventory.getFeed,
  inventory.getStats,
  inventory.getVehicle,
  inventory.getDescription,
  inventory.createDescription,
  webhooks.listWebhooks,
  webhooks.createWebhook,
  webhooks.updateWebhook,
  webhooks.deleteWebhook,
  webhooks.testWebhook,
  webhooks.rotateSecret,
  webhooks.listDeliveries,
  webhooks.retryDelivery,
  webhooks.listEvents,
  requests.listRequests,
  reference.listScopes,
  reference.listLanguages,
  reference.listArticleTypes,
  reference.listComponentTypes,
  reference.listWebhookEvents,
]

/** All work that is done behind a request. */
export const jobs = [
  researchJob,
  generateJob,
  publishJob,
  describeJob,
  readSourceJob,
  housekeepingJob,
  foldCountsJob,
]

export const version: string = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
).version

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

type Stop = () => Promise<void>

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
      const models = openModels({ config, clock, log, spending })
      const phrasers = options.phrasers ?? createPhrasers({ models: models.articles, clock, log })
      const parts = { ...options, clock, phrasers, models, log, database, door }
      if (roles.includes('worker')) {
        const runner = await startWorker(parts)
        works.push(runner.stop)
        const delivery = startDelivery({ ...parts, db: database.db, version, serverSecret: options.secret })
        works.push(delivery.stop)
      }
      if (!roles.includes('api')) return { url: '' }
      const api = await startApi(parts, stops)
      works.push(api.stop)
      return { url: api.url }
    },
    async stop() {
      await Promise.all(works.splice(0).map(end))
      for (const stop of stops.splice(0).reverse()) await end(stop)
    },
  }
}

type Parts = Omit<AppOptions, 'log'> & {
  clock: Clock
  phrasers: readonly Phraser[]
  models: ModelsByWork
  log: Log
  database: Database
  door: OutboundDoor
}

/** One handler for each of the jobs. */
export function createHandlers(deps: {
  db: Db
  clock: Clock
  door: OutboundDoor
  phrasers?: readonly Phraser[]
  models?: ModelsByWork
}): JobHandler[] {
  const { db, clock, door, phrasers = [builtInWriter], models = {} } = deps
  return [
    researchHandler({ db, clock, models: models.research }),
    generateHandler({ db, clock, phrasers, ideaclouds: createIdeacloudCache(db) }),
    publishHandler({ db, clock }),
    describeHandler({ db, clock, models: models.descriptions }),
    readSourceHandler({ db, clock, door, version, models: models.sources }),
    housekeepingHandler({ db, clock }),
    foldCountsHandler({ db }),
  ]
}

async function startWorker(parts: Parts): Promise<Runner> {
  const { config, databaseUrl, database, clock, log } = parts
  const { db } = database
  const handlers = createHandlers({ ...parts, db })
  const places = placesOf(config)
  return await startRunner({ url: databaseUrl, db, jobs, handlers, places, log, clock })
}

async function startApi(parts: Parts, stops: Stop[]): Promise<{ url: string; stop: Stop }> {
  const { config, databaseUrl, secret, database, clock, phrasers, log, door } = parts
  const { db, pool } = database
  const drain = createDrain({ log })
  const keyring = openKeyring({ db, url: databaseUrl, clock })
  stops.push(keyring.stop)
  const contentTypes = openContentTypeBook({ db, url: databaseUrl })
  stops.push(contentTypes.stop)
  const verifier = openVerifier()
  stops.push(verifier.stop)
  const limiter = createLimiter(parts)
  stops.push(limiter.stop)
  const requestLog = createRequestLog({ db, log })
  stops.push(requestLog.stop)
  const deps: RouteDeps = {
    db,
    findContent: createFindContent(pool),
    clock,
    phrasers,
    version,
    waker: createWaker(pool, (err) => log.warn({ err }, 'waking workers')),
    ideaclouds: createIdeacloudCache(db),
    contentTypes,
    verifier,
    acceptedMessage: `This usually takes a few minutes; webhooks tell you in real time when it is done: ${config.publicUrl}/docs`,
    cursorSecret: secret,
    serverSecret: secret,
    dev: config.dev,
    door,
    models: config.models,
    modelBudget: config.modelBudget,
    hasContent: (siteId, id) => hasContent(db, siteId, id),
    wakeWaiting: (tx, siteId) => wakeSleeping(tx, generateJob, siteId),
    checks: {
      database: async () => void (await within(1000, pool.query('SELECT 1'))),
      jobs: () => within(1000, assertQueuesReachable(db)),
    },
    isDraining: () => drain.draining,
    routeIds: routes.map((route) => route.id),
  }
  const server = await createServer({
    routes,
    deps,
    authenticate: keyring.lookUp,
    limiter,
    idempotency: createIdempotency({ pool, db, clock, secret }),
    clock,
    log,
    version,
    corsOrigins: config.corsOrigins,
    drain,
    requestLog,
  })
  const { host, port } = config
  const url = await server.listen({ host, port }).catch((cause) => {
    if (cause.code !== 'EADDRINUSE') throw cause
    throw new OperatorError(`Port ${port} on ${host} is taken. Choose another with PORT.`, { cause })
  })
  return { url, stop: () => drain.finish(server) }
}

/** With one api process the limits are kept in memory, with several in the database. */
function createLimiter({ config, database: { db, pool }, clock }: Parts): RateLimiter {
  if (config.nodes === 1) return createRateLimiter({ clock, store: createReservationStore(db) })
  const limits = createSharedLimits(pool, clock === systemClock ? undefined : clock)
  return createSharedRateLimiter({ limits, clock })
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
