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
type Head = Pick<OutboundResponse, 'status' | 'headers'>

/** A class, and undici's handler itself: there are ten thousand a second, and a dozen closures for each can be felt. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<OutboundResponse>
  /** Called once, when undici has let go of the request; that may be after the answer. */
  onDone: () => void = () => {}

  private readonly limits: Limits
  private readonly startedAt = performance.now()
  private readonly body: Body
  private timer: NodeJS.Timeout
  private head: Head | undefined
  private controller: Dispatcher.DispatchController | undefined
  private over = false
  private resolve!: (response: OutboundResponse) => void
  private reject!: (error: OutboundError) => void

  constructor(limits: Limits) {
    this.limits = limits
    this.body = new Body(limits.bodyBytesMax)
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.timer = setTimeout(timeOut, limits.timeoutMs, this)
  }

  cancel(error: OutboundError): void {
    if (!this.end()) return
    this.reject(error)
    this.controller?.abort(error)
  }

  /** What came is the answer, if there are headers; else there is none. */
  timeIsUp(): void {
    if (this.head !== undefined) this.truncate(this.head)
    else
      this.cancel(new OutboundError('timeout', `No answer came within ${this.limits.timeoutMs / 1_000} s.`))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.over) controller.abort(new Error('given up before it was sent'))
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: OutboundResponse['headers'],
  ): void {
    if (this.over || status < 200) return
    this.head = { status, headers }
    // Most bodies come with their headers, and need no time of their own.
    if (this.limits.bodyMs !== undefined) queueMicrotask(() => this.limitBody())
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.over && !this.body.append(chunk) && this.head) this.truncate(this.head)
  }

  onResponseEnd(): void {
    const response = this.head && this.responseOf(this.head, false)
    const isFirst = this.end()
    // Two steps later, so that the connection is free again when the next request comes: undici frees
    // it in an immediate that it sets after this call. Sooner, a second connection would be made.
    queueMicrotask(() => setImmediate(settle, this, isFirst ? response : undefined))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    setImmediate(this.onDone)
    if (this.head !== undefined) this.truncate(this.head)
    else this.cancel(failureOf(error))
  }

  settle(response: OutboundResponse | undefined): void {
    this.onDone()
    if (response) this.resolve(response)
  }

  /** @returns whether it was not over yet. */
  private end(): boolean {
    const isFirst = !this.over
    this.over = true
    clearTimeout(this.timer)
    return isFirst
  }

  private truncate(head: Head): void {
    const response = this.responseOf(head, true)
    if (!this.end()) return
    this.resolve(response)
    this.controller?.abort(new Error('enough of the body was read'))
  }

  private limitBody(): void {
    const { bodyMs, timeoutMs } = this.limits
    if (this.over || bodyMs === undefined) return
    clearTimeout(this.timer)
    this.timer = setTimeout(timeOut, Math.min(bodyMs, timeoutMs - this.elapsedMs()), this)
  }

  private responseOf({ status, headers }: Head, truncated: boolean): OutboundResponse {
    return { status, headers, body: this.body.bytes(), truncated, durationMs: this.elapsedMs() }
  }

  private elapsedMs(): number {
    return performance.now() - this.startedAt
  }
}

function timeOut(exchange: Exchange): void {
  exchange.timeIsUp()
}

function settle(exchange: Exchange, response: OutboundResponse | undefined): void {
  exchange.settle(response)
}

const nothing = Buffer.alloc(0)

/** Grows by doubling up to its limit: a body that comes byte by byte costs its bytes, not an object for each. */
class Body {
  private readonly bytesMax: number
  private buffer = nothing
  private length = 0

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax
  }

  /** Keeps what fits; false when something did not. */
  append(chunk: Buffer): boolean {
    const taken = Math.min(chunk.length, this.bytesMax - this.length)
    if (this.length + taken > this.buffer.length) {
      const bytes = Math.min(this.bytesMax, Math.max(2 * this.buffer.length, this.length + taken, 1_024))
      const grown = Buffer.alloc(bytes)
      this.buffer.copy(grown, 0, 0, this.length)
      this.buffer = grown
    }
    chunk.copy(this.buffer, this.length, 0, taken)
    this.length += taken
    return taken === chunk.length
  }

  bytes(): Buffer {
    return this.length === 0 ? nothing : this.buffer.subarray(0, this.length)
  }
}
