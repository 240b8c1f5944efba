import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { auditOf, type Finished, insertFinished } from './finished-content.ts'

let app: TestApp
let siteId: string
let keyId: string
let client: Client
let neighbourSiteId: string
let neighbour: Client

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  siteId = (await makeSite(app.database)).id
  const key = await makeKey(app.database, siteId)
  keyId = key.id
  client = clientOf(app.url, key.key)
  neighbourSiteId = (await makeSite(app.database, 'Neighbour')).id
  neighbour = clientOf(app.url, (await makeKey(app.database, neighbourSiteId)).key)
})
after(() => app.stop())

const insert = (content: Finished = {}) => insertFinished(app.database, siteId, content)
const patch = (id: string, json: object, headers: Record<string, string> = {}) =>
  client('PATCH', `/content/${id}`, { json, headers })
const stateOf = async (id: string) => (await client('GET', `/content/${id}/publish-data`)).body.data
const soon = (hours = 1) => new Date(Date.now() + hours * 3600_000).toISOString()

async function assertRefused(id: string, json: object, path: string, message: RegExp): Promise<void> {
  const before = await stateOf(id)
  const { status, body } = await patch(id, json)
  assert.equal(status, 400, JSON.stringify(json))
  assert.equal(body.error.details.fields[0].path, path, JSON.stringify(json))
  assert.match(body.error.message, message)
  assert.deepEqual(await stateOf(id), before)
  assert.deepEqual(await auditOf(app.database, id), [])
}

test('content is a draft until somebody says otherwise, and is told whole by the answer', async () => {
  const id = await insert({ title: 'Winter tires' })
  assert.equal((await stateOf(id)).posting_status, 'draft')
  const from = Date.now()
  const { status, body } = await patch(id, { posting_status: 'published' })
  assert.equal(status, 200)
  const { publish_at, updated_at, ...rest } = body.data
  assert.deepEqual(rest, {
    id,
    title: 'Winter tires',
    slug: 'winter-tires',
    posting_status: 'published',
    featured_image: null,
  })
  assert.ok(Date.parse(publish_at) >= from && Date.parse(publish_at) <= Date.now())
  assert.equal(updated_at, publish_at)
  const { slug, posting_status, ...state } = await stateOf(id)
  assert.deepEqual([slug, posting_status, state.publish_at], ['winter-tires', 'published', publish_at])
})

test('a future time schedules, another one reschedules, and both are told in UTC', async () => {
  const id = await insert()
  const scheduled = await patch(id, { posting_status: 'scheduled', publish_at: '2099-08-01T09:00:00-04:00' })
  assert.equal(scheduled.body.data.posting_status, 'scheduled')
  assert.equal(scheduled.body.data.publish_at, '2099-08-01T13:00:00.000Z')
  const moved = await patch(id, { publish_at: '2099-08-02T13:00:00.5Z' })
  assert.equal(moved.body.data.publish_at, '2099-08-02T13:00:00.500Z')
  const same = await patch(id, { posting_status: 'scheduled' })
  assert.deepEqual(same.body, moved.body)
  const actions = (await auditOf(app.database, id)).map(({ action }) => action)
  assert.deepEqual(actions, ['content.schedule', 'content.schedule'])
})

test('a time that is not in the future, in the calendar, with an offset, or not asked for, is refused', async () => {
  const id = await insert()
  const at = (publish_at: unknown) => ({ posting_status: 'scheduled', publish_at })
  await assertRefused(id, { posting_status: 'scheduled' }, 'publish_at', /required/)
  await assertRefused(id, at(null), 'publish_at', /required/)
  await assertRefused(id, at(soon(-1)), 'publish_at', /future/)
  await assertRefused(id, at('2099-02-30T09:00:00Z'), 'publish_at', /calendar/)
  for (const text of ['2099-08-01T09:00:00', '2099-08-01', 'tomorrow', '', '4089445200000']) {
    await assertRefused(id, at(text), 'publish_at', /offset/)
  }
  await assertRefused(id, { publish_at: soon() }, 'publish_at', /only with .*scheduled/)
  await assertRefused(id, { posting_status: 'draft', publish_at: soon() }, 'publish_at', /only with/)
  await assertRefused(id, { posting_status: 'published', publish_at: soon() }, 'publish_at', /only with/)
})

