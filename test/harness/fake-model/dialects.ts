// The wire formats, as far as a text or a JSON answer needs them.

import type { ModelRequest } from './server.ts'

export type DialectName = 'chat' | 'responses' | 'anthropic' | 'google'

type Json = Record<string, unknown>
type Read = Pick<ModelRequest, 'system' | 'user' | 'schema'>
export type Ends = 'stop' | 'length'

export type Dialect = {
  read(body: Json): Read
  isStreamed(request: ModelRequest): boolean
  whole(text: string, ends: Ends, request: ModelRequest): Json
  /** The server-sent events, the last of which says how it ended. */
  streamed(pieces: string[], ends: Ends, request: ModelRequest): string[]
}

export function dialectOf(path: string): DialectName | undefined {
  if (/\/chat\/completions$/.test(path)) return 'chat'
  if (/\/responses$/.test(path)) return 'responses'
  if (/\/messages$/.test(path)) return 'anthropic'
  if (/\/models\/[^/]+:(stream)?generateContent/i.test(path)) return 'google'
  return undefined
}

/** A text, or the texts of a list of parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return ((content ?? []) as { text?: string }[]).map(({ text }) => text ?? '').join('')
}

function textsOf(messages: unknown, roles: string[]): string {
  return ((messages ?? []) as { role: string; content: unknown }[])
    .filter(({ role }) => roles.includes(role))
    .map(({ content }) => textOf(content))
    .join('\n')
}

const event = (data: Json, name?: string) =>
  `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`

const usage = { input: 120, output: 45 }

const chat: Dialect = {
  read: (body) => ({
    system: textsOf(body.messages, ['system']),
    user: textsOf(body.messages, ['user']),
    schema: (body.response_format as { json_schema?: { schema: unknown } } | undefined)?.json_schema?.schema,
  }),
  isStreamed: ({ body }) => body.stream === true,
  whole: (text, ends, { body }) => ({
    ...chatHead(body),
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: ends }],
    usage: chatUsage,
  }),
  streamed(pieces, ends, { body }) {
    const chunk = (choices: unknown[], more: Json = {}) =>
      event({ ...chatHead(body), object: 'chat.completion.chunk', choices, ...more })
    return [
      ...pieces.map((content) => chunk([{ index: 0, delta: { role: 'assistant', content } }])),
      chunk([{ index: 0, delta: {}, finish_reason: ends }]),
      ...(body.stream_options ? [chunk([], { usage: chatUsage })] : []),
      'data: [DONE]\n\n',
    ]
  },
}

const chatUsage = { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: 165 }
const chatHead = (body: Json) => ({ id: 'chatcmpl-1', created: 1_790_000_000, model: body.model })

const responses: Dialect = {
  read: (body) => ({
    system: textsOf(body.input, ['system', 'developer']) + textOf(body.instructions),
    user: textsOf(body.input, ['user']),
    schema: (body.text as { format?: { schema?: unknown } } | undefined)?.format?.schema,
  }),
  isStreamed: ({ body }) => body.stream === true,
  whole: (text, ends, { body }) => ({
    ...responseHead(body),
    ...responseEnd(ends),
    output: [message(text)],
  }),
  streamed: (pieces, ends, { body }) => [
    event({ type: 'response.created', response: responseHead(body) }),
    event({ type: 'response.output_item.added', output_index: 0, item: message() }),
    ...pieces.map((delta) =>
      event({
        type: 'response.output_text.delta',
        item_id: 'msg_1',
        output_index: 0,
        content_index: 0,
        delta,
      }),
    ),
    event({ type: 'response.output_item.done', output_index: 0, item: message(pieces.join('')) }),
    event({
      type: ends === 'length' ? 'response.incomplete' : 'response.completed',
      response: { ...responseHead(body), ...responseEnd(ends) },
    }),
  ],
}

const responseHead = (body: Json) => ({ id: 'resp_1', created_at: 1_790_000_000, model: body.model })
const responseEnd = (ends: Ends) => ({
  incomplete_details: ends === 'length' ? { reason: 'max_output_tokens' } : null,
  usage: { input_tokens: usage.input, output_tokens: usage.output },
})
const message = (text?: string) => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  content: text === undefined ? [] : [{ type: 'output_text', text, annotations: [] }],
})

const anthropic: Dialect = {
  read: (body) => ({
    system: textOf(body.system),
    user: textsOf(body.messages, ['user']),
    schema:
      (body.output_config as { format?: { schema?: unknown } } | undefined)?.format?.schema ??
      forcedTool(body)?.input_schema,
  }),
  isStreamed: ({ body }) => body.stream === true,
  whole: (text, ends, { body }) => ({
    ...anthropicHead(body),
    content: [
      forcedTool(body)
        ? { type: 'tool_use', id: 'toolu_1', name: 'json', input: JSON.parse(text) }
        : { type: 'text', text },
    ],
    stop_reason: stopReason(ends, body),
    usage: { input_tokens: usage.input, output_tokens: usage.output },
  }),
  streamed(pieces, ends, { body }) {
    const tool = forcedTool(body)
    const block = tool
      ? { type: 'tool_use', id: 'toolu_1', name: tool.name, input: {} }
      : { type: 'text', text: '' }
    const of = (type: string, more: Json) => event({ type, ...more }, type)
    return [
      of('message_start', {
        message: {
          ...anthropicHead(body),
          content: [],
          usage: { input_tokens: usage.input, output_tokens: 1 },
        },
      }),
      of('content_block_start', { index: 0, content_block: block }),
      ...pieces.map((text) =>
        of('content_block_delta', {
          index: 0,
          delta: tool ? { type: 'input_json_delta', partial_json: text } : { type: 'text_delta', text },
        }),
      ),
      of('content_block_stop', { index: 0 }),
      of('message_delta', {
        delta: { stop_reason: stopReason(ends, body), stop_sequence: null },
        usage: { output_tokens: usage.output },
      }),
      of('message_stop', {}),
    ]
  },
}

const anthropicHead = (body: Json) => ({ id: 'msg_1', type: 'message', role: 'assistant', model: body.model })

function stopReason(ends: Ends, body: Json): string {
  if (ends === 'length') return 'max_tokens'
  return forcedTool(body) ? 'tool_use' : 'end_turn'
}

/** How older models are held to a schema: by a tool that they must call. */
function forcedTool(body: Json): { name: string; input_schema: unknown } | undefined {
  const tools = (body.tools ?? []) as { name: string; input_schema: unknown }[]
  return body.tool_choice ? tools[0] : undefined
}

const google: Dialect = {
  read: (body) => {
    const config = (body.generationConfig ?? {}) as Json
    return {
      system: textOf((body.systemInstruction as { parts?: unknown } | undefined)?.parts),
      user: ((body.contents ?? []) as { role: string; parts: unknown }[])
        .filter(({ role }) => role === 'user')
        .map(({ parts }) => textOf(parts))
        .join('\n'),
      schema: config.responseSchema ?? config.responseJsonSchema,
    }
  },
  isStreamed: ({ path }) => path.includes('streamGenerateContent'),
  whole: (text, ends) => candidate(text, ends),
  streamed: (pieces, ends) => [...pieces.map((text) => event(candidate(text))), event(candidate('', ends))],
}

const candidate = (text: string, ends?: Ends) => ({
  candidates: [
    {
      content: { role: 'model', parts: [{ text }] },
      index: 0,
      ...(ends ? { finishReason: ends === 'length' ? 'MAX_TOKENS' : 'STOP' } : {}),
    },
  ],
  usageMetadata: { promptTokenCount: usage.input, candidatesTokenCount: usage.output, totalTokenCount: 165 },
})

export const dialects: Readonly<Record<DialectName, Dialect>> = { chat, responses, anthropic, google }
