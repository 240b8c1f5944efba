// One table of codes decides every status. An AppError is thrown anywhere and mapped once, in http/;
// a code without a status does not compile.

const statusOfCode = {
  validation_error: 400,
  unauthorized: 401,
  key_expired: 401,
  key_revoked: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_conflict: 409,
  idempotency_in_progress: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limit_exceeded: 429,
  internal_error: 500,
  overloaded: 503,
} as const

export type ErrorCode = keyof typeof statusOfCode

export const errorCodes = Object.keys(statusOfCode) as ErrorCode[]

export function statusOf(code: ErrorCode): number {
  return statusOfCode[code]
}

/** One fault of the input: where (`items/0/title`, `query/limit`, `path/id`) and what is wrong, in words a person can act on. */
export type Fault = { path: string; message: string }

const faultsMax = 100

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined
  /** Response headers that belong to the error, such as Retry-After. */
  readonly headers: Record<string, string>

  constructor(
    code: ErrorCode,
    options: {
      message: string
      details?: Record<string, unknown>
      headers?: Record<string, string>
      cause?: unknown
    },
  ) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details
    this.headers = options.headers ?? {}
  }

  get status(): number {
    return statusOf(this.code)
  }
}

/** 400 with every fault (at most 100) and the first one as its sentence. */
export function validationError(faults: Fault[]): AppError {
  return new AppError('validation_error', {
    message: faults[0]?.message ?? 'The request is not valid.',
    details: { fields: faults.slice(0, faultsMax) },
  })
}

/** 400 for one fault of one field. */
export function invalid(path: string, message: string): AppError {
  return validationError([{ path, message }])
}

/** 404, worded alike for what is missing and for what is another site's. */
export function notFound(message: string): AppError {
  return new AppError('not_found', { message })
}

/** A sentence for an operator: the command ends with exit code 1 and this line. */
export class OperatorError extends Error {
  override name = 'OperatorError'
}
