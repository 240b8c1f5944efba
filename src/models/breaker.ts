// A circuit breaker on the clock that it is given; the maintained ones read the system's. After `failuresMax` failures in
// a row the provider rests; then one call tries it, and its end decides.

import type { Clock } from '#kernel/clock.ts'

const failuresMax = 5
const restMs = 30_000

export type Breaker = {
  /** False while the provider rests or another call tries it. Whoever got true tells how the call ended. */
  admit(): boolean
  succeeded(): void
  failed(): void
  /** The call ended without a word on the provider's health. */
  ended(): void
}

export function createBreaker(clock: Clock): Breaker {
  let failures = 0
  let restsUntilMs = 0
  let isTried = false
  const nowMs = () => clock.now().getTime()
  return {
    admit() {
      if (failures < failuresMax) return true
      if (isTried || nowMs() < restsUntilMs) return false
      isTried = true
      return true
    },
    succeeded() {
      failures = 0
      isTried = false
    },
    failed() {
      failures += 1
      isTried = false
      if (failures >= failuresMax) restsUntilMs = nowMs() + restMs
    },
    ended() {
      isTried = false
    },
  }
}
