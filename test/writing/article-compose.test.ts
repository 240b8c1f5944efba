import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  articleTypes,
  composeSection,
  phraseContext,
  planArticle,
  targetWordsFor,
} from '../../src/writing/index.ts'
import banned from '../../src/writing/phrase-bank/banned-words.json' with { type: 'json' }
import { gradeOf, similarityOf } from '../quality/measures.ts'
import {
  articleInput,
  fact,
  models,
  question,
  siteFacts,
  stockOf,
  type Written,
  writeArticle,
} from './article-sample.ts'

const asked = (model: string) =>
  [
    'How much does the {m} cost?',
    'Which colors of the {m} are in stock in Springfield?',
    'What are the key specs of the {m}?',
    'What is the maximum towing capacity of the {m}?',
    'How reliable is the {m}?',
  ].map((text, at) => question(text.replace('{m}', model), 'other', `q-${at}`))

const inputFor = (articleType: (typeof articleTypes)[number], model: string, vehicles = 12) =>
  articleInput({
    articleType,
    keyword: model,
    title: `${model}: What to Know`,
    facts: [...siteFacts, ...stockOf(model, vehicles)],
    questions: asked(model),
    targetWords: targetWordsFor(articleType),
    seed: `content-${articleType}-${model}`,
  })

const written = new Map<string, (Written & { model: string })[]>()
for (const articleType of articleTypes) {
  const articles = []
  for (const model of models.slice(0, 50)) {
    articles.push({ ...(await writeArticle(inputFor(articleType, model))), model })
  }
  written.set(articleType, articles)
}
const all = [...written.values()].flat()
const userTexts = (model: string) => [`${model}: What to Know`, model, ...asked(model).map((q) => q.question)]

