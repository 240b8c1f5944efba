import { CallFailure } from './failure.ts'

/** What an error of the SDK means here. Of its words none is kept. */
export async function failureOf(error: unknown): Promise<CallFailure> {
  const { APICallError } = await import('ai')
  if (!APICallError.isInstance(error)) return new CallFailure('unavailable', 'broke off its answer')
  const { statusCode: status, responseHeaders = {} } = error
  if (status === undefined) {
    return isUnconnected(error)
      ? new CallFailure('unavailable', 'cannot be reached', { isFree: true })
      : new CallFailure('unavailable', 'broke off its answer')
  }
  // Of 200: the answer is none of the dialect's.
  if (status < 300) return new CallFailure('unavailable', 'answered in a form that is not its own')
  const options = { isFree: true, retryAfter: responseHeaders['retry-after'] }
  const message = `answered with status ${status}`
  if (status === 429) return new CallFailure('rate-limited', message, options)
  if (status >= 500 || status === 408) return new CallFailure('unavailable', message, options)
  if (status === 400 || status === 422) return new CallFailure('rejected', message, options)
  return new CallFailure('refused', `${message}: ${adviceOf(status)}`, options)
}

function adviceOf(status: number): string {
  if (status === 401 || status === 403) return 'check its key'
  if (status === 404) return 'check the name of the model and the address'
  return 'see its documentation'
}

const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** No connection was made. One that broke later may have brought the request to the model. */
function isUnconnected({ cause }: { cause?: unknown }): boolean {
  return cause instanceof Error && 'code' in cause && unconnected.has(String(cause.code))
}
