import type { TestContext } from 'node:test'
import {
  installQueues,
  type Job,
  type JobHandler,
  type JobSpec,
  type Runner,
  startRunner,
} from '#jobs/index.ts'
import { silentLog } from '#kernel/log.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

/** A database of the test's own with the queues of these jobs. */
export async function databaseWith(t: TestContext, jobs: readonly JobSpec[]): Promise<TestDatabase> {
  const database = await createTestDatabase()
  t.after(() => database.drop())
  await installQueues(database.url, jobs)
  return database
}

/** The workers of one process. */
export async function run(
  database: TestDatabase,
  jobs: readonly Job<object>[],
  handlers: readonly JobHandler[],
  options: Pick<Parameters<typeof startRunner>[0], 'places' | 'stopGraceMs'> = {},
): Promise<Runner> {
  return await startRunner({ url: database.url, db: database.db, jobs, handlers, log: silentLog, ...options })
}

export type Signal = { tell(): void; until(reached: () => boolean): Promise<void> }

/** `until` resolves when `reached` is true after a `tell`. */
export function signal(timeoutMs = 30_000): Signal {
  let waiting: (() => void)[] = []
  const tell = () => {
    for (const resolve of waiting.splice(0)) resolve()
  }
  return {
    tell,
    async until(reached) {
      let late = false
      const timer = setTimeout(() => {
        late = true
        tell()
      }, timeoutMs)
      try {
        while (!reached()) {
          if (late) throw new Error(`not reached within ${timeoutMs} ms`)
          await new Promise<void>((resolve) => {
            waiting = [...waiting, resolve]
          })
        }
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
