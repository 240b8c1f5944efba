import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { createCategory } from '#sites/index.ts'
import { insertComponent, insertFinished } from './finished-content.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk

before(async () => {
  desk = await openDesk()
})
after(() => desk.app.stop())

const insert = (content: Parameters<typeof insertFinished>[2]) =>
  insertFinished(desk.app.database, desk.siteId, content)
const patch = (id: string, json: object) => desk.client('PATCH', `/content/${id}`, { json })
const dataOf = async (id: string) => (await desk.client('GET', `/content/${id}/publish-data`)).body.data
const pageOf = async (id: string) =>
  await desk.client('GET', `/content/${id}/html?document=true`, { headers: { Accept: 'text/html' } })

const publisher = {
  '@type': 'AutoDealer',
  name: 'Bayline Honda',
  url: 'https://www.harborhonda.example.com/',
  telephone: '(631) 555-0142',
  address: {
    '@type': 'PostalAddress',
    streetAddress: '12 Harbor Road',
    addressLocality: 'Huntington',
    addressRegion: 'NY',
    postalCode: '11743',
    addressCountry: 'US',
  },
}

test('a written article is told with all that is known of it, and nothing else', async () => {
  const category = await createCategory(desk.app.database.db, systemClock, {
    siteId: desk.siteId,
    name: 'Research',
  })
  const cloudId = await desk.cloud('2026 Honda CR-V', category.id)
  const { tags } = (await desk.client('GET', `/ideaclouds/${cloudId}`)).body.data
  const { id } = (await desk.create({ ideacloud_id: cloudId, title: 'All about the CR-V' })).body.data
  const content = await desk.settle(id)
  const { content: markdown, updated_at } = await desk.body(id)
  const { data: posting } = (
    await patch(id, { posting_status: 'published', featured_image: 'https://images.example.com/crv.jpg' })
  ).body

  const { html, excerpt, seo, schema, ...data } = await dataOf(id)
  assert.deepEqual(data, {
    id,
    title: 'All about the CR-V',
    slug: 'all-about-the-cr-v',
    language: 'English',
    markdown,
    social: { facebook: null, twitter: null, instagram: null, google_business: null },
    tags,
    categories: [{ id: category.id, name: 'Research' }],
    featured_image: 'https://images.example.com/crv.jpg',
    posting_status: 'published',
    publish_at: posting.publish_at,
    updated_at: posting.updated_at,
  })
  assert.equal(html, (await desk.client('GET', `/content/${id}/html`)).body.data.html)
  assert.ok(excerpt.length > 100 && excerpt.length <= 300 && excerpt.endsWith('…'), excerpt)
  assert.ok(seo.description.length > 60 && seo.description.length <= 160, seo.description)
  const paragraphs = markdown.replace(/^#.*$/gm, '').replace(/\s+/g, ' ').trim()
  assert.ok(
    paragraphs.startsWith(seo.description.slice(0, -1)),
    'the description is the body’s own beginning',
  )
  assert.deepEqual([seo.title, seo.keywords], ['All about the CR-V', tags])
  assert.ok(tags.length > 0)
  assert.deepEqual(schema, [
    {
      '@context': 'https://schema.org',
      '@type': 'Article',
      headline: 'All about the CR-V',
      description: seo.description,
      inLanguage: 'en',
      keywords: tags.join(', '),
      articleSection: 'Research',
      wordCount: content.word_count,
      image: 'https://images.example.com/crv.jpg',
      datePublished: posting.publish_at,
      dateModified: updated_at,
      mainEntityOfPage: 'https://www.harborhonda.example.com/all-about-the-cr-v',
      author: publisher,
      publisher,
    },
  ])
})

test('a draft is told too, without what it does not have; content without a body is a 404', async () => {
  const id = await insert({ title: 'Draft', markdown: '## Only a heading\n' })
  const data = await dataOf(id)
  assert.deepEqual(
    [data.slug, data.publish_at, data.excerpt, data.seo.description, data.tags, data.categories],
    [null, null, '', '', [], []],
  )
  const [schema] = data.schema
  for (const name of [
    'datePublished',
    'image',
    'mainEntityOfPage',
    'keywords',
    'articleSection',
    'description',
  ]) {
    assert.ok(!(name in schema), name)
  }
  for (const status of ['generating', 'failed', 'awaiting_input'] as const) {
    const empty = await insert({ status })
    for (const tail of ['publish-data', 'html?document=true', 'html']) {
      const { status: code, body } = await desk.client('GET', `/content/${empty}/${tail}`)
      assert.equal(code, 404)
      assert.equal(body.error.message, 'Content not found or body component not ready')
    }
  }
})

test('what content tools made of it comes first, and what they made badly does not', async () => {
  const id = await insert({ title: 'Tools', markdown: 'Plain text of it.' })
  const tell = (type: string, content: string) => insertComponent(desk.app.database, id, type, content)
  await tell('seoMetadata', JSON.stringify({ title: 'Better title', keywords: ['a', ' b ', ''] }))
  await tell('articleSchema', JSON.stringify({ '@type': 'Article', headline: 'Theirs' }))
  await tell('faqSchema', JSON.stringify([{ '@type': 'FAQPage' }, 'no object']))
  await tell('vehicleSchema', 'no JSON {')
  await tell('facebookSnip', 'Come and see')
  await tell('googleBusinessSnip', 'New here')
  await tell('postTags', 'civic, sedan\nhonda')
  const data = await dataOf(id)
  assert.deepEqual(data.seo, {
    title: 'Better title',
    description: 'Plain text of it.',
    keywords: ['a', 'b'],
  })
  assert.deepEqual(data.schema, [{ '@type': 'Article', headline: 'Theirs' }, { '@type': 'FAQPage' }])
  assert.deepEqual(data.social, {
    facebook: 'Come and see',
    twitter: null,
    instagram: null,
    google_business: 'New here',
  })
  assert.deepEqual(data.tags, ['civic', 'sedan', 'honda'])
  const { text } = await pageOf(id)
  assert.match(text, /<title>Better title<\/title>/)
  assert.match(text, /<h1>Tools<\/h1>/)

  await tell('combinedSchema', JSON.stringify({ '@graph': [{ '@type': 'Article' }] }))
  assert.deepEqual((await dataOf(id)).schema, [{ '@graph': [{ '@type': 'Article' }] }])

  const broken = await insert({ title: 'Broken' })
  await insertComponent(desk.app.database, broken, 'seoMetadata', '["title"')
  await insertComponent(desk.app.database, broken, 'combinedSchema', 'null')
  const derived = await dataOf(broken)
  assert.equal(derived.seo.title, 'Broken')
  assert.equal(derived.schema[0].headline, 'Broken')
})

test('?document=true is a whole page, as HTML and in JSON; without it the fragment', async () => {
  const id = await insert({ title: 'Whole page', markdown: '## Inside\n\nSome text.\n' })
  await patch(id, { posting_status: 'published' })
  const raw = await pageOf(id)
  assert.equal(raw.status, 200)
  assert.equal(raw.headers.get('content-type'), 'text/html; charset=utf-8')
  assert.match(raw.text, /^<!doctype html>\n<html lang="en" dir="ltr">/)
  assert.match(raw.text, /<link rel="canonical" href="https:\/\/www\.harborhonda\.example\.com\/whole-page">/)
  const { data } = (await desk.client('GET', `/content/${id}/html?document=true`)).body
  assert.deepEqual(Object.keys(data), ['id', 'title', 'html', 'updated_at'])
  assert.equal(data.html, raw.text)
  assert.equal(data.updated_at, (await desk.body(id)).updated_at)
  for (const query of ['', '?document=false']) {
    const { html } = (await desk.client('GET', `/content/${id}/html${query}`)).body.data
    assert.equal(html, '<h2>Inside</h2>\n<p>Some text.</p>\n', query)
  }
  for (const query of ['?document=1', '?document=', '?document=true&document=true']) {
    assert.equal((await desk.client('GET', `/content/${id}/html${query}`)).status, 400, query)
  }
})

test('a page says its language and its direction, in each of the thirteen', async () => {
  const tags: [string, string, string][] = [
    ['English', 'en', 'ltr'],
    ['Spanish', 'es', 'ltr'],
    ['Mandarin Chinese', 'zh', 'ltr'],
    ['Japanese', 'ja', 'ltr'],
    ['Korean', 'ko', 'ltr'],
    ['Arabic', 'ar', 'rtl'],
    ['Farsi', 'fa', 'rtl'],
    ['Hebrew', 'he', 'rtl'],
    ['French', 'fr', 'ltr'],
    ['Tagalog', 'tl', 'ltr'],
    ['Vietnamese', 'vi', 'ltr'],
    ['Portuguese', 'pt', 'ltr'],
    ['Russian', 'ru', 'ltr'],
  ]
  for (const [language, tag, direction] of tags) {
    const id = await insert({ language, title: `In ${language}` })
    const { text } = await pageOf(id)
    assert.ok(text.includes(`<html lang="${tag}" dir="${direction}">`), language)
    assert.equal((await dataOf(id)).schema[0].inLanguage, tag)
  }
})

test('a hostile title, picture and body break out of nothing, and the page loads and runs nothing', async () => {
  const attack = '</script></title><script>alert(1)</script>" onload="alert(1)'
  const id = await insert({
    title: attack,
    markdown: `## ${attack}\n\n${attack}\n\n![x](https://evil.example/x.png) <iframe src=//evil.example></iframe>\n`,
  })
  await insertComponent(desk.app.database, id, 'facebookSnip', attack)
  await patch(id, {
    posting_status: 'published',
    featured_image: `https://images.example.com/"></script><script>alert(1)</script>`,
  })
  const { text } = await pageOf(id)
  const scripts = text.match(/<script[^>]*>/gi)
  assert.deepEqual(scripts, ['<script type="application/ld+json">'])
  assert.equal(text.match(/<\/script/gi)?.length, 1)
  assert.doesNotMatch(text, /<(img|iframe|link(?! rel="canonical")|style|object|embed|base|form)\b/i)
  assert.doesNotMatch(text, /<[^>]*\son\w+\s*=\s*"/i)
  const json = /<script[^>]*>([\s\S]*?)<\/script/.exec(text)?.[1] ?? ''
  assert.equal(JSON.parse(json).headline, attack)
  const data = await dataOf(id)
  assert.equal(data.title, attack)
  assert.doesNotMatch(data.html, /<(script|img|iframe)/i)
  assert.match(data.slug, /^[a-z0-9-]+$/)
})
