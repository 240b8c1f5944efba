// What models cost and what was bought of them, on a real database.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { Hidden } from '#kernel/hidden.ts'
import { silentLog } from '#kernel/log.ts'
import {
  type Budget,
  BudgetReached,
  createModels,
  deleteOldCalls,
  ModelError,
  openSpending,
  type ProviderName,
} from '#models/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { behaviours, says, status } from '../harness/fake-model/behaviours.ts'
import { type FakeModel, startFakeModel } from '../harness/fake-model/server.ts'
import { makeSite } from '../harness/fixtures.ts'
import { ask, redCar, secretKey, sentence, textOf } from './desk.ts'

const noon = Date.parse('2026-11-29T17:00:00Z')
const dayMs = 24 * 3600_000
const unlimited: Budget = { tokensPerDay: null, centsPerDay: null }

let database: TestDatabase
let fake: FakeModel
let nowMs = noon
const clock = { now: () => new Date(nowMs) }

before(async () => {
  database = await createTestDatabase()
  fake = await startFakeModel()
})
after(async () => {
  await fake.stop()
  await database.drop()
})
afterEach(() => {
  nowMs = noon
  fake.requests.length = 0
  fake.always(behaviours.phrase)
})

/** One process with models; a second one on the same database is the successor of the first. */
function startModels({ names = ['ollama/qwen3'], budget = unlimited, perSite = 2 } = {}) {
  const settings = names.map((name) => {
    const [provider, model] = name.split('/') as [ProviderName, string]
    return { provider, model, baseUrl: `${fake.url}/v1`, key: new Hidden(secretKey) }
  })
  const models = createModels({
    settings,
    spending: openSpending({ db: database.db, clock, budget }),
    clock,
    log: silentLog,
    pace: { random: () => 0, sleep: async () => {} },
    limits: { perProvider: 50, perSite },
  })
  return { models, clock }
}

const siteOf = async () => (await makeSite(database)).id
const colored = (color: string) => ({
  facts: [{ id: 'F1', what: 'exterior color', said: color, unit: null }],
})

async function callsOf(site: string) {
  const { rows } = await database.pool.query(
    `SELECT *, day::text AS day, cost_usd::float8 AS cost FROM model_calls WHERE site_id = $1 ORDER BY created_at, id`,
    [site],
  )
  return rows
}

test('a call is counted with its site, day, work, task, model, tokens and cost, without a prompt or a key', async () => {
  const site = await siteOf()
  await ask(startModels({ names: ['anthropic/claude-haiku-4-5-20251001'] }), { site })
  const [call, ...others] = await callsOf(site)
  assert.deepEqual(others, [])
  assert.deepEqual(
    [call.day, call.work_kind, call.work_id, call.part, call.task, call.provider, call.model],
    [
      '2026-11-29',
      'content',
      'content:a',
      'lead',
      'phrase-section',
      'anthropic',
      'claude-haiku-4-5-20251001',
    ],
  )
  assert.deepEqual([call.input_tokens, call.output_tokens, call.is_estimate], [120, 45, false])
  assert.equal(call.cost, (120 * 1 + 45 * 5) / 1_000_000)
  assert.equal(call.outcome, 'answered')
  const line = JSON.stringify(call)
  assert.doesNotMatch(line, new RegExp(`${secretKey}|Word the facts|exterior color.*said`))
})

test('what has no price costs null, and its tokens are counted', async () => {
  const site = await siteOf()
  await ask(startModels(), { site })
  const [call] = await callsOf(site)
  assert.deepEqual([call.cost, call.input_tokens + call.output_tokens], [null, 165])
})

test('what was bought is found by a successor; nobody is asked again', async () => {
  const site = await siteOf()
  const first = await ask(startModels(), { site })
  const second = await ask(startModels(), { site })
  assert.equal(textOf(second), sentence)
  assert.deepEqual([second.callId, second.calls, second.usage.inputTokens], [first.callId, 0, 0])
  assert.equal(fake.requests.length, 1)
  assert.equal((await callsOf(site)).length, 1)
})

test('it is found although the model before it in the order failed then', async () => {
  const site = await siteOf()
  const names = ['ollama/qwen3', 'vllm/qwen3']
  fake.script(status(500))
  assert.equal((await ask(startModels({ names }), { site })).provider, 'vllm')
  assert.equal((await ask(startModels({ names }), { site })).provider, 'vllm')
  assert.equal(fake.requests.length, 2)
})

