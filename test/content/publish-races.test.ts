// Publishing on time, and by several at once: workers, people, and a writing that goes on meanwhile.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publishHandler, publishJob } from '#content/index.ts'
import { withTx } from '#db/index.ts'
import { enqueue } from '#jobs/index.ts'
import { silentLog } from '#kernel/log.ts'
import type { Answer } from '../harness/client.ts'
import { until } from '../harness/fixtures.ts'
import { auditOf, insertFinished } from './finished-content.ts'
import { openDesk, pausing, type WritingDesk } from './writing-desk.ts'

const hourMs = 3600_000

let desk: WritingDesk
let aheadMs = 0
const clock = { now: () => new Date(Date.now() + aheadMs) }

before(async () => {
  desk = await openDesk({ clock })
})
after(() => desk.app.stop())

const insert = (title?: string) =>
  insertFinished(desk.app.database, desk.siteId, title === undefined ? {} : { title })
const patch = (id: string, json: object) => desk.client('PATCH', `/content/${id}`, { json })
const stateOf = async (id: string) => (await desk.client('GET', `/content/${id}/publish-data`)).body.data
const schedule = (id: string, hours: number) => {
  const at = new Date(Date.now() + hours * hourMs).toISOString()
  return patch(id, { posting_status: 'scheduled', publish_at: at })
}
const actionsOf = async (id: string) =>
  (await auditOf(desk.app.database, id)).map(({ actor, action }) => `${actor} ${action}`)

/** The job of a worker whose clock is so many hours ahead. */
function work(hours: number): Promise<void> {
  const { db } = desk.app.database
  const { handle } = publishHandler({ db, clock: { now: () => new Date(Date.now() + hours * hourMs) } })
  const context = { jobId: '', attempt: 1, signal: new AbortController().signal, log: silentLog }
  return handle({} as never, context)
}

/** Resolves when somebody waits for a row that another transaction holds. */
async function untilBlocked(): Promise<void> {
  const { pool } = desk.app.database
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    const { rows } = await pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('nobody waits for a lock')
}

test('what came due while no worker ran is published by the first one after, once, and what is not due stays', async () => {
  const [early, late, next, draft] = [await insert(), await insert(), await insert(), await insert()]
  await schedule(early as string, 1)
  await schedule(late as string, 70)
  await schedule(next as string, 73)
  await work(0.9)
  assert.equal((await stateOf(early as string)).posting_status, 'scheduled')
  await work(72)
  await work(72)
  for (const id of [early, late] as string[]) {
    const state = await stateOf(id)
    assert.equal(state.posting_status, 'published')
    assert.ok(Date.parse(state.publish_at) > Date.now() + 71 * hourMs, 'it went live when the worker did it')
    assert.deepEqual(await actionsOf(id), ['key content.schedule', 'system content.publish'])
  }
  assert.equal((await stateOf(next as string)).posting_status, 'scheduled')
  assert.equal((await stateOf(draft as string)).posting_status, 'draft')
  const [, told] = await auditOf(desk.app.database, early as string)
  assert.deepEqual(told?.details.posting_status, { from: 'scheduled', to: 'published' })
  assert.deepEqual([told?.key_id, told?.key_label, told?.request_id], [null, null, null])
})

test('the server publishes by itself: the job stands on the minute, and a worker does it', async () => {
  const id = await insert()
  await schedule(id, 0.5)
  const { pool, db } = desk.app.database
  const { rows } = await pool.query('SELECT cron FROM pgboss.schedule WHERE name = $1', [publishJob.name])
  assert.deepEqual(rows, [{ cron: '* * * * *' }])
  aheadMs = hourMs
  try {
    await withTx(db, (tx) => enqueue(tx, publishJob, [{ siteId: desk.siteId, data: {} }]))
    await until(desk.client, `/content/${id}/publish-data`, (data) => data.posting_status === 'published')
  } finally {
    aheadMs = 0
  }
})

test('several workers at once publish everything once', async () => {
  const ids: string[] = []
  for (let i = 0; i < 30; i++) ids.push(await insert(`Rush ${i}`))
  for (const id of ids) await schedule(id, 1)
  await Promise.all([work(2), work(2), work(2), work(2)])
  for (const id of ids) {
    assert.equal((await stateOf(id)).posting_status, 'published')
    assert.deepEqual(await actionsOf(id), ['key content.schedule', 'system content.publish'])
  }
})

