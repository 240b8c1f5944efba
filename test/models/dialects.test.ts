// Every provider in the wire format that the SDK speaks to it.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { behaviours } from '../harness/fake-model/behaviours.ts'
import { ask, openDesk, secretKey, sentence, textOf } from './desk.ts'

const dialects: readonly { model: string; path: string; key: [string, string] }[] = [
  { model: 'openai/gpt-5', path: '/v1/responses', key: ['authorization', `Bearer ${secretKey}`] },
  { model: 'anthropic/claude-sonnet-4-5', path: '/v1/messages', key: ['x-api-key', secretKey] },
  // Older: held to a schema by a tool.
  { model: 'anthropic/claude-3-haiku-20240307', path: '/v1/messages', key: ['x-api-key', secretKey] },
  {
    model: 'google/gemini-2.5-flash',
    path: '/v1/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    key: ['x-goog-api-key', secretKey],
  },
  ...['ollama', 'vllm', 'llamacpp', 'lmstudio', 'openrouter', 'litellm'].map((provider) => ({
    model: `${provider}/qwen3`,
    path: '/v1/chat/completions',
    key: ['authorization', `Bearer ${secretKey}`] as [string, string],
  })),
]

for (const { model, path, key } of dialects) {
  test(`${model} is asked at its path, with its key, and its tokens are counted`, async () => {
    const desk = await openDesk({ models: [model] })
    try {
      const generated = await ask(desk)
      assert.equal(textOf(generated), sentence)
      assert.deepEqual(generated.usage, { inputTokens: 120, outputTokens: 45, isEstimate: false })
      const [request] = desk.fake.requests
      assert.equal(request?.path, path)
      assert.equal(request?.headers[key[0]], key[1])
      assert.ok(request?.schema)
      assert.match(request?.system ?? '', /Word the facts\./)
      assert.match(request?.user ?? '', /Radiant Red/)
    } finally {
      await desk.fake.stop()
    }
  })

  test(`${model}: no end of a stream, no answer; a refused schema, the prompt`, async () => {
    const desk = await openDesk({ models: [model] })
    try {
      desk.fake.script(behaviours.cutSilently)
      desk.fake.always(behaviours.refusesSchema)
      const generated = await ask(desk)
      assert.equal(textOf(generated), sentence)
      assert.equal(generated.calls, 3)
      assert.match(desk.lines[0] ?? '', /broke off its answer/)
    } finally {
      await desk.fake.stop()
    }
  })
}

test('OpenAI is told to keep nothing', async () => {
  const desk = await openDesk({ models: ['openai/gpt-5'] })
  try {
    await ask(desk)
    assert.equal(desk.fake.requests[0]?.body.store, false)
  } finally {
    await desk.fake.stop()
  }
})

test('a redirect is not followed: the key stays with the server that it is for', async () => {
  const desk = await openDesk({ models: ['anthropic/claude-sonnet-4-5'] })
  const elsewhere = createServer((_, response) =>
    response.writeHead(307, { location: `${desk.fake.url}/v1/messages` }).end(),
  )
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1`
  const led = await openDesk({ models: ['anthropic/claude-sonnet-4-5'], at: { anthropic: url } })
  try {
    await assert.rejects(ask(led))
    assert.equal(desk.fake.requests.length, 0)
  } finally {
    elsewhere.close()
    await Promise.all([desk.fake.stop(), led.fake.stop()])
  }
})
