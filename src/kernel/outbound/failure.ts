import { errors } from 'undici'

export type OutboundFailure =
  | 'refused_address'
  | 'invalid_url'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'protocol'
  | 'aborted'

/**
 * The message is one sentence that a tenant may read: it never tells which addresses a name resolves to.
 * The cause may, and is for the log alone.
 */
export class OutboundError extends Error {
  override name = 'OutboundError'
  readonly reason: OutboundFailure

  constructor(reason: OutboundFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.reason = reason
  }
}

export function refusedAddress(): OutboundError {
  return new OutboundError('refused_address', 'The name resolves to an address that is not public.')
}

/** Node's and c-ares's codes: https://nodejs.org/api/dns.html#error-codes */
export function dnsFailure(cause: unknown): OutboundError {
  const unknownName = ['ENOTFOUND', 'ENODATA'].includes(codeOf(cause) ?? '')
  return new OutboundError(
    'dns',
    unknownName ? 'The name does not resolve to any address.' : 'The name could not be resolved.',
    cause,
  )
}

export function connectFailure(cause: unknown): OutboundError {
  const refused = codeOf(cause) === 'ECONNREFUSED'
  return new OutboundError(
    'connect',
    refused ? 'The connection was refused.' : 'The server could not be reached.',
    cause,
  )
}

/** Codes of a failed verification say what the owner of the server has to mend: CERT_HAS_EXPIRED and the like. */
export function tlsFailure(cause: unknown): OutboundError {
  const code = codeOf(cause)
  const message =
    code === undefined || code === 'ECONNRESET'
      ? 'The TLS handshake failed.'
      : `The TLS handshake failed (${code}).`
  return new OutboundError('tls', message, cause)
}

export function aborted(cause?: unknown): OutboundError {
  return new OutboundError('aborted', 'The request was given up before it was answered.', cause)
}

/** For what undici says of a request that got no answer. */
export function failureOf(error: Error): OutboundError {
  if (error instanceof OutboundError) return error
  const code = codeOf(error) ?? ''
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return aborted(error)
  return new OutboundError('protocol', protocolMessage(code, error), error)
}

function protocolMessage(code: string, error: Error): string {
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return `The request could not be written: ${error.message}.`
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return "The answer's headers are too large."
  if (error instanceof errors.HTTPParserError) return 'The answer is not valid HTTP.'
  return 'The connection was closed before an answer came.'
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
