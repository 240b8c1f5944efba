// The limit that delivery is held against: undici alone, posting bodies that it has in memory.
// Arguments: port, how many, connections, a body. Prints posts a second.

import { Agent, request } from 'undici'

const [port, many, connections, body] = process.argv.slice(2) as [string, string, string, string]
const dispatcher = new Agent({ connections: Number(connections) })
const headers = { 'content-type': 'application/json' }
let left = Number(many)

async function post(): Promise<void> {
  while (left-- > 0) {
    const answer = await request(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body, dispatcher })
    await answer.body.dump()
  }
}

const from = performance.now()
await Promise.all(Array.from({ length: Number(connections) }, post))
console.log(Number(many) / ((performance.now() - from) / 1000))
process.exit(0)
