// The SDK's way to a model. It is loaded at the first call: who has no model configured never loads it.
// Address and key are always given, since the SDK would else look for them in the environment.

import type { LanguageModel } from 'ai'
import { type ModelSetting, providers } from './providers.ts'

/** Of a whole answer as it comes over the wire, with what the dialect wraps around every word. */
const wireBytesMax = 4_000_000

export async function openModel({ provider, model, baseUrl, key }: ModelSetting): Promise<LanguageModel> {
  const settings = { baseURL: baseUrl, apiKey: key?.reveal() ?? '', fetch: boundedFetch }
  switch (providers[provider].dialect) {
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(settings)(model)
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic(settings)(model)
    case 'google':
      return (await import('@ai-sdk/google')).createGoogle(settings)(model)
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      const { apiKey, ...others } = settings
      return createOpenAICompatible({
        ...others,
        name: provider,
        ...(apiKey === '' ? {} : { apiKey }),
        includeUsage: true,
        // Without it the schema is not sent.
        supportsStructuredOutputs: true,
      })(model)
    }
  }
}

/** Follows no redirect, which would take the key to another server, and reads no endless answer. */
const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'error' })
  if (!response.body) return response
  let bytes = 0
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.length
        if (bytes > wireBytesMax) controller.error(new Error(`more than ${wireBytesMax} bytes`))
        else controller.enqueue(chunk)
      },
    }),
  )
  const { status, statusText, headers } = response
  return new Response(bounded, { status, statusText, headers })
}
