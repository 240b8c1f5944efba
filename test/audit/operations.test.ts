// What an operator reads in and puts back: counts, and whose they are.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { generateJob } from '#content/index.ts'
import { withTx } from '#db/index.ts'
import { describeJob, importFeed } from '#inventory/index.ts'
import { enqueue, listJobs, retryDeadLetters } from '#jobs/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { createOutboundDoor } from '#kernel/outbound/index.ts'
import { housekeepingJob } from '../../src/housekeeping.ts'
import { retryJobs } from '../../src/retry-jobs.ts'
import { createHandlers } from '../../src/worker.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite, testVpic } from '../harness/fixtures.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'
import { toCsv } from '../vehicles/vehicle-csv.ts'
import { entriesOf, keyless } from './entries.ts'

let database: TestDatabase

before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

async function read(siteId: string, source: AsyncIterable<Uint8Array>) {
  const deps = { db: database.db, clock: systemClock, vpic: await testVpic() }
  return await importFeed(deps, siteId, source)
}

const bytes = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)))

const newCounts = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).map(([name, to]) => [name, { from: null, to }]))

const imports = async (siteId: string) =>
  (await entriesOf(database, siteId)).filter(({ action }) => action === 'inventory.import')

test('an import is one entry with its counts, however many blocks it takes', async () => {
  const site = await makeSite(database)
  const vehicles = generateVehicles({ seed: 21, count: 450 })
  await read(site.id, bytes(toCsv(vehicles), 'NOT A VIN\n'))
  const counts = { rows: 451, added: 450, changed: 0, unchanged: 0, quarantined_count: 1 }
  const [first, ...more] = await imports(site.id)
  assert.deepEqual(first, {
    actor: 'operator',
    ...keyless,
    action: 'inventory.import',
    noun: 'inventory',
    noun_id: site.id,
    details: newCounts(counts),
  })
  assert.deepEqual(more, [])
  await read(site.id, bytes(toCsv(vehicles.slice(0, 2))))
  const [, second] = await imports(site.id)
  assert.deepEqual(
    second?.details,
    newCounts({ rows: 2, added: 0, changed: 0, unchanged: 2, quarantined_count: 0 }),
  )
})

test('an import that breaks off tells what it has done till then, one that is refused nothing', async () => {
  const site = await makeSite(database)
  const csv = toCsv(generateVehicles({ seed: 22, count: 450 }))
  async function* broken() {
    yield Buffer.from(csv)
    throw new Error('the disk is gone')
  }
  await assert.rejects(read(site.id, broken()), /could not be read to its end/)
  const { rows } = await database.pool.query('SELECT count(*)::int AS n FROM vehicles WHERE site_id = $1', [
    site.id,
  ])
  assert.ok(rows[0].n > 0 && rows[0].n < 450, String(rows[0].n))
  const [told, ...more] = await imports(site.id)
  assert.equal(told?.details.added?.to, rows[0].n)
  assert.deepEqual(more, [])

  const other = await makeSite(database)
  await assert.rejects(read(other.id, bytes('a,b\n1,2\n')), /no VIN column/)
  assert.deepEqual(await imports(other.id), [])
})

const retries = async (siteId: string) =>
  (await entriesOf(database, siteId)).filter(({ action }) => action === 'job.retry')

/** Jobs of the sites, and one of the clock's, that have failed too often. */
async function bury(siteId: string, otherId: string): Promise<void> {
  await withTx(database.db, async (tx) => {
    const write = (site: string) => ({ siteId: site, data: { contentId: randomUUID(), run: randomUUID() } })
    await enqueue(tx, generateJob, [write(siteId), write(siteId), write(otherId)])
    const data = { siteId, vin: '1HGBH41JXMN109186', run: randomUUID() }
    await enqueue(tx, describeJob, [{ siteId, data }])
    await enqueue(tx, housekeepingJob, [{ siteId, data: {} }])
  })
  await database.pool.query(
    `UPDATE pgboss.job SET source_name = name, source_id = id, name = 'dead_letters',
       group_id = CASE WHEN name = $1 THEN NULL ELSE group_id END WHERE group_id = ANY($2)`,
    [housekeepingJob.name, [siteId, otherId]],
  )
}

const dead = () => listJobs(database.db, { state: 'dead', limit: 100 })

async function retry(id?: string): Promise<number> {
  const { db, url } = database
  const handlers = createHandlers({ db, clock: systemClock, door: createOutboundDoor({ dev: true }) })
  return await retryJobs({ db, url, clock: systemClock, handlers }, id)
}

test('dead letters that are put back are told to the log of their site, with their number by job', async () => {
  const [site, other] = [await makeSite(database), await makeSite(database)]
  await bury(site.id, other.id)
  const one = (await dead()).find(({ site_id }) => site_id === other.id)
  assert.equal(await retry(one?.id.toUpperCase()), 1)
  const entry = { actor: 'operator', ...keyless, action: 'job.retry', noun: 'job' }
  const single = { ...entry, noun_id: one?.id, details: newCounts({ 'content.generate': 1 }) }
  assert.deepEqual(await retries(other.id), [single])
  assert.deepEqual(await retries(site.id), [])

  assert.equal(await retry(), 4, 'what belongs to no site is put back too')
  const details = newCounts({ 'content.generate': 2, 'inventory.describe': 1 })
  assert.deepEqual(await retries(site.id), [{ ...entry, noun_id: 'all', details }])
  assert.deepEqual(await retries(other.id), [single])

  assert.equal(await retry(), 0)
  assert.equal(await retry('no-such-letter'), 0)
  assert.equal((await retries(site.id)).length, 1)
})

test('dead letters are put back with their entry or not at all', async () => {
  const [site, other] = [await makeSite(database), await makeSite(database)]
  await bury(site.id, other.id)
  const waiting = await dead()
  const tell = async () => {
    throw new Error('the log is full')
  }
  const { db, url } = database
  await assert.rejects(retryDeadLetters({ db, url, handlers: [], tell }), /the log is full/)
  assert.deepEqual(await dead(), waiting)
  assert.equal(await retry(), 5)
})
