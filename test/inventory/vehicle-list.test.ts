import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Lot, openLot } from './stock.ts'

let lot: Lot

const vins = {
  civic: '2HGFE2F52TH000011',
  crv: '2HKRS4H48TH000022',
  certified: '2HGFC2F61NH000033',
  rav4: '2T3P1RFV5NC000044',
  sold: '1FTFW1E85MF000055',
  mazda: 'JM3KFBCM1M0000066',
}

before(async () => {
  lot = await openLot()
  await lot.stock([
    `New,${vins.civic},2026,Honda,Civic,Sport,28500,,`,
    `New,${vins.crv},2026,Honda,CR-V,EX,35650,,`,
    `Used,${vins.certified},2022,Honda,Civic,EX,21990,True,`,
    `Used,${vins.rav4},2022,Toyota,RAV4,XLE,27400,,`,
    `Used,${vins.sold},2021,Ford,F-150,XLT,35100,,Sold`,
    `Used,${vins.mazda},2021,Mazda,CX-5,Touring,24100,,`,
  ])
})
after(() => lot.app.stop())

async function listed(query: Record<string, string>): Promise<string[]> {
  const { status, body } = await lot.client('GET', `/inventory?${new URLSearchParams(query)}`)
  assert.equal(status, 200)
  const found = body.data.map((item: { vin: string }) => item.vin)
  assert.equal(body.pagination.total_count, found.length)
  return found.sort()
}

test('make and model match a part in any case, the year exactly; several filters must all fit', async () => {
  const cases: [Record<string, string>, string[]][] = [
    [{ make: 'hOn' }, [vins.civic, vins.crv, vins.certified]],
    [{ make: 'o' }, [vins.civic, vins.crv, vins.certified, vins.rav4]],
    [{ model: 'civ' }, [vins.civic, vins.certified]],
    [{ model: '-' }, [vins.crv, vins.mazda]],
    [{ year: '2022' }, [vins.certified, vins.rav4]],
    [{ year: '2022', make: 'HONDA' }, [vins.certified]],
    [{ make: 'honda', model: 'civic', year: '2026', condition: 'new' }, [vins.civic]],
    [{ make: 'honda', model: 'rav4' }, []],
  ]
  for (const [query, expected] of cases) {
    assert.deepEqual(await listed(query), [...expected].sort(), JSON.stringify(query))
  }
})

test('characters that mean something to a pattern are looked for as they are', async () => {
  const { pool } = lot.app.database
  await pool.query('UPDATE vehicles SET model = $2 WHERE vin = $1', [vins.mazda, String.raw`CX_5 100% a\b`])
  try {
    const cases: [string, string[]][] = [
      ['%', [vins.mazda]],
      ['_', [vins.mazda]],
      ['x_5', [vins.mazda]],
      ['x%5', []],
      ['100%', [vins.mazda]],
      ['\\', [vins.mazda]],
      [String.raw`a\b`, [vins.mazda]],
      [String.raw`\_`, []],
      ["'; DROP TABLE vehicles; --", []],
    ]
    for (const [model, expected] of cases) assert.deepEqual(await listed({ model }), expected, model)
  } finally {
    await pool.query('UPDATE vehicles SET model = $2 WHERE vin = $1', [vins.mazda, 'CX-5'])
  }
})

test('used includes certified, new does not', async () => {
  assert.deepEqual(await listed({ condition: 'used' }), [vins.certified, vins.rav4, vins.mazda].sort())
  assert.deepEqual(await listed({ condition: 'new' }), [vins.civic, vins.crv].sort())
  const { status } = await lot.client('GET', '/inventory?condition=certified')
  assert.equal(status, 400)
  const { data } = (await lot.client('GET', `/inventory/${vins.certified}`)).body
  assert.deepEqual([data.condition, data.vehicle_type, data.certified], ['certified', 'Used', true])
})

test('a sold vehicle is not listed, and is read by its VIN in any case', async () => {
  assert.ok(!(await listed({})).includes(vins.sold))
  assert.deepEqual(await listed({ make: 'ford' }), [])
  const { status, body } = await lot.client('GET', `/inventory/${vins.sold.toLowerCase()}`)
  assert.equal(status, 200)
  assert.equal(body.data.vin, vins.sold)
  assert.equal(body.data.status, 'sold')
})

test('a vehicle that is sold leaves the list with the next feed, and comes back with the one after', async () => {
  const line = (status: string) => `Used,${vins.rav4},2022,Toyota,RAV4,XLE,27400,,${status}`
  await lot.stock([line('Sold')])
  assert.ok(!(await listed({})).includes(vins.rav4))
  await lot.stock([line('Available')])
  assert.ok((await listed({})).includes(vins.rav4))
})

test('a walk over all pages meets each vehicle once, newest first', async () => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query = new URLSearchParams({ limit: '2', ...(cursor ? { cursor } : {}) })
    const { body } = await lot.client('GET', `/inventory?${query}`)
    seen.push(...body.data.map((item: { vin: string }) => item.vin))
    cursor = body.pagination.next_cursor
  } while (cursor)
  assert.deepEqual([...seen].sort(), await listed({}))
})
