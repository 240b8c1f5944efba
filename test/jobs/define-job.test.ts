import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertHandled, defineJob, handles, type JobSpec, startRunner } from '#jobs/index.ts'
import { silentLog } from '#kernel/log.ts'
import { jobs } from '../../src/worker.ts'
import { createTestDatabase } from '../harness/database.ts'

const write = defineJob<{ id: string }>({ name: 'article.write' })
const send = defineJob<{ id: string }>({ name: 'article.send' })
const nothing = async () => {}

test('a job without a handler is a fault that names it', () => {
  assert.throws(
    () => assertHandled([write, send], [handles(write, nothing)]),
    /"article\.send" has 0 handlers/,
  )
})

test('a job with two handlers is a fault that names it', () => {
  const twice = [handles(write, nothing), handles(write, nothing)]
  assert.throws(() => assertHandled([write], twice), /"article\.write" has 2 handlers/)
})

test('the handler of a job that is not listed is a fault that names it', () => {
  const both = [handles(write, nothing), handles(send, nothing)]
  assert.throws(() => assertHandled([write], both), /handler of "article\.send" belongs to no listed job/)
})

test('two jobs of one name are a fault, also when each has a handler', () => {
  const namesake = defineJob<{ id: string }>({ name: 'article.write' })
  assert.throws(
    () => assertHandled([write, namesake], [handles(write, nothing), handles(namesake, nothing)]),
    /"article\.write"/,
  )
})

test('every fault is named at once', () => {
  assert.throws(() => assertHandled([write, send], []), /"article\.write".*"article\.send"/)
})

test('jobs and handlers that match are no fault', () => {
  assertHandled([write, send], [handles(send, nothing), handles(write, nothing)])
})

test('a worker with a job that nobody handles does not start', async () => {
  const database = await createTestDatabase()
  try {
    const start = startRunner({
      url: database.url,
      db: database.db,
      jobs: [write],
      handlers: [],
      log: silentLog,
    }).then((runner) => runner.stop())
    await assert.rejects(start, /"article\.write" has 0 handlers/)
  } finally {
    await database.drop()
  }
})

test('of every kind of job a process has more places than one site may fill, by a whole fetch', () => {
  for (const job of jobs as JobSpec[]) {
    if (job.cron) continue
    const claimed = job.concurrency * job.batchSize
    assert.ok(
      job.perSiteMax <= claimed - job.batchSize,
      `${job.name}: ${job.perSiteMax} jobs of one site fill all but ${claimed - job.perSiteMax} of ${claimed} places`,
    )
  }
})
