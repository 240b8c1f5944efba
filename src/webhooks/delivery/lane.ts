// The lane of one subscription: its due deliveries, the longest due first, a few at a time. One process works
// a lane at a time, so its receiver never meets more than that. A receiver that fails again and again gets
// one request, then a pause that grows to a minute; the lane is given back meanwhile, so nobody waits with it.

import type { LimitFunction } from 'p-limit'
import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { disableSubscription } from '../disable-subscription.ts'
import { openSecrets } from '../secrets.ts'
import { type Attempt, type AttemptDeps, attemptDelivery } from './attempt.ts'
import { isDead, isGone, isSuccess, nextState } from './delivery-state.ts'
import type { EventBodies } from './event-bodies.ts'
import {
  type DueDelivery,
  deleteSome,
  type LaneTarget,
  readLane,
  type Settled,
  updateAbandoned,
} from './lane-store.ts'
import type { Settler } from './settler.ts'

const sideBySide = 8
const fetchedAtOnce = 400
/** Nothing is sent by what was read of the subscription longer ago. */
const batchMs = 1000
/** After so long a lane is given back, so that another that waits has its turn. */
const turnMs = 5000
/** Failures in a row after which a receiver is asked one at a time. */
const failuresPatience = 10
const pauseMaxMs = 60_000

export type LaneDeps = AttemptDeps & {
  db: Db
  clock: Clock
  settler: Settler
  bodies: EventBodies
  /** In turn with the other lanes of the process. */
  reading: LimitFunction
  serverSecret: Uint8Array
}

/**
 * Works a lane until nothing is due, its turn is over or `signal` says so.
 * @returns until when its receiver is left alone.
 * @throws when the database is away; what was sent and not recorded is sent again.
 */
export async function workLane(
  deps: LaneDeps,
  webhookId: string,
  signal: AbortSignal,
): Promise<{ pausedUntil: Date | null }> {
  const from = performance.now()
  let activation: number | undefined
  let before: Sent | undefined
  try {
    while (!signal.aborted && performance.now() - from < turnMs) {
      const range = { now: deps.clock.now(), limit: fetchedAtOnce, after: before?.last }
      const lane = await deps.reading(() => readLane(deps.db, webhookId, range))
      if (!lane) break
      const { target, due } = lane
      if (target.isDeleted) {
        while (await deleteSome(deps.db, webhookId)) if (signal.aborted) break
        break
      }
      if (!target.isActive) {
        await before?.recorded
        await abandonStale(deps.db, target, signal)
        break
      }
      if (target.activation !== activation) {
        await before?.recorded
        await abandonStale(deps.db, target, signal)
        activation = target.activation
      }
      if (due.length === 0) break
      if (before && due.some((one) => before?.ids.has(one.id))) {
        // Retried by hand while its attempt is not recorded yet, whose number is taken.
        await before.recorded
        before = undefined
        continue
      }
      const sent = await sendBatch(deps, target, due, signal)
      const earlier = before
      before = sent
      await earlier?.recorded
      if (sent.failures === 0) continue
      await sent.recorded
      before = undefined
      if (sent.failures >= failuresPatience)
        return { pausedUntil: pauseAfter(sent.failures, deps.clock.now()) }
    }
    return { pausedUntil: null }
  } finally {
    await before?.recorded
  }
}

/** What waits since before the subscription was switched off. */
async function abandonStale(db: Db, target: LaneTarget, signal: AbortSignal): Promise<void> {
  const { id, activation, isActive, disabledReason } = target
  const reason = disabledReason ?? 'The webhook was switched off.'
  const kept = isActive ? activation : activation + 1
  while ((await updateAbandoned(db, id, kept, reason)) && !signal.aborted);
}

function pauseAfter(failures: number, now: Date): Date {
  const pauseMs = Math.min(pauseMaxMs, 1000 * 2 ** (failures - failuresPatience))
  return new Date(now.getTime() + pauseMs)
}

/**
 * A batch that was sent. While its receiver has no failures, the next one, which is of what is due after `last`, does
 * not wait until it is recorded.
 */
type Sent = {
  failures: number
  ids: ReadonlySet<string>
  last: DueDelivery | undefined
  recorded: Promise<unknown>
}

/** What there is no time for is left due. @returns with the failures of the receiver in a row. */
async function sendBatch(
  deps: LaneDeps,
  target: LaneTarget,
  due: readonly DueDelivery[],
  signal: AbortSignal,
): Promise<Sent> {
  const from = performance.now()
  const keys = openSecrets(deps.serverSecret, target.id, target, deps.clock.now())
  const bodies = await deps.bodies.read(due.map((one) => one.eventId))
  const recordings = new Set<Promise<unknown>>()
  let failures = target.failureCount
  let taken = 0
  let isOver = false
  const sendNext = async () => {
    while (taken < due.length) {
      if (isOver || signal.aborted || performance.now() - from > batchMs) return
      const one = due[taken++] as DueDelivery
      const event = bodies.get(one.eventId)
      // Purged since it was read, and the delivery with it.
      if (!event) continue
      const outgoing = { eventId: one.eventId, ...event, attempt: one.attempt + 1 }
      const attempt = await attemptDelivery(deps, target.url, keys, outgoing, deps.clock.now())
      const hadFailures = failures > 0
      failures = isSuccess(attempt) ? 0 : failures + 1
      if (isGone(attempt) || failures >= failuresPatience) isOver = true
      recordings.add(record(deps, target, one, attempt, hadFailures))
    }
  }
  const slots = failures >= failuresPatience ? 1 : sideBySide
  await Promise.all(Array.from({ length: Math.min(slots, due.length) }, sendNext))
  const recorded = Promise.all(recordings)
  recorded.catch(() => {})
  const ids = new Set(due.slice(0, taken).map((one) => one.id))
  return { failures, ids, last: due[taken - 1], recorded }
}

/** @returns when it is recorded. Many share that promise. */
function record(
  deps: LaneDeps,
  target: LaneTarget,
  due: DueDelivery,
  attempt: Attempt,
  hadFailures: boolean,
): Promise<unknown> {
  const now = deps.clock.now()
  const tries = due.tries + 1
  const isDone = isSuccess(attempt)
  const settled = {
    id: due.id,
    webhookId: target.id,
    attempt: due.attempt + 1,
    wasDueAt: due.dueAt,
    tries,
    ...nextState(attempt, tries, now, Math.random()),
    responseStatus: attempt.status,
    responseBody: attempt.responseBody,
    error: attempt.error,
    durationMs: attempt.durationMs,
    deliveredAt: isDone ? now : null,
  }
  if (isDone) return deps.settler.record({ settled, failedAt: null, isStreakKept: !hadFailures })
  const recording = recordFailure(deps, target, settled, { isGone: isGone(attempt), now })
  recording.catch(() => {})
  return recording
}

async function recordFailure(
  deps: LaneDeps,
  target: LaneTarget,
  settled: Settled,
  { isGone, now }: { isGone: boolean; now: Date },
): Promise<void> {
  // Before its record: whoever sees the delivery ended by it finds the webhook disabled, also after a crash between.
  if (isGone) await disableSubscription(deps.db, target, 'The receiver answered 410 Gone.', now)
  const since = await deps.settler.record({ settled, failedAt: now, isStreakKept: false })
  if (isDead(since.get(target.id) ?? null, now)) {
    await disableSubscription(deps.db, target, 'Every delivery has failed for 5 days.', now)
  }
}
