// The limits that several api processes keep together, below HTTP: each limiter stands for a process. Over
// HTTP they are tested in several-nodes.test.ts.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import {
  createRateLimiter,
  createReservationStore,
  createSharedLimits,
  createSharedRateLimiter,
  type RateLimiter,
} from '#http/index.ts'
import { deleteOldMinutes } from '#http/port.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

const minuteMs = 60_000
const dayMs = 24 * 3600_000
const startMs = 1_790_000_000_000

let database: TestDatabase
let siteId: string

before(async () => {
  database = await createTestDatabase()
  siteId = (await makeSite(database)).id
})
after(() => database.drop())

function fakeClock(fromMs = startMs) {
  let nowMs = fromMs
  return { now: () => new Date(nowMs), forward: (ms: number) => (nowMs += ms), ms: () => nowMs }
}

type FakeClock = ReturnType<typeof fakeClock>

const node = (clock: FakeClock): RateLimiter =>
  createSharedRateLimiter({ limits: createSharedLimits(database.pool, clock), clock })

const nodes = (clock: FakeClock) => [node(clock), node(clock)] as const

async function keyWith(perMinute: number, perDay: number) {
  return { keyId: (await makeKey(database, siteId)).id, perMinute, perDay }
}

function mostWithin(times: readonly number[], windowMs: number): number {
  let most = 0
  let from = 0
  for (let to = 0; to < times.length; to++) {
    while ((times[to] as number) - (times[from] as number) >= windowMs) from++
    most = Math.max(most, to - from + 1)
  }
  return most
}

async function admittedOf(limiter: RateLimiter, key: Awaited<ReturnType<typeof keyWith>>, times: number) {
  const answers = await Promise.all(Array.from({ length: times }, () => limiter.admit(key)))
  return answers.filter((one) => one.admitted).length
}

const traffic = fc.record({
  perMinute: fc.integer({ min: 10, max: 30 }),
  perDay: fc.integer({ min: 5, max: 120 }),
  start: fc.integer({ min: 0, max: dayMs }),
  requests: fc.array(
    fc.record({
      gap: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 50 }) },
        { weight: 2, arbitrary: fc.integer({ min: 0, max: 70_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 * 3600_000 }) },
      ),
      node: fc.integer({ min: 0, max: 1 }),
    }),
    { minLength: 40, maxLength: 250 },
  ),
})

test('whatever the traffic, two nodes together say exactly what one node alone says', async () => {
  await fc.assert(
    fc.asyncProperty(traffic, async ({ perMinute, perDay, start, requests }) => {
      const clock = fakeClock(startMs + start)
      const pair = nodes(clock)
      const stored = new Map<number, number>()
      const alone = createRateLimiter({
        clock,
        store: {
          load: async () => stored,
          reserve: async () => {},
          settle: async () => {},
        },
      })
      const key = await keyWith(perMinute, perDay)
      const admitted: number[] = []
      for (const request of requests) {
        clock.forward(request.gap)
        const together = await (pair[request.node] as RateLimiter).admit(key)
        assert.deepEqual(together, await alone.admit(key))
        if (together.admitted) admitted.push(clock.ms())
      }
      assert.ok(mostWithin(admitted, minuteMs) <= perMinute)
      assert.ok(mostWithin(admitted, dayMs) <= perDay)
    }),
    { numRuns: 40 },
  )
})

test('requests at the same moment on two nodes are admitted as many as the key has, never more', async () => {
  const clock = fakeClock()
  const [a, b] = nodes(clock)
  const minute = await keyWith(50, 1000)
  const [onA, onB] = await Promise.all([admittedOf(a, minute, 60), admittedOf(b, minute, 60)])
  assert.equal(onA + onB, 50)
  const day = await keyWith(500, 40)
  const [dayOnA, dayOnB] = await Promise.all([admittedOf(a, day, 60), admittedOf(b, day, 60)])
  assert.equal(dayOnA + dayOnB, 40)
})

test('many keys on two nodes at once, in any order, never wait for each other in a circle', async () => {
  const clock = fakeClock()
  const keys = await Promise.all(Array.from({ length: 40 }, () => keyWith(12, 1000)))
  const askAll = async (limiter: RateLimiter, order: typeof keys) => {
    const rounds = Array.from({ length: 10 }, () => order.map((key) => limiter.admit(key)))
    return (await Promise.all(rounds.flat())).filter((one) => one.admitted).length
  }
  const [a, b] = nodes(clock)
  const [onA, onB] = await Promise.all([askAll(a, keys), askAll(b, keys.toReversed())])
  assert.equal(onA + onB, 40 * 12)
})

test('Retry-After is the true wait although the other node took the requests', async () => {
  const clock = fakeClock()
  const [a, b] = nodes(clock)
  const key = await keyWith(20, 1000)
  for (let i = 0; i < 20; i++) {
    await a.admit(key)
    clock.forward(700)
  }
  for (let i = 0; i < 5; i++) {
    const refused = await b.admit(key)
    assert.equal(refused.admitted, false)
    clock.forward(refused.retryAfterMs - 1)
    assert.equal((await b.admit(key)).admitted, false)
    clock.forward(1)
    assert.equal((await b.admit(key)).admitted, true)
  }
})

test('a day that is full tells the true wait, hours long, and ends then', async () => {
  const clock = fakeClock()
  const [a, b] = nodes(clock)
  const key = await keyWith(30, 25)
  assert.equal(await admittedOf(a, key, 20), 20)
  clock.forward(2 * 3600_000)
  assert.equal(await admittedOf(b, key, 20), 5)
  const refused = await a.admit(key)
  assert.equal(refused.day.remaining, 0)
  assert.ok(refused.retryAfterMs > 21 * 3600_000 && refused.retryAfterMs <= 22 * 3600_000 + minuteMs)
  clock.forward(refused.retryAfterMs - 1)
  assert.equal((await b.admit(key)).admitted, false)
  clock.forward(1)
  assert.equal((await b.admit(key)).admitted, true)
})

