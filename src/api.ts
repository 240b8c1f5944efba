// The role that answers requests: the whole surface, and the server of it.

import {
  createFindContent,
  createIdeacloudCache,
  generateJob,
  hasContent,
  openVerifier,
} from '#content/index.ts'
import * as content from '#content/routes/index.ts'
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
import * as ideaclouds from '#ideaclouds/routes/index.ts'
import * as inventory from '#inventory/routes/index.ts'
import { assertQueuesReachable, createWaker, wakeSleeping } from '#jobs/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import { openKeyring } from '#keys/index.ts'
import * as knowledge from '#knowledge/routes/index.ts'
import * as modelRoutes from '#models/routes/index.ts'
import * as reference from '#reference/routes/index.ts'
import * as requests from '#requests/routes/index.ts'
import { openContentTypeBook } from '#sites/index.ts'
import * as sites from '#sites/routes/index.ts'
import * as webhooks from '#webhooks/routes/index.ts'
import type { AppParts, Stop } from './app.ts'
import { version } from './version.ts'

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

/** Listens. What it stands on is added to `stops`. */
export async function startApi(parts: AppParts, stops: Stop[]): Promise<{ url: string; stop: Stop }> {
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
function createLimiter({ config, database: { db, pool }, clock }: AppParts): RateLimiter {
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
