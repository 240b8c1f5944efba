// Mixed load from 50 connections over 20 sites for some minutes, with a worker killed every 20 seconds and the API
// restarted half-way: `npm run soak -- [minutes]`. Everything is on loopback, and each connection thinks between its
// visits, so that two cores keep up. Ends by itself with a verdict; exit code 1 when something did not hold.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase, startEmbedded } from '#db/index.ts'
import { silentLog } from '#kernel/log.ts'
import { type Process, start } from '../bench/stage.ts'
import { prepareDatabase } from '../src/app.ts'
import { Abandoned, type Caller, createCaller } from './caller.ts'
import { type Dealership, openDealerships } from './dealerships.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { judge, liveSamples } from './verdict.ts'
import { research, visit } from './visits.ts'
import {
  countUngrounded,
  findUndelivered,
  findWaiting,
  type Life,
  liveMb,
  reportsLive,
  residentMb,
} from './watch.ts'

const connections = 50
const thinkMs = 600
const killEveryMs = 20_000
const sampleEveryMs = 2000
const settleWithinMs = 180_000

const minutes = Number(process.argv[2] ?? 30)
if (!(minutes > 0 && minutes <= 24 * 60)) throw new Error('npm run soak -- [minutes, up to 1440]')

const runMs = minutes * 60_000
let ending = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    ending = true
    process.exitCode = 1
  })
}

