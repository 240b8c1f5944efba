import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '#kernel/caller.ts'
import type { ErrorCode } from '#kernel/errors.ts'
import { keyLengthMax } from '../idempotency.ts'
import type { AnsweredRequest } from './request-log.ts'

/** Longer than any path that a route has a use for. */
const pathLengthMax = 512

/** What is known of a request from its key on. */
export type Known = {
  caller: Caller
  at: Date
  /** By `performance.now()`. */
  startedMs: number
  errorCode?: ErrorCode
}

/** The row of a request whose answer is about to be sent. */
export function answered(
  route: string,
  request: FastifyRequest,
  reply: FastifyReply,
  known: Known,
): AnsweredRequest {
  const { caller, at, startedMs, errorCode } = known
  return {
    at,
    siteId: caller.siteId,
    requestId: request.id,
    method: request.method,
    path: (request.url.split('?', 1)[0] ?? '').slice(0, pathLengthMax),
    route,
    status: reply.statusCode,
    errorCode: errorCode ?? null,
    durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
    keyId: caller.keyId,
    keyLabel: caller.keyName,
    idempotencyKey: idempotencyKeyOf(request),
    replayed: reply.hasHeader('idempotency-replayed'),
  }
}

/** As it was sent, also where it was refused or not asked for; one that is too long was never a key. */
function idempotencyKeyOf({ headers }: FastifyRequest): string | null {
  const key = headers['x-idempotency-key'] ?? headers['idempotency-key']
  return typeof key === 'string' && key !== '' && [...key].length <= keyLengthMax ? key : null
}
