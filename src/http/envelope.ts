import type { FastifyError } from 'fastify'
import { AppError, invalid } from '#kernel/errors.ts'

/** The body of every failure. The id stands in both places: the pages describe the one, a known client reads the other. */
export function failure(error: AppError, requestId: string): object {
  const { code, message, details } = error
  return {
    error:
      details === undefined
        ? { code, message, request_id: requestId }
        : { code, message, details, request_id: requestId },
    request_id: requestId,
  }
}

/** Any error as one of ours. What is unknown becomes a 500 that says nothing of its cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, message } = error as Partial<FastifyError>
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new AppError('unsupported_media_type', {
        message: 'Send JSON with Content-Type: application/json.',
      })
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('payload_too_large', { message: 'The body is larger than this route takes.' })
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return invalid('', 'The body is shorter or longer than its Content-Length.')
    case 'FST_ERR_BAD_URL':
      return invalid('path', 'The path has a broken percent-encoding.')
    default:
      if (isDatabaseAway(code, message)) return overloaded(error)
      return new AppError('internal_error', {
        message: 'Something went wrong on our side. Quote the request_id.',
        cause: error,
      })
  }
}

// PostgreSQL: lock_timeout, too many connections, shut down, idle in transaction, deadlock, serialization.
const passing = new Set(['55P03', '53300', '57P01', '57P02', '57P03', '57P05', '25P03', '40P01', '40001'])
const broken = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
const awayMessages =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/

function isDatabaseAway(code: string | undefined, message: string | undefined): boolean {
  if (code !== undefined && (passing.has(code) || broken.has(code) || code.startsWith('08'))) return true
  return awayMessages.test(message ?? '')
}

export function overloaded(cause?: unknown): AppError {
  return new AppError('overloaded', {
    message: 'The server cannot take the request now. Retry after 2 seconds.',
    headers: { 'retry-after': '2' },
    cause,
  })
}
