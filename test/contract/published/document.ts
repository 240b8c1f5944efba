// The API reference as a client gets it, and whether an answer is what it says.

import assert from 'node:assert/strict'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Answer } from '../../harness/client.ts'

export type Schema = {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  default?: unknown
  required?: string[]
}

export type Operation = {
  operationId: string
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

export type Document = {
  operation(place: Place): Operation | undefined
  /** Says nothing when the body is what the reference gives for the status. */
  fault(place: Place, status: number, body: unknown): string | undefined
}

export type Place = { method: string; path: string }

export async function openDocument(url: string): Promise<Document> {
  const document = JSON.parse(await (await fetch(`${url}/openapi.json`)).text())
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'document')
  const operation = ({ method, path }: Place): Operation | undefined =>
    document.paths[`/v1/public${path}`]?.[method.toLowerCase()]
  const compiled = new Map<string, ValidateFunction>()
  return {
    operation,
    fault(place, status, body) {
      const steps = [
        'paths',
        `/v1/public${place.path}`,
        place.method.toLowerCase(),
        'responses',
        String(status),
      ]
      const pointer = [...steps, 'content', 'application/json', 'schema'].map(escaped).join('/')
      let validate = compiled.get(pointer)
      if (!validate) {
        validate = ajv.compile({ $ref: `document#/${pointer}` })
        compiled.set(pointer, validate)
      }
      return validate(body) ? undefined : ajv.errorsText(validate.errors)
    },
  }
}

const escaped = (step: string) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))

export function assertDocumented(document: Document, place: Place, answer: Answer): void {
  const name = `${place.method} ${place.path}`
  const operation = document.operation(place)
  assert.ok(operation, `${name} is not in the reference`)
  const { status, headers, body, text } = answer
  assert.ok(
    operation.responses[status],
    `${name} answers ${status}, which the reference does not have: ${text}`,
  )
  if (!headers.get('content-type')?.startsWith('application/json')) return
  const fault = document.fault(place, status, body)
  assert.equal(fault, undefined, `${name} ${status}: ${fault}; ${text.slice(0, 500)}`)
}
