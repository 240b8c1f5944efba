import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { createConnector } from './connector.ts'
import { Exchange, type OutboundResponse } from './exchange.ts'
import { aborted, OutboundError } from './failure.ts'
import { createQueues } from './queues.ts'
import { resolveName } from './resolve.ts'
import { OutboundUrlError, parseOutboundUrl } from './url.ts'

export type { OutboundResponse }

export type OutboundRequest = {
  method: 'GET' | 'POST'
  /** Judged here again, by parseOutboundUrl. */
  url: URL | string
  headers: Record<string, string>
  body?: string | Uint8Array
  /** For all of it: waiting for a connection, DNS, connect, TLS, headers, body. */
  timeoutMs: number
  /** Reading stops there; what was read is kept. */
  bodyBytesMax: number
  /** After the headers the body gets at most this long; what came is kept. */
  bodyMs?: number
}

export type OutboundDoor = {
  /**
   * One request and its answer, whatever its status; a redirect is an answer like any other.
   * @throws OutboundError when no headers came
   */
  send(request: OutboundRequest, signal?: AbortSignal): Promise<OutboundResponse>
  /** Ends all connections; what has no headers yet, and all that is sent later, is "aborted". */
  close(): Promise<void>
}

const headerBytesMax = 16 * 1_024
const judgedMax = 1_000
/** An idle connection is kept for 4 s, or as long as the server asks, but no longer than this. */
const idleMsMax = 30_000

export function createOutboundDoor(options: {
  dev: boolean
  lookup?: LookupFunction
  connectionsPerOriginMax?: number
  connectTimeoutMs?: number
}): OutboundDoor {
  const { dev, lookup = resolveName, connectionsPerOriginMax = 16, connectTimeoutMs = 10_000 } = options
  const connector = createConnector({ dev, lookup, connectTimeoutMs })
  const queues = createQueues(connectionsPerOriginMax)
  const judge = createJudge(dev)
  const agent = new Agent({
    connect: connector.connect,
    connections: connectionsPerOriginMax,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: headerBytesMax,
    keepAliveMaxTimeout: idleMsMax,
    // The exchange keeps the time of the whole.
    headersTimeout: 0,
    bodyTimeout: 0,
  })

  return {
    async send(request, signal) {
      const { origin, path } = judge(String(request.url))
      if (signal?.aborted) throw aborted(signal.reason)
      const exchange = new Exchange(request)
      const leave = queues.enter(origin, (release) => {
        const { method, headers, body } = request
        exchange.onDone = release
        agent.dispatch({ origin, path, method, headers, body }, exchange)
      })
      if (!leave && !signal) return await exchange.answer
      const abort = () => exchange.cancel(aborted(signal?.reason))
      signal?.addEventListener('abort', abort, { once: true })
      try {
        return await exchange.answer
      } finally {
        leave?.()
        signal?.removeEventListener('abort', abort)
      }
    },
    async close() {
      connector.close()
      await agent.destroy()
    },
  }
}

type Target = { origin: string; path: string }

/** Of an address that is sent to again and again the judgement is kept: it is by the text alone. */
function createJudge(dev: boolean): (text: string) => Target {
  const judged = new Map<string, Target>()
  return (text) => {
    const known = judged.get(text)
    if (known) return known
    const { origin, pathname, search } = checkUrl(text, dev)
    const target = { origin, path: pathname + search }
    if (judged.size >= judgedMax) judged.clear()
    judged.set(text, target)
    return target
  }
}

function checkUrl(text: string, dev: boolean): URL {
  try {
    return parseOutboundUrl(text, { dev })
  } catch (error) {
    if (!(error instanceof OutboundUrlError)) throw error
    throw new OutboundError('invalid_url', `The address ${error.message}.`, error)
  }
}