test('a node that dies takes no quota along: the other counts what was admitted and nothing more', async () => {
  const clock = fakeClock()
  const [dies, lives] = nodes(clock)
  const key = await keyWith(500, 1000)
  assert.equal(await admittedOf(dies, key, 30), 30)
  const next = await lives.admit(key)
  assert.equal(next.minute.remaining, 500 - 31)
  assert.equal(next.day.remaining, 1000 - 31)
})

test('a changed limit holds at once, on every node, and keeps what was used', async () => {
  const clock = fakeClock()
  const [a, b] = nodes(clock)
  const key = await keyWith(40, 1000)
  assert.equal(await admittedOf(a, key, 40), 40)
  assert.equal((await b.admit(key)).admitted, false)
  const raised = { ...key, perMinute: 60 }
  assert.equal(await admittedOf(b, raised, 100), 20)
  const lowered = { ...key, perMinute: 10 }
  assert.equal((await a.admit(lowered)).admitted, false)
  clock.forward(minuteMs)
  assert.equal(await admittedOf(a, lowered, 100), 10)
})

test('after a crash of the database what was reserved counts as used, so the day holds', async () => {
  const clock = fakeClock()
  const [a, b] = nodes(clock)
  const key = await keyWith(50, 60)
  assert.equal(await admittedOf(a, key, 23), 23)
  // What recovery does with a table that is not logged.
  await database.pool.query('TRUNCATE rate_windows')
  clock.forward(2 * minuteMs)
  const used = 1000 - (await b.admit({ ...key, perDay: 1000 })).day.remaining
  assert.ok(used >= 24 && used <= 24 + 10, `${used} used`)
  assert.ok((await admittedOf(b, key, 100)) + 24 <= 60)
})

test('one node becomes two and two become one, and the day goes on', async () => {
  const clock = fakeClock()
  const key = await keyWith(100, 200)
  const alone = createRateLimiter({ clock, store: createReservationStore(database.db) })
  assert.equal(await admittedOf(alone, key, 30), 30)
  await alone.stop()
  const [a, b] = nodes(clock)
  assert.equal((await a.admit(key)).day.remaining, 200 - 31)
  clock.forward(minuteMs)
  assert.equal(await admittedOf(b, key, 10), 10)
  clock.forward(minuteMs)
  assert.equal((await b.admit(key)).day.remaining, 200 - 42)
  const again = createRateLimiter({ clock, store: createReservationStore(database.db) })
  const { day } = await again.admit(key)
  // The last minute's reservation was not settled: at most a fifth of a minute's limit is lost.
  assert.ok(day.remaining <= 200 - 43 && day.remaining >= 200 - 43 - 20, `${day.remaining} remain`)
})

test('a hammering key is refused from memory until something of its numbers changes', async () => {
  const clock = fakeClock()
  let asked = 0
  const limits = createSharedLimits(database.pool, clock)
  const limiter = createSharedRateLimiter({
    clock,
    limits: {
      admit(keys) {
        asked += keys.length
        return limits.admit(keys)
      },
    },
  })
  const key = await keyWith(10, 1000)
  assert.equal(await admittedOf(limiter, key, 10), 10)
  await limiter.admit(key)
  asked = 0
  for (let i = 0; i < 500; i++) {
    const { admitted, retryAfterMs } = await limiter.admit(key)
    assert.equal(admitted, false)
    assert.equal(retryAfterMs, minuteMs - i * 10)
    clock.forward(10)
  }
  assert.equal(asked, 0)
  clock.forward(minuteMs - 500 * 10)
  assert.equal((await limiter.admit(key)).admitted, true)
})

test('many requests at once go in a few statements', async () => {
  const clock = fakeClock()
  let statements = 0
  const limits = createSharedLimits(database.pool, clock)
  const limiter = createSharedRateLimiter({
    clock,
    limits: {
      admit(keys) {
        statements++
        return limits.admit(keys)
      },
    },
  })
  const keys = await Promise.all(Array.from({ length: 20 }, () => keyWith(100, 1000)))
  const answers = await Promise.all(
    keys.flatMap((key) => Array.from({ length: 10 }, () => limiter.admit(key))),
  )
  assert.ok(answers.every((one) => one.admitted))
  assert.ok(statements <= 8, `${statements} statements`)
})

test('a key that is gone fails alone', async () => {
  const limiter = node(fakeClock())
  const gone = { keyId: '0199a3c4-0000-7000-8000-000000000009', perMinute: 10, perDay: 10 }
  const key = await keyWith(10, 100)
  const [lost, kept] = await Promise.allSettled([limiter.admit(gone), limiter.admit(key)])
  assert.equal(lost.status, 'rejected')
  assert.equal(kept.status, 'fulfilled')
})

test('a key’s windows go when no window reaches them, and not before', async () => {
  const clock = fakeClock()
  const limiter = node(clock)
  const key = await keyWith(10, 100)
  await limiter.admit(key)
  const count = async () => {
    const { rows } = await database.pool.query('SELECT 1 FROM rate_windows WHERE key_id = $1', [key.keyId])
    return rows.length
  }
  await deleteOldMinutes(database.db, new Date(clock.ms() + dayMs))
  assert.equal(await count(), 1)
  await deleteOldMinutes(database.db, new Date(clock.ms() + dayMs + 2 * 3600_000))
  assert.equal(await count(), 0)
  clock.forward(dayMs + 2 * 3600_000)
  assert.equal((await limiter.admit(key)).day.remaining, 99)
})
