// One of several stocks may lead. Whatever the bias, an article states the same figures and the same facts of single
// vehicles; it only moves places and adds sentences.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { verify } from '#grounding/index.ts'
import type { ArticleInput } from '../../src/writing/index.ts'
import { articleInput, models, partOf, question, siteFacts, stockOf, writeArticle } from './article-sample.ts'

const figuresOf = (text: string) => [...new Set(text.match(/\d+(?:[.,]\d+)*/g))].sort()
const headingsOf = (text: string) => text.match(/^#+ .*$/gm) ?? []

function comparison(names: readonly string[], over: Partial<ArticleInput> = {}): ArticleInput {
  const the = names.map((name) => `the ${name}`).join(' and ')
  return articleInput({
    articleType: 'comparison',
    title: names.join(' vs '),
    keyword: names.join(' vs '),
    facts: [...siteFacts, ...names.flatMap((name) => stockOf(name, 8))],
    questions: [`How do ${the} compare overall?`, `How safe are ${the}?`].map((text) => question(text)),
    targetWords: 2000,
    ...over,
  })
}

const featuring = (name: string, bias: number) => ({ featured: { subject: `stock:${name}`, bias } })

test('a bias changes no figure: 0 and any other state the same set', async () => {
  let figures = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...models), { minLength: 2, maxLength: 5 }),
      fc.nat(),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 200, max: 5000 }),
      fc.constantFrom(0, 1, 3),
      fc.string({ maxLength: 8 }),
      async (names, pick, bias, targetWords, cited, seed) => {
        const facts = names.flatMap((name, at) =>
          at % 2 === 0 && cited > 0 ? partOf(name, 9, cited) : stockOf(name, 6),
        )
        const input = comparison(names, { facts: [...siteFacts, ...facts], targetWords, seed })
        const even = await writeArticle(input)
        const name = names[pick % names.length] as string
        const biased = await writeArticle({ ...input, ...featuring(name, bias) })
        assert.deepEqual(figuresOf(biased.markdown), figuresOf(even.markdown))
        figures += figuresOf(even.markdown).length
      },
    ),
    { numRuns: 120 },
  )
  assert.ok(figures > 5000, `${figures} figures were compared`)
})

test('no claim of a biased comparison is without a fact', async () => {
  for (let at = 0; at + 3 <= 30; at += 3) {
    const names = models.slice(at, at + 3)
    for (const bias of [25, 50, 75, 100]) {
      const input = comparison(names, featuring(names[2] as string, bias))
      const { markdown } = await writeArticle(input)
      const allowed = [...input.questions.map((one) => one.question), input.keyword, ...askNames]
      const wrong = verify(markdown, input.facts, { allowed }).filter(({ status }) => status !== 'supported')
      assert.deepEqual(wrong, [], `${names} ${bias}`)
    }
  }
})

const askNames = ['Safety ratings', 'Finding one']

test('the featured one comes first from 1 on, is spoken of from 50 on, has a section from 75 on', async () => {
  const names = models.slice(0, 3)
  const [first, , last] = names as [string, string, string]
  const written = async (bias: number) =>
    (await writeArticle(comparison(names, bias === 0 ? {} : featuring(last, bias)))).markdown
  const [even, subtle, moderate, strong] = [
    await written(0),
    await written(25),
    await written(50),
    await written(75),
  ]
  const columns = (text: string) => text.match(/^\| {2}\| (.*?) \|/m)?.[1]
  assert.equal(columns(even), first)
  assert.equal(columns(subtle), last)
  assert.equal(headingsOf(subtle).length, headingsOf(even).length)
  // What the opening and the last section say beside an even account.
  const opening = (text: string) =>
    new RegExp(`(?:takes up|begin with|puts) the ${last}`).test(text.split('\n## ')[0] ?? '')
  const closing = (text: string) => text.split('\n## ').at(-1)?.includes(`the ${last}`)
  assert.deepEqual([even, subtle].map(opening), [false, false])
  assert.deepEqual([moderate, strong].map(opening), [true, true])
  assert.deepEqual([even, subtle].map(closing), [false, false])
  assert.deepEqual([moderate, strong].map(closing), [true, true])
  assert.equal(headingsOf(moderate).length, headingsOf(even).length)
  assert.equal(headingsOf(strong).length, headingsOf(even).length + 1)
  assert.match(headingsOf(strong)[1] ?? '', new RegExp(last))
})

test('its vehicles come first, each with the words that it has in an even account', async () => {
  const names = models.slice(0, 2)
  const vehicles = (text: string) =>
    text
      .split(/^(?=### )/m)
      .slice(1)
      .map((part) => part.split('\n## ')[0]?.trim())
  const even = vehicles((await writeArticle(comparison(names))).markdown)
  const biased = vehicles((await writeArticle(comparison(names, featuring(names[1] as string, 30)))).markdown)
  assert.ok(even.length > 6)
  assert.deepEqual([...biased].sort(), [...even].sort())
  assert.match(biased[0] ?? '', new RegExp((names[1] as string).replace(/^\S+ /, '')))
  assert.notDeepEqual(biased, even)
})

test('a bias towards a stock that is not there changes nothing', async () => {
  const names = models.slice(0, 2)
  const even = await writeArticle(comparison(names))
  assert.equal((await writeArticle(comparison(names, featuring('Yugo GV', 100)))).markdown, even.markdown)
})

test('the table names every stock, says what is not on record, and every number in it is a fact of its column', async () => {
  const [one, other] = models as [string, string]
  const none = '2026 Rivian R1S'
  const facts = [
    ...siteFacts,
    ...stockOf(one, 8),
    ...stockOf(none, 0),
    ...stockOf(other, 3).filter(({ attribute }) => !/mpg|range/.test(attribute)),
  ]
  const { markdown } = await writeArticle(comparison([one, none, other], { facts }))
  const [head = [], , ...rows] = (
    markdown.match(/^\|(?: {2}\||.*in stock|.*record).*(?:\n\|.*)*/m)?.[0] ?? ''
  )
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  assert.deepEqual(head, ['', one, none, other])
  assert.ok(rows.length >= 8)
  const values = (name: string) =>
    new Set(
      facts
        .filter(({ subject }) => subject === `stock:${name}`)
        .flatMap(({ value }) => String(value).match(/\d+(?:\.\d+)?/g) ?? []),
    )
  let numbers = 0
  for (const row of rows) {
    for (const [at, name] of [one, none, other].entries()) {
      const cell = row[at + 1] ?? ''
      assert.notEqual(cell, '', row[0])
      for (const number of cell.replace(/(\d),(?=\d{3})/g, '$1').match(/\d+(?:\.\d+)?/g) ?? []) {
        assert.ok(values(name).has(number), `${row[0]} of ${name}: ${number}`)
        numbers++
      }
    }
    assert.equal(row[2], row[0] === 'Availability' ? 'none in stock' : 'not in our records')
  }
  assert.ok(numbers > 12)
  assert.equal(rows.find((row) => /city mpg/.test(row[0] ?? ''))?.[3], 'not in our records')
})
