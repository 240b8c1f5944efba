// What the feeds say, format by format, of an ordinary vehicle, of one that is hostile, and of one of which little is known.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Vehicle } from '../../src/inventory/vehicle.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'
import { readAll } from './feed-harness.ts'
import { describeVehicle, fullVehicle, stockVehicles } from './feed-out-harness.ts'

type Row = Record<string, string>

const written = 'This **2024 Kia EV6** has a battery.\n\n- Heated seats\n- Blind-spot <monitor>\n'
const nasty = '<b a="1">&amp; \'one\'\n"two"\u0001\u000b\ufffe]]> 🚗'

const full = fullVehicle({ vin: '1HGBH41JXMN109186', condition: 'certified', dealerComments: 'One & only.' })
const hostile = fullVehicle({
  vin: '2HGFE2F52TH000011',
  trim: `=cmd()${nasty}`,
  stockNumber: '+1|x',
  dealerComments: `- ${nasty}\r\nlast`,
  options: [`@SUM(1) | ${nasty}`, '=1+1'],
  features: [nasty],
})
const sparse: Vehicle = {
  ...(generateVehicles({ seed: 3, count: 5 })[4] as Vehicle),
  price: null,
  mileage: null,
  condition: 'used',
}
const sold = fullVehicle({ vin: '5YJ3E1EA7KF317000' })

let app: TestApp
let siteId: string
let client: Client

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  siteId = (await makeSite(app.database)).id
  client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
  await stockVehicles(app.database, siteId, [full, hostile, sparse])
  await stockVehicles(app.database, siteId, [sold], { status: 'sold' })
  await describeVehicle(app.database, siteId, full.vin, written)
  await describeVehicle(app.database, siteId, hostile.vin, `=cmd() ${nasty}`)
  const neighbour = (await makeSite(app.database, 'Eastgate Neighbour Motors')).id
  await stockVehicles(app.database, neighbour, generateVehicles({ seed: 7, count: 12 }))
})
after(() => app.stop())

const vins = [full, hostile, sparse].map(({ vin }) => vin).sort()

async function feed(format: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await client('GET', `/inventory/feed${format && `?format=${format}`}`, { headers })
  assert.equal(answer.status, 200, answer.text)
  return answer.text
}

async function rows(format: string): Promise<Map<string, Row>> {
  // Strict about columns and quotes, and about the line's end.
  const table: string[][] = parse(await feed(format), { record_delimiter: '\r\n' })
  const [names = [], ...lines] = table
  // Of a name that comes several times the first one counts here.
  const found = lines.map((cells) =>
    Object.fromEntries(names.map((name, i): [string, string] => [name, cells[i] ?? '']).reverse()),
  )
  assert.deepEqual(found.map(({ vin }) => vin).sort(), vins)
  return new Map(found.map((row) => [row.vin as string, row]))
}

test('JSON has the item of the vehicle, its lists, and the text as Markdown and as HTML', async () => {
  const { data } = JSON.parse(await feed('json'))
  assert.deepEqual(data.map(({ vin }: Vehicle) => vin).sort(), vins)
  for (const item of data) {
    const { ai_description, ...shown } = (await client('GET', `/inventory/${item.vin}`)).body.data
    const { description, description_html, ...rest } = item
    assert.deepEqual(rest, shown)
    assert.equal(description, ai_description)
    assert.equal(description_html === null, description === null)
  }
  const html = data.find(({ vin }: Vehicle) => vin === full.vin).description_html
  assert.match(html, /<li>Blind-spot &lt;monitor&gt;<\/li>/)
})

test('XML is well formed whatever a record holds, says the same, and has no element for what is unknown', async () => {
  const text = await feed('xml')
  assert.equal(XMLValidator.validate(text), true)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no XML document may hold
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true })
  const { vehicle } = parser.parse(text).inventory
  const byVin = new Map<string, Record<string, unknown>>(vehicle.map((one: Row) => [one.vin, one]))
  assert.deepEqual([...byVin.keys()].sort(), vins)
  const clean = nasty.replace('\u0001\u000b\ufffe', '')
  assert.equal(byVin.get(hostile.vin)?.trim, `=cmd()${clean}`)
  assert.equal(byVin.get(hostile.vin)?.description, `=cmd() ${clean}`)
  assert.deepEqual(byVin.get(full.vin)?.images, { image: full.images })
  assert.equal(byVin.get(full.vin)?.certified, 'true')
  assert.equal('price' in (byVin.get(sparse.vin) ?? {}), false)
})

