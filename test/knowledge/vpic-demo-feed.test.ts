import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { openSharedVpic } from './vpic-shared-cache.ts'

type Row = { [column: string]: string }

const rows: Row[] = parse(readFileSync(new URL('../../demo/feed.csv', import.meta.url)), { columns: true })
const by = (column: string) => Map.groupBy(rows, (row) => row[column])

test('every row of the sample feed says what its VIN says', async (context) => {
  const vpic = await openSharedVpic()
  context.after(() => vpic.close())
  for (const row of rows) {
    const { vin, checkDigitOk, modelYear, values } = vpic.decode(row.VIN ?? '')
    assert.deepEqual([checkDigitOk, modelYear, vin], [true, Number(row.Year), row.VIN])
    const said: [string | undefined, string | number | undefined][] = [
      [row.Body, values.body_style],
      [row.EngineCylinders, values.cylinders],
      [row.EngineDisplacement?.replace('L', ''), values.displacement_l],
      [row.Doors, values.doors],
      [row.Fuel_Type, values.fuel_type],
    ]
    assert.deepEqual([row.Make, row.Model], [values.make, values.model], vin)
    for (const [cell, value] of said) {
      if (!cell || value === undefined) continue
      assert.equal(typeof value === 'number' ? Number(cell) : cell, value, `${vin}: ${cell}, not ${value}`)
    }
  }
})

test('the sample feed has the stock that articles need', () => {
  assert.equal(rows.length, 72)
  for (const column of ['VIN', 'Stock']) assert.equal(by(column).size, rows.length)
  const models = [...Map.groupBy(rows, (row) => `${row.Make} ${row.Model}`).values()]
  assert.ok(models.filter((list) => list.length >= 3).length >= 6)
  assert.ok(
    [...Map.groupBy(rows, (row) => `${row.Year} ${row.Model}`).values()].some((list) => list.length >= 8),
  )
  assert.ok(by('Make').size >= 14)
  assert.ok((by('Certified').get('True')?.length ?? 0) >= 10)
  assert.ok((by('Type').get('New')?.length ?? 0) >= 30)
  assert.ok(rows.filter((row) => row.Fuel_Type === 'Hybrid').length >= 8)
  assert.ok(rows.filter((row) => row.Features === '').length >= 4)
})

test('rows of the sample feed are consistent in themselves', () => {
  for (const row of rows) {
    const electric = row.Fuel_Type === 'Electric'
    if (row.Fuel_Type) assert.equal(row['EV Range'] !== '', electric, row.VIN)
    if (electric) assert.deepEqual([row.EngineCylinders, row.EngineDisplacement, row.CityMPG], ['', '', ''])
    assert.ok(row.Type === 'New' ? Number(row.Miles) < 100 : Number(row.Miles) > 5_000, row.VIN)
    if (row.Type === 'New') assert.ok(Number(row.SellingPrice) <= Number(row.MSRP), row.VIN)
    for (const image of (row.ImageList ?? '').split('|').filter(Boolean)) {
      assert.equal(new URL(image).hostname, 'example.com')
    }
  }
})
