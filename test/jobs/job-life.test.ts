import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { withTx } from '#db/index.ts'
import { defineJob, enqueue, handles, listJobs, retryDeadLetters } from '#jobs/index.ts'
import { databaseWith, run, signal } from './job-runs.ts'

type Data = { n: number }
const siteId = randomUUID()

// Side by side, since the first one spends its time in pauses.
describe('the life of a job', { concurrency: true }, () => {
  test('a job that fails is tried again after growing pauses, ends in the dead letters, and can be put back', async (t) => {
    const job = defineJob<Data>({ name: 'test.flaky', attempts: 3 })
    const database = await databaseWith(t, [job])
    const { tell, until } = signal()
    let broken = true
    const tries: { attempt: number; at: number }[] = []
    const exhausted: { data: Data; error: string }[] = []
    const done: Data[] = []
    const revived: Data[] = []
    const handler = handles(
      job,
      async (data, { attempt }) => {
        tries.push({ attempt, at: Date.now() })
        if (broken) throw new Error(`no luck with ${data.n}`)
        done.push(data)
        tell()
      },
      {
        async exhausted(data, error) {
          exhausted.push({ data, error: error.message })
          tell()
        },
        async revive(data) {
          revived.push(data)
        },
      },
    )
    const runner = await run(database, [job], [handler])
    try {
      await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n: 7 } }]))
      await until(() => exhausted.length > 0)
      assert.deepEqual(
        tries.map((one) => one.attempt),
        [1, 2, 3],
      )
      const [first = 0, second = 0, third = 0] = tries.map((one) => one.at)
      assert.ok(second - first >= 1900, `the second try came after ${second - first} ms`)
      assert.ok(third - second >= 3900, `the third try came after ${third - second} ms`)
      assert.deepEqual(exhausted, [{ data: { n: 7 }, error: 'no luck with 7' }])

      const dead = await untilDead()
      assert.equal(dead.queue, 'test.flaky')
      assert.equal(dead.site_id, siteId)
      assert.equal(dead.failures, 3)
      assert.equal(dead.error, 'no luck with 7')
      assert.deepEqual(await listJobs(database.db, { state: 'failed', limit: 10 }), [])

      broken = false
      const places = { url: database.url, db: database.db, handlers: [handler], tell: async () => {} }
      assert.equal(await retryDeadLetters(places, dead.id), 1)
      assert.deepEqual(revived, [{ n: 7 }])
      await until(() => done.length > 0)
      assert.deepEqual(done, [{ n: 7 }])
      assert.equal(tries.at(-1)?.attempt, 1)
      assert.equal(exhausted.length, 1)
      assert.deepEqual(await listJobs(database.db, { state: 'dead', limit: 10 }), [])
      assert.equal(await retryDeadLetters(places, dead.id), 0)
      assert.equal(await retryDeadLetters(places, 'no-such-letter'), 0)
    } finally {
      await runner.stop()
    }
    assert.deepEqual(await database.db.selectFrom('job_failures').selectAll().execute(), [])

    /** The letter is written after `exhausted` has run. */
    async function untilDead() {
      for (const deadline = Date.now() + 5000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
        const [dead] = await listJobs(database.db, { state: 'dead', limit: 10 })
        if (dead) return dead
        assert.ok(Date.now() < deadline, 'no dead letter')
      }
    }
  })

  test('all dead letters are put back, however many there are', async (t) => {
    const job = defineJob<Data>({ name: 'test.many' })
    const database = await databaseWith(t, [job])
    const items = Array.from({ length: 1200 }, (_, n) => ({ siteId, data: { n } }))
    await withTx(database.db, (tx) => enqueue(tx, job, items))
    await database.pool.query(
      `UPDATE pgboss.job SET name = 'dead_letters', source_name = $1, source_id = id WHERE name = $1`,
      [job.name],
    )
    const revived = new Set<number>()
    const handler = handles(job, async () => {}, {
      exhausted: async () => {},
      revive: async ({ n }) => void revived.add(n),
    })
    const places = { url: database.url, db: database.db, handlers: [handler], tell: async () => {} }
    assert.equal(await retryDeadLetters(places), 1200)
    assert.equal(revived.size, 1200)
    const { rows } = await database.pool.query(
      'SELECT name, count(*)::int AS n FROM pgboss.job GROUP BY name',
    )
    assert.deepEqual(rows, [{ name: job.name, n: 1200 }])
  })

  test('a job of a transaction that is rolled back does not exist, one of a transaction that commits does', async (t) => {
    const job = defineJob<Data>({ name: 'test.rolled' })
    const database = await databaseWith(t, [job])
    const { tell, until } = signal()
    const seen: number[] = []
    const handler = handles(job, async ({ n }) => {
      seen.push(n)
      tell()
    })
    const undone = withTx(database.db, async (tx) => {
      await enqueue(tx, job, [{ siteId, data: { n: 1 } }])
      throw new Error('undone')
    })
    await assert.rejects(undone, /undone/)
    assert.deepEqual(await listJobs(database.db, { limit: 10 }), [])
    await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n: 2 } }]))
    const runner = await run(database, [job], [handler])
    try {
      await until(() => seen.length > 0)
    } finally {
      await runner.stop()
    }
    assert.deepEqual(seen, [2])
  })

  test('a job for a queue that was never made is an error, and undoes its transaction', async (t) => {
    const database = await databaseWith(t, [])
    const job = defineJob<Data>({ name: 'test.unmade' })
    await assert.rejects(
      withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n: 1 } }])),
      /The queue "test\.unmade" does not exist/,
    )
  })

  test('a job wakes an idle worker at its commit, without waiting for the next look', async (t) => {
    const job = defineJob<Data>({ name: 'test.wake', concurrency: 1 })
    const database = await databaseWith(t, [job])
    const { tell, until } = signal()
    const startedAt = new Map<number, number>()
    const handler = handles(job, async ({ n }) => {
      startedAt.set(n, performance.now())
      tell()
    })
    const runner = await run(database, [job], [handler])
    const waits: number[] = []
    try {
      for (let n = 0; n < 7; n++) {
        // Long enough that the worker has looked and found nothing.
        await sleep(300)
        const sent = performance.now()
        await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId, data: { n } }]))
        await until(() => startedAt.has(n))
        waits.push((startedAt.get(n) as number) - sent)
      }
    } finally {
      await runner.stop()
    }
    waits.sort((a, b) => a - b)
    const median = waits[3] as number
    t.diagnostic(`send to start: median ${median.toFixed(1)} ms, longest ${waits.at(-1)?.toFixed(1)} ms`)
    // By itself the worker looks again 2 s after it found nothing.
    assert.ok(median < 500, `median ${median} ms`)
  })
})
