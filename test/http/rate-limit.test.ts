import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createRateLimiter, type ReservationStore } from '#http/index.ts'

const minuteMs = 60_000
const dayMs = 24 * 3600_000

function fakeClock(startMs: number) {
  let nowMs = startMs
  return { now: () => new Date(nowMs), forward: (ms: number) => (nowMs += ms), ms: () => nowMs }
}

/** Keeps reservations as the database does. */
function memoryStore(): ReservationStore & { rows: Map<string, Map<number, number>> } {
  const rows = new Map<string, Map<number, number>>()
  const of = (keyId: string) =>
    rows.get(keyId) ?? (rows.set(keyId, new Map()).get(keyId) as Map<number, number>)
  return {
    rows,
    load: async (keyId, since) =>
      new Map([...of(keyId)].filter(([minute]) => minute >= since).sort(([a], [b]) => a - b)),
    reserve: async (keyId, minute, admitted) =>
      void of(keyId).set(minute, Math.max(admitted, of(keyId).get(minute) ?? 0)),
    settle: async (keyId, minute, admitted) => void of(keyId).set(minute, admitted),
  }
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

test('over no rolling minute and no rolling day are more requests admitted than the key has', async () => {
  const gap = fc.oneof(
    fc.integer({ min: 0, max: 50 }),
    fc.integer({ min: 0, max: 70_000 }),
    fc.integer({ min: 0, max: 2 * 3600_000 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 10, max: 40 }),
      fc.integer({ min: 5, max: 120 }),
      fc.integer({ min: 0, max: dayMs }),
      fc.array(fc.record({ gap, crash: fc.integer({ min: 0, max: 60 }) }), { maxLength: 400 }),
      async (perMinute, perDay, start, requests) => {
        const clock = fakeClock(1_700_000_000_000 + start)
        const store = memoryStore()
        const key = { keyId: 'k', perMinute, perDay }
        let limiter = createRateLimiter({ clock, store })
        // A restart forgets the minute's exact times, so the minute is judged between restarts and the day over all.
        let sinceStart: number[] = []
        const all: number[] = []
        for (const request of requests) {
          clock.forward(request.gap)
          if (request.crash === 0) {
            limiter = createRateLimiter({ clock, store })
            sinceStart = []
          }
          if (!(await limiter.admit(key)).admitted) continue
          sinceStart.push(clock.ms())
          all.push(clock.ms())
          assert.ok(mostWithin(sinceStart, minuteMs) <= perMinute)
        }
        assert.ok(mostWithin(all, dayMs) <= perDay)
      },
    ),
    { numRuns: 150 },
  )
})

test('Retry-After is the true wait: one millisecond earlier is refused, then it is admitted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 30, maxLength: 80 }),
      async (gaps) => {
        const clock = fakeClock(1_700_000_000_000)
        const limiter = createRateLimiter({ clock, store: memoryStore() })
        const key = { keyId: 'k', perMinute: 20, perDay: 100_000 }
        for (const gap of gaps) {
          clock.forward(gap)
          const { admitted, retryAfterMs } = await limiter.admit(key)
          if (admitted) continue
          clock.forward(retryAfterMs - 1)
          assert.equal((await limiter.admit(key)).admitted, false)
          clock.forward(1)
          assert.equal((await limiter.admit(key)).admitted, true)
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('a full minute can be used again right when its first request is 60 s old, with no burst at an edge', async () => {
  const clock = fakeClock(1_700_000_000_000)
  const limiter = createRateLimiter({ clock, store: memoryStore() })
  const key = { keyId: 'k', perMinute: 10, perDay: 1000 }
  for (let i = 0; i < 10; i++) assert.equal((await limiter.admit(key)).admitted, true)
  clock.forward(59_999)
  assert.equal((await limiter.admit(key)).admitted, false)
  clock.forward(1)
  const again = await Promise.all(Array.from({ length: 15 }, () => limiter.admit(key)))
  assert.equal(again.filter((one) => one.admitted).length, 10)
})

test('a rejected request does not count', async () => {
  const clock = fakeClock(1_700_000_000_000)
  const limiter = createRateLimiter({ clock, store: memoryStore() })
  const key = { keyId: 'k', perMinute: 10, perDay: 1000 }
  for (let i = 0; i < 500; i++) await limiter.admit(key)
  const { day } = await limiter.admit(key)
  assert.equal(day.remaining, 990)
})

test('a clean stop keeps the true count for the next start', async () => {
  const clock = fakeClock(1_700_000_000_000)
  const store = memoryStore()
  const key = { keyId: 'k', perMinute: 500, perDay: 1000 }
  const first = createRateLimiter({ clock, store })
  for (let i = 0; i < 3; i++) await first.admit(key)
  await first.stop()
  const { day } = await createRateLimiter({ clock, store }).admit(key)
  assert.equal(day.remaining, 996)
})

test('minutes that were reserved and hardly used cost a key nothing after a clean stop', async () => {
  const clock = fakeClock(1_700_000_000_000)
  const store = memoryStore()
  const key = { keyId: 'k', perMinute: 60, perDay: 10_000 }
  const first = createRateLimiter({ clock, store })
  for (let minute = 0; minute < 500; minute++) {
    await first.admit(key)
    clock.forward(minuteMs)
  }
  await first.stop()
  const { day } = await createRateLimiter({ clock, store }).admit(key)
  assert.equal(day.remaining, 10_000 - 501)
})

test('parallel first requests of a key load its counts once and lose none', async () => {
  const clock = fakeClock(1_700_000_000_000)
  const limiter = createRateLimiter({ clock, store: memoryStore() })
  const key = { keyId: 'k', perMinute: 500, perDay: 60 }
  const answers = await Promise.all(Array.from({ length: 100 }, () => limiter.admit(key)))
  assert.equal(answers.filter((one) => one.admitted).length, 60)
})
