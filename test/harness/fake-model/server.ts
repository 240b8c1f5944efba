// A model server: a real local HTTP server that speaks the wire formats of the providers, streaming or not, logs each
// request, and does with it what a test has queued; else it words the facts that it was given, correctly.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Behaviour, behaviours } from './behaviours.ts'
import { type Dialect, type DialectName, dialectOf, dialects } from './dialects.ts'

export type ModelRequest = {
  dialect: DialectName
  path: string
  headers: IncomingHttpHeaders
  /** As it came. */
  raw: string
  body: Record<string, unknown>
  /** What stands in the place of instructions, and what in the user's, whatever the dialect. */
  system: string
  user: string
  /** The schema that the answer is to be held to by the server. */
  schema: unknown
}

export type FakeModel = {
  /** Without a path. */
  url: string
  requests: ModelRequest[]
  /** What is done with the next requests, one each. */
  script(...next: Behaviour[]): void
  /** What is done with requests beyond the queue. */
  always(behaviour: Behaviour): void
  /** Requests that are being answered, and the most that were at once. */
  atOnce(): { now: number; most: number }
  stop(): Promise<void>
}

export async function startFakeModel(): Promise<FakeModel> {
  const requests: ModelRequest[] = []
  const queue: Behaviour[] = []
  let otherwise: Behaviour = behaviours.phrase
  let now = 0
  let most = 0
  const server = createServer(async (incoming, response) => {
    now += 1
    most = Math.max(most, now)
    response.on('close', () => {
      now -= 1
    })
    const dialect = dialectOf(incoming.url ?? '')
    if (!dialect) return void response.writeHead(404).end('{"error":{"message":"no such path"}}')
    const request = await readRequest(incoming, dialect)
    requests.push(request)
    await answer(response, dialects[dialect], request, await (queue.shift() ?? otherwise)(request))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    script: (...next) => void queue.push(...next),
    always: (behaviour) => {
      otherwise = behaviour
    },
    atOnce: () => ({ now, most }),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readRequest(incoming: IncomingMessage, dialect: DialectName): Promise<ModelRequest> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  const raw = Buffer.concat(parts).toString()
  const path = incoming.url ?? ''
  const body = JSON.parse(raw)
  return { dialect, path, headers: incoming.headers, raw, body, ...dialects[dialect].read(body) }
}

const piecesMax = 8

async function answer(
  response: ServerResponse,
  dialect: Dialect,
  request: ModelRequest,
  reply: Awaited<ReturnType<Behaviour>>,
): Promise<void> {
  if ('status' in reply) {
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    return void response.end(JSON.stringify({ error: { message: reply.message, type: 'error', code: 'x' } }))
  }
  if ('hang' in reply) {
    if (reply.hang === 'midway') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(dialect.streamed(['{"para'], 'stop', request)[0])
    }
    return
  }
  const ends = reply.ends ?? 'stop'
  if (!dialect.isStreamed(request)) {
    response.writeHead(200, { 'content-type': 'application/json' })
    return void response.end(JSON.stringify(dialect.whole(reply.text, ends, request)))
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const events = dialect.streamed(pieces(reply.text), ends, request)
  for (const event of reply.cut ? events.slice(0, Math.ceil(events.length / 2)) : events)
    response.write(event)
  if (reply.cut === 'reset') response.socket?.destroy()
  else response.end()
}

function pieces(text: string): string[] {
  const length = Math.max(1, Math.ceil(text.length / piecesMax))
  return Array.from({ length: Math.ceil(text.length / length) }, (_, i) =>
    text.slice(i * length, (i + 1) * length),
  )
}
