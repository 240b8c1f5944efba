import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { turnRequestDays } from '#http/port.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { createTestDatabase } from '../harness/database.ts'
import { makeKey, makeSite, until } from '../harness/fixtures.ts'

const hourMs = 3600_000
const dayMs = 24 * hourMs
const startMs = Date.parse('2026-11-20T12:00:00.000Z')

let app: TestApp
let nowMs = startMs

before(async () => {
  app = await startTestApp({ roles: ['api'], clock: { now: () => new Date(nowMs) } })
})
after(() => app.stop())

/** A key of the site whose requests are not those of another test. */
async function user(label = 'test key') {
  const site = await makeSite(app.database)
  const made = await makeKey(app.database, site.id)
  await app.database.pool.query('UPDATE api_keys SET name = $2 WHERE id = $1', [made.id, label])
  return { site, keyId: made.id, key: made.key, client: clientOf(app.url, made.key) }
}

type Row = Record<string, unknown>

/** The rows that a query shows once `request` is among all of them. */
async function rowsOnce(client: Client, request: string, query = ''): Promise<Row[]> {
  await until(client, `/requests?request_id=${request}`, (data) => data.length > 0)
  return (await client('GET', `/requests?limit=100${query}`)).body.data
}

const named = (id: string) => ({ 'X-Request-Id': id })

test('a row tells the request, its answer and its key, and nothing of body and query', async () => {
  const { client, keyId } = await user('shop window')
  const headers = { ...named('r-1'), 'X-Idempotency-Key': 'order 17 / März' }
  const json = { keyword: 'secret plans' }
  const answer = await client('POST', '/ideaclouds/?token=secret', { json, headers })
  assert.equal(answer.status, 202)
  await client('POST', '/ideaclouds', { json, headers: { ...headers, ...named('r-2') } })
  await client('POST', '/ideaclouds', { json: { keyword: '' }, headers: named('r-3') })
  const rows = await rowsOnce(client, 'r-3')
  const [third, second, first] = rows.filter((row) => String(row.request_id).startsWith('r-')) as Row[]
  const { duration_ms, ...rest } = first as Row
  assert.ok(typeof duration_ms === 'number' && duration_ms > 0 && duration_ms < 60_000)
  assert.deepEqual(rest, {
    request_id: 'r-1',
    at: new Date(nowMs).toISOString(),
    method: 'POST',
    path: '/v1/public/ideaclouds/',
    route: 'ideacloud.create',
    status: 202,
    error_code: null,
    key_id: keyId,
    key_label: 'shop window',
    idempotency_key: 'order 17 / März',
    replayed: false,
  })
  assert.deepEqual([second?.replayed, second?.status], [true, 202])
  assert.deepEqual(
    [third?.status, third?.error_code, third?.idempotency_key],
    [400, 'validation_error', null],
  )
  const { rows: stored } = await app.database.pool.query('SELECT r::text AS text FROM requests r')
  assert.ok(stored.every(({ text }) => !text.includes('secret') && !text.includes('plans')))
})

test('what is answered before the key, or without one that is good, belongs to no site and has no row', async () => {
  const { client, key } = await user()
  await client('GET', '/nothing', { headers: named('before-1') })
  await client('DELETE', '/content', { headers: named('before-2') })
  await client('GET', '/content', { key: null, headers: named('before-3') })
  await client('GET', '/content', { key: `${key.slice(0, -1)}x`, headers: named('before-4') })
  await client('GET', '/health', { headers: named('before-5') })
  await client('GET', '/content', { headers: named('before-6') })
  await rowsOnce(client, 'before-6')
  const { rows } = await app.database.pool.query(`SELECT 1 FROM requests WHERE request_id LIKE 'before-_'`)
  assert.equal(rows.length, 1)
})

