// Names to addresses by DNS alone. dns.lookup would ask the operating system, which blocks one of four
// threads that files and crypto need too: a tenant's name server that never answers could stop them all.

import { promises as dns, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'

const queryTimeoutMs = 2_000
const tries = 2

/** RFC 6761, section 6.3: no name server is asked for these. */
const thisMachine: LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/** All addresses of the name, IPv4 first; fails only when neither family has an answer. */
export const resolveName: LookupFunction = (hostname, _options, callback) => {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) {
    process.nextTick(callback, null, thisMachine)
    return
  }
  // One for each name (30 µs): a long-lived one keeps the name servers that it read when it was made
  // (nodejs/node#49485) and shortens its own timeouts (nodejs/node#57839).
  const resolver = new dns.Resolver({ timeout: queryTimeoutMs, tries })
  Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]).then(([four, six]) => {
    const found = [...addressesOf(four, 4), ...addressesOf(six, 6)]
    if (found.length > 0) callback(null, found)
    else callback(four.status === 'rejected' ? four.reason : new Error('no address'), [])
  })
}

function addressesOf(result: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] {
  return result.status === 'fulfilled' ? result.value.map((address) => ({ address, family })) : []
}
