// The set-ups that the README shows, each with a server behind it that speaks the provider's wire format.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startTestApp } from '../harness/app.ts'
import { clientOf } from '../harness/client.ts'
import { type FakeModel, startFakeModel } from '../harness/fake-model/server.ts'
import { importDemoFeed, makeKey, makeSite, settled, until } from '../harness/fixtures.ts'

const paths: Record<string, string> = {
  ollama: '/v1/chat/completions',
  anthropic: '/v1/messages',
  openai: '/v1/responses',
  vllm: '/v1/chat/completions',
}

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const setups = [...readme.matchAll(/^(FORECOURT_MODEL=.*) npm start$/gm)].map(([, settings]) =>
  Object.fromEntries((settings as string).split(' ').map((one) => one.split(/=(.*)/s, 2))),
) as Record<string, string>[]

test('the README shows a set-up of Ollama, Anthropic, OpenAI and vLLM', () => {
  const providers = setups.map(({ FORECOURT_MODEL }) => FORECOURT_MODEL?.split('/')[0])
  assert.deepEqual(providers.toSorted(), Object.keys(paths).toSorted())
})

for (const setup of setups) {
  const provider = setup.FORECOURT_MODEL?.split('/')[0] as string
  test(`${setup.FORECOURT_MODEL}: an article is worded by it, and every claim of its body has its facts`, async () => {
    const fake = await startFakeModel()
    try {
      const claims = await write(settingsOf(setup, provider, fake))
      assert.ok(claims.length > 0)
      for (const { text, facts } of claims) assert.ok(facts.length > 0, text)
      assert.ok(fake.requests.length > 0)
      for (const request of fake.requests) {
        assert.equal(request.path, paths[provider])
        assert.equal(request.body.model, setup.FORECOURT_MODEL?.slice(provider.length + 1))
      }
    } finally {
      await fake.stop()
    }
  })
}

/** As shown, with a key in the place of "…" and the address of the server that answers here. */
function settingsOf(
  setup: Record<string, string>,
  provider: string,
  fake: FakeModel,
): Record<string, string> {
  const filled = Object.entries(setup).map(([name, value]) => [
    name,
    value === '…' ? 'key-of-the-test' : value,
  ])
  return { ...Object.fromEntries(filled), [`${provider.toUpperCase()}_BASE_URL`]: `${fake.url}/v1` }
}

type Told = { text: string; status: string; facts: unknown[] }

/** @returns the claims in the body of an article about stock of the demo. */
async function write(settings: Record<string, string>): Promise<Told[]> {
  const app = await startTestApp({ settings })
  try {
    const { id: siteId } = await makeSite(app.database)
    await importDemoFeed(app.database, siteId)
    const client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
    const cloud = (await client('POST', '/ideaclouds', { json: { keyword: 'Honda CR-V' } })).body.data
    await until(client, `/ideaclouds/${cloud.id}`, settled)
    const json = { ideacloud_id: cloud.id, article_type: 'basic' }
    const { id } = (await client('POST', '/content', { json })).body.data
    await until(client, `/content/${id}`, settled)
    const { status, error } = (await client('GET', `/content/${id}`)).body.data
    assert.equal(status, 'complete', error)
    const { claims } = (await client('GET', `/content/${id}/sources`)).body.data
    return claims.filter((claim: Told) => claim.status === 'supported')
  } finally {
    await app.stop()
  }
}
