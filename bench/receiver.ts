// Receivers of webhooks that do nothing but count, each at a port of its own, in one process. The first is at PORT:
// its GET tells what all have received and their ports, its DELETE starts the count anew. Argument: how many.

import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `seconds` from the first to the last that came. */
export type Received = { received: number; seconds: number; ports: number[] }

const ports: number[] = []
let received = 0
let firstAt = 0
let lastAt = 0

const count: RequestListener = (request, response) => {
  if (request.method === 'POST') {
    request.resume()
    request.on('end', () => {
      lastAt = performance.now()
      if (received === 0) firstAt = lastAt
      received++
      response.end()
    })
    return
  }
  if (request.method === 'DELETE') received = 0
  response.end(JSON.stringify({ received, seconds: (lastAt - firstAt) / 1000, ports } satisfies Received))
}

// The first one last: whoever waits for it finds all.
for (let i = Number(process.argv[2]) - 1; i >= 0; i--) {
  const server = createServer(count).listen(i === 0 ? Number(process.env.PORT) : 0, '127.0.0.1')
  await once(server, 'listening')
  ports.unshift((server.address() as AddressInfo).port)
}

process.on('SIGTERM', () => process.exit(0))
