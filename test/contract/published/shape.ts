// Holds a value against a shape of the notation.

import assert from 'node:assert/strict'
import type { OneOf, Shape } from './endpoint.ts'

const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const types: Record<string, (value: unknown) => boolean> = {
  uuid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  string: (value) => typeof value === 'string' && value !== '',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  time: (value) => typeof value === 'string' && time.test(value),
  date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  null: (value) => value === null,
  list: Array.isArray,
}

/** Members that may be null, and whether a value was ever seen there. */
export type Nullables = Map<string, boolean>

/** @throws AssertionError that names the place. */
export function assertShape(shape: Shape, value: unknown, place: string, nullables: Nullables): void {
  if (typeof shape === 'string') {
    const name = shape.replace('?', '')
    const seen = place.replace(/\[\d+\]/g, '[]')
    if (shape.endsWith('?')) nullables.set(seen, nullables.get(seen) || value !== null)
    const holds = (shape.endsWith('?') && value === null) || types[name]?.(value)
    assert.ok(holds, `${place} should be ${name}: ${JSON.stringify(value)}`)
  } else if (isList(shape)) {
    assert.ok(Array.isArray(value), `${place} should be a list: ${JSON.stringify(value)}`)
    assert.ok(value.length > 0, `${place} is empty, so nothing is seen of its items`)
    for (const [i, item] of value.entries()) assertShape(shape[0], item, `${place}[${i}]`, nullables)
  } else if (isOneOf(shape)) {
    assert.ok(
      shape.oneOf.includes(value as string),
      `${place} should be one of ${shape.oneOf.join(', ')}: ${JSON.stringify(value)}`,
    )
  } else {
    assert.ok(types.object?.(value), `${place} should be an object: ${JSON.stringify(value)}`)
    for (const [name, member] of Object.entries(shape)) {
      const optional = name.endsWith('?')
      const bare = optional ? name.slice(0, -1) : name
      const held = (value as Record<string, unknown>)[bare]
      if (optional && held === undefined) continue
      assert.notEqual(held, undefined, `${place}.${bare} is missing`)
      assertShape(member, held, `${place}.${bare}`, nullables)
    }
  }
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape)

const isOneOf = (shape: Shape): shape is OneOf => typeof shape === 'object' && 'oneOf' in shape
