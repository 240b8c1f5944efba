// The lane of one subscription: its due deliveries, the longest due first, a few at a time. One process works
// a lane at a time, so its receiver never meets more than that. A receiver that fails again and again gets
// one request, then a pause that grows to a minute; the lane is given back meanwhile, so nobody waits with it.

import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { updateAbandoned } from '../delivery-store.ts'
import { disableSubscription } from '../disable-subscription.ts'
import { envelopeOf } from '../envelope.ts'
import { openSecrets } from '../secrets.ts'
import { type Attempt, type AttemptDeps, attemptDelivery } from './attempt.ts'
import { isDead, isGone, isSuccess, nextState } from './delivery-state.ts'
import { type DueDelivery, findLaneTarget, type LaneTarget, listDue } from './lane-store.ts'
import type { Settler } from './settler.ts'
import type { SigningSecrets } from './sign.ts'

const sideBySide = 8
const fetchedAtOnce = 64
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
 * @throws when the database is away; what was sent meanwhile is sent again.
 */
export async function workLane(
  deps: LaneDeps,
  webhookId: string,
  signal: AbortSignal,
): Promise<{ pausedUntil: Date | null }> {
  const from = performance.now()
  let after: { dueAt: Date; id: string } | undefined
  let recorded: Promise<unknown> = Promise.resolve()
  while (!signal.aborted && performance.now() - from < turnMs) {
    const target = await findLaneTarget(deps.db, webhookId)
    if (!target) break
    if (!target.isActive) {
      await updateAbandoned(deps.db, webhookId, 'The webhook is disabled.')
      break
    }
    const due = await listDue(deps.db, webhookId, { now: deps.clock.now(), after, limit: fetchedAtOnce })
    if (due.length === 0) break
    after = due.at(-1)
    const sent = await send(deps, target, due, signal)
    // Recording goes on beside the next sending, one batch behind at most.
    await recorded
    recorded = sent.recorded
    recorded.catch(() => {})
    if (sent.failures >= failuresPatience) {
      await recorded
      return { pausedUntil: pauseAfter(sent.failures, deps.clock.now()) }
    }
  }
  await recorded
  return { pausedUntil: null }
}

function pauseAfter(failures: number, now: Date): Date {
  const pauseMs = Math.min(pauseMaxMs, 1000 * 2 ** (failures - failuresPatience))
  return new Date(now.getTime() + pauseMs)
}

type Sent = { failures: number; recorded: Promise<unknown> }

async function send(
  deps: LaneDeps,
  target: LaneTarget,
  due: readonly DueDelivery[],
  signal: AbortSignal,
): Promise<Sent> {
  const secrets = openSecrets(deps.serverSecret, target.id, target, deps.clock.now())
  const waiting = [...due]
  const recordings: Promise<void>[] = []
  let failures = target.failureCount
  const sendNext = async () => {
    for (let one = waiting.shift(); one && !signal.aborted; one = waiting.shift()) {
      const attempt = await attemptOne(deps, target, secrets, one)
      const hadFailures = failures > 0
      failures = isSuccess(attempt) ? 0 : failures + 1
      recordings.push(record(deps, target, one, attempt, hadFailures))
      if (failures >= failuresPatience) waiting.length = 0
    }
  }
  const slots = failures >= failuresPatience ? 1 : sideBySide
  await Promise.all(Array.from({ length: Math.min(slots, due.length) }, sendNext))
  return { failures, recorded: Promise.all(recordings) }
}

async function attemptOne(
  deps: LaneDeps,
  target: LaneTarget,
  secrets: SigningSecrets | undefined,
  { event, attempt }: DueDelivery,
): Promise<Attempt> {
  const outgoing = {
    eventId: event.id,
    eventType: event.type,
    body: envelopeOf(event),
    attempt: attempt + 1,
  }
  return await attemptDelivery(deps, target.url, secrets, outgoing, deps.clock.now())
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
    tries,
    ...next,
    responseStatus: attempt.status,
    responseBody: attempt.responseBody,
    error: attempt.error,
    durationMs: attempt.durationMs,
    deliveredAt: isDone ? now : null,
  }
  const ended = { settled, failedAt: isDone ? null : now, isStreakKept: isDone && !hadFailures }
  const { failingSince } = await deps.settler.record(ended)
  if (isDone) return
  if (isGone(attempt)) {
    await disableSubscription(deps.db, target, 'The receiver answered 410 Gone.', now)
  } else if (isDead(failingSince, now)) {
    await disableSubscription(deps.db, target, 'Every delivery has failed for 5 days.', now)
  }
}
