// A site sees itself only. Two sites with one of each noun stand side by side; every id in every valid request
// is replaced by the neighbour's, and the answer must be the one for an id that nothing has. No answer at all
// may hold an id of the neighbour's, and afterwards the neighbour's rows are what they were.

import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { routes } from '../../src/api.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Answer, type Client, clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { importDemoFeed, makeKey, makeSite, testVpic } from '../harness/fixtures.ts'
import { generateVehicles, toCsv } from '../vehicles/generate-vehicles.ts'
import { type IdPlace, idPlaces, idsIn, idsNotSent, missingLike, sentWith } from './id-places.ts'
import { rowsOfSite } from './site-rows.ts'
import { pathOf, spellingsOf, type ValidRequest, validRequests, type World } from './valid-requests.ts'
import { makeWorld } from './world.ts'

type Side = { siteId: string; client: Client; world: World; rows: Record<string, string[]> }

const neighbourName = 'Eastgate Neighbour Motors'

let app: TestApp
let database: TestDatabase
let ours: Side
let theirs: Side
/** Ids that rows of the neighbour's have and rows of ours have not. */
let foreignIds: Set<string>

before(async () => {
  database = await createTestDatabase()
  const maker = await startTestApp({ database })
  const [mine, other] = await Promise.all([makeSide(maker, 'Harbor Honda'), makeSide(maker, neighbourName)])
  await maker.stop()
  // From here on no worker moves anything, so that what changes is what a request has done.
  app = await startTestApp({ database, roles: ['api'] })
  const side = async (made: Omit<Side, 'client' | 'rows'>): Promise<Side> => {
    const { key } = await makeKey(database, made.siteId)
    const rows = await rowsOfSite(database.pool, made.siteId)
    return { ...made, client: clientOf(app.url, key), rows }
  }
  ours = await side(mine)
  theirs = await side(other)
  const own = new Set(idsIn(JSON.stringify(ours.rows)))
  foreignIds = new Set(idsIn(JSON.stringify(theirs.rows)).filter((id) => !own.has(id)))
})
after(async () => {
  await app.stop()
  await database.drop()
})

async function makeSide(maker: TestApp, name: string): Promise<Omit<Side, 'client' | 'rows'>> {
  const { id: siteId } = await makeSite(database, name)
  const { key } = await makeKey(database, siteId)
  if (name === neighbourName) {
    const csv = toCsv(generateVehicles({ seed: 7, count: 12 }))
    const deps = { db: database.db, clock: systemClock, vpic: await testVpic() }
    await importFeed(deps, siteId, Readable.from([Buffer.from(csv)]))
  } else await importDemoFeed(database, siteId)
  return { siteId, world: await makeWorld(clientOf(maker.url, key), database, siteId) }
}

const keyed = routes.filter((route) => route.access !== 'public')
type KeyedRoute = (typeof keyed)[number]

function validOf(route: KeyedRoute, { world }: Side): ValidRequest {
  const make = validRequests[route.id]
  assert.ok(make, `test/contract/valid-requests.ts has no request for ${route.id}`)
  return make(world)
}

/** Sends it, and holds the answer against what the neighbour has. */
async function ask({ client }: Side, route: KeyedRoute, request: ValidRequest): Promise<Answer> {
  const answer = await client(route.method, pathOf(request), request.json ? { json: request.json } : {})
  const sent = sentWith(request)
  const leaked = idsIn(answer.text).filter((id) => foreignIds.has(id) && !sent.includes(id))
  assert.deepEqual(leaked, [], `${route.id} answers with ids of the neighbour's`)
  assert.ok(!answer.text.includes(neighbourName), `${route.id} names the neighbour`)
  return answer
}

/** Filled only while something is on its way. */
const oftenEmpty = ['content_stages']

test('the two sites have one of each noun, and share no id', () => {
  const theirIds = new Set(idsIn(JSON.stringify(theirs.rows)))
  for (const [noun, ids] of Object.entries(ours.world)) {
    for (const id of [ids].flat()) assert.ok(!theirIds.has(id), `${noun} ${id}`)
  }
  for (const side of [ours, theirs]) {
    for (const [table, rows] of Object.entries(side.rows)) {
      if (oftenEmpty.includes(table)) continue
      assert.ok(rows.length > 0, `${table} has no row of the site: test/contract/world.ts must make one`)
    }
  }
  assert.ok(foreignIds.size > 50)
})

test('every valid request sends each id that its route takes', () => {
  for (const route of keyed) {
    const missing = idsNotSent(route as never, validOf(route, ours))
    assert.deepEqual(missing, [], `test/contract/valid-requests.ts: ${route.id} leaves out ids`)
  }
})

