// Receives the events of all sites: verifies each signature, notes each event, and now and then answers the first
// attempt with a 500.

import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const refusedShare = 0.01

export type Receiver = {
  port: number
  /** By path, the secret that signs what comes there. */
  secrets: Map<string, string>
  /** By path, the ids of the events that were taken. */
  received: Map<string, Set<string>>
  wronglySigned: number
  stop(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    const path = request.url as string
    const { headers } = request
    if (headers['x-webhook-attempt'] === '1' && Math.random() < refusedShare) {
      response.writeHead(500).end()
      return
    }
    const secret = receiver.secrets.get(path)
    if (secret !== undefined) {
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      if (headers['x-webhook-signature'] !== signature) receiver.wronglySigned++
      const ids = receiver.received.get(path) ?? new Set()
      receiver.received.set(path, ids.add(String(headers['x-webhook-id'])))
    }
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const receiver: Receiver = {
    port: (server.address() as AddressInfo).port,
    secrets: new Map(),
    received: new Map(),
    wronglySigned: 0,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return receiver
}
