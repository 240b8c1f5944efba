// At most so many exchanges at once for each origin; the others wait in order and may leave the queue.
// undici has a queue of its own, but what has been given up stays in it: behind a dead server each such
// request would cost those after it a whole connect timeout.

type Start = (release: () => void) => void
type Lane = { running: number; waiting: Set<Start> }

export type Lanes = {
  /** Calls `start` once there is room, at once or later. The function returned leaves the queue. */
  enter(origin: string, start: Start): () => void
}

export function createLanes(runningMax: number): Lanes {
  const lanes = new Map<string, Lane>()

  function run(origin: string, lane: Lane, start: Start): void {
    lane.running++
    start(() => {
      lane.running--
      const next = lane.waiting.values().next()
      if (!next.done) {
        lane.waiting.delete(next.value)
        run(origin, lane, next.value)
      } else if (lane.running === 0) lanes.delete(origin)
    })
  }

  return {
    enter(origin, start) {
      const lane = lanes.get(origin) ?? { running: 0, waiting: new Set<Start>() }
      lanes.set(origin, lane)
      if (lane.running < runningMax) run(origin, lane, start)
      else lane.waiting.add(start)
      return () => lane.waiting.delete(start)
    },
  }
}
