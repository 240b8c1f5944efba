import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { createCategory } from '#sites/index.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let cloudId: string
let otherCloudId: string
let categoryId: string
const idOf: Record<string, string> = {}

before(async () => {
  desk = await openDesk()
  const category = await createCategory(desk.app.database.db, systemClock, {
    siteId: desk.siteId,
    name: 'Research',
  })
  categoryId = category.id
  cloudId = await desk.cloud('2026 Honda CR-V')
  otherCloudId = await desk.cloud('2026 Honda Civic', categoryId)
  const email = { ideacloud_id: cloudId, article_type: 'emailtemplate' }
  const inputs: Record<string, Record<string, unknown>> = {
    plain: email,
    qa: { ...email, article_type: 'qa' },
    service: { ...email, content_intent: 'fixed_ops' },
    civic: { ...email, ideacloud_id: otherCloudId },
    waiting: { ...email, mode: 'interactive' },
  }
  for (const [name, json] of Object.entries(inputs)) {
    const { data } = (await desk.create(json)).body
    idOf[name] = data.id ?? data.content_id
    if (data.id) await desk.settle(data.id)
  }
})
after(() => desk.app.stop())

const list = async (query: string) => (await desk.client('GET', `/content?${query}`)).body

test('each filter shows what fits it and counts it; several must all fit', async () => {
  const cases: [string, string[]][] = [
    ['', ['waiting', 'civic', 'service', 'qa', 'plain']],
    ['status=awaiting_input', ['waiting']],
    ['status=complete', ['civic', 'service', 'qa', 'plain']],
    ['status=failed', []],
    ['article_type=qa', ['qa']],
    ['content_intent=fixed_ops', ['service']],
    [`ideacloud_id=${cloudId}`, ['waiting', 'service', 'qa', 'plain']],
    [`ideacloud_id=${otherCloudId.toUpperCase()}`, ['civic']],
    [`category_id=${categoryId}`, ['civic']],
    [`category_id=${categoryId}&article_type=qa`, []],
    [`ideacloud_id=${cloudId}&status=complete&content_intent=general&article_type=qa`, ['qa']],
  ]
  for (const [query, names] of cases) {
    const { data, pagination } = await list(query)
    assert.deepEqual(
      data.map((item: { id: string }) => item.id),
      names.map((name) => idOf[name]),
      query,
    )
    assert.deepEqual(pagination, { has_more: false, next_cursor: null, total_count: names.length }, query)
  }
})

test('an item says its category, that of its IdeaCloud', async () => {
  const { data } = await list(`category_id=${categoryId}`)
  assert.deepEqual(data[0].category, { id: categoryId, name: 'Research' })
  assert.equal((await list('article_type=qa')).data[0].category, null)
})

test('a walk over all pages loses nothing and repeats nothing while new content is made', async () => {
  const item = { ideacloud_id: cloudId, article_type: 'emailtemplate', mode: 'interactive' }
  const make = (n: number) => Promise.all(Array.from({ length: n }, () => desk.create(item)))
  await make(20)
  const first = await list('limit=100')
  const known = first.data.map((row: { id: string }) => row.id)
  assert.equal(known.length, 25)

  const seen: string[] = []
  let pages = 0
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(`limit=4${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...page.data.map((row: { id: string }) => row.id))
    assert.equal(page.pagination.total_count, 25 + 2 * pages)
    cursor = page.pagination.next_cursor
    assert.equal(page.pagination.has_more, cursor !== null)
    await make(2)
    pages++
  } while (cursor)
  assert.deepEqual(seen, known)
  assert.equal(pages, 7)
})

test('content of one moment is told apart, so that no page ends between equals', async () => {
  const item = { ideacloud_id: cloudId, article_type: 'emailtemplate', content_intent: 'variable' }
  await desk.client('POST', '/content/batch', { json: { items: Array.from({ length: 9 }, () => item) } })
  const query = 'content_intent=variable'
  const all = (await list(query)).data
  assert.equal(new Set(all.map((row: { created_at: string }) => row.created_at)).size, 1)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(
      `${query}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    )
    seen.push(...page.data.map((row: { id: string }) => row.id))
    cursor = page.pagination.next_cursor
  } while (cursor)
  assert.deepEqual(
    seen,
    all.map((row: { id: string }) => row.id),
  )
  for (const id of seen) await desk.settle(id)
})
