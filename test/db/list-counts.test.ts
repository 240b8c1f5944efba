import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { countListed, countListedBy, foldCounts } from '#db/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'

let database: TestDatabase
let siteId: string
let categoryId: string
let webhookId: string

before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

beforeEach(async () => {
  siteId = (await makeSite(database)).id
  categoryId = randomUUID()
  webhookId = randomUUID()
  await run(`INSERT INTO categories (id, site_id, name, slug, created_at) VALUES ($1, $2, 'C', 'c', now())`, [
    categoryId,
    siteId,
  ])
  await run(
    `INSERT INTO webhooks (id, site_id, url, events, secret, activated_at, created_at, updated_at)
     VALUES ($1, $2, 'https://www.example.com', '{content.completed}', '', now(), now(), now())`,
    [webhookId, siteId],
  )
})

async function run(text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  return (await database.pool.query(text, values)).rows
}

async function addContent(status = 'generating', type = 'basic'): Promise<string> {
  const id = randomUUID()
  await run(
    `INSERT INTO contents (id, site_id, category_id, article_type, title, status, settings, language, content_intent, slug,
       api_key_id, api_creator_label, created_at, updated_at)
     VALUES ($1::uuid, $2, $3, $4, 'T', $5, '{}', 'English', 'general', $1::uuid::text, gen_random_uuid(), 'test', now(), now())`,
    [id, siteId, categoryId, type, status],
  )
  return id
}

async function addIdeacloud(): Promise<string> {
  const id = randomUUID()
  await run(
    `INSERT INTO ideaclouds (id, site_id, keyword, status, created_at, updated_at) VALUES ($1, $2, 'k', 'researching', now(), now())`,
    [id, siteId],
  )
  return id
}

async function addEvents(many: number): Promise<void> {
  await run(
    `WITH e AS (
       INSERT INTO events (id, site_id, type, data, created_at)
       SELECT 'evt_' || gen_random_uuid(), $1, CASE i % 2 WHEN 0 THEN 'content.completed' ELSE 'content.failed' END, '{}', now()
       FROM generate_series(1, $3::int) i RETURNING id, type),
     d AS (
       INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, created_at)
       SELECT gen_random_uuid(), $2, id, type, now() FROM e RETURNING id, event_id)
     INSERT INTO webhook_undelivered (delivery_id, webhook_id, event_id, activation, status, due_at, created_at)
     SELECT id, $2, event_id, 1, 'pending', now(), now() FROM d`,
    [siteId, webhookId, many],
  )
}

const truths = {
  content: `SELECT count(*)::int AS n, status AS value FROM contents WHERE site_id = $1 GROUP BY status`,
  ideaclouds: `SELECT count(*)::int AS n, status AS value FROM ideaclouds WHERE site_id = $1 GROUP BY status`,
  events: `SELECT count(*)::int AS n, type AS value FROM events WHERE site_id = $1 GROUP BY type`,
  deliveries: `SELECT count(*)::int AS n, coalesce(u.status, 'succeeded') AS value FROM webhook_deliveries d
    LEFT JOIN webhook_undelivered u ON u.delivery_id = d.id WHERE d.webhook_id = $1 GROUP BY value`,
} as const

/** Every total that is kept is what counting finds. */
async function assertExact(): Promise<void> {
  for (const [name, truth] of Object.entries(truths)) {
    const list = name as keyof typeof truths
    const owner = list === 'deliveries' ? webhookId : siteId
    const facet = list === 'events' ? 'type' : 'status'
    const counted = await run(truth, [owner])
    const kept = [...(await countListedBy(database.db, list, owner, facet))].filter(([, n]) => n !== 0)
    assert.deepEqual(kept.sort(), counted.map(({ value, n }) => [value, n] as [string, number]).sort(), list)
    const total = counted.reduce((sum, { n }) => sum + Number(n), 0)
    assert.equal(await countListed(database.db, list, owner), total, list)
  }
}

