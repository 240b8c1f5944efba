// What a site chooses among the models that the operator allows.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listAudit } from '#audit/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { faultsOf } from '../harness/settings.ts'

const secret = 'sk-geheim'
const allowed = ['anthropic/claude-haiku-4-5', 'ollama/qwen3:8b']

let app: TestApp

before(async () => {
  app = await startTestApp({
    roles: ['api'],
    settings: {
      FORECOURT_MODEL: allowed.join(','),
      ANTHROPIC_API_KEY: secret,
      OLLAMA_BASE_URL: 'http://10.1.2.3:11434/v1',
      FORECOURT_MODEL_TOKENS_PER_DAY: '500000',
      FORECOURT_MODEL_CENTS_PER_DAY: '300',
    },
  })
})
after(() => app.stop())

async function openSite(): Promise<{ siteId: string; keyId: string; client: Client }> {
  const siteId = (await makeSite(app.database)).id
  const { key, id } = await makeKey(app.database, siteId)
  return { siteId, keyId: id, client: clientOf(app.url, key) }
}

test('a site that has chosen nothing has what the operator allows, with its prices and no word of keys and addresses', async () => {
  const { client } = await openSite()
  const { body, text } = await client('GET', '/site/models')
  const { data } = body
  assert.deepEqual(data.models, allowed)
  assert.deepEqual(
    data.allowed.map(({ model }: { model: string }) => model),
    allowed,
  )
  const [{ price }, free] = data.allowed
  assert.deepEqual([price.input_usd, price.output_usd, price.read_on], [1, 5, '2026-11-29'])
  assert.match(price.source, /^https:/)
  assert.equal(free.price, null)
  assert.deepEqual([data.tokens_per_day, data.cents_per_day, data.at_limit], [null, null, 'wait'])
  assert.deepEqual(data.limit, { tokens_per_day: 500_000, cents_per_day: 300 })
  assert.deepEqual([data.today.tokens, data.today.cost_usd, data.use], [0, 0, []])
  assert.match(data.today.ends_at, /^20\d\d-\d\d-\d\dT0[45]:00:00\.000Z$/, 'midnight in New York')
  assert.doesNotMatch(text, new RegExp(`${secret}|10\\.1\\.2\\.3`))
})

test('order, budget and what happens at its end are the site’s own; what is not sent stays; each change is told once', async () => {
  const { siteId, keyId, client } = await openSite()
  const patch = async (json: Record<string, unknown>) =>
    (await client('PATCH', '/site/models', { json })).body.data
  const first = await patch({ models: [allowed[1]], tokens_per_day: 40_000 })
  assert.deepEqual([first.models, first.tokens_per_day, first.at_limit], [[allowed[1]], 40_000, 'wait'])
  const second = await patch({ at_limit: 'fall_back', models: [...allowed].reverse() })
  assert.deepEqual(
    [second.models, second.tokens_per_day, second.at_limit],
    [[...allowed].reverse(), 40_000, 'fall_back'],
  )
  await patch({ at_limit: 'fall_back', tokens_per_day: 40_000 })
  const third = await patch({ tokens_per_day: 0, cents_per_day: 100 })
  assert.deepEqual([third.tokens_per_day, third.cents_per_day], [null, 100])
  assert.deepEqual((await client('GET', '/site/models')).body.data, third)

  const entries = (await listAudit(app.database.db, siteId, { limit: 10 })).filter(
    ({ action }) => action === 'site_models.update',
  )
  assert.deepEqual(
    entries.map(({ key_id, noun_id, details }) => [key_id, noun_id, details]).reverse(),
    [
      { models: { from: null, to: [allowed[1]] }, tokens_per_day: { from: null, to: 40_000 } },
      {
        models: { from: [allowed[1]], to: [...allowed].reverse() },
        at_limit: { from: 'wait', to: 'fall_back' },
      },
      { tokens_per_day: { from: 40_000, to: null }, cents_per_day: { from: null, to: 100 } },
    ].map((details) => [keyId, siteId, details]),
  )
})

test('the lower of both budgets holds: a site cannot give itself more than the operator does', async () => {
  const { client } = await openSite()
  const limitOf = async (json: Record<string, unknown>) =>
    (await client('PATCH', '/site/models', { json })).body.data.limit
  assert.deepEqual(await limitOf({ tokens_per_day: 600_000, cents_per_day: 20 }), {
    tokens_per_day: 500_000,
    cents_per_day: 20,
  })
  assert.deepEqual(await limitOf({ tokens_per_day: 10, cents_per_day: 0 }), {
    tokens_per_day: 10,
    cents_per_day: 300,
  })
})

test('a model that the operator does not allow is refused by name, and nothing of the change is done', async () => {
  const { client } = await openSite()
  const json = { models: [allowed[0], 'openai/gpt-5.5'], tokens_per_day: 5 }
  const { status, body } = await client('PATCH', '/site/models', { json })
  assert.equal(status, 400)
  assert.deepEqual(body.error.details.fields, [
    {
      path: 'models',
      message: `models names what is not allowed here: openai/gpt-5.5; it can be of: ${allowed.join(', ')}`,
    },
  ])
  assert.equal((await client('GET', '/site/models')).body.data.tokens_per_day, null)
})

test('what one site chooses and spends is not another’s', async () => {
  const [one, other] = [await openSite(), await openSite()]
  await one.client('PATCH', '/site/models', { json: { models: [], tokens_per_day: 7 } })
  const { data } = (await other.client('GET', '/site/models')).body
  assert.deepEqual([data.models, data.tokens_per_day], [allowed, null])
})

test('an operator’s budget is a whole number above nought', () => {
  for (const value of ['0', '-1', '1.5', 'x', '99999999999', '1e3']) {
    assert.match(
      faultsOf({ FORECOURT_MODEL_TOKENS_PER_DAY: value }),
      /FORECOURT_MODEL_TOKENS_PER_DAY must be/,
      value,
    )
    assert.match(faultsOf({ FORECOURT_MODEL_CENTS_PER_DAY: value }), /FORECOURT_MODEL_CENTS_PER_DAY must be/)
  }
  assert.equal(faultsOf({ FORECOURT_MODEL_TOKENS_PER_DAY: '1', FORECOURT_MODEL_CENTS_PER_DAY: '250' }), '')
})
