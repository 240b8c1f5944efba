// Makes connections, and only to admitted addresses. The name is resolved once for each connection; every
// address that came is judged, and exactly those are handed to the socket, so that no second answer of the
// name server can come between check and connect. Before the first byte is sent (for TLS too) the address
// that the socket really has is judged again.

import net, { type LookupFunction, type Socket } from 'node:net'
import { buildConnector } from 'undici'
import { isAdmitted } from './address.ts'
import { connectFailure, dnsFailure, OutboundError, refusedAddress, tlsFailure } from './failure.ts'

export type Connector = {
  connect: buildConnector.connector
  /** Ends the attempts that are under way. */
  close(): void
}

type Admits = (address: string) => boolean

export function createConnector(options: {
  dev: boolean
  lookup: LookupFunction
  connectTimeoutMs: number
}): Connector {
  // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED does not decide. Its timeout is off: ours covers both steps.
  const secure = buildConnector({ allowH2: false, timeout: 0, rejectUnauthorized: true })
  const attempts = new Set<Socket>()

  function connect(target: buildConnector.Options, callback: buildConnector.Callback): void {
    const admits: Admits = (address) => isAdmitted(address, { dev: options.dev, protocol: target.protocol })
    // A socket asks no resolver for an address.
    if (net.isIP(target.hostname) !== 0 && !admits(target.hostname)) {
      queueMicrotask(() => callback(refusedAddress(), null))
      return
    }
    const isSecure = target.protocol === 'https:'
    const socket = net.connect({
      host: target.hostname,
      port: Number(target.port) || (isSecure ? 443 : 80),
      lookup: judged(options.lookup, admits),
      autoSelectFamily: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
    })
    attempts.add(socket)

    let over = false
    const timer = setTimeout(() => {
      const seconds = options.connectTimeoutMs / 1_000
      fail(new OutboundError('connect', `No connection was made within ${seconds} s.`))
    }, options.connectTimeoutMs)
    const end = () => {
      const first = !over
      over = true
      clearTimeout(timer)
      attempts.delete(socket)
      return first
    }
    const fail = (error: OutboundError) => {
      const first = end()
      socket.destroy()
      if (first) callback(error, null)
    }
    const succeed = (connected: Socket) => {
      if (end()) callback(null, connected)
    }

    // Without an error too: close() and a TLS peer that hangs up end here.
    socket.once('close', () => fail(isSecure ? tlsFailure(undefined) : connectFailure(undefined)))
    socket.on('error', (error) => fail(error instanceof OutboundError ? error : connectFailure(error)))
    socket.once('connect', () => {
      if (!admits(socket.remoteAddress ?? '')) fail(refusedAddress())
      else if (!isSecure) succeed(socket)
      else {
        secure({ ...target, httpSocket: socket }, (error, connected) =>
          error === null ? succeed(connected) : fail(tlsFailure(error)),
        )
      }
    })
  }

  return {
    connect,
    close() {
      for (const socket of attempts) socket.destroy()
    },
  }
}

function judged(lookup: LookupFunction, admits: Admits): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : []
      const [first] = addresses
      if (error || first === undefined) callback(dnsFailure(error ?? undefined), [])
      else if (!addresses.every(({ address }) => admits(address))) callback(refusedAddress(), [])
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
}
