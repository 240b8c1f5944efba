import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import markdownIt from 'markdown-it'
import { type ArticleElements, articleTypes, planArticle } from '../../src/writing/index.ts'
import { articleInput, question, siteFacts, stockOf, writeArticle } from './article-sample.ts'

const rendered = (markdown: string) => markdownIt({ html: true }).render(markdown)

const elements: ArticleElements = {
  links: [{ label: 'Schedule service', url: 'https://dealer.example/service', intent: 'service' }],
  ctas: [{ text: 'Visit us on Mill Street.', url: null }],
  hours: [{ label: 'Showroom hours', text: 'Monday to Friday 9 to 7\nSaturday 9 to 5' }],
  authors: ['Dana Reyes, Product Specialist'],
  disclaimers: ['Prices exclude government fees and taxes.', 'See dealer.'],
}

test('disclaimers stand last, as written; before them the call to action and the author close the text', async () => {
  for (const articleType of articleTypes) {
    const { markdown } = await writeArticle(articleInput({ articleType }), elements)
    assert.ok(
      markdown.endsWith('\n\n---\n\nPrices exclude government fees and taxes.\n\nSee dealer.\n'),
      markdown,
    )
    const [call, author, rule] = [
      'Visit us on Mill Street.',
      '*Dana Reyes, Product Specialist*',
      '---\n\nPrices',
    ]
    const places = [call, author, rule].map((words) => markdown.indexOf(words))
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    )
    assert.ok(Math.min(...places) > markdown.length / 2, articleType)
    for (const words of [call, author, rule]) assert.equal(markdown.split(words).length, 2, words)
  }
})

test('the call to action of an email stands above its closing words', async () => {
  const email = articleInput({ articleType: 'emailtemplate', targetWords: 250 })
  const { markdown } = await writeArticle(email, elements)
  assert.match(
    markdown,
    /Visit us on Mill Street\.\n\n[^\n]+\n\n[^\n]+Riverside Motors\n\n\*\*Showroom hours/,
  )
})

test('hours stand where the article answers when to come, else at its end', async () => {
  const hours = /\*\*Showroom hours:\*\* Monday to Friday 9 to 7\\\nSaturday 9 to 5\n/
  const asked = articleInput({ questions: [question('Are you open on Sunday?')] })
  const { markdown } = await writeArticle(asked, elements)
  const section = markdown.split(/^## /m).find((text) => hours.test(text)) ?? ''
  assert.match(section, /Are you open on Sunday\?/)
  const where = articleInput({ questions: [question('Where is the dealership?')] })
  const answered = (await writeArticle(where, elements)).markdown.split(/^## /m)
  assert.match(answered.find((text) => hours.test(text)) ?? '', /Where is the dealership/)
  const unasked = (await writeArticle(articleInput(), elements)).markdown.split(/^## /m)
  assert.match(unasked.at(-1) ?? '', hours)
})

test('of several calls two are placed at most, of several authors one, and another article may take others', async () => {
  const many = {
    ctas: Array.from({ length: 9 }, (_, at) => ({ text: `Call number ${at}.`, url: null })),
    authors: Array.from({ length: 9 }, (_, at) => `Author ${at}`),
  }
  const chosen = new Set<string>()
  for (let at = 0; at < 12; at++) {
    const { markdown } = await writeArticle(articleInput({ seed: `content-${at}` }), many)
    const calls = markdown.match(/Call number \d/g) ?? []
    assert.equal(calls.length, 2)
    assert.equal(markdown.match(/Author \d/g)?.length, 1)
    for (const call of calls) chosen.add(call)
  }
  assert.ok(chosen.size > 5, `${chosen.size} of 9 calls`)
  const short = articleInput({ facts: [], targetWords: 200 })
  assert.equal((await writeArticle(short, many)).markdown.match(/Call number \d/g)?.length, 1)
})

test('a call to action with an address is a link as a whole', async () => {
  const ctas = [{ text: 'Book a [test] drive', url: 'https://dealer.example/book' }]
  const { markdown } = await writeArticle(articleInput(), { ctas })
  assert.match(
    rendered(markdown),
    /<p><a href="https:\/\/dealer\.example\/book">Book a \[test\] drive<\/a><\/p>/,
  )
})

test('elements without words, and disclaimers said twice, leave no trace', async () => {
  const plain = await writeArticle(articleInput())
  const blank = {
    ctas: [{ text: '\u200b', url: 'https://dealer.example' }],
    hours: [{ label: 'Hours', text: '\n' }],
    authors: [''],
    disclaimers: [' ', '\u200b'],
    links: [{ label: '\u2060', url: '/x', intent: 'sales' as const }],
  }
  assert.equal((await writeArticle(articleInput(), blank)).markdown, plain.markdown)
  const { markdown } = await writeArticle(articleInput(), { disclaimers: ['See dealer.', 'See dealer.'] })
  assert.equal(markdown, `${plain.markdown.trimEnd()}\n\n---\n\nSee dealer.\n`)
})

test('elements move the text and change none of it, and every place of it is found again', async () => {
  for (const articleType of articleTypes) {
    const input = articleInput({ articleType, facts: [...siteFacts, ...stockOf('Honda Civic', 5)] })
    const plain = await writeArticle(input)
    const { markdown, offsetOf, wordCount } = await writeArticle(input, elements)
    for (const { index, 0: block } of plain.markdown.matchAll(/\S[^\n]*/g)) {
      const at = offsetOf(index)
      assert.equal(markdown.slice(at, at + block.length), block)
    }
    assert.ok(wordCount > plain.wordCount + 20)
  }
})

test('whatever an element holds, the article around it renders as before', async () => {
  const marks = fc
    .array(fc.constantFrom(...'<>[]()*_`#|~!&\\-+=.:/ \n\tab1"\''), { maxLength: 40 })
    .map((list) => list.join(''))
  const anyText = fc.oneof(marks, fc.string({ unit: 'binary', maxLength: 60 }))
  const input = articleInput({ facts: [...siteFacts, ...stockOf('Honda Civic', 2)], targetWords: 300 })
  const blocksOf = (html: string) => html.match(/<h\d>.*<\/h\d>|<t[dh].*?>.*?<\/t[dh]>|<li>.*<\/li>/g) ?? []
  const before = blocksOf(rendered((await writeArticle(input)).markdown))
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (a, b) => {
      const { markdown } = await writeArticle(input, {
        ctas: [{ text: a, url: null }],
        hours: [{ label: b, text: a }],
        authors: [b],
        disclaimers: [a, b],
        links: [{ label: a, url: '/x', intent: 'service' }],
      })
      const html = rendered(markdown)
      assert.deepEqual(blocksOf(html), before, markdown)
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)
      assert.deepEqual(
        [...new Set(links)].filter((url) => url !== '/x'),
        [],
      )
      assert.doesNotMatch(
        html,
        /<(?!\/?(?:h\d|p|ul|li|strong|em|br|hr|table|thead|tbody|tr|t[dh]|a)\b)[a-z!?]/i,
      )
    }),
    { numRuns: 200 },
  )
})

test('what the dealership says is not among the texts that the verifier lets stand', () => {
  assert.equal(planArticle(articleInput()).allowed.length, 2)
})
