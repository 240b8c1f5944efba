// The limits of one-node.ts, kept by several api processes together: a key's windows are a row of an
// unlogged table, and a function of the database admits, at the database's time. No process holds anything
// of a key, so one that dies takes nothing along. A request costs one round trip; those that come while others
// are asked for go together in one statement. Only admitted requests and time change a window, so a key that
// hammers is refused from memory until the next moment at which something of its numbers changes.

import { LRUCache } from 'lru-cache'
import type { Clock } from '#kernel/clock.ts'
import type { Admission, LimitedKey, RateLimiter } from './rate-limiter.ts'

/** Statements under way at once: one that waits for the disk does not hold up the others. */
const statementsMax = 4
const callsMax = 500
const refusalsMax = 10_000

export type SharedAdmission = {
  admission: Admission
  /** So long the numbers stay as they are if nothing is admitted. */
  trueForMs: number
}

/** Admits each of the keys, in their order. Keys that are named in one order by all never wait in a circle. */
export type SharedLimits = { admit(keys: readonly LimitedKey[]): Promise<SharedAdmission[]> }

type Call = { key: LimitedKey; resolve(admission: Admission): void; reject(error: unknown): void }

type Refusal = SharedAdmission & { askedAtMs: number }

function byKey(a: Call, b: Call): number {
  return a.key.keyId < b.key.keyId ? -1 : a.key.keyId > b.key.keyId ? 1 : 0
}

export function createSharedRateLimiter(options: { limits: SharedLimits; clock: Clock }): RateLimiter {
  const { limits, clock } = options
  const waiting: Call[] = []
  const refusals = new LRUCache<string, Refusal>({ max: refusalsMax })
  let statements = 0

  async function ask(): Promise<void> {
    while (waiting.length > 0) {
      const calls = waiting.splice(0, callsMax).sort(byKey)
      const askedAtMs = clock.now().getTime()
      try {
        settle(calls, await limits.admit(calls.map((call) => call.key)), askedAtMs)
      } catch (error) {
        await askApart(calls, error)
      }
    }
    statements--
  }

  /** One key's trouble, such as a lock, is not that of the others. */
  async function askApart(calls: readonly Call[], error: unknown): Promise<void> {
    if (calls.length === 1) return calls[0]?.reject(error)
    for (const call of calls) {
      const askedAtMs = clock.now().getTime()
      await limits.admit([call.key]).then((answers) => settle([call], answers, askedAtMs), call.reject)
    }
  }

  function settle(calls: readonly Call[], answers: readonly SharedAdmission[], askedAtMs: number): void {
    for (const [i, { key, resolve }] of calls.entries()) {
      const answer = answers[i] as SharedAdmission
      if (!answer.admission.admitted) refusals.set(key.keyId, { ...answer, askedAtMs })
      resolve(answer.admission)
    }
  }

  function refuse(key: LimitedKey): Admission | undefined {
    const refusal = refusals.get(key.keyId)
    if (!refusal) return undefined
    const { admission, askedAtMs, trueForMs } = refusal
    const { minute, day } = admission
    const passedMs = clock.now().getTime() - askedAtMs
    const isTrue = passedMs >= 0 && passedMs < trueForMs
    if (!isTrue || minute.limit !== key.perMinute || day.limit !== key.perDay) {
      refusals.delete(key.keyId)
      return undefined
    }
    // The reset of a minute in which nothing was used is a minute from now.
    const unused = minute.remaining === minute.limit ? passedMs : 0
    return {
      ...admission,
      retryAfterMs: admission.retryAfterMs - passedMs,
      minute: { ...minute, resetAtMs: minute.resetAtMs + unused },
    }
  }

  return {
    async admit(key) {
      return (
        refuse(key) ??
        (await new Promise<Admission>((resolve, reject) => {
          waiting.push({ key, resolve, reject })
          if (statements === statementsMax) return
          statements++
          // What arrives in the same turn goes along.
          setImmediate(ask)
        }))
      )
    },
    async stop() {},
  }
}
