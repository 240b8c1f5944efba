// Records attempts, many in one statement. One statement runs at a time, so what it says of a receiver keeps
// its order; what ends meanwhile goes into the next one.

import type { Db } from '#db/index.ts'
import { type Settled, type Streak, updateSettled } from './lane-store.ts'

const gatherMs = 25
const atOnceMax = 1000
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
  /** Resolves when the attempt is recorded, with the time since which each receiver that failed meanwhile has failed. */
  record(ended: Ended): Promise<ReadonlyMap<string, Date | null>>
}

/** What goes into one statement; all of it is told at once. */
type Batch = PromiseWithResolvers<ReadonlyMap<string, Date | null>> & { ended: Ended[] }

export function createSettler(db: Db): Settler {
  const waiting: Batch[] = []
  let isRunning = false

  async function settle(ended: readonly Ended[]): Promise<Map<string, Date | null>> {
    const settled = ended.map((one) => one.settled)
    const streaks = streaksOf(ended)
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
    for (let batch = waiting[0]; batch; batch = waiting[0]) {
      if (batch.ended.length < atOnceMax) await new Promise((resolve) => setTimeout(resolve, gatherMs))
      waiting.shift()
      await settle(batch.ended).then(batch.resolve, batch.reject)
    }
    isRunning = false
  }

  function openBatch(): Batch {
    const last = waiting.at(-1)
    if (last && last.ended.length < atOnceMax) return last
    const batch = { ...Promise.withResolvers<ReadonlyMap<string, Date | null>>(), ended: [] }
    // Who waits for it is told of a fault, however late that is.
    batch.promise.catch(() => {})
    waiting.push(batch)
    return batch
  }

  return {
    record(ended) {
      const batch = openBatch()
      batch.ended.push(ended)
      if (!isRunning) {
        isRunning = true
        void run()
      }
      return batch.promise
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
