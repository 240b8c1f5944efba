import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTx } from '#db/index.ts'
import { defineJob, enqueue, listJobs } from '#jobs/index.ts'
import { databaseWith } from './job-runs.ts'

test('what the clock starts shows only while it runs or when it failed', async (t) => {
  const job = defineJob<Record<string, never>>({ name: 'test.tick', cron: '* * * * *' })
  const { db, pool } = await databaseWith(t, [job])
  await withTx(db, (tx) => enqueue(tx, job, [{ siteId: 'a-site', data: {} }]))
  for (const state of ['created', 'active', 'retry', 'completed']) {
    await pool.query(`INSERT INTO pgboss.job (name, state) VALUES ($1, $2)`, [job.name, state])
  }
  const rows = await listJobs(db, { limit: 50 })
  assert.deepEqual(rows.map((row) => `${row.site_id} ${row.state}`).sort(), [
    'a-site created',
    'null active',
    'null retry',
  ])
})
