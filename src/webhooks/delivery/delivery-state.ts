// The state machine of a delivery. One row an event and subscription:
//
//   pending ──2xx──────────────────────────► succeeded
//      │                                         ▲
//      ├──any other end, tries are left──► failed ──2xx──┘
//      │                                    │  ▲ │
//      │                                    │  └─┘ any other end, tries are left
//      └──410, or no tries left──► exhausted ◄──┘ 410, or no tries left
//
// A retry by hand takes any state to pending, with a new schedule; one that comes while an attempt is under way
// stands, whatever becomes of that. A subscription that is disabled takes pending and failed to exhausted.
// `succeeded` and `exhausted` are not attempted again.

import type { DeliveryStatus } from '../delivery-store.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Pauses after the first attempt, the second, …: nine attempts in a little over a day. */
const pausesMs = [
  5 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
] as const

const jitter = 0.1
const retryAfterMaxMs = hour
const disabledAfterMs = 5 * 24 * hour

/** How an attempt ended. `status` is null when no headers came. */
export type AttemptEnd = {
  status: number | null
  /** Of an answer 429 or 503 that asks for it. */
  retryAfterMs?: number
}

export function isSuccess(end: AttemptEnd): boolean {
  return end.status !== null && end.status >= 200 && end.status < 300
}

/** The receiver says that it is gone for good: its subscription is disabled. */
export function isGone(end: AttemptEnd): boolean {
  return end.status === 410
}

export type NextState = { status: DeliveryStatus; dueAt: Date | null }

/**
 * @param tries attempts of the present schedule, this one among them
 * @param random from 0 to 1, spreads the next attempt by ±10 %
 */
export function nextState(end: AttemptEnd, tries: number, now: Date, random: number): NextState {
  if (isSuccess(end)) return { status: 'succeeded', dueAt: null }
  const pause = pausesMs[tries - 1]
  if (isGone(end) || pause === undefined) return { status: 'exhausted', dueAt: null }
  const scheduled = pause * (1 - jitter + 2 * jitter * random)
  const asked = Math.min(end.retryAfterMs ?? 0, retryAfterMaxMs)
  return { status: 'failed', dueAt: new Date(now.getTime() + Math.round(Math.max(scheduled, asked))) }
}

/** Every delivery has failed for five days. */
export function isDead(failingSince: Date | null, now: Date): boolean {
  return failingSince !== null && now.getTime() - failingSince.getTime() >= disabledAfterMs
}

/** `Retry-After` of a 429 or a 503: seconds or an HTTP date (RFC 9110, 10.2.3); undefined when it says neither. */
export function retryAfterMs(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text) * second
  const at = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}