test('only complete content is scheduled or published; a slug and a picture can wait there before', async () => {
  for (const status of ['generating', 'failed', 'awaiting_input'] as const) {
    const id = await insert({ status })
    for (const json of [
      { posting_status: 'published' },
      { posting_status: 'scheduled', publish_at: soon() },
      { posting_status: 'published', slug: `slug-${status.replace('_', '-')}` },
    ]) {
      const { status: code, body } = await patch(id, json)
      assert.equal(code, 400)
      assert.equal(body.error.message, `Content is not complete (status: ${status})`)
    }
    const { body } = await patch(id, { slug: `slug-${status.replace('_', '-')}`, posting_status: 'draft' })
    assert.equal(body.data.slug, `slug-${status.replace('_', '-')}`)
  }
  const { body } = await client('GET', '/content/published')
  assert.ok(body.data.every((item: { slug: string }) => !item.slug.startsWith('slug-')))
})

test('back in draft it has no time and keeps its slug, and goes live again at a new time', async () => {
  const id = await insert({ title: 'Back and forth' })
  const first = (await patch(id, { posting_status: 'published' })).body.data
  const again = (await patch(id, { posting_status: 'published' })).body.data
  assert.deepEqual(again, first)
  const draft = (await patch(id, { posting_status: 'draft' })).body.data
  assert.deepEqual([draft.posting_status, draft.publish_at, draft.slug], ['draft', null, 'back-and-forth'])
  await patch(id, { title: 'Another title' })
  const later = (await patch(id, { posting_status: 'published' })).body.data
  assert.equal(later.slug, 'back-and-forth')
  assert.ok(later.publish_at > first.publish_at)
  const off = (await patch(id, { posting_status: 'scheduled', publish_at: soon() })).body.data
  assert.equal(off.posting_status, 'scheduled')
  const actions = (await auditOf(app.database, id)).map(({ action }) => action)
  assert.deepEqual(actions, [
    ...['content.publish', 'content.unpublish', 'content.update', 'content.publish', 'content.schedule'],
  ])
})

test('a new title makes no version and leaves the body; while the content is generating it is refused', async () => {
  const id = await insert({ title: 'Old' })
  const old = await stateOf(id)
  const { body } = await patch(id, { title: '  New  ' })
  assert.equal(body.data.title, 'New')
  assert.equal((await client('GET', `/content/${id}`)).body.data.title, 'New')
  assert.equal((await stateOf(id)).markdown, old.markdown)
  const { versions } = (await client('GET', `/content/${id}/versions`)).body.data
  assert.deepEqual(
    versions.map(({ version, title }: { version: number; title: string }) => [version, title]),
    [[1, 'Old']],
  )
  for (const title of ['', '   ', null]) {
    assert.equal((await patch(id, { title })).body.data.title, 'New', JSON.stringify(title))
  }
  const busy = await insert({ status: 'generating' })
  const refused = await patch(busy, { title: 'New' })
  assert.equal(refused.status, 400)
  assert.match(refused.body.error.message, /^title .*generating/)
})

test('a slug of words in any script is taken in one spelling; everything else is refused', async () => {
  const id = await insert()
  for (const slug of ['a', '2026-honda-cr-v', 'größe', 'ホンダ-シビック', 'הונדה-2026', 'x'.repeat(200)]) {
    const { body } = await patch(id, { slug })
    assert.equal(body.data?.slug, slug)
  }
  assert.equal((await patch(id, { slug: 'cafe\u0301' })).body.data.slug, 'café')
  const other = await insert()
  const same = await patch(other, { slug: 'café' })
  assert.equal(same.status, 409)
  for (const slug of [
    ...['', ' ', 'A', 'Honda', 'a b', 'a_b', 'a--b', '-a', 'a-', 'a/b', '../a', 'a?b', 'a%20b', 'a.html'],
    ...['<script>', 'a"b', "a'b", 'a\u200bb', 'a\u202eb', '\u0301a', '🚗', 'x'.repeat(201), 'a\nb'],
  ]) {
    await assertRefused(other, { slug }, 'slug', /^slug must/)
  }
})

test('a slug is unique on its site and free on another; freed by its owner it can be taken', async () => {
  const [mine, other] = [await insert(), await insert()]
  assert.equal((await patch(mine, { slug: 'only-one' })).status, 200)
  const { status, body } = await patch(other, { slug: 'only-one', title: 'Not this either' })
  assert.equal(status, 409)
  assert.equal(body.error.code, 'conflict')
  assert.match(body.error.message, /only-one .*choose another/)
  assert.equal((await stateOf(other)).title, 'A title')
  assert.deepEqual(await auditOf(app.database, other), [])
  const theirs = await insertFinished(app.database, neighbourSiteId)
  assert.equal((await neighbour('PATCH', `/content/${theirs}`, { json: { slug: 'only-one' } })).status, 200)
  assert.equal((await patch(mine, { slug: 'only-one' })).status, 200)
  await patch(mine, { slug: 'another-one' })
  assert.equal((await patch(other, { slug: 'only-one' })).status, 200)
})

