// One request and its answer, as undici's handler sees them. It is over at the first of: the answer's end,
// its limit of bytes, its time, a failure, a cancel. Once the headers are there, what came of the body is
// kept however it ended: the headers are what the caller decides by.

import type { Dispatcher } from 'undici'
import { failureOf, OutboundError } from './failure.ts'

export type OutboundResponse = {
  status: number
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>
  body: Buffer
  /** The body did not come to its end: by a limit, or because the connection broke. */
  truncated: boolean
  durationMs: number
}

type Limits = { timeoutMs: number; bodyBytesMax: number; bodyMs?: number }

export type Exchange = {
  answer: Promise<OutboundResponse>
  cancel(error: OutboundError): void
  /** `onDone` is called once, when undici has let go of the request; that may be after the answer. */
  handler(onDone: () => void): Dispatcher.DispatchHandler
}

export function createExchange(limits: Limits): Exchange {
  const startedAt = performance.now()
  const elapsedMs = () => performance.now() - startedAt
  const { promise: answer, resolve, reject } = Promise.withResolvers<OutboundResponse>()
  const body = createBody(limits.bodyBytesMax)
  let head: Pick<OutboundResponse, 'status' | 'headers'> | undefined
  let controller: Dispatcher.DispatchController | undefined
  let over = false
  let timer = setTimeout(onTime, limits.timeoutMs)

  function end(settle: () => void, abortReason?: Error): void {
    if (over) return
    over = true
    clearTimeout(timer)
    settle()
    if (abortReason) controller?.abort(abortReason)
  }

  function fail(error: OutboundError): void {
    end(() => reject(error), error)
  }

  function respond(head: Pick<OutboundResponse, 'status' | 'headers'>, truncated: boolean): OutboundResponse {
    return { ...head, body: body.bytes(), truncated, durationMs: elapsedMs() }
  }

  function truncate(): void {
    if (head === undefined) return
    const response = respond(head, true)
    end(() => resolve(response), new Error('enough of the body was read'))
  }

  function onTime(): void {
    if (head !== undefined) truncate()
    else fail(new OutboundError('timeout', `No answer came within ${limits.timeoutMs / 1_000} s.`))
  }

  function limitBody(): void {
    if (over || limits.bodyMs === undefined) return
    clearTimeout(timer)
    timer = setTimeout(onTime, Math.min(limits.bodyMs, limits.timeoutMs - elapsedMs()))
  }

  return {
    answer,
    cancel: fail,
    handler: (onDone) => ({
      onRequestStart(started) {
        controller = started
        if (over) started.abort(new Error('given up before it was sent'))
      },
      onResponseStart(_controller, status, headers) {
        if (over || status < 200) return
        head = { status, headers }
        // Most bodies come with their headers, and need no time of their own.
        if (limits.bodyMs !== undefined) queueMicrotask(limitBody)
      },
      onResponseData(_controller, chunk) {
        if (!over && !body.append(chunk)) truncate()
      },
      onResponseEnd() {
        const response = head && respond(head, false)
        // Two steps later, so that the connection is free again when the next request comes: undici frees
        // it in an immediate that it sets after this call. Sooner, a second connection would be made.
        const settle = () => {
          onDone()
          if (response) resolve(response)
        }
        end(() => {})
        queueMicrotask(() => setImmediate(settle))
      },
      onResponseError(_controller, error) {
        setImmediate(onDone)
        if (head !== undefined) truncate()
        else fail(failureOf(error))
      },
    }),
  }
}

const nothing = Buffer.alloc(0)

/** Grows by doubling up to its limit: a body that comes byte by byte costs its bytes, not an object for each. */
function createBody(bytesMax: number) {
  let buffer = nothing
  let length = 0
  return {
    /** Keeps what fits; false when something did not. */
    append(chunk: Buffer): boolean {
      const taken = Math.min(chunk.length, bytesMax - length)
      if (length + taken > buffer.length) {
        const bytes = Math.min(bytesMax, Math.max(2 * buffer.length, length + taken, 1_024))
        const grown = Buffer.alloc(bytes)
        buffer.copy(grown, 0, 0, length)
        buffer = grown
      }
      chunk.copy(buffer, length, 0, taken)
      length += taken
      return taken === chunk.length
    },
    bytes: () => (length === 0 ? nothing : buffer.subarray(0, length)),
  }
}
