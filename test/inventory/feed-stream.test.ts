// How the feed is sent: as it is read, compressed, and not at all to one who has it.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type IncomingMessage, request as send } from 'node:http'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { silentLog } from '#kernel/log.ts'
import { openFeed } from '../../src/inventory/open-feed.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'
import { describeVehicle, fullVehicle, stockVehicles } from './feed-out-harness.ts'

let app: TestApp
const logged: string[] = []

before(async () => {
  const log = { ...silentLog, error: (_: object, message: string) => void logged.push(message) }
  app = await startTestApp({ roles: ['api'], log })
})
after(() => app.stop())

async function makeStock(count: number, comments: string | null = null) {
  const { id } = await makeSite(app.database, 'Stock')
  const vehicles = generateVehicles({ seed: 21, count }).map((vehicle) => ({
    ...vehicle,
    dealerComments: comments ?? vehicle.dealerComments,
  }))
  await stockVehicles(app.database, id, vehicles)
  return { id, key: (await makeKey(app.database, id)).key, vehicles }
}

type Asked = { format?: string; method?: string; headers?: Record<string, string> }

/** The answer as it begins; nothing of its body is read. */
async function open(key: string, { format = 'csv', method = 'GET', headers = {} }: Asked = {}) {
  const sent = send(`${app.url}/v1/public/inventory/feed?format=${format}`, {
    method,
    headers: { 'x-api-key': key, ...headers },
  })
  sent.end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response
}

async function take(key: string, asked: Asked = {}) {
  const response = await open(key, asked)
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part)
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) }
}

/** More than the sockets between two ends take in. */
const comments = 'x'.repeat(20_000)
const last = fullVehicle({ vin: 'ZZZZZZZZZZZZZZZZZ' })

test('the first bytes are there before the last vehicle is read, and a slow reader is waited for', async () => {
  const { id, key } = await makeStock(2000, comments)
  const response = await open(key)
  const parts = response[Symbol.asyncIterator]()
  const first: Buffer = (await parts.next()).value
  assert.match(first.toString(), /^vin,/)
  await stockVehicles(app.database, id, [last])
  const rest: Buffer[] = []
  for (let part = await parts.next(); !part.done; part = await parts.next()) rest.push(part.value)
  const text = Buffer.concat([first, ...rest]).toString()
  assert.ok(
    text.includes(`\r\n${last.vin},`),
    'the stock was read to its end before the first bytes were taken',
  )
  assert.equal(text.split('\r\n').length, 2003)
})

test('a page of the stock is read when the one before it was taken', async () => {
  const { id } = await makeStock(450)
  let statements = 0
  const db = app.database.db.withPlugin({
    transformQuery: ({ node }) => {
      statements++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const feed = await openFeed(db, id, 'json')
  const before = statements
  const counts: number[] = []
  for await (const _ of feed.chunks()) counts.push(statements - before)
  assert.deepEqual(counts, [1, 2, 3, 4, 5, 5])
  assert.ok(before <= 2, 'a known state costs the version and the site')
})

test('a vehicle is in the feed once, whatever the page it stands on', async () => {
  const { key, vehicles } = await makeStock(300)
  const { data } = JSON.parse((await take(key, { format: 'json' })).bytes.toString())
  assert.deepEqual(data.map(({ vin }: { vin: string }) => vin).sort(), vehicles.map(({ vin }) => vin).sort())
})

test('a feed goes out compressed to one who asks for it, in every format', async () => {
  const { key } = await makeStock(150)
  for (const format of ['json', 'xml', 'csv', 'google', 'meta']) {
    const plain = await take(key, { format })
    const packed = await take(key, { format, headers: { 'accept-encoding': 'gzip' } })
    assert.equal(plain.headers['content-encoding'], undefined)
    assert.equal(packed.headers['content-encoding'], 'gzip', format)
    assert.equal(packed.headers.vary, 'accept, accept-encoding')
    assert.ok(gunzipSync(packed.bytes).equals(plain.bytes), format)
    assert.ok(packed.bytes.length * 3 < plain.bytes.length, format)
  }
})

test('who has the state already gets a 304, and every change of what is in the feed makes another', async () => {
  const { id, key, vehicles } = await makeStock(3)
  const vin = vehicles[0]?.vin ?? ''
  const { pool } = app.database
  const changes: [string, () => Promise<unknown>][] = [
    ['a text', () => describeVehicle(app.database, id, vin, 'A car.')],
    ['a new vehicle', () => stockVehicles(app.database, id, [last])],
    ['a vehicle that is sold', () => stockVehicles(app.database, id, [last], { status: 'sold' })],
    [
      'a vehicle that was changed, and committed late',
      () =>
        stockVehicles(app.database, id, [{ ...fullVehicle(), vin }], {
          now: new Date(Date.now() - 3600_000),
        }),
    ],
    ['the dealership', () => pool.query(`UPDATE sites SET updated_at = now() WHERE id = $1`, [id])],
  ]
  let tag = (await take(key)).headers.etag ?? ''
  for (const [what, change] of changes) {
    const known = await take(key, { headers: { 'if-none-match': tag } })
    assert.equal(known.status, 304, what)
    assert.equal(known.bytes.length, 0)
    assert.equal(known.headers.etag, tag)
    assert.equal(known.headers.vary, 'accept')
    assert.equal(known.headers['content-type'], undefined)
    await change()
    const changed = await take(key, { headers: { 'if-none-match': tag } })
    assert.equal(changed.status, 200, what)
    assert.notEqual(changed.headers.etag, tag, what)
    tag = changed.headers.etag ?? ''
  }
  assert.match(tag, /^W\/"[\w-]+"$/)
  assert.notEqual((await take(key, { format: 'json' })).headers.etag, tag)
})

test('If-Modified-Since counts in whole seconds, and only without a tag', async () => {
  const { key } = await makeStock(1)
  const { headers } = await take(key)
  const time = headers['last-modified'] ?? ''
  assert.ok(Math.abs(Date.parse(time) - Date.now()) < 60_000)
  const status = async (sent: Record<string, string>) => (await take(key, { headers: sent })).status
  assert.equal(await status({ 'if-modified-since': time }), 304)
  const before = new Date(Date.parse(time) - 1000).toUTCString()
  assert.equal(await status({ 'if-modified-since': before }), 200)
  assert.equal(await status({ 'if-modified-since': 'yesterday' }), 200)
  assert.equal(await status({ 'if-modified-since': time, 'if-none-match': '"other"' }), 200)
})

test('HEAD has the headers of GET and no body', async () => {
  const { key } = await makeStock(1)
  const { headers } = await take(key, { format: 'google' })
  const asked = await take(key, { format: 'google', method: 'HEAD' })
  assert.equal(asked.status, 200)
  assert.equal(asked.bytes.length, 0)
  for (const name of ['etag', 'last-modified', 'content-type', 'vary', 'cache-control'])
    assert.equal(asked.headers[name], headers[name], name)
})

test('a feed that breaks off ends its connection without the end of a body, and the log says so', async () => {
  const { pool } = app.database
  const { key } = await makeStock(2000, comments)
  const response = await open(key)
  const parts = response[Symbol.asyncIterator]()
  await parts.next()
  await pool.query('ALTER TABLE vehicles RENAME TO vehicles_away')
  try {
    await assert.rejects(async () => {
      for (let part = await parts.next(); !part.done; part = await parts.next());
    }, /aborted/)
    assert.deepEqual(logged, ['an answer broke off'])
    assert.equal((await take(key)).status, 500)
  } finally {
    await pool.query('ALTER TABLE vehicles_away RENAME TO vehicles')
  }
})
