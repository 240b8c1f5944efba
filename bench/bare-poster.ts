// The limit that delivery is held against: undici alone, posting a body that it has in memory to the same receivers
// over as many connections to each. Arguments: how many, connections to a receiver, a body, ports. Prints posts a second.

import { Agent, request } from 'undici'

const [many, connections, body, ...ports] = process.argv.slice(2) as [string, string, string, ...string[]]
const dispatcher = new Agent({ connections: Number(connections) })
const headers = { 'content-type': 'application/json' }

async function postTo(port: string): Promise<void> {
  let left = Number(many) / ports.length
  const post = async () => {
    while (left-- > 0) {
      const answer = await request(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body, dispatcher })
      await answer.body.dump()
    }
  }
  await Promise.all(Array.from({ length: Number(connections) }, post))
}

const from = performance.now()
await Promise.all(ports.map(postTo))
console.log(Number(many) / ((performance.now() - from) / 1000))
process.exit(0)
