import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { revokeKey } from '#keys/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let app: TestApp
let siteId: string
let key: string
let client: Client

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  siteId = (await makeSite(app.database)).id
  key = (await makeKey(app.database, siteId)).key
  client = clientOf(app.url, key)
})
after(() => app.stop())

const limitHeaders = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-limit-day',
  'x-ratelimit-remaining-day',
  'x-ratelimit-reset-day',
]

test('the path is judged before the key, the key before the limit, the scope before the body', async () => {
  const nothing = await client('GET', '/nothing', { key: null })
  assert.equal(nothing.status, 404)
  const method = await client('PATCH', '/ideaclouds', { key: null })
  assert.equal(method.status, 405)
  assert.equal(method.headers.get('allow'), 'GET, POST, HEAD')
  const noKey = await client('POST', '/ideaclouds', { raw: '{', key: null })
  assert.equal(noKey.status, 401)
  const reader = clientOf(app.url, (await makeKey(app.database, siteId, ['content:read'])).key)
  const noScope = await reader('POST', '/ideaclouds', {
    raw: '{',
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(noScope.status, 403)
  const broken = await client('POST', '/ideaclouds', {
    raw: '{',
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(broken.status, 400)
})

test('the method of a fixed path is judged by that path, not by a parameter in its place', async () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'OPTIONS']) {
    const answer = await client(method, '/content/batch', { key: null })
    assert.equal(answer.status, 405, method)
    assert.equal(answer.headers.get('allow'), 'POST', method)
  }
})

test('limit headers are on everything but 401 and what is answered before the key', async () => {
  const json = { 'content-type': 'application/json' }
  const reader = clientOf(app.url, (await makeKey(app.database, siteId, ['site:read'])).key)
  const counted = [
    await client('GET', '/content'),
    await client('GET', '/content/00000000-0000-0000-0000-000000000000'),
    await client('POST', '/ideaclouds', { raw: '{', headers: json }),
    await client('POST', '/ideaclouds', { raw: 'x', headers: { 'content-type': 'text/plain' } }),
    await client('POST', '/ideaclouds', { raw: `"${'x'.repeat(1024 * 1024 + 1)}"`, headers: json }),
    await reader('GET', '/content'),
  ]
  assert.deepEqual(
    counted.map((answer) => answer.status),
    [200, 404, 400, 415, 413, 403],
  )
  for (const answer of counted) {
    for (const name of limitHeaders)
      assert.match(answer.headers.get(name) ?? '', /^\d+$/, `${name} on ${answer.status}`)
  }
  for (const answer of [
    await client('GET', '/content', { key: null }),
    await client('GET', '/nothing'),
    await client('DELETE', '/content'),
  ]) {
    for (const name of limitHeaders)
      assert.equal(answer.headers.get(name), null, `${name} on ${answer.status}`)
  }
})

test('every failure has the envelope, with the request id in both places and in the header', async () => {
  const answers = [
    await client('GET', '/nothing'),
    await client('DELETE', '/content'),
    await client('GET', '/content', { key: null }),
    await client('GET', '/content/no-uuid'),
    await client('GET', '/content/%ff'),
    await client('GET', '/content?limit=0'),
  ]
  for (const { status, body, headers } of answers) {
    assert.equal(typeof body.error.code, 'string', String(status))
    assert.ok(body.error.message.length > 5)
    assert.equal(body.error.request_id, body.request_id)
    assert.equal(headers.get('x-request-id'), body.request_id)
  }
})

test('an incoming request id of visible ASCII is kept, any other is replaced', async () => {
  const kept = await client('GET', '/content', { headers: { 'X-Request-Id': 'order-12345' } })
  assert.equal(kept.headers.get('x-request-id'), 'order-12345')
  for (const id of ['x'.repeat(129), 'two words']) {
    const replaced = await client('GET', '/content', { headers: { 'X-Request-Id': id } })
    assert.match(replaced.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
  }
})

test('the key comes in X-API-Key or as a bearer token; both with different keys are a 401', async () => {
  const bearer = await client('GET', '/content', { key: null, headers: { Authorization: `Bearer ${key}` } })
  assert.equal(bearer.status, 200)
  const both = await client('GET', '/content', { headers: { Authorization: `Bearer ${key}` } })
  assert.equal(both.status, 200)
  const other = (await makeKey(app.database, siteId)).key
  const differing = await client('GET', '/content', { headers: { Authorization: `Bearer ${other}` } })
  assert.equal(differing.status, 401)
  for (const wrong of ['hzk_short', `hzk_${'0'.repeat(64)}`, `${key}x`]) {
    const { status, body } = await client('GET', '/content', { key: wrong })
    assert.equal(status, 401)
    assert.equal(body.error.code, 'unauthorized')
  }
})

test('a revoked key ends within a second although it was in use, an expired one says so', async () => {
  const made = await makeKey(app.database, siteId)
  const user = clientOf(app.url, made.key)
  for (let i = 0; i < 3; i++) assert.equal((await user('GET', '/content')).status, 200)
  await revokeKey(app.database.db, systemClock, made.id)
  const deadline = Date.now() + 1000
  let answer = await user('GET', '/content')
  while (answer.status === 200 && Date.now() < deadline) answer = await user('GET', '/content')
  assert.equal(answer.body.error.code, 'key_revoked')
  const expired = await makeKey(app.database, siteId)
  await app.database.pool.query(`UPDATE api_keys SET expires_at = now() - interval '1 s' WHERE id = $1`, [
    expired.id,
  ])
  assert.equal((await clientOf(app.url, expired.key)('GET', '/content')).body.error.code, 'key_expired')
})

test('over the limit: 429 with the wait in the header, the message and the details', async () => {
  const limited = await makeKey(app.database, siteId)
  await app.database.pool.query('UPDATE api_keys SET per_minute = 10 WHERE id = $1', [limited.id])
  const user = clientOf(app.url, limited.key)
  const answers = await Promise.all(Array.from({ length: 12 }, () => user('GET', '/content')))
  const refused = answers.filter((answer) => answer.status === 429)
  assert.equal(refused.length, 2)
  const { body, headers } = refused[0] as (typeof answers)[number]
  const seconds = Number(headers.get('retry-after'))
  assert.ok(seconds >= 1 && seconds <= 60)
  assert.equal(body.error.code, 'rate_limit_exceeded')
  assert.equal(body.error.message, `Rate limit exceeded. Retry after ${seconds} seconds.`)
  assert.deepEqual(body.error.details, { retry_after: seconds })
  assert.equal(headers.get('x-ratelimit-remaining'), '0')
})

test('unknown members and parameters are ignored, and are faults with Prefer: handling=strict', async () => {
  const json = { keyword: 'Honda Civic', colour: 'red' }
  assert.equal((await client('POST', '/ideaclouds', { json })).status, 202)
  assert.equal((await client('GET', '/content?page=2')).status, 200)
  const strict = { Prefer: 'handling=strict' }
  const refused = await client('POST', '/ideaclouds', { json, headers: strict })
  assert.equal(refused.status, 400)
  assert.deepEqual(
    refused.body.error.details.fields.map((fault: { path: string }) => fault.path),
    ['colour'],
  )
  assert.equal((await client('GET', '/content?page=2', { headers: strict })).status, 400)
})

test('every fault is listed at once, the first one is the message', async () => {
  const { status, body } = await client('POST', '/content', {
    json: { ideacloud_id: 7, article_type: 'poem', mode: 'x', content_length: 10, auto_compliance: 'yes' },
  })
  assert.equal(status, 400)
  assert.deepEqual(body.error.details.fields.map((fault: { path: string }) => fault.path).sort(), [
    'article_type',
    'auto_compliance',
    'content_length',
    'ideacloud_id',
    'mode',
  ])
  assert.equal(body.error.message, body.error.details.fields[0].message)
  const article = body.error.details.fields.find((fault: { path: string }) => fault.path === 'article_type')
  assert.match(article.message, /^article_type must be one of: basic, qa, expert/)
})

test('GET and DELETE with a JSON content type and no body are as good as without it', async () => {
  assert.equal(
    (await client('GET', '/content', { headers: { 'content-type': 'application/json' } })).status,
    200,
  )
})

test('a forged cursor, and one of another list or with other filters, is a 400', async () => {
  for (let i = 0; i < 3; i++) await client('POST', '/ideaclouds', { json: { keyword: `Honda Civic ${i}` } })
  const { next_cursor } = (await client('GET', '/ideaclouds?limit=1')).body.pagination
  assert.equal((await client('GET', `/ideaclouds?limit=2&cursor=${next_cursor}`)).status, 200)
  const forged = `${Buffer.from('["2026-01-01T00:00:00.000Z","x"]').toString('base64url')}.${next_cursor.split('.')[1]}`
  for (const query of [
    `/ideaclouds?cursor=${forged}`,
    `/ideaclouds?cursor=x`,
    `/ideaclouds?status=failed&cursor=${next_cursor}`,
    `/content?cursor=${next_cursor}`,
    '/ideaclouds?cursor=',
    `/ideaclouds?cursor=${next_cursor}&cursor=${next_cursor}`,
  ]) {
    const { status, body } = await client('GET', query)
    assert.equal(status, 400, query)
    assert.equal(body.error.code, 'validation_error')
  }
})
