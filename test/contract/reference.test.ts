// The API reference is whole, and its examples are what its schemas say. The linter sees more: npm run reference.

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Data, defineRoute, describeApi, Noun, ok, Text } from '#http/index.ts'
import { routes } from '../../src/api.ts'
import { version } from '../../src/version.ts'
import { type Document, type Operation, readDocument } from './document.ts'

let document: Document
let json: object
let operations: { name: string; operation: Operation }[]

before(async () => {
  json = JSON.parse(JSON.stringify(await describeApi(routes, { version })))
  document = readDocument(json)
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  )
})

test('every operation has an id of its own', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  assert.deepEqual([...new Set(ids)], ids)
  assert.ok(ids.length >= routes.length)
})

test('every request body and every success has an example', () => {
  for (const { name, operation } of operations) {
    const { requestBody, responses } = operation
    const successes = Object.entries(responses).filter(([status, { content }]) => status < '300' && content)
    for (const [what, { content }] of [['body', requestBody ?? {}] as const, ...successes]) {
      const media = content?.['application/json']
      if (media) assert.notEqual(media.example, undefined, `${name}, ${what}: give its schema \`examples\``)
    }
  }
})

test('every example is what its schema says', () => {
  let examples = 0
  for (const { steps, value } of examplesIn(json, [])) {
    assert.equal(document.fault(steps, value), undefined, `#/${steps.join('/')}: ${JSON.stringify(value)}`)
    examples++
  }
  console.log(`${examples} examples in ${operations.length} operations`)
  assert.ok(examples > 4 * operations.length)
})

test('a name stands for one schema', async () => {
  const read = (id: string, member: string) =>
    defineRoute<object>()({
      id,
      method: 'GET',
      path: `/${id}`,
      summary: 'Read it.',
      tag: 'Content',
      access: 'public',
      responses: { 200: Data(Noun('Thing', { [member]: Text('red') })) },
      handle: async () => ok({}),
    })
  const document = await describeApi([read('one', 'color'), read('two', 'color')], { version })
  assert.equal(JSON.stringify(document).match(/"#\/components\/schemas\/Thing"/g)?.length, 2)
  await assert.rejects(
    describeApi([read('one', 'color'), read('two', 'paint')], { version }),
    /Two schemas have the x-name Thing/,
  )
})

type Found = { steps: string[]; value: unknown }

/** With the steps to the schema that each is of. */
function examplesIn(node: unknown, steps: string[]): Found[] {
  if (typeof node !== 'object' || node === null) return []
  const { example, schema, examples } = node as { example?: unknown; schema?: unknown; examples?: unknown }
  const here: Found[] = []
  if (schema !== undefined && example !== undefined)
    here.push({ steps: [...steps, 'schema'], value: example })
  if (Array.isArray(examples)) here.push(...examples.map((value) => ({ steps, value })))
  const inside = Object.entries(node)
    .filter(([name]) => name !== 'example' && name !== 'examples')
    .flatMap(([name, member]) => examplesIn(member, [...steps, name]))
  return [...here, ...inside]
}
