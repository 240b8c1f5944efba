// Sends the requests of the walk, keeps which statuses each endpoint has answered with, and holds every answer
// against what holds of all: the envelope, the headers, and the schema that the API reference gives for it.

import assert from 'node:assert/strict'
import type { Answer, Client } from '../../harness/client.ts'
import { assertDocumented, type Document } from '../document.ts'
import type { Template } from './cases.ts'
import type { Endpoint } from './endpoint.ts'
import type { Nouns } from './nouns.ts'

export type Walk = {
  ask(endpoint: Endpoint, template: Template, options?: AskOptions): Promise<Answer>
  /** Puts the nouns in. */
  fill(value: unknown): Promise<unknown>
  /** Statuses by endpoint. */
  reached: Map<string, Set<number>>
  count(): number
}

type AskOptions = { key?: string | null /** An alias. */; path?: string }

export const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) => `${method} ${path}`

export function startWalk(parts: { clients: readonly Client[]; nouns: Nouns; document: Document }): Walk {
  const { clients, nouns, document } = parts
  const reached = new Map<string, Set<number>>()
  let count = 0
  return {
    reached,
    fill: (value) => filled(value, nouns),
    count: () => count,
    async ask(endpoint, template, { key, path = endpoint.path } = {}) {
      const sent = (await filled(template, nouns)) as Template
      // A key has a limit a minute, so the walk goes round several.
      const client = clients[count++ % clients.length] as Client
      const answer = await client(endpoint.method, pathOf(path, sent), {
        ...(Object.keys(sent.body).length > 0 ? { json: sent.body } : {}),
        ...(key === undefined ? {} : { key }),
        headers: sent.headers,
      })
      const name = nameOf(endpoint)
      assertCommon(endpoint, answer, `${name}: ${answer.status} ${answer.text.slice(0, 500)}`)
      assertDocumented(document, { method: endpoint.method, path }, answer)
      const statuses = reached.get(name) ?? new Set()
      reached.set(name, statuses.add(answer.status))
      return answer
    },
  }
}

function pathOf(path: string, { params, query }: Template): string {
  const filledPath = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return text === '' ? filledPath : `${filledPath}?${text}`
}

/** Puts the nouns in; the same name in one request is the same thing. */
async function filled(value: unknown, nouns: Nouns, made = new Map<string, unknown>()): Promise<unknown> {
  if (typeof value === 'string' && value.startsWith('$')) {
    if (!made.has(value)) made.set(value, await nouns.of(value.slice(1)))
    return made.get(value)
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items: unknown[] = []
    for (const item of value) items.push(await filled(item, nouns, made))
    return items
  }
  const members: [string, unknown][] = []
  for (const [name, member] of Object.entries(value)) members.push([name, await filled(member, nouns, made)])
  return Object.fromEntries(members)
}

const limits = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']

function assertCommon({ scope }: Endpoint, { status, headers, body }: Answer, what: string): void {
  assert.ok(status < 500, what)
  if (scope !== 'no key' && status !== 401)
    for (const name of limits) assert.match(headers.get(name) ?? '', /^\d+$/, `${name}, ${what}`)
  assert.ok(headers.get('x-request-id'), what)
  if (status < 400) return
  assert.match(body.error.code, /^[a-z_]+$/, what)
  assert.ok(body.error.message.length > 8, what)
  assert.equal(body.error.request_id, body.request_id, what)
  assert.equal(body.request_id, headers.get('x-request-id'), what)
  if (status === 400 && body.error.code === 'validation_error')
    assert.ok(body.error.details.fields.length > 0, what)
}
