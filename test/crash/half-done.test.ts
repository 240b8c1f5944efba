// The guarantee of the idempotency key under SIGKILL. A request is stopped at one frontend message after
// another, before it and after it, until it is answered; then its process is killed. Several requests, each
// of a site and a connection of its own, stand at their points in one process when that dies: it dies once
// for all of them, and what each left is looked at apart.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Client, clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import {
  type Message,
  type Moment,
  nthMessage,
  nthStatement,
  openProxy,
  type PostgresProxy,
} from './postgres-proxy.ts'
import { insertContent, insertIdeacloud, insertVehicles } from './seeds.ts'
import { compileOnce, endProcesses, onDatabase, type ServerProcess, startProcess } from './server-process.ts'
import { assertWhole, type Counts, readSite, type SiteState } from './site-state.ts'
import { within } from './waiting.ts'

type Ground = { database: TestDatabase; siteId: string; keyId: string }
type Request = { path: string; json?: unknown }
type Case = { route: string; adds: Counts; prepare(ground: Ground): Promise<Request> }

const vins = ['1HGCM82633A004352', '2HKRS3H23TH002454']
const stranger = '1M8GDM9AXKP042788'

const cases: Case[] = [
  {
    route: 'POST /ideaclouds',
    adds: { ideaclouds: 1, jobs: 1 },
    prepare: async () => ({ path: '/ideaclouds', json: { keyword: 'Honda CR-V towing' } }),
  },
  {
    route: 'POST /ideaclouds/batch',
    adds: { ideaclouds: 2, jobs: 2 },
    prepare: async () => ({
      path: '/ideaclouds/batch',
      json: { items: [{ keyword: 'Honda CR-V towing' }, { keyword: 7 }, { keyword: 'Honda Pilot cargo' }] },
    }),
  },
  {
    route: 'POST /content',
    adds: { contents: 1, bodies: 1, events: 1, jobs: 1 },
    prepare: async ({ database, siteId }) => ({
      path: '/content',
      json: { ideacloud_id: await insertIdeacloud(database, siteId), article_type: 'basic', mode: 'simple' },
    }),
  },
  {
    route: 'POST /content/batch',
    adds: { contents: 2, bodies: 2, events: 2, jobs: 2 },
    prepare: async ({ database, siteId }) => {
      const ideacloud_id = await insertIdeacloud(database, siteId)
      const items = [
        { ideacloud_id, article_type: 'basic' },
        { ideacloud_id, article_type: 'no such type' },
        { ideacloud_id, article_type: 'qa' },
      ]
      return { path: '/content/batch', json: { items } }
    },
  },
  {
    route: 'POST /content/{id}/generate',
    adds: { events: 1, jobs: 1 },
    prepare: async ({ database, siteId, keyId }) => {
      const ideacloud = await insertIdeacloud(database, siteId)
      return { path: `/content/${await insertContent(database, siteId, keyId, ideacloud)}/generate` }
    },
  },
  {
    route: 'POST /inventory/{vin}/description',
    adds: { descriptions: 1, jobs: 1 },
    prepare: async ({ database, siteId }) => {
      await insertVehicles(database, siteId, vins)
      return { path: `/inventory/${vins[0]}/description` }
    },
  },
  {
    route: 'POST /inventory/descriptions/batch',
    adds: { descriptions: 2, jobs: 2, batches: 1, batchItems: 3 },
    prepare: async ({ database, siteId }) => {
      await insertVehicles(database, siteId, vins)
      return { path: '/inventory/descriptions/batch', json: { vins: [...vins, stranger] } }
    },
  },
]

type Victim = { process: ServerProcess; proxy: PostgresProxy }

/** The n-th of its kind among a request's messages. */
type Place = { name: string; matches: (message: Message) => boolean }

const messageAt = (n: number): Place => ({ name: `message ${n}`, matches: nthMessage(n) })
const commitAt = (n: number): Place => ({ name: `commit ${n}`, matches: nthStatement(n, /^commit$/i) })

/** Of the request, once its process is dead. */
type Left = 'nothing' | 'whole'

/** A request that stands at its point in a process, and what its site held before. */
type Standing = {
  place: string
  when: Moment
  siteId: string
  rawKey: string
  idempotencyKey: string
  request: Request
  before: SiteState
  answered: boolean
}

/** A request that stands keeps one connection, or two that read beside each other, of the 20 in its process's pool. */
const standingMax = 6

/**
 * The same request does not always take as many messages: over a connection that has prepared its statements it
 * takes fewer, and items of a batch that read beside each other may find what another has read. That one was
 * answered before its n-th message does not mean that no other has as many.
 */
const answeredInARow = 3
const pointsMin = 10
const againMax = 20

let database: TestDatabase
let survivor: ServerProcess
let next: Promise<Victim>

before(async () => {
  database = await createTestDatabase()
  await compileOnce()
  survivor = startProcess(['api'], onDatabase(database.url))
  next = startVictim()
  await Promise.all([survivor.ready, next])
})

