import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { FeedError, type FeedHeader, type FeedRow, readFeed } from '../../src/inventory/feed/index.ts'
import { asQuarantine, asVehicle, readAll, toCsv } from './feed-harness.ts'

const header = 'VIN,Year,Make,Model,Type,Description,Color\n'
const first = '1HGCV1F31MA000001,2021,Honda,Accord,Used,Fine,Red\n'
const second = '1GNSKNKD6PR000002,2023,Chevrolet,Tahoe,New,"Quoted, too",Blue\n'
const third = '1FTFW1E86NF000003,2022,Ford,F-150,Used,Good,White\n'

const summary = (rows: FeedRow[]) =>
  rows.map((row) => ('vehicle' in row ? row.vehicle.vin.slice(-1) : row.reason.slice(0, 28)))

describe('quotes that do not close', () => {
  const unclosed = 'A quote opens in this row and'

  test('cost their own row alone', async () => {
    for (const bad of [
      '5N1AT3BA2MC000004,2021,Nissan,Rogue,Used,"never closed,Gray\n',
      '5N1AT3BA2MC000004,2021,Nissan,Rogue,Used,"closed early" and, "open,Gray\n',
      '"5N1AT3BA2MC000004,2021,Nissan,Rogue,Used,x,Gray\n',
    ]) {
      const rows = await readAll(header + first + bad + second + third)
      assert.deepEqual(summary(rows), ['1', unclosed.slice(0, 28), '2', '3'], bad)
      assert.equal(asQuarantine(rows[1]).row, 3)
      assert.ok(asQuarantine(rows[1]).raw.includes('5N1AT3BA2MC000004'))
    }
  })

  test('cost their own row alone when nothing after them has a quote, up to the end of the file', async () => {
    const rows = await readAll(
      `${header + first}5N1AT3BA2MC000004,2021,Nissan,Rogue,Used,"open,Gray\n${third}`,
    )
    assert.deepEqual(summary(rows), ['1', unclosed.slice(0, 28), '3'])
  })

  test('cost their own row alone when the bound comes before the end of the file', async () => {
    const rest = Array.from({ length: 50 }, () => third).join('')
    const rows = await readAll(`${header}x,"open\n${first}${rest}`, {
      recordCharsMax: 1_000,
      chunkBytes: 300,
    })
    assert.equal(rows.length, 52)
    assert.deepEqual(summary(rows).slice(0, 3), ['The row is longer than 1000 ', '1', '3'])
  })

  test('that are inch marks are part of the value', async () => {
    const rows = await readAll(
      `${header}1HGCV1F31MA000001,2021,Honda,Accord,Used,"Has 20" wheels, sunroof","Red"\n1FTFW1E86NF000003,2022,Ford,F-150,Used,20" wheels,White\n`,
    )
    assert.deepEqual(
      rows.map((row) => [asVehicle(row).vehicle.dealerComments, asVehicle(row).vehicle.exteriorColor]),
      [
        ['Has 20" wheels, sunroof', 'Red'],
        ['20" wheels', 'White'],
      ],
    )
  })

  test('with blanks around them still close', async () => {
    const rows = await readAll(`${header}1HGCV1F31MA000001, "2021" ,"Honda" , "Accord",Used,  "a, b"  ,Red\n`)
    assert.equal(asVehicle(rows[0]).vehicle.dealerComments, 'a, b')
  })

  test('in more rows than the limit end the import with a sentence', async () => {
    const text = header + 'x,"open\n'.repeat(30) + first
    assert.equal((await readAll(text, { brokenRowsMax: 30 })).length, 31)
    await assert.rejects(
      readAll(text, { brokenRowsMax: 29 }),
      (error) =>
        error instanceof FeedError && /^More than 29 rows of this file cannot be read/.test(error.message),
    )
  })
})

