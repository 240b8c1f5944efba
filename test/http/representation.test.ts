// How answers are sent: tags and 304, caching, compression.

import assert from 'node:assert/strict'
import { request as send } from 'node:http'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let app: TestApp
let key: string
let client: Client

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  const { id } = await makeSite(app.database)
  key = (await makeKey(app.database, id)).key
  client = clientOf(app.url, key)
  const items = Array.from({ length: 25 }, (_, i) => ({ keyword: `Honda Civic winter tires ${i}` }))
  assert.equal((await client('POST', '/ideaclouds/batch', { json: { items } })).status, 202)
})
after(() => app.stop())

type RawAnswer = { status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer }

/** Nothing is added to the headers, and the body is not decoded. */
function raw(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: string,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = send(
      `${app.url}${path}`,
      { method, headers: { 'x-api-key': key, ...headers } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(parts),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

test('a read that is known already is a 304 without a body, with the limit headers, and costs one request', async () => {
  const first = await client('GET', '/ideaclouds?limit=2')
  const tag = first.headers.get('etag') ?? ''
  assert.match(tag, /^W\/"[\w-]+"$/)
  assert.equal(first.headers.get('cache-control'), 'private, no-cache')
  const remaining = Number(first.headers.get('x-ratelimit-remaining'))
  const again = await raw('/v1/public/ideaclouds?limit=2', { 'if-none-match': tag })
  assert.equal(again.status, 304)
  assert.equal(again.bytes.length, 0)
  assert.equal(again.headers.etag, tag)
  assert.equal(again.headers['cache-control'], 'private, no-cache')
  assert.equal(again.headers['content-type'], undefined)
  assert.equal(Number(again.headers['x-ratelimit-remaining']), remaining - 1)
  assert.equal(again.headers['x-ratelimit-limit-day'], '100000')
})

test('the tag follows the bytes: a change is a 200 with another tag', async () => {
  const before = await client('GET', '/ideaclouds?limit=1')
  const tag = before.headers.get('etag') ?? ''
  await client('POST', '/ideaclouds', { json: { keyword: 'Honda Accord' } })
  const after = await client('GET', '/ideaclouds?limit=1', { headers: { 'if-none-match': tag } })
  assert.equal(after.status, 200)
  assert.notEqual(after.headers.get('etag'), tag)
})

test('If-None-Match is a list of tags, weak or strong, or *', async () => {
  const path = '/v1/public/ideaclouds?limit=3'
  const tag = String((await raw(path)).headers.etag)
  const strong = tag.replace('W/', '')
  for (const known of [tag, strong, `"other", ${tag}`, `${strong}, "other"`, '*'])
    assert.equal((await raw(path, { 'if-none-match': known })).status, 304, known)
  for (const other of ['"other"', strong.replaceAll('"', ''), 'W/""', ''])
    assert.equal((await raw(path, { 'if-none-match': other })).status, 200, other)
})

test('HEAD is GET without the body: same status, tag and limits, and 304 too', async () => {
  const path = '/v1/public/ideaclouds?limit=3'
  const got = await raw(path)
  const head = await raw(path, {}, 'HEAD')
  assert.equal(head.status, 200)
  assert.equal(head.bytes.length, 0)
  for (const name of ['etag', 'content-type', 'content-length', 'cache-control', 'x-ratelimit-limit'])
    assert.equal(head.headers[name], got.headers[name], name)
  assert.equal((await raw(path, { 'if-none-match': String(got.headers.etag) }, 'HEAD')).status, 304)
  assert.equal((await raw(path, { 'x-api-key': 'none' }, 'HEAD')).status, 401)
})

test('only reads that succeeded are tagged; all else is stored by nobody', async () => {
  const answers = [
    await client('POST', '/ideaclouds', {
      json: { keyword: 'Honda Civic' },
      headers: { 'if-none-match': '*' },
    }),
    await client('GET', '/ideaclouds/0199a3c4-0000-7000-8000-000000000001', {
      headers: { 'if-none-match': '*' },
    }),
    await client('GET', '/ideaclouds', { key: null }),
    await client('GET', '/nothing'),
    await client('GET', '/health', { headers: { 'if-none-match': '*' } }),
  ]
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [202, 404, 401, 404, 200],
  )
  for (const { status, headers } of answers) {
    assert.equal(headers.get('etag'), null, String(status))
    assert.equal(headers.get('cache-control'), 'no-store', String(status))
  }
})

test('a large body is compressed for who asks, by the weights given, and is the same after decoding', async () => {
  const path = '/v1/public/ideaclouds?limit=25'
  const plain = await raw(path)
  assert.equal(plain.headers['content-encoding'], undefined)
  assert.ok(plain.bytes.length > 4096)
  const decode = { gzip: gunzipSync, br: brotliDecompressSync }
  for (const [accept, encoding] of [
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ] as const) {
    const answer = await raw(path, { 'accept-encoding': accept })
    assert.equal(answer.headers['content-encoding'], encoding, accept)
    assert.match(String(answer.headers.vary), /accept-encoding/i)
    assert.ok(answer.bytes.length < plain.bytes.length / 2)
    assert.deepEqual(decode[encoding](answer.bytes), plain.bytes)
    assert.equal(answer.headers.etag, plain.headers.etag)
  }
  for (const accept of ['identity', 'zstd', 'gzip;q=0', ''])
    assert.deepEqual((await raw(path, { 'accept-encoding': accept })).bytes, plain.bytes, accept)
  const known = { 'accept-encoding': 'gzip', 'if-none-match': String(plain.headers.etag) }
  const unchanged = await raw(path, known)
  assert.equal(unchanged.status, 304)
  assert.equal(unchanged.bytes.length, 0)
})

test('a small body is sent as it is, whatever is accepted', async () => {
  const answer = await raw('/v1/public/ideaclouds?limit=1', { 'accept-encoding': 'gzip, br' })
  assert.equal(answer.headers['content-encoding'], undefined)
  assert.equal(JSON.parse(answer.bytes.toString()).data.length, 1)
})

test('a replay is the first answer byte for byte, compressed or not', async () => {
  const items = Array.from({ length: 25 }, (_, i) => ({ keyword: `Honda Pilot ${i}` }))
  const json = JSON.stringify({ items })
  const headers = { 'content-type': 'application/json', 'x-idempotency-key': 'compressed' }
  const path = '/v1/public/ideaclouds/batch'
  const first = await raw(path, headers, 'POST', json)
  assert.equal(first.status, 202)
  const zipped = await raw(path, { ...headers, 'accept-encoding': 'gzip' }, 'POST', json)
  assert.equal(zipped.headers['content-encoding'], 'gzip')
  assert.equal(zipped.headers['idempotency-replayed'], 'true')
  assert.deepEqual(gunzipSync(zipped.bytes), first.bytes)
  assert.deepEqual((await raw(path, headers, 'POST', json)).bytes, first.bytes)
})

test('a compressed body of a request is not unpacked: it is no JSON', async () => {
  const answer = await client('POST', '/ideaclouds', {
    raw: new Uint8Array([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  })
  assert.equal(answer.status, 400)
})

test('the reference is compressed too', async () => {
  for (const path of ['/openapi.json', '/docs/static/swagger-ui-bundle.js']) {
    const answer = await raw(path, { 'accept-encoding': 'gzip' })
    assert.equal(answer.headers['content-encoding'], 'gzip', path)
    assert.deepEqual(gunzipSync(answer.bytes), (await raw(path)).bytes, path)
  }
})
