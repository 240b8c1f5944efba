import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { countClaims, cutUnsupported, holdToFacts, prepareFacts, verify } from '#grounding/index.ts'
import { document } from './documents.ts'
import { bad, crv, pair, stock } from './facts.ts'

const cutOf = (text: string, facts = crv): string => cutUnsupported(text, verify(text, facts)).text
const markdown = new MarkdownIt()

describe('cutUnsupported', () => {
  it('takes the sentence and leaves its neighbours', () => {
    assert.equal(cutOf('It has AWD. It is the best SUV. It seats five.'), 'It has AWD. It seats five.')
    assert.equal(cutOf('It is the best SUV. It seats five.'), 'It seats five.')
    assert.equal(
      cutOf('It seats five. It is the best SUV.\n\nIt has AWD.\n'),
      'It seats five.\n\nIt has AWD.\n',
    )
  })

  it('takes a paragraph of which nothing is left', () => {
    assert.equal(
      cutOf('It has AWD.\n\nIt is the best SUV. One owner!\n\nIt seats five.'),
      'It has AWD.\n\nIt seats five.',
    )
  })

  it('takes a list item, and what is nested under it', () => {
    assert.equal(
      cutOf('- Heated seats\n- Ventilated seats\n- Apple CarPlay\n'),
      '- Heated seats\n- Apple CarPlay\n',
    )
    assert.equal(cutOf('- The best trim\n  - Heated seats\n- Apple CarPlay\n'), '- Apple CarPlay\n')
  })

  it('keeps the true sentences of an item', () => {
    assert.equal(cutOf('- It has AWD. It has a V8.\n- It seats five.\n'), '- It has AWD.\n- It seats five.\n')
  })

  it('takes a table row, and the table when no row is left', () => {
    const table = '| Detail | Value |\n| --- | --- |\n| Price | $31,995 |\n| Seats | 7 |\n'
    assert.equal(cutOf(table), '| Detail | Value |\n| --- | --- |\n| Price | $31,995 |\n')
    assert.equal(
      cutOf('Fine.\n\n| Detail | Value |\n| --- | --- |\n| Seats | 7 |\n\nIt seats five.'),
      'Fine.\n\nIt seats five.',
    )
  })

  it('takes a heading that has nothing left under it, and a heading that asserts', () => {
    assert.equal(
      cutOf('## Power\n\nIt has a V8.\n\n## Seats\n\nIt seats five.'),
      '## Seats\n\nIt seats five.',
    )
    assert.equal(cutOf('## The best SUV\n\nIt seats five.'), 'It seats five.')
    assert.equal(cutOf('## A\n\n### B\n\nIt has a V8.\n\n## C\n\nIt seats five.'), '## C\n\nIt seats five.')
  })

  it('takes a lead-in whose list is gone', () => {
    assert.equal(
      cutOf('It seats five. It comes with:\n\n- Ventilated seats\n- A V8\n\nIt has AWD.'),
      'It seats five.\n\nIt has AWD.',
    )
  })

  it('takes every sentence of a quotation', () => {
    assert.equal(
      cutOf('It seats five. “I love it. It is my car for life.” It has AWD.'),
      'It seats five. It has AWD.',
    )
  })

  it('leaves no words of one vehicle under the heading of another', () => {
    const text =
      '## Stock C100\n\nIt is priced at $31,200.\n\n## The best: stock A200\n\nIt is priced at $33,900.'
    assert.deepEqual(bad(verify(cutOf(text, pair), pair)), [])
  })

  it('leaves what it keeps read as it was: under no other heading, and after no other lead', () => {
    for (const text of [
      'It has heated seats. It is the best SUV.\nBring your license.\nThe Best Car\n===\n\nIt is the best SUV:\n\n',
      'Take your time:\n\nHe said "this is the finest car in the whole state" to us. It is the best SUV:\n\n| Price | 27 |\n| --- | --- |\n',
    ])
      assert.deepEqual(bad(verify(cutOf(text), crv)), [], text)
  })

  it('returns a supported text unchanged', () => {
    const text = '## Seats\n\n\n\nIt seats five.\n   \n- Heated seats\n'
    const cut = cutUnsupported(text, verify(text, crv))
    assert.deepEqual([cut.text, cut.removed, cut.offsetOf(7)], [text, [], 7])
  })

  it('returns nothing when nothing holds', () => {
    assert.equal(cutOf('# The best SUV\n\nIt has a V8.'), '')
  })

  it('names what it removed', () => {
    const cut = cutUnsupported('It has AWD. It has a V8.', verify('It has AWD. It has a V8.', crv))
    assert.deepEqual(
      cut.removed.map((claim) => [claim.text, claim.status]),
      [['V8', 'contradicted']],
    )
  })

  it('tells where what is left now stands', () => {
    const text = '## Power\n\nIt has a V8.\n\n## Seats\n\nIt is the best. It seats five.\n\nIt has AWD.\n'
    const cut = cutUnsupported(text, verify(text, crv))
    for (const words of ['## Seats', 'It seats five.', 'It has AWD.'])
      assert.equal(cut.offsetOf(text.indexOf(words)), cut.text.indexOf(words), words)
    assert.equal(cut.offsetOf(text.indexOf('V8')), 0)
    assert.equal(cut.offsetOf(text.length), cut.text.length)
  })

  it('keeps places in their order, and at every place that was kept the same character', () => {
    const prepared = prepareFacts(crv)
    let kept = 0
    fc.assert(
      fc.property(document, (text) => {
        const cut = cutUnsupported(text, verify(text, prepared))
        for (let at = 0; at < text.length; at++) {
          const [here, next] = [cut.offsetOf(at), cut.offsetOf(at + 1)]
          assert.ok(here <= next && next <= cut.text.length, JSON.stringify({ text, at }))
          if (next !== here + 1) continue
          assert.equal(cut.text[here], text[at], JSON.stringify({ text, at }))
          kept++
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    )
    assert.ok(kept > 1000, `${kept} characters`)
  })

  const one = { crv, stock, none: [] }
  // A cut may take away the name that words further down lean on: of several vehicles it takes more than one.
  const several = { pair, 'two vehicles and stock': [...crv, ...pair, ...stock] }
  for (const [name, facts] of Object.entries({ ...one, ...several }))
    it(`leaves only supported claims in any document, ${name in one ? 'in one cut' : 'cut as often as it takes'} (${name})`, () => {
      const prepared = prepareFacts(facts)
      fc.assert(
        fc.property(document, (text) => {
          const { text: left } =
            name in one ? cutUnsupported(text, verify(text, prepared)) : holdToFacts(text, facts)
          assert.deepEqual(bad(verify(left, prepared)), [], JSON.stringify({ text, left }))
        }),
        { numRuns: Number(process.env.RUNS ?? 300) },
      )
    })

  it('leaves Markdown without empty headings, items or tables', () => {
    const prepared = prepareFacts(crv)
    fc.assert(
      fc.property(document, (text) => {
        const { text: left } = cutUnsupported(text, verify(text, prepared))
        const tokens = markdown.parse(left, {})
        const before = markdown.parse(text, {})
        const emptied = (list: typeof tokens, kind: string): number =>
          list.filter((token, i) => token.type === `${kind}_open` && list[i + 1]?.type === `${kind}_close`)
            .length
        for (const kind of ['list_item', 'tbody', 'blockquote'])
          assert.ok(emptied(tokens, kind) <= emptied(before, kind), JSON.stringify(left))
        assert.ok((left.match(/\*\*/g) ?? []).length % 2 === 0, JSON.stringify(left))
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    )
  })

  it('keeps every sentence whose claims are all supported and which leans on nothing cut', () => {
    const kept = ['It seats five.', 'It has AWD.', 'Call (512) 555-0100.']
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...kept, 'It is the best.', 'It has a V8.', 'One owner.'], { minLength: 1 }),
        (list) => {
          assert.equal(cutOf(list.join(' ')), list.filter((one) => kept.includes(one)).join(' '))
        },
      ),
    )
  })
})

describe('countClaims', () => {
  it('counts by status', () => {
    assert.deepEqual(countClaims(verify('It has AWD. It has a V8. One owner.', crv)), {
      claims: 3,
      supported: 1,
      contradicted: 1,
      unsupported: 1,
    })
  })
})
