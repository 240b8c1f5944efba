import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deleteOldEvents } from '#webhooks/index.ts'
import { until } from '../harness/fixtures.ts'
import { openPostOffice, type PostOffice, type PostSite } from './post-office.ts'

let office: PostOffice

before(async () => {
  office = await openPostOffice()
})
after(() => office.stop())

type Logged = { id: string; data: { vehicle_count: number }; timestamp: string }

const counts = (events: Logged[]) => events.map((event) => event.data.vehicle_count)

/** All pages from a path on. */
async function readAll(site: PostSite, path: string): Promise<Logged[]> {
  const all: Logged[] = []
  for (let cursor: string | null = null; ; ) {
    const { status, body } = await site.client('GET', cursor ? `${path}&cursor=${cursor}` : path)
    assert.equal(status, 200)
    all.push(...body.data)
    cursor = body.pagination.next_cursor
    if (!cursor) return all
  }
}

async function emitInOrder(site: PostSite, many: number): Promise<void> {
  for (let i = 1; i <= many; i++) {
    await site.emit(i)
    await until(site.client, '/events?since=2020-01-01T00:00:00Z', (all) => all.length >= Math.min(i, 25))
  }
}

test('newest first without since, oldest first with it, page by page', async () => {
  const site = await office.openSite()
  await emitInOrder(site, 7)
  assert.deepEqual(counts(await readAll(site, '/events?limit=2')), [7, 6, 5, 4, 3, 2, 1])
  const forwards = await readAll(site, '/events?limit=2&since=2020-01-01T00:00:00Z')
  assert.deepEqual(counts(forwards), [1, 2, 3, 4, 5, 6, 7])
  const third = forwards[2] as Logged
  assert.deepEqual(counts(await readAll(site, `/events?limit=3&since=${third.id}`)), [4, 5, 6, 7])
  const { body } = await site.client('GET', `/events?limit=1&since=${third.id}`)
  assert.equal(body.pagination.total_count, 4)
  const none = await site.client('GET', `/events?type=content.failed`)
  assert.deepEqual(none.body.data, [])
})

test('an event that commits late is delivered, and comes after what was seen before it', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/late')
  const late = await office.app.database.pool.connect()
  try {
    await late.query('BEGIN')
    await late.query(
      `INSERT INTO events (id, site_id, type, data, created_at)
       VALUES ('evt_0000000000001_late000', $1, 'inventory.feed.updated', '{"vehicle_count":99}', $2)`,
      [site.siteId, office.clock.now()],
    )
    await emitInOrder(site, 3)
    const seen = await readAll(site, '/events?limit=2&since=2020-01-01T00:00:00Z')
    assert.deepEqual(counts(seen), [1, 2, 3])
    const last = seen.at(-1) as Logged
    await late.query('COMMIT')
    await site.deliveries(id, (all) => all.length === 4 && all.every((one) => one.status === 'succeeded'))
    assert.deepEqual(counts(await readAll(site, `/events?limit=2&since=${last.id}`)), [99])
    // Who keeps the time of the last event instead may see that one again, and misses none either.
    const byTime = counts(await readAll(site, `/events?limit=2&since=${last.timestamp}`))
    assert.equal(byTime.at(-1), 99)
  } finally {
    late.release()
  }
})

test('since that is no time and no event of this site is a 400 that says so', async () => {
  const site = await office.openSite()
  const neighbour = await office.openSite()
  await neighbour.emit()
  const [theirs] = await until(neighbour.client, '/events', (all) => all.length === 1)
  for (const since of [
    theirs.id,
    'evt_1_nosuch',
    'yesterday',
    '2026-02-30T99:00:00Z',
    '2026-02-10T12:00:00',
  ]) {
    const { status, body } = await site.client('GET', `/events?since=${since}`)
    assert.equal(status, 400, since)
    assert.equal(body.error.details.fields[0].path, 'query/since')
  }
})

test('a cursor of one order is refused in the other', async () => {
  const site = await office.openSite()
  await emitInOrder(site, 3)
  const { next_cursor } = (await site.client('GET', '/events?limit=1')).body.pagination
  const { status } = await site.client(
    'GET',
    `/events?limit=1&since=2020-01-01T00:00:00Z&cursor=${next_cursor}`,
  )
  assert.equal(status, 400)
})

test('the log keeps 30 days, and deliveries go with their events', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/kept')
  await emitInOrder(site, 2)
  await site.deliveries(id, (all) => all.length === 2 && all.every((one) => one.status === 'succeeded'))
  const { pool, db } = office.app.database
  const age = (days: number) =>
    pool.query(
      `UPDATE events SET created_at = now() - $2 * interval '1 day' WHERE site_id = $1 AND data->>'vehicle_count' = '1'`,
      [site.siteId, days],
    )
  await age(29)
  await deleteOldEvents(db, office.clock.now())
  assert.equal((await site.client('GET', '/events')).body.pagination.total_count, 2)
  await age(31)
  await deleteOldEvents(db, office.clock.now())
  assert.deepEqual(counts((await site.client('GET', '/events')).body.data), [2])
  assert.equal((await site.client('GET', `/webhooks/${id}/deliveries`)).body.pagination.total_count, 1)
})
