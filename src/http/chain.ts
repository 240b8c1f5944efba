// What every request goes through, in this order: key → rate limit → scope (before the body is read),
// then body → idempotency → handler. Before it stands the router, after it the envelope.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Caller } from '#kernel/caller.ts'
import type { Clock } from '#kernel/clock.ts'
import { AppError, type Fault, invalid, validationError } from '#kernel/errors.ts'
import { JsonTooDeepError } from '#kernel/json.ts'
import type { Log } from '#kernel/log.ts'
import { type Authenticate, assertScope, authenticate } from './authenticate.ts'
import type { Reply, Route } from './define-route.ts'
import { sendStream, sendTagged } from './headers/conditional.ts'
import { prefersStrict } from './headers/prefer.ts'
import { type FixedAnswer, fingerprint, type Idempotency, readIdempotencyKey } from './idempotency.ts'
import type { Admission, RateLimiter } from './limits/rate-limiter.ts'
import { check, checkQuery } from './validate.ts'

export type ChainParts = {
  authenticate: Authenticate
  limiter: RateLimiter
  idempotency: Idempotency
  clock: Clock
  log: Log
}

const nothing = Type.Object({})
const json = 'application/json; charset=utf-8'

const nobody: Caller = { keyId: '', keyName: '', siteId: '', scopes: new Set(), perMinute: 0, perDay: 0 }

/** Who calls; of a public route nobody. */
export async function identify<Deps>(
  route: Pick<Route<Deps>, 'access'>,
  request: FastifyRequest,
  parts: ChainParts,
): Promise<Caller> {
  return route.access === 'public' ? nobody : await authenticate(request.headers, parts.authenticate)
}

/** Rate limit and scope: what else can be said before the body is read. */
export async function admit<Deps>(
  route: Pick<Route<Deps>, 'access'>,
  caller: Caller,
  reply: FastifyReply,
  parts: ChainParts,
): Promise<void> {
  if (route.access === 'public') return
  const admission = await parts.limiter.admit(caller)
  setLimitHeaders(reply, admission)
  if (!admission.admitted) throw rateLimited(admission)
  if (route.access !== 'any-key') assertScope(caller, route.access.scope)
}

/** Body, idempotency, handler. */
export async function respond<Deps>(
  route: Route<Deps>,
  deps: Deps,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ChainParts,
): Promise<FastifyReply> {
  const strict = prefersStrict(request.headers.prefer)
  if (strict) reply.header('preference-applied', 'handling=strict')
  const input = readInput(route, request, strict)
  const context = {
    ...input,
    deps,
    caller,
    headers: request.headers,
    requestId: request.id,
  } as never as Parameters<Route<Deps>['handle']>[0]
  const key = route.idempotent ? readIdempotencyKey(request.headers) : undefined
  if (key === undefined) {
    const answer = await route.handle({ ...context, unit: parts.idempotency.unit() })
    if (!isRead(route) || answer.status !== 200) return send(reply, answer)
    if (route.media) varyByAccept(reply)
    return sendRead(request, reply, answer, parts.log)
  }
  const claim = {
    siteId: caller.siteId,
    key,
    fingerprint: fingerprintOf(route, request, input),
    isSecret: route.secretAnswer ?? false,
  }
  const fixed = await parts.idempotency.once(claim, async (unit) => {
    const answer = await route.handle({ ...context, unit })
    if (!('body' in answer)) throw new Error(`${route.id} is idempotent and must answer with JSON`)
    return answer
  })
  return sendFixed(reply, fixed)
}

type Input = { params: unknown; query: unknown; body: unknown; strict: boolean }

