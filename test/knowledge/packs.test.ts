import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { listMakes } from '#facts/index.ts'
import { figuresOf, uncarriedFigures } from '../../src/knowledge/packs/figures.ts'
import { loadPacks } from '../../src/knowledge/packs/load-packs.ts'

const packs = loadPacks()
const facts = packs.flatMap((pack) => pack.facts)
const questions = packs.flatMap((pack) => pack.questions)
const sources = packs.flatMap((pack) => pack.sources)

test('the shipped packs have at least 250 facts and 100 answered questions', () => {
  assert.ok(facts.length >= 250, `${facts.length} facts`)
  assert.ok(questions.length >= 100, `${questions.length} questions`)
  assert.equal(new Set(facts.map((fact) => fact.id)).size, facts.length)
})

// Written apart from figures.ts, which the loader holds packs with.
test('every digit of a statement and of a value is in the quote, every digit of an answer in its facts', () => {
  const digits = (text: string) => text.replaceAll(/(\d),(?=\d{3})/g, '$1').match(/\d+(\.\d+)?/g) ?? []
  const spelled = new Map([
    ['2', 'two'],
    ['3', 'three'],
    ['4', 'four'],
    ['5', 'five'],
    ['6', 'six'],
  ])
  const has = (text: string, figure: string) =>
    digits(text).some((digit) => Number(digit) === Number(figure)) ||
    text.toLowerCase().includes(spelled.get(figure) ?? 'no word')
  for (const { id, statement, value, quote } of facts)
    for (const figure of digits(`${statement} ${JSON.stringify(value) ?? ''}`))
      assert.ok(has(quote, figure), `${id}: ${figure} is not in "${quote}"`)
  for (const { question, answer, facts: ids } of questions) {
    const statements = facts.filter((fact) => ids.includes(fact.id)).map((fact) => fact.statement)
    for (const figure of digits(answer))
      assert.ok(has(statements.join(' '), figure), `${question}: ${figure}`)
  }
})

test('a statement is one sentence, an answer has up to four, a quote is short', () => {
  // An abbreviation at the end of a sentence is none of ours; "2.0 liter" is no end.
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const sentences = (text: string) => text.match(/[.!?](?=\s|$)/g)?.length ?? 0
  for (const fact of facts) {
    assert.equal(sentences(fact.statement), 1, fact.statement)
    assert.ok(fact.quote.split(/\s+/).length <= 30, fact.id)
    assert.notEqual(letters(fact.statement), letters(fact.quote), `${fact.id} is not in our own words`)
  }
  for (const { answer } of questions) assert.ok(sentences(answer) >= 1 && sentences(answer) <= 4, answer)
})

test('packs name no make and offer nothing', () => {
  const names = listMakes().flatMap((make) => [make.name, ...make.aliases])
  const makes = new RegExp(`\\b(?:${names.map((name) => name.replaceAll('.', '\\.')).join('|')})\\b`)
  const offers =
    /\b(?:APR|interest rate)\b[^.]*\d|\d[^.]*\b(?:APR|interest rate)\b|\$[\d,]+\s*(?:\/|a|per)\s*mo|\b(?:on sale|discount|rebate|cash ?back|limited time|special offer|lowest price|best rate)\b/i
  for (const text of [
    ...facts.map((fact) => fact.statement),
    ...questions.flatMap(({ question, answer }) => [question, answer]),
  ]) {
    assert.doesNotMatch(text, makes)
    assert.doesNotMatch(text, offers)
  }
})

test('every page is on a host of the US government', () => {
  for (const source of sources) assert.match(new URL(source.url).hostname, /\.gov$/, source.id)
})

test('a figure is the same in digits, with commas and as a word', () => {
  assert.deepEqual(figuresOf('12.4% of 15,000 miles in five-year leases'), ['12.4%', '15000', '5'])
  assert.deepEqual(figuresOf('half, twice and two-thirds'), ['half', 'twice', '2', 'third'])
  assert.deepEqual(figuresOf('a third-party warranty, one of many'), [])
})

test('a percentage is carried by a percentage only', () => {
  assert.deepEqual(uncarriedFigures('15 to 27 percent', ['15%–27% fewer']), [])
  assert.deepEqual(uncarriedFigures('30 percent', ['30 miles']), ['30%'])
  assert.deepEqual(uncarriedFigures('twice as much', ['just over twice']), [])
  assert.deepEqual(uncarriedFigures('half as much', ['50% less']), ['half'])
})

type Draft = ReturnType<typeof draft>