test('refusals for the scope, the body, the media type and the limit have rows with their codes', async () => {
  const { client, site } = await user()
  const reader = clientOf(app.url, (await makeKey(app.database, site.id, ['site:read'])).key)
  const json = { 'content-type': 'application/json' }
  await reader('GET', '/content', { headers: named('refused-403') })
  await client('POST', '/ideaclouds', { raw: '{', headers: { ...json, ...named('refused-400') } })
  await client('POST', '/ideaclouds', {
    raw: 'x',
    headers: { 'content-type': 'text/plain', ...named('refused-415') },
  })
  const large = `"${'x'.repeat(1024 * 1024)}"`
  await client('POST', '/ideaclouds', { raw: large, headers: { ...json, ...named('refused-413') } })
  const limited = await makeKey(app.database, site.id)
  await app.database.pool.query('UPDATE api_keys SET per_minute = 10 WHERE id = $1', [limited.id])
  const hammer = clientOf(app.url, limited.key)
  for (let i = 0; i < 40; i++) await hammer('GET', '/content', { headers: named('refused-429') })
  await client('GET', '/content', { headers: named('refused-none') })
  const rows = await rowsOnce(client, 'refused-none')
  const codeOf = (id: string) => rows.find((row) => row.request_id === id)?.error_code
  assert.equal(codeOf('refused-403'), 'forbidden')
  assert.equal(codeOf('refused-400'), 'validation_error')
  assert.equal(codeOf('refused-415'), 'unsupported_media_type')
  assert.equal(codeOf('refused-413'), 'payload_too_large')
  // Of 30 refusals some are told: a key that hammers does not fill the log.
  const refused = rows.filter((row) => row.error_code === 'rate_limit_exceeded').length
  assert.ok(refused >= 1 && refused < 30, `${refused} rows`)
  assert.equal(rows.filter((row) => row.request_id === 'refused-429' && row.status === 200).length, 10)
})

test('filters are told apart and together, times with any offset; pages lose and repeat nothing', async () => {
  const { client } = await user()
  nowMs = startMs
  for (let i = 0; i < 6; i++) {
    nowMs += 60_000
    await client('GET', i % 2 === 0 ? '/content' : '/ideaclouds', { headers: named(`f-${i}`) })
    await client('GET', '/content/0199a3c4-0000-7000-8000-000000000001', { headers: named(`g-${i}`) })
  }
  await rowsOnce(client, 'g-5')
  const ids = async (query: string) => {
    const { body } = await client('GET', `/requests?limit=100&${query}`)
    assert.equal(body.pagination.total_count, body.data.length)
    return body.data.map((row: Row) => row.request_id)
  }
  assert.deepEqual(await ids('route=ideacloud.list'), ['f-5', 'f-3', 'f-1'])
  assert.deepEqual(await ids('status=404'), ['g-5', 'g-4', 'g-3', 'g-2', 'g-1', 'g-0'])
  assert.deepEqual(await ids('request_id=f-2'), ['f-2'])
  const span = 'from=2026-11-20T07:02:00-05:00&to=2026-11-20T12:03:00Z'
  assert.deepEqual(await ids(span), ['g-1', 'f-1'])
  assert.deepEqual(await ids(`${span}&status=200`), ['f-1'])
  assert.deepEqual(await ids('status=404&route=content.list'), [])
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await client('GET', `/requests?route=content.get&limit=4${cursor}`)
    seen.push(...body.data.map((row: Row) => row.request_id))
    cursor = body.pagination.has_more ? `&cursor=${body.pagination.next_cursor}` : ''
  } while (cursor)
  assert.deepEqual(seen, ['g-5', 'g-4', 'g-3', 'g-2', 'g-1', 'g-0'])
  const { next_cursor } = (await client('GET', `/requests?limit=1&${span}`)).body.pagination
  const other = `/requests?limit=1&cursor=${next_cursor}&from=2026-11-20T07:01:00-05:00&to=2026-11-20T12:03:00Z`
  assert.equal((await client('GET', other)).status, 400)
})