test('another site, other data, another model and other instructions are asked for themselves', async () => {
  const site = await siteOf()
  const own = startModels()
  await ask(own, { site })
  await ask(own, { site: await siteOf() })
  await ask(own, { site, data: colored('Blue') })
  await ask(startModels({ names: ['ollama/llama3'] }), { site })
  const { schema, ...task } = await lastTask()
  await own.models.generate({ ...task, schema, site, instructions: 'Word the facts anew.' })
  assert.equal(fake.requests.length, 5)
})

/** As `ask` asks. */
async function lastTask() {
  const { PhrasedSection } = await import('../../src/models/section-task.ts')
  return {
    task: 'phrase-section',
    work: { kind: 'content', id: 'content:a', part: 'lead' },
    data: redCar,
    schema: PhrasedSection,
    maxTokens: 500,
    deadline: new Date(nowMs + 20_000),
  }
}

test('what does not pass the caller’s check today is bought anew', async () => {
  const site = await siteOf()
  const own = startModels()
  const task = { ...(await lastTask()), site, instructions: 'Word the facts.' }
  await own.models.generate(task)
  let asked = 0
  await own.models.generate({ ...task, check: () => (asked++ === 0 ? ['not this one'] : []) })
  assert.equal(fake.requests.length, 2)
})

test('an answer that was not taken is counted, and never found', async () => {
  const site = await siteOf()
  fake.script(behaviours.prose, says('{"paragraphs":[]}'))
  await ask(startModels(), { site })
  const calls = await callsOf(site)
  assert.deepEqual(
    calls.map(({ outcome, answer }) => [outcome, answer]),
    [
      ['failed', null],
      ['answered', { paragraphs: [] }],
    ],
  )
})

test('at the end of the day’s budget nobody is asked until the site’s next day; then all goes on', async () => {
  const site = await siteOf()
  const own = startModels({ budget: { tokensPerDay: 300, centsPerDay: null } })
  await ask(own, { site, data: colored('Red') })
  await ask(own, { site, data: colored('Blue') })
  const error = await ask(own, { site, data: colored('Green') }).then(
    () => assert.fail('it was asked'),
    (error) => error,
  )
  assert.ok(error instanceof BudgetReached && error instanceof ModelError)
  assert.equal(error.until.toISOString(), '2026-11-30T05:00:00.000Z', 'midnight in New York')
  assert.equal(error.fallsBack, false)
  assert.equal(fake.requests.length, 2)
  await ask(own, { site, data: colored('Red') })
  assert.equal(fake.requests.length, 2, 'what was bought costs nothing')
  await ask(own, { site: await siteOf(), data: colored('Green') })
  nowMs = error.until.getTime() - 1
  await assert.rejects(ask(own, { site, data: colored('Green') }), BudgetReached)
  nowMs = error.until.getTime()
  await ask(own, { site, data: colored('Green') })
  assert.equal(fake.requests.length, 4)
})

test('a budget in money is held by the price of the model; what has no price does not count', async () => {
  const site = await siteOf()
  const budget = { tokensPerDay: null, centsPerDay: 1 }
  const priced = startModels({ names: ['anthropic/claude-opus-4-1'], budget })
  for (const color of ['Red', 'Blue', 'Green'])
    await ask(priced, { site, data: colored(color) }).catch(() => {})
  // 120 × 15 + 45 × 75 dollars for a million: half a cent each.
  assert.equal(fake.requests.length, 2)
  const free = startModels({ names: ['ollama/qwen3'], budget })
  await assert.rejects(ask(free, { site, data: colored('Gold') }), BudgetReached)
  const other = await siteOf()
  for (const color of ['Red', 'Blue', 'Green']) await ask(free, { site: other, data: colored(color) })
})

test('calls at once pass the budget by no more than those in flight: each is reserved at its full length first', async () => {
  const site = await siteOf()
  const own = startModels({ budget: { tokensPerDay: 2000, centsPerDay: null }, perSite: 20 })
  const other = startModels({ budget: { tokensPerDay: 2000, centsPerDay: null }, perSite: 20 })
  const gate = Promise.withResolvers<void>()
  fake.always(async (request) => {
    await gate.promise
    return behaviours.phrase(request)
  })
  let refused = 0
  const asked = Array.from({ length: 20 }, async (_, i) => {
    try {
      await ask(i % 2 ? own : other, { site, data: colored(`Red ${i}`) })
    } catch (error) {
      assert.ok(error instanceof BudgetReached)
      refused++
    }
  })
  await until(() => refused + fake.requests.length === 20)
  const reckoned = (await callsOf(site)).map((call) => call.input_tokens + call.output_tokens)
  const sum = reckoned.reduce((one, other) => one + other, 0)
  assert.ok(sum >= 2000 && sum - (reckoned[0] ?? 0) < 2000, `${reckoned.length} calls in flight: ${reckoned}`)
  gate.resolve()
  await Promise.all(asked)
  assert.equal(fake.requests.length, reckoned.length)
})