test('what the CSV says is what our own importer reads back, text by text', async () => {
  const entries = await readAll(await feed('csv'))
  const { vehicle, warnings } = entries.find(
    (one) => 'vehicle' in one && one.vehicle.vin === full.vin,
  ) as never
  assert.deepEqual(vehicle, full)
  assert.deepEqual(warnings, [])
  const little = entries.find((one) => 'vehicle' in one && one.vehicle.vin === sparse.vin)
  assert.deepEqual((little as { vehicle: Vehicle }).vehicle, sparse)
})

test('a whole stock goes through CSV and back without a change', async () => {
  const { id } = await makeSite(app.database, 'Westgate Cars')
  const stock = generateVehicles({ seed: 5, count: 250 })
  await stockVehicles(app.database, id, stock)
  for (const { vin } of stock) await describeVehicle(app.database, id, vin, written)
  const own = clientOf(app.url, (await makeKey(app.database, id)).key)
  const entries = await readAll((await own('GET', '/inventory/feed?format=csv')).text)
  const byVin = (a: Vehicle, b: Vehicle) => (a.vin < b.vin ? -1 : 1)
  const read = entries.map((one) => ('vehicle' in one ? one.vehicle : assert.fail(one.reason)))
  assert.deepEqual(read.sort(byVin), stock.sort(byVin))
})

test('no cell of the CSV begins as a formula, and the importer takes the apostrophe away again', async () => {
  for (const row of (await rows('csv')).values())
    for (const [name, cell] of Object.entries(row)) assert.doesNotMatch(cell, /^[=+\-@]/, name)
  const row = (await rows('csv')).get(hostile.vin)
  assert.equal(row?.trim, `'${hostile.trim}`)
  assert.equal(row?.ai_description, `'=cmd() ${nasty}`)
  const entries = await readAll(await feed('csv'))
  const found = entries.find((one) => 'vehicle' in one && one.vehicle.vin === hostile.vin)
  const { vehicle } = found as { vehicle: Vehicle }
  assert.equal(vehicle.trim, null)
  assert.equal(vehicle.stockNumber, '+1|x')
  assert.match(vehicle.dealerComments ?? '', /^- /)
})

test('Google’s columns say what the record says, and leave out no vehicle', async () => {
  const found = await rows('google')
  const row = found.get(full.vin) as Row
  assert.equal(row.store_code, siteId)
  assert.equal(row.dealership_name, 'Harbor Honda')
  assert.equal(row.dealership_address, '12 Harbor Road, Huntington, NY 11743, US')
  assert.equal(row.price, `${full.salePrice} USD`)
  assert.equal(row.vehicle_msrp, '')
  assert.equal(row.condition, 'used')
  assert.equal(row.certified_pre_owned, '1')
  assert.equal(row.mileage, `${full.mileage} miles`)
  assert.equal(row.date_in_stock, full.inStockSince)
  assert.equal(row.image_link, full.images[0])
  assert.equal(row.additional_image_link, full.images[1])
  const unknown = found.get(sparse.vin) as Row
  for (const name of ['price', 'mileage', 'trim', 'exterior_color', 'certified_pre_owned', 'image_link'])
    assert.equal(unknown[name], '', name)
  assert.equal(found.get(hostile.vin)?.trim, hostile.trim)
})

test('Meta’s columns say what the record says, the text without its marks', async () => {
  const found = await rows('meta')
  const row = found.get(full.vin) as Row
  assert.equal(row.vehicle_id, full.vin)
  assert.equal(row.title, `${full.year} ${full.make} ${full.model} ${full.trim}`)
  assert.equal(row.description, 'This 2024 Kia EV6 has a battery.\n\nHeated seats\nBlind-spot <monitor>')
  assert.equal(row.state_of_vehicle, 'CPO')
  assert.equal(row.condition, '')
  assert.equal(row.price, `${full.price} USD`)
  assert.equal(row.sale_price, `${full.salePrice} USD`)
  assert.equal(row['mileage.unit'], 'MI')
  assert.equal(row['image[1].url'], full.images[1])
  assert.equal(row['address.city'], 'Huntington')
  const unknown = found.get(sparse.vin) as Row
  for (const name of [
    'price',
    'mileage.value',
    'mileage.unit',
    'transmission',
    'fuel_type',
    'body_style',
    'drivetrain',
  ])
    assert.equal(unknown[name], '', name)
})

