// Reads input by its schema: nothing is coerced but query strings, unknown members are dropped (or, in
// strict mode, faults), null for an optional member means absent, and every fault is found at once.

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import type { Fault } from '#kernel/errors.ts'

type JsonSchema = {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  'x-says'?: string
  'x-trim'?: boolean
  'x-case'?: 'lower' | 'upper'
  /** An empty string is as good as none. */
  'x-empty-absent'?: boolean
  /** Items are read one by one later, so that a fault fails that item alone. */
  'x-items-apart'?: boolean
}

export type Checked = { value: unknown; faults: Fault[] }

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, verbose: true })
const compiled = new WeakMap<TSchema, ValidateFunction>()
const faultsMax = 100

/** `place` is what paths begin with: '' for a body, 'query', 'path'. */
export function check(schema: TSchema, input: unknown, place: string, options: { strict: boolean }): Checked {
  const faults: Fault[] = []
  const value = read(schema as JsonSchema, input, place, faults, options.strict)
  let validate = compiled.get(schema)
  if (!validate) {
    validate = ajv.compile(schema)
    compiled.set(schema, validate)
  }
  if (!validate(value)) for (const error of validate.errors ?? []) addFault(faults, error, place)
  return { value, faults: faults.slice(0, faultsMax) }
}

/** Query strings become the numbers and booleans that the schema names; a repeated or empty one is a fault. */
export function checkQuery(
  schema: TSchema,
  query: Record<string, unknown>,
  options: { strict: boolean },
): Checked {
  const faults: Fault[] = []
  const given: Record<string, unknown> = {}
  const properties = (schema as JsonSchema).properties ?? {}
  for (const [name, text] of Object.entries(query)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!property) {
      if (options.strict)
        faults.push({ path: `query/${name}`, message: `query/${name} is not a parameter of this route` })
    } else if (typeof text !== 'string')
      faults.push({ path: `query/${name}`, message: `${name} must be given once` })
    else if (text === '') faults.push({ path: `query/${name}`, message: `${name} must not be empty` })
    else given[name] = coerce(property, text)
  }
  const checked = check(schema, given, 'query', { strict: false })
  return { value: checked.value, faults: [...faults, ...checked.faults].slice(0, faultsMax) }
}

function coerce(schema: JsonSchema, text: string): unknown {
  if (schema.type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (schema.type === 'number' && /^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text)
  if (schema.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function read(schema: JsonSchema, input: unknown, path: string, faults: Fault[], strict: boolean): unknown {
  if (typeof input === 'string') return readString(schema, input, path, faults)
  if (Array.isArray(input)) {
    const { items } = schema
    if (!items || schema['x-items-apart']) return input
    return input.map((item, i) => read(items, item, join(path, String(i)), faults, strict))
  }
  if (typeof input === 'object' && input !== null && schema.properties) {
    return readObject(schema, input as Record<string, unknown>, path, faults, strict)
  }
  return input
}

function readObject(
  schema: JsonSchema,
  input: Record<string, unknown>,
  path: string,
  faults: Fault[],
  strict: boolean,
): Record<string, unknown> {
  const required = schema.required ?? []
  const value: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!Object.hasOwn(input, name)) continue
    if (input[name] === null && !required.includes(name)) continue
    const member = read(property, input[name], join(path, name), faults, strict)
    if (member === '' && property['x-empty-absent']) continue
    value[name] = member
  }
  if (strict) {
    for (const name of Object.keys(input)) {
      if (Object.hasOwn(schema.properties ?? {}, name) || faults.length >= faultsMax) continue
      faults.push({
        path: join(path, name),
        message: `${label(join(path, name))} is not a field of this request`,
      })
    }
  }
  return value
}

function readString(schema: JsonSchema, input: string, path: string, faults: Fault[]): string {
  if (input.includes('\0') || !input.isWellFormed()) {
    faults.push({
      path,
      message: `${label(path)} must be text without U+0000 and without unpaired surrogates`,
    })
    return input.replaceAll('\0', '').toWellFormed()
  }
  let text = input
  if (schema['x-trim']) text = text.trim()
  if (schema['x-case'] === 'lower') text = text.toLowerCase()
  if (schema['x-case'] === 'upper') text = text.toUpperCase()
  return text
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`
}

/** What a person calls the field: query and path parameters by their name alone. */
function label(path: string): string {
  return path.replace(/^(query|path)\//, '') || 'the body'
}

function addFault(faults: Fault[], error: ErrorObject, place: string): void {
  if (faults.length >= faultsMax || error.keyword === 'if') return
  const schema = error.parentSchema as JsonSchema | undefined
  const missing =
    error.keyword === 'required' ? `/${(error.params as { missingProperty: string }).missingProperty}` : ''
  const pointer = `${error.instancePath}${missing}`.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
  const path = pointer === '' ? place : join(place, pointer)
  if (faults.some((fault) => fault.path === path)) return
  faults.push({ path, message: `${label(path)} ${sentence(error, schema)}` })
}

const typeNames: Record<string, string> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
}

function sentence(error: ErrorObject, schema: JsonSchema | undefined): string {
  const { limit } = error.params as { limit?: number }
  switch (error.keyword) {
    case 'required':
      return 'is required'
    case 'type':
      return schema?.enum
        ? `must be one of: ${schema.enum.join(', ')}`
        : `must be ${typeNames[String((error.params as { type: unknown }).type)] ?? String((error.params as { type: unknown }).type)}`
    case 'enum':
      return `must be one of: ${(schema?.enum ?? []).join(', ')}`
    case 'const':
      return `must be ${JSON.stringify((error.params as { allowedValue: unknown }).allowedValue)}`
    case 'pattern':
      return schema?.['x-says'] ?? 'has a wrong form'
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`
    case 'maxLength':
      return `must have at most ${limit} characters`
    case 'minItems':
      return limit === 1 ? 'must have at least 1 item' : `must have at least ${limit} items`
    case 'maxItems':
      return `must have at most ${limit} items`
    case 'minimum':
      return `must be at least ${limit}`
    case 'maximum':
      return `must be at most ${limit}`
    default:
      return error.message ?? 'is not valid'
  }
}
