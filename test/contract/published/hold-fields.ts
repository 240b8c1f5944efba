// Holds an endpoint to what it promises of its fields: types, limits, lists, what may be left out, and defaults.

import assert from 'node:assert/strict'
import type { Answer } from '../../harness/client.ts'
import type { Document, Schema } from '../document.ts'
import { type Case, casesOf, type Template, templateOf } from './cases.ts'
import type { Default, Endpoint } from './endpoint.ts'
import { published } from './index.ts'
import { nameOf, type Walk } from './walk.ts'

export async function holdFields(walk: Walk, endpoint: Endpoint): Promise<void> {
  for (const one of casesOf(endpoint)) {
    const answer = await walk.ask(endpoint, one.asked)
    hold(
      endpoint,
      one,
      answer,
      `${nameOf(endpoint)}: ${one.what}: ${answer.status} ${answer.text.slice(0, 400)}`,
    )
  }
}

function hold({ answers }: Endpoint, { promise, filtered }: Case, answer: Answer, what: string): void {
  const { status, body } = answer
  if ('refused' in promise) {
    assertRefused(answer, promise.refused, what)
    return
  }
  if ('known' in promise) {
    assert.notEqual(status, 400, what)
    return
  }
  assert.ok(status in answers, what)
  const [item] = Array.isArray(body?.data?.items) ? body.data.items : []
  if ('fails' in promise) {
    assert.equal(item.status, 'failed', what)
    assert.ok(item.error.includes(promise.fails), what)
    assert.equal('id' in item, false, what)
    return
  }
  assert.notEqual(item?.status, 'failed', what)
  if (!filtered) return
  for (const listed of body.data) assert.equal(String(listed[filtered.member]), filtered.value, what)
}

function assertRefused({ status, body }: Answer, path: string, what: string): void {
  assert.equal(status, 400, what)
  assert.equal(body.error.code, 'validation_error', what)
  const { fields } = body.error.details as { fields: { path: string; message: string }[] }
  assert.ok(
    fields.some((fault) => fault.path === path || fault.path.startsWith(`${path}/`)),
    what,
  )
}

/** A default shows where the endpoint says, and stands in the API reference when it is the same for all. */
export async function holdDefaults(walk: Walk, endpoint: Endpoint, document: Document): Promise<void> {
  const operation = document.operation(endpoint)
  for (const [name, field] of Object.entries(endpoint.query ?? {})) {
    if (!field.default) continue
    const answerTo = async (value: unknown) =>
      (await walk.ask(endpoint, templateOf(endpoint, { query: { [name]: value } }))).text
    assert.equal(await answerTo(undefined), await answerTo(field.default.is), `${nameOf(endpoint)} ${name}`)
    const parameter = operation?.parameters?.find((one) => one.name === name)
    const said = { ...parameter?.schema, description: parameter?.description ?? '' }
    assertReferred(said, field.default, `${nameOf(endpoint)} ${name}`)
  }
  const body = operation?.requestBody?.content['application/json']?.schema
  for (const [name, field] of Object.entries(endpoint.body ?? {})) {
    if (!field.default) continue
    const what = `${nameOf(endpoint)} ${name}`
    assertReferred(body?.properties?.[name], field.default, what)
    await holdShown(
      walk,
      endpoint,
      templateOf(endpoint, { body: { [name]: undefined } }),
      field.default,
      what,
    )
  }
}

/** As a value, or in words where a client that fills defaults in would say something else with it. */
function assertReferred(schema: Schema | undefined, { is }: Default, what: string): void {
  if (is === undefined) return
  const inWords = new RegExp(`default ${is}\\b`, 'i').test(schema?.description ?? '')
  assert.ok(
    inWords || String(schema?.default) === String(is),
    `${what}: the reference should give its default, ${is}`,
  )
}

async function holdShown(
  walk: Walk,
  endpoint: Endpoint,
  template: Template,
  { is, shows, inContent, as = is }: Default,
  what: string,
): Promise<void> {
  if (shows === undefined) return
  const [wanted] = (await walk.fill([as])) as unknown[]
  let answer: Answer = await walk.ask(endpoint, template)
  if (inContent) {
    const read = published.find((one) => nameOf(one) === 'GET /content/{id}') as Endpoint
    answer = await walk.ask(read, templateOf(read, { params: { id: answer.body.data.id } }))
  }
  const seen = shows.split('.').reduce((value, step) => value?.[step], answer.body)
  assert.equal(seen, wanted, `${what} left out: ${answer.text.slice(0, 400)}`)
}