/** @throws AppError validation_error with every fault of path, query and body. */
function readInput<Deps>(route: Route<Deps>, request: FastifyRequest, strict: boolean): Input {
  const faults: Fault[] = []
  const input: Input = { params: {}, query: {}, body: {}, strict }
  if (route.params) {
    const checked = check(route.params, request.params, 'path', { strict: false })
    faults.push(...checked.faults)
    input.params = checked.value
  }
  if (route.query || strict) {
    const checked = checkQuery(route.query ?? nothing, request.query as Record<string, unknown>, {
      strict,
    })
    faults.push(...checked.faults)
    input.query = checked.value
  }
  if (route.body) {
    const sent = sentBody(route, request)
    if (sent === undefined && !route.bodyOptional) {
      faults.push({ path: '', message: 'A JSON body is required, with Content-Type: application/json' })
    } else {
      const checked = check(route.body, sent ?? {}, '', { strict })
      faults.push(...checked.faults)
      input.body = checked.value
    }
  } else if (strict) {
    faults.push(...check(nothing, sentBody({ bodyOptional: true }, request) ?? {}, '', { strict }).faults)
  }
  if (faults.length > 0) throw validationError(faults)
  return input
}

/** No body, and `[]` where the body is optional, are undefined. */
function sentBody<Deps>(route: Pick<Route<Deps>, 'bodyOptional'>, request: FastifyRequest): unknown {
  const { body } = request
  if (route.bodyOptional && Array.isArray(body) && body.length === 0) return undefined
  return body ?? (body === null ? null : undefined)
}

function fingerprintOf<Deps>(route: Route<Deps>, request: FastifyRequest, input: Input): Buffer {
  const params = input.params as Record<string, string>
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const sent = sentBody({ bodyOptional: route.bodyOptional || !route.body }, request)
  const empty = (route.bodyOptional || !route.body) && isEmptyObject(sent)
  try {
    return fingerprint(route.method, path, empty ? undefined : sent)
  } catch (error) {
    if (error instanceof JsonTooDeepError) throw invalid('', 'The body is nested too deep.')
    throw error
  }
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function isRead<Deps>(route: Route<Deps>): boolean {
  return route.method === 'GET' && route.access !== 'public'
}

function varyByAccept(reply: FastifyReply): void {
  const by = reply.getHeader('vary')
  reply.header('vary', by === undefined ? 'accept' : `${by}, accept`)
}

function sendRead(request: FastifyRequest, reply: FastifyReply, answer: Reply, log: Log): FastifyReply {
  if ('chunks' in answer)
    return sendStream(request, reply, answer, (err) =>
      log.error({ err, requestId: request.id }, 'an answer broke off'),
    )
  if ('text' in answer) return sendTagged(request, reply, answer.contentType, answer.text)
  if (!('body' in answer)) return send(reply, answer)
  return sendTagged(request, reply, json, JSON.stringify(answer.body))
}

function send(reply: FastifyReply, answer: Reply): FastifyReply {
  if ('text' in answer) return reply.code(answer.status).type(answer.contentType).send(answer.text)
  if ('chunks' in answer) throw new Error('only a GET can be answered with a stream')
  if (!('body' in answer)) return reply.code(answer.status).send()
  return sendJson(reply, answer.status, JSON.stringify(answer.body))
}

function sendFixed(reply: FastifyReply, fixed: FixedAnswer): FastifyReply {
  if (fixed.replayed) reply.header('idempotency-replayed', 'true')
  return sendJson(reply, fixed.status, fixed.body)
}

export function sendJson(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply.code(status).headers({ 'content-type': json, 'cache-control': 'no-store' }).send(body)
}

function setLimitHeaders(reply: FastifyReply, { minute, day }: Admission): void {
  reply.headers({
    'x-ratelimit-limit': minute.limit,
    'x-ratelimit-remaining': minute.remaining,
    'x-ratelimit-reset': Math.ceil(minute.resetAtMs / 1000),
    'x-ratelimit-limit-day': day.limit,
    'x-ratelimit-remaining-day': day.remaining,
    'x-ratelimit-reset-day': Math.ceil(day.resetAtMs / 1000),
  })
}

function rateLimited(admission: Admission): AppError {
  const seconds = Math.max(1, Math.ceil(admission.retryAfterMs / 1000))
  return new AppError('rate_limit_exceeded', {
    message: `Rate limit exceeded. Retry after ${seconds} seconds.`,
    details: { retry_after: seconds },
    headers: { 'retry-after': String(seconds) },
  })
}
