// Delivery as a part of a worker process: it hands out events and works lanes. What it promises: an event that
// was committed reaches every subscription that wanted it, at least once, whatever dies; always with the same
// id and bytes. What it does not promise: order, or that an event comes only once.

import pLimit from 'p-limit'
import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { newId } from '#kernel/ids.ts'
import type { Log } from '#kernel/log.ts'
import type { OutboundDoor } from '#kernel/outbound/index.ts'
import { createBell } from './bell.ts'
import { createEventBodies } from './event-bodies.ts'
import { handOutEvents } from './hand-out.ts'
import { workLane } from './lane.ts'
import { claimLanes, type Held, releaseLane, renewLanes } from './lane-store.ts'
import { createSettler } from './settler.ts'

const lookEveryMs = 200
const renewEveryMs = 1500
const afterFaultMs = 1000
/** Lanes that one process works at once, and how many of them may be one site's. */
const lanesMax = 200
const siteLanesMax = 50
/** Few at a time, so that several processes share what is due, and little rests when one is killed. */
const claimedAtOnce = 5
/** Of lanes. More would take the connections of the pool from the jobs, and each is a process beside the others. */
const readsAtOnce = 3
/** The longest exchange, and its recording. */
const stopGraceMs = 18_000

export type Deliverer = { stop(): Promise<void> }

export function startDelivery(options: {
  db: Db
  clock: Clock
  log: Log
  door: OutboundDoor
  version: string
  serverSecret: Uint8Array
}): Deliverer {
  const { db, clock, log } = options
  const owner = newId()
  const deps = {
    ...options,
    settler: createSettler(db),
    bodies: createEventBodies(db),
    reading: pLimit(readsAtOnce),
  }
  const stopBell = createBell()
  const dueLanes = createBell()
  const lanes = new Map<string, { siteId: string; ending: AbortController; done: Promise<void> }>()
  let stopping = false

  async function handOut(): Promise<void> {
    while (!stopping) {
      const handed = await whole('handing out events', () => handOutEvents(db, clock.now()))
      if (handed?.delivers) dueLanes.ring()
      if (!handed?.more) await stopBell.wait(handed ? lookEveryMs : afterFaultMs)
    }
  }

  async function takeLanes(): Promise<void> {
    while (!stopping) {
      const limit = Math.min(claimedAtOnce, lanesMax - lanes.size)
      const claimed =
        limit > 0
          ? await whole('taking lanes', () =>
              claimLanes(db, owner, { held: held(), limit, now: clock.now() }),
            )
          : []
      for (const { webhookId, siteId } of claimed ?? []) takeUp(webhookId, siteId)
      if (claimed?.length !== claimedAtOnce) await dueLanes.wait(claimed ? lookEveryMs : afterFaultMs)
    }
  }

  function held(): Held {
    const bySite = Map.groupBy(lanes.values(), (lane) => lane.siteId)
    const fullSiteIds = [...bySite]
      .filter(([, own]) => own.length > siteLanesMax - claimedAtOnce)
      .map(([id]) => id)
    return { webhookIds: [...lanes.keys()], fullSiteIds }
  }

  function takeUp(webhookId: string, siteId: string): void {
    const ending = new AbortController()
    const work = async () => {
      const worked = await whole('working a lane', () => workLane(deps, webhookId, ending.signal))
      // A lane that failed is not given back: its lease ends, and by then the fault may be over.
      if (worked) {
        const { pausedUntil } = worked
        await whole('giving back a lane', () =>
          releaseLane(db, owner, webhookId, { pausedUntil, now: clock.now() }),
        )
      }
      lanes.delete(webhookId)
      dueLanes.ring()
    }
    lanes.set(webhookId, { siteId, ending, done: work() })
  }

  async function renew(): Promise<void> {
    if (lanes.size === 0) return
    const ids = [...lanes.keys()]
    const kept = await whole('renewing lanes', () => renewLanes(db, owner, ids))
    if (!kept) return
    for (const id of ids) if (!kept.includes(id)) lanes.get(id)?.ending.abort()
  }

  async function whole<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (err) {
      log.warn({ err }, `webhooks: ${what}`)
      return undefined
    }
  }

  const loops = Promise.all([handOut(), takeLanes()])
  const renewing = setInterval(renew, renewEveryMs)
  return {
    async stop() {
      stopping = true
      stopBell.ring()
      dueLanes.ring()
      await loops
      for (const { ending } of lanes.values()) ending.abort()
      const ended = Promise.all([...lanes.values()].map((lane) => lane.done))
      const late = new Promise((resolve) => setTimeout(resolve, stopGraceMs).unref())
      await Promise.race([ended, late])
      clearInterval(renewing)
    },
  }
}
