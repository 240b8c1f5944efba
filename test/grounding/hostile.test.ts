import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Fact } from '#facts/index.ts'
import { cutUnsupported, prepareFacts, verify } from '#grounding/index.ts'
import { document } from './documents.ts'
import { bad, crv, fact, stock } from './facts.ts'

const prepared = prepareFacts([...crv, ...stock])

/** Milliseconds of processor time, since the machine may be busy with something else. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const size = 100_000
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length))
const junk: Record<string, string> = {
  'one letter': fill('a'),
  'one digit': fill('7'),
  'digits and commas': fill('1,'),
  'digit groups': fill('111,'),
  'dotted labels': fill('a.'),
  'dotted numbers': fill('1.'),
  dashes: fill('-'),
  stars: fill('*'),
  'strong openings': fill('**a '),
  brackets: fill('['),
  'link openings': fill('[a]('),
  images: fill('![a](b '),
  'tag openings': fill('<a '),
  comments: fill('<!-- '),
  quotes: fill('"a '),
  'curly quotes': fill('“a b c d '),
  backticks: fill('`'),
  pipes: fill('|'),
  'table rows': `| a | b |\n| --- | --- |\n${fill('| 1 | heated seats |\n')}`,
  'wide table': `|${fill(' a |')}\n|${fill(' - |')}\n|${fill(' 5 |')}`,
  'lines of fields': `${fill('a,b,c,d\n')}and words`,
  'items of fields': `${fill('- a,b,c,d\n')}and words`,
  'lines of bars': `${fill('a|b|c|d\n')}and words`,
  headings: fill('# a\n'),
  hashes: fill('#'),
  'heading of hashes': `# ${fill('# ')}`,
  lists: fill('- a\n'),
  'deep list': Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}- heated seats`).join('\n'),
  'quote marks': fill('> '),
  'line breaks': fill('\n'),
  spaces: fill(' '),
  'carriage returns': fill('\r'),
  stops: fill('. '),
  questions: fill('? '),
  dollars: fill('$'),
  prices: fill('$31,995 '),
  'from-to': fill('from $1 to '),
  phones: fill('512-555-'),
  mail: fill('a@'),
  'mail dots': fill('a@b.'),
  web: fill('http://'),
  'stock numbers': fill('stock #'),
  modifiers: fill('heated and ventilated '),
  'modifier list': fill('heated, cooled, power, leather, front, rear '),
  heads: fill('power seats and seats '),
  negations: fill('no '),
  'number words': fill('one hundred thousand '),
  fillers: fill('about the '),
  models: fill('Grand Cherokee '),
  makes: fill('Honda '),
  colors: fill('White Pearl Metallic '),
  superlatives: fill('more and more than '),
  requests: fill('ask about '),
  'answered questions': fill('AWD? Yes. '),
  shares: fill('one in five of those 11 are not new, '),
  rankings: fill('the cheaper one is the CR-V and '),
  'sums then and now': fill('from $9 to $8 was $7 now $6 - $1 = $5 '),
  'true claims': fill('It has heated seats and 12,345 miles. '),
  'false claims': fill('It is the best V8 Toyota. '),
  accents: fill('é́'),
  'zero width': fill('\u200b'),
  emoji: fill('🚗'),
  'lone surrogates': fill('\ud83d '),
  NUL: fill('\0'),
}

describe('verify on hostile text', () => {
  for (const [name, text] of Object.entries(junk))
    it(`takes 100 kB of ${name} in under 3 s of processor time, and cuts it clean`, () => {
      let claims: ReturnType<typeof verify> = []
      const ms = cpuMs(() => {
        claims = verify(text, prepared)
        const { text: left } = cutUnsupported(text, claims)
        assert.deepEqual(bad(verify(left, prepared)).slice(0, 3), [])
      })
      assert.ok(ms < 3000, `${ms.toFixed(0)} ms`)
      for (const claim of claims) assert.equal(text.slice(claim.start, claim.end), claim.text)
    })

  it('takes time in proportion to the text', () => {
    const piece =
      'This 2024 Honda CR-V EX-L has heated seats, 12,345 miles and a V8. Ask our team about towing. It costs $31,995.\n\n'
    const time = (count: number): number => {
      const text = piece.repeat(count)
      return Math.min(...Array.from({ length: 3 }, () => cpuMs(() => verify(text, prepared))))
    }
    time(50)
    const [short, long] = [time(100), time(800)]
    assert.ok(long < short * 8 * 2.5, `${short.toFixed(1)} ms for 100 pieces, ${long.toFixed(1)} ms for 800`)
  })

  it('takes time in proportion to the facts, and none for facts the text does not touch', () => {
    let lists = 0
    // A value that was read before costs less, so each list has its own.
    const many = (count: number): Fact[] => {
      const list = lists++
      return Array.from({ length: count }, (_, i) =>
        fact(`vehicle:V${i}`, 'feature', `Special Item ${list} ${i}`),
      )
    }
    const time = (count: number): number => {
      const all = Array.from({ length: 3 }, () => many(count))
      return Math.min(...all.map((facts) => cpuMs(() => prepareFacts(facts))))
    }
    time(500)
    const [few, lots] = [time(1000), time(8000)]
    assert.ok(lots < few * 8 * 2.5, `${few.toFixed(1)} ms for 1,000 facts, ${lots.toFixed(1)} ms for 8,000`)
  })
})

describe('verify on words that objects of JavaScript have of their own', () => {
  const asWritten = [
    'constructor',
    'Constructor',
    'CONSTRUCTOR',
    'valueOf',
    'toString',
    'hasOwnProperty',
    '__proto__',
  ]
  for (const word of asWritten)
    it(`reads "${word}" as a word like any other`, () => {
      const texts = [
        `The ${word} has 5 seats, half a ${word}, one in ${word}.`,
        `Call ${word} 5, 2026 at 12 ${word} Street, ${word} ${word}.`,
        `| ${word} | 5 |\n|---|---|\n| ${word} | 7 ${word} |`,
        `${word}-4, five ${word} seats, seats: ${word}`,
      ]
      for (const text of texts) {
        const plain = text.replaceAll(word, /^[A-Z]/.test(word) ? 'Contractor' : 'contractor')
        const kinds = (of: string) => verify(of, prepared).map(({ kind, status }) => `${kind} ${status}`)
        assert.deepEqual(kinds(text), kinds(plain))
      }
      assert.deepEqual(
        verify(`It has a ${word}.`, [fact('vehicle:A', 'feature', word)]).filter(
          ({ status }) => status !== 'supported',
        ),
        [],
      )
    })
})

describe('verify on any text', () => {
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(
        'Honda',
        'CR-V',
        '2024',
        '$31,995',
        '12,345',
        'miles',
        'heated',
        'seats',
        'no',
        'and',
        ',',
        '.',
        '\n',
        '- ',
        '# ',
        '| ',
        '"',
        'AWD',
        'mpg',
        'city',
        'best',
        '**',
        '(512) 555-0100',
        'five',
        'White',
        'Pearl',
        'stock #',
        'H1234',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    words.map((list) => list.join(' ')),
    words.map((list) => list.join('')),
    document,
  )

  it('gives claims in order and apart, each the words of the text at its place', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let last = 0
        for (const claim of verify(text, prepared)) {
          assert.equal(text.slice(claim.start, claim.end), claim.text)
          assert.ok(claim.start >= last && claim.end > claim.start, JSON.stringify(claim))
          assert.equal(claim.factIds.length > 0, claim.status !== 'unsupported')
          last = claim.end
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 1500) },
    )
  })

  it('supports no claim but a request for nothing when there are no facts', () => {
    fc.assert(
      fc.property(anything, (text) =>
        verify(text, []).every((claim) => claim.status === 'unsupported' && claim.factIds.length === 0),
      ),
      { numRuns: 500 },
    )
  })

  it('says the same of prepared facts and of a list', () => {
    fc.assert(
      fc.property(anything, (text) => assert.deepEqual(verify(text, crv), verify(text, prepareFacts(crv)))),
      { numRuns: 100 },
    )
  })

  it('names only facts that it was given', () => {
    const known = new Set(crv.map(({ id }) => id))
    fc.assert(
      fc.property(document, (text) =>
        verify(text, crv).every(({ factIds }) => factIds.every((id) => known.has(id))),
      ),
      { numRuns: 200 },
    )
  })
})
