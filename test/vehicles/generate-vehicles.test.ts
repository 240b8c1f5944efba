import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { openSharedVpic } from '../knowledge/vpic-shared-cache.ts'
import { generateVehicles, toCsv } from './generate-vehicles.ts'

const vehicles = generateVehicles({ seed: 7, count: 600 })

test('the same seed gives the same vehicles, another seed others', () => {
  assert.deepEqual(generateVehicles({ seed: 7, count: 600 }), vehicles)
  assert.notDeepEqual(generateVehicles({ seed: 8, count: 600 }), vehicles)
})

test('VINs are distinct and decode to the make, model and year of their vehicle', async (context) => {
  const vpic = await openSharedVpic()
  context.after(() => vpic.close())
  assert.equal(new Set(vehicles.map(({ vin }) => vin)).size, vehicles.length)
  for (const vehicle of vehicles) {
    const { checkDigitOk, modelYear, values } = vpic.decode(vehicle.vin)
    assert.ok(checkDigitOk, vehicle.vin)
    assert.deepEqual([modelYear, values.make, values.model], [vehicle.year, vehicle.make, vehicle.model])
    for (const [said, decoded] of [
      [vehicle.bodyStyle, values.body_style],
      [vehicle.cylinders, values.cylinders],
      [vehicle.displacementL, values.displacement_l],
      [vehicle.doors, values.doors],
      [vehicle.fuelType, values.fuel_type],
    ]) {
      if (said !== null && decoded !== undefined) assert.equal(said, decoded, vehicle.vin)
    }
  }
})

test('twenty vehicles have twenty makes', () => {
  assert.equal(new Set(generateVehicles({ seed: 3, count: 20 }).map(({ make }) => make)).size, 20)
})

test('new, used and certified, sparse and rich vehicles are among them', () => {
  const conditions = Object.groupBy(vehicles, ({ condition }) => condition)
  for (const condition of ['new', 'used', 'certified'] as const) {
    assert.ok((conditions[condition]?.length ?? 0) > vehicles.length / 20, condition)
  }
  assert.ok(vehicles.filter(({ features }) => features.length === 15).length >= 100)
  assert.ok(
    vehicles.filter(({ trim, engine, features }) => !trim && !engine && features.length === 0).length >= 100,
  )
})

test('a vehicle does not contradict itself', () => {
  for (const vehicle of vehicles) {
    if (vehicle.fuelType === 'Electric') {
      assert.deepEqual([vehicle.cylinders, vehicle.displacementL, vehicle.cityMpg], [null, null, null])
      assert.ok((vehicle.batteryRange ?? 0) > 0)
    } else assert.equal(vehicle.batteryRange, null)
    assert.ok(vehicle.condition === 'new' ? (vehicle.mileage ?? 0) <= 60 : (vehicle.mileage ?? 0) > 5_000)
    assert.equal(new Set(vehicle.features).size, vehicle.features.length)
    if (vehicle.salePrice !== null) assert.ok(vehicle.salePrice < (vehicle.price ?? 0))
  }
})

test('the feed of the vehicles has a row for each, whose cells survive commas, quotes and line breaks', () => {
  const [first, ...rest] = vehicles
  assert.ok(first)
  const comments = 'Clean, "as new"\r\ninside'
  const rows: { [column: string]: string }[] = parse(
    toCsv([{ ...first, dealerComments: comments }, ...rest]),
    {
      columns: true,
    },
  )
  assert.equal(rows.length, vehicles.length)
  assert.equal(rows[0]?.Description, comments)
  assert.deepEqual(
    rows.map((row) => row.VIN),
    vehicles.map(({ vin }) => vin),
  )
})
