// Bad input gets a clear 4xx and never a 500. Half of the cases are a valid request with one thing
// changed, sent with a valid key; the other half are noise.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { routes } from '../../src/api.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Answer, type Client, clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'
import { pathOf, type ValidRequest, validRequests, type World } from './valid-requests.ts'
import { makeWorld } from './world.ts'

let app: TestApp
let clients: Client[]
let world: World
let sent = 0

before(async () => {
  app = await startTestApp()
  const { id } = await makeSite(app.database)
  await importDemoFeed(app.database, id)
  clients = []
  for (let i = 0; i < 12; i++) clients.push(clientOf(app.url, (await makeKey(app.database, id)).key))
  world = await makeWorld(clients[0] as Client, app.database, id)
})
after(() => app.stop())

const client: Client = (...request) => (clients[sent++ % clients.length] as Client)(...request)

function assertClear({ status, body, text }: Answer, what: string): void {
  assert.ok(status < 500, `${what}: ${status} ${text}`)
  if (status < 400) return
  assert.match(body.error.code, /^[a-z_]+$/, what)
  assert.ok(
    body.error.message.length > 8 && !/undefined|\[object|at .*\.ts/.test(body.error.message),
    `${what}: ${body.error.message}`,
  )
  if (body.error.code === 'validation_error') {
    assert.ok(body.error.details.fields.length > 0 && body.error.details.fields.length <= 100, what)
    for (const fault of body.error.details.fields) assert.ok(fault.message.length > 5, what)
  }
}

const nasty = fc.constantFrom<unknown>(
  'a\0b',
  '\0',
  '\ud800',
  'x\udfff',
  '',
  ' ',
  'x'.repeat(501),
  'x'.repeat(70_000),
  '🚗'.repeat(500),
  'ünï‮ code',
  "'; DROP TABLE sites; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%00',
  'null',
  'true',
  '1e999',
  'NaN',
  '__proto__',
  'constructor',
  0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  -0,
  true,
  false,
  null,
  [],
  {},
  [null],
  [[]],
  [''],
  ['\0'],
  { length: 3 },
  { toString: 1 },
  { __proto__: { a: 1 } },
  '00000000-0000-0000-0000-000000000000',
  'urn:uuid:00000000-0000-0000-0000-000000000000',
  'q-1772225333601-0',
  ['q-1-1'],
  ['x'.repeat(201)],
  Array.from({ length: 300 }, () => 'q-1-1'),
  'IOQIOQIOQIOQ',
  '1HGBH41JXMN10918O',
)

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

type Case = { route: (typeof routes)[number]; request: ValidRequest; what: string }

const posts = routes.filter((route) => route.body)
const withQuery = routes.filter((route) => route.query)
const withParams = routes.filter((route) => route.params)

const changedMember = fc
  .tuple(fc.constantFrom(...posts), fc.nat(), fc.oneof(nasty, fc.jsonValue()))
  .map(([route, pick, value]): Case => {
    const request = valid(route.id)
    const json = structuredClone(request.json ?? {})
    const holder =
      Array.isArray(json.items) && pick % 4 !== 0 ? (json.items[0] as Record<string, unknown>) : json
    const names = Object.keys(holder)
    const name = names[pick % names.length] ?? 'title'
    holder[name] = value
    return {
      route,
      request: { ...request, json },
      what: `${route.id} ${name} = ${JSON.stringify(value)?.slice(0, 80)}`,
    }
  })

const droppedMember = fc.tuple(fc.constantFrom(...posts), fc.nat()).map(([route, pick]): Case => {
  const request = valid(route.id)
  const json = structuredClone(request.json ?? {})
  const names = Object.keys(json)
  delete json[names[pick % names.length] as string]
  return { route, request: { ...request, json }, what: `${route.id} without ${names[pick % names.length]}` }
})

const changedQuery = fc
  .tuple(fc.constantFrom(...withQuery), fc.nat(), fc.oneof(nasty.map(textOf), fc.string()))
  .map(([route, pick, value]): Case => {
    const request = valid(route.id)
    const names = Object.keys(request.query ?? {})
    const name = names[pick % names.length] as string
    const query = { ...request.query, [name]: value.toWellFormed() }
    return { route, request: { ...request, query }, what: `${route.id} ?${name}=${value.slice(0, 60)}` }
  })

const changedParam = fc
  .tuple(fc.constantFrom(...withParams), fc.oneof(nasty.map(textOf), fc.string()))
  .map(([route, value]): Case => {
    const text = encodeURIComponent(value.slice(0, 300).toWellFormed()) || '%20'
    const path = route.path.replace(/\{\w+\}/, text).replace(/\{\w+\}/g, 'body')
    return { route, request: { ...valid(route.id), path }, what: `${route.id} ${path.slice(0, 80)}` }
  })

function valid(id: string): ValidRequest {
  return (validRequests[id] as (world: World) => ValidRequest)(world)
}

test('a valid request with one thing changed is answered below 500, with a clear sentence when refused', async () => {
  let cases = 0
  let passed = 0
  await fc.assert(
    fc.asyncProperty(
      // The world exists only when the test runs.
      fc
        .constant(null)
        .chain(() =>
          fc.oneof(
            { arbitrary: changedMember, weight: 5 },
            droppedMember,
            { arbitrary: changedQuery, weight: 2 },
            { arbitrary: changedParam, weight: 2 },
          ),
        ),
      async ({ route, request, what }) => {
        const answer = await client(route.method, pathOf(request), request.json ? { json: request.json } : {})
        assertClear(answer, what)
        cases++
        if (answer.status !== 400) passed++
      },
    ),
    { numRuns: 1500 },
  )
  console.log(`${cases} changed requests, ${Math.round((100 * passed) / cases)} % passed validation`)
  assert.ok(passed / cases > 0.1, 'most changes should still be read')
})

test('noise in the body of any route is answered below 500', async () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ maxLength: 2000 }).map((text) => Buffer.from(text)),
    fc.json({ maxDepth: 5 }).map((text) => Buffer.from(text)),
    fc
      .constantFrom('{', '{"items":', '[[[[', '"', 'nul', '{"a":1,}', '\uFEFF{}', '{"keyword":"\\ud800"}')
      .map((text) => Buffer.from(text)),
    fc.constant(Buffer.from('['.repeat(200_000))),
    fc.constant(Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)),
    fc.constant(Buffer.from(`{"keyword":"Honda","x":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`)),
  )
  const types = fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'application/xml',
    'json',
    '',
  )
  const keys = fc.constantFrom(undefined, 'same-key', 'x'.repeat(257), 'ümlaut')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), noise, types, keys, async (route, raw, type, key) => {
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
      if (key && /^[\x20-\x7e]*$/.test(key)) headers['x-idempotency-key'] = key
      const body = route.method === 'GET' ? {} : { raw }
      assertClear(
        await client(route.method, pathOf(valid(route.id)), { ...body, headers }),
        `${route.id} ${raw.subarray(0, 60)}`,
      )
    }),
    { numRuns: 1500 },
  )
})

