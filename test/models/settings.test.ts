// FORECOURT_MODEL, the keys and the addresses.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { publishedLanguages } from '#content/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLog } from '#kernel/log.ts'
import { providers } from '#models/index.ts'
import { builtInWriter } from '#writing/port.ts'
import { readConfig } from '../../src/config.ts'
import { createPhrasers, openModels } from '../../src/open-models.ts'
import { faultsOf } from '../harness/settings.ts'
import { paperSpending } from './paper-spending.ts'

const read = (environment: Record<string, string>) =>
  readConfig(environment).models.map(({ key, ...rest }) => ({ ...rest, key: key?.reveal() }))

test('without FORECOURT_MODEL there is none, whatever keys are set', () => {
  assert.deepEqual(read({ OPENAI_API_KEY: 'sk-1', OLLAMA_BASE_URL: 'no address' }), [])
})

test('models are read in their order; a model’s name may have slashes and colons', () => {
  const models = read({
    FORECOURT_MODEL: 'ollama/qwen3:8b, openrouter/meta-llama/llama-3.3-70b,anthropic/claude-sonnet-4-5',
    OPENROUTER_API_KEY: 'or-1',
    ANTHROPIC_API_KEY: 'an-1',
    ANTHROPIC_BASE_URL: 'http://gateway.local:9000/anthropic/v1/',
  })
  assert.deepEqual(models, [
    { provider: 'ollama', model: 'qwen3:8b', baseUrl: 'http://127.0.0.1:11434/v1', key: undefined },
    {
      provider: 'openrouter',
      model: 'meta-llama/llama-3.3-70b',
      baseUrl: 'https://openrouter.ai/api/v1',
      key: 'or-1',
    },
    {
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      baseUrl: 'http://gateway.local:9000/anthropic/v1',
      key: 'an-1',
    },
  ])
})

test('every provider has a default address that its own setting would accept', () => {
  for (const [name, { baseUrl, baseUrlName, keyName }] of Object.entries(providers)) {
    const environment = { FORECOURT_MODEL: `${name}/m`, [baseUrlName]: baseUrl, [keyName]: 'k' }
    assert.equal(read(environment)[0]?.baseUrl, baseUrl)
  }
})

test('every fault is told at once, without a key or an address', () => {
  const message = faultsOf({
    FORECOURT_MODEL: 'openai/gpt-5,google/gemini,vllm/m,bard/x,ollama/',
    OPENAI_API_KEY: 'sk geheim',
    VLLM_BASE_URL: 'http://user:geheim@vllm.local/v1',
    PORT: 'x',
  })
  assert.match(message, /PORT must/)
  assert.match(message, /FORECOURT_MODEL must be provider\/model.*"bard\/x", "ollama\/"/)
  assert.match(message, /OPENAI_API_KEY must be a key/)
  assert.match(message, /GOOGLE_API_KEY is required with a model of google/)
  assert.match(message, /VLLM_BASE_URL must be/)
  assert.doesNotMatch(message, /geheim|vllm\.local/)
})

test('each kind of wrong value is a fault', () => {
  for (const value of ['gpt-5', '/x', 'ollama/a b', 'ollama/a,', 'OpenAI/x', 'toString/x', 'ollama/a\nb']) {
    assert.match(faultsOf({ FORECOURT_MODEL: value }), /FORECOURT_MODEL must be provider/, value)
  }
  assert.match(faultsOf({ FORECOURT_MODEL: 'ollama/a,ollama/a' }), /each once/)
  assert.match(faultsOf({ FORECOURT_MODEL: 'abcdef'.replace(/./g, 'ollama/$&,').slice(0, -1) }), /at most 5/)
  for (const url of ['127.0.0.1:11434/v1', 'ftp://x/v1', 'http://x', 'http://x/v1?key=1', 'file:///v1']) {
    assert.match(faultsOf({ FORECOURT_MODEL: 'ollama/a', OLLAMA_BASE_URL: url }), /OLLAMA_BASE_URL must/, url)
  }
})

const deps = { clock: systemClock, log: silentLog, spending: paperSpending() }
const openedFor = (environment: Record<string, string>) =>
  openModels({ config: readConfig(environment), ...deps })

test('the models phrase every published language, before the built-in writer; without them nothing changes', async () => {
  assert.deepEqual(await createPhrasers({ models: undefined, ...deps }), [builtInWriter])
  const { articles } = await openedFor({ FORECOURT_MODEL: 'ollama/qwen3:8b' })
  const [model, ...others] = await createPhrasers({ models: articles, ...deps })
  assert.equal(model?.name, 'model')
  assert.deepEqual(model?.languages, publishedLanguages)
  assert.deepEqual(others, [builtInWriter])
})

test('how many calls are made at once is a number from 1 to 200, 8 unless it is set', () => {
  assert.equal(readConfig({}).modelCalls, 8)
  assert.equal(readConfig({ FORECOURT_MODEL_CALLS: '200' }).modelCalls, 200)
  for (const value of ['0', '201', '1.5', 'many']) {
    assert.match(faultsOf({ FORECOURT_MODEL_CALLS: value }), /FORECOURT_MODEL_CALLS must be/, value)
  }
})

test('a model is asked for articles and research, for more when that is named, and for nothing without one', async () => {
  const model = { FORECOURT_MODEL: 'ollama/a' }
  assert.deepEqual(Object.keys(await openedFor(model)), ['articles', 'research'])
  const all = await openedFor({ ...model, FORECOURT_MODEL_FOR: 'sources, descriptions,articles' })
  assert.deepEqual(Object.keys(all), ['articles', 'descriptions', 'sources'])
  assert.equal(new Set(Object.values(all)).size, 1, 'lanes and breakers are of the process')
  assert.deepEqual(await openedFor({ FORECOURT_MODEL_FOR: 'sources' }), {})
  for (const value of ['everything', 'articles,', 'Articles', 'articles,toString']) {
    assert.match(faultsOf({ ...model, FORECOURT_MODEL_FOR: value }), /FORECOURT_MODEL_FOR must name/, value)
  }
})

test('a key shows in no printed config', () => {
  const config = readConfig({ FORECOURT_MODEL: 'openai/gpt-5', OPENAI_API_KEY: 'sk-geheim' })
  assert.doesNotMatch(inspect(config, { depth: 9 }) + JSON.stringify(config), /geheim/)
})
