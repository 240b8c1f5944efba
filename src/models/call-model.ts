// One call of one model: a prompt goes, the answer's text comes as it is written. Retries, queues and what the text is
// good for are others' matters.

import type { LanguageModel, ModelMessage } from 'ai'
import type { TSchema } from 'typebox'
import { CallFailure, type Usage } from './failure.ts'
import { failureOf } from './failure-of.ts'

export type Prompt = {
  /** Ours alone; no word of data. */
  instructions: string
  messages: ModelMessage[]
  /** Given: the provider is asked to hold the answer to it. */
  schema: TSchema | undefined
  maxTokens: number
}

export type CallEnd = {
  /** As far as it came. */
  text: string
  /** False when the answer ends because its tokens did. */
  isWhole: boolean
  failure: CallFailure | undefined
  usage: Usage
}

const answerBytesMax = 64_000
const bytesPerToken = 4

/** Never throws: a call that failed has cost something too. */
export async function callModel(
  model: LanguageModel,
  prompt: Prompt,
  signal: AbortSignal,
  onText: (delta: string) => void,
): Promise<CallEnd> {
  const call = await read(model, prompt, signal, onText).catch(async (error) => ({
    text: '',
    failure: await failureOf(error),
    ended: undefined,
  }))
  const failure = signal.aborted
    ? new CallFailure('unavailable', 'did not answer in time')
    : (call.failure ?? faultOfEnd(call.ended?.reason))
  const usage = call.ended?.usage ?? (failure?.isFree ? noUsage : estimate(prompt, call.text))
  return { text: call.text, isWhole: call.ended?.reason === 'stop', failure, usage }
}

type Stream = {
  text: string
  failure: CallFailure | undefined
  ended: { reason: string; usage: Usage | undefined } | undefined
}

async function read(
  model: LanguageModel,
  prompt: Prompt,
  signal: AbortSignal,
  onText: (delta: string) => void,
): Promise<Stream> {
  const { jsonSchema, Output, streamText } = await import('ai')
  silenceSdk()
  const enough = new AbortController()
  const { stream } = streamText({
    model,
    instructions: prompt.instructions,
    messages: prompt.messages,
    maxOutputTokens: prompt.maxTokens,
    maxRetries: 0,
    abortSignal: AbortSignal.any([signal, enough.signal]),
    // OpenAI would keep the answers; the others pass over it.
    providerOptions: { openai: { store: false } },
    onError: () => {},
    // The SDK would parse the answer anew with each piece of it, and throws where it is nested too deep.
    ...(prompt.schema
      ? {
          output: {
            ...Output.text(),
            responseFormat: Output.object({ schema: jsonSchema(prompt.schema) }).responseFormat,
          },
        }
      : {}),
  })
  const call: Stream = { text: '', failure: undefined, ended: undefined }
  let bytes = 0
  for await (const part of stream) {
    if (part.type === 'text-delta') {
      bytes += Buffer.byteLength(part.text)
      if (bytes > answerBytesMax) {
        call.failure = new CallFailure('unusable', `answered with more than ${answerBytesMax} bytes`)
        break
      }
      call.text += part.text
      onText(part.text)
    } else if (part.type === 'finish-step') {
      call.ended = { reason: part.finishReason, usage: told(part.usage) }
    } else if (part.type === 'error') {
      call.failure = await failureOf(part.error)
    }
  }
  enough.abort()
  return call
}

/** The SDK's warnings go to the console and may quote a prompt. */
function silenceSdk(): void {
  globalThis.AI_SDK_LOG_WARNINGS = false
}

function faultOfEnd(reason: string | undefined): CallFailure | undefined {
  if (reason === 'stop' || reason === 'length') return undefined
  return reason === 'content-filter'
    ? new CallFailure('refused', 'filtered its answer out')
    : new CallFailure('unavailable', 'broke off its answer')
}

const noUsage: Usage = { inputTokens: 0, outputTokens: 0, isEstimate: false }

function told(usage: {
  inputTokens: number | undefined
  outputTokens: number | undefined
}): Usage | undefined {
  const { inputTokens, outputTokens } = usage
  if (inputTokens === undefined || outputTokens === undefined) return undefined
  return { inputTokens, outputTokens, isEstimate: false }
}

function estimate(prompt: Prompt, answer: string): Usage {
  return { ...mostOf(prompt), outputTokens: tokensOf(answer) }
}

/** What the prompt may use: as many tokens as its bytes say, and an answer of full length. */
export function mostOf({ instructions, messages, schema, maxTokens }: Prompt): Usage {
  const said = instructions + messages.map(({ content }) => content).join('')
  const asked = schema ? said + JSON.stringify(schema) : said
  return { inputTokens: tokensOf(asked), outputTokens: maxTokens, isEstimate: true }
}

function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken)
}
