import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openDatabase, withTx } from '#db/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'

let app: TestApp
let client: Client
let vins: string[]

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  const { id } = await makeSite(app.database)
  await importDemoFeed(app.database, id)
  client = clientOf(app.url, (await makeKey(app.database, id)).key)
  vins = (await client('GET', '/inventory?limit=50')).body.data.map((vehicle: { vin: string }) => vehicle.vin)
})
after(() => app.stop())

test('a connection that is lost inside a transaction fails that transaction and nothing else', async () => {
  const lost: Error[] = []
  const database = openDatabase(app.database.url, { max: 2, onError: (error) => lost.push(error) })
  try {
    const work = withTx(database.db, async (tx) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)
      await app.database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
      await sql`SELECT 1`.execute(tx)
    })
    await assert.rejects(work)
    const { rows } = await sql<{ one: number }>`SELECT 1 AS one`.execute(database.db)
    assert.deepEqual(rows, [{ one: 1 }])
  } finally {
    await database.close()
  }
})

test('requests whose connections are killed answer 202 or 503, and the server goes on', async () => {
  let killing = true
  let killed = 0
  const killer = (async () => {
    while (killing) {
      const { rowCount } =
        await app.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE '%description%'
        AND application_name = 'forecourt' LIMIT 1`)
      killed += rowCount ?? 0
    }
  })()
  const statuses = new Set<number>()
  for (let round = 0; round < 15; round++) {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => client('POST', '/inventory/descriptions/batch', { json: { vins } })),
    )
    for (const { status } of answers) statuses.add(status)
  }
  killing = false
  await killer
  assert.ok(killed > 0)
  assert.deepEqual(
    [...statuses].filter((status) => status !== 202 && status !== 503),
    [],
  )
  assert.equal((await client('GET', '/inventory')).status, 200)
})

test('a key whose row another process holds is waited for without a connection, then answered', async () => {
  const key = 'held elsewhere'
  const holder = openDatabase(app.database.url, { max: 1, onError: () => {} })
  const siteId = (await app.database.pool.query('SELECT id FROM sites LIMIT 1')).rows[0].id
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let claimed: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    claimed = resolve
  })
  const other = withTx(holder.db, async (tx) => {
    await sql`INSERT INTO idempotency_keys (site_id, key, fingerprint, status, body, created_at)
      VALUES (${siteId}, ${key}, '\\x00', 202, '{}', now())`.execute(tx)
    claimed()
    await held
    throw new Error('rolled back')
  }).catch(() => {})
  await ready
  const waiting = client('POST', '/ideaclouds', {
    json: { keyword: 'Honda Civic' },
    headers: { 'X-Idempotency-Key': key },
  })
  // While it waits, more requests than the pool has connections are answered.
  const reads = await Promise.all(Array.from({ length: 40 }, () => client('GET', '/inventory?limit=1')))
  assert.ok(reads.every(({ status }) => status === 200))
  release()
  await other
  await holder.close()
  assert.equal((await waiting).status, 202)
})
