import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { type ContentTypeBook, changeContentType, openContentTypeBook } from '#sites/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'

let database: TestDatabase
let siteId: string
let book: ContentTypeBook | undefined

before(async () => {
  database = await createTestDatabase()
  siteId = (await makeSite(database)).id
})
afterEach(async () => {
  await book?.stop()
  await database.pool.query('DELETE FROM content_types')
})
after(() => database.drop())

const change = (isEnabled: boolean) =>
  changeContentType(database.db, systemClock, { siteId, type: 'expert', isEnabled })

async function until(reached: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const from = Date.now()
  while (!(await reached())) {
    assert.ok(Date.now() - from < timeoutMs, `not reached within ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Changes the row behind everybody's back, asks, and undoes it. */
async function servedWithoutReading(types: ContentTypeBook): Promise<boolean> {
  const client = await database.pool.connect()
  try {
    await client.query('SET session_replication_role = replica')
    await client.query(`INSERT INTO content_types VALUES ($1, 'qa', NULL, false, now())`, [siteId])
    const isServed = await types.isEnabled(siteId, 'qa')
    await client.query(`DELETE FROM content_types WHERE article_type = 'qa'`)
    await client.query('RESET session_replication_role')
    // What was read meanwhile may be kept; a change that is told drops it.
    if (!isServed) await change(true)
    return isServed
  } finally {
    client.release()
  }
}

test('a site’s types are read once, and again when one of them has changed', async () => {
  const types = openContentTypeBook({ db: database.db, url: database.url })
  book = types
  await until(async () => {
    await types.isEnabled(siteId, 'qa')
    return await servedWithoutReading(types)
  }, 10_000)
  for (let i = 0; i < 3; i++) assert.equal(await servedWithoutReading(types), true)
  await change(false)
  await until(async () => !(await types.isEnabled(siteId, 'expert')), 1000)
  assert.equal(await types.isEnabled(siteId, 'basic'), true)
  await change(true)
  await until(() => types.isEnabled(siteId, 'expert'), 1000)
})

test('what a site has switched off is another site’s still', async () => {
  const types = openContentTypeBook({ db: database.db, url: database.url })
  book = types
  await change(false)
  const other = await makeSite(database, 'Neighbour')
  assert.equal(await types.isEnabled(siteId, 'expert'), false)
  assert.equal(await types.isEnabled(other.id, 'expert'), true)
})
