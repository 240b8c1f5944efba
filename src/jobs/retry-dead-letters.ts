import { fromKysely, PgBoss } from 'pg-boss'
import { type Db, type Tx, withTx } from '#db/index.ts'
import { bossSchema, deadLetterQueue } from './boss-schema.ts'
import type { JobHandler } from './define-job.ts'
import { type DeadLetter, deleteFailures, listDeadLetters, lockDeadLetters } from './job-store.ts'

/**
 * Puts dead letters back to work: one by its id, or all.
 * @param options.tell is told of them in the transaction in which they are put back.
 * @returns how many.
 */
export async function retryDeadLetters(
  options: {
    url: string
    db: Db
    handlers: readonly JobHandler[]
    tell: (tx: Tx, letters: readonly DeadLetter[]) => Promise<void>
  },
  id?: string,
): Promise<number> {
  const { url, db, handlers, tell } = options
  const waiting = await listDeadLetters(db, id)
  if (waiting.length === 0) return 0
  for (const letter of waiting) {
    const handler = handlers.find(({ job }) => job.name === letter.queue)
    await handler?.revive?.(letter.data as never)
  }
  return await withBoss(url, (boss) =>
    withTx(db, async (tx) => {
      const letters = await lockDeadLetters(tx, idsOf(waiting))
      if (letters.length === 0) return 0
      const died = letters.map(({ jobId }) => jobId)
      await deleteFailures(tx, died)
      const these = { ids: idsOf(letters), limit: letters.length }
      await boss.redrive(deadLetterQueue, { ...these, db: fromKysely(tx) })
      await tell(tx, letters)
      return letters.length
    }),
  )
}

function idsOf(letters: readonly DeadLetter[]): string[] {
  return letters.map(({ id }) => id)
}

async function withBoss<T>(url: string, work: (boss: PgBoss) => Promise<T>): Promise<T> {
  const boss = new PgBoss({
    connectionString: url,
    schema: bossSchema,
    max: 1,
    supervise: false,
    schedule: false,
    migrate: false,
  })
  boss.on('error', () => {})
  await boss.start()
  try {
    return await work(boss)
  } finally {
    await boss.stop({ graceful: false })
  }
}
