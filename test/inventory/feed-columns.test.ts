import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { type FeedAttribute, listColumnNames, mapColumns } from '../../src/inventory/feed/column-map.ts'
import { compactKey } from '../../src/inventory/feed/compact-key.ts'
import { readOne } from './feed-harness.ts'

type Entry = { attribute?: string; because?: string; columns: string[] }

const folder = new URL('../../src/inventory/feed/aliases/', import.meta.url)
const entries = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Entry[],
)

const attributes = new Set<FeedAttribute>([
  ...([
    'vin',
    'stockNumber',
    'condition',
    'year',
    'make',
    'model',
    'trim',
    'bodyStyle',
    'exteriorColor',
  ] as const),
  ...([
    'interiorColor',
    'engine',
    'cylinders',
    'displacementL',
    'transmission',
    'drivetrain',
    'fuelType',
  ] as const),
  ...([
    'doors',
    'seats',
    'mileage',
    'price',
    'msrp',
    'salePrice',
    'cityMpg',
    'highwayMpg',
    'batteryRange',
  ] as const),
  ...(['options', 'features', 'dealerComments', 'images', 'url', 'inStockSince'] as const),
  ...(['certified', 'status', 'vehicleName', 'mileageUnit'] as const),
])

describe('the alias data', () => {
  test('names every attribute once, and nothing else', () => {
    const named = entries.filter((entry) => entry.because === undefined).map((entry) => entry.attribute)
    assert.deepEqual(named.toSorted(), [...attributes].toSorted())
  })

  test('gives a column name one meaning; only a sale price may stand in for the price', () => {
    const owners = new Map<string, string[]>()
    for (const { attribute = 'ignored', columns } of entries)
      for (const column of columns) {
        const key = compactKey(column)
        assert.notEqual(key, '', column)
        owners.set(key, [...(owners.get(key) ?? []), attribute])
      }
    for (const [key, names] of owners)
      if (new Set(names).size > 1) assert.deepEqual(names, ['price', 'salePrice'], key)
  })

  test('is compared without regard to case, spaces and signs', () => {
    for (const name of ['STOCK #', 'stock_#', ' Stock-', 'ｓｔｏｃｋ'])
      assert.equal(mapColumns([name]).of('stockNumber').length, 1, name)
  })
})

describe('which column wins', () => {
  test('the price for the web, then the selling price, then the price, then a sale price', async () => {
    const all = { Sale_Price: '24000', Price: '27000', SellingPrice: '26000', Internet_Price: '25000' }
    const order: [keyof typeof all, number][] = [
      ['Internet_Price', 25_000],
      ['SellingPrice', 26_000],
      ['Price', 27_000],
      ['Sale_Price', 24_000],
    ]
    const left: Record<string, string> = { ...all }
    for (const [column, price] of order) {
      assert.equal((await readOne(left)).vehicle.price, price)
      left[column] = column === 'Price' ? 'Call for price' : '0'
    }
    assert.equal((await readOne(left)).vehicle.price, null)
  })

  test('an unreadable price is not replaced by another column', async () => {
    const { vehicle, warnings } = await readOne({ Internet_Price: '2x500', Price: '27000' })
    assert.equal(vehicle.price, null)
    assert.deepEqual(warnings, ['Internet_Price "2x500" is not an amount in US dollars and was left out.'])
  })

  test('Trim before Series before Series Detail', async () => {
    assert.equal((await readOne({ Series: 'SV', Trim: 'SL', 'Series Detail': 'X' })).vehicle.trim, 'SL')
    assert.equal((await readOne({ 'Series Detail': 'X', Series: 'SV' })).vehicle.trim, 'SV')
    assert.equal((await readOne({ 'Series Detail': 'X', Series: '' })).vehicle.trim, 'X')
  })

  test('Interior is a colour only where no other column is', async () => {
    assert.equal((await readOne({ Interior: 'Ebony' })).vehicle.interiorColor, 'Ebony')
    assert.equal((await readOne({ Interior: 'Leather', 'Interior Color': '' })).vehicle.interiorColor, null)
  })

  test('numbered columns are lists in the order of the file', async () => {
    const { vehicle } = await readOne({ 'Photo 2': 'https://a.example/2', 'Photo 1': 'https://a.example/1' })
    assert.deepEqual(vehicle.images, ['https://a.example/2', 'https://a.example/1'])
  })

  test('every attribute has a name that a person can be told', () => {
    for (const attribute of attributes) assert.ok(listColumnNames(attribute).length > 0, attribute)
  })
})
