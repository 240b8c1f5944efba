// Ratchets: they run over the list of routes, so a new route is covered by existing.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scopes } from '#kernel/scopes.ts'
import { routes } from '../../src/app.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'
import { pathOf, type ValidRequest, validRequests, type World } from './valid-requests.ts'
import { makeWorld } from './world.ts'

let app: TestApp
let siteId: string
let client: Client
let world: World

before(async () => {
  app = await startTestApp()
  siteId = (await makeSite(app.database)).id
  await importDemoFeed(app.database, siteId)
  client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
  world = await makeWorld(client, app.database, siteId)
})
after(() => app.stop())

const keyed = routes.filter((route) => route.access !== 'public')

function validOf(id: string): ValidRequest {
  const make = validRequests[id]
  assert.ok(make, `test/contract/valid-requests.ts has no request for ${id}`)
  return make(world)
}

test('every route has a valid request, and it succeeds', async () => {
  for (const route of routes) {
    const valid = validOf(route.id)
    const { status, text } = await client(route.method, pathOf(valid), valid.json ? { json: valid.json } : {})
    assert.ok(status in route.responses, `${route.id}: ${status} ${text}`)
    assert.ok(status < 300, `${route.id}: ${status} ${text}`)
  }
})

test('every route answers 401 without a key', async () => {
  for (const route of keyed) {
    const { status, body } = await client(route.method, pathOf(validOf(route.id)), { key: null })
    assert.equal(status, 401, route.id)
    assert.equal(body.error.code, 'unauthorized', route.id)
  }
})

test('every route answers 403 to a key with all scopes but its own, and names it', async () => {
  for (const route of keyed) {
    if (route.access === 'any-key' || route.access === 'public') continue
    const { scope } = route.access
    const others = await makeKey(
      app.database,
      siteId,
      scopes.filter((one) => one !== scope),
    )
    const { status, body } = await clientOf(app.url, others.key)(route.method, pathOf(validOf(route.id)))
    assert.equal(status, 403, route.id)
    assert.deepEqual(body.error.details, { required_scopes: [scope] })
    assert.equal(body.error.message, `This API key requires one of the following scopes: ${scope}`)
  }
})

test('every field of every route refuses a value of a wrong type with a 400 that names it', async () => {
  let broken = 0
  for (const route of keyed) {
    const valid = validOf(route.id)
    const bodyIsBatch = Array.isArray(valid.json?.items)
    for (const name of Object.keys(valid.json ?? {})) {
      for (const wrong of [{}, 17.5, [[]]]) {
        const { status, body } = await client(route.method, pathOf(valid), {
          json: { ...valid.json, [name]: wrong },
        })
        assert.equal(status, 400, `${route.id} ${name} ${JSON.stringify(wrong)}`)
        assert.ok(
          body.error.details.fields.some((fault: { path: string }) => fault.path.startsWith(name)),
          `${route.id} ${name}`,
        )
        broken++
      }
    }
    if (bodyIsBatch) continue
    for (const name of Object.keys(valid.query ?? {})) {
      const twice = `${pathOf(valid)}&${name}=again`
      const { status, body } = await client(route.method, twice)
      assert.equal(status, 400, `${route.id} ${name}`)
      assert.ok(body.error.details.fields.some((fault: { path: string }) => fault.path === `query/${name}`))
      broken++
    }
    for (const name of Object.keys(route.params?.properties ?? {})) {
      const path = route.path.replace(`{${name}}`, 'no-such-shape!').replace(/\{\w+\}/g, world.contentId)
      const { status, body } = await client(route.method, path, valid.json ? { json: valid.json } : {})
      assert.equal(status, 400, `${route.id} ${name}`)
      assert.equal(body.error.details.fields[0].path, `path/${name}`)
      broken++
    }
  }
  console.log(`${broken} broken fields over ${keyed.length} routes`)
})

test('POST routes with an optional body take none, {} and []', async () => {
  const optional = keyed.filter((route) => route.method === 'POST' && (!route.body || route.bodyOptional))
  assert.ok(optional.length > 0)
  for (const route of optional) {
    const path = pathOf(validOf(route.id))
    const answers = [
      await client('POST', path),
      await client('POST', path, { json: {} }),
      await client('POST', path, { json: [] }),
      await client('POST', path, { raw: '', headers: { 'content-type': 'application/json' } }),
    ]
    for (const { status, body } of answers) {
      // A content that the answer before set to work is a 400 for its state, not for its body.
      if (status >= 300) assert.equal(body.error.message, 'Content is already generating', route.id)
    }
  }
})
