// Every error code is raised over HTTP here and described in docs/errors.md. A new code fails both tests
// until it is.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, mock, test } from 'node:test'
import { Type } from 'typebox'
import {
  accepted,
  createDrain,
  createIdempotency,
  createRateLimiter,
  createServer,
  defineRoute,
  type Route,
} from '#http/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { type ErrorCode, errorCodes, statusOf } from '#kernel/errors.ts'
import { silentLog } from '#kernel/log.ts'
import { revokeKey } from '#keys/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Answer, type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let app: TestApp
let siteId: string
let client: Client

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  siteId = (await makeSite(app.database)).id
  client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
})
after(() => app.stop())

const ideacloud = { keyword: '2026 Honda Civic' }
const missingId = '0199a3c4-0000-7000-8000-000000000001'

/** One way to each code. */
const raise: Record<ErrorCode, () => Promise<Answer>> = {
  validation_error: () => client('POST', '/ideaclouds', { json: {} }),
  unauthorized: () => client('GET', '/ideaclouds', { key: null }),
  async key_expired() {
    const { id, key } = await makeKey(app.database, siteId)
    await app.database.pool.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [id])
    return await client('GET', '/ideaclouds', { key })
  },
  async key_revoked() {
    const { id, key } = await makeKey(app.database, siteId)
    await revokeKey(app.database.db, systemClock, id)
    return await client('GET', '/ideaclouds', { key })
  },
  async forbidden() {
    const { key } = await makeKey(app.database, siteId, ['site:read'])
    return await client('GET', '/ideaclouds', { key })
  },
  not_found: () => client('GET', `/ideaclouds/${missingId}`),
  method_not_allowed: () => client('DELETE', '/ideaclouds'),
  async conflict() {
    const [taken, other] = [await insertDraft(), await insertDraft()]
    await client('PATCH', `/content/${taken}`, { json: { slug: 'civic' } })
    return await client('PATCH', `/content/${other}`, { json: { slug: 'civic' } })
  },
  async idempotency_conflict() {
    const headers = { 'X-Idempotency-Key': 'conflict' }
    await client('POST', '/ideaclouds', { json: ideacloud, headers })
    return await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda Pilot' }, headers })
  },
  idempotency_in_progress: () => whileTheFirstRuns(),
  payload_too_large: () =>
    client('POST', '/ideaclouds', { json: { ...ideacloud, more: 'x'.repeat(1024 * 1024) } }),
  unsupported_media_type: () =>
    client('POST', '/ideaclouds', { raw: 'keyword=x', headers: { 'content-type': 'text/plain' } }),
  async rate_limit_exceeded() {
    const { id, key } = await makeKey(app.database, siteId)
    await app.database.pool.query('UPDATE api_keys SET per_minute = 10 WHERE id = $1', [id])
    for (;;) {
      const answer = await client('GET', '/ideaclouds', { key })
      if (answer.status !== 200) return answer
    }
  },
  internal_error: () => throughServer([broken], (send) => send('POST', '/broken')),
  overloaded: () => throughServer([broken], (send) => send('POST', '/broken'), { draining: true }),
}

const broken = defineRoute<unknown>()({
  id: 'test.broken',
  method: 'POST',
  path: '/broken',
  summary: 'Fails with what no client should see.',
  tag: 'Test',
  access: 'any-key',
  responses: { 202: Type.Object({}) },
  async handle() {
    throw new Error('connection to 10.0.0.7 failed for user "forecourt"')
  },
})

/** Content that waits for its questions. */
async function insertDraft(): Promise<string> {
  const { rows } = await app.database.pool.query(
    `INSERT INTO contents (id, site_id, article_type, title, status, settings, language, content_intent, api_key_id,
       api_creator_label, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, 'basic', 'Draft', 'awaiting_input', '{}', 'English', 'general', $1, 'test',
       now(), now()) RETURNING id`,
    [siteId],
  )
  return rows[0].id
}

