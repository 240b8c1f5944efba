// The limits with one api process: nothing is asked of the database but reservations. Two rolling windows a key. The minute is exact: the times of the last N admitted requests are kept,
// and one more is admitted when the oldest of them is 60 s old, so over no rolling minute are more than
// N admitted. The day counts minutes, and takes the whole of the oldest for used, so it never admits
// more than its N either. Before a minute's requests are admitted, some of them are reserved in the
// database; what was reserved counts as used after a crash, which keeps the day's promise over restarts.
// Rejected requests do not count.

import type { Clock } from '#kernel/clock.ts'
import type { Admission, LimitedKey, RateLimiter } from './rate-limiter.ts'

const minuteMs = 60_000
const dayMinutes = 1440
/** Of the minute's limit: a busy key reserves five times a minute. */
const reservedShare = 0.2

/** Where reservations are kept: requests admitted by minute (minutes since the epoch). */
export type ReservationStore = {
  load(keyId: string, sinceMinute: number): Promise<Map<number, number>>
  /** Raises the minute's count to at least `admitted`. */
  reserve(keyId: string, minute: number, admitted: number): Promise<void>
  /** Sets the minute's true count, when it is known to be final. */
  settle(keyId: string, minute: number, admitted: number): Promise<void>
}

type KeyState = {
  /** Times of admitted requests, oldest first from `head`; a ring of the minute's limit. */
  times: Float64Array
  head: number
  count: number
  minutes: Map<number, number>
  dayCount: number
  reserved: { minute: number; admitted: number }
  /** While the key's counts are loaded, or the first requests of a minute reserved. */
  busy: Promise<void> | undefined
  refill: Promise<void> | undefined
}

