// A process that ends: what it cannot finish in its grace is given back.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { withTx } from '#db/index.ts'
import { defineJob, enqueue, handles } from '#jobs/index.ts'
import { databaseWith, run, signal } from './job-runs.ts'

type Data = { n: number }
const siteId = randomUUID()

test('a job that does not end within the grace of its process is another’s at once, and it is no failure', async (t) => {
  const job = defineJob<Data>({ name: 'test.endless' })
  const database = await databaseWith(t, [job])
  const { tell, until } = signal()
  const attempts: number[] = []
  let aborted = false
  const endless = handles(job, async (_, context) => {
    attempts.push(context.attempt)
    tell()
    await new Promise<void>((_, reject) => {
      context.signal.addEventListener('abort', () => {
        aborted = true
        reject(new Error('stopped in the middle'))
      })
    })
  })
  const quick = handles(job, async (_, context) => {
    attempts.push(context.attempt)
    tell()
  })
  const ending = await run(database, [job], [endless], { stopGraceMs: 1000 })
  await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n: 1 } }]))
  await until(() => attempts.length === 1)
  const other = await run(database, [job], [quick])
  try {
    await ending.stop()
    assert.equal(aborted, true)
    const from = performance.now()
    await until(() => attempts.length === 2)
    // The heartbeat that would miss it is 10 s old by then.
    t.diagnostic(`taken over after ${Math.round(performance.now() - from)} ms`)
    assert.ok(performance.now() - from < 3000)
    assert.deepEqual(attempts, [1, 1])
  } finally {
    await other.stop()
  }
  assert.deepEqual(await database.db.selectFrom('job_failures').selectAll().execute(), [])
})

test('a job whose work waits for longer than a heartbeat may be missing stays with the worker that lives', async (t) => {
  const job = defineJob<Data>({ name: 'test.patient' })
  const database = await databaseWith(t, [job])
  const { tell, until } = signal()
  let begun = 0
  let ended = 0
  const patient = handles(job, async () => {
    begun++
    // As long as a heartbeat is waited for, and two looks at it.
    await new Promise((resolve) => setTimeout(resolve, 21_000))
    ended++
    tell()
  })
  const runners = [await run(database, [job], [patient]), await run(database, [job], [patient])]
  try {
    await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n: 1 } }]))
    await until(() => ended === 1)
    assert.equal(begun, 1)
  } finally {
    for (const runner of runners) await runner.stop()
  }
})