test('without a slug the title gives one, the first that is free', async () => {
  const title = 'Deep Dive: 2026 Civic!'
  const slugs: string[] = []
  for (let i = 0; i < 3; i++) {
    const id = await insert({ title })
    slugs.push((await patch(id, { posting_status: 'published' })).body.data.slug)
  }
  assert.deepEqual(slugs, ['deep-dive-2026-civic', 'deep-dive-2026-civic-2', 'deep-dive-2026-civic-3'])
  const pictures = await insert({ title: '🚗🚗' })
  const { body } = await patch(pictures, { posting_status: 'scheduled', publish_at: soon() })
  assert.equal(body.data.slug, pictures)
  const renamed = await insert()
  const both = await patch(renamed, { title: 'Fresh name', posting_status: 'published' })
  assert.equal(both.body.data.slug, 'fresh-name')
})

test('a picture is an http or https URL, kept as a browser would ask for it, and an empty one is none', async () => {
  const id = await insert()
  const image = async (featured_image: unknown) =>
    (await patch(id, { featured_image })).body.data?.featured_image
  assert.equal(
    await image('https://images.example.com/a b.jpg?w=1'),
    'https://images.example.com/a%20b.jpg?w=1',
  )
  assert.equal(await image(null), 'https://images.example.com/a%20b.jpg?w=1')
  assert.equal(
    await image('http://bücher.example/"><script>'),
    'http://xn--bcher-kva.example/%22%3E%3Cscript%3E',
  )
  assert.equal(await image(''), null)
  const fresh = await insert()
  for (const url of [
    ...[
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://example.com/a.jpg',
      '//example.com/a.jpg',
      '/a.jpg',
    ],
    ...[
      'a.jpg',
      'https://',
      'https://user:secret@example.com/a.jpg',
      `https://example.com/${'x'.repeat(2048)}`,
    ],
    `https://example.com/${'"'.repeat(1000)}`,
  ]) {
    await assertRefused(fresh, { featured_image: url }, 'featured_image', /^featured_image must/)
  }
})

test('a change that changes nothing leaves no trace, and unknown fields are faults only in strict reading', async () => {
  const id = await insert()
  const state = await stateOf(id)
  for (const json of [
    {},
    { title: 'A title' },
    { posting_status: 'draft' },
    { featured_image: '' },
    { body: 'x' },
  ]) {
    assert.equal((await patch(id, json)).status, 200)
  }
  assert.deepEqual(await stateOf(id), state)
  assert.deepEqual(await auditOf(app.database, id), [])
  const strict = await patch(id, { body: 'x' }, { Prefer: 'handling=strict' })
  assert.equal(strict.status, 400)
  assert.equal((await client('PATCH', `/content/${id}`)).status, 400)
})

test('the audit log says which key changed which fields, from what to what, in which request', async () => {
  const id = await insert({ title: 'Before' })
  const json = { title: 'After', posting_status: 'published', featured_image: 'https://example.com/a.jpg' }
  const { body } = await patch(id, json, { 'X-Request-Id': 'req-77' })
  assert.deepEqual(await auditOf(app.database, id), [
    {
      actor: 'key',
      key_id: keyId,
      key_label: 'test key',
      action: 'content.publish',
      noun: 'content',
      details: {
        title: { from: 'Before', to: 'After' },
        slug: { from: null, to: 'after' },
        posting_status: { from: 'draft', to: 'published' },
        publish_at: { from: null, to: body.data.publish_at },
        featured_image: { from: null, to: 'https://example.com/a.jpg' },
      },
      request_id: 'req-77',
    },
  ])
})