describe('size', () => {
  test('a cell of 1 MB in a row within the bound is cut, not refused', async () => {
    const rows = await readAll(
      `${header}1HGCV1F31MA000001,2021,Honda,Accord,Used,"${'word '.repeat(200_000)}",Red\n${third}`,
    )
    assert.ok((asVehicle(rows[0]).vehicle.dealerComments?.length ?? 0) <= 20_000)
    assert.deepEqual(summary(rows), ['1', '3'])
  })

  test('a cell of 100 MB costs its row, and memory stays bounded', async () => {
    let peak = 0
    async function* bytes() {
      yield Buffer.from(`${header}1HGCV1F31MA000001,2021,Honda,Accord,Used,"`)
      for (let sent = 0; sent < 100_000_000; sent += 1_000_000) {
        yield Buffer.alloc(1_000_000, 'a')
        peak = Math.max(peak, process.memoryUsage().heapUsed)
      }
      yield Buffer.from(`",Red\n${third}`)
    }
    const before = process.memoryUsage().heapUsed
    const rows: FeedRow[] = []
    for await (const row of readFeed(bytes())) rows.push(row)
    assert.deepEqual(summary(rows), ['The row is longer than 10485', '3'])
    assert.ok(peak - before < 60_000_000, `${peak - before}`)
  })
})

describe('encodings', () => {
  const text = header + first.replace('Fine', 'Café – EcoBoost® “nice”')
  const comment = 'Café – EcoBoost® “nice”'

  async function readEncoded(bytes: Buffer, chunkBytes: number): Promise<[string | null, string]> {
    let seen: FeedHeader | undefined
    const rows = await readAll(bytes, {
      chunkBytes,
      onHeader: (value) => {
        seen = value
      },
    })
    return [asVehicle(rows[0]).vehicle.dealerComments, seen?.encoding ?? '']
  }

  test('UTF-8, UTF-16 and Windows-1252 are told apart, with and without a mark, in chunks of any size', async () => {
    const utf16 = Buffer.from(text, 'utf16le')
    const windows = Buffer.from(
      [...text].map(
        (character) => ({ '–': 0x96, '“': 0x93, '”': 0x94 })[character] ?? character.charCodeAt(0),
      ),
    )
    const cases: [Buffer, string][] = [
      [Buffer.from(text), 'utf-8'],
      [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]), 'utf-8'],
      [utf16, 'utf-16le'],
      [Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'utf-16le'],
      [Buffer.from(utf16).swap16(), 'utf-16be'],
      [Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), 'utf-16be'],
      [windows, 'windows-1252'],
    ]
    for (const [bytes, encoding] of cases)
      for (const chunkBytes of [1, 3, 65_536])
        assert.deepEqual(
          await readEncoded(bytes, chunkBytes),
          [comment, encoding],
          `${encoding} ${chunkBytes}`,
        )
  })

  test('Windows-1252 that shows up late is still read', async () => {
    const plain = Buffer.from(header + third.repeat(3_000))
    const bytes = Buffer.concat([
      plain,
      Buffer.from('1HGCV1F31MA000001,2021,Honda,Accord,Used,Caf\xe9,Red\n', 'latin1'),
    ])
    const rows = await readAll(bytes)
    assert.equal(asVehicle(rows.at(-1)).vehicle.dealerComments, 'Café')
  })

  test('a broken character in a UTF-8 file costs the character, with a warning', async () => {
    const good = Buffer.from(header + first.replace('Fine', 'Café – fine'))
    const bad = Buffer.from('1FTFW1E86NF000003,2022,Ford,F-150,Used,Eco\xaeBoost,White\n', 'latin1')
    const rows = await readAll(Buffer.concat([good, bad]))
    assert.equal(asVehicle(rows[0]).vehicle.dealerComments, 'Café – fine')
    assert.equal(asVehicle(rows[1]).vehicle.dealerComments, 'EcoBoost')
    assert.deepEqual(asVehicle(rows[1]).warnings, [
      'Description has characters that could not be read and were left out.',
    ])
  })

  test('NUL bytes are dropped wherever they stand', async () => {
    const rows = await readAll(
      (header + first + second).replaceAll('o', 'o\0').replace('"Quoted', '"\0Quoted'),
    )
    assert.deepEqual(summary(rows), ['1', '2'])
    assert.equal(asVehicle(rows[1]).vehicle.dealerComments, 'Quoted, too')
  })
})

