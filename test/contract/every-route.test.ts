// Ratchets: they run over the list of routes, so a new route is covered by existing.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scopes } from '#kernel/scopes.ts'
import { routes } from '../../src/api.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Answer, type Client, clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite } from '../harness/fixtures.ts'
import { pathOf, spellingsOf, type ValidRequest, validRequests, type World } from './valid-requests.ts'
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

/** Each route with a valid request under its path and under every alias of it. */
function spelled(list: readonly (typeof routes)[number][]) {
  return list.flatMap((route) => {
    validOf(route.id)
    return spellingsOf(route, world).map((valid) => ({ route, valid, name: `${route.id} ${valid.path}` }))
  })
}

test('every route has a valid request, and it succeeds', async () => {
  for (const { route, valid } of spelled(routes)) {
    const { status, text } = await client(route.method, pathOf(valid), valid.json ? { json: valid.json } : {})
    assert.ok(status in route.responses, `${route.id}: ${status} ${text}`)
    assert.ok(status < 300, `${route.id}: ${status} ${text}`)
  }
})

test('every route answers 401 without a key', async () => {
  for (const { route, valid, name } of spelled(keyed)) {
    const { status, body } = await client(route.method, pathOf(valid), { key: null })
    assert.equal(status, 401, name)
    assert.equal(body.error.code, 'unauthorized', name)
  }
})

test('every route answers 403 to a key with all scopes but its own, and names it', async () => {
  for (const { route, valid, name } of spelled(keyed)) {
    if (route.access === 'any-key' || route.access === 'public') continue
    const { scope } = route.access
    const others = await makeKey(
      app.database,
      siteId,
      scopes.filter((one) => one !== scope),
    )
    const { status, body } = await clientOf(app.url, others.key)(route.method, pathOf(valid))
    assert.equal(status, 403, name)
    assert.deepEqual(body.error.details, { required_scopes: [scope] })
    assert.equal(body.error.message, `This API key requires one of the following scopes: ${scope}`)
  }
})

test('every field of every route refuses a value of a wrong type with a 400 that names it', async () => {
  let broken = 0
  const { key } = await makeKey(app.database, siteId)
  const client = clientOf(app.url, key)
  for (const { route, valid } of spelled(keyed)) {
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

test('every route that is asked strictly refuses a member and a parameter that it does not know', async () => {
  const headers = { Prefer: 'handling=strict' }
  for (const route of keyed) {
    const valid = validOf(route.id)
    const asked = `${pathOf(valid)}${valid.query ? '&' : '?'}no_such=1`
    const json = { ...valid.json, no_such: 1 }
    const parameter = await client(
      route.method,
      asked,
      valid.json ? { json: valid.json, headers } : { headers },
    )
    assert.equal(parameter.status, 400, route.id)
    assert.deepEqual(pathsOf(parameter), ['query/no_such'], route.id)
    assert.equal(parameter.headers.get('preference-applied'), 'handling=strict', route.id)
    if (route.method !== 'POST' && route.method !== 'PATCH') continue
    const member = await client(route.method, pathOf(valid), { json, headers })
    assert.equal(member.status, 400, route.id)
    assert.deepEqual(pathsOf(member), ['no_such'], route.id)
  }
})

test('every batch that is asked strictly fails the item with a member that it does not know', async () => {
  for (const route of keyed) {
    const { json, ...valid } = validOf(route.id)
    const items: unknown[] = Array.isArray(json?.items) ? json.items : []
    const first = items[0]
    if (typeof first !== 'object' || first === null) continue
    const { body } = await client(route.method, pathOf(valid), {
      json: { items: [{ ...first, no_such: 1 }] },
      headers: { Prefer: 'handling=strict' },
    })
    assert.equal(body.data.items[0].status, 'failed', route.id)
    assert.equal(body.data.items[0].error, 'no_such is not a field of this request', route.id)
  }
})

function pathsOf({ body }: Answer): string[] {
  return body.error.details.fields.map((fault: { path: string }) => fault.path)
}

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

test('every path answers 405 with Allow to a method that it does not have, whatever else fits the path', async () => {
  for (const { valid, name } of spelled(routes)) {
    const { path } = valid
    const has = spelled(routes)
      .filter((one) => withoutIds(one.valid.path) === withoutIds(path))
      .map(({ route }) => route.method)
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (has.includes((method === 'HEAD' ? 'GET' : method) as (typeof has)[number])) continue
      const { status, headers } = await client(method, path, { key: null })
      assert.equal(status, 405, `${method} ${name}`)
      assert.deepEqual(
        headers
          .get('allow')
          ?.split(', ')
          .filter((one) => one !== 'HEAD')
          .sort(),
        [...new Set(has)].sort(),
        `${method} ${name}`,
      )
    }
  }
})

/** Routes of one path may be asked for different things of a kind. */
function withoutIds(path: string): string {
  return path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}')
}

test('the reference lists each alias under an operation of its own that names the path it stands for', async () => {
  const { paths } = JSON.parse(await (await fetch(`${app.url}/openapi.json`)).text())
  const operations = new Set<string>()
  const found = spelled(routes.filter((one) => one.aliases))
  for (const { route, valid, name } of found) {
    const operation = paths[`/v1/public${valid.path}`][route.method.toLowerCase()]
    assert.ok(!operations.has(operation.operationId), name)
    operations.add(operation.operationId)
    const of = valid.path === route.path ? undefined : `/v1/public${route.path}`
    assert.equal(operation['x-alias-of'], of, name)
    assert.equal(operation.description.startsWith(`Alias of \`${of}\`.`), of !== undefined, name)
  }
  assert.ok(found.length >= 6)
})
