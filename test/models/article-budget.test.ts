// Articles that a model words, and a site's day whose budget ends in the middle of one.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { behaviours, dataOf } from '../harness/fake-model/behaviours.ts'
import { type FakeModel, type ModelRequest, startFakeModel } from '../harness/fake-model/server.ts'
import { importDemoFeed, makeKey, makeSite, settled, until } from '../harness/fixtures.ts'

const dayMs = 24 * 3600_000
/** In New York, where the sites are: no day of a budget ends while a test runs. */
const noonMs = Date.parse('2026-12-01T17:00:00Z')
const startedMs = Date.now()

let database: TestDatabase
let fake: FakeModel
let app: TestApp
let client: Client
let siteId: string
let aheadMs = 0

/** A process on the one database. */
async function start(): Promise<TestApp> {
  const app = await startTestApp({
    database,
    clock: { now: () => new Date(noonMs + Date.now() - startedMs + aheadMs) },
    settings: {
      FORECOURT_MODEL: 'ollama/qwen3',
      FORECOURT_MODEL_FOR: 'articles',
      OLLAMA_BASE_URL: `${fake.url}/v1`,
    },
  })
  client = clientOf(app.url, (await makeKey(database, siteId)).key)
  return app
}

before(async () => {
  database = await createTestDatabase()
  fake = await startFakeModel()
})
after(async () => {
  await fake.stop()
  await database.drop()
})

/** A site with stock, and a process that serves it. */
async function open(): Promise<void> {
  siteId = (await makeSite(database)).id
  await importDemoFeed(database, siteId)
  app = await start()
}

afterEach(async () => {
  await app.stop()
  fake.requests.length = 0
  fake.always(behaviours.phrase)
  aheadMs = 0
})

