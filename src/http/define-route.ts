// A route is a value: the router, the chain, the OpenAPI document and the tests over all routes read it.

import type { Static, TObject, TSchema } from 'typebox'
import type { Answer, UnitOfWork } from '#db/index.ts'
import type { Caller } from '#kernel/caller.ts'
import type { ErrorCode } from '#kernel/errors.ts'
import type { Scope } from '#kernel/scopes.ts'

export type Access = { scope: Scope } | 'any-key' | 'public'

export type RawReply = {
  status: number
  contentType: string
  text: string
}

/** An answer that is made while it is sent: who reads it slowly slows its making, who leaves ends it. */
export type StreamReply = {
  status: 200
  contentType: string
  /** Names the state of what is read, and is known without reading it: letters, digits, `-`, `_` and `.`. */
  tag: string
  lastModified: Date
  /** Not called for one who has that state already. */
  chunks(): AsyncIterable<string>
}

/** 204. */
export const noContent = { status: 204 } as const

export type Reply = Answer | RawReply | StreamReply | typeof noContent

type Empty = Record<never, never>
type StaticOr<T> = T extends TSchema ? Static<T> : Empty

export type RouteContext<Deps, Params, Query, Body> = {
  deps: Deps
  /** Of a route with access 'public', an empty one. */
  caller: Caller
  params: StaticOr<Params>
  query: StaticOr<Query>
  body: StaticOr<Body>
  /** Request headers, names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  unit: UnitOfWork
  /** What X-Request-Id says. */
  requestId: string
  /** The reader asked for strict input (Prefer: handling=strict). */
  strict: boolean
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export type RouteDefinition<Deps, Params, Query, Body> = {
  /** `noun.verb`; the SDK's method. */
  id: string
  method: Method
  /** Relative to /v1/public, parameters in braces. */
  path: string
  /** Other spellings of the path, with the same parameters: under each it is the same route, and an idempotency key the same key. */
  aliases?: readonly string[]
  summary: string
  description?: string
  tag: string
  access: Access
  /** The X-Idempotency-Key header is honoured. Only POST. */
  idempotent?: boolean
  /** The answer shows a secret: with an idempotency key it is kept encrypted. */
  secretAnswer?: boolean
  params?: Params
  query?: Query
  body?: Body
  /** No body, `{}` and `[]` are as good as one without members. */
  bodyOptional?: boolean
  bodyBytesMax?: number
  responses: Record<number, TSchema>
  /** Other media types of its 200, for which `Accept` counts. */
  media?: Record<string, TSchema>
  /** Codes beyond those that each authenticated route can give. */
  errors?: readonly ErrorCode[]
  handle(context: RouteContext<Deps, Params, Query, Body>): Promise<Reply>
}

/** A route whatever its schemas, as lists of routes hold it. */
export type Route<Deps> = RouteDefinition<
  Deps,
  TObject | undefined,
  TObject | undefined,
  TSchema | undefined
> & {
  handle(context: RouteContext<Deps, never, never, never>): Promise<Reply>
}

/** `defineRoute<Deps>()({...})`: the dependencies are named, the schemas inferred. */
export function defineRoute<Deps>() {
  return <
    Params extends TObject | undefined = undefined,
    Query extends TObject | undefined = undefined,
    Body extends TSchema | undefined = undefined,
  >(
    route: RouteDefinition<Deps, Params, Query, Body>,
  ): Route<Deps> => route as unknown as Route<Deps>
}

/** Every path under which the route is found, its own first. */
export function pathsOf<Deps>({ path, aliases = [] }: Pick<Route<Deps>, 'path' | 'aliases'>): string[] {
  return [path, ...aliases]
}

export const ok = (data: unknown): Answer => ({ status: 200, body: { data } })
export const created = (data: unknown): Answer => ({ status: 201, body: { data } })
export const accepted = (data: unknown): Answer => ({ status: 202, body: { data } })
