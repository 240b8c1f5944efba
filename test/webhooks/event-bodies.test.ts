import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertEvents } from '#webhooks/index.ts'
import { createEventBodies, type EventBodies } from '../../src/webhooks/delivery/event-bodies.ts'
import { createTestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'

async function withBodies(work: (bodies: EventBodies, ids: string[]) => Promise<void>): Promise<void> {
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
    await work(
      createEventBodies(db),
      rows.map(({ id }) => id),
    )
  } finally {
    await database.drop()
  }
}

test('the bodies that are kept keep no more memory than they are long', () =>
  withBodies(async (bodies, ids) => {
    const read = await bodies.read(ids)
    assert.deepEqual(new Set(read.keys()), new Set(ids))
    for (const { body } of read.values()) assert.equal(body.buffer.byteLength, body.byteLength)
    const again = await bodies.read(ids)
    assert.deepEqual(again, read)
  }))

test('lanes that come to an event at the same time read it once', () =>
  withBodies(async (bodies, ids) => {
    const [one, other] = await Promise.all([bodies.read(ids), bodies.read(ids.slice(2))])
    assert.deepEqual(new Set(one.keys()), new Set(ids))
    for (const id of ids.slice(2)) assert.equal(other.get(id), one.get(id))
  }))
