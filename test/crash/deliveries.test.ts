// Webhooks while workers die: events to 20 subscriptions, four workers, one of them killed every second, in turn.
// Here it is done in small. The full measure, 2,000 events in ten runs under kills that never end:
// FORECOURT_KILL_RUNS=10 npm test -- test/crash/deliveries.test.ts

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { clientOf } from '../harness/client.ts'
import { createTestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { type Received, type Receiver, startReceiver } from '../webhooks/receiver.ts'
import { compileOnce, endProcesses, onDatabase, type ServerProcess, startProcess } from './server-process.ts'
import { until, within } from './waiting.ts'

const runs = Number(process.env.FORECOURT_KILL_RUNS ?? 0)
const events = runs > 0 ? 2000 : 1000
const killsMax = runs > 0 ? Number.POSITIVE_INFINITY : 10
const subscriptions = 20
const workers = 4
const killEveryMs = 1000

let receiver: Receiver

before(async () => {
  await compileOnce()
  receiver = await startReceiver()
})
after(async () => {
  await endProcesses()
  await receiver.stop()
})

for (let run = 1; run <= Math.max(1, runs); run++) {
  test(`every event reaches every subscription, always with the same bytes, while workers are killed (${run})`, async (t) => {
    receiver.received.length = 0
    const database = await createTestDatabase()
    t.after(() => database.drop())
    const siteId = (await makeSite(database)).id
    const settings = { ...onDatabase(database.url), FORECOURT_DEV: '1' }
    await subscribeAll(settings, (await makeKey(database, siteId)).key)
    const group = Array.from({ length: workers }, () => startProcess(['worker'], settings))
    await within(60_000, Promise.all(group.map((one) => one.ready)), 'four workers')
    const killer = startKiller(group, settings)
    t.after(killer.stop)
    for (let i = 0; i < events; i += 100) await insertEvents(database.pool, siteId, i, 100)
    const from = performance.now()
    await until(240_000, async () => (await unsettled(database.pool)) === 0 || undefined, 'all deliveries')
    const kills = await killer.stop()
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    const sent = receiver.received.length
    t.diagnostic(`${kills} kills in ${seconds} s, ${sent - events * subscriptions} sent again`)
    assert.ok(kills >= 2)
    assertAllThere(receiver.received)
    await Promise.all(group.map((one) => one.kill()))
  })
}

async function subscribeAll(settings: Record<string, string>, key: string): Promise<void> {
  const api = startProcess(['api'], settings)
  const client = clientOf(await within(60_000, api.ready, 'the api'), key)
  for (let i = 0; i < subscriptions; i++) {
    const json = { url: `${receiver.url}/${i}`, events: ['content.progress'] }
    assert.equal((await client('POST', '/webhooks', { json })).status, 201)
  }
  await api.kill()
}

type Pool = Awaited<ReturnType<typeof createTestDatabase>>['pool']

async function insertEvents(pool: Pool, siteId: string, from: number, many: number): Promise<void> {
  await pool.query(
    `INSERT INTO events (id, site_id, type, data, created_at)
     SELECT 'evt_' || $4::bigint || '_' || lpad(i::text, 7, '0'), $1, 'content.progress', json_build_object('n', i), now()
     FROM generate_series($2::int, $2::int + $3::int - 1) i`,
    [siteId, from, many, systemClock.now().getTime()],
  )
}

async function unsettled(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*) FROM events WHERE place IS NULL)::int
      + (SELECT count(*) FROM webhook_undelivered WHERE due_at IS NOT NULL)::int AS open`,
  )
  return rows[0].open
}

/** Kills the workers in turn, one every second, and starts another in its place. */
function startKiller(group: ServerProcess[], settings: Record<string, string>) {
  let kills = 0
  let work: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    if (kills === killsMax) return
    const place = kills++ % group.length
    work = (async () => {
      await group[place]?.kill()
      group[place] = startProcess(['worker'], settings)
    })()
  }, killEveryMs)
  return {
    async stop(): Promise<number> {
      clearInterval(timer)
      await work
      return kills
    },
  }
}

function assertAllThere(received: readonly Received[]): void {
  const bodies = new Map<string, string>()
  const reached = new Map<string, Set<string>>()
  for (const { path, headers, body } of received) {
    const id = String(headers['webhook-id'])
    assert.equal(JSON.parse(body).id, id)
    assert.equal(bodies.get(id) ?? body, body, 'an event came with other bytes')
    bodies.set(id, body)
    reached.set(path, (reached.get(path) ?? new Set()).add(id))
  }
  assert.equal(bodies.size, events)
  assert.equal(reached.size, subscriptions)
  for (const [path, ids] of reached) assert.equal(ids.size, events, `${path} has not had all`)
}
