// Records attempts, many in one statement. One statement runs at a time, so what it says of a receiver keeps
// its order; what ends meanwhile goes into the next one.

import type { Db } from '#db/index.ts'
import { type Settled, type Streak, updateSettled } from './lane-store.ts'

const gatherMs = 10
const atOnceMax = 500
/** A statement that failed is sent again: a lock that took too long, a connection that was lost. */
const againAfterMs = [100, 400, 1600]

export type Ended = {
  settled: Settled
  /** When a failed attempt ended; null for a success. */
  failedAt: Date | null
  /** A success after successes says nothing new of its receiver. */
  isStreakKept: boolean
}

export type Settler = {
  /** Resolves when the attempt is recorded, with the time since which its receiver has failed. */
  record(ended: Ended): Promise<{ failingSince: Date | null }>
}

type Waiting = Ended & { resolve(told: { failingSince: Date | null }): void; reject(error: unknown): void }

export function createSettler(db: Db): Settler {
  let waiting: Waiting[] = []
  let isRunning = false

  async function settle(batch: readonly Ended[]): Promise<Map<string, Date | null>> {
    const settled = batch.map((one) => one.settled)
    const streaks = streaksOf(batch)
    for (const pauseMs of againAfterMs) {
      try {
        return await updateSettled(db, settled, streaks)
      } catch {
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    }
    return await updateSettled(db, settled, streaks)
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, gatherMs))
      const batch = waiting.slice(0, atOnceMax)
      waiting = waiting.slice(atOnceMax)
      try {
        const since = await settle(batch)
        for (const one of batch) one.resolve({ failingSince: since.get(one.settled.webhookId) ?? null })
      } catch (error) {
        for (const one of batch) one.reject(error)
      }
    }
    isRunning = false
  }

  return {
    record(ended) {
      const { promise, resolve, reject } = Promise.withResolvers<{ failingSince: Date | null }>()
      waiting.push({ ...ended, resolve, reject })
      if (!isRunning) {
        isRunning = true
        void run()
      }
      return promise
    },
  }
}

function streaksOf(batch: readonly Ended[]): Streak[] {
  const streaks = new Map<string, Streak>()
  for (const { settled, failedAt, isStreakKept } of batch) {
    const { webhookId } = settled
    const streak = streaks.get(webhookId) ?? { webhookId, hasSuccess: false, failures: 0, failingSince: null }
    if (failedAt) {
      streaks.set(webhookId, {
        ...streak,
        failures: streak.failures + 1,
        failingSince: streak.failingSince ?? failedAt,
      })
    } else if (!isStreakKept || streaks.has(webhookId)) {
      streaks.set(webhookId, { webhookId, hasSuccess: true, failures: 0, failingSince: null })
    }
  }
  return [...streaks.values()]
}