test('another site’s content is as good as none: for PATCH, publish-data and versions', async () => {
  const id = await insert()
  const missing = '0199a3c4-0000-7000-8000-000000000001'
  for (const [method, tail] of [
    ['PATCH', ''],
    ['GET', '/publish-data'],
    ['GET', '/versions'],
    ['GET', '/html?document=true'],
  ] as const) {
    const options = method === 'PATCH' ? { json: { posting_status: 'published' } } : {}
    const theirs = await neighbour(method, `/content/${id}${tail}`, options)
    const none = await neighbour(method, `/content/${missing}${tail}`, options)
    assert.equal(theirs.status, 404, tail)
    assert.deepEqual({ ...theirs.body.error, request_id: '' }, { ...none.body.error, request_id: '' })
  }
  assert.equal((await stateOf(id)).posting_status, 'draft')
})

test('the published list shows what is live and what will be, pages through it, and nobody else’s', async () => {
  const own = await makeSite(app.database, 'List')
  const list = clientOf(app.url, (await makeKey(app.database, own.id)).key)
  const ids: string[] = []
  for (let i = 0; i < 5; i++) {
    const id = await insertFinished(app.database, own.id, { title: `Number ${i}` })
    await app.database.pool.query(`UPDATE contents SET created_at = $2 WHERE id = $1`, [
      id,
      new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 2))),
    ])
    ids.push(id)
  }
  const [, live, planned] = ids as [string, string, string, string, string]
  for (const id of ids.slice(1)) {
    const json =
      id === planned
        ? { posting_status: 'scheduled', publish_at: '2099-01-01T00:00:00Z' }
        : { posting_status: 'published' }
    await list('PATCH', `/content/${id}`, { json })
  }
  const seen: string[] = []
  let query = '/content/published?limit=1'
  for (;;) {
    const { body } = await list('GET', query)
    assert.equal(body.pagination.total_count, 4)
    seen.push(...body.data.map((item: { id: string }) => item.id))
    if (!body.pagination.has_more) break
    query = `/content/published?limit=1&cursor=${body.pagination.next_cursor}`
  }
  assert.equal(seen.length, 4)
  assert.deepEqual(new Set(seen), new Set(ids.slice(1)))
  const all = (await list('GET', '/content/published')).body.data
  assert.deepEqual(
    all.map((item: { id: string }) => item.id),
    seen,
  )
  const days = all.map((item: { created_at: string }) => item.created_at)
  assert.deepEqual(days, days.toSorted().reverse())

  const scheduled = (await list('GET', '/content/published?status=scheduled')).body
  assert.equal(scheduled.pagination.total_count, 1)
  const { created_at, updated_at, ...item } = scheduled.data[0]
  assert.deepEqual(item, {
    id: planned,
    title: 'Number 2',
    article_type: 'basic',
    status: 'scheduled',
    slug: 'number-2',
    date: '2099-01-01T00:00:00.000Z',
    published_at: null,
    featured_image: null,
  })
  assert.ok(created_at < updated_at)
  const published = (await list('GET', '/content/published?status=published')).body
  assert.equal(published.pagination.total_count, 3)
  const one = published.data.find((entry: { id: string }) => entry.id === live)
  assert.equal(one.date, one.published_at)

  assert.equal((await list('GET', '/content/published?status=draft')).status, 400)
  const cursor = (await list('GET', '/content/published?limit=1')).body.pagination.next_cursor
  assert.equal((await list('GET', `/content/published?status=published&cursor=${cursor}`)).status, 400)
  assert.equal((await list('GET', `/content?cursor=${cursor}`)).status, 400)
  assert.equal((await client('GET', `/content/published?cursor=${cursor}`)).status, 400)
  const { data } = (await client('GET', '/content/published?limit=100')).body
  assert.ok(data.every((entry: { id: string }) => !ids.includes(entry.id)))
})

test('versions: empty before the first is complete, a 404 for what is not there', async () => {
  const id = await insert({ status: 'generating' })
  const { status, body } = await client('GET', `/content/${id}/versions`)
  assert.equal(status, 200)
  assert.deepEqual(body, { data: { versions: [] } })
  const done = await insert({ title: 'Done', markdown: '## Done\n', wordCount: 1 })
  await app.database.pool.query(
    `INSERT INTO content_versions (content_id, version, title, content, word_count, claims, created_at)
     VALUES ($1, 2, 'Done again', '## Again', 1, '{}', now())`,
    [done],
  )
  const { versions } = (await client('GET', `/content/${done}/versions`)).body.data
  assert.deepEqual(
    versions.map(({ created_at, ...version }: { created_at: string }) => version),
    [
      { version: 2, title: 'Done again', content: '## Again', word_count: 1 },
      { version: 1, title: 'Done', content: '## Done\n', word_count: 1 },
    ],
  )
  assert.match(versions[0].created_at, /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/)
})