test('totals follow additions, changes, deletions and cascades', async () => {
  const ids = [await addContent(), await addContent(), await addContent('complete', 'qa')]
  const cloudId = await addIdeacloud()
  await addEvents(7)
  await assertExact()
  await run(`UPDATE contents SET status = 'complete', percent = 100 WHERE id = $1`, [ids[0]])
  await run(`UPDATE contents SET percent = 50 WHERE id = $1`, [ids[1]])
  await run(`UPDATE contents SET posting_status = 'published', publish_at = now() WHERE id = $1`, [ids[2]])
  await run(`UPDATE ideaclouds SET status = 'failed' WHERE id = $1`, [cloudId])
  const open = await run(`SELECT delivery_id AS id FROM webhook_undelivered WHERE webhook_id = $1`, [
    webhookId,
  ])
  await run(`DELETE FROM webhook_undelivered WHERE delivery_id = ANY($1)`, [
    open.slice(0, 3).map(({ id }) => id),
  ])
  await assertExact()
  await run(`UPDATE webhook_undelivered SET status = 'exhausted' WHERE delivery_id = $1`, [open[4]?.id])
  await run(`UPDATE webhook_deliveries SET attempt = 3 WHERE webhook_id = $1`, [webhookId])
  await assertExact()
  assert.equal(await countListed(database.db, 'content', siteId, { posting_status: 'published' }), 1)
  assert.equal(
    await countListed(
      database.db,
      'content',
      siteId,
      { posting_status: 'published' },
      { posting_status: 'draft' },
    ),
    3,
  )
  assert.equal(
    await countListed(database.db, 'content', siteId, { status: 'complete', article_type: 'qa' }),
    1,
  )
  await run(`DELETE FROM contents WHERE id = $1`, [ids[0]])
  await run(`DELETE FROM events WHERE site_id = $1 AND type = 'content.failed'`, [siteId])
  await assertExact()
  const orphans = await run(
    `SELECT 1 FROM webhook_undelivered u LEFT JOIN webhook_deliveries d ON d.id = u.delivery_id WHERE d.id IS NULL`,
    [],
  )
  assert.deepEqual(orphans, [])
  await run(`DELETE FROM sites WHERE id = $1`, [siteId])
  await assertExact()
  await foldCounts(database.db)
  const left = await run(`SELECT 1 FROM list_counts WHERE owner IN ($1, $2)`, [siteId, webhookId])
  assert.equal(left.length, 0)
})

test('a category that is deleted counts nothing, and its contents count on', async () => {
  await Promise.all(Array.from({ length: 10 }, () => addContent()))
  await run(`DELETE FROM categories WHERE id = $1`, [categoryId])
  assert.equal(await countListed(database.db, 'content', siteId, { category_id: categoryId }), 0)
  assert.equal(await countListed(database.db, 'content', siteId), 10)
})

test('what is undone was never counted', async () => {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`UPDATE ideaclouds SET status = 'failed' WHERE id = $1`, [await addIdeacloud()])
    await client.query('ROLLBACK')
  } finally {
    client.release()
  }
  await assertExact()
})

test('an emptied table counts nothing', async () => {
  await addEvents(3)
  await database.pool.query('TRUNCATE webhook_deliveries, events')
  await assertExact()
  assert.deepEqual(await run('SELECT 1 FROM webhook_undelivered', []), [])
})

test('folding leaves one row of each kind and changes no total', async () => {
  for (let i = 0; i < 20; i++) await addContent(i % 4 === 0 ? 'complete' : 'generating')
  await foldCounts(database.db)
  await assertExact()
  const rows = await run(`SELECT facets, n FROM list_counts WHERE owner = $1`, [siteId])
  assert.equal(new Set(rows.map(({ facets }) => JSON.stringify(facets))).size, rows.length)
  assert.ok(rows.every(({ n }) => Number(n) > 0))
})

test('totals stay exact while changes and foldings of several connections meet', async () => {
  let changing = true
  const folding = Array.from({ length: 2 }, async () => {
    while (changing) await foldCounts(database.db)
  })
  const changes = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 60; i++) {
      const id = await addContent()
      if (i % 2 === 0) await run(`UPDATE contents SET status = 'complete' WHERE id = $1`, [id])
      if (i % 3 === 0) await run(`DELETE FROM contents WHERE id = $1`, [id])
      if (i % 10 === 0) await addEvents(5)
    }
  })
  await Promise.all(changes)
  changing = false
  await Promise.all(folding)
  await assertExact()
  await foldCounts(database.db)
  await assertExact()
})
