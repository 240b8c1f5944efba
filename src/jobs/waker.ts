// Wakes workers after a write set has committed. A NOTIFY inside the statement would take a
// database-wide lock at each commit and undo group commit; so one NOTIFY serves all jobs of some
// milliseconds. Lost with a killed process: the workers' own polling finds the job then.

import type pg from 'pg'
import { wakeChannel } from './boss-schema.ts'

const gatherMs = 5

export type Waker = { wake(queue: string): void }

export function createWaker(pool: pg.Pool, onError: (error: Error) => void): Waker {
  const due = new Set<string>()
  const flush = () => {
    const queues = [...due]
    due.clear()
    pool
      .query({
        name: 'wake',
        text: 'SELECT pg_notify($1, q) FROM unnest($2::text[]) q',
        values: [wakeChannel, queues],
      })
      .catch(onError)
  }
  return {
    wake(queue) {
      if (due.size === 0) setTimeout(flush, gatherMs)
      due.add(queue)
    },
  }
}
