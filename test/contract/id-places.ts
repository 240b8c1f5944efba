// Finds every id in a valid request, in its path, query and body, and puts another one in its place.

import type { TSchema } from 'typebox'
import type { Route } from '#http/index.ts'
import { pathOf, type ValidRequest, type World } from './valid-requests.ts'

export type IdPlace = {
  /** As faults name it: `path/2`, `query/category_id`, `items/0/ideacloud_id`. */
  place: string
  noun: keyof World
  id: string
  /** The request with another id there. */
  with(id: string): ValidRequest
}

const shapes = [
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^q-\d+-\d+$/,
  /^evt_\d+_[0-9a-z]+$/,
  /^profile-\d+$/,
  /^(?=.*\d)[A-HJ-NPR-Z0-9]{11,17}$/,
]

const isId = (text: string) => shapes.some((shape) => shape.test(text))

/** Every id of a text, whatever stands around it. */
export function idsIn(text: string): string[] {
  return text.split(/[^0-9A-Za-z_-]+/).filter(isId)
}

/** Of the same shape, and of nothing that exists. */
export function missingLike(id: string): string {
  return id.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10))
}

/** @throws Error for an id that no noun of the world has: with it the request is not told from a neighbour's. */
export function idPlaces(routeId: string, request: ValidRequest, world: World): IdPlace[] {
  const nouns = new Map(
    Object.entries(world).flatMap(([noun, ids]) =>
      [ids].flat().map((id): [string, keyof World] => [id, noun as keyof World]),
    ),
  )
  return textsOf(request).flatMap(({ place, text, replace }) => {
    const noun = nouns.get(text)
    if (noun) return [{ place, noun, id: text, with: replace }]
    if (!isId(text)) return []
    throw new Error(
      `${routeId} has an id at ${place} (${text}) that no noun of test/contract/world.ts has: take it from the world.`,
    )
  })
}

type TextPlace = { place: string; text: string; replace(other: string): ValidRequest }

function textsOf(request: ValidRequest): TextPlace[] {
  const segments = request.path.split('/')
  return [
    ...segments.map((text, i) => ({
      place: `path/${i}`,
      text,
      replace: (other: string) => ({ ...request, path: segments.with(i, other).join('/') }),
    })),
    ...Object.entries(request.query ?? {}).map(([name, text]) => ({
      place: `query/${name}`,
      text,
      replace: (other: string) => ({ ...request, query: { ...request.query, [name]: other } }),
    })),
    ...textsIn(request.json ?? {}).map(({ place, text, replace }) => ({
      place,
      text,
      replace: (other: string) => ({ ...request, json: replace(other) as Record<string, unknown> }),
    })),
  ]
}

function textsIn(value: unknown): { place: string; text: string; replace(other: string): unknown }[] {
  if (typeof value === 'string') return [{ place: '', text: value, replace: (other) => other }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    textsIn(member).map(({ place, text, replace }) => ({
      place: place === '' ? name : `${name}/${place}`,
      text,
      replace: (other: string) =>
        Array.isArray(value)
          ? value.with(Number(name), replace(other))
          : { ...value, [name]: replace(other) },
    })),
  )
}

type JsonSchema = {
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  pattern?: string
  'x-each'?: JsonSchema
}

/** What the route's schemas call an id and its valid request does not send. */
export function idsNotSent(route: Route<never>, request: ValidRequest): string[] {
  return [
    ...named(route.query).filter((name) => request.query?.[name] === undefined),
    ...named(route.body).filter((name) => !JSON.stringify(request.json ?? {}).includes(`"${name}":`)),
  ]
}

function named(schema: TSchema | JsonSchema | undefined): string[] {
  const { properties = {}, items } = (schema ?? {}) as JsonSchema
  return [
    ...Object.entries(properties).flatMap(([name, property]) =>
      /(^|_)(ids?|vins?)$/.test(name) ? [name] : named(property),
    ),
    ...(items ? named(items['x-each'] ?? items) : []),
  ]
}

export const sentWith = (request: ValidRequest) => `${pathOf(request)} ${JSON.stringify(request.json ?? {})}`
