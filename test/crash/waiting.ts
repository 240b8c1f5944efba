import { setTimeout as pause } from 'node:timers/promises'

/** What `work` resolves to. @throws Error that names what was waited for, after `ms`. */
export async function within<T>(ms: number, work: Promise<T>, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`${what}: nothing for ${ms} ms`)), ms)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Asks again and again until the answer is not undefined. @throws Error that names what was waited for, after `ms`. */
export async function until<T>(ms: number, ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + ms
  for (;;) {
    const found = await ask()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`${what}: not within ${ms} ms`)
    await pause(20)
  }
}