test('content that is sent back to draft just then stays a draft', async () => {
  const id = await insert()
  await schedule(id, 1)
  const client = await desk.app.database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`UPDATE contents SET posting_status = 'draft', publish_at = NULL WHERE id = $1`, [id])
    const worked = work(2)
    await untilBlocked()
    await client.query('COMMIT')
    await worked
  } finally {
    client.release()
  }
  assert.equal((await stateOf(id)).posting_status, 'draft')
  assert.deepEqual(await actionsOf(id), ['key content.schedule'])
})

test('a worker and a person at the same moment: the person’s word is the last, and the log tells what happened', async () => {
  for (let i = 0; i < 20; i++) {
    const id = await insert()
    await schedule(id, 1)
    const [answer] = await Promise.all([patch(id, { posting_status: 'draft' }), work(2)])
    assert.equal(answer.status, 200)
    assert.equal((await stateOf(id)).posting_status, 'draft')
    const actions = await actionsOf(id)
    const before = actions.length === 3 ? ['system content.publish'] : []
    assert.deepEqual(actions, ['key content.schedule', ...before, 'key content.unpublish'])
  }
})

test('of two that ask for one slug at once, one gets it and the other a 409', async () => {
  for (let i = 0; i < 10; i++) {
    const [one, other] = [await insert(), await insert()]
    const answers = await Promise.all([one, other].map((id) => patch(id, { slug: `contested-${i}` })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    const loser = answers.find(({ status }) => status === 409) as Answer
    assert.equal(loser.body.error.code, 'conflict')
  }
})

test('many of one title published at once get a slug each', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => insert('Same title')))
  const answers = await Promise.all(ids.map((id) => patch(id, { posting_status: 'published' })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    ids.map(() => 200),
  )
  const slugs = answers.map(({ body }) => body.data.slug)
  const wanted = ['same-title', ...Array.from({ length: 7 }, (_, i) => `same-title-${i + 2}`)]
  assert.deepEqual(slugs.sort(), wanted.sort())
})

test('two changes of one content at once both hold', async () => {
  const id = await insert()
  await Promise.all([patch(id, { slug: 'both-hold' }), patch(id, { title: 'Both hold' })])
  const state = await stateOf(id)
  assert.deepEqual([state.slug, state.title], ['both-hold', 'Both hold'])
})

test('published content that is written again stays up with its old body and title until the new one is complete', async () => {
  const cloudId = await desk.cloud('2026 Honda CR-V')
  desk.scripts.set('Old name', () => 'Come and see it.')
  const { id } = (await desk.create({ ideacloud_id: cloudId, title: 'Old name' })).body.data
  await desk.settle(id)
  await schedule(id, 1)
  const writer = pausing(() => 'Come and drive it.')
  desk.scripts.set('New name', writer.script)
  await desk.client('POST', `/content/${id}/generate`, { json: { title: 'New name' } })
  await writer.reached

  // It comes due meanwhile, and goes live as it is.
  await work(2)
  const meanwhile = await stateOf(id)
  assert.deepEqual([meanwhile.posting_status, meanwhile.title], ['published', 'Old name'])
  assert.match(meanwhile.markdown, /Come and see it\./)
  const listed = (await desk.client('GET', '/content/published?status=published&limit=100')).body.data
  assert.equal(listed.find((item: { id: string }) => item.id === id).title, 'Old name')
  const page = (await desk.client('GET', `/content/${id}/html?document=true`)).body.data
  assert.match(page.html, /<title>Old name<\/title>/)
  assert.equal((await desk.client('GET', `/content/${id}/html`)).body.data.title, 'Old name')
  const renamed = await patch(id, { title: 'Third name' })
  assert.equal(renamed.status, 400)
  assert.equal((await patch(id, { posting_status: 'published', slug: 'moved' })).status, 200)
  const off = await patch(id, { posting_status: 'draft' })
  assert.equal(off.status, 200)
  const on = await patch(id, { posting_status: 'published' })
  assert.equal(on.body.error.message, 'Content is not complete (status: generating)')

  writer.goOn()
  await desk.settle(id)
  await patch(id, { posting_status: 'published' })
  const fresh = await stateOf(id)
  assert.deepEqual([fresh.posting_status, fresh.title, fresh.slug], ['published', 'New name', 'moved'])
  assert.match(fresh.markdown, /Come and drive it\./)
  const { versions } = (await desk.client('GET', `/content/${id}/versions`)).body.data
  assert.deepEqual(
    versions.map(({ title }: { title: string }) => title),
    ['New name', 'Old name'],
  )
})
