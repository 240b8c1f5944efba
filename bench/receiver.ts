// A receiver of webhooks that does nothing but count; GET tells the count.

import { createServer } from 'node:http'

let received = 0

createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(String(received))
    return
  }
  request.resume()
  request.on('end', () => {
    received++
    response.end()
  })
}).listen(Number(process.env.PORT), '127.0.0.1')

process.on('SIGTERM', () => process.exit(0))
