import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FeedError, type FeedHeader } from '../../src/inventory/feed/index.ts'
import { asQuarantine, asVehicle, readAll, readOne, toCsv } from './feed-harness.ts'

const header = ['VIN', 'Year', 'Make', 'Model', 'Type', 'Stock', 'Description']
const vins = ['1HGCV1F31MA000001', '1GNSKNKD6PR000002', '1FTFW1E86NF000003']

function row(
  vin: string | undefined,
  changes: Partial<Record<(typeof header)[number], string>> = {},
): string[] {
  const cells: Record<string, string> = {
    VIN: vin ?? '',
    Year: '2021',
    Make: 'Honda',
    Model: 'Accord',
    Type: 'Used',
    ...changes,
  }
  return header.map((name) => cells[name] ?? '')
}

describe('what costs a row', () => {
  test('a VIN that is none, with the reason in words', async () => {
    const cases: [string, string][] = [
      ['', 'VIN is missing'],
      ['1HGOH41JXMN109186', 'VIN has the letter O at position 4; VINs never contain I, O or Q'],
      ['1HGBH41JXMN1', 'VIN has 12 characters; vehicles of model year 1981 and later have 17'],
      ['1.23E+16', 'VIN is "1.23E+16": a spreadsheet made a number of it'],
      ['00000000000000000', 'VIN "00000000000000000" is a stand-in'],
      ['ABC', 'VIN has 3 characters; it must have 11 to 17'],
    ]
    const rows = await readAll(toCsv([header, ...cases.map(([vin]) => row(vin))]))
    assert.deepEqual(
      rows.map((entry) => asQuarantine(entry).reason),
      cases.map(([, reason]) => reason),
    )
  })

  test('a missing or implausible year, make or model, all named at once, with the VIN kept', async () => {
    const [vin] = vins
    const cases: [Record<string, string>, string][] = [
      [{ Year: '' }, 'Year is missing'],
      [{ Year: '', Model: 'N/A' }, 'Year and Model are missing'],
      [{ Year: '', Make: '', Model: '' }, 'Year, Make and Model are missing'],
      [{ Year: '21' }, 'Year "21" is not a year of four digits'],
      [{ Year: '1899' }, 'Year 1899 is not between 1900 and 2028'],
      [{ Year: '2029' }, 'Year 2029 is not between 1900 and 2028'],
    ]
    const rows = await readAll(toCsv([header, ...cases.map(([changes]) => row(vin, changes))]))
    for (const [index, [, reason]] of cases.entries()) {
      const entry = asQuarantine(rows[index])
      assert.equal(entry.reason, reason)
      assert.equal(entry.vin, vin)
      assert.equal(entry.row, index + 2)
      assert.ok(entry.raw.includes(vins[0]!))
    }
  })

  test('a VIN that came before: the first row wins and is named', async () => {
    const rows = await readAll(
      toCsv([
        header,
        row(vins[0], { Year: '' }),
        row(vins[0]),
        row(vins[0]?.toLowerCase(), { Model: 'Civic' }),
      ]),
    )
    assert.equal(asQuarantine(rows[0]).reason, 'Year is missing')
    assert.equal(asVehicle(rows[1]).vehicle.model, 'Accord')
    assert.equal(asQuarantine(rows[2]).reason, `VIN ${vins[0]} is already in row 3, which was taken`)
  })

  test('more filled cells than the header has; empty ones at the end are nothing', async () => {
    const text = `VIN,Year,Make,Model,Type\n${vins[0]},2021,Honda,Accord,Used,,\n${vins[1]},2021,Honda,Accord,EX,Used\n`
    const rows = await readAll(text)
    assert.deepEqual(asVehicle(rows[0]).warnings, [])
    assert.match(asQuarantine(rows[1]).reason, /^The row has 6 cells, the header has 5: /)
  })
})

