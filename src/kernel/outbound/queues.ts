// At most so many exchanges at once for each origin; the others wait in order and may leave the queue.
// undici has a queue of its own, but what has been given up stays in it: behind a dead server each such
// request would cost those after it a whole connect timeout.

type Start = (release: () => void) => void
type Queue = { running: number; waiting: Set<Start> }

export type Queues = {
  /**
   * Calls `start` once there is room, at once or later.
   * @returns what leaves the queue, unless it was at once.
   */
  enter(origin: string, start: Start): (() => void) | undefined
}

export function createQueues(runningMax: number): Queues {
  const queues = new Map<string, Queue>()

  function run(origin: string, queue: Queue, start: Start): void {
    queue.running++
    start(() => {
      queue.running--
      const next = queue.waiting.values().next()
      if (!next.done) {
        queue.waiting.delete(next.value)
        run(origin, queue, next.value)
      } else if (queue.running === 0) queues.delete(origin)
    })
  }

  return {
    enter(origin, start) {
      let queue = queues.get(origin)
      if (!queue) {
        queue = { running: 0, waiting: new Set<Start>() }
        queues.set(origin, queue)
      }
      if (queue.running < runningMax) {
        run(origin, queue, start)
        return undefined
      }
      const { waiting } = queue
      waiting.add(start)
      return () => waiting.delete(start)
    },
  }
}