test('every body begins with an H2, skips no level and says no heading twice', () => {
  for (const { markdown, headings, model } of all) {
    assert.match(markdown, /^## \S/, model)
    const lines = markdown.split('\n').filter((line) => /^#/.test(line))
    assert.deepEqual(
      lines.filter((line) => !/^#{2,3} \S/.test(line)),
      [],
    )
    assert.equal(new Set(lines.map((line) => line.toLowerCase())).size, lines.length, lines.join('\n'))
    assert.equal(headings.length, lines.length)
  }
})

test('no heading is left without text under it', () => {
  for (const { markdown } of all) assert.doesNotMatch(markdown, /^#{2,3} [^\n]*\n\n(?:#|$(?![\s\S]))/m)
})

test('every figure of every article is a figure of its facts', () => {
  for (const { markdown, facts, model } of all) {
    const known = new Set(facts.flatMap(({ value }) => String(value).match(/\d+/g) ?? []))
    const own = userTexts(model).reduce((rest, text) => rest.replaceAll(text, ' '), markdown)
    const figures = own.replace(/(\d),(?=\d{3})/g, '$1').match(/\d+/g) ?? []
    const strange = figures.filter((figure) => !known.has(figure))
    assert.deepEqual(strange, [], `${model}: ${strange.join(' ')}`)
  }
})

test('a span is told from its lower to its higher end', () => {
  let spans = 0
  for (const { markdown } of all) {
    for (const [, low = '', high = ''] of markdown.matchAll(
      /(\$?\d[\d,]*)(?: mpg| miles)? (?:to|and reach|up to) (\$?\d[\d,]*)/g,
    )) {
      const [from, to] = [low, high].map((figure) => Number(figure.replace(/[$,]/g, '')))
      assert.ok(Number(from) < Number(to), `${low} to ${high}`)
      spans += 1
    }
  }
  assert.ok(spans > 400, String(spans))
})

test('fuel economy and electric range are always called EPA-estimated', () => {
  for (const { markdown } of all) {
    for (const sentence of markdown.split(/(?<=[.!?])\s|\n/)) {
      if (
        /\d mpg\b|\d miles? of range|range (?:is|reads|of|runs|goes|on record is) [\d ]*\d/.test(sentence)
      ) {
        assert.match(sentence, /EPA-estimated/, sentence)
      }
    }
  }
})

test('no word of the banned lists stands in an article outside of what the user wrote', () => {
  const words = Object.entries(banned).flatMap(([, list]) => list)
  for (const { markdown, facts, model } of all) {
    const values = facts.map(({ value }) => String(value)).filter((value) => /[a-z]/i.test(value))
    const names = [...userTexts(model), ...values].sort((a, b) => b.length - a.length)
    const text = names.reduce(
      (rest, name) => rest.replaceAll(name, ' ').replaceAll(name.toLowerCase(), ' '),
      markdown,
    )
    const found = words.filter((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i').test(text))
    assert.deepEqual(
      found.filter((word) => !adviceWords.has(word)),
      [],
      `${model}: ${found.join(', ')}`,
    )
  }
})

/** Stand in headings and advice of the questions for the staff, where they name a subject and claim nothing. */
const adviceWords = new Set(['financing', 'finance'])

test('two articles of one type on different models share less than 0.35 of their 4-grams', () => {
  for (const [articleType, articles] of written) {
    const texts = articles.map(({ markdown }) => markdown)
    const kinds = articles.map(({ model }) => model)
    const { max, worst } = similarityOf(texts, kinds, 0.35)
    assert.ok(max < 0.35, `${articleType}: ${max} ${worst.map((at) => kinds[at]).join(' / ')}`)
  }
})

test('prose reads at grade 6 to 10 in the middle of each type, the short email at 5 or more', () => {
  for (const [articleType, articles] of written) {
    const grades = articles
      .slice(0, 15)
      .map(({ markdown }) => gradeOf(markdown))
      .sort((a, b) => a - b)
    const middle = grades[7] ?? 0
    const least = articleType === 'emailtemplate' ? 5 : 6
    assert.ok(middle >= least && middle <= 10, `${articleType}: ${middle}`)
    assert.ok((grades.at(-1) ?? 0) <= 10, `${articleType}: ${grades.at(-1)}`)
  }
})

test('every 150 words carry a figure from the facts at least', () => {
  for (const { markdown, wordCount } of all) {
    const figures = markdown.match(/\$?\d[\d,.]*/g)?.length ?? 0
    assert.ok(figures >= wordCount / 150, `${figures} in ${wordCount}`)
  }
})

test('a qa answer begins within 40 words of its question, and says the figures asked for', () => {
  for (const { markdown, facts } of written.get('qa') ?? []) {
    const [, answer = ''] = markdown.split(/^## How much does the .* cost\?\n/m)
    const lowest = facts.find(({ attribute }) => attribute === 'stock_price_lowest')?.value
    const firstWords = answer.trim().split(/\s+/).slice(0, 40).join(' ')
    assert.ok(firstWords.includes(Number(lowest).toLocaleString('en-US')), firstWords)
  }
})

test('a question without a fact is named once, word for word, beside a way to ask', () => {
  for (const { markdown, model } of all) {
    for (const { question: text } of asked(model).slice(3)) {
      assert.equal(markdown.split(text).length, 2, text)
    }
    assert.match(markdown, /\(555\) 014-2200|120 Mill Street/)
  }
})

test('the same input gives the same article, another seed another wording of the same figures', async () => {
  const input = inputFor('basic', 'Honda Civic')
  const [first, again] = [await writeArticle(input), await writeArticle(input)]
  const other = await writeArticle({ ...input, seed: 'another' })
  assert.equal(again.markdown, first.markdown)
  assert.notEqual(other.markdown, first.markdown)
})

test('a section states only facts of its plan, and tells which', () => {
  const input = inputFor('basic', 'Honda Civic')
  const plan = planArticle(input)
  const stated = plan.sections.map((section) => {
    const { factIds } = composeSection(section, phraseContext(plan, input.facts))
    assert.ok(
      factIds.every((id) => section.factIds.includes(id)),
      section.key,
    )
    return factIds.length
  })
  assert.ok(stated.reduce((sum, count) => sum + count, 0) > 100)
})

test('without facts an article is short, states no figure and says so', async () => {
  const article = await writeArticle(
    articleInput({
      facts: [],
      keyword: 'oil change',
      title: '',
      questions: [question('When is an oil change due?')],
    }),
  )
  assert.match(article.markdown, /record/)
  assert.doesNotMatch(article.markdown, /\d/)
  assert.ok(article.wordCount < 150, String(article.wordCount))
  assert.equal(article.title, 'Oil change')
})

test('a stock that is counted as none is said to be none, and nothing is offered', async () => {
  const facts = [...siteFacts, fact('stock:2027 Honda Prelude', 'stock_count', 0)]
  const { markdown } = await writeArticle(articleInput({ facts, keyword: '2027 Honda Prelude' }))
  assert.match(markdown, /\bno 2027 Honda Prelude vehicle/i)
  assert.doesNotMatch(markdown, /\$|test drive|see the vehicles/)
})

test('where sources disagree on a figure the figure is not stated', async () => {
  const facts = [
    fact('vehicle:2HGFE4F89TH100048', 'make', 'Honda'),
    fact('vehicle:2HGFE4F89TH100048', 'model', 'Civic'),
    fact('vehicle:2HGFE4F89TH100048', 'seats', 5),
    fact('vehicle:2HGFE4F89TH100048', 'seats', 7, 'vpic'),
    fact('vehicle:2HGFE4F89TH100048', 'doors', 4),
  ]
  const { markdown } = await writeArticle(
    articleInput({ facts, keyword: 'Honda Civic', title: 'Honda Civic' }),
  )
  assert.doesNotMatch(markdown, /\b[57] seats|\b[57]\./)
  assert.match(markdown, /\b4\b/)
})
