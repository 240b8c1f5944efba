import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo, type LookupFunction, type Server, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import {
  createOutboundDoor,
  OutboundError,
  type OutboundFailure,
  type OutboundRequest,
} from '#kernel/outbound/index.ts'
import { receiverCertificate, receiverKey } from './receiver-certificate.ts'

/** The beginning of an answer with a body of five bytes. */
export const wholeHead = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n'

export type Receiver = {
  port: number
  url: string
  /** Connections that were made to it since it started. */
  connections(): number
  /** Bytes that came over all connections, TLS included. */
  bytesReceived(): number
  /** Ends all connections and listens no more. */
  stop(): Promise<void>
}

/** A server on 127.0.0.1 that ends with the test. */
export async function startReceiver(t: TestContext, listener: http.RequestListener): Promise<Receiver> {
  return await listen(t, http.createServer(listener), 'http')
}

export async function startSecureReceiver(t: TestContext, listener: http.RequestListener): Promise<Receiver> {
  const options = { key: receiverKey, cert: receiverCertificate }
  return await listen(t, https.createServer(options, listener), 'https')
}

/** Speaks for itself: no HTTP but what `onConnection` writes. */
export async function startRawReceiver(
  t: TestContext,
  onConnection: (socket: Socket) => void,
): Promise<Receiver> {
  return await listen(t, net.createServer(onConnection), 'http')
}

async function listen(t: TestContext, server: Server, scheme: string): Promise<Receiver> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  t.after(stop)
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}/`,
    connections: () => sockets.size,
    bytesReceived: () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0),
    stop,
  }
}

export function openDoor(t: TestContext, options: Partial<Parameters<typeof createOutboundDoor>[0]> = {}) {
  const door = createOutboundDoor({ dev: true, ...options })
  t.after(() => door.close())
  return door
}

export function request(url: string, changed: Partial<OutboundRequest> = {}): OutboundRequest {
  return { method: 'POST', url, headers: {}, body: '{}', timeoutMs: 10_000, bodyBytesMax: 1_024, ...changed }
}

export function failsWith(reason: OutboundFailure, message?: string | RegExp) {
  return (error: unknown) => {
    if (!(error instanceof OutboundError) || error.reason !== reason) return false
    return typeof message === 'string' ? error.message === message : (message?.test(error.message) ?? true)
  }
}

/** A name server of one's own: each call of it is answered by the next of the answers, the last one for good. */
export function answering(...answers: (readonly string[] | Error)[]) {
  const asked: string[] = []
  const lookup: LookupFunction = (hostname, _options, callback) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]
    asked.push(hostname)
    if (answer === undefined || answer instanceof Error) process.nextTick(callback, answer ?? null, [])
    else {
      const found = answer.map((address) => ({ address, family: net.isIPv6(address) ? 6 : 4 }))
      process.nextTick(callback, null, found)
    }
  }
  return { lookup, asked }
}
