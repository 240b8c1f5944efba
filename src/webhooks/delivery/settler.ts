// Records attempts, many in one or two statements. One statement runs at a time, so what it says of a receiver keeps
// its order; what ends meanwhile goes into the next one.

import type { Db } from '#db/index.ts'
import { type Settled, type Streak, updateSettled, updateSucceeded } from './lane-store.ts'

const gatherMs = 50
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
    const streaks = streaksOf(ended)
    const told = new Set(streaks.map((streak) => streak.webhookId))
    const settled = ended.map((one) => one.settled)
    const plain = settled.filter((one) => !told.has(one.webhookId))
    const telling = settled.filter((one) => told.has(one.webhookId))
    const done = plain.length > 0 ? await patiently(() => updateSucceeded(db, plain)) : 0
    const rest = done < plain.length ? settled : telling
    return rest.length > 0 ? await patiently(() => updateSettled(db, rest, streaks)) : new Map()
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

async function patiently<T>(statement: () => Promise<T>): Promise<T> {
  for (const pauseMs of againAfterMs) {
    try {
      return await statement()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  return await statement()
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
