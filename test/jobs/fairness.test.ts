import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { generateJob } from '#content/index.ts'
import { withTx } from '#db/index.ts'
import { researchJob } from '#ideaclouds/index.ts'
import { describeJob } from '#inventory/index.ts'
import { defineJob, enqueue, handles, type Job, type JobSpec } from '#jobs/index.ts'
import { databaseWith, run, signal } from './job-runs.ts'

type Data = { site: string }

/** The same numbers of places, another queue and other work. */
function like(spec: JobSpec): Job<Data> {
  const { concurrency, batchSize, perSiteMax } = spec
  return defineJob<Data>({ name: `test.${spec.name}`, concurrency, batchSize, perSiteMax })
}

for (const spec of [generateJob, researchJob, describeJob]) {
  test(`${spec.name}: a site with one job is served before half of another site’s 300 are done`, async (t) => {
    const job = like(spec)
    const database = await databaseWith(t, [job])
    const { tell, until } = signal()
    const done: string[] = []
    let begun = 0
    const handler = handles(job, async ({ site }) => {
      // As work does, each takes its own time: batches that end at one moment are fetched at one moment, over the share.
      await sleep(1 + ((begun++ * 7) % 20))
      done.push(site)
      tell()
    })
    const busy = randomUUID()
    const other = randomUUID()
    await withTx(database.db, (tx) =>
      enqueue(
        tx,
        job,
        Array.from({ length: 300 }, () => ({ siteId: busy, data: { site: busy } })),
      ),
    )
    await withTx(database.db, (tx) => enqueue(tx, job, [{ siteId: other, data: { site: other } }]))
    const runner = await run(database, [job], [handler])
    try {
      await until(() => done.includes(other))
    } finally {
      await runner.stop()
    }
    const before = done.indexOf(other)
    assert.ok(before < 150, `${before} jobs of the busy site came first`)
  })
}

test('over two processes no site takes all the places, though fetches at one moment may go over its share', async (t) => {
  const job = defineJob<Data>({ name: 'test.share', concurrency: 3, batchSize: 1, perSiteMax: 2 })
  const database = await databaseWith(t, [job])
  const { tell, until } = signal()
  const sites = [randomUUID(), randomUUID()]
  const atWork = new Map<string, number>()
  const most = new Map<string, number>()
  let done = 0
  const handler = handles(job, async ({ site }) => {
    const now = (atWork.get(site) ?? 0) + 1
    atWork.set(site, now)
    most.set(site, Math.max(most.get(site) ?? 0, now))
    await sleep(10)
    atWork.set(site, (atWork.get(site) ?? 0) - 1)
    done++
    tell()
  })
  const runners = await Promise.all([run(database, [job], [handler]), run(database, [job], [handler])])
  try {
    for (let round = 0; round < 5; round++) {
      const items = Array.from({ length: 12 }, (_, i) => {
        const site = sites[i % 2] as string
        return { siteId: site, data: { site } }
      })
      await withTx(database.db, (tx) => enqueue(tx, job, items))
      await until(() => done === 12 * (round + 1))
    }
  } finally {
    await Promise.all(runners.map((runner) => runner.stop()))
  }
  const places = 2 * job.concurrency
  for (const site of sites)
    assert.ok((most.get(site) ?? 0) < places, `${most.get(site)} of ${places} at once`)
})

test('a process that is given more places uses them, and a site as many as it may', async (t) => {
  const job = defineJob<Data>({ name: 'test.places', concurrency: 1, perSiteMax: 1 })
  const database = await databaseWith(t, [job])
  const { tell, until } = signal()
  const ended = signal()
  let atWork = 0
  let isOver = false
  const handler = handles(job, async () => {
    atWork++
    tell()
    await ended.until(() => isOver)
  })
  const site = randomUUID()
  await withTx(database.db, (tx) =>
    enqueue(
      tx,
      job,
      Array.from({ length: 4 }, () => ({ siteId: site, data: { site } })),
    ),
  )
  const places = new Map([[job.name, { concurrency: 4, perSiteMax: 4 }]])
  const runner = await run(database, [job], [handler], { places })
  try {
    await until(() => atWork === 4)
  } finally {
    isOver = true
    ended.tell()
    await runner.stop()
  }
})
