import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let app: TestApp
let siteId: string
let client: Client

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  siteId = (await makeSite(app.database)).id
  client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
})
after(() => app.stop())

const body = { keyword: '2026 Honda Civic price' }
const create = (key: string, json: unknown = body, headers: Record<string, string> = {}) =>
  client('POST', '/ideaclouds', { json, headers: { 'X-Idempotency-Key': key, ...headers } })

async function count(table: 'ideaclouds' | 'idempotency_keys'): Promise<number> {
  return (
    await app.database.pool.query(`SELECT count(*)::int AS n FROM ${table} WHERE site_id = $1`, [siteId])
  ).rows[0].n
}

async function jobCount(): Promise<number> {
  return (
    await app.database.pool.query(
      `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'ideacloud.research'`,
    )
  ).rows[0].n
}

/** An IdeaCloud as research leaves it, with one question. */
async function completeIdeacloud(): Promise<string> {
  const { id } = (await client('POST', '/ideaclouds', { json: body })).body.data
  const question = {
    id: 'q-1-0',
    question: 'What is the price?',
    intent: 'price',
    clusterId: 'cluster-0',
    isRecommended: true,
  }
  const research = {
    ok: true,
    questions: [question],
    clusters: [],
    recommendedQuestionIds: ['q-1-0'],
    entities: { vehicles: [] },
  }
  const set = `UPDATE ideaclouds SET status = 'complete', title = 'Title', research = $2 WHERE id = $1`
  await app.database.pool.query(set, [id, research])
  return id
}

test('200 parallel duplicates make one resource and one job, and get the same bytes', async () => {
  const [clouds, jobs] = [await count('ideaclouds'), await jobCount()]
  const answers = await Promise.all(Array.from({ length: 200 }, () => create('parallel')))
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [202])
  assert.equal(new Set(answers.map((answer) => answer.text)).size, 1)
  assert.equal(answers.filter((answer) => answer.headers.get('idempotency-replayed') === null).length, 1)
  assert.equal(await count('ideaclouds'), clouds + 1)
  assert.equal(await jobCount(), jobs + 1)
})

test('a duplicate replays whatever its member order, spacing, key header and API key', async () => {
  const first = await client('POST', '/ideaclouds', {
    raw: '{"keyword":"2026 Honda Pilot towing","extra":{"a":1,"b":2}}',
    headers: { 'content-type': 'application/json', 'X-Idempotency-Key': 'spelling' },
  })
  const other = clientOf(app.url, (await makeKey(app.database, siteId)).key)
  const again = await other('POST', '/ideaclouds/', {
    raw: '{ "extra": {"b":2, "a":1},\n "keyword": "2026 Honda Pilot towing" }',
    headers: { 'content-type': 'application/json', 'Idempotency-Key': 'spelling' },
  })
  assert.equal(again.text, first.text)
  assert.equal(again.status, 202)
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
})

test('another body, or only another unknown member, under the same key is a 409 with the documented text', async () => {
  await create('conflict')
  for (const json of [{ keyword: 'another' }, { ...body, extra: true }]) {
    const { status, body: answer } = await create('conflict', json)
    assert.equal(status, 409)
    assert.equal(answer.error.code, 'idempotency_conflict')
    assert.equal(answer.error.message, 'Idempotency key reused with different parameters')
    assert.equal(answer.error.details, undefined)
  }
})

test('a request that failed leaves its key free', async () => {
  const category = '0199a3c4-0000-7000-8000-000000000001'
  const failed = await create('freed', { ...body, category_id: category })
  assert.equal(failed.status, 400)
  assert.equal((await create('freed')).status, 202)
})

test('a key older than 24 hours is free although it has not been purged', async () => {
  const first = await create('old')
  await app.database.pool.query(
    `UPDATE idempotency_keys SET created_at = created_at - interval '24 hours 1 second' WHERE site_id = $1 AND key = 'old'`,
    [siteId],
  )
  const second = await create('old', { keyword: 'something else about a Honda' })
  assert.equal(second.status, 202)
  assert.notEqual(second.body.data.id, first.body.data.id)
  assert.equal((await create('old', { keyword: 'something else about a Honda' })).text, second.text)
})

test('the key of one site means nothing on another', async () => {
  const first = await create('shared')
  const neighbour = await makeSite(app.database, 'Neighbour')
  const other = clientOf(app.url, (await makeKey(app.database, neighbour.id)).key)
  const second = await other('POST', '/ideaclouds', {
    json: body,
    headers: { 'X-Idempotency-Key': 'shared' },
  })
  assert.equal(second.status, 202)
  assert.notEqual(second.body.data.id, first.body.data.id)
})

test('an empty key, one of more than 256 characters, and two that differ are a 400', async () => {
  assert.equal((await create('x'.repeat(256))).status, 202)
  for (const headers of [
    { 'X-Idempotency-Key': '' },
    { 'X-Idempotency-Key': 'x'.repeat(257) },
    { 'X-Idempotency-Key': 'a', 'Idempotency-Key': 'b' },
  ] as Record<string, string>[]) {
    const answer = await client('POST', '/ideaclouds', { json: body, headers })
    assert.equal(answer.status, 400)
    assert.match(answer.body.error.message, /Idempotency-Key/)
  }
})

test('200 parallel duplicates of POST /content make one content, one event and one job', async () => {
  const { pool } = app.database
  const json = { ideacloud_id: await completeIdeacloud(), article_type: 'basic' }
  const send = () =>
    client('POST', '/content', { json, headers: { 'X-Idempotency-Key': 'parallel content' } })
  const answers = await Promise.all(Array.from({ length: 200 }, send))
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [202])
  assert.equal(new Set(answers.map((answer) => answer.text)).size, 1)
  const { rows } = await pool.query(
    `SELECT
    (SELECT count(*)::int FROM contents WHERE site_id = $1) AS contents,
    (SELECT count(*)::int FROM events WHERE site_id = $1) AS events,
    (SELECT count(*)::int FROM pgboss.job WHERE name = 'content.generate') AS jobs`,
    [siteId],
  )
  assert.deepEqual(rows[0], { contents: 1, events: 1, jobs: 1 })
})

test('a duplicate of /generate gets its 202 although the content is generating by now', async () => {
  const id = await completeIdeacloud()
  const waiting = await client('POST', '/content', {
    json: { ideacloud_id: id, article_type: 'qa', mode: 'interactive' },
  })
  const path = `/content/${waiting.body.data.content_id}/generate`
  const generate = () =>
    client('POST', path, {
      json: { selected_question_ids: ['q-1-0'] },
      headers: { 'X-Idempotency-Key': 'generate' },
    })
  const answers = [await generate(), ...(await Promise.all([generate(), generate()]))]
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [202, 202, 202],
  )
  assert.equal(new Set(answers.map((answer) => answer.text)).size, 1)
  const without = await client('POST', path, { json: { selected_question_ids: ['q-1-0'] } })
  assert.equal(without.status, 400)
  assert.equal(without.body.error.message, 'Content is already generating')
})
