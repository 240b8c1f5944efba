import { setTimeout } from 'node:timers/promises'
import type { CallFailure } from './failure.ts'

/** What depends on time and chance; tests hand in their own. */
export type Pace = {
  /** From 0 up to 1. */
  random(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const systemPace: Pace = {
  random: Math.random,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
}

const firstWaitMs = 500
const waitMsMax = 8000

/** How long to wait after the `nth` failure (from 1): what the provider asks for, or twice as long each time, each ±50 %. */
export function waitMs(failure: CallFailure, nth: number, now: Date, random: () => number): number {
  const asked = retryAfterMs(failure.retryAfter, now)
  // Never earlier than asked, and not all at the same moment.
  if (asked !== undefined) return asked + random() * firstWaitMs
  return Math.min(waitMsMax, firstWaitMs * 2 ** (nth - 1)) * (0.5 + random())
}

function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header) * 1000
  const atMs = Date.parse(header)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - now.getTime())
}
