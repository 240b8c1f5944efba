// An example of a schema, put together from those of its members, so that it always has the schema's shape.

import type { TSchema } from 'typebox'

type JsonSchema = {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  'x-each'?: JsonSchema
}

/**
 * Its own example, else its default, its first choice, or one of its members. Members that may be left out are, unless
 * they have an example of their own. Undefined where nothing tells one.
 */
export function exampleOf(schema: TSchema | JsonSchema): unknown {
  const { examples, default: preset, const: only, enum: choices, anyOf, items, type } = schema as JsonSchema
  if (examples) return examples[0]
  if (preset !== undefined) return preset
  if (only !== undefined) return only
  if (choices) return choices[0]
  if (anyOf) return exampleOf(anyOf[0] ?? {})
  if (type === 'array')
    return [exampleOf(items?.['x-each'] ?? items ?? {})].filter((item) => item !== undefined)
  if (type === 'object') return exampleOfMembers(schema as JsonSchema)
  if (type === 'boolean') return true
  return type === 'null' ? null : undefined
}

function exampleOfMembers({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
  const members = Object.entries(properties)
    .filter(([name, member]) => required.includes(name) || member.examples)
    .map(([name, member]): [string, unknown] => [name, exampleOf(member)])
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}
