// An answer is text of a stranger's making: it is parsed, held against a schema and never run. What may go wrong around
// good JSON is put right here, at no cost: a fence, words around it, a missing comma or quotation mark.

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { jsonrepair } from 'jsonrepair'
import type { Static, TSchema } from 'typebox'

export type Read<T> = { object: T } | { isJson: boolean; faults: string[] }

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
const compiled = new WeakMap<TSchema, ValidateFunction>()
const faultsMax = 10

/** `check` finds, in words, what a schema cannot say. */
export function readAnswer<T extends TSchema>(
  text: string,
  schema: T,
  check: (object: Static<T>) => string[] = () => [],
): Read<Static<T>> {
  const found = findObject(text)
  if (!found) return { isJson: false, faults: ['The answer is not a JSON object.'] }
  let validate = compiled.get(schema)
  if (!validate) {
    validate = ajv.compile(schema)
    compiled.set(schema, validate)
  }
  if (!validate(found))
    return { isJson: true, faults: (validate.errors ?? []).slice(0, faultsMax).map(words) }
  const faults = check(found as Static<T>)
  if (faults.length > 0) return { isJson: true, faults: faults.slice(0, faultsMax) }
  return { object: found as Static<T> }
}

function words({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath === '' ? 'The object' : instancePath.slice(1)
  const extra = 'additionalProperty' in params ? `: ${JSON.stringify(params.additionalProperty)}` : ''
  return `${place} ${message}${extra}.`
}

function findObject(text: string): object | undefined {
  const said = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim()
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(said)?.[1]
  for (const candidate of [said, fenced, braced(said)]) {
    const found = candidate === undefined ? undefined : parse(candidate, JSON.parse)
    if (found) return found
  }
  for (const candidate of [fenced, braced(said)]) {
    const found =
      candidate === undefined ? undefined : parse(candidate, (json) => JSON.parse(jsonrepair(json)))
    if (found) return found
  }
  return undefined
}

function braced(text: string): string | undefined {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  return from >= 0 && to > from ? text.slice(from, to + 1) : undefined
}

function parse(text: string, read: (text: string) => unknown): object | undefined {
  try {
    const value = read(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
