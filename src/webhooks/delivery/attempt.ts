import { type OutboundDoor, OutboundError, type OutboundResponse } from '#kernel/outbound/index.ts'
import { type AttemptEnd, isSuccess, retryAfterMs } from './delivery-state.ts'
import { type SigningKeys, signatureHeaders } from './sign.ts'

const exchangeMs = 15_000
const bodyMs = 1000
const keptBytes = 1024

/** What goes out: the event's id and type, and the bytes that every attempt sends alike. */
export type Outgoing = { eventId: string; eventType: string; body: Uint8Array; attempt: number }

export type Attempt = AttemptEnd & {
  /** The first 1 KiB of the answer, as far as it came. */
  responseBody: string | null
  /** Why it is no success, in a sentence. */
  error: string | null
  durationMs: number
}

export type AttemptDeps = { door: OutboundDoor; version: string }

const unreadable =
  'The secret of this webhook cannot be read: the server runs with another secret than the one that it was made under. Restore that one, or rotate the secret of the webhook.'

/** One POST to a receiver. Whatever the receiver does is an outcome, never a throw; so are secrets that did not open. */
export async function attemptDelivery(
  deps: AttemptDeps,
  url: string,
  keys: SigningKeys | undefined,
  outgoing: Outgoing,
  now: Date,
): Promise<Attempt> {
  if (!keys) return { status: null, responseBody: null, error: unreadable, durationMs: 0 }
  const { eventId, eventType, body, attempt } = outgoing
  const unixSeconds = Math.floor(now.getTime() / 1000)
  const headers = signatureHeaders(keys, { id: eventId, body, unixSeconds })
  headers['content-type'] = 'application/json'
  headers['user-agent'] = `Forecourt-Webhooks/${deps.version}`
  headers['x-webhook-id'] = eventId
  headers['x-webhook-event'] = eventType
  headers['x-webhook-timestamp'] = String(unixSeconds)
  headers['x-webhook-attempt'] = String(attempt)
  const from = performance.now()
  try {
    const response = await deps.door.send({
      method: 'POST',
      url,
      headers,
      body,
      timeoutMs: exchangeMs,
      bodyBytesMax: keptBytes,
      bodyMs,
    })
    return endOf(response, now)
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    const durationMs = Math.round(performance.now() - from)
    return { status: null, responseBody: null, error: error.message, durationMs }
  }
}

function endOf(response: OutboundResponse, now: Date): Attempt {
  const { status } = response
  const asked =
    status === 429 || status === 503
      ? retryAfterMs([response.headers['retry-after']].flat()[0], now)
      : undefined
  return {
    status,
    ...(asked === undefined ? {} : { retryAfterMs: asked }),
    responseBody: textOf(response.body),
    error: isSuccess({ status }) ? null : `The receiver answered ${status}.`,
    durationMs: Math.round(response.durationMs),
  }
}

/** As text that PostgreSQL takes. A character that the limit has cut in two is left out. */
function textOf(bytes: Buffer): string {
  if (bytes.length === 0) return ''
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll('\0', '\ufffd')
}
