import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Vehicle } from '../../src/inventory/vehicle.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { clientOf } from '../harness/client.ts'
import { makeKey, makeSite, testVpic } from '../harness/fixtures.ts'
import { generateVehicles, toCsv } from '../vehicles/generate-vehicles.ts'
import { describeVehicle, stockVehicles } from './feed-out-harness.ts'

let app: TestApp
/** Noon in New York. */
const now = new Date('2026-11-20T17:00:00Z')

before(async () => {
  app = await startTestApp({ roles: ['api'], clock: { now: () => now } })
  const neighbour = (await makeSite(app.database, 'Eastgate Neighbour Motors')).id
  await stockVehicles(app.database, neighbour, generateVehicles({ seed: 7, count: 12 }))
})
after(() => app.stop())

async function makeLot(changes: Partial<Vehicle>[], sold: Partial<Vehicle>[] = []) {
  const { id } = await makeSite(app.database, 'Lot')
  const all = generateVehicles({ seed: 31, count: changes.length + sold.length })
  const vehicles = all.map((vehicle, i) => ({ ...vehicle, ...[...changes, ...sold][i] }))
  await stockVehicles(app.database, id, vehicles.slice(0, changes.length))
  await stockVehicles(app.database, id, vehicles.slice(changes.length), { status: 'sold' })
  const client = clientOf(app.url, (await makeKey(app.database, id)).key)
  const stats = async () => (await client('GET', '/inventory/stats')).body.data
  return { id, vehicles, client, stats }
}

const lot: Partial<Vehicle>[] = [
  { condition: 'new', make: 'Honda', bodyStyle: 'SUV', price: 30_000, inStockSince: '2026-11-10' },
  { condition: 'new', make: 'Honda', bodyStyle: 'Sedan', price: 29_999, inStockSince: '2026-11-20' },
  { condition: 'used', make: 'Ford', bodyStyle: null, price: null, inStockSince: null },
  { condition: 'certified', make: 'Acura', bodyStyle: 'SUV', price: 120_000, inStockSince: '2026-12-01' },
]

test('used has the certified in it as the list’s filter has them, and what is sold counts nowhere', async () => {
  const { client, stats } = await makeLot(lot, [{ condition: 'used', make: 'Kia', price: 1 }])
  const { total, new: fresh, used, certified, by_make, by_body_style } = await stats()
  assert.deepEqual({ total, fresh, used, certified }, { total: 4, fresh: 2, used: 2, certified: 1 })
  for (const [condition, count] of Object.entries({ new: fresh, used })) {
    const { pagination } = (await client('GET', `/inventory?condition=${condition}`)).body
    assert.equal(pagination.total_count, count)
  }
  assert.deepEqual(by_make, [
    { make: 'Honda', count: 2 },
    { make: 'Acura', count: 1 },
    { make: 'Ford', count: 1 },
  ])
  assert.deepEqual(by_body_style, [
    { body_style: 'SUV', count: 2 },
    { body_style: 'Sedan', count: 1 },
  ])
})

test('averages are of what is known; a day to come is no age', async () => {
  const { average_price, average_age_days } = await (await makeLot(lot)).stats()
  assert.equal(average_price, 60_000)
  assert.equal(average_age_days, 3.3)
})

test('the age turns at midnight of the site', async () => {
  const { stats, id } = await makeLot([{ inStockSince: '2026-11-19' }])
  assert.equal((await stats()).average_age_days, 1)
  await app.database.pool.query(`UPDATE sites SET timezone = 'Pacific/Kiritimati' WHERE id = $1`, [id])
  assert.equal((await stats()).average_age_days, 2)
})

test('a band has its lower end and not its upper one', async () => {
  const { by_price_band } = await (await makeLot(lot)).stats()
  assert.equal(by_price_band.length, 8)
  assert.deepEqual(by_price_band[0], { from: 0, to: 10_000, count: 0 })
  assert.deepEqual(by_price_band[2], { from: 20_000, to: 30_000, count: 1 })
  assert.deepEqual(by_price_band[3], { from: 30_000, to: 40_000, count: 1 })
  assert.deepEqual(by_price_band.at(-1), { from: 100_000, to: null, count: 1 })
})

test('a described vehicle is one that has a text', async () => {
  const { id, vehicles, stats } = await makeLot(lot)
  await describeVehicle(app.database, id, vehicles[0]?.vin ?? '', 'A car.')
  const { with_description, without_description } = await stats()
  assert.deepEqual({ with_description, without_description }, { with_description: 1, without_description: 3 })
})

test('without a vehicle everything is 0, empty or null; the last feed is the last import', async () => {
  const { id, stats } = await makeLot([])
  const none = await stats()
  assert.deepEqual(
    { ...none, by_price_band: none.by_price_band.map(({ count }: { count: number }) => count) },
    {
      total: 0,
      new: 0,
      used: 0,
      certified: 0,
      with_description: 0,
      without_description: 0,
      average_price: null,
      average_age_days: null,
      by_make: [],
      by_body_style: [],
      by_price_band: [0, 0, 0, 0, 0, 0, 0, 0],
      last_feed_at: null,
    },
  )
  const begun = Date.now()
  const deps = { db: app.database.db, clock: systemClock, vpic: await testVpic() }
  await importFeed(deps, id, Readable.from([Buffer.from(toCsv(generateVehicles({ seed: 1, count: 2 })))]))
  assert.ok(Date.parse((await stats()).last_feed_at) >= begun)
})