describe('streams', () => {
  test('that break off end in a FeedError that says why', async () => {
    async function* broken() {
      yield Buffer.from(header + first)
      throw new Error('socket hang up')
    }
    await assert.rejects(async () => {
      for await (const _ of readFeed(broken()));
    }, /^FeedError: The file could not be read to its end: socket hang up$/)
  })

  test('are closed when the reader stops early, and when the file is refused', async () => {
    const endless = () =>
      Readable.from(
        (function* () {
          yield header
          for (;;) yield first + second
        })(),
      )
    const stopped = endless()
    for await (const row of readFeed(stopped)) if (row.row > 5) break
    assert.equal(stopped.destroyed, true)
    const refused = Readable.from(['<html>', ...Array.from({ length: 20 }, () => 'x'.repeat(10_000))])
    await assert.rejects(async () => {
      for await (const _ of readFeed(refused));
    }, FeedError)
    assert.equal(refused.destroyed, true)
  })
})

describe('any text at all', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', ';', ' ', 'a', '\t', '|', '=', '<', '&', '\u00a0'),
      maxLength: 12,
    }),
    fc.constantFrom('1HGCV1F31MA000001', '1HGOV1F31MA000001', '', '2021', 'Honda'),
  )
  const isEmpty = (cells: string[]) => cells.every((text) => text.replaceAll('\0', '').trim() === '')

  test('as many entries come out as rows with something in them go in', async () => {
    const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 30 })
    const delimiter = fc.constantFrom(',', '\t', '|', ';')
    await fc.assert(
      fc.asyncProperty(
        table,
        delimiter,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 99 }),
        async (cells, mark, eol, chunkBytes) => {
          const text = toCsv([['VIN', 'Year', 'Make', 'Model'], ...cells], mark, eol)
          const rows = await readAll(text, { chunkBytes })
          const expected = cells.flatMap((one, index) => (isEmpty(one) ? [] : [index + 2]))
          assert.deepEqual(
            rows.map((row) => row.row),
            expected,
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  test('as many entries come out as lines go in where no cell is quoted', async () => {
    const line = fc.string({
      unit: fc.constantFrom(...'abcXYZ019,;|\t =<>&éß💥'),
      minLength: 1,
      maxLength: 40,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        const rows = await readAll(`VIN,Year,Make,Model\n${lines.join('\n')}`)
        const expected = lines.flatMap((one, index) => (isEmpty(one.split(',')) ? [] : [index + 2]))
        assert.deepEqual(
          rows.map((row) => row.row),
          expected,
        )
      }),
      { numRuns: 300 },
    )
  })

  test('sound rows survive whatever a row between them is', async () => {
    const noise = fc.string({ unit: fc.constantFrom(...'"",,\n ab;|\r\t'), maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(noise, async (bad) => {
        // A blank line behind the noise keeps a cell that the noise leaves open from closing on the row after it.
        const rows = await readAll(`${header}${first}${bad}\n${second}${third}`)
        const kept = summary(rows)
        assert.equal(kept[0], '1')
        assert.ok(kept.includes('3'), JSON.stringify(bad))
      }),
      { numRuns: 500 },
    )
  })

  test('bytes of any kind give rows with rising numbers or a FeedError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, withHeader) => {
        const source = Buffer.concat([Buffer.from(withHeader ? header : ''), Buffer.from(bytes)])
        try {
          const numbers = (await readAll(source)).map((row) => row.row)
          assert.deepEqual(
            numbers,
            [...new Set(numbers)].toSorted((a, b) => a - b),
          )
        } catch (error) {
          assert.ok(error instanceof FeedError && error.message.endsWith('.'), String(error))
        }
      }),
      { numRuns: 500 },
    )
  })
})
