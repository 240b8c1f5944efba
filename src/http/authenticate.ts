import type { Caller, KeyLookup } from '#kernel/caller.ts'
import { AppError } from '#kernel/errors.ts'

export type Authenticate = (rawKey: string) => Promise<KeyLookup>

const keyShape = /^hzk_[0-9a-f]{64}$/

type Headers = Record<string, string | string[] | undefined>

/** @throws AppError unauthorized, key_expired or key_revoked. */
export async function authenticate(headers: Headers, lookUp: Authenticate): Promise<Caller> {
  const found = await lookUp(rawKey(headers))
  if (found.status === 'active') return found.caller
  if (found.status === 'expired') {
    throw new AppError('key_expired', { message: 'This API key has expired. Ask for a new one.' })
  }
  if (found.status === 'revoked') {
    throw new AppError('key_revoked', { message: 'This API key was revoked. Ask for a new one.' })
  }
  throw unauthorized('The API key is not valid.')
}

function rawKey(headers: Headers): string {
  const direct = headers['x-api-key']
  const bearer = headers.authorization?.toString().match(/^Bearer\s+(hzk_\S*)\s*$/i)?.[1]
  if (typeof direct === 'string' && bearer !== undefined && direct !== bearer) {
    throw unauthorized('X-API-Key and Authorization carry different keys; send one of them.')
  }
  const key = typeof direct === 'string' ? direct : bearer
  if (!key) throw unauthorized('An API key is required: send it in the X-API-Key header.')
  if (!keyShape.test(key)) throw unauthorized('The API key is not valid.')
  return key
}

function unauthorized(message: string): AppError {
  return new AppError('unauthorized', { message, headers: { 'www-authenticate': 'Bearer' } })
}

/** @throws AppError forbidden, with the scopes that would do. */
export function assertScope(caller: Caller, scope: string): void {
  if (caller.scopes.has(scope)) return
  throw new AppError('forbidden', {
    message: `This API key requires one of the following scopes: ${scope}`,
    details: { required_scopes: [scope] },
  })
}