test('a body of 10 MB is a 413, a thousand items a 400, broken JSON a 400 that says so', async () => {
  const json = { 'content-type': 'application/json' }
  const big = await client('POST', '/ideaclouds', {
    raw: JSON.stringify({ keyword: 'x'.repeat(10_000_000) }),
    headers: json,
  })
  assert.equal(big.status, 413)
  assert.equal(big.body.error.code, 'payload_too_large')
  const item = { ideacloud_id: world.ideacloudId, article_type: 'basic' }
  const many = await client('POST', '/content/batch', {
    json: { items: Array.from({ length: 1000 }, () => item) },
  })
  assert.equal(many.status, 400)
  assert.equal(many.body.error.message, 'items must have at most 10 items')
  const vins = await client('POST', '/inventory/descriptions/batch', {
    json: { vins: Array.from({ length: 1000 }, () => 7) },
  })
  assert.equal(vins.status, 400)
  const broken = await client('POST', '/ideaclouds', { raw: '{"keyword": "x"', headers: json })
  assert.equal(broken.status, 400)
  assert.match(broken.body.error.message, /not valid JSON/)
})

test('real Unicode comes back as it was sent', async () => {
  for (const title of ['Ünïcödé — 日本語 🚗', 'مرحبا', 'é', '👩‍👩‍👧', '\u200F‎mixed']) {
    const json = { ideacloud_id: world.ideacloudId, article_type: 'basic', title, mode: 'interactive' }
    const made = await client('POST', '/content', { json })
    assert.equal(made.status, 200)
    const found = await client('GET', `/content/${made.body.data.content_id}`)
    assert.equal(found.body.data.title, title.trim())
  }
})

test('lengths count code points: 500 emoji are a title, 501 are not', async () => {
  const json = { ideacloud_id: world.ideacloudId, article_type: 'basic', mode: 'interactive' }
  assert.equal((await client('POST', '/content', { json: { ...json, title: '🚗'.repeat(500) } })).status, 200)
  assert.equal((await client('POST', '/content', { json: { ...json, title: '🚗'.repeat(501) } })).status, 400)
})