after(async () => {
  const left = await next
  await endProcesses()
  await left.proxy.close()
  await database.drop()
})

for (const one of cases) {
  test(`${one.route} killed between any two messages to the database leaves nothing half done`, async (t) => {
    const met: Left[] = []
    const isWhole = (left: Left) => left === 'whole'
    // All is there after one message alone, and which one that is differs from one request to the next: it may be missed.
    met.push(...(await killAtEach(one, messageAt)), ...(await killAtEach(one, commitAt)))
    for (let again = 0; again < 2 && !(met.length >= pointsMin && met.some(isWhole)); again++) {
      met.push(...(await killAtEach(one, messageAt)))
    }
    const whole = met.filter(isWhole).length
    t.diagnostic(`${one.route}: ${met.length} kill points, ${met.length - whole} left nothing, ${whole} all`)
    assert.ok(
      met.length >= pointsMin && whole > 0 && whole < met.length,
      `${whole} of ${met.length} left all`,
    )
  })
}

/** Kills before and after each place, from the first on, until requests are answered without reaching theirs. */
async function killAtEach(one: Case, placeAt: (n: number) => Place): Promise<Left[]> {
  const outcomes: Left[] = []
  for (let n = 1, answered = 0, again = 0; answered < answeredInARow; ) {
    const victim = await next
    next = startVictim()
    const standing: Standing[] = []
    try {
      // A proxy that waits for a message that does not come is of no more use.
      for (let isUsable = true; isUsable && standing.length < standingMax; n++) {
        const met = await standAt(victim, one, placeAt(n), 'before')
        const after = met && (await standAt(victim, one, placeAt(n), 'after'))
        standing.push(...[met, after].filter((one) => one !== undefined))
        isUsable = after !== undefined
        answered = met ? 0 : answered + 1
        // Had as many messages the first time and not the second: the place after this one is still to be met.
        if (met && !after && again++ < againMax) n--
      }
    } finally {
      await victim.process.kill()
      await victim.proxy.sessionsEnded()
      await victim.proxy.close()
    }
    for (const met of standing) outcomes.push(await judge(one, met))
  }
  return outcomes
}

async function startVictim(): Promise<Victim> {
  const proxy = await openProxy(database.url)
  const process = startProcess(['api'], onDatabase(proxy.url))
  await process.ready
  return { process, proxy }
}

/** Sends the request and stops it at its place; undefined when it was answered without reaching it. */
async function standAt(victim: Victim, one: Case, place: Place, when: Moment): Promise<Standing | undefined> {
  const { id: siteId } = await makeSite(database)
  const { id: keyId, key: rawKey } = await makeKey(database, siteId)
  const request = await one.prepare({ database, siteId, keyId })
  const client = clientOf(await victim.process.ready, rawKey)
  // What the process reads once for each key is read before: the messages counted are the request's own.
  assert.equal((await within(20_000, client('GET', '/ideaclouds'), 'a first request')).status, 200)
  const before = await readSite(database.pool, siteId)
  const standing: Standing = {
    place: place.name,
    when,
    siteId,
    rawKey,
    idempotencyKey: `kill ${when} ${place.name}`,
    request,
    before,
    answered: false,
  }
  const reached = victim.proxy.stopAt(when, place.matches).then(() => true)
  const answer = send(client, standing).then(({ status, text }) => {
    assert.equal(status, 202, text)
    standing.answered = true
    return false
  })
  const met = await within(20_000, Promise.race([reached, answer]), `${place.name} of ${one.route}`)
  // The answer of a request that stands never comes: its connection breaks.
  answer.catch(() => {})
  return met ? standing : undefined
}

function send(client: Client, { request, idempotencyKey }: Standing) {
  const { path, json } = request
  return client('POST', path, { ...(json ? { json } : {}), headers: { 'x-idempotency-key': idempotencyKey } })
}

/** What the kill left is nothing or all of it; sent again to another process, all is there exactly once. */
async function judge(one: Case, standing: Standing): Promise<Left> {
  const { place, when, siteId, before, idempotencyKey } = standing
  try {
    const left = await readSite(database.pool, siteId)
    const nothing = isSame(left, before)
    if (!nothing) assertWhole(before, left, one.adds, idempotencyKey)
    assert.ok(!(standing.answered && nothing), 'it was answered, and is not there')
    const again = await send(clientOf(await survivor.ready, standing.rawKey), standing)
    assert.equal(again.status, 202, again.text)
    assert.equal(again.headers.get('idempotency-replayed'), nothing ? null : 'true')
    const now = await readSite(database.pool, siteId)
    assertWhole(before, now, one.adds, idempotencyKey)
    assert.equal(again.text, now.keys[0]?.body, 'the answer is not what is kept')
    if (!nothing) assert.deepEqual(now, left, 'the repetition changed something')
    return nothing ? 'nothing' : 'whole'
  } catch (cause) {
    throw new Error(`Killed ${when} ${place} of ${one.route}: ${(cause as Error).message}`, { cause })
  }
}

function isSame(a: SiteState, b: SiteState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