describe('what does not cost a row', () => {
  test('a wrong check digit is a warning', async () => {
    const found = await readOne({ VIN: '1HGBH41J1MN109186' })
    assert.equal(found.checkDigitOk, false)
    assert.deepEqual(found.warnings, [
      'VIN 1HGBH41J1MN109186 has a wrong check digit (position 9): a character may be mistyped.',
    ])
  })

  test('a short VIN of before 1981 has no check digit to be wrong', async () => {
    const found = await readOne({ VIN: '124378N123456', Year: '1968', Make: 'Chevrolet', Model: 'Camaro' })
    assert.deepEqual([found.checkDigitOk, found.warnings], [false, []])
  })

  test('blanks and quotes around and inside a VIN are dropped', async () => {
    for (const vin of [
      ' 1hgbh41jxmn109186 ',
      "'1HGBH41JXMN109186",
      '1HGBH 41JXM N109186',
      '="1HGBH41JXMN109186"',
      '\ufeff1HGBH41JXMN109186',
    ])
      assert.equal((await readOne({ VIN: vin })).vehicle.vin, '1HGBH41JXMN109186', vin)
  })

  test('an unreadable value costs the value, with a warning that names the column', async () => {
    const { vehicle, warnings } = await readOne({
      Price: '-1',
      Odometer: '9,999,999',
      Doors: 'many',
      'Photo URL': 'x',
    })
    assert.deepEqual([vehicle.price, vehicle.mileage, vehicle.doors, vehicle.images], [null, null, null, []])
    assert.deepEqual(warnings.toSorted(), [
      'Doors "many" is not a whole number and was left out.',
      'Odometer "9,999,999" is above 1,000,000 miles and was left out.',
      'Photo URL has an entry that is no web address.',
      'Price "-1" is below zero and was left out.',
    ])
  })

  test('formulas are left out of every cell, also those that cleaning uncovers', async () => {
    for (const formula of [
      '=CMD()',
      "=cmd|' /C calc'!A0",
      '="a"&CMD()',
      '="=CMD()"',
      '&#61;CMD()',
      '\u200b=CMD()',
    ]) {
      const { vehicle, warnings } = await readOne({ Trim: formula, Description: formula, Features: formula })
      assert.deepEqual([vehicle.trim, vehicle.dealerComments, vehicle.features], [null, null, []], formula)
      assert.equal(warnings.length, 3, formula)
    }
  })

  test('0 miles of a used vehicle are unknown miles', async () => {
    assert.equal((await readOne({ Odometer: '0' })).vehicle.mileage, null)
    assert.equal((await readOne({ Odometer: '0', 'New/Used': 'N' })).vehicle.mileage, 0)
  })

  test('cells missing at the end are empty, with a warning', async () => {
    const [found] = await readAll(`${header.join(',')}\n${vins[0]},2021,Honda,Accord,Used\n`)
    assert.deepEqual(asVehicle(found).warnings, ['The row has 5 of 7 cells; the rest is taken as empty.'])
  })

  test('a stock number that came before is a warning', async () => {
    const rows = await readAll(toCsv([header, row(vins[0], { Stock: 'A1' }), row(vins[1], { Stock: 'A1' })]))
    assert.deepEqual(asVehicle(rows[1]).warnings, ['Stock number A1 is also that of row 2.'])
  })

  test('one cell for year, make and model serves where their columns do not', async () => {
    const text = toCsv([
      ['VIN', 'Vehicle', 'Type'],
      [vins[0]!, '2021 Land Rover Range Rover Sport', 'Used'],
      [vins[1]!, '2021 Zorro X', 'Used'],
    ])
    const rows = await readAll(text)
    const { year, make, model } = asVehicle(rows[0]).vehicle
    assert.deepEqual([year, make, model], [2021, 'Land Rover', 'Range Rover Sport'])
    assert.equal(asQuarantine(rows[1]).reason, 'Year, Make and Model are missing')
  })
})

describe('row numbers', () => {
  test('count as a spreadsheet does: the header, empty rows, and cells with line breaks as one row', async () => {
    const text = `\n${header.join(',')}\r\n${vins[0]},2021,Honda,Accord,Used,,"two\nlines\r\nthree"\r\n\r\n,,,,,,\n${vins[1]},2021,Honda,Accord,Used,,\n${vins[2]},2021,Honda,Accord,Used,,`
    assert.deepEqual(
      (await readAll(text)).map((entry) => [entry.row, asVehicle(entry).vehicle.dealerComments]),
      [
        [3, 'two\nlines\nthree'],
        [6, null],
        [7, null],
      ],
    )
  })
})

describe('the dialect', () => {
  const rows = [header, row(vins[0], { Description: 'a, b | c; "d"\te' }), row(vins[1])]

  test('is found by the header: comma, tab, pipe or semicolon; LF, CRLF or CR; any size of chunk', async () => {
    const expected = await readAll(toCsv(rows))
    for (const delimiter of [',', '\t', '|', ';'])
      for (const eol of ['\n', '\r\n', '\r'])
        for (const chunkBytes of [1, 7, 65_536]) {
          let seen: FeedHeader | undefined
          const found = await readAll(toCsv(rows, delimiter, eol), {
            chunkBytes,
            onHeader: (value) => {
              seen = value
            },
          })
          assert.deepEqual(found, expected, JSON.stringify([delimiter, eol, chunkBytes]))
          assert.equal(seen?.delimiter, delimiter)
        }
  })

  test('sep= in the first line settles the delimiter', async () => {
    const found = await readAll(`sep=;\n${toCsv(rows, ';')}`)
    assert.deepEqual(
      found.map((entry) => entry.row),
      [3, 4],
    )
  })

  test('unknown columns are reported once, in the order of the file', async () => {
    let seen: FeedHeader | undefined
    await readAll('VIN,Zeta,Dealer Name,Alpha,Zeta,\n', {
      onHeader: (value) => {
        seen = value
      },
    })
    assert.deepEqual(seen?.unmappedColumns, ['Zeta', 'Alpha'])
  })
})

describe('what costs the file', () => {
  const cases: [string, string | Buffer, RegExp][] = [
    ['an empty file', '', /^The file is empty: it has no header row\.$/],
    ['blank lines alone', ' \n\r\n', /^The file is empty/],
    [
      'no VIN column',
      'Stock,Price\nA,1\n',
      /^The file has no VIN column\. Its columns are: Stock, Price\. A VIN column is called VIN, VIN Number, /,
    ],
    ['an Excel workbook', Buffer.from('PK\u0003\u0004xl'), /^This is an Excel workbook or a ZIP archive\./],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /^This is a gzip archive\./],
    ['XML', '<?xml version="1.0"?><vehicles/>', /^This is XML or HTML, not CSV\./],
    ['JSON', '[{"vin":"x"}]', /^This is JSON, not CSV\./],
    ['a header that never ends', `"${'x'.repeat(200_000)}`, /^The first row does not end/],
  ]
  for (const [name, source, sentence] of cases)
    test(`${name}: a FeedError that says what to do`, async () => {
      await assert.rejects(
        readAll(source),
        (error) => error instanceof FeedError && sentence.test(error.message),
      )
    })

  test('a header without rows is an empty feed, not an error', async () => {
    assert.deepEqual(await readAll('VIN,Year,Make,Model'), [])
  })

  test('more vehicles than the limit', async () => {
    const text = toCsv([header, ...vins.map((vin) => row(vin))])
    assert.equal((await readAll(text, { vehiclesMax: 3 })).length, 3)
    await assert.rejects(readAll(text, { vehiclesMax: 2 }), /^FeedError: The file has more than 2 vehicles\./)
  })
})
