// The HTTP server: Fastify as router and parser, our chain inside, one envelope around.

import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
} from 'fastify'
import type { Caller } from '#kernel/caller.ts'
import { AppError, invalid } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { admit, type ChainParts, identify, respond, sendJson } from './chain.ts'
import { compressAnswers } from './compression.ts'
import { allowOrigins, type CorsOrigins } from './cors.ts'
import { type Method, pathsOf, type Route } from './define-route.ts'
import type { Drain } from './drain.ts'
import { failure, overloaded, toAppError } from './envelope.ts'
import { addReference, apiPrefix, describeRoute } from './openapi.ts'
import { answered, type Known } from './request-log/answered.ts'
import type { RequestLog } from './request-log/request-log.ts'

const bodyBytesMax = 1024 * 1024
const methods: Method[] = ['GET', 'POST', 'PATCH', 'DELETE']

export type ServerOptions<Deps> = ChainParts & {
  routes: readonly Route<Deps>[]
  deps: Deps
  version: string
  corsOrigins?: CorsOrigins
  drain: Drain
  /** Requests are not recorded without it. */
  requestLog?: Pick<RequestLog, 'record'>
}

export async function createServer<Deps>(options: ServerOptions<Deps>): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    genReqId,
    requestIdHeader: false,
    bodyLimit: bodyBytesMax,
    requestTimeout: 30_000,
    // Node looks every 30 s by default, which makes a minute and a half of the 30 s.
    http: { connectionsCheckingInterval: 5000 },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4000 },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) =>
      void sendError(error, request, reply as FastifyReply, options.log),
  })
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => JSON.stringify)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    options.drain.enter(reply.raw)
    done()
  })
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, options.log))
  readJsonOnly(app)
  await allowOrigins(app, options.corsOrigins ?? [])
  await compressAnswers(app)
  await addReference(app, options)
  for (const route of options.routes) addRoute(app, route, options)
  refuseOtherMethods(app, options.routes, options.log)
  return app
}

const unreadable: Record<string, string> = {
  HPE_HEADER_OVERFLOW: 'The path or the headers are too long.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request took too long to arrive.',
}

/** What is no HTTP, or has a request line or headers too large for the parser, never becomes a request. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const fault = invalid('', unreadable[error.code ?? ''] ?? 'The request is not valid HTTP.')
  const id = randomUUID()
  const body = JSON.stringify(failure(fault, id))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nX-Request-Id: ${id}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** An incoming X-Request-Id of 1-128 visible ASCII characters is kept. */
function genReqId(raw: { headers: Record<string, string | string[] | undefined> }): string {
  const given = raw.headers['x-request-id']
  return typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID()
}

function readJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    if (body.length === 0) return done(null, undefined)
    try {
      done(null, JSON.parse(decoder.decode(body)))
    } catch (error) {
      const reason = error instanceof TypeError ? 'it is not UTF-8' : (error as Error).message
      done(invalid('', `The body is not valid JSON: ${reason}`))
    }
  })
}

function fastifyPath(path: string): string {
  return `${apiPrefix}${path.replace(/\{(\w+)\}/g, ':$1')}`
}

/** Of requests whose key was looked at. */
const knowns = new WeakMap<FastifyRequest, Known>()

function addRoute<Deps>(app: FastifyInstance, route: Route<Deps>, options: ServerOptions<Deps>): void {
  const record = options.requestLog?.record
  for (const { path, schema } of describeRoute(route)) {
    app.route({
      method: route.method,
      url: fastifyPath(path),
      schema,
      bodyLimit: route.bodyBytesMax ?? bodyBytesMax,
      onRequest: async (request, reply) => {
        if (options.drain.draining && route.access !== 'public') throw overloaded()
        const known = { at: options.clock.now(), startedMs: performance.now() }
        const caller = await identify(route, request, options)
        knowns.set(request, { ...known, caller })
        await admit(route, caller, reply, options)
      },
      onSend: (request, reply, payload, done) => {
        const known = knowns.get(request)
        if (known && route.access !== 'public') record?.(answered(route.id, request, reply, known))
        done(null, payload)
      },
      handler: (request, reply) =>
        respond(route, options.deps, knowns.get(request)?.caller as Caller, request, reply, options),
    })
  }
}

/** A known path with a method that it does not have: 405 with Allow, before any key is looked at. */
function refuseOtherMethods<Deps>(app: FastifyInstance, routes: readonly Route<Deps>[], log: Log): void {
  const spelled = routes.flatMap((route) =>
    pathsOf(route).map((path) => ({ url: fastifyPath(path), method: route.method })),
  )
  // A fixed path stands before a parameter in its place: /content/batch is no /content/{id}.
  const paths = [...Map.groupBy(spelled, ({ url }) => url)]
    .map(([url, known]) => {
      const has = known.map(({ method }) => method)
      const allow = [...has, ...(has.includes('GET') ? ['HEAD'] : [])].join(', ')
      return { url, has, shape: shapeOf(url), allow }
    })
    .sort((a, b) => a.url.split(':').length - b.url.split(':').length)
  for (const { url, has, allow } of paths) {
    app.route({
      method: methods.filter((method) => !has.includes(method)),
      url,
      schema: { hide: true } as FastifySchema,
      onRequest: async () => {
        throw methodNotAllowed(allow)
      },
      handler: async () => {},
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const known = paths.find(({ shape }) => shape.test(path))
    const error = known
      ? methodNotAllowed(known.allow)
      : new AppError('not_found', { message: 'No such path.' })
    return sendError(error, request, reply, log)
  })
}

function shapeOf(url: string): RegExp {
  return new RegExp(`^${url.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`)
}

function methodNotAllowed(allow: string): AppError {
  return new AppError('method_not_allowed', { message: `This path allows: ${allow}.`, headers: { allow } })
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const mapped = toAppError(error)
  const known = knowns.get(request)
  if (known) known.errorCode = mapped.code
  if (mapped.status >= 500) {
    log.error(
      {
        err: mapped.cause ?? mapped,
        requestId: request.id,
        method: request.method,
        path: request.url.split('?')[0],
      },
      'request failed',
    )
  }
  reply.header('x-request-id', request.id).headers(mapped.headers)
  return sendJson(reply, mapped.status, JSON.stringify(failure(mapped, request.id)))
}

/** The OpenAPI document of the routes, without a server. */
export async function describeApi<Deps>(
  routes: readonly Route<Deps>[],
  options: { version: string },
): Promise<object> {
  const app = Fastify()
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => JSON.stringify)
  await addReference(app, { ...options, routes })
  for (const route of routes) {
    for (const { path, schema } of describeRoute(route)) {
      app.route({ method: route.method, url: fastifyPath(path), schema, handler: async () => {} })
    }
  }
  await app.ready()
  return app.swagger()
}
