// What a server says while it ends. That the process as a whole ends cleanly is held by test/crash/drain.test.ts.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { clientOf } from '../harness/client.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let database: TestDatabase
let key: string

before(async () => {
  database = await createTestDatabase()
  key = (await makeKey(database, (await makeSite(database)).id)).key
})
after(() => database.drop())

const start = () => startTestApp({ roles: ['api'], database })

type RawAnswer = { status: number; headers: IncomingMessage['headers']; body: string }

/** A request whose headers the server has read, and half of whose body. */
async function halfSent(app: TestApp, agent: Agent) {
  const text = JSON.stringify({ keyword: 'Honda CR-V winter tires' })
  const sent = request(`${app.url}/v1/public/ideaclouds`, {
    method: 'POST',
    agent,
    headers: {
      'x-api-key': key,
      'content-type': 'application/json',
      'content-length': text.length,
      expect: '100-continue',
    },
  })
  const answered = answerOf(sent)
  sent.write(text.slice(0, 10))
  await once(sent, 'continue')
  return {
    async finish() {
      sent.end(text.slice(10))
      return await answered
    },
  }
}

async function answerOf(sent: ReturnType<typeof request>): Promise<RawAnswer> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let body = ''
  for await (const part of response.setEncoding('utf8')) body += part
  return { status: response.statusCode ?? 0, headers: response.headers, body }
}

async function get(app: TestApp, path: string, agent: Agent): Promise<RawAnswer> {
  const sent = request(`${app.url}/v1/public${path}`, { agent, headers: { 'x-api-key': key } })
  sent.end()
  return await answerOf(sent)
}

test('what has begun is finished, what comes after hears 503 on old and new connections, then nobody listens', async () => {
  const app = await start()
  const kept = new Agent({ keepAlive: true, maxSockets: 1 })
  assert.equal((await get(app, '/content', kept)).headers.connection, 'keep-alive')
  const slow = await halfSent(app, new Agent({ keepAlive: true }))
  let stopped = false
  const stop = app.stop().then(() => {
    stopped = true
  })
  for (const agent of [kept, new Agent({ keepAlive: true })]) {
    const refused = await get(app, '/content', agent)
    assert.equal(refused.status, 503)
    assert.equal(refused.headers.connection, 'close')
    assert.match(refused.headers['retry-after'] ?? '', /^[1-9]\d*$/)
    assert.equal(refused.headers['x-ratelimit-limit'], undefined)
    assert.equal(JSON.parse(refused.body).error.code, 'overloaded')
  }
  const health = await get(app, '/health', new Agent())
  assert.equal(health.status, 503)
  assert.deepEqual(JSON.parse(health.body).status, 'draining')
  assert.deepEqual(JSON.parse(health.body).checks, { database: 'ok', jobs: 'ok' })
  assert.equal((await get(app, '/live', new Agent())).status, 200)
  assert.equal(stopped, false)
  const done = await slow.finish()
  assert.equal(done.status, 202)
  assert.equal(done.headers.connection, 'close')
  await stop
  await assert.rejects(get(app, '/live', new Agent()), { code: 'ECONNREFUSED' })
  const { rows } = await database.pool.query('SELECT id FROM ideaclouds')
  assert.deepEqual(rows, [{ id: JSON.parse(done.body).data.id }])
})

test('a connection that asks nothing, and one that has asked before, do not hold up the end', async () => {
  const app = await start()
  const silent = connect(Number(new URL(app.url).port), '127.0.0.1')
  await once(silent, 'connect')
  assert.equal((await clientOf(app.url, key)('GET', '/content')).status, 200)
  const from = performance.now()
  await app.stop()
  assert.ok(performance.now() - from < 5000)
  silent.destroy()
})

test('a client that goes away in the middle of its request does not hold up the end', async () => {
  const app = await start()
  const agent = new Agent()
  const slow = await halfSent(app, agent)
  const stop = app.stop()
  const finished = slow.finish()
  agent.destroy()
  await assert.rejects(finished)
  const from = performance.now()
  await stop
  assert.ok(performance.now() - from < 5000)
})