async function startArticle(): Promise<string> {
  const cloud = (await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda CR-V' } })).body.data.id
  await until(client, `/ideaclouds/${cloud}`, settled)
  const json = { ideacloud_id: cloud, article_type: 'basic' }
  return (await client('POST', '/content', { json })).body.data.id
}

const limit = async (json: Record<string, unknown>) => {
  const { status, body, text } = await client('PATCH', '/site/models', { json })
  assert.equal(status, 200, text)
  return body.data
}

const sectionOf = (request: ModelRequest) => JSON.stringify(dataOf(request).section)

/** What the model was asked to word, or to word again, each as its data says. */
const asked = () =>
  fake.requests.map((request) => `${'findings' in dataOf(request) ? 'again: ' : ''}${sectionOf(request)}`)

/** The article's job, while it sleeps. */
async function sleepingJob(): Promise<{ seconds: number; keptSeconds: number }> {
  const { rows } = await database.pool.query(
    `SELECT extract(epoch FROM start_after - now())::float8 AS seconds, extract(epoch FROM keep_until - now())::float8 AS "keptSeconds"
     FROM pgboss.job WHERE name = 'content.generate' AND group_id = $1 AND state = 'retry'`,
    [siteId],
  )
  assert.equal(rows.length, 1)
  return rows[0]
}

test('an article says what it was asked and what it cost; each section is bought once', async () => {
  await open()
  const id = await startArticle()
  const content = await until(client, `/content/${id}`, settled)
  assert.equal(content.status, 'complete', content.error)
  assert.ok(asked().length >= 3)
  assert.deepEqual(asked(), [...new Set(asked())])
  const { use, calls } = (await client('GET', `/content/${id}/model-calls`)).body.data
  const [{ claims_held, claims_cut, ...figures }] = use
  assert.deepEqual(figures, {
    ...{ provider: 'ollama', model: 'qwen3', calls: asked().length, failures: 0 },
    ...{ input_tokens: 120 * asked().length, output_tokens: 45 * asked().length },
    ...{ cost_usd: null, tokens_without_price: 165 * asked().length },
  })
  assert.ok(claims_held > claims_cut)
  assert.equal(calls.length, asked().length)
  const parts = calls.map(({ task, part }: { task: string; part: string }) => `${task} ${part}`)
  assert.deepEqual(parts, [...new Set(parts)])
  const sum = (name: string) =>
    calls.reduce((sum: number, call: Record<string, number>) => sum + call[name]!, 0)
  assert.deepEqual([sum('claims_held'), sum('claims_cut')], [claims_held, claims_cut])

  const before = fake.requests.length
  assert.equal((await client('POST', `/content/${id}/generate`)).status, 202)
  assert.equal((await until(client, `/content/${id}`, settled)).status, 'complete')
  assert.equal(fake.requests.length, before, 'of the same facts nothing is bought again')

  const { data } = (await client('GET', '/site/models')).body
  assert.deepEqual(data.allowed, [{ model: 'ollama/qwen3', price: null }])
  assert.equal(data.today.tokens, 165 * before)
  assert.deepEqual(data.use, use)
  const { ends_at, ...today } = data.today
  assert.deepEqual(data.days, [today])
})

test('an article may take as long as 200 questions do with a model, and its worker is not taken for lost', async () => {
  await open()
  const { rows } = await database.pool.query(
    `SELECT expire_seconds AS seconds FROM pgboss.queue WHERE name = 'content.generate'`,
  )
  assert.ok(rows[0].seconds > 250 * 90)
})

test('what a model invents is counted as cut', async () => {
  await open()
  fake.always(behaviours.invented)
  const id = await startArticle()
  await until(client, `/content/${id}`, settled)
  const [{ claims_cut }] = (await client('GET', `/content/${id}/model-calls`)).body.data.use
  assert.ok(claims_cut >= 1, `${claims_cut}`)
})

test('at the end of its budget an article waits for the next day, says so, outlives a restart, and goes on where it was', async () => {
  await open()
  await limit({ tokens_per_day: 300 })
  const id = await startArticle()
  const waiting = await until(client, `/content/${id}`, ({ progress }) =>
    /budget/.test(progress?.message ?? ''),
  )
  const { ends_at } = (await client('GET', '/site/models')).body.data.today
  assert.equal(waiting.status, 'generating')
  assert.equal(waiting.progress.stage, 'writing')
  assert.equal(
    waiting.progress.message,
    `The budget for language models is used up for today; the writing goes on at ${ends_at}.`,
  )
  const bought = asked()
  assert.equal(bought.length, 2)
  await untilAsleep()
  const { seconds, keptSeconds } = await sleepingJob()
  assert.equal(ends_at, '2026-12-02T05:00:00.000Z')
  assert.ok(seconds > 3500 && seconds <= 3600, `sleeps ${seconds} s`)
  assert.ok(keptSeconds > seconds + 29 * 86_400)

  // Each hour it looks whether it may go on, and says nothing where it may not.
  const told = await eventsOf(id)
  await database.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'content.generate'`)
  await untilAwake()
  await untilAsleep()
  assert.deepEqual((await client('GET', `/content/${id}`)).body.data.progress, waiting.progress)
  assert.deepEqual(await eventsOf(id), told)
  assert.deepEqual(asked(), bought)

  await app.stop()
  app = await start()
  assert.ok((await sleepingJob()).seconds > 3500)
  assert.deepEqual(asked(), bought)
  const { rows } = await database.pool.query('SELECT * FROM job_failures')
  assert.deepEqual(rows, [])

  // A day of two sections each, until it is whole.
  for (let days = 1; days < 30; days++) {
    aheadMs = days * dayMs
    await database.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'content.generate'`)
    const before = fake.requests.length
    const settledNow = await until(
      client,
      `/content/${id}`,
      (data) => settled(data) || (fake.requests.length > before && data.progress.message.includes('budget')),
    )
    if (settled(settledNow)) break
    await untilAsleep()
  }
  const content = await until(client, `/content/${id}`, settled)
  assert.equal(content.status, 'complete', content.error)
  assert.deepEqual(asked(), [...new Set(asked())])
  assert.deepEqual(asked().slice(0, 2), bought)
  const events = await eventsOf(id)
  const waits = events.filter(({ message }) => /goes on at/.test(message ?? ''))
  assert.ok(waits.length >= 2)
  const instants = waits.map(({ message }) => message)
  assert.deepEqual(instants, [...new Set(instants)])
  assert.equal(events.filter(({ type }) => type === 'content.completed').length, 1)
})

