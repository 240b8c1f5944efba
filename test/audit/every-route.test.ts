// A ratchet over the list of routes: a new one that changes something is held to the audit log by being there.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '../../src/api.ts'
import { pathOf, validRequests, type World } from '../contract/valid-requests.ts'
import { makeWorld } from '../contract/world.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'

/** A POST makes something that names its key, or asks for work. Those that make or change what stays are told. */
const toldPosts = ['webhook.create', 'webhook.rotateSecret', 'source.create']

let app: TestApp
let keyId: string
let client: Client
let world: World

before(async () => {
  app = await startTestApp()
  const siteId = (await makeSite(app.database)).id
  await importDemoFeed(app.database, siteId)
  const key = await makeKey(app.database, siteId)
  keyId = key.id
  client = clientOf(app.url, key.key)
  world = await makeWorld(client, app.database, siteId)
})
after(() => app.stop())

test('every PATCH and DELETE leaves one entry with its key and request, and so does a POST that changes what stays', async () => {
  for (const { id, method } of routes) {
    const valid = validRequests[id]?.(world)
    assert.ok(valid, `test/contract/valid-requests.ts has no request for ${id}`)
    const json = valid.json ? { json: valid.json } : {}
    const headers = { 'X-Request-Id': `audit-${id}` }
    const { status, text } = await client(method, pathOf(valid), { ...json, headers })
    assert.ok(status < 300, `${id}: ${status} ${text}`)
    const { rows } = await app.database.pool.query(
      'SELECT key_id, key_label FROM audit_log WHERE request_id = $1',
      [headers['X-Request-Id']],
    )
    const isTold = method === 'PATCH' || method === 'DELETE' || toldPosts.includes(id)
    assert.deepEqual(rows, isTold ? [{ key_id: keyId, key_label: 'test key' }] : [], id)
  }
})
