// Wakes workers after a write set has committed. A NOTIFY inside the statement would take a
// database-wide lock at each commit and undo group commit; so after one NOTIFY the next waits some
// milliseconds and serves all jobs of that time. Lost with a killed process: the workers' own polling
// finds the job then.

import type pg from 'pg'
import { wakeChannel } from './boss-schema.ts'

const gatherMs = 20

export type Waker = { wake(queue: string): void }

export function createWaker(pool: pg.Pool, onError: (error: Error) => void): Waker {
  const due = new Set<string>()
  let resting = false
  const flush = () => {
    resting = due.size > 0
    if (!resting) return
    const queues = [...due]
    due.clear()
    setTimeout(flush, gatherMs)
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
      due.add(queue)
      if (!resting) flush()
    },
  }
}
