// Prefer: handling=strict (RFC 7240). That every route refuses what it does not know then is held by
// test/contract/every-route.test.ts.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Type } from 'typebox'
import { prefersStrict } from '#http/headers/prefer.ts'
import { check } from '#http/validate.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

const strict = { Prefer: 'handling=strict' }

let app: TestApp
let client: Client

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  const { id } = await makeSite(app.database)
  client = clientOf(app.url, (await makeKey(app.database, id)).key)
})
after(() => app.stop())

test('what was applied is said, on success and on failure, and nothing is said when nothing was asked', async () => {
  const good = await client('GET', '/content?limit=2', { headers: strict })
  assert.equal(good.status, 200)
  assert.equal(good.headers.get('preference-applied'), 'handling=strict')
  const bad = await client('GET', '/content?page=2', { headers: strict })
  assert.equal(bad.status, 400)
  assert.equal(bad.headers.get('preference-applied'), 'handling=strict')
  assert.equal((await client('GET', '/content')).headers.get('preference-applied'), null)
})

test('the body is judged before the idempotency key: a strict repetition of a lenient request is a 400', async () => {
  const json = { keyword: 'Honda Civic', colour: 'red' }
  const headers = { 'X-Idempotency-Key': 'lenient then strict' }
  const first = await client('POST', '/ideaclouds', { json, headers })
  assert.equal(first.status, 202)
  const again = await client('POST', '/ideaclouds', { json, headers })
  assert.equal(again.text, first.text)
  // The reading of the body comes before the key.
  assert.equal(
    (await client('POST', '/ideaclouds', { json, headers: { ...headers, ...strict } })).status,
    400,
  )
})

test('every unknown member and parameter is told at once, with its place', async () => {
  const { body } = await client('POST', '/ideaclouds?dry_run=1', {
    json: { keyword: 'Honda Civic', colour: 'red', size: 3 },
    headers: strict,
  })
  assert.deepEqual(
    body.error.details.fields.map((fault: { path: string }) => fault.path),
    ['query/dry_run', 'colour', 'size'],
  )
})

test('inside a batch an unknown member fails its item alone; beside the items it fails the request', async () => {
  const items = [{ keyword: 'Honda Civic' }, { keyword: 'Honda Accord', colour: 'red' }]
  const { status, body } = await client('POST', '/ideaclouds/batch', { json: { items }, headers: strict })
  assert.equal(status, 202)
  assert.equal(body.data.items[0].status, 'researching')
  assert.equal(body.data.items[1].status, 'failed')
  assert.equal(body.data.items[1].error, 'colour is not a field of this request')
  const beside = await client('POST', '/ideaclouds/batch', {
    json: { items, dry_run: true },
    headers: strict,
  })
  assert.equal(beside.status, 400)
})

test('an unknown member is found at any depth', () => {
  const schema = Type.Object({
    vehicles: Type.Array(Type.Object({ trim: Type.Object({ name: Type.String() }) })),
  })
  const input = { vehicles: [{ trim: { name: 'EX' } }, { trim: { name: 'LX', wheels: 4 }, color: 1 }] }
  const { faults } = check(schema, input, '', { strict: true })
  assert.deepEqual(faults.map((fault) => fault.path).sort(), ['vehicles/1/color', 'vehicles/1/trim/wheels'])
  assert.deepEqual(check(schema, input, '', { strict: false }).faults, [])
})

test('the header is read as RFC 7240 has it', () => {
  for (const header of [
    'handling=strict',
    'Handling = "strict"',
    'respond-async, handling=strict; x=1',
    'handling=strict, handling=lenient',
  ])
    assert.equal(prefersStrict(header), true, header)
  for (const header of [
    'handling',
    'handling=lenient, handling=strict',
    'handling=strictly',
    'wait=10; handling=strict',
    'note="a, handling=strict"',
  ])
    assert.equal(prefersStrict(header), false, header)
})
