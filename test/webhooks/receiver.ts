// A receiver of webhooks: a real HTTP server that does, by path, what a test tells it.

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { path: string; headers: IncomingHttpHeaders; body: string; atMs: number }

export type Receiver = {
  url: string
  received: Received[]
  /** What is done with requests to a path; a 200 unless it is told. */
  behave(path: string, behaviour: (response: ServerResponse, received: Received) => void): void
  stop(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const behaviours = new Map<string, (response: ServerResponse, received: Received) => void>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const path = request.url ?? ''
    const body = Buffer.concat(parts).toString()
    const one = { path, headers: request.headers, body, atMs: performance.now() }
    received.push(one)
    const behave = behaviours.get(path)
    if (behave) behave(response, one)
    else response.end('thank you')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    behave: (path, behaviour) => void behaviours.set(path, behaviour),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const answer =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (response: ServerResponse) =>
    void response.writeHead(status, headers).end(body)