export function createRateLimiter(options: {
  clock: Clock
  store: ReservationStore
  keysMax?: number
}): RateLimiter {
  const { clock, store, keysMax = 50_000 } = options
  const states = new Map<string, KeyState>()

  async function stateOf(key: { keyId: string; perMinute: number }): Promise<KeyState> {
    let state = states.get(key.keyId)
    if (!state) {
      state = newState(key.perMinute)
      state.busy = fill(state, key.keyId)
      states.set(key.keyId, state)
      if (states.size > keysMax) await forgetOldest()
    }
    while (state.busy) await state.busy
    return state
  }

  async function fill(state: KeyState, keyId: string): Promise<void> {
    try {
      state.minutes = await store.load(keyId, minuteOf(clock) - dayMinutes)
      for (const count of state.minutes.values()) state.dayCount += count
      state.busy = undefined
    } catch (error) {
      states.delete(keyId)
      state.busy = undefined
      throw error
    }
  }

  async function forgetOldest(): Promise<void> {
    const [keyId, state] = states.entries().next().value as [string, KeyState]
    states.delete(keyId)
    // What stays reserved counts as used: never too much is admitted.
    await settle(keyId, state).catch(() => {})
  }

  async function settle(keyId: string, state: KeyState): Promise<void> {
    const { minute } = state.reserved
    if (minute > 0) await store.settle(keyId, minute, state.minutes.get(minute) ?? 0)
  }

  /** Reserves the first requests of a minute; who comes meanwhile waits. */
  function begin(state: KeyState, key: LimitedKey, minute: number): Promise<void> {
    const target = (state.minutes.get(minute) ?? 0) + blockOf(state, key)
    const run = async () => {
      try {
        await state.refill
        await settle(key.keyId, state)
        await store.reserve(key.keyId, minute, target)
        state.reserved = { minute, admitted: target }
      } finally {
        state.busy = undefined
      }
    }
    state.busy = run()
    return state.busy
  }

  /** Reserves more of the minute beside the requests, before what is reserved runs out. */
  function refill(state: KeyState, key: LimitedKey): void {
    const { minute, admitted } = state.reserved
    const target = admitted + blockOf(state, key)
    const run = async () => {
      try {
        await store.reserve(key.keyId, minute, target)
        if (state.reserved.minute === minute) state.reserved.admitted = target
      } catch {
        // The next request in need reserves for itself, and tells what is wrong.
      } finally {
        state.refill = undefined
      }
    }
    state.refill = run()
  }

  return {
    async admit(key) {
      for (;;) {
        const state = await stateOf(key)
        if (state.times.length !== key.perMinute) resize(state, key.perMinute)
        const now = clock.now().getTime()
        forgetOld(state, now)
        const refusal = refuse(state, key, now)
        if (refusal !== undefined) return admission(state, key, now, false, refusal)
        const minute = Math.floor(now / minuteMs)
        const left =
          state.reserved.minute === minute ? state.reserved.admitted - (state.minutes.get(minute) ?? 0) : 0
        if (left > 0) {
          record(state, minute, now)
          if (left <= blockOf(state, key) / 2 && !state.refill) refill(state, key)
          return admission(state, key, now, true, 0)
        }
        if (state.refill) await state.refill
        else await begin(state, key, minute)
      }
    },
    async stop() {
      const all = [...states]
      states.clear()
      const settled = await Promise.allSettled(
        all.map(async ([keyId, state]) => {
          await state.refill
          await settle(keyId, state)
        }),
      )
      const failed = settled.find((one) => one.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

function blockOf(state: KeyState, key: LimitedKey): number {
  return Math.max(1, Math.min(Math.ceil(key.perMinute * reservedShare), key.perDay - state.dayCount))
}

function minuteOf(clock: Clock): number {
  return Math.floor(clock.now().getTime() / minuteMs)
}

function newState(perMinute: number): KeyState {
  return {
    times: new Float64Array(perMinute),
    head: 0,
    count: 0,
    minutes: new Map(),
    dayCount: 0,
    reserved: { minute: 0, admitted: 0 },
    busy: undefined,
    refill: undefined,
  }
}

/** The key's limit changed: the newest requests of the window are kept. */
function resize(state: KeyState, perMinute: number): void {
  const kept: number[] = []
  for (let i = 0; i < state.count; i++) kept.push(timeAt(state, i))
  const newest = kept.slice(-perMinute)
  state.times = new Float64Array(perMinute)
  state.times.set(newest)
  state.head = 0
  state.count = newest.length
}

function timeAt(state: KeyState, i: number): number {
  return state.times[(state.head + i) % state.times.length] as number
}

function forgetOld(state: KeyState, now: number): void {
  while (state.count > 0 && timeAt(state, 0) <= now - minuteMs) {
    state.head = (state.head + 1) % state.times.length
    state.count--
  }
  const oldest = Math.floor(now / minuteMs) - dayMinutes
  for (const [minute, count] of state.minutes) {
    if (minute >= oldest) break
    state.minutes.delete(minute)
    state.dayCount -= count
  }
}

/** @returns how long to wait, in ms, or undefined when the request may pass. */
function refuse(
  state: KeyState,
  key: { perMinute: number; perDay: number },
  now: number,
): number | undefined {
  const minuteWait = state.count < key.perMinute ? 0 : timeAt(state, 0) + minuteMs - now
  const dayWait = state.dayCount < key.perDay ? 0 : dayResetMs(state, key.perDay) - now
  const wait = Math.max(minuteWait, dayWait)
  return wait > 0 ? wait : undefined
}

/** When so many minutes have left the day that one more request fits. */
function dayResetMs(state: KeyState, perDay: number): number {
  let over = state.dayCount - perDay + 1
  for (const [minute, count] of state.minutes) {
    over -= count
    if (over <= 0) return (minute + dayMinutes + 1) * minuteMs
  }
  return Number.POSITIVE_INFINITY
}

function record(state: KeyState, minute: number, now: number): void {
  state.times[(state.head + state.count) % state.times.length] = now
  state.count++
  state.minutes.set(minute, (state.minutes.get(minute) ?? 0) + 1)
  state.dayCount++
}

function admission(
  state: KeyState,
  key: { perMinute: number; perDay: number },
  now: number,
  admitted: boolean,
  retryAfterMs: number,
): Admission {
  const oldestMinute = state.minutes.keys().next().value
  return {
    admitted,
    retryAfterMs,
    minute: {
      limit: key.perMinute,
      remaining: Math.max(0, key.perMinute - state.count),
      resetAtMs: state.count > 0 ? timeAt(state, 0) + minuteMs : now + minuteMs,
    },
    day: {
      limit: key.perDay,
      remaining: Math.max(0, key.perDay - state.dayCount),
      resetAtMs:
        oldestMinute === undefined ? now + dayMinutes * minuteMs : (oldestMinute + dayMinutes + 1) * minuteMs,
    },
  }
}
