// Cursors are authenticated and bound to the site, the list and its filters: a forged one, or one of
// another list, is a 400 and never a query.

import { authenticate, equalInConstantTime } from '#kernel/crypto.ts'
import { invalid } from '#kernel/errors.ts'
import { canonicalJson } from '#kernel/json.ts'

/** Where a page ended: the sort time and the id of its last row. */
export type Position = { at: string; id: string }

export type ListScope = { siteId: string; list: string; filters: Record<string, unknown> }

const tagBytes = 16

export function writeCursor(secret: Uint8Array, scope: ListScope, position: Position): string {
  const payload = JSON.stringify([position.at, position.id])
  return `${Buffer.from(payload).toString('base64url')}.${tag(secret, scope, payload).toString('base64url')}`
}

/** @throws AppError validation_error for a cursor that was not issued for this list with these filters. */
export function readCursor(secret: Uint8Array, scope: ListScope, cursor: string): Position {
  const [encoded = '', mac = '', ...rest] = cursor.split('.')
  const payload = Buffer.from(encoded, 'base64url').toString()
  const known = Buffer.from(mac, 'base64url')
  if (rest.length > 0 || !equalInConstantTime(known, tag(secret, scope, payload))) {
    throw invalid(
      'query/cursor',
      'cursor was not issued for this list with these filters; start again without it',
    )
  }
  const [at, id] = JSON.parse(payload) as [string, string]
  return { at, id }
}

function tag(secret: Uint8Array, scope: ListScope, payload: string): Buffer {
  return authenticate(secret, 'cursor', `${canonicalJson(scope)}\0${payload}`).subarray(0, tagBytes)
}
