// What @fastify/swagger cannot be told by a route's schema. A schema with `x-name` becomes a component of that name,
// so that a generated client has a type for the noun; a body that may be left out is not required.

import { isDeepStrictEqual } from 'node:util'
import type { Route } from './define-route.ts'

type Operation = { operationId: string; requestBody?: { required?: boolean } }
type Schemas = Record<string, unknown>
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Schemas } }

/** The document as @fastify/swagger made it of these routes, finished. @throws Error when two schemas have one name. */
export function finishDocument<Deps>(document: object, routes: readonly Route<Deps>[]): object {
  const { paths, components, ...rest } = document as Document
  const optional = new Set(routes.filter((route) => route.bodyOptional).map((route) => route.id))
  for (const { operationId, requestBody } of Object.values(paths).flatMap((one) => Object.values(one))) {
    if (requestBody && optional.has(operationId)) requestBody.required = false
  }
  const schemas = { ...components.schemas }
  return { ...rest, components: { ...components, schemas }, paths: withNames(paths, schemas) }
}

/** The node with a reference in place of each schema that has a name; the schemas go to `named`. */
function withNames(node: unknown, named: Schemas): unknown {
  if (Array.isArray(node)) return node.map((item) => withNames(item, named))
  if (typeof node !== 'object' || node === null) return node
  const { 'x-name': name, ...members } = node as Record<string, unknown>
  const whole = Object.fromEntries(
    Object.entries(members).map(([key, value]) => [key, withNames(value, named)]),
  )
  if (typeof name !== 'string') return whole
  if (name in named && !isDeepStrictEqual(named[name], whole))
    throw new Error(`Two schemas have the x-name ${name}: name one of them otherwise.`)
  named[name] = whole
  return { $ref: `#/components/schemas/${name}` }
}
