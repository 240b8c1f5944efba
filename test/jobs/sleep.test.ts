import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { withTx } from '#db/index.ts'
import { defineJob, enqueue, handles, JobSleeps, wakeSleeping } from '#jobs/index.ts'
import { databaseWith, run, signal } from './job-runs.ts'

type Data = { n: number }
const siteId = randomUUID()
const hourMs = 3600_000

describe('a job that sleeps', { concurrency: true }, () => {
  test('is begun again at its time and not before, however often, and none of it is a failure', async (t) => {
    const job = defineJob<Data>({ name: 'test.sleeps', attempts: 2 })
    const database = await databaseWith(t, [job])
    const { tell, until } = signal()
    const begun: { attempt: number; earlyMs: number }[] = []
    let untilMs = 0
    const handler = handles(job, async (_, { attempt }) => {
      begun.push({ attempt, earlyMs: untilMs - Date.now() })
      tell()
      if (begun.length === 4) return
      untilMs = Date.now() + 1500
      throw new JobSleeps(new Date(untilMs))
    })
    const runner = await run(database, [job], [handler])
    try {
      await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n: 1 } }]))
      await until(() => begun.length === 4)
      for (const { earlyMs } of begun) assert.ok(earlyMs <= 0, `${earlyMs} ms too early`)
      assert.deepEqual(
        begun.map(({ attempt }) => attempt),
        [1, 1, 1, 1],
      )
      const { rows } = await database.pool.query('SELECT * FROM job_failures')
      assert.deepEqual(rows, [])
    } finally {
      await runner.stop()
    }
  })

  test('sleeps on while processes come and go, is kept for as long as it sleeps, and wakes when it is told to', async (t) => {
    const job = defineJob<Data>({ name: 'test.sleepsLong' })
    const other = defineJob<Data>({ name: 'test.sleepsOn' })
    const database = await databaseWith(t, [job, other])
    const { tell, until } = signal()
    let begun = 0
    let othersBegun = 0
    const handlers = [
      handles(job, async () => {
        begun++
        tell()
        if (begun === 1) throw new JobSleeps(new Date(Date.now() + 1000 * hourMs))
      }),
      handles(other, async () => {
        othersBegun++
        tell()
        throw new JobSleeps(new Date(Date.now() + 1000 * hourMs))
      }),
    ]
    const first = await run(database, [job, other], handlers)
    await withTx(database.db, async (tx) => {
      await enqueue(tx, job, [{ siteId, data: { n: 1 } }])
      await enqueue(tx, other, [{ siteId, data: { n: 1 } }])
    })
    await until(() => begun === 1 && othersBegun === 1)
    await first.stop()
    const { rows } = await database.pool.query(
      `SELECT state, keep_until - start_after > interval '29 days' AS kept FROM pgboss.job WHERE group_id = $1`,
      [siteId],
    )
    assert.deepEqual(rows, [
      { state: 'retry', kept: true },
      { state: 'retry', kept: true },
    ])
    const second = await run(database, [job, other], handlers)
    try {
      await withTx(database.db, (tx) => wakeSleeping(tx, job, randomUUID()))
      await withTx(database.db, (tx) => wakeSleeping(tx, job, siteId))
      await until(() => begun === 2)
      assert.equal(othersBegun, 1)
    } finally {
      await second.stop()
    }
  })

  test('and dies after it has woken is taken over at once, not after another sleep', async (t) => {
    const job = defineJob<Data>({ name: 'test.wokenAndLost' })
    const database = await databaseWith(t, [job])
    const { tell, until } = signal()
    let begun = 0
    const handler = handles(job, async () => {
      begun++
      tell()
      if (begun === 1) throw new JobSleeps(new Date(Date.now() + hourMs))
      if (begun === 2) await new Promise(() => {})
    })
    const first = await run(database, [job], [handler], { stopGraceMs: 100 })
    await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n: 1 } }]))
    await until(() => begun === 1)
    await untilAsleep()
    await withTx(database.db, (tx) => wakeSleeping(tx, job, siteId))
    await until(() => begun === 2)
    await first.stop()
    const second = await run(database, [job], [handler])
    try {
      await until(() => begun === 3)
    } finally {
      await second.stop()
    }

    /** The queue puts the job back when its handler has ended. */
    async function untilAsleep() {
      for (const end = Date.now() + 5000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
        const { rows } = await database.pool.query(`SELECT 1 FROM pgboss.job WHERE state = 'retry'`)
        if (rows.length > 0) return
        assert.ok(Date.now() < end, 'the job does not sleep')
      }
    }
  })
})
