// Two api processes on one database, FORECOURT_NODES=2, behind something that spreads requests over them.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { changeScopes, createKey, revokeKey } from '#keys/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Answer, type Client, clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

const minuteMs = 60_000
const settings = { FORECOURT_NODES: '2' }

let database: TestDatabase
let siteId: string
let nodes: TestApp[]
let nowMs = Date.now()
const clock = { now: () => new Date(nowMs) }

before(async () => {
  database = await createTestDatabase()
  siteId = (await makeSite(database)).id
  nodes = await Promise.all([1, 2].map(() => startTestApp({ roles: ['api'], database, settings, clock })))
})
after(async () => {
  await Promise.all(nodes.map((node) => node.stop()))
  await database.drop()
})

/** A client of each node with the same key. */
async function clientsOf(limits: { perMinute: number; perDay: number }): Promise<[Client, Client]> {
  const { key } = await createKey(database.db, systemClock, {
    siteId,
    name: 'two nodes',
    scopes: ['content:read'],
    ...limits,
  })
  const [a, b] = nodes.map((node) => clientOf(node.url, key))
  return [a as Client, b as Client]
}

const read = (client: Client) => client('GET', '/content')
const number = (answer: Answer, header: string) => Number(answer.headers.get(header))

test('at the same moment two nodes admit a key’s minute once, and each answer says what is left', async () => {
  const [a, b] = await clientsOf({ perMinute: 20, perDay: 1000 })
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => read(i % 2 === 0 ? a : b)))
  const admitted = answers.filter(({ status }) => status === 200)
  assert.deepEqual(
    admitted.map((answer) => number(answer, 'x-ratelimit-remaining')).sort((x, y) => y - x),
    Array.from({ length: 20 }, (_, i) => 19 - i),
  )
  const refused = answers.filter(({ status }) => status === 429)
  assert.equal(refused.length, 20)
  for (const answer of refused) {
    assert.equal(number(answer, 'x-ratelimit-remaining'), 0)
    assert.equal(number(answer, 'x-ratelimit-remaining-day'), 980)
    assert.equal(number(answer, 'retry-after'), 60)
  }
})

test('Retry-After is true on the node that did not admit: a second before it is refused, then it is admitted', async () => {
  const [a, b] = await clientsOf({ perMinute: 10, perDay: 1000 })
  for (let i = 0; i < 10; i++) {
    assert.equal((await read(a)).status, 200)
    nowMs += 1000
  }
  const refused = await read(b)
  assert.equal(refused.status, 429)
  assert.equal(number(refused, 'retry-after'), 50)
  assert.equal(number(refused, 'x-ratelimit-reset'), Math.ceil((nowMs + 50_000) / 1000))
  nowMs += 49_000
  assert.equal((await read(b)).status, 429)
  nowMs += 1000
  assert.equal((await read(b)).status, 200)
  assert.equal((await read(a)).status, 429)
})

test('over no rolling minute and no day do two nodes admit more than the key has', async () => {
  const limits = { perMinute: 15, perDay: 90 }
  const [a, b] = await clientsOf(limits)
  const times: number[] = []
  let random = 7
  for (let i = 0; i < 400; i++) {
    random = (random * 1103515245 + 12345) % 2 ** 31
    nowMs += random % (i % 40 === 0 ? 50_000 : 3000)
    if ((await read(random % 3 === 0 ? a : b)).status === 200) times.push(nowMs)
  }
  assert.equal(times.length, limits.perDay)
  for (const [i, from] of times.entries()) {
    const within = times.slice(i).filter((time) => time - from < minuteMs).length
    assert.ok(within <= limits.perMinute, `${within} in a minute`)
  }
  const refused = await read(a)
  assert.equal(number(refused, 'x-ratelimit-remaining-day'), 0)
  // The day counts whole minutes: the first one leaves it a day after it is over.
  nowMs = (Math.floor((times[0] as number) / minuteMs) + 1441) * minuteMs - 1
  assert.equal((await read(b)).status, 429)
  nowMs += 1
  assert.equal((await read(b)).status, 200)
})

test('a revoked key and changed scopes hold within a second on every node although the key was in use', async () => {
  const made = await makeKey(database, siteId)
  const clients = nodes.map((node) => clientOf(node.url, made.key))
  for (const client of clients) assert.equal((await read(client)).status, 200)
  const allSay = async (code: string) => {
    const from = performance.now()
    for (const client of clients) {
      while ((await read(client)).body.error?.code !== code)
        assert.ok(performance.now() - from < 1000, `not ${code} within a second`)
    }
  }
  await changeScopes(database.db, systemClock, made.id, ['site:read'])
  await allSay('forbidden')
  await revokeKey(database.db, systemClock, made.id)
  await allSay('key_revoked')
})

test('a cursor and an idempotency key of one node are good on the other', async () => {
  const { key } = await makeKey(database, siteId)
  const [a, b] = nodes.map((node) => clientOf(node.url, key)) as [Client, Client]
  const post = (client: Client, i: number) =>
    client('POST', '/ideaclouds', {
      json: { keyword: `Honda Civic ${i}` },
      headers: { 'X-Idempotency-Key': `cloud ${i}` },
    })
  const firsts = [await post(a, 1), await post(a, 2), await post(a, 3)]
  const again = await post(b, 2)
  assert.equal(again.text, firsts[1]?.text)
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
  const { next_cursor } = (await a('GET', '/ideaclouds?limit=1')).body.pagination
  assert.equal((await b('GET', `/ideaclouds?limit=1&cursor=${next_cursor}`)).status, 200)
})

test('one node asks the database nothing for the limits', async (t) => {
  const alone = await startTestApp({ roles: ['api'] })
  t.after(() => alone.stop())
  const { key } = await makeKey(alone.database, (await makeSite(alone.database)).id)
  assert.equal((await read(clientOf(alone.url, key))).status, 200)
  const { rows } = await alone.database.pool.query('SELECT 1 FROM rate_windows')
  assert.deepEqual(rows, [])
})
