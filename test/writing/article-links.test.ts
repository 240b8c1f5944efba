import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verify } from '#grounding/index.ts'
import headings from '../../src/writing/article-bank/headings.json' with { type: 'json' }
import bank from '../../src/writing/article-bank/sentences/links.json' with { type: 'json' }
import {
  type ArticleLink,
  assembleArticle,
  type ContentIntent,
  placeElements,
  planArticle,
} from '../../src/writing/index.ts'
import { articleInput, noElements, siteFacts, writeArticle } from './article-sample.ts'

const links: ArticleLink[] = [
  { label: 'New inventory', url: '/new', intent: 'sales' },
  { label: 'Used inventory', url: '/used', intent: 'sales' },
  { label: 'Finance center', url: 'https://dealer.example/finance', intent: 'finance' },
  { label: 'Schedule service', url: '/service', intent: 'service' },
  { label: 'Order parts', url: '/parts', intent: 'parts' },
]

async function placed(contentIntent: ContentIntent) {
  const { markdown } = await writeArticle(articleInput({ contentIntent }), { links })
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
  const { markdown } = await writeArticle(articleInput(), { links })
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
  const { markdown } = await writeArticle(articleInput(), {
    links: [
      ...bad.map((url): ArticleLink => ({ label: 'Bad', url, intent: 'sales' })),
      { label: 'First', url: '/same', intent: 'sales' },
      { label: 'Second', url: '/same', intent: 'service' },
      { label: 'Odd (one)', url: 'https://dealer.example/a b)?q=<x>', intent: 'sales' },
    ],
  })
  assert.doesNotMatch(markdown, /Bad|Second/)
  assert.match(markdown, /\[First\]\(\/same\)/)
  assert.match(markdown, /\]\(https:\/\/dealer\.example\/a%20b%29\?q=%3Cx%3E\)/)
})

test('a long list of links puts few into the text, each once, of every intent', async () => {
  const intents = ['sales', 'finance', 'service', 'parts'] as const
  const many = Array.from({ length: 40 }, (_, at): ArticleLink => {
    return { label: `Page ${at}`, url: `/page/${at}`, intent: intents[at % 4] ?? 'sales' }
  })
  const chosen = new Set<string>()
  for (const seed of ['content-1', 'content-2', 'content-3']) {
    const { markdown } = await writeArticle(articleInput({ seed, targetWords: 3000 }), { links: many })
    const placed = [...markdown.matchAll(/\]\(\/page\/(\d+)\)/g)].map(([, at]) => Number(at))
    assert.equal(new Set(placed).size, placed.length)
    assert.equal(placed.length, 6)
    assert.deepEqual([...new Set(placed.map((at) => at % 4))].sort(), [0, 1, 2, 3])
    chosen.add(placed.join(' '))
    const again = await writeArticle(articleInput({ seed, targetWords: 3000 }), { links: many })
    assert.equal(again.markdown, markdown)
  }
  assert.equal(chosen.size, 3)
  const email = articleInput({ articleType: 'emailtemplate', targetWords: 250, contentIntent: 'variable' })
  const { markdown } = await writeArticle(email, { links: many })
  assert.ok((markdown.match(/\]\(/g)?.length ?? 0) <= 5, markdown)
})

test('no link stands in the subject line of an email or behind its closing words', async () => {
  for (const facts of [[], siteFacts]) {
    const email = articleInput({ articleType: 'emailtemplate', targetWords: 250, facts })
    const { markdown, sections } = await writeArticle(email, { links })
    const kinds = sections.map(({ section }) => section.kind)
    assert.deepEqual([kinds[0], kinds.at(-1)], ['subject', 'closing'])
    const blocks = markdown.trimEnd().split('\n\n')
    const at = blocks.flatMap((block, place) => (block.includes('](') ? [place] : []))
    assert.ok(at.length > 0 && Math.min(...at) > 2 && Math.max(...at) < blocks.length - 1, markdown)
  }
})

test('in a language that the banks do not speak a link stands alone, without English around it', async () => {
  const plan = planArticle(articleInput({ contentIntent: 'variable' }))
  const sections = plan.sections.map(({ key }) => ({ key, markdown: 'Venga a verlo. '.repeat(30) }))
  const article = assembleArticle(plan, sections)
  const { markdown } = placeElements(article, plan, { ...noElements, links }, 'Spanish')
  const added = markdown.split('\n\n').filter((block) => block.includes(']('))
  assert.deepEqual(added.map((block) => block.trim()).sort(), [
    '- [Schedule service](/service)',
    '[Finance center](https://dealer.example/finance)',
    '[New inventory](/new)',
    '[Used inventory](/used)',
  ])
  assert.equal(markdown.match(/^#/gm)?.length, article.headings.length)
})

test('what the banks say around a link claims nothing', () => {
  const texts = Object.values(bank).flat()
  assert.ok(texts.length > 20)
  for (const text of texts) {
    const words = text.replace('{link}', 'Schedule service')
    assert.deepEqual(verify(words, siteFacts, { allowed: ['Schedule service'] }), [], words)
  }
  for (const heading of [...headings['also.sales'], ...headings['also.service']])
    assert.deepEqual(verify(`## ${heading}\n\nText.`, siteFacts), [], heading)
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
