// How the server ends: what has begun is answered, what comes after hears 503 and to come again, and the door
// closes last, so that a new connection is told something too. Every answer ends its connection, so that
// clients and proxies go elsewhere with their next request.

import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Log } from '#kernel/log.ts'

const graceMs = 25_000
/** Connections end with their last answer; those that never asked anything are cut after this. */
const leaveMs = 1000
const sweepMs = 50

export type Drain = {
  readonly draining: boolean
  /** A request has begun. */
  enter(response: ServerResponse): void
  /** From here on the server takes nothing new. */
  begin(): void
  /** Begins, and resolves when all requests were answered (those that take longer than the grace are cut off) and the server is closed. */
  finish(server: FastifyInstance): Promise<void>
}

export function createDrain(options: { log: Log }): Drain {
  const running = new Set<ServerResponse>()
  let draining = false
  let ended: (() => void) | undefined

  function begin(): void {
    draining = true
    for (const response of running) leaveAfter(response)
  }

  async function allAnswered(): Promise<void> {
    if (running.size === 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const late = setTimeout(resolve, graceMs)
    ended = resolve
    await promise
    clearTimeout(late)
    if (running.size > 0) options.log.warn({ requests: running.size }, 'stopping: requests were cut off')
  }

  return {
    get draining() {
      return draining
    },
    enter(response) {
      if (draining) leaveAfter(response)
      running.add(response)
      response.once('close', () => {
        running.delete(response)
        if (running.size === 0) ended?.()
      })
    },
    begin,
    async finish(server) {
      begin()
      await allAnswered()
      const closed = server.close()
      const sweep = setInterval(() => server.server.closeIdleConnections(), sweepMs)
      const cut = setTimeout(() => server.server.closeAllConnections(), running.size > 0 ? 0 : leaveMs)
      await closed
      clearInterval(sweep)
      clearTimeout(cut)
    },
  }
}

function leaveAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
}
