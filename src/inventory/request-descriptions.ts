import type { Db, Tx } from '#db/index.ts'
import { defineJob, enqueue } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { insertEvents } from '#webhooks/index.ts'
import { finishBatch, insertBatch, type StartedDescription, startDescriptions } from './description-store.ts'
import { findVins } from './vehicle-store.ts'

export const describeJob = defineJob<{ siteId: string; vin: string; run: string }>({
  name: 'inventory.describe',
  batchSize: 20,
  concurrency: 2,
  perSiteMax: 20,
})

export const vehicleNotFound = 'Vehicle not found or belongs to a different site'

type Deps = { db: Db; clock: Clock }

/** @throws AppError not_found when the site has no such vehicle. */
export async function requestDescription(
  deps: Deps,
  tx: Tx,
  siteId: string,
  vin: string,
): Promise<StartedDescription> {
  const started = (await start(deps, tx, siteId, [vin])).get(vin)
  if (!started) throw notFound(vehicleNotFound)
  return started
}

/** Starts what can start; a VIN that is no vehicle of the site is missing in `started`. */
export async function requestDescriptions(
  deps: Deps,
  tx: Tx,
  siteId: string,
  vins: readonly string[],
): Promise<{ batchId: string; started: Map<string, StartedDescription> }> {
  const batchId = newId()
  const now = deps.clock.now()
  const started = await start(deps, tx, siteId, vins)
  const failed = vins.filter((vin) => !started.has(vin))
  await insertBatch(tx, { id: batchId, siteId, vins: [...started.keys()], failed, now })
  const finished = await finishBatch(tx, batchId, now)
  if (finished) await insertEvents(tx, [batchCompleted(siteId, finished)], now)
  return { batchId, started }
}

export function batchCompleted(siteId: string, batch: { id: string; complete: number; failed: number }) {
  return {
    siteId,
    type: 'inventory.description.batch_completed',
    data: { count: batch.complete, failed_count: batch.failed, batch_id: batch.id, site_id: siteId },
  } as const
}

async function start(
  deps: Deps,
  tx: Tx,
  siteId: string,
  vins: readonly string[],
): Promise<Map<string, StartedDescription>> {
  const known = [...(await findVins(tx, siteId, vins))]
  return await describeAgain(tx, siteId, known, deps.clock.now())
}

/** Writes the descriptions of these vehicles of the site, once more where there is one; one that is being written goes on. */
export async function describeAgain(
  tx: Tx,
  siteId: string,
  vins: readonly string[],
  now: Date,
): Promise<Map<string, StartedDescription>> {
  if (vins.length === 0) return new Map()
  const started = await startDescriptions(tx, siteId, vins, now)
  const jobs = [...started.values()].flatMap(({ vin, run }) =>
    run === null ? [] : [{ siteId, data: { siteId, vin, run } }],
  )
  await enqueue(tx, describeJob, jobs)
  return started
}
