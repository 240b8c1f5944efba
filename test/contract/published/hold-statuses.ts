// Holds an endpoint to its statuses, to what its answers hold, and to its printed examples.

import assert from 'node:assert/strict'
import { assertPrinted } from '../printed.ts'
import { type Template, templateOf } from './cases.ts'
import type { Asked, Endpoint } from './endpoint.ts'
import { assertShape, type Nullables } from './shape.ts'
import { nameOf, type Walk } from './walk.ts'

/** Raw keys, each of which is refused in its own way. */
export type Keys = { expired: string; revoked: string; without(scope: string): Promise<string> }

export async function holdSuccesses(walk: Walk, endpoint: Endpoint, nullables: Nullables): Promise<void> {
  for (const [status, { asked, holds }] of Object.entries(endpoint.answers)) {
    const answer = await walk.ask(endpoint, templateOf(endpoint, asked))
    assert.equal(answer.status, Number(status), `${nameOf(endpoint)}: ${answer.text}`)
    if (holds) assertShape(holds, answer.body, `${nameOf(endpoint)} ${status}`, nullables)
    else assert.equal(answer.text, '', nameOf(endpoint))
    if (endpoint.alias)
      assert.equal(
        (await walk.ask(endpoint, templateOf(endpoint, asked), { path: endpoint.alias })).status,
        answer.status,
      )
  }
}

export async function holdKeys(walk: Walk, endpoint: Endpoint, keys: Keys): Promise<void> {
  const refused = { unauthorized: null, key_expired: keys.expired, key_revoked: keys.revoked }
  for (const [code, key] of Object.entries(refused)) {
    const { status, body } = await walk.ask(endpoint, templateOf(endpoint), { key })
    assert.equal(status, 401, nameOf(endpoint))
    assert.equal(body.error.code, code, nameOf(endpoint))
  }
  if (endpoint.scope === 'any key') return
  const { status, body } = await walk.ask(endpoint, templateOf(endpoint), {
    key: await keys.without(endpoint.scope),
  })
  assert.equal(status, 403, nameOf(endpoint))
  assertPrinted(
    {
      error: {
        code: 'forbidden',
        message: `This API key requires one of the following scopes: ${endpoint.scope}`,
        details: { required_scopes: [endpoint.scope] },
      },
    },
    body,
  )
}

export async function holdAbsence(walk: Walk, endpoint: Endpoint): Promise<void> {
  for (const asked of absencesOf(endpoint)) {
    const { status, body, text } = await walk.ask(endpoint, templateOf(endpoint, asked))
    assert.equal(status, 404, `${nameOf(endpoint)}: ${text}`)
    assert.equal(body.error.code, 'not_found')
    if (endpoint.notFound) assert.equal(body.error.message, endpoint.notFound, nameOf(endpoint))
  }
}

function absencesOf({ params = {}, absent, statuses }: Endpoint): Asked[] {
  if (absent) return [absent]
  if (!statuses.includes(404)) return []
  const absentIds = { uuid: '0199a3c4-0000-7000-8000-000000000001', vin: '2HGFE2F5XPH000000' }
  return Object.entries(params)
    .filter(([, { type }]) => type in absentIds)
    .map(([name, { type }]) => ({ params: { [name]: absentIds[type as keyof typeof absentIds] } }))
}

/** The same key: the same bytes. Another body: the printed 409. A key has 1 to 256 characters. */
export async function holdIdempotency(walk: Walk, endpoint: Endpoint): Promise<void> {
  const name = nameOf(endpoint)
  const filled = (await walk.fill(templateOf(endpoint))) as Template
  const send = (key: string, body = filled.body, path?: string) =>
    walk.ask(endpoint, { ...filled, body, headers: { 'X-Idempotency-Key': key } }, path ? { path } : {})
  const key = `${endpoint.number} `.padEnd(256, 'k')
  const first = await send(key)
  assert.ok(first.status < 300, `${name}: ${first.text}`)
  const again = await send(key)
  assert.equal(again.text, first.text, name)
  assert.equal(again.status, first.status, name)
  assert.equal(again.headers.get('idempotency-replayed'), 'true', name)
  if (endpoint.alias) assert.equal((await send(key, filled.body, endpoint.alias)).text, first.text, name)
  const conflict = await send(key, { ...filled.body, another: 1 })
  assert.equal(conflict.status, 409, name)
  assertPrinted(
    { error: { code: 'idempotency_conflict', message: 'Idempotency key reused with different parameters' } },
    conflict.body,
  )
  assert.equal('details' in conflict.body.error, false, name)
  for (const refused of ['', `${key}k`]) assert.equal((await send(refused)).status, 400, name)
}

/** `key` has no request left in its minute. */
export async function holdLimit(walk: Walk, endpoint: Endpoint, key: string): Promise<void> {
  if (endpoint.scope === 'no key') return
  const { status, body, headers, text } = await walk.ask(endpoint, templateOf(endpoint), { key })
  assert.equal(status, 429, `${nameOf(endpoint)}: ${text}`)
  const seconds = Number(headers.get('retry-after'))
  assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60)
  assertPrinted(
    {
      error: {
        code: 'rate_limit_exceeded',
        message: `Rate limit exceeded. Retry after ${seconds} seconds.`,
        details: { retry_after: seconds },
      },
    },
    body,
  )
}

export async function holdExamples(walk: Walk, endpoint: Endpoint): Promise<void> {
  for (const { page, asked, status, printed, free, text } of endpoint.examples ?? []) {
    const answer = await walk.ask(endpoint, templateOf(endpoint, asked))
    assert.equal(answer.status, status, `${page}: ${answer.text}`)
    if (printed !== undefined) assertPrinted(printed, answer.body, free, page)
    if (text) assert.match(answer.text, text, page)
  }
}
