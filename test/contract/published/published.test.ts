// The published API, walked: every endpoint of the 49 that exists here is held to its fields, types, lists, limits,
// defaults, statuses, answers and printed examples. What does not exist is in missing.ts, and named.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { scopes } from '#kernel/scopes.ts'
import { revokeKey } from '#keys/index.ts'
import { builtInWriter } from '#writing/port.ts'
import { startTestApp, type TestApp } from '../../harness/app.ts'
import { clientOf } from '../../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../../harness/database.ts'
import { makeKey, makeSite } from '../../harness/fixtures.ts'
import { type Receiver, startReceiver } from '../../webhooks/receiver.ts'
import { type Document, readDocument } from '../document.ts'
import type { Endpoint } from './endpoint.ts'
import { languages } from './fields.ts'
import { holdDefaults, holdFields } from './hold-fields.ts'
import {
  holdAbsence,
  holdExamples,
  holdIdempotency,
  holdKeys,
  holdLimit,
  holdSuccesses,
  type Keys,
} from './hold-statuses.ts'
import { published } from './index.ts'
import { missing, unfilled } from './missing.ts'
import { makeStanding, nounsOf } from './nouns.ts'
import type { Nullables } from './shape.ts'
import { nameOf, startWalk, type Walk } from './walk.ts'

let app: TestApp
let database: TestDatabase
let siteId: string
let document: Document
let receiver: Receiver
let walk: Walk
let keys: Keys
const nullables: Nullables = new Map()

const keyCount = 30

before(async () => {
  database = await createTestDatabase()
  siteId = (await makeSite(database)).id
  const { key } = await makeKey(database, siteId)
  receiver = await startReceiver()
  const maker = await startTestApp({ database })
  const standing = await makeStanding(maker, clientOf(maker.url, key), siteId, receiver)
  await maker.stop()
  // No worker from here on: what a request starts is to stay as it was answered. Every language has a writer.
  app = await startTestApp({ database, roles: ['api'], phrasers: [{ ...builtInWriter, languages }] })
  document = readDocument((await (await fetch(`${app.url}/openapi.json`)).json()) as object)
  const clients = await Promise.all(
    Array.from({ length: keyCount }, async () => clientOf(app.url, (await makeKey(database, siteId)).key)),
  )
  const nouns = await nounsOf(app, clientOf(app.url, key), standing, receiver)
  walk = startWalk({ clients, nouns, document })
  keys = await makeKeys()
})
after(async () => {
  await app.stop()
  await receiver.stop()
  await database.drop()
})

async function makeKeys(): Promise<Keys> {
  const expired = await makeKey(database, siteId)
  await database.pool.query('UPDATE api_keys SET expires_at = now() WHERE id = $1', [expired.id])
  const revoked = await makeKey(database, siteId)
  await revokeKey(database.db, systemClock, revoked.id)
  return {
    expired: expired.key,
    revoked: revoked.key,
    async without(scope) {
      const others = scopes.filter((one) => one !== scope)
      return (await makeKey(database, siteId, others)).key
    },
  }
}

const existing = published.filter((endpoint) => !missing.includes(nameOf(endpoint)))

test('the index has the 49 endpoints of the published API', () => {
  assert.deepEqual(
    published.map(({ number }) => number),
    Array.from({ length: 49 }, (_, i) => i + 1),
  )
})

test('what is missing is what missing.ts lists, no more and no less', () => {
  const absent = published.filter((endpoint) => !document.operation(endpoint)).map(nameOf)
  const gone = absent.filter((name) => !missing.includes(name))
  const there = missing.filter((name) => !absent.includes(name))
  assert.deepEqual(gone, [], 'not in missing.ts, and not there')
  assert.deepEqual(there, [], 'there by now: take them out of missing.ts')
  console.log(`${existing.length} of ${published.length} endpoints exist; missing: ${missing.join(', ')}`)
})

/** What an endpoint is held to, where it has it. */
function promisesOf(endpoint: Endpoint): [string, boolean, () => Promise<void>][] {
  const { params, query, body, scope, examples, idempotent, statuses } = endpoint
  const fields = [query, body].flatMap((part) => Object.values(part ?? {}))
  return [
    ['answers with what is documented', true, () => holdSuccesses(walk, endpoint, nullables)],
    ['replays its printed examples', examples !== undefined, () => holdExamples(walk, endpoint)],
    ['reads its fields', fields.length > 0 || params !== undefined, () => holdFields(walk, endpoint)],
    ['has its defaults', fields.some((one) => one.default), () => holdDefaults(walk, endpoint, document)],
    ['wants its key', scope !== 'no key', () => holdKeys(walk, endpoint, keys)],
    ['says what is not there', statuses.includes(404), () => holdAbsence(walk, endpoint)],
    ['replays with an idempotency key', idempotent === true, () => holdIdempotency(walk, endpoint)],
  ]
}

for (const endpoint of published) {
  const skip = missing.includes(nameOf(endpoint)) && 'missing'
  test(`${endpoint.number} ${nameOf(endpoint)}`, { skip }, async (t) => {
    for (const [name, has, hold] of promisesOf(endpoint)) if (has) await t.test(name, hold)
  })
}

test('every member that may be null was seen with a value, but those that missing.ts lists', () => {
  const unseen = [...nullables].filter(([, seen]) => !seen).map(([place]) => place)
  assert.deepEqual(unseen.sort(), [...unfilled].sort())
})

test('a key without a request left gets the printed 429 everywhere', async () => {
  const { id, key } = await makeKey(database, siteId)
  await database.pool.query('UPDATE api_keys SET per_minute = 10 WHERE id = $1', [id])
  const client = clientOf(app.url, key)
  for (let i = 0; i < 10; i++) await client('GET', '/site')
  for (const endpoint of existing) await holdLimit(walk, endpoint, key)
})

test('every documented status was reached, and no other', () => {
  for (const endpoint of existing) {
    const reached = [...(walk.reached.get(nameOf(endpoint)) ?? [])].sort()
    assert.deepEqual(reached, [...endpoint.statuses].sort(), nameOf(endpoint))
  }
  console.log(`${walk.count()} requests to ${existing.length} endpoints`)
})
