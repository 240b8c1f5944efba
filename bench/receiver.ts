// Receivers of webhooks that do nothing but count, each at a port of its own, in one process. The first is at PORT;
// its GET tells the count of all and their ports. Argument: how many.

import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

let received = 0
const ports: number[] = []

const count: RequestListener = (request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify({ received, ports }))
    return
  }
  request.resume()
  request.on('end', () => {
    received++
    response.end()
  })
}

// The first one last: whoever waits for it finds all.
for (let i = Number(process.argv[2]) - 1; i >= 0; i--) {
  const server = createServer(count).listen(i === 0 ? Number(process.env.PORT) : 0, '127.0.0.1')
  await once(server, 'listening')
  ports.unshift((server.address() as AddressInfo).port)
}

process.on('SIGTERM', () => process.exit(0))
