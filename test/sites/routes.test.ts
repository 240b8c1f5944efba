import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Db } from '#db/index.ts'
import { systemClock } from '#kernel/clock.ts'
import {
  changeContentType,
  changeElement,
  createBrandVoice,
  createCategory,
  createElement,
  type SiteRow,
} from '#sites/index.ts'
import { getSite, type SiteRouteDeps } from '#sites/routes/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite, settled, until } from '../harness/fixtures.ts'

let app: TestApp
let db: Db
let site: SiteRow
let client: Client
let neighbour: Client

before(async () => {
  app = await startTestApp()
  db = app.database.db
  site = await makeSite(app.database)
  client = clientOf(app.url, (await makeKey(app.database, site.id)).key)
  const other = await makeSite(app.database, 'Neighbour')
  neighbour = clientOf(app.url, (await makeKey(app.database, other.id)).key)
})
after(() => app.stop())

test('the site is that of the key, with all that is said of it', async () => {
  const { status, body } = await client('GET', '/site')
  assert.equal(status, 200)
  assert.deepEqual(body.data, {
    id: site.id,
    name: 'Harbor Honda',
    vertical: 'automotive',
    domain: 'www.harborhonda.example.com',
    platform: null,
    oem: 'Honda',
    oems: ['Honda'],
    phone: '(631) 555-0142',
    address: '12 Harbor Road',
    city: 'Huntington',
    state: 'NY',
    zip: '11743',
    timezone: 'America/New_York',
    created_at: site.created_at.toISOString(),
    updated_at: site.updated_at.toISOString(),
  })
  assert.equal((await neighbour('GET', '/site')).body.data.name, 'Neighbour')
})

test('a site that is gone while its key is still known is not found', async () => {
  const context = { deps: { db }, caller: { siteId: '0199a3c4-0000-7000-8000-000000000001' } }
  const handle = getSite.handle as (context: { deps: SiteRouteDeps; caller: object }) => Promise<unknown>
  await assert.rejects(handle(context), { code: 'not_found', message: 'Site not found' })
})

test('categories are listed by name, each with the number of contents that a list of it has', async () => {
  assert.deepEqual((await client('GET', '/site/categories')).body.data, { categories: [] })
  const description = 'In-depth pages for one model'
  const research = await createCategory(db, systemClock, {
    siteId: site.id,
    name: 'Model research',
    description,
  })
  const other = await createCategory(db, systemClock, { siteId: site.id, name: 'Comparisons' })
  const cloud = async (category?: string) => {
    const json = { keyword: 'Honda Civic', ...(category ? { category_id: category } : {}) }
    const { id } = (await client('POST', '/ideaclouds', { json })).body.data
    await until(client, `/ideaclouds/${id}`, settled)
    return id as string
  }
  const [inResearch, alsoInResearch, inNone] = [
    await cloud(research.id),
    await cloud(research.id),
    await cloud(),
  ]
  for (const ideacloud_id of [inResearch, inResearch, alsoInResearch, inNone]) {
    const json = { ideacloud_id, article_type: 'emailtemplate', mode: 'interactive' }
    assert.equal((await client('POST', '/content', { json })).status, 200)
  }
  const { categories } = (await client('GET', '/site/categories')).body.data
  assert.deepEqual(categories, [
    { id: other.id, name: 'Comparisons', slug: 'comparisons', description: null, article_count: 0 },
    { id: research.id, name: 'Model research', slug: 'model-research', description, article_count: 3 },
  ])
  for (const { id, article_count } of categories) {
    const { pagination } = (await client('GET', `/content?category_id=${id}`)).body
    assert.equal(pagination.total_count, article_count)
  }
})

test('brand voices are listed, and one of them at most is the default', async () => {
  const made = []
  for (const [name, tone] of [
    ['Plain', 'neutral'],
    ['Warm', 'friendly'],
    ['Grand', 'formal'],
  ]) {
    made.push(
      await createBrandVoice(db, systemClock, {
        siteId: site.id,
        name: name ?? '',
        tone: tone ?? '',
        isDefault: name !== 'Plain',
      }),
    )
  }
  const { brand_voices } = (await client('GET', '/site/brand-voices')).body.data
  assert.deepEqual(
    brand_voices,
    made.map(({ id, name, tone, created_at, updated_at }) => ({
      id,
      name,
      description: null,
      tone,
      is_default: name === 'Grand',
      created_at: created_at.toISOString(),
      updated_at: updated_at.toISOString(),
    })),
  )
})

test('elements are listed oldest first, those too that are not active', async () => {
  const make = (input: object) =>
    createElement(db, systemClock, { siteId: site.id, type: '', name: '', ...input })
  const link = await make({
    type: 'link',
    name: 'Schedule service',
    intent: 'service',
    url: 'https://www.harborhonda.example.com/service?a=b c',
  })
  const cta = await make({ type: 'cta', name: 'Call', content: 'Call us today.' })
  await changeElement(db, systemClock, cta.id, { isActive: false })
  const { elements } = (await client('GET', '/site/elements')).body.data
  assert.deepEqual(elements, [
    {
      id: link.id,
      type: 'link',
      name: 'Schedule service',
      content: 'Schedule service',
      is_active: true,
      url: 'https://www.harborhonda.example.com/service?a=b%20c',
      intent: 'service',
    },
    {
      id: cta.id,
      type: 'cta',
      name: 'Call',
      content: 'Call us today.',
      is_active: false,
      url: null,
      intent: null,
    },
  ])
})

test('content types are all eight, with what the site has changed of them', async () => {
  const shipped = (await client('GET', '/reference/article-types')).body.data.article_types
  const untouched = (await client('GET', '/site/content-types')).body.data.content_types
  assert.deepEqual(
    untouched,
    shipped.map((type: object) => ({ ...type, is_enabled: true })),
  )
  const change = (input: object) =>
    changeContentType(db, systemClock, { siteId: site.id, type: 'expert', ...input })
  await change({ words: 1500 })
  await change({ isEnabled: false })
  const expert = async (ask: Client) =>
    (await ask('GET', '/site/content-types')).body.data.content_types.find(
      (type: { article_type: string }) => type.article_type === 'expert',
    )
  assert.deepEqual(await expert(client), { ...shipped[2], default_word_count: 1500, is_enabled: false })
  assert.deepEqual(await expert(neighbour), { ...shipped[2], is_enabled: true })
  await change({ isEnabled: true })
  assert.deepEqual(await expert(client), { ...shipped[2], default_word_count: 1500, is_enabled: true })
})

test('a neighbour sees no category, voice or element of another site', async () => {
  for (const [path, member] of [
    ['/site/categories', 'categories'],
    ['/site/brand-voices', 'brand_voices'],
    ['/site/elements', 'elements'],
  ] as const) {
    assert.ok((await client('GET', path)).body.data[member].length > 0, path)
    assert.deepEqual((await neighbour('GET', path)).body.data, { [member]: [] })
  }
})
