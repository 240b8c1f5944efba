import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changesOf, deleteOldAudit, insertAudit, listAudit } from '#audit/index.ts'
import { withTx } from '#db/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { newId } from '#kernel/ids.ts'
import { changeScopes, createKey, revokeKey } from '#keys/index.ts'
import { createBrandVoice, createCategory } from '#sites/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'

const dayMs = 24 * 3600_000

let database: TestDatabase

before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

const all = (siteId: string) => listAudit(database.db, siteId, { limit: 100 })
const newest = async (siteId: string) => (await all(siteId))[0]

test('what an operator makes of a site is told with all that it has', async () => {
  const site = await makeSite(database)
  const made = await newest(site.id)
  assert.deepEqual([made?.action, made?.noun, made?.noun_id], ['site.create', 'site', site.id])
  assert.deepEqual(made?.details.domain, { from: null, to: 'www.harborhonda.example.com' })
  assert.ok(!('platform' in (made?.details ?? {})), 'what it does not have is no change')

  const input = { siteId: site.id, name: 'Model research' }
  const category = await createCategory(database.db, systemClock, input)
  const told = await newest(site.id)
  assert.deepEqual([told?.action, told?.noun_id], ['category.create', category.id])
  assert.deepEqual(told?.details.slug, { from: null, to: 'model-research' })
  await assert.rejects(createCategory(database.db, systemClock, input), /already/)

  const voice = await createBrandVoice(database.db, systemClock, { siteId: site.id, name: 'Warm' })
  const last = await newest(site.id)
  assert.deepEqual([last?.action, last?.noun, last?.noun_id], ['brand_voice.create', 'brand_voice', voice.id])
  const entries = await all(site.id)
  assert.equal(entries.length, 3, 'what was refused left nothing')
  for (const { actor, key_id, key_label, request_id } of entries) {
    assert.deepEqual([actor, key_id, key_label, request_id], ['operator', null, null, null])
  }
})

test('a key’s life is told without the key, its hash or its beginning; what changes nothing is not told', async () => {
  const site = await makeSite(database)
  const input = { siteId: site.id, name: 'website', scopes: ['content:read' as const], perMinute: 30 }
  const key = await createKey(database.db, systemClock, input)
  await changeScopes(database.db, systemClock, key.id, ['content:read', 'site:read'])
  await changeScopes(database.db, systemClock, key.id, ['content:read', 'site:read'])
  const revoked = await revokeKey(database.db, systemClock, key.id)
  assert.deepEqual(await revokeKey(database.db, systemClock, key.id), revoked)
  await assert.rejects(revokeKey(database.db, systemClock, newId()), /No key/)

  const entries = (await all(site.id)).filter(({ noun_id }) => noun_id === key.id).reverse()
  assert.deepEqual(
    entries.map(({ action, details }) => [action, details]),
    [
      [
        'key.create',
        {
          name: { from: null, to: 'website' },
          scopes: { from: null, to: ['content:read'] },
          per_minute: { from: null, to: 30 },
          per_day: { from: null, to: 10_000 },
        },
      ],
      ['key.update', { scopes: { from: ['content:read'], to: ['content:read', 'site:read'] } }],
      ['key.revoke', { revoked_at: { from: null, to: revoked.revoked_at } }],
    ],
  )
  const { rows } = await database.pool.query('SELECT audit_log::text AS line FROM audit_log')
  for (const { line } of rows) assert.ok(!line.includes(key.prefix), line)
})

test('a change that is undone is not told', async () => {
  const site = await makeSite(database)
  const details = { name: { from: 'A', to: 'B' } }
  const entry = { siteId: site.id, action: 'site.update' as const, nounId: site.id, details }
  const before = await all(site.id)
  await assert.rejects(
    withTx(database.db, async (tx) => {
      await insertAudit(tx, { kind: 'operator' }, [entry], new Date())
      throw new Error('undone')
    }),
    /undone/,
  )
  assert.deepEqual(await all(site.id), before)
})

test('the list has one site, newest first, from a time on, and at most so many', async () => {
  const [site, other] = [await makeSite(database), await makeSite(database, 'Other')]
  for (let i = 1; i <= 4; i++) {
    const category = { siteId: site.id, name: `Category ${i}` }
    await createCategory(database.db, { now: () => new Date(Date.now() + i * dayMs) }, category)
  }
  const names = (rows: Awaited<ReturnType<typeof all>>) => rows.map(({ details }) => details.name?.to)
  assert.deepEqual(names(await all(site.id)), [
    ...['Category 4', 'Category 3', 'Category 2', 'Category 1', 'Harbor Honda'],
  ])
  const since = new Date(Date.now() + 2.5 * dayMs)
  assert.deepEqual(names(await listAudit(database.db, site.id, { since, limit: 100 })), [
    'Category 4',
    'Category 3',
  ])
  assert.deepEqual(names(await listAudit(database.db, site.id, { limit: 1 })), ['Category 4'])
  assert.deepEqual(names(await all(other.id)), ['Other'])
})

test('an entry is kept 400 days', async () => {
  const site = await makeSite(database)
  const now = Date.now()
  await deleteOldAudit(database.db, new Date(now + 399 * dayMs))
  assert.equal((await all(site.id)).length, 1)
  await deleteOldAudit(database.db, new Date(now + 401 * dayMs))
  assert.equal((await all(site.id)).length, 0)
})

test('changes are what differs, as JSON keeps it', () => {
  const at = new Date('2026-08-01T09:00:00Z')
  assert.deepEqual(changesOf({}, { a: null, b: undefined, c: 0, d: '', e: false, f: [] }), {
    c: { from: null, to: 0 },
    d: { from: null, to: '' },
    e: { from: null, to: false },
    f: { from: null, to: [] },
  })
  assert.deepEqual(
    changesOf(
      { at, list: ['a', 'b'], o: { x: 1, y: 2 } },
      { at: new Date(at), list: ['a', 'b'], o: { y: 2, x: 1 } },
    ),
    {},
  )
  assert.deepEqual(changesOf({ at, list: ['a', 'b'] }, { at: null, list: ['b', 'a'] }), {
    at: { from: at, to: null },
    list: { from: ['a', 'b'], to: ['b', 'a'] },
  })
  assert.deepEqual(changesOf({ a: null, c: 0, d: '' }, {}), {
    c: { from: 0, to: null },
    d: { from: '', to: null },
  })
})
