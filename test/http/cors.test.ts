import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

const shop = 'https://shop.example.com'

let app: TestApp
let client: Client

before(async () => {
  app = await startTestApp({
    roles: ['api'],
    settings: { FORECOURT_CORS_ORIGINS: `${shop}, http://localhost:5173` },
  })
  const { id } = await makeSite(app.database)
  client = clientOf(app.url, (await makeKey(app.database, id)).key)
})
after(() => app.stop())

const preflight = {
  Origin: shop,
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'content-type,x-api-key,x-idempotency-key',
}

test('a preflight of a listed origin is answered before the key and costs no quota', async () => {
  const remaining = async () => (await client('GET', '/content')).headers.get('x-ratelimit-remaining')
  const before = Number(await remaining())
  const { status, headers, text } = await client('OPTIONS', '/ideaclouds', { key: null, headers: preflight })
  assert.equal(status, 204)
  assert.equal(text, '')
  assert.equal(headers.get('access-control-allow-origin'), shop)
  assert.equal(headers.get('access-control-allow-methods'), 'GET, HEAD, POST, PATCH, DELETE')
  const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(', ') ?? []
  for (const name of [
    'x-api-key',
    'authorization',
    'content-type',
    'x-idempotency-key',
    'prefer',
    'if-none-match',
  ])
    assert.ok(allowed.includes(name), name)
  assert.equal(headers.get('access-control-allow-credentials'), null)
  assert.equal(headers.get('x-ratelimit-limit'), null)
  assert.match(headers.get('vary') ?? '', /Origin/)
  assert.equal(Number(await remaining()), before - 1)
})

test('a page of a listed origin may read every answer, failures too, and the headers that matter', async () => {
  const answers = [
    await client('GET', '/content', { headers: { Origin: shop } }),
    await client('GET', '/content', { headers: { Origin: shop }, key: null }),
    await client('GET', '/nothing', { headers: { Origin: shop } }),
    await client('DELETE', '/content', { headers: { Origin: shop } }),
    await client('POST', '/ideaclouds', { headers: { Origin: shop }, raw: '{' }),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 401, 404, 405, 415],
  )
  for (const { status, headers } of answers) {
    assert.equal(headers.get('access-control-allow-origin'), shop, String(status))
    const exposed = headers.get('access-control-expose-headers')?.split(', ') ?? []
    for (const name of [
      'X-Request-Id',
      'Idempotency-Replayed',
      'Retry-After',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset-Day',
      'ETag',
    ])
      assert.ok(exposed.includes(name), name)
  }
})

test('an origin that is not listed is told nothing, also one that only looks like it', async () => {
  for (const Origin of [
    'https://evil.example.com',
    'https://shop.example.com.evil.com',
    'http://shop.example.com',
    'https://shop.example.com:8443',
    'null',
  ]) {
    const read = await client('GET', '/content', { headers: { Origin } })
    assert.equal(read.headers.get('access-control-allow-origin'), null, Origin)
    assert.match(read.headers.get('vary') ?? '', /Origin/)
    const asked = await client('OPTIONS', '/content', { key: null, headers: { ...preflight, Origin } })
    assert.equal(asked.headers.get('access-control-allow-origin'), null, Origin)
  }
})

test('with * every origin may call', async (t) => {
  const open = await startTestApp({ roles: ['api'], settings: { FORECOURT_CORS_ORIGINS: '*' } })
  t.after(() => open.stop())
  const answer = await clientOf(open.url, 'none')('OPTIONS', '/content', { headers: preflight })
  assert.equal(answer.status, 204)
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
})

test('without the setting no origin is told anything, and OPTIONS is a method like any other that a path lacks', async (t) => {
  const closed = await startTestApp({ roles: ['api'] })
  t.after(() => closed.stop())
  const ask = clientOf(closed.url, 'none')
  const asked = await ask('OPTIONS', '/content', { headers: preflight })
  assert.equal(asked.status, 405)
  assert.equal(asked.headers.get('allow'), 'GET, POST, HEAD')
  assert.equal(asked.headers.get('access-control-allow-origin'), null)
  assert.equal((await ask('GET', '/live', { headers: { Origin: shop } })).headers.get('vary'), null)
})
