// EPA's file, as an operator downloads it: columns of other uses between ours, rows by the ten thousand.

import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import { importEpa, listFacts } from '#knowledge/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

const header =
  'barrels08,city08,cityA08,comb08,cylinders,displ,drive,fuelType1,fuelType2,highway08,id,make,model,range,rangeA,year,baseModel'

type Row = Partial<
  Record<
    | 'city'
    | 'comb'
    | 'highway'
    | 'fuel'
    | 'fuel2'
    | 'drive'
    | 'make'
    | 'model'
    | 'range'
    | 'rangeA'
    | 'year'
    | 'base'
    | 'id',
    string
  >
>

function line(row: Row): string {
  const {
    city = '28',
    comb = '30',
    highway = '34',
    fuel = 'Regular Gasoline',
    fuel2 = '',
    drive = 'Front-Wheel Drive',
    range = '0',
    rangeA = '',
  } = row
  const { make = 'Honda', model = 'CR-V FWD', year = '2026', base = 'CR-V', id = '49000' } = row
  return `11.4,${city},0,${comb},4,1.5,${drive},${fuel},${fuel2},${highway},${id},${make},${model},${range},${rangeA},${year},${base}`
}

const run = (lines: string[]) =>
  importEpa({ db: database.db, clock: systemClock }, Readable.from([[header, ...lines].join('\n')]))

async function valuesOf(subject: string): Promise<Record<string, unknown[]>> {
  const { id } = await makeSite(database)
  const facts = await listFacts(database.db, id, [subject])
  return Object.fromEntries(
    [...Map.groupBy(facts, ({ attribute }) => attribute)].map(([attribute, list]) => [
      attribute,
      list.map(({ value }) => value).sort(),
    ]),
  )
}

test('a model year has the figures of its configurations, for every site, in the trade’s spelling', async () => {
  await run([
    line({}),
    line({ city: '26', highway: '32', model: 'CR-V AWD', id: '49001' }),
    line({ make: 'Ford', model: 'F150 Pickup 4WD', base: 'F150', city: '18' }),
    line({
      fuel: 'Electricity',
      city: '120',
      make: 'Tesla',
      model: 'Model 3',
      base: 'Model 3',
      range: '272',
    }),
    line({
      fuel2: 'Electricity',
      make: 'Toyota',
      model: 'RAV4 Prime 4WD',
      base: 'RAV4',
      rangeA: '42',
      city: '40',
    }),
    line({ make: 'Nobody Motors', model: 'X', base: 'X' }),
    line({ fuel: 'constructor', drive: 'constructor', make: 'Honda', model: 'Pilot 2WD', base: 'Pilot' }),
    line({ city: '-1', highway: '0', make: 'Honda', model: 'Civic 4Dr', base: 'Civic' }),
  ])
  const crv = await valuesOf('model:2026 Honda CR-V')
  assert.deepEqual(crv.city_mpg, [26, 28])
  assert.deepEqual(crv.highway_mpg, [32, 34])
  assert.deepEqual(crv.fuel_type, ['Gasoline'])
  assert.deepEqual((await valuesOf('model:2026 Ford F-150')).city_mpg, [18])
  const pilot = await valuesOf('model:2026 Honda Pilot')
  assert.deepEqual([pilot.fuel_type, pilot.drivetrain], [undefined, undefined])
  const electric = await valuesOf('model:2026 Tesla Model 3')
  assert.deepEqual(electric.battery_range, [272])
  assert.equal(electric.city_mpg, undefined, 'MPGe is no MPG')
  assert.equal((await valuesOf('model:2026 Honda Civic')).city_mpg, undefined)
})

test('the same file changes nothing, a newer one what it says otherwise; one that is none, nothing at all', async () => {
  const ids = async () =>
    (await database.pool.query(`SELECT id, value FROM facts WHERE source_kind = 'epa' ORDER BY id`)).rows
  await run([line({}), line({ city: '26', id: '49001' })])
  const before = await ids()
  await run([line({}), line({ city: '26', id: '49001' })])
  assert.deepEqual(await ids(), before)
  await run([line({ city: '29' })])
  assert.deepEqual((await valuesOf('model:2026 Honda CR-V')).city_mpg, [29])
  await assert.rejects(
    importEpa({ db: database.db, clock: systemClock }, Readable.from(['VIN,Price\n1,2\n'])),
    (error: Error) => error instanceof OperatorError && /no column .*fueleconomy\.gov/.test(error.message),
  )
  await assert.rejects(run([]), OperatorError)
  assert.deepEqual((await valuesOf('model:2026 Honda CR-V')).city_mpg, [29])
  const { rows } = await database.pool.query(`SELECT status, site_id FROM sources WHERE kind = 'epa'`)
  assert.deepEqual(rows, [{ status: 'ready', site_id: null }])
})

test('a file of 50,000 rows is read within a minute and in bounded memory', async () => {
  const models = [
    'CR-V',
    'Civic',
    'Pilot',
    'Accord',
    'Odyssey',
    'Ridgeline',
    'HR-V',
    'Passport',
    'Fit',
    'Insight',
  ]
  async function* file() {
    yield `${header}\n`
    for (let i = 0; i < 50_000; i++) {
      const base = models[i % 10] as string
      const year = String(1984 + (i % 43))
      yield `${line({ base, model: `${base} ${i}`, year, city: String(10 + (i % 40)), id: String(i) })}\n`
    }
  }
  const from = performance.now()
  const memory = process.memoryUsage().rss
  const { rows } = await importEpa({ db: database.db, clock: systemClock }, Readable.from(file()))
  assert.equal(rows, 50_000)
  const [seconds, grown] = [(performance.now() - from) / 1000, (process.memoryUsage().rss - memory) / 1e6]
  console.log(`${seconds.toFixed(1)} s, ${grown.toFixed(0)} MB more`)
  assert.ok(seconds < 60 && grown < 400)
})
