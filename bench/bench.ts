// Every figure that the README claims, each beside its limit in the same run. Machines are noisy: what
// counts are the ratios, medians of alternating runs.

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { PgBoss } from 'pg-boss'
import { delivering } from './deliveries.ts'
import { listing } from './lists.ts'
import { fire, type Measured, median, type Shot } from './load.ts'
import { modelling } from './models.ts'
import { researching } from './researching.ts'
import { retrieving } from './retrieval.ts'
import { ms, note, print, type Row, standingRow } from './rows.ts'
import { findDescribed, insertCompleteIdeacloud } from './seed-rows.ts'
import { type Process, type Stage, setStage, start } from './stage.ts'
import { verifying } from './verifying.ts'

const runs = Number(process.env.BENCH_RUNS ?? 5)
const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const connections = 32

// Of the 500 requests that a key has a minute.
const shotsOfKey = 450
let keysUsed = 0

const rows: Row[] = []
const wanted = process.argv.slice(2)
/** `npm run bench -- GET` measures the rows whose names contain one of the words. */
const isWanted = (what: string) => wanted.length === 0 || wanted.some((word) => what.includes(word))

const stage = await setStage({ keys: 2000, vehicles: 1000 })
try {
  const ideacloudId = await insertCompleteIdeacloud(stage)
  const bare = await start(
    'bench/bare-server.ts',
    [stage.siteId, ideacloudId, stage.keyId],
    stage.environment,
    '/',
  )
  const api = await start('src/main.ts', ['api'], stage.environment, '/v1/public/health')
  try {
    await compare('POST /content, workers off', '0.6', api, bare, createShots(stage, ideacloudId))
    await compare(
      'GET /content/{id}',
      '0.7',
      api,
      bare,
      readShots(stage, await contentIds(stage, api, ideacloudId)),
    )
    const worker = await start('src/main.ts', ['worker'], stage.environment)
    await compare('POST /content, workers on', '0.6', api, bare, createShots(stage, ideacloudId))
    await worker.stop()
  } finally {
    await api.stop()
    await bare.stop()
  }
  await stage.database.pool.query('TRUNCATE pgboss.job')
  if (isWanted('descriptions')) rows.push(await describing(stage))
  if (isWanted('deliveries')) rows.push(...(await delivering(stage, runs)))
  if (isWanted('lists')) rows.push(...(await listing(stage)))
  if (isWanted('model')) rows.push(...(await modelling(stage)))
  if (isWanted('retrieval')) rows.push(await retrieving(stage))
} finally {
  await stage.end()
}
if (isWanted('research')) rows.push(researching())
if (isWanted('verifying')) rows.push(...verifying(runs))
if (isWanted('server')) rows.push(...(await standing()))
console.log(
  `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}, ${connections} connections, medians of ${runs} alternating runs of ${seconds} s`,
)
print(rows)

type Shots = { status: number; ours(i: number): Shot; limits(i: number): Shot }

/** Ours and the limit by turns, so that both meet the same machine. */
async function compare(
  what: string,
  target: string,
  api: Process,
  bare: Process,
  shots: Shots,
): Promise<void> {
  if (!isWanted(what)) return
  const measured: { ours: Measured[]; limit: Measured[] } = { ours: [], limit: [] }
  for (let run = 0; run < runs; run++) {
    const common = { connections, seconds, status: shots.status }
    measured.ours.push(await fire({ ...common, port: api.port, next: shots.ours }))
    measured.limit.push(await fire({ ...common, port: bare.port, next: shots.limits }))
    note(`${what}: run ${run + 1} of ${runs}`)
  }
  const of = (list: Measured[], pick: (one: Measured) => number) => median(list.map(pick))
  const ours = of(measured.ours, (one) => one.perSecond)
  const limit = of(measured.limit, (one) => one.perSecond)
  rows.push({
    what,
    ours: `${Math.round(ours)}/s`,
    limit: `${Math.round(limit)}/s`,
    ratio: (ours / limit).toFixed(2),
    p50: ms(of(measured.ours, (one) => one.p50Ms)),
    p99: ms(of(measured.ours, (one) => one.p99Ms)),
    target: `>= ${target}`,
  })
}

/** As many keys at once as connections; all are used for so long as their minute allows, then the next ones. */
function keyTurner(keys: string[]): () => string {
  let shots = 0
  return () => {
    if (shots++ % (shotsOfKey * connections) === 0) keysUsed += connections
    return keys[(keysUsed + (shots % connections)) % keys.length] as string
  }
}

function createShots({ keys }: Stage, ideacloudId: string): Shots {
  const body = JSON.stringify({
    ideacloud_id: ideacloudId,
    article_type: 'basic',
    title: 'A title of the bench',
    content_depth: 'concise',
  })
  const key = keyTurner(keys)
  const headers = () => ({ 'x-api-key': key(), 'x-idempotency-key': randomUUID() })
  return {
    status: 202,
    ours: () => ({ method: 'POST', path: '/v1/public/content', headers: headers(), body }),
    limits: () => ({ method: 'POST', path: '/content', headers: headers(), body }),
  }
}

