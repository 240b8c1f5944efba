// How rows are written beside the requests: gathered in memory, in few statements, with a bound.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type AnsweredRequest, createRequestLog } from '#http/index.ts'
import type { Log } from '#kernel/log.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

const startMs = Date.parse('2026-11-20T12:00:00.000Z')

let database: TestDatabase

before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

function requestOf(i: number, at = new Date(startMs)): AnsweredRequest {
  return {
    at,
    siteId: randomUUID(),
    requestId: `r-${i}`,
    method: 'GET',
    path: '/v1/public/content',
    route: 'content.list',
    status: 200,
    errorCode: null,
    durationMs: 1.5,
    keyId: '0199a3c4-0000-7000-8000-000000000001',
    keyLabel: `a "label", with \\ and ’`,
    idempotencyKey: null,
    replayed: false,
  }
}

function listeningLog() {
  const said: string[] = []
  const say = (fields: object, message: string) =>
    void said.push(`${message} ${(fields as { requests?: number }).requests ?? ''}`.trim())
  const log: Log = { debug: say, info: say, warn: say, error: say }
  return { log, said }
}

test('while the database is away rows are kept up to a bound; what is dropped is counted and told', async () => {
  const other = await createTestDatabase()
  const { log, said } = listeningLog()
  const recorder = createRequestLog({ db: other.db, log })
  const name = new URL(other.url).pathname.slice(1)
  const admin = database.pool
  const count = async () => Number((await other.pool.query('SELECT count(*) FROM requests')).rows[0].count)
  try {
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`)
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name])
    for (let i = 0; i < 10_050; i++) recorder.record(requestOf(i))
    await untilTrue(async () => said.length > 0)
    assert.deepEqual(said, ['requests are recorded later: the database is away'])
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`)
    await untilTrue(async () => said.length > 1)
    assert.deepEqual(said.slice(1), ['requests were not recorded: the database was away 50'])
    assert.equal(await count(), 10_000)
    recorder.record(requestOf(1))
    await recorder.stop()
    assert.equal(await count(), 10_001)
  } finally {
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`)
    await other.drop()
  }
})

test('rows that the database will never take are dropped and told, and the next ones are written', async () => {
  const { log, said } = listeningLog()
  const recorder = createRequestLog({ db: database.db, log })
  recorder.record({ ...requestOf(1), keyId: 'no uuid' })
  await untilTrue(async () => said.length > 0)
  assert.deepEqual(said, ['requests could not be recorded 1'])
  const good = requestOf(2)
  recorder.record(good)
  await recorder.stop()
  const { rows } = await database.pool.query(
    'SELECT request_id, key_label FROM requests WHERE site_id = $1',
    [good.siteId],
  )
  assert.deepEqual(rows, [{ request_id: 'r-2', key_label: good.keyLabel }])
})

test('two processes that write to a new day at once both do', async () => {
  const { log, said } = listeningLog()
  const day = new Date('2027-03-01T00:00:00.000Z')
  const recorders = Array.from({ length: 6 }, () => createRequestLog({ db: database.db, log }))
  for (const [i, recorder] of recorders.entries()) {
    recorder.record(requestOf(i, day))
    recorder.record(requestOf(i, new Date(day.getTime() - 1)))
  }
  await Promise.all(recorders.map((recorder) => recorder.stop()))
  assert.deepEqual(said, [])
  const { rows } = await database.pool.query(`SELECT 1 FROM requests WHERE at >= '2027-01-01'`)
  assert.equal(rows.length, 12)
})

async function untilTrue(reached: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await reached()); ) {
    if (Date.now() > deadline) throw new Error('not reached')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