test('Meta’s words are told of those of the importer alone', async () => {
  const { id } = await makeSite(app.database, 'Words')
  const said = [
    { transmission: '8-Speed Automatic', fuelType: 'Plug-In Hybrid', bodyStyle: 'Pickup', drivetrain: '4WD' },
    { transmission: 'CVT', fuelType: 'Gasoline', bodyStyle: 'Wagon', drivetrain: 'AWD' },
    { transmission: 'Manual', fuelType: 'Hydrogen', bodyStyle: 'Limousine', drivetrain: '6x4' },
    {
      transmission: 'Automatic w/Manual Mode',
      fuelType: 'toString',
      bodyStyle: 'constructor',
      drivetrain: 'FWD',
    },
    { transmission: 'Automated Manual', fuelType: 'Electric', bodyStyle: 'SUV', drivetrain: 'RWD' },
  ]
  const stock = generateVehicles({ seed: 9, count: 5 }).sort((a, b) => (a.vin < b.vin ? -1 : 1))
  await stockVehicles(
    app.database,
    id,
    stock.map((vehicle, i) => ({ ...vehicle, ...said[i] })),
  )
  const own = clientOf(app.url, (await makeKey(app.database, id)).key)
  const { text } = await own('GET', '/inventory/feed?format=meta')
  const told: Row[] = parse(text, { columns: true })
  assert.deepEqual(
    told.map((row) => [row.transmission, row.fuel_type, row.body_style, row.drivetrain]),
    [
      ['AUTOMATIC', 'PLUGIN_HYBRID', 'TRUCK', 'FOUR_WD'],
      ['AUTOMATIC', 'GASOLINE', 'WAGON', 'AWD'],
      ['MANUAL', '', '', ''],
      ['', '', '', 'FWD'],
      ['', 'ELECTRIC', 'SUV', 'RWD'],
    ],
  )
})

test('a text that is too long for Meta ends with a whole sentence', async () => {
  const { id } = await makeSite(app.database, 'Long')
  const vehicle = fullVehicle({ dealerComments: 'It costs $1.5 million. '.repeat(400) })
  await stockVehicles(app.database, id, [vehicle])
  const own = clientOf(app.url, (await makeKey(app.database, id)).key)
  const { text } = await own('GET', '/inventory/feed?format=meta')
  const [{ description }] = parse(text, { columns: true }) as unknown as [Row & { description: string }]
  assert.ok(description.length <= 5000 && description.length > 4900, String(description.length))
  assert.ok(description.endsWith('It costs $1.5 million.'))
})

test('Accept decides where no format is asked for, the parameter where one is', async () => {
  const typeOf = async (query: string, accept: string) =>
    (await client('GET', `/inventory/feed${query}`, { headers: { accept } })).headers.get('content-type')
  const cases: [string, string, RegExp][] = [
    ['', '*/*', /^application\/json; charset=utf-8$/],
    ['', 'application/xml', /^application\/xml; charset=utf-8$/],
    ['', 'text/xml', /^application\/xml/],
    ['', 'text/csv, */*;q=0.1', /^text\/csv; charset=utf-8; header=present$/],
    ['', 'text/csv;q=0.4, application/json;q=0.5', /^application\/json/],
    ['', 'application/xml;q=0', /^application\/json/],
    ['', 'image/png', /^application\/json/],
    ['?format=csv', 'application/xml', /^text\/csv/],
  ]
  for (const [query, accept, type] of cases) assert.match((await typeOf(query, accept)) ?? '', type, accept)
})

test('a site without a vehicle in stock has a feed in every format', async () => {
  const { id } = await makeSite(app.database, 'Empty')
  const own = clientOf(app.url, (await makeKey(app.database, id)).key)
  const texts: Row = {}
  for (const format of ['json', 'xml', 'csv', 'google', 'meta'])
    texts[format] = (await own('GET', `/inventory/feed?format=${format}`)).text
  assert.equal(texts.json, '{"data":[]}')
  assert.equal(XMLValidator.validate(texts.xml ?? ''), true)
  for (const format of ['csv', 'google', 'meta'])
    assert.match(texts[format] ?? '', /^[^\r\n]*vin[^\r\n]*\r\n$/)
})
