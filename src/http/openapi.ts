// The OpenAPI 3.1 document, made from the routes' own values, and the page that shows it. Both are
// served whole from here.

import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import type { TSchema } from 'typebox'
import { type ErrorCode, errorCodes, statusOf } from '#kernel/errors.ts'
import { pathsOf, type Route } from './define-route.ts'
import { exampleOf } from './example.ts'
import { finishDocument } from './finish-document.ts'
import { tags } from './tags.ts'

export const apiPrefix = '/v1/public'

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40" viewBox="0 0 160 40">
  <text x="0" y="28" font-family="sans-serif" font-size="26" font-weight="bold" fill="#fff">Forecourt</text></svg>`

/** Registers what must stand before the routes. */
export async function addReference<Deps>(
  app: FastifyInstance,
  options: { version: string; routes: readonly Route<Deps>[] },
): Promise<void> {
  app.addSchema(failureSchema)
  await app.register(swagger, {
    refResolver: { buildLocalReference: (schema) => String(schema.$id) },
    transformObject: (made) =>
      'openapiObject' in made ? finishDocument(made.openapiObject, options.routes) : made.swaggerObject,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Forecourt',
        version: options.version,
        description:
          'Content for car dealers in which every claim is carried by a recorded fact. Send the key of a site in `X-API-Key`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      // Relative, so that the page and a client work under whatever name the server was reached by.
      servers: [{ url: '/' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP:
      "default-src 'self'; img-src 'self' data:; base-uri 'self'; frame-ancestors 'self'; object-src 'none'",
    theme: { title: 'Forecourt API' },
    logo: { type: 'image/svg+xml', content: Buffer.from(logo), href: '/docs', target: '_self' },
    uiConfig: { docExpansion: 'list', tryItOutEnabled: true, validatorUrl: null },
  })
  app.get('/openapi.json', { schema: { hide: true } as FastifySchema }, async () => app.swagger())
}

const failureSchema = {
  $id: 'Failure',
  type: 'object',
  required: ['error', 'request_id'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'request_id'],
      properties: {
        code: { type: 'string', enum: errorCodes },
        message: { type: 'string' },
        details: { type: 'object', additionalProperties: true },
        request_id: { type: 'string' },
      },
    },
    request_id: { type: 'string' },
  },
}

const codesOfKeyed: ErrorCode[] = ['unauthorized', 'key_expired', 'key_revoked', 'rate_limit_exceeded']

/** What the document says of a route under each of its paths; an alias names the path that it stands for. */
export function describeRoute<Deps>(route: Route<Deps>): { path: string; schema: FastifySchema }[] {
  const own = describe(route)
  return pathsOf(route).map((path, at) => {
    if (at === 0) return { path, schema: own }
    const of = `${apiPrefix}${route.path}`
    const alias = {
      operationId: `${route.id}.alias${at > 1 ? at : ''}`,
      description: [`Alias of \`${of}\`.`, route.description].filter(Boolean).join(' '),
      'x-alias-of': of,
    }
    return { path, schema: { ...own, ...alias } }
  })
}

function describe<Deps>(route: Route<Deps>): FastifySchema {
  const headers = route.idempotent ? { headers: idempotencyHeader } : {}
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ key: [] }, { bearer: [] }],
    ...headers,
    ...(route.params ? { params: plain(route.params) } : {}),
    // The page fills a form in with examples, and those of filters would hide what is there.
    ...(route.query ? { querystring: plain(route.query, ['examples']) } : {}),
    ...(route.body ? { body: withExample(route.body) } : {}),
    response: { ...successes(route), ...failures(route) },
  } as FastifySchema
}

const idempotencyHeader = {
  type: 'object',
  properties: {
    'x-idempotency-key': {
      type: 'string',
      minLength: 1,
      maxLength: 256,
      description: 'The same key within 24 hours answers with the first response and does nothing twice.',
    },
  },
}

function successes<Deps>(route: Route<Deps>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => [
      status,
      {
        description: status === '202' ? 'Accepted' : 'Success',
        ...(status === '200' && route.media ? contentOf(schema, route.media) : withExample(schema)),
      },
    ]),
  )
}

function contentOf(json: TSchema, media: Record<string, TSchema>): object {
  const content = Object.entries({ 'application/json': json, ...media }).map(([type, schema]) => [
    type,
    { schema: plain(schema), example: exampleOf(schema) },
  ])
  return { content: Object.fromEntries(content) }
}

function failures<Deps>(route: Route<Deps>): Record<string, unknown> {
  const codes = new Set<ErrorCode>([...(route.errors ?? []), 'internal_error', 'overloaded'])
  if (route.access !== 'public') for (const code of codesOfKeyed) codes.add(code)
  if (typeof route.access === 'object') codes.add('forbidden')
  if (route.idempotent)
    for (const code of ['idempotency_conflict', 'idempotency_in_progress'] as const) codes.add(code)
  if (route.body) for (const code of ['payload_too_large', 'unsupported_media_type'] as const) codes.add(code)
  const byStatus = Map.groupBy(codes, statusOf)
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [status, { description: list.join(', '), $ref: 'Failure#' }]),
  )
}

/** The whole has an example of its own, put together from those of its members. */
function withExample(schema: TSchema): object {
  const example = exampleOf(schema)
  return { ...(plain(schema) as object), ...(example === undefined ? {} : { examples: [example] }) }
}

const xKept = ['x-name', 'x-idempotency-key']

/** The schema without our own `x-…` members and those of `dropped`; a batch's items as each of them is read. */
function plain(schema: unknown, dropped: readonly string[] = []): unknown {
  if (Array.isArray(schema)) return schema.map((item) => plain(item, dropped))
  if (typeof schema !== 'object' || schema === null) return schema
  const each = (schema as { 'x-each'?: unknown })['x-each']
  if (each) return plain(each, dropped)
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => !dropped.includes(name) && (!name.startsWith('x-') || xKept.includes(name)))
      .map(([name, value]) => [name, plain(value, dropped)]),
  )
}
