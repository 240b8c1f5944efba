import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { decodeText } from '../../src/inventory/feed/decode-text.ts'
import { parseCells } from '../../src/inventory/feed/dialect.ts'
import { createFramer, type Dialect, type Frame } from '../../src/inventory/feed/frame-records.ts'
import { inChunks, toCsv } from './feed-harness.ts'

const comma: Dialect = { delimiter: ',', eol: '\n' }
const roomy = { recordCharsMax: 10_000, brokenRowsMax: 1_000 }

function frame(text: string, limits = roomy, dialect = comma, cuts: number[] = []): Frame[] {
  const framer = createFramer(dialect, limits)
  const frames: Frame[] = []
  let from = 0
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    frames.push(...framer.push(text.slice(from, Math.max(from, cut)), false))
    from = Math.max(from, cut)
  }
  return [...frames, ...framer.push(text.slice(from), true)]
}

const noise = fc.string({ unit: fc.constantFrom(...'"",,\n\n ab\r\t'), maxLength: 60 })
const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 10 })

describe('rows of a text', () => {
  const cases: [string, string, (string | null)[]][] = [
    ['end at a line break, with or without a carriage return', 'a,b\r\nc\n\nd', ['a,b', 'c', '', 'd']],
    ['keep line breaks inside quotes', 'a,"b\r\nc"\nd', ['a,"b\r\nc"', 'd']],
    ['keep what is doubled', 'a,"b"",\n""c"\nd', ['a,"b"",\n""c"', 'd']],
    ['have quotes inside bare cells', 'a,20" b\nc', ['a,20" b', 'c']],
    ['have stray quotes doubled', 'a,"b 20" c",d\ne', ['a,"b 20"" c",d', 'e']],
    ['are given up at a second opening quote', 'a,"b,"c",d\ne,f\n', [null, 'e,f']],
    [
      'are given up at a quote behind a line break',
      'a,"open\nb,20" x\nc,5",d\n',
      [null, 'b,20" x', 'c,5",d'],
    ],
    ['are given up when the file ends first', 'a,"open\nb\n', [null, 'b']],
  ]
  for (const [name, text, expected] of cases)
    test(name, () => {
      const frames = frame(text)
      assert.deepEqual(
        frames.map((one) => (one.broken ? null : one.text)),
        expected,
      )
    })

  test('are the same however the text comes in pieces, within the bound and beyond it', () => {
    for (const recordCharsMax of [10_000, 12])
      fc.assert(
        fc.property(noise, cuts, (text, at) => {
          const limits = { recordCharsMax, brokenRowsMax: 1_000 }
          const summary = (frames: Frame[]) => frames.map((one) => one.broken ?? `=${one.text}`)
          assert.deepEqual(summary(frame(text, limits, comma, at)), summary(frame(text, limits)))
        }),
        { numRuns: 2_000 },
      )
  })

  test('are neither more nor fewer than those that the parser sees', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const rows = frame(text)
          .filter((one) => !one.broken && one.text.trim() !== '')
          .map((one) => one.text)
        const together = parseCells(rows, comma)
        assert.deepEqual(
          together,
          rows.flatMap((row) => parseCells([row], comma)),
        )
        assert.ok(together.every((cells) => cells !== null))
      }),
      { numRuns: 2_000 },
    )
  })

  test('give back every cell that was written by the rules', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'",;\n\r\t |aé💥'), maxLength: 12 })
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(table, fc.constantFrom(',', '\t', '|', ';'), cuts, (rows, delimiter, at) => {
        const dialect: Dialect = { delimiter, eol: '\n' }
        const frames = frame(toCsv(rows, delimiter, '\r\n'), roomy, dialect, at)
        assert.deepEqual(
          parseCells(
            frames.map((one) => one.text),
            dialect,
          ),
          rows,
        )
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('bytes to text', () => {
  // Longer than what is looked at to tell the encoding, so that the pieces behind it are decoded one by one.
  const plain = 'The car stands in the lot. '.repeat(200)

  async function decode(bytes: Buffer, chunkBytes: number): Promise<[string, string]> {
    let encoding = ''
    let text = ''
    for await (const piece of decodeText(inChunks(bytes, chunkBytes), (found) => {
      encoding = found
    }))
      text += piece
    return [text, encoding]
  }

  test('characters that the pieces cut apart are whole', async () => {
    const text = `${plain}é – 💥 ©${plain}é`
    for (const chunkBytes of [1, 2, 3, 5, 4_096]) {
      assert.deepEqual(await decode(Buffer.from(text), chunkBytes), [text, 'utf-8'])
      assert.deepEqual(await decode(Buffer.from(text, 'utf16le'), chunkBytes), [text, 'utf-16le'])
    }
  })

  test('Windows-1252 behind any amount of ASCII is read, wherever the pieces end', async () => {
    const bytes = Buffer.concat([Buffer.from(plain), Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0xe9, 0x80])])
    for (const chunkBytes of [1, 2, 3, 5, 4_096, 65_536])
      assert.deepEqual(await decode(bytes, chunkBytes), [`${plain}Café é€`, 'windows-1252'], `${chunkBytes}`)
  })

  test('a file that has shown itself to be UTF-8 stays so', async () => {
    const bytes = Buffer.concat([Buffer.from(`é${plain}`), Buffer.from([0xae, 0xae]), Buffer.from(plain)])
    for (const chunkBytes of [1, 4_096])
      assert.deepEqual(await decode(bytes, chunkBytes), [`é${plain}\u{FFFD}\u{FFFD}${plain}`, 'utf-8'])
  })

  test('NULs are dropped, and a few of them do not make a file UTF-16', async () => {
    const bytes = Buffer.from(`a\0b${plain}\0\0${plain}`)
    assert.deepEqual(await decode(bytes, 100), [`ab${plain}${plain}`, 'utf-8'])
  })

  test('strings are taken for UTF-8', async () => {
    const pieces: string[] = []
    for await (const piece of decodeText(
      (async function* () {
        yield 'é'
      })(),
      () => {},
    ))
      pieces.push(piece)
    assert.deepEqual(pieces.join(''), 'é')
  })
})
