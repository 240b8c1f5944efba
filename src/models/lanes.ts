// How many calls run at once: for a site, and then at a provider, so that a site with a long queue stands in its own and
// not in everyone's.

import pLimit, { type LimitFunction } from 'p-limit'

export type Lanes = {
  /** @throws the signal's reason when it ends the wait; the work is then not begun. */
  run<T>(site: string, provider: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

export type LaneLimits = { perProvider: number; perSite: number }

export function createLanes(limits: LaneLimits): Lanes {
  const sites = new Map<string, { lane: LimitFunction; users: number }>()
  const providers = new Map<string, LimitFunction>()
  return {
    async run(site, provider, signal, work) {
      const ofSite = sites.get(site) ?? { lane: pLimit(limits.perSite), users: 0 }
      sites.set(site, ofSite)
      ofSite.users += 1
      const ofProvider = providers.get(provider) ?? pLimit(limits.perProvider)
      providers.set(provider, ofProvider)
      try {
        return await queued(ofSite.lane, signal, () => queued(ofProvider, signal, work))
      } finally {
        ofSite.users -= 1
        if (ofSite.users === 0) sites.delete(site)
      }
    },
  }
}

/** p-limit cannot take a waiting task out: one whose signal fired keeps its place, and ends at once when its turn comes. */
async function queued<T>(lane: LimitFunction, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  const done = lane(async () => {
    signal.throwIfAborted()
    signal.removeEventListener('abort', onAbort)
    return await work()
  })
  try {
    return await Promise.race([done, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
    done.catch(() => {})
  }
}