/** A pack without a fault. */
function draft() {
  return {
    topic: 'tires',
    title: 'Tires',
    intent: 'tires',
    keywords: ['tires'],
    sources: [
      {
        id: 'tire-week',
        publisher: 'DOT',
        title: 'National Tire Safety Week',
        url: 'https://www.transportation.gov/connections/national-tire-safety-week',
        read_at: '2026-11-29',
      },
    ],
    facts: [
      {
        id: 'tires-inflation-life',
        subject: 'topic:tires',
        statement: 'Proper inflation can extend the average life of a tire by 4,700 miles.',
        value: 4700,
        unit: 'mi',
        qualifier: 'added average tire life',
        source: 'tire-week',
        quote: 'can extend the average life of a tire by 4,700 miles',
      },
    ],
    questions: [
      {
        question: 'How can I make my tires last longer?',
        answer: 'Keep them properly inflated: that can add 4,700 miles.',
        facts: ['tires-inflation-life'],
      },
    ],
  }
}

/** What loading a folder of these files says. */
function load(files: Record<string, unknown>) {
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-packs-'))
  try {
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
    return loadPacks(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a pack without a fault is read from any folder', () => {
  assert.deepEqual(load({ 'tires.json': draft(), 'notes.md': 'not a pack' }), [draft()])
})

const faults: [string, (pack: Draft) => void, RegExp][] = [
  ['a member that is missing', (pack) => Reflect.deleteProperty(pack.facts[0]!, 'quote'), /facts\/0.*quote/],
  ['a member misspelled', (pack) => Object.assign(pack.facts[0]!, { qoute: '' }), /facts\/0\/qoute.*member/],
  ['a publisher that is not on the list', (pack) => (pack.sources[0]!.publisher = 'IIHS'), /publisher/],
  [
    'a page on another host',
    (pack) => (pack.sources[0]!.url = 'https://transportation.gov.example/'),
    /tire-w/,
  ],
  ['a page without https', (pack) => (pack.sources[0]!.url = 'http://www.transportation.gov/'), /tire-week/],
  [
    'a copy that no archive keeps',
    (pack) => Object.assign(pack.sources[0]!, { copy: 'https://example.com/' }),
    /tire-week.*archive/,
  ],
  ['a day that does not exist', (pack) => (pack.sources[0]!.read_at = '2026-02-30'), /2026-02-30/],
  ['a source that is unknown', (pack) => (pack.facts[0]!.source = 'nobody'), /life".*"nobody"/],
  ['a source that carries nothing', (pack) => pack.sources.push({ ...pack.sources[0]!, id: 'idle' }), /idle/],
  ['a source that is there twice', (pack) => pack.sources.push(pack.sources[0]!), /twice/],
  ['a figure that its quote does not have', (pack) => (pack.facts[0]!.statement += ' 9'), /life".*have 9/],
  ['a value that its quote does not have', (pack) => (pack.facts[0]!.value = 4701), /life".*4701/],
  ['a value of nothing named', (pack) => Reflect.deleteProperty(pack.facts[0]!, 'qualifier'), /qualifier/],
  ['a quote as long as the page', (pack) => (pack.facts[0]!.quote += ' and so on'.repeat(9)), /30 words/],
  ['an answer with a figure of its own', (pack) => (pack.questions[0]!.answer += ' 9'), /longer\?".* 9/],
  ['an answer from an unknown fact', (pack) => pack.questions[0]!.facts.push('nothing'), /"nothing"/],
  [
    'a question without its mark',
    (pack) => (pack.questions[0]!.question = 'Tires'),
    /questions\/0\/question/,
  ],
  ['a fact that is there twice', (pack) => pack.facts.push(pack.facts[0]!), /there already/],
]

for (const [what, spoil, message] of faults)
  test(`${what} is refused, with the file and the entry named`, () => {
    const pack = draft()
    spoil(pack)
    assert.throws(() => load({ 'tires.json': pack }), new RegExp(`^Error: tires\\.json.*${message.source}`))
  })

test('an id is refused that another pack has', () => {
  const wheels = { ...draft(), topic: 'wheels', questions: [] }
  assert.throws(
    () => load({ 'tires.json': draft(), 'wheels.json': wheels }),
    /^Error: wheels\.json: fact "tires-inflation-life" is there already, in tires\.json/,
  )
})

test('a file is refused that is not JSON, or is not named as its topic', () => {
  assert.throws(() => load({ 'tires.json': '{' }), /^Error: tires\.json: /)
  assert.throws(() => load({ 'wheels.json': draft() }), /^Error: wheels\.json: its topic/)
})
