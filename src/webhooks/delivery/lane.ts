// The lane of one subscription: its due deliveries, the longest due first, a few at a time. One process works
// a lane at a time, so its receiver never meets more than that. A receiver that fails again and again gets
// one request, then a pause that grows to a minute; the lane is given back meanwhile, so nobody waits with it.

import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { disableSubscription } from '../disable-subscription.ts'
import { envelopeOf } from '../envelope.ts'
import { openSecrets } from '../secrets.ts'
import { type Attempt, type AttemptDeps, attemptDelivery } from './attempt.ts'
import { isDead, isGone, isSuccess, nextState } from './delivery-state.ts'
import {
  type DueDelivery,
  deleteSome,
  findLaneTarget,
  type LaneTarget,
  listDue,
  updateAbandoned,
} from './lane-store.ts'
import type { Settler } from './settler.ts'
import type { SigningKeys } from './sign.ts'

const sideBySide = 8
const fetchedAtOnce = 200
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
  let isFirst = true
  while (!signal.aborted && performance.now() - from < turnMs) {
    const target = await findLaneTarget(deps.db, webhookId)
    if (!target) break
    if (target.isDeleted) {
      while (await deleteSome(deps.db, webhookId)) if (signal.aborted) break
      break
    }
    if (isFirst || !target.isActive) await abandonStale(deps.db, target, signal)
    if (!target.isActive) break
    isFirst = false
    const due = await listDue(deps.db, webhookId, { now: deps.clock.now(), limit: fetchedAtOnce })
    if (due.length === 0) break
    const failures = await sendBatch(deps, target, due, signal)
    if (failures >= failuresPatience) return { pausedUntil: pauseAfter(failures, deps.clock.now()) }
  }
  return { pausedUntil: null }
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

/** Sends and records; what there is no time for is left due. @returns failures of the receiver in a row. */
async function sendBatch(
  deps: LaneDeps,
  target: LaneTarget,
  due: readonly DueDelivery[],
  signal: AbortSignal,
): Promise<number> {
  const from = performance.now()
  const keys = openSecrets(deps.serverSecret, target.id, target, deps.clock.now())
  const waiting = [...due]
  const recordings: Promise<void>[] = []
  let failures = target.failureCount
  let isOver = false
  const sendNext = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      if (isOver || signal.aborted || performance.now() - from > batchMs) return
      const attempt = await attemptOne(deps, target, keys, one)
      const hadFailures = failures > 0
      failures = isSuccess(attempt) ? 0 : failures + 1
      if (isGone(attempt) || failures >= failuresPatience) isOver = true
      const recording = record(deps, target, one, attempt, hadFailures)
      // Its fault is told when all have been sent.
      recording.catch(() => {})
      recordings.push(recording)
    }
  }
  const slots = failures >= failuresPatience ? 1 : sideBySide
  await Promise.all(Array.from({ length: Math.min(slots, due.length) }, sendNext))
  await Promise.all(recordings)
  return failures
}

async function attemptOne(
  deps: LaneDeps,
  target: LaneTarget,
  keys: SigningKeys | undefined,
  { event, attempt }: DueDelivery,
): Promise<Attempt> {
  const outgoing = {
    eventId: event.id,
    eventType: event.type,
    body: envelopeOf(event),
    attempt: attempt + 1,
  }
  return await attemptDelivery(deps, target.url, keys, outgoing, deps.clock.now())
}

async function record(
  deps: LaneDeps,
  target: LaneTarget,
  due: DueDelivery,
  attempt: Attempt,
  hadFailures: boolean,
): Promise<void> {
  const now = deps.clock.now()
  const tries = due.tries + 1
  const next = nextState(attempt, tries, now, Math.random())
  const isDone = isSuccess(attempt)
  const settled = {
    id: due.id,
    webhookId: target.id,
    attempt: due.attempt + 1,
    wasDueAt: due.dueAt,
    tries,
    ...next,
    responseStatus: attempt.status,
    responseBody: attempt.responseBody,
    error: attempt.error,
    durationMs: attempt.durationMs,
    deliveredAt: isDone ? now : null,
  }
  const ended = { settled, failedAt: isDone ? null : now, isStreakKept: isDone && !hadFailures }
  // Before its record: whoever sees the delivery ended by it finds the webhook disabled, also after a crash between.
  if (isGone(attempt)) await disableSubscription(deps.db, target, 'The receiver answered 410 Gone.', now)
  const { failingSince } = await deps.settler.record(ended)
  if (!isDone && isDead(failingSince, now)) {
    await disableSubscription(deps.db, target, 'Every delivery has failed for 5 days.', now)
  }
}
