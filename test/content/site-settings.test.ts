// What a site sets for its articles: the default voice, the types and their lengths, the category.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { changeContentType, createBrandVoice, createCategory } from '#sites/index.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let cloudId: string

before(async () => {
  desk = await openDesk()
  cloudId = await desk.cloud('2026 Honda CR-V')
})
after(() => desk.app.stop())

const db = () => desk.app.database.db
const change = (type: string, input: { words?: number; isEnabled?: boolean }) =>
  changeContentType(db(), systemClock, { siteId: desk.siteId, type, ...input })

async function textOf(id: string): Promise<string> {
  const { status, error } = await desk.settle(id)
  assert.equal(status, 'complete', error)
  return (await desk.body(id)).content
}

async function write(json: Record<string, unknown>) {
  const { id } = (await desk.create({ ideacloud_id: cloudId, ...json })).body.data
  return { id: id as string, text: await textOf(id) }
}

async function again(id: string, json: Record<string, unknown>): Promise<string> {
  assert.equal((await desk.client('POST', `/content/${id}/generate`, { json })).status, 202)
  return await textOf(id)
}

/** Asks until the process that takes contents knows of a change; at most a second. */
async function untilStatus(json: Record<string, unknown>, status: number) {
  const from = Date.now()
  for (;;) {
    const answer = await desk.create({ ideacloud_id: cloudId, mode: 'interactive', ...json })
    if (answer.status === status) return answer
    assert.ok(Date.now() - from < 1000, `still ${answer.status}`)
  }
}

test('without brand_voice_id the site’s default voice is used, and it is seen in the wording', async () => {
  const { db } = desk.app.database
  const voice = (name: string, tone: string, isDefault = false) =>
    createBrandVoice(db, systemClock, { siteId: desk.siteId, name, tone, isDefault })
  const plain = await voice('Plain', 'neutral')
  const { id, text: withoutVoice } = await write({ article_type: 'emailtemplate' })
  const warm = await voice('Warm', 'friendly', true)
  const byDefault = await again(id, {})
  assert.notEqual(byDefault, withoutVoice)
  assert.equal(await again(id, { brand_voice_id: plain.id }), withoutVoice)
  assert.equal(await again(id, { brand_voice_id: warm.id }), byDefault)
  const figures = (text: string) => (text.match(/\$[\d,]+/g) ?? []).sort()
  assert.deepEqual(figures(byDefault), figures(withoutVoice))
})

test('a type that is not enabled is refused within a second, alone in a batch, and taken again', async () => {
  await untilStatus({ article_type: 'expert' }, 200)
  await change('expert', { isEnabled: false })
  const { body } = await untilStatus({ article_type: 'expert' }, 400)
  const message = 'article_type expert is not enabled on this site'
  assert.equal(body.error.code, 'validation_error')
  assert.equal(body.error.message, message)
  assert.deepEqual(body.error.details, { fields: [{ path: 'article_type', message }] })
  const items = ['basic', 'expert', 'qa'].map((article_type) => ({ ideacloud_id: cloudId, article_type }))
  const batch = await desk.client('POST', '/content/batch', { json: { items } })
  assert.equal(batch.status, 202)
  assert.deepEqual(batch.body.data.items[1], { article_type: 'expert', status: 'failed', error: message })
  for (const at of [0, 2]) assert.equal(batch.body.data.items[at].status, 'generating')
  await change('expert', { isEnabled: true })
  await untilStatus({ article_type: 'expert' }, 200)
})

test('what is written of a type that is no longer enabled can be written again', async () => {
  const { id } = await write({ article_type: 'salesevent' })
  await change('salesevent', { isEnabled: false })
  await untilStatus({ article_type: 'salesevent' }, 400)
  assert.ok((await again(id, {})).length > 0)
})

test('the site’s length for a type takes the place of the type’s own, and a depth takes its share of that', async () => {
  await change('basic', { words: 300 })
  const short = (await write({})).text
  const deep = (await write({ content_depth: 'in-depth' })).text
  const given = (await write({ content_length: 1200 })).text
  await change('basic', { words: 1200 })
  const usual = (await write({})).text
  const words = [short, deep, given, usual].map((text) => text.split(/\s+/).length)
  const [few = 0, half = 0, all = 0, also = 0] = words
  assert.ok(few < half && half < all * 0.8 && Math.abs(all - also) < all * 0.25, words.join(' '))
})

test('a category stands with the content, as a component too, and its topic is told first', async () => {
  const paint = await createCategory(db(), systemClock, { siteId: desk.siteId, name: 'Paint colors' })
  const inPaint = await desk.cloud('2026 Honda CR-V', paint.id)
  const { id, text } = await write({ ideacloud_id: inPaint })
  const content = (await desk.client('GET', `/content/${id}`)).body.data
  assert.deepEqual(content.category, { id: paint.id, name: 'Paint colors' })
  const component = (await desk.client('GET', `/content/${id}/components/blogCategories`)).body.data
  assert.deepEqual([component.status, component.content], ['complete', 'Paint colors'])
  const [, second = ''] = text.split(/^## .*$/m).slice(1)
  assert.match(second, /Pearl|Metallic|paint|color/i)
  const plain = await write({})
  const none = await desk.client('GET', `/content/${plain.id}/components/blogCategories`)
  assert.equal(none.status, 404)
})