test('a filter of a wrong shape is a 400 that names it', async () => {
  const { client } = await user()
  for (const [name, value] of [
    ['from', '2026-11-20'],
    ['from', '2026-11-20T12:00:00'],
    ['to', '2026-02-31T12:00:00Z'],
    ['to', 'yesterday'],
    ['status', '99'],
    ['status', '4xx'],
    ['route', 'content.gett'],
    ['request_id', 'x'.repeat(129)],
  ]) {
    const { status, body } = await client('GET', `/requests?${name}=${value}`)
    assert.equal(status, 400, `${name}=${value}`)
    assert.equal(body.error.details.fields[0].path, `query/${name}`)
  }
})

test('another site’s requests are never shown, also not by their id', async () => {
  const mine = await user()
  const theirs = await user()
  await mine.client('GET', '/content', { headers: named('mine-alone') })
  await rowsOnce(mine.client, 'mine-alone')
  const { body } = await theirs.client('GET', '/requests?request_id=mine-alone')
  assert.deepEqual(body.data, [])
  assert.equal(body.pagination.total_count, 0)
})

test('a client that went away before its answer finds its request', async () => {
  const { client, key } = await user()
  const holder = await app.database.pool.connect()
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE ideaclouds IN ACCESS EXCLUSIVE MODE')
  const gone = new AbortController()
  const sent = fetch(`${app.url}/v1/public/ideaclouds`, {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json', ...named('gone') },
    body: JSON.stringify({ keyword: 'Honda Civic' }),
    signal: gone.signal,
  })
  await untilWaiting()
  gone.abort()
  await assert.rejects(sent)
  await holder.query('ROLLBACK')
  holder.release()
  const [row] = await until(client, '/requests?request_id=gone', (data) => data.length > 0)
  assert.equal(row.status, 202)
})

/** Resolves when a statement of the server waits for the lock that the test holds. */
async function untilWaiting(): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    const { rows } = await app.database.pool.query(
      `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'ideaclouds'::regclass`,
    )
    if (rows.length > 0) return
  }
  throw new Error('no statement waits')
}

test('rows are shown for 7 days, and then their day is dropped whole; tomorrow’s is made ahead', async () => {
  const { client } = await user()
  const partitions = async () => {
    const { rows } = await app.database.pool.query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'requests'::regclass ORDER BY 1`,
    )
    return rows.map(({ name }) => name)
  }
  nowMs = Date.parse('2026-12-01T23:00:00.000Z')
  await client('GET', '/content', { headers: named('old') })
  await rowsOnce(client, 'old')
  const count = async () => (await client('GET', '/requests?request_id=old')).body.data.length
  nowMs += 7 * dayMs
  assert.equal(await count(), 1)
  nowMs += 1
  assert.equal(await count(), 0)
  nowMs += hourMs - 2
  await turnRequestDays(app.database.db, new Date(nowMs))
  assert.ok((await partitions()).includes('requests_2026_12_01'))
  assert.ok((await partitions()).includes('requests_2026_12_09'))
  nowMs += 1
  await turnRequestDays(app.database.db, new Date(nowMs))
  const left = await partitions()
  assert.ok(!left.includes('requests_2026_12_01') && !left.includes('requests_2026_11_20'), left.join())
  assert.ok(left.includes('requests_2026_12_10'))
  assert.equal((await client('GET', '/requests?from=2026-01-01T00:00:00Z')).status, 200)
})

test('what was recorded and not yet written is written when the server stops', async () => {
  const database = await createTestDatabase()
  try {
    const other = await startTestApp({ roles: ['api'], database })
    const { key } = await makeKey(database, (await makeSite(database)).id)
    const client = clientOf(other.url, key)
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => client('GET', '/content', { headers: named(`s-${i}`) })),
    )
    await other.stop()
    const { rows } = await database.pool.query('SELECT 1 FROM requests')
    assert.equal(rows.length, 30)
  } finally {
    await database.drop()
  }
})
