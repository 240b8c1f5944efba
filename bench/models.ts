// What Forecourt takes for a section beside the model's own time, and what many articles hold in memory while they
// wait for a model. The model is the tests' own, behind real HTTP, and takes its time to answer.

import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { scopes } from '#kernel/scopes.ts'
import { createKey } from '#keys/index.ts'
import { openVpic } from '#knowledge/index.ts'
import { createSite } from '#sites/index.ts'
import { behaviours, dataOf } from '../test/harness/fake-model/behaviours.ts'
import { type FakeModel, startFakeModel } from '../test/harness/fake-model/server.ts'
import { median, percentile } from './load.ts'
import { ms, note, type Row, standingRow } from './rows.ts'
import { insertCompleteIdeacloud } from './seed-rows.ts'
import { type Process, type Stage, start } from './stage.ts'

const sites = 8
/** Articles that are written one after the other. */
const alone = 12
const inFlight = 200
const answerMs = { apart: 200, together: 4000 }

export async function modelling(stage: Stage): Promise<Row[]> {
  const dealers = await insertDealers(stage)
  const apart = await withModel(stage, answerMs.apart, {}, async (model) => {
    for (let i = 0; i < alone; i++) await write(stage, dealers.slice(i % sites), 1)
    return model.gapsMs()
  })
  const most = await withModel(
    stage,
    answerMs.together,
    { FORECOURT_MODEL_CALLS: String(inFlight) },
    async (model, worker) => {
      const memory = watchMemory(worker)
      await write(stage, dealers, inFlight)
      return { mb: memory.stop(), atOnce: model.fake.atOnce().most }
    },
  )
  const sorted = apart.toSorted((a, b) => a - b)
  return [
    {
      ...standingRow(
        `model: between a section's answer and the next call (${sorted.length})`,
        ms(median(sorted)),
        '< 50 ms',
      ),
      p50: ms(percentile(sorted, 0.5)),
      p99: ms(percentile(sorted, 0.99)),
    },
    standingRow(
      `model: memory of a worker with ${most.atOnce} articles in flight`,
      `${most.mb} MB`,
      '< 1000 MB',
    ),
  ]
}

type Dealer = { key: string; ideacloudId: string }

/** Dealerships with stock, so that no share of one stands in the way. */
async function insertDealers(stage: Stage): Promise<Dealer[]> {
  const { db } = stage.database
  const vpic = await openVpic({ cacheFolder: join(import.meta.dirname, '../.cache/vpic') })
  const dealers: Dealer[] = []
  for (let i = 0; i < sites; i++) {
    const { id: siteId } = await createSite(db, systemClock, {
      name: `Model Motors ${i}`,
      domain: `model-${i}.example.com`,
      city: 'Duluth',
      state: 'MN',
      zip: '55802',
      phone: '(218) 555-0142',
      address: '1 Harbor Road',
    })
    await importFeed(
      { db, clock: systemClock, vpic },
      siteId,
      createReadStream(join(import.meta.dirname, '../demo/feed.csv')),
    )
    const input = { siteId, name: 'bench', scopes: [...scopes], perMinute: 500, perDay: 10_000 }
    const { key } = await createKey(db, systemClock, input)
    dealers.push({ key, ideacloudId: await insertCompleteIdeacloud({ ...stage, siteId }) })
  }
  vpic.close()
  return dealers
}

type Model = { fake: FakeModel; gapsMs(): number[] }

async function withModel<T>(
  stage: Stage,
  takesMs: number,
  settings: Record<string, string>,
  measure: (model: Model, worker: Process) => Promise<T>,
): Promise<T> {
  const fake = await startFakeModel()
  const answeredAt = new Map<string, number>()
  const gaps: number[] = []
  fake.always(async (request) => {
    const { title } = dataOf(request).article as { title: string }
    const before = answeredAt.get(title)
    if (before !== undefined) gaps.push(performance.now() - before)
    await new Promise((resolve) => setTimeout(resolve, takesMs))
    answeredAt.set(title, performance.now())
    return behaviours.phrase(request)
  })
  const environment = {
    ...stage.environment,
    FORECOURT_MODEL: 'vllm/bench',
    VLLM_BASE_URL: `${fake.url}/v1`,
    ...settings,
  }
  const worker = await start('src/main.ts', ['worker'], environment)
  try {
    return await measure({ fake, gapsMs: () => gaps }, worker)
  } finally {
    await worker.stop()
    await fake.stop()
  }
}

let written = 0

/** So many articles, in turns of the dealerships; waits for all of them. @throws Error when one is not complete. */
async function write(stage: Stage, dealers: readonly Dealer[], many: number): Promise<void> {
  const api = await start('src/main.ts', ['api'], stage.environment, '/v1/public/health')
  try {
    const ids: string[] = []
    for (let i = 0; i < many; i++) {
      const { key, ideacloudId } = dealers[i % dealers.length] as Dealer
      const response = await fetch(`http://127.0.0.1:${api.port}/v1/public/content`, {
        method: 'POST',
        headers: { 'x-api-key': key, 'content-type': 'application/json' },
        body: JSON.stringify({
          ideacloud_id: ideacloudId,
          article_type: 'basic',
          title: `Article ${written++}`,
        }),
      })
      if (response.status !== 202) throw new Error(await response.text())
      ids.push(((await response.json()) as { data: { id: string } }).data.id)
    }
    for (let left = many; left > 0; ) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      const { rows } = await stage.database.pool.query<{ status: string; n: number }>(
        'SELECT status, count(*)::int AS n FROM contents WHERE id = ANY($1) GROUP BY status',
        [ids],
      )
      const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0
      if (of('failed') > 0) throw new Error(`${of('failed')} articles failed`)
      left = of('generating')
      note(`model: ${many - left} of ${many} articles`)
    }
  } finally {
    await api.stop()
  }
}

function watchMemory({ pid }: Process): { stop(): number } {
  let most = 0
  const look = () => {
    const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    most = Math.max(most, Math.round(Number(kb) / 1024))
  }
  const timer = setInterval(look, 200)
  return {
    stop() {
      clearInterval(timer)
      look()
      return most
    },
  }
}
