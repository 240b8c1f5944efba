import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { factsOfStock } from '../../src/inventory/stock.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite, testVpic } from '../harness/fixtures.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'
import { toCsv } from '../vehicles/vehicle-csv.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

async function read(siteId: string, csv: string) {
  const deps = { db: database.db, clock: systemClock, vpic: await testVpic() }
  return await importFeed(deps, siteId, Readable.from([Buffer.from(csv)]))
}

test('a second import of the same file changes nothing, one changed price is one change', async () => {
  const { id } = await makeSite(database)
  const vehicles = generateVehicles({ seed: 11, count: 250 })
  const first = await read(id, toCsv(vehicles))
  assert.deepEqual([first.rows, first.added, first.quarantined_count], [250, 250, 0])
  const before = await facts(id)
  const again = await read(id, toCsv(vehicles))
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 250])
  assert.deepEqual(await facts(id), before)
  const cheaper = vehicles.map((vehicle, i) => (i === 3 ? { ...vehicle, price: 12_345 } : vehicle))
  const third = await read(id, toCsv(cheaper))
  assert.deepEqual([third.added, third.changed, third.unchanged], [0, 1, 249])
  const price = await database.pool.query(
    `SELECT value FROM facts WHERE site_id = $1 AND subject = $2 AND attribute = 'price'`,
    [id, `vehicle:${vehicles[3]?.vin}`],
  )
  assert.deepEqual(price.rows, [{ value: 12_345 }])
})

async function facts(siteId: string) {
  const { rows } = await database.pool.query('SELECT id, value FROM facts WHERE site_id = $1 ORDER BY id', [
    siteId,
  ])
  return rows
}

test('imports of the same vehicles at once, in different orders, all end', async () => {
  const { id } = await makeSite(database)
  const vehicles = generateVehicles({ seed: 12, count: 200 })
  const changed = (price: number) => vehicles.map((vehicle) => ({ ...vehicle, price }))
  const files = Array.from({ length: 6 }, (_, i) => {
    const list = changed(20_000 + i)
    return toCsv(i % 2 === 0 ? list : list.reverse())
  })
  const reports = await Promise.all(files.map((csv) => read(id, csv)))
  assert.equal(
    reports.reduce((sum, report) => sum + report.added, 0),
    200,
  )
})

test('bad rows are named with their number and reason, the others go in', async () => {
  const { id } = await makeSite(database)
  const [good] = generateVehicles({ seed: 13, count: 1 })
  const csv = `VIN,Type,Year,Make,Model,Price\nBAD,New,2026,Honda,Civic,1\n${good?.vin},Used,${good?.year},${good?.make},${good?.model},20000\n1HGBH41JXMN10918O,New,2026,Honda,Civic,2\n`
  const report = await read(id, csv)
  assert.equal(report.added, 1)
  assert.deepEqual(
    report.quarantined.map(({ row }) => row),
    [2, 4],
  )
  for (const { reason } of report.quarantined) assert.match(reason, /VIN/)
})

test('stock is counted whole, however large', async () => {
  const { id } = await makeSite(database)
  await database.pool.query(
    `INSERT INTO vehicles (site_id, vin, condition, year, make, model, price, status, content_hash, created_at, updated_at)
     SELECT $1, 'TEST' || lpad(n::text, 13, '0'), 'new', 2026, 'Honda', 'Civic', 25000 + n, 'in_stock', '\\x00', now(), now()
     FROM generate_series(1, 2300) n`,
    [id],
  )
  const wanted = { year: 2026, make: 'honda', model: 'CIVIC', trim: null }
  const found = await factsOfStock(database.db, id, [wanted], new Date())
  const value = (attribute: string) => found.find((fact) => fact.attribute === attribute)?.value
  assert.equal(value('stock_count'), 2300)
  assert.equal(value('stock_price_lowest'), 25_001)
  assert.equal(value('stock_price_highest'), 27_300)
})
