import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type ArticleLink,
  assembleArticle,
  type ContentIntent,
  planArticle,
} from '../../src/writing/index.ts'
import { articleInput, siteFacts, writeArticle } from './article-sample.ts'

const links: ArticleLink[] = [
  { label: 'New inventory', url: '/new', intent: 'sales' },
  { label: 'Used inventory', url: '/used', intent: 'sales' },
  { label: 'Finance center', url: 'https://dealer.example/finance', intent: 'finance' },
  { label: 'Schedule service', url: '/service', intent: 'service' },
  { label: 'Order parts', url: '/parts', intent: 'parts' },
]

async function placed(contentIntent: ContentIntent) {
  const { markdown } = await writeArticle(articleInput({ links, contentIntent }))
  const isAppended = (label: string) => markdown.includes(`- [${label}]`)
  const count = (label: string) => markdown.split(`[${label}]`).length - 1
  const isInline = (label: string) => count(label) > (isAppended(label) ? 1 : 0)
  return {
    inline: links.map(({ label }) => label).filter(isInline),
    appended: links.map(({ label }) => label).filter(isAppended),
  }
}

test('general content takes all links in its text', async () => {
  assert.deepEqual(await placed('general'), { inline: links.map(({ label }) => label), appended: [] })
})

test('fixed ops content takes service and parts in its text and offers sales at the end', async () => {
  assert.deepEqual(await placed('fixed_ops'), {
    inline: ['Schedule service', 'Order parts'],
    appended: ['New inventory', 'Used inventory'],
  })
})

test('variable content takes sales and finance in its text and offers service at the end', async () => {
  assert.deepEqual(await placed('variable'), {
    inline: ['New inventory', 'Used inventory', 'Finance center'],
    appended: ['Schedule service'],
  })
})

test('links in the text are spread over its sections', async () => {
  const { markdown } = await writeArticle(articleInput({ links }))
  const counts = markdown.split(/^## /m).map((section) => section.match(/\]\(/g)?.length ?? 0)
  assert.ok(Math.max(...counts) <= 1, counts.join(' '))
  assert.ok(markdown.indexOf('/new') < markdown.indexOf('/parts'))
})

test('a link without a usable address, or with one that was used, is left out', async () => {
  const bad = [
    'javascript:alert(1)',
    '//evil.example',
    'data:text/html,x',
    'https://user:pw@evil.example',
    '',
    'ftp://x',
  ]
  const { markdown } = await writeArticle(
    articleInput({
      links: [
        ...bad.map((url): ArticleLink => ({ label: 'Bad', url, intent: 'sales' })),
        { label: 'First', url: '/same', intent: 'sales' },
        { label: 'Second', url: '/same', intent: 'service' },
        { label: 'Odd (one)', url: 'https://dealer.example/a b)?q=<x>', intent: 'sales' },
      ],
    }),
  )
  assert.doesNotMatch(markdown, /Bad|Second/)
  assert.match(markdown, /\[First\]\(\/same\)/)
  assert.match(markdown, /\]\(https:\/\/dealer\.example\/a%20b%29\?q=%3Cx%3E\)/)
})

test('disclaimers stand last, as written; the call to action closes the text', async () => {
  const { markdown } = await writeArticle(
    articleInput({
      disclaimers: ['Prices exclude government fees and taxes.', 'See dealer.'],
      ctas: ['Visit us on Mill Street.'],
    }),
  )
  assert.ok(markdown.trimEnd().endsWith('Prices exclude government fees and taxes.\n\nSee dealer.'))
  assert.ok(markdown.indexOf('Visit us on Mill Street.') < markdown.indexOf('Prices exclude'))
})

test('a section that was not written is dropped with its heading, and the body still begins with an H2', () => {
  const plan = planArticle(articleInput())
  const lower = plan.sections.filter(({ heading, level }) => level === 3 || heading === null)
  assert.ok(lower.length > 0)
  for (const { key } of [...plan.sections.slice(1, 2), ...lower]) {
    const { markdown, headings } = assembleArticle(plan, [{ key, markdown: 'Text.' }])
    assert.match(markdown, /^## \S.*\n\nText\.\n$/)
    assert.equal(headings.length, 1)
  }
})

test('headings that a phraser adds go below those of the plan, and a repeated one is dropped', () => {
  const plan = planArticle(articleInput({ facts: siteFacts }))
  const [lead] = plan.sections
  assert.ok(lead?.heading)
  const markdown = `## ${lead.heading}\n\nOne.\n\n# Loud\n\nTwo.`
  const article = assembleArticle(plan, [{ key: lead.key, markdown }])
  assert.equal(article.markdown, `## ${lead.heading}\n\nOne.\n\n### Loud\n\nTwo.\n`)
})
