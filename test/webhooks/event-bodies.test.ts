import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertEvents } from '#webhooks/index.ts'
import { createEventBodies } from '../../src/webhooks/delivery/event-bodies.ts'
import { createTestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'

test('the bodies that are kept keep no more memory than they are long', async () => {
  const database = await createTestDatabase()
  try {
    const { db } = database
    const siteId = (await makeSite(database)).id
    const data = { vehicle_count: 3 }
    const events = Array.from(
      { length: 5 },
      () => ({ siteId, type: 'inventory.feed.updated', data }) as const,
    )
    await insertEvents(db, events, new Date('2026-11-29T12:00:00.000Z'))
    const rows = await db.selectFrom('events').select('id').execute()
    const ids = rows.map(({ id }) => id)
    const bodies = createEventBodies(db)
    const read = await bodies.read(ids)
    assert.deepEqual(new Set(read.keys()), new Set(ids))
    for (const { body } of read.values()) assert.equal(body.buffer.byteLength, body.byteLength)
    const again = await bodies.read(ids)
    assert.deepEqual(again, read)
  } finally {
    await database.drop()
  }
})
