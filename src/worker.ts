// The role that does the work behind the requests: the jobs, and the delivery of webhooks. What is heavy of a job's work
// is loaded with the first such job: a worker that was killed is back the sooner.

import {
  createIdeacloudCache,
  generateHandler,
  generateJob,
  publishHandler,
  publishJob,
} from '#content/index.ts'
import type { Db } from '#db/index.ts'
import { researchHandler, researchJob } from '#ideaclouds/index.ts'
import { describeHandler, describeJob } from '#inventory/index.ts'
import { type JobHandler, startRunner } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { OutboundDoor } from '#kernel/outbound/index.ts'
import { readSourceHandler, readSourceJob } from '#knowledge/index.ts'
import { startDelivery } from '#webhooks/index.ts'
import { builtInWriter, type Phraser } from '#writing/port.ts'
import type { AppParts, Stop } from './app.ts'
import { foldCountsHandler, foldCountsJob, housekeepingHandler, housekeepingJob } from './housekeeping.ts'
import { type ModelsByWork, placesOf } from './open-models.ts'
import { version } from './version.ts'

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

/** How its parts stop is added to `works`. */
export async function startWorker(parts: AppParts, works: Stop[]): Promise<void> {
  const { config, databaseUrl, secret, database, clock, log } = parts
  const { db } = database
  const handlers = createHandlers({ ...parts, db })
  const places = placesOf(config)
  const runner = await startRunner({ url: databaseUrl, db, jobs, handlers, places, log, clock })
  works.push(runner.stop)
  const delivery = startDelivery({ ...parts, db, version, serverSecret: secret })
  works.push(delivery.stop)
}
