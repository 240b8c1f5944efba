import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isDead, nextState, retryAfterMs } from '../../src/webhooks/delivery/delivery-state.ts'

const now = new Date('2026-11-29T12:00:00.000Z')
const waits = [5, 60, 300, 1800, 7200, 18_000, 36_000, 36_000]

function waitSeconds(end: Parameters<typeof nextState>[0], tries: number, random = 0.5): number {
  const { dueAt } = nextState(end, tries, now, random)
  return ((dueAt as Date).getTime() - now.getTime()) / 1000
}

test('the pauses are those of the schedule, and the ninth failure is the last', () => {
  assert.deepEqual(
    waits.map((_, i) => waitSeconds({ status: 500 }, i + 1)),
    waits,
  )
  assert.deepEqual(nextState({ status: 500 }, 9, now, 0.5), { status: 'exhausted', dueAt: null })
})

test('every pause is spread by a tenth and no more', () => {
  for (const [i, wait] of waits.entries()) {
    assert.equal(waitSeconds({ status: null }, i + 1, 0), wait * 0.9)
    assert.ok(Math.abs(waitSeconds({ status: null }, i + 1, 1) - wait * 1.1) < 0.001)
  }
})

test('whatever the answer, a delivery ends in a state of the machine, with a time exactly when it will be tried again', () => {
  const end = fc.record(
    {
      status: fc.oneof(fc.constant(null), fc.integer({ min: 200, max: 599 })),
      retryAfterMs: fc.integer({ min: 0 }),
    },
    { requiredKeys: ['status'] },
  )
  fc.assert(
    fc.property(
      end,
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (one, tries, random) => {
        const { status, dueAt } = nextState(one, tries, now, random)
        const succeeded = one.status !== null && one.status < 300
        if (succeeded) assert.equal(status, 'succeeded')
        else if (one.status === 410 || tries === 9) assert.equal(status, 'exhausted')
        else assert.equal(status, 'failed')
        assert.equal(dueAt !== null, status === 'failed')
        if (dueAt) {
          const ms = dueAt.getTime() - now.getTime()
          assert.ok(ms >= 4500 && ms <= 11 * 3600_000)
          assert.ok(ms >= Math.min(one.retryAfterMs ?? 0, 3600_000))
        }
      },
    ),
  )
})

test('the later of schedule and Retry-After counts, and Retry-After for an hour at most', () => {
  assert.equal(waitSeconds({ status: 429, retryAfterMs: 120_000 }, 1), 120)
  assert.equal(waitSeconds({ status: 429, retryAfterMs: 1000 }, 2), 60)
  assert.equal(waitSeconds({ status: 503, retryAfterMs: 86_400_000 }, 1), 3600)
  assert.equal(waitSeconds({ status: 503, retryAfterMs: 86_400_000 }, 5), 7200)
})

test('Retry-After is read as seconds or as an HTTP date, and nothing else is', () => {
  assert.equal(retryAfterMs('120', now), 120_000)
  assert.equal(retryAfterMs(' 0 ', now), 0)
  assert.equal(retryAfterMs('Sun, 29 Nov 2026 12:02:00 GMT', now), 120_000)
  assert.equal(retryAfterMs('Sun, 29 Nov 2026 11:00:00 GMT', now), 0)
  for (const text of ['-5', '1e9', '5 minutes', '', 'soon', '2026-11-29T12:02:00Z'])
    assert.equal(retryAfterMs(text, now), undefined, text)
  assert.equal(retryAfterMs(undefined, now), undefined)
})

test('a receiver is dead when it has failed for five days', () => {
  const ago = (hours: number) => new Date(now.getTime() - hours * 3600_000)
  assert.equal(isDead(null, now), false)
  assert.equal(isDead(ago(119.9), now), false)
  assert.equal(isDead(ago(120), now), true)
})