/** Each read is logged itself, some hundred ms later: after a pause that is longer nothing comes between count and list. */
const loggedWithinMs = 1000
const countedWithinMs = 10_000

test('every list has all of its own and nothing of the neighbour’s', async () => {
  let lists = 0
  for (const side of [ours, theirs]) {
    for (const route of keyed.filter((one) => one.method === 'GET' && isList(one))) {
      const { path } = validOf(route, side)
      const query: Record<string, string> = route.query?.properties.limit ? { limit: '100' } : {}
      const read = () =>
        side === ours ? ask(ours, route, { path, query }) : theirs.client('GET', pathOf({ path, query }))
      // What is logged meanwhile may be counted and not yet listed.
      let answer = await read()
      for (const end = Date.now() + countedWithinMs; !isCounted(answer.body) && Date.now() < end; ) {
        await new Promise((resolve) => setTimeout(resolve, loggedWithinMs))
        answer = await read()
      }
      assert.ok(
        listOf(answer.body).length > 0,
        `${route.id} lists nothing: test/contract/world.ts must make one`,
      )
      assert.ok(isCounted(answer.body), `${route.id} counts more than it lists`)
      lists++
    }
  }
  console.log(`${lists} lists`)
  assert.ok(lists >= 16)
})

type JsonSchema = { type?: string; properties?: Record<string, JsonSchema> }

function isList(route: KeyedRoute): boolean {
  const { data } = (route.responses[200] as JsonSchema | undefined)?.properties ?? {}
  const members = Object.values(data?.properties ?? {})
  return data?.type === 'array' || (members.length === 1 && members[0]?.type === 'array')
}

function isCounted(body: Answer['body']): boolean {
  return !body.pagination || body.pagination.total_count === listOf(body).length
}

/** Lists without pages stand one level deeper. */
function listOf({ data }: Answer['body']): unknown[] {
  return Array.isArray(data) ? data : (Object.values(data).find(Array.isArray) ?? [])
}

test('a cursor of the neighbour’s opens no list', async () => {
  let cursors = 0
  for (const route of keyed.filter((one) => one.query?.properties.cursor)) {
    const own = { path: validOf(route, ours).path, query: { limit: '1' } }
    const page = await theirs.client('GET', `${validOf(route, theirs).path}?limit=1`)
    const cursor = page.body.pagination.next_cursor
    if (cursor === null) continue
    const answer = await ask(ours, route, { ...own, query: { ...own.query, cursor } })
    const forged = await ask(ours, route, { ...own, query: { ...own.query, cursor: 'forged' } })
    assert.equal(answer.status, 400, route.id)
    assert.equal(told(answer), told(forged), route.id)
    cursors++
  }
  assert.ok(cursors >= 4)
})

test('an id of the neighbour’s is answered as an id of nothing, wherever it stands', async () => {
  let asked = 0
  for (const route of keyed) {
    validOf(route, ours)
    const spelled = spellingsOf(route, ours.world)
    for (const place of spelled.flatMap((valid) => idPlaces(route.id, valid, ours.world))) {
      const foreign = [theirs.world[place.noun]].flat()[0] as string
      const absent = missingLike(foreign)
      assert.ok(!foreignIds.has(absent))
      const answer = await ask(ours, route, place.with(foreign))
      const nothing = await ask(ours, route, place.with(absent))
      const name = `${route.id} ${place.place} (${place.noun})`
      assert.equal(answer.status, nothing.status, `${name}: ${answer.text}`)
      assert.equal(told(answer), told(nothing), name)
      assertRefused(answer, place, name)
      asked++
    }
  }
  console.log(`${asked} ids over ${keyed.length} routes`)
  assert.ok(asked > keyed.length / 2)
})

/** What an answer says, without the ids and times that are of the moment. */
function told({ text }: Answer): string {
  const time = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g
  return idsIn(text).reduce((rest, id) => rest.replaceAll(id, '<id>'), text.replace(time, '<time>'))
}

function assertRefused({ status, body, text }: Answer, { place }: IdPlace, name: string): void {
  if (place.startsWith('path/')) assert.equal(status, 404, name)
  else if (place.startsWith('query/') && status === 200) assert.deepEqual(listOf(body), [], name)
  else if (status === 202) assert.match(text, /"status":"failed"/, name)
  else assert.ok(status === 400 || status === 404, `${name}: ${status} ${text}`)
}

/** Written by the neighbour's own requests, of which this file sends some. */
const ownTraffic = ['requests']

test('after all of that the neighbour has what it had', async () => {
  const rows = await rowsOfSite(database.pool, theirs.siteId)
  for (const [table, had] of Object.entries(theirs.rows)) {
    if (!ownTraffic.includes(table)) assert.deepEqual(rows[table], had, table)
  }
})
