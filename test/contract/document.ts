// The API reference as a client reads it, and whether a value is what one of its schemas says.

import assert from 'node:assert/strict'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Answer } from '../harness/client.ts'

export type Schema = {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  default?: unknown
  description?: string
  examples?: unknown[]
}

export type Media = { schema: Schema; example?: unknown }

export type Operation = {
  operationId: string
  tags: string[]
  parameters?: { name: string; in: string; schema: Schema; description?: string }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { content?: Record<string, Media> }>
}

export type Place = { method: string; path: string }

export type Document = {
  paths: Record<string, Record<string, Operation>>
  operation(place: Place): Operation | undefined
  /** Why the value is none of the schema at these steps from the root; undefined when it is one. */
  fault(steps: readonly string[], value: unknown): string | undefined
}

export function readDocument(json: object): Document {
  const { paths } = json as Pick<Document, 'paths'>
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(json, 'document')
  const compiled = new Map<string, ValidateFunction>()
  return {
    paths,
    operation: ({ method, path }) => paths[`/v1/public${path}`]?.[method.toLowerCase()],
    fault(steps, value) {
      const pointer = steps.map(escaped).join('/')
      const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `document#/${pointer}` })
      compiled.set(pointer, validate)
      return validate(value) ? undefined : ajv.errorsText(validate.errors)
    },
  }
}

const escaped = (step: string) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))

/** @throws AssertionError for a status or a body that the reference does not have. */
export function assertDocumented(document: Document, { method, path }: Place, answer: Answer): void {
  const name = `${method} ${path}`
  const { status, headers, body, text } = answer
  const operation = document.operation({ method, path })
  assert.ok(operation, `${name} is not in the reference`)
  assert.ok(operation.responses[status], `${name} answers ${status}, which the reference has not: ${text}`)
  if (!headers.get('content-type')?.startsWith('application/json')) return
  const response = ['paths', `/v1/public${path}`, method.toLowerCase(), 'responses', String(status)]
  const fault = document.fault([...response, 'content', 'application/json', 'schema'], body)
  assert.equal(fault, undefined, `${name} ${status}: ${text.slice(0, 500)}`)
}
