// The notation in which the published API is written down: an endpoint with its fields, limits, defaults, statuses,
// answers and printed examples. `$noun` anywhere in a request is something that exists: see nouns.ts.

import type { Scope } from '#kernel/scopes.ts'

export type Endpoint = {
  /** Its place among the 49. */
  number: number
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Relative to /v1/public. */
  path: string
  alias?: string
  scope: Scope | 'any key' | 'no key'
  /** Those that a request can bring about. */
  statuses: readonly number[]
  /** Those that are documented too, each with the reason why no request brings it about. */
  beyond?: Readonly<Record<number, string>>
  /** The sentence of a 404. */
  notFound?: string
  /** A request for what is not there, where no id of the path says it. */
  absent?: Asked
  idempotent?: true
  params?: Fields
  query?: Fields
  body?: Fields
  /** None, `{}` and `[]` are as good as a body without members. */
  bodyOptional?: true
  /** By status, what a success holds. The request is one with every field's `value`; `asked` replaces members of it. */
  answers: Readonly<Record<number, Answered>>
  examples?: readonly Example[]
}

export type Answered = { asked?: Asked; holds?: Shape }

/** Members that are undefined are left out. */
export type Asked = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: Record<string, unknown>
  headers?: Record<string, string>
}

export type Fields = Readonly<Record<string, Field>>

export type Field = {
  type: 'string' | 'uuid' | 'integer' | 'boolean' | 'time' | 'url' | 'vin' | 'array' | 'object'
  required?: true
  /** Of a string its length, of a number its value, of an array its count. */
  min?: number
  max?: number
  oneOf?: readonly string[]
  /** Values that are refused beside those that type, limits and list rule out. */
  refuses?: readonly unknown[]
  /** In any case: `body`, `Body`, `BODY`. */
  anyCase?: true
  items?: Field
  /** A fault inside an item fails that item alone. */
  apart?: true
  fields?: Fields
  /** One that is taken, as text in a query. */
  value: unknown
  default?: Default
  /** The member of each listed item that has the value asked for. */
  filters?: string
}

/** What a field left out is as good as. */
export type Default = {
  /** The same for every request: the API reference has it too. */
  is?: unknown
  /** Where it is seen in the answer, or in the content that the answer has made. */
  shows?: string
  inContent?: true
  /** What is seen there, when that is not the value itself. */
  as?: unknown
}

/**
 * What a member is: a type's name (with `?` it may be null), one of some texts, a list that is not empty, an object.
 * A name with `?` behind it may be missing.
 */
export type Shape = TypeName | `${TypeName}?` | OneOf | readonly [Shape] | { readonly [name: string]: Shape }

type TypeName =
  | 'uuid'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'time'
  | 'date'
  | 'object'
  | 'null'
  | 'list'

export type OneOf = { readonly oneOf: readonly (string | number | boolean)[] }

export const oneOf = (...values: (string | number | boolean)[]): OneOf => ({ oneOf: values })

export type Example = {
  /** The page that prints it, or that says it. */
  page: string
  asked?: Asked
  status: number
  printed?: unknown
  /** Members whose printed values are not of the request. */
  free?: readonly string[]
  /** Of a body that is no JSON. */
  text?: RegExp
}