/** Waits until a condition holds, at most 5 s. */
async function until(done: () => boolean): Promise<void> {
  const end = Date.now() + 5000
  while (!done()) {
    if (Date.now() > end) throw new Error('waited for too long')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('what a killed process had asked for counts as reckoned', async () => {
  const site = await siteOf()
  const own = startModels({ budget: { tokensPerDay: 600, centsPerDay: null } })
  const dies = new AbortController()
  fake.always(behaviours.hang)
  const asked = ask(own, { site, signal: dies.signal })
  await until(() => fake.requests.length > 0)
  const [call] = await callsOf(site)
  assert.deepEqual([call.outcome, call.is_estimate, call.output_tokens], ['asked', true, 500])
  fake.always(behaviours.phrase)
  await assert.rejects(ask(own, { site, data: colored('Blue') }), BudgetReached)
  dies.abort(new Error('gone'))
  await assert.rejects(asked, /gone/)
  const [ended] = await callsOf(site)
  assert.deepEqual([ended.outcome, ended.is_estimate, ended.output_tokens], ['failed', true, 0])
})

test('a call that was turned away costs nothing', async () => {
  const site = await siteOf()
  fake.always(status(401))
  await assert.rejects(ask(startModels(), { site }), ModelError)
  const [call] = await callsOf(site)
  assert.deepEqual([call.outcome, call.input_tokens, call.output_tokens], ['failed', 0, 0])
})

test('answers are kept a week, what was spent 400 days', async () => {
  const site = await siteOf()
  const own = startModels()
  await ask(own, { site })
  await deleteOldCalls(database.db, new Date(nowMs + 6.9 * dayMs))
  assert.notEqual((await callsOf(site))[0].answer, null)
  await deleteOldCalls(database.db, new Date(nowMs + 7.1 * dayMs))
  const [call] = await callsOf(site)
  assert.deepEqual([call.answer, call.input_tokens], [null, 120])
  await ask(own, { site })
  assert.equal(fake.requests.length, 2)
  await deleteOldCalls(database.db, new Date(nowMs + 399 * dayMs))
  assert.equal((await callsOf(site)).length, 2)
  await deleteOldCalls(database.db, new Date(nowMs + 401 * dayMs))
  assert.equal((await callsOf(site)).length, 0)
})

test('what becomes of the claims of an answer stands with its call', async () => {
  const site = await siteOf()
  const { models } = startModels()
  const { callId } = await ask({ models, clock }, { site })
  await models.tellHeld(callId, { held: 7, cut: 2 })
  const [call] = await callsOf(site)
  assert.deepEqual([call.claims_held, call.claims_cut], [7, 2])
})

test('a site’s models are asked in its order, and of what the operator has taken away nothing', async () => {
  const site = await siteOf()
  await database.pool.query(
    `INSERT INTO site_models (site_id, models, updated_at) VALUES ($1, '{lmstudio/gone,vllm/qwen3,ollama/qwen3}', now())`,
    [site],
  )
  const own = startModels({ names: ['ollama/qwen3', 'litellm/x', 'vllm/qwen3'] })
  fake.script(status(500))
  assert.equal((await ask(own, { site })).provider, 'ollama')
  assert.deepEqual(
    (await callsOf(site)).map(({ provider, outcome }) => [provider, outcome]),
    [
      ['vllm', 'failed'],
      ['ollama', 'answered'],
    ],
  )
})

test('any characters that a model may write are kept and found', async () => {
  const site = await siteOf()
  const text = 'Red\u0000\ud800 “😀” \\ \u2028'
  const answer = { paragraphs: [{ is_list: false, sentences: [{ text, facts: [] }] }] }
  fake.script(says(JSON.stringify(answer)))
  const first = await ask(startModels(), { site })
  const second = await ask(startModels(), { site })
  assert.equal(second.calls, 0)
  assert.deepEqual(second.object, first.object)
})