async function eventsOf(id: string): Promise<{ type: string; message: string | null }[]> {
  const { rows } = await database.pool.query(
    `SELECT type, data->>'message' AS message FROM events WHERE data->>'article_id' = $1 ORDER BY created_at, id`,
    [id],
  )
  return rows
}

async function untilAwake(): Promise<void> {
  for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
    const { rows } = await database.pool.query(
      `SELECT 1 FROM pgboss.job WHERE name = 'content.generate' AND group_id = $1 AND retry_count > 0`,
      [siteId],
    )
    if (rows.length > 0) return
    assert.ok(Date.now() < end, 'the job does not wake')
  }
}

/** The job is put back a moment after the content says that it waits. */
async function untilAsleep(): Promise<void> {
  for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const { rows } = await database.pool.query(
      `SELECT 1 FROM pgboss.job WHERE name = 'content.generate' AND group_id = $1 AND state = 'retry' AND start_after > now()`,
      [siteId],
    )
    if (rows.length > 0) return
    assert.ok(Date.now() < end, 'the job does not sleep')
  }
}

test('a budget that is raised wakes what waits for it', async () => {
  await open()
  await limit({ tokens_per_day: 200 })
  const id = await startArticle()
  await until(client, `/content/${id}`, ({ progress }) => /budget/.test(progress?.message ?? ''))
  await untilAsleep()
  assert.equal((await limit({ tokens_per_day: 0 })).tokens_per_day, null)
  assert.equal((await until(client, `/content/${id}`, settled)).status, 'complete')
  assert.deepEqual(asked(), [...new Set(asked())])
})

test('a site that falls back gets the rest by the built-in writer', async () => {
  await open()
  await limit({ tokens_per_day: 300, at_limit: 'fall_back' })
  const id = await startArticle()
  const content = await until(client, `/content/${id}`, settled)
  assert.equal(content.status, 'complete', content.error)
  assert.equal(asked().length, 2)
  assert.ok(content.word_count > 100)
})

test('a site that has chosen no model is written by the built-in writer', async () => {
  await open()
  assert.deepEqual((await limit({ models: [] })).models, [])
  const id = await startArticle()
  assert.equal((await until(client, `/content/${id}`, settled)).status, 'complete')
  assert.equal(fake.requests.length, 0)
  assert.deepEqual((await client('GET', `/content/${id}/model-calls`)).body.data.use, [])
})

test('while a model words a section, its number is told and the percentage moves', async () => {
  await open()
  const gate = Promise.withResolvers<void>()
  fake.always(async (request) => {
    if (new Set(fake.requests.map(sectionOf)).size === 2) await gate.promise
    return behaviours.phrase(request)
  })
  // Each look at the clock is half a second later: progress is told at most once a second.
  const timer = setInterval(() => {
    aheadMs += 500
  }, 20)
  try {
    const id = await startArticle()
    const { progress } = await until(client, `/content/${id}`, (data) =>
      /^Writing section 2 of \d+$/.test(data.progress?.message ?? ''),
    )
    assert.ok(progress.percent > 20 && progress.percent < 70)
    gate.resolve()
    assert.equal((await until(client, `/content/${id}`, settled)).status, 'complete')
    const { rows } = await database.pool.query(
      `SELECT (data->>'progress_percent')::int AS percent FROM events
       WHERE type = 'content.progress' AND data->>'article_id' = $1 ORDER BY created_at, id`,
      [id],
    )
    const percents = rows.map(({ percent }) => percent)
    assert.deepEqual(
      percents,
      [...new Set(percents)].sort((a, b) => a - b),
    )
  } finally {
    gate.resolve()
    clearInterval(timer)
  }
})