/** A duplicate that waits in vain for a request that does not end. */
async function whileTheFirstRuns(): Promise<Answer> {
  const running = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  const slow = defineRoute<unknown>()({
    id: 'test.slow',
    method: 'POST',
    path: '/slow',
    summary: 'Ends when it is told to.',
    tag: 'Test',
    access: 'any-key',
    idempotent: true,
    responses: { 202: Type.Object({}) },
    async handle({ unit }) {
      running.resolve()
      await end.promise
      return await unit.writes([], accepted({}))
    },
  })
  return await throughServer([slow], async (send) => {
    const headers = { 'X-Idempotency-Key': 'slow' }
    const first = send('POST', '/slow', { headers })
    await running.promise
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() })
    try {
      let answer: Answer | undefined
      void send('POST', '/slow', { headers }).then((got) => {
        answer = got
      })
      await turns()
      mock.timers.tick(9_999)
      await turns()
      assert.equal(answer, undefined, 'a duplicate waits ten seconds')
      mock.timers.tick(1)
      await turns()
      assert.ok(answer, 'a duplicate waits ten seconds and no more')
      return answer
    } finally {
      mock.timers.reset()
      end.resolve()
      await first
    }
  })
}

/** Long enough for a request to go as far as it can; timers stand still meanwhile. */
async function turns(): Promise<void> {
  for (let i = 0; i < 300; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** A server with routes of its own, behind the same chain. */
async function throughServer(
  routes: readonly Route<unknown>[],
  work: (send: Client) => Promise<Answer>,
  { draining = false } = {},
): Promise<Answer> {
  const { db, pool } = app.database
  const caller = {
    keyId: missingId,
    keyName: 'test',
    siteId,
    scopes: new Set<string>(),
    perMinute: 500,
    perDay: 1000,
  }
  const store = {
    load: async () => new Map<number, number>(),
    reserve: async () => {},
    settle: async () => {},
  }
  const drain = createDrain({ log: silentLog })
  if (draining) drain.begin()
  const server = await createServer({
    routes,
    deps: {},
    authenticate: async () => ({ status: 'active', caller }),
    limiter: createRateLimiter({ clock: systemClock, store }),
    idempotency: createIdempotency({ pool, db, clock: systemClock, secret: randomBytes(32) }),
    clock: systemClock,
    log: silentLog,
    version: '0',
    drain,
  })
  try {
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    return await work(clientOf(url, `hzk_${'0'.repeat(64)}`))
  } finally {
    await server.close()
  }
}

for (const code of errorCodes) {
  test(`${code} is answered with its status, in the envelope`, async () => {
    const { status, headers, body } = await raise[code]()
    assert.equal(body.error.code, code)
    assert.equal(status, statusOf(code))
    assert.match(body.error.message, /^\S.{9,}/)
    assert.equal(body.error.request_id, body.request_id)
    assert.equal(headers.get('x-request-id'), body.request_id)
  })
}

test('what can be sent again says when', async () => {
  for (const code of ['idempotency_in_progress', 'rate_limit_exceeded', 'overloaded'] as const) {
    const { headers } = await raise[code]()
    assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/, code)
  }
})

test('an unknown fault tells nothing of its cause', async () => {
  const { text } = await raise.internal_error()
  assert.doesNotMatch(text, /10\.0\.0\.7|forecourt|stack|Error:/)
})

test('docs/errors.md has each code in its table with its status, and a section that begins with it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8')
  for (const code of errorCodes) {
    assert.match(
      page,
      new RegExp(`^\\| \\[\`${code}\`\\]\\(#${code}\\) \\| ${statusOf(code)} \\|`, 'm'),
      code,
    )
    assert.match(page, new RegExp(`^## ${code}\n\n${statusOf(code)}\\b`, 'm'), code)
  }
  const documented = [...page.matchAll(/^## (\S+)$/gm)].map(([, code]) => code)
  assert.deepEqual(documented.sort(), [...errorCodes].sort())
})