function readShots({ keys }: Stage, ids: string[]): Shots {
  const id = (i: number) => ids[i % ids.length] as string
  const key = keyTurner(keys)
  return {
    status: 200,
    ours: (i) => ({ method: 'GET', path: `/v1/public/content/${id(i)}`, headers: { 'x-api-key': key() } }),
    limits: (i) => ({ method: 'GET', path: `/${id(i)}`, headers: {} }),
  }
}

/** A hundred contents of the bench's own. */
async function contentIds({ keys }: Stage, api: Process, ideacloudId: string): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < 100; i++) {
    const response = await fetch(`http://127.0.0.1:${api.port}/v1/public/content`, {
      method: 'POST',
      headers: { 'x-api-key': keys[0] as string, 'content-type': 'application/json' },
      body: JSON.stringify({ ideacloud_id: ideacloudId, article_type: 'basic' }),
    })
    ids.push(((await response.json()) as { data: { id: string } }).data.id)
  }
  return ids
}

/** Descriptions through the whole pipeline, against jobs that do nothing. */
async function describing(stage: Stage): Promise<Row> {
  const ours: number[] = []
  const limit: number[] = []
  for (let run = 0; run < runs; run++) {
    ours.push(await describeAll(stage))
    limit.push(await noOps(stage, stage.vins.length))
    note(`descriptions: run ${run + 1} of ${runs}`)
  }
  const ratio = median(ours) / median(limit)
  return {
    ...standingRow('descriptions, request to complete, one worker', `${Math.round(median(ours))}/s`, ''),
    limit: `${Math.round(median(limit))}/s`,
    ratio: ratio.toFixed(2),
  }
}

async function describeAll(stage: Stage): Promise<number> {
  const api = await start('src/main.ts', ['api'], stage.environment, '/v1/public/health')
  for (let i = 0; i < stage.vins.length; i += 50) {
    const response = await fetch(`http://127.0.0.1:${api.port}/v1/public/inventory/descriptions/batch`, {
      method: 'POST',
      headers: {
        'x-api-key': stage.keys[i % stage.keys.length] as string,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ vins: stage.vins.slice(i, i + 50) }),
    })
    if (response.status !== 202) throw new Error(await response.text())
  }
  await api.stop()
  const worker = await start('src/main.ts', ['worker'], stage.environment)
  const perSecond = await rateOf(() => findDescribed(stage), stage.vins.length)
  await worker.stop()
  return perSecond
}

async function noOps(stage: Stage, count: number): Promise<number> {
  const boss = new PgBoss({
    connectionString: stage.environment.DATABASE_URL as string,
    schema: 'bench_boss',
    max: 6,
  })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue('noop', { heartbeatSeconds: 10 })
  await boss.deleteAllJobs('noop')
  await boss.insert(
    'noop',
    Array.from({ length: count }, () => ({ data: {}, group: { id: stage.siteId } })),
  )
  let done = 0
  for (let i = 0; i < 2; i++) {
    await boss.work(
      'noop',
      { batchSize: 20, burstWhenBatchFull: true, perJobResults: true },
      async (jobs) => {
        done += jobs.length
        return jobs.map(({ id }) => ({ id, status: 'completed' as const }))
      },
    )
  }
  const perSecond = await rateOf(async () => done, count)
  await boss.stop({ graceful: true })
  return perSecond
}

/** From the first one done to the last, so that starting a process is not measured. */
async function rateOf(done: () => Promise<number>, count: number): Promise<number> {
  let first: { at: number; done: number } | undefined
  for (;;) {
    const so = await done()
    const now = performance.now()
    if (so > 0) first ??= { at: now, done: so }
    if (so >= count)
      return first && now > first.at ? ((so - first.done) / (now - first.at)) * 1000 : Number.NaN
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Start to healthy on a data folder that exists, and what the idle server holds in memory. */
async function standing(): Promise<Row[]> {
  const own = await setStage({ keys: 1, vehicles: 1 })
  const folder = own.folder
  await own.database.close()
  const environment = { FORECOURT_DATA: folder, FORECOURT_LOG_LEVEL: 'error' }
  await own.stopServer()
  const times: number[] = []
  const memory: number[] = []
  for (let run = 0; run < runs; run++) {
    const from = performance.now()
    const server = await start('src/main.ts', ['serve'], environment, '/v1/public/health')
    times.push((performance.now() - from) / 1000)
    await new Promise((resolve) => setTimeout(resolve, 5000))
    memory.push(residentMb(server.pid))
    await server.stop()
    note(`standing: run ${run + 1} of ${runs}`)
  }
  own.remove()
  return [
    standingRow('server: start to healthy, existing folder', `${median(times).toFixed(2)} s`, '< 3 s'),
    standingRow('server: memory when idle', `${Math.round(median(memory))} MB`, '< 180 MB'),
  ]
}

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1024
}