const folder = mkdtempSync(join(tmpdir(), 'forecourt-soak-'))
const server = await startEmbedded({ dataFolder: folder, log: silentLog })
await prepareDatabase(server.url)
const database = openDatabase(server.url, { max: 5, onError: () => {} })
try {
  if (!(await soak(database))) process.exitCode = 1
} finally {
  await database.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

type Environment = Record<string, string>

type Crew = {
  api: Process
  steady: Process
  mortal: Process
  lives: Life[]
  restarting: boolean
  badEnds: string[]
}

async function soak(database: Database): Promise<boolean> {
  const environment = {
    DATABASE_URL: server.url,
    FORECOURT_SECRET: randomBytes(32).toString('base64'),
    FORECOURT_LOG_LEVEL: 'error',
    FORECOURT_DATA: folder,
    FORECOURT_DEV: '1',
    ...reportsLive(folder, runMs / liveSamples),
  }
  const crew = await startCrew(environment)
  try {
    return await withCrew(crew, environment, database)
  } finally {
    for (const process of [crew.api, crew.steady, crew.mortal]) await process.kill()
  }
}

async function withCrew(crew: Crew, environment: Environment, database: Database): Promise<boolean> {
  const receiver = await startReceiver()
  const caller = createCaller(
    { url: () => `http://127.0.0.1:${crew.api.port}`, restarting: () => crew.restarting },
    connections,
  )
  const sites = await openDealerships(database)
  for (const site of sites) await prepare(caller, site, receiver)
  say(`${sites.length} sites, ${connections} connections, ${minutes} minutes`)

  const startedMs = performance.now()
  const visitors = Array.from({ length: connections }, (_, i) =>
    visitAgain(caller, sites[i % sites.length] as Dealership),
  )
  const chores = [killAgain(crew, environment), sampleAgain(crew), reportAgain(crew, caller, database)]
  await idle(runMs / 2)
  if (!ending) await restartApi(crew, environment)
  await idle(startedMs + runMs - performance.now())
  ending = true
  await Promise.all([...visitors, ...chores])
  const delivered = await settle(database, receiver)
  const { generating, dead } = await findWaiting(database)
  const ungrounded = await countUngrounded(database)
  for (const process of [crew.api, crew.steady, crew.mortal]) await endInTime(crew, process)
  await caller.close()
  await receiver.stop()
  const { books } = caller
  const { wronglySigned } = receiver
  const { badEnds } = crew
  const lives = crew.lives.map((life) => ({ ...life, live: liveMb(folder, life.pid) }))
  return judge({ books, lives, runMs, generating, dead, ungrounded, delivered, wronglySigned, badEnds }, say)
}

function startApi(environment: Environment): Promise<Process> {
  return start('src/main.ts', ['api'], environment, '/v1/public/health')
}

function startWorker(environment: Environment): Promise<Process> {
  return start('src/main.ts', ['worker'], environment)
}

async function startCrew(environment: Environment): Promise<Crew> {
  const crew: Crew = {
    api: await startApi(environment),
    steady: await startWorker(environment),
    mortal: await startWorker(environment),
    lives: [],
    restarting: false,
    badEnds: [],
  }
  born(crew, 'api', crew.api)
  born(crew, 'worker', crew.steady)
  born(crew, 'killed worker', crew.mortal)
  return crew
}

function born(crew: Crew, name: string, { pid }: Process): void {
  crew.lives.push({ name, pid, bornMs: performance.now(), samples: [] })
}

/** The first IdeaCloud of a site, and its subscription to everything. */
async function prepare(caller: Caller, site: Dealership, receiver: Receiver): Promise<void> {
  const path = `/site/${site.nth}`
  const events = [
    'ideacloud.completed',
    'content.progress',
    'content.completed',
    'content.failed',
    'inventory.description.completed',
    'inventory.description.batch_completed',
  ]
  const origin = `http://127.0.0.1:${receiver.port}`
  const json = { url: `${origin}${path}`, events }
  const { data } = await caller.send(site, 'POST', '/webhooks', { json, expect: [201] })
  receiver.secrets.set(path, data.secret)
  site.webhookId = data.id
  site.passingUrl = `${origin}/passing`
  await research(caller, site)
}

async function visitAgain(caller: Caller, site: Dealership): Promise<void> {
  while (!ending) {
    try {
      await visit(caller, site)
    } catch (error) {
      if (!(error instanceof Abandoned)) caller.fault((error as Error).stack ?? String(error))
    }
    await pause(thinkMs * (0.5 + Math.random()))
  }
}

async function killAgain(crew: Crew, environment: Environment): Promise<void> {
  for (;;) {
    await idle(killEveryMs)
    if (ending) return
    await crew.mortal.kill()
    crew.mortal = await startWorker(environment)
    born(crew, 'killed worker', crew.mortal)
  }
}

/** As an operator does it: the old one drains, then the new one starts. */
async function restartApi(crew: Crew, environment: Environment): Promise<void> {
  crew.restarting = true
  await endInTime(crew, crew.api)
  crew.api = await startApi(environment)
  born(crew, 'restarted api', crew.api)
  crew.restarting = false
  say('the API was restarted')
}

async function endInTime(crew: Crew, process: Process): Promise<void> {
  const late = pause(60_000, 'late' as const, { ref: false })
  if ((await Promise.race([process.stop(), late])) !== 'late') return
  crew.badEnds.push(`process ${process.pid} did not end within a minute`)
  await process.kill()
}

async function sampleAgain(crew: Crew): Promise<void> {
  while (!ending) {
    for (const life of living(crew)) {
      const mb = residentMb(life.pid)
      if (mb !== undefined) life.samples.push({ atMs: performance.now(), mb })
    }
    await idle(sampleEveryMs)
  }
}

function living({ lives, api, steady, mortal }: Crew): Life[] {
  const pids = [api.pid, steady.pid, mortal.pid]
  return lives.filter(({ pid }) => pids.includes(pid))
}

/** A line a minute. */
async function reportAgain(crew: Crew, { books }: Caller, database: Database): Promise<void> {
  let before = { requests: books.requests, atMs: performance.now() }
  for (let minute = 1; !ending; minute++) {
    await idle(60_000)
    const now = { requests: books.requests, atMs: performance.now() }
    const perSecond = ((now.requests - before.requests) / (now.atMs - before.atMs)) * 1000
    before = now
    const statuses = [...books.byStatus].sort().map(([status, count]) => `${status}×${count}`)
    const memory = living(crew).map(({ name, pid }) => `${name} ${Math.round(residentMb(pid) ?? 0)}`)
    const { generating, oldestSeconds, queued, undelivered, dead } = await findWaiting(database)
    say(
      `minute ${minute}: ${perSecond.toFixed(0)} requests/s; ${statuses.join(' ')}; refused ${books.refused}; faults ${books.faults.length}; ` +
        `MB: ${memory.join(', ')}; generating ${generating}, oldest ${oldestSeconds} s; queued ${queued}; undelivered ${undelivered}; dead ${dead}`,
    )
  }
}

/** Until nothing is owed any more, for so long as that may take. */
async function settle(database: Database, { received }: Receiver): ReturnType<typeof findUndelivered> {
  say('no more requests; settling')
  const deadline = performance.now() + settleWithinMs
  for (;;) {
    const delivered = await findUndelivered(database, received)
    const { generating, undelivered } = await findWaiting(database)
    if (
      performance.now() > deadline ||
      (generating === 0 && undelivered === 0 && delivered.missing.length === 0)
    )
      return delivered
    await pause(1000)
  }
}

/** Less when the run ends before. */
async function idle(ms: number): Promise<void> {
  const until = performance.now() + ms
  while (!ending && performance.now() < until)
    await pause(Math.min(250, Math.max(1, until - performance.now())))
}

function say(line: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`)
}
