// How the server ends: what has begun is finished and answered, what comes after is refused, and the
// database goes last. The server is a process group of its own that gets its signals as a whole.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { livingPostmaster } from '#db/embedded/postmaster.ts'
import { cleanUp, newDataFolder } from '../db/embedded-processes.ts'
import { clientOf } from '../harness/client.ts'
import { createTestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { nthStatement, openProxy } from './postgres-proxy.ts'
import { compileOnce, endProcesses, onDatabase, type ServerProcess, startProcess } from './server-process.ts'
import { until, within } from './waiting.ts'

let dataFolder: string
let server: ServerProcess
let rawKey: string
let site: { id: string }

before(async () => {
  dataFolder = await newDataFolder()
  await compileOnce()
  server = serve()
  await server.ready
})

after(async () => {
  await endProcesses()
  await cleanUp()
})

test('commands work beside the running server', async () => {
  const place = ['--domain', 'www.example.com', '--city', 'Rome', '--state', 'NY', '--zip', '13440']
  site = await command('sites', 'create', '--name', 'Main Street Honda', ...place)
  const key = await command('keys', 'create', '--site', site.id, '--name', 'drain', '--scopes', 'all')
  rawKey = key.key
  assert.equal((await clientOf(await server.ready, rawKey)('GET', '/ideaclouds')).status, 200)
})

test('a second server on the same data folder exits 1 with one line', async () => {
  const { code, stderr } = await serve().exited
  assert.equal(code, 1)
  assert.match(stderr, /^Another Forecourt server \(pid \d+\) is using the data folder [^\n]+\n$/)
  assert.equal((await clientOf(await server.ready, rawKey)('GET', '/ideaclouds')).status, 200)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} lets the request that runs finish, refuses new ones, ends the database cleanly and exits 0`, async () => {
    if (server.hasEnded()) server = serve()
    await assertDrains(() => server.signal(signal))
  })
}

test('commands work without a server, see what it had accepted, and leave nothing running', async () => {
  assert.ok(server.hasEnded())
  const sites = await command('sites', 'list')
  assert.deepEqual(
    sites.map((one: { id: string }) => one.id),
    [site.id],
  )
  assert.equal(await livingPostmaster(join(dataFolder, 'postgres')), undefined)
})

// npm passes on to its child what the terminal has sent to the whole process group, the child included.
test('a signal that comes twice at once, as under "npm start", drains as a single one', async () => {
  server = serve()
  await assertDrains(() => {
    server.signal('SIGINT')
    server.signal('SIGTERM')
  })
})

test('a request that waits for a database of its own server is answered after SIGTERM, before the exit', async (t) => {
  const database = await createTestDatabase()
  const proxy = await openProxy(database.url)
  const apart = startProcess(['serve'], onDatabase(proxy.url))
  t.after(async () => {
    await apart.kill()
    await proxy.close()
    await database.drop()
  })
  const { id } = await makeSite(database)
  const { key } = await makeKey(database, id)
  const address = await apart.ready
  const stopped = proxy.stopAt('before', nthStatement(1, /INSERT INTO idempotency_keys/))
  const answer = clientOf(address, key)('POST', '/ideaclouds', {
    json: { keyword: 'Honda CR-V towing' },
    headers: { 'x-idempotency-key': 'waits' },
  })
  await within(20_000, stopped, 'the statement')
  apart.signal('SIGTERM')
  await refusal(address)
  proxy.release()
  const { status, body } = await answer
  assert.equal(status, 202)
  // The client keeps its connection open, as clients and proxies do: that must not hold up the end.
  const { code, stderr } = await within(20_000, apart.exited, 'the end of the server')
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' })
  const { rows } = await database.pool.query('SELECT id FROM ideaclouds')
  assert.deepEqual(rows, [{ id: body.data.id }])
})

function serve(): ServerProcess {
  return startProcess(['serve'], { FORECOURT_DATA: dataFolder })
}

async function command(...args: string[]) {
  const { code, stdout, stderr } = await startProcess([...args, '--json'], { FORECOURT_DATA: dataFolder })
    .exited
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, args.join(' '))
  return JSON.parse(stdout)
}

/** Sends the signal while a request runs, and holds the server to everything that it promises then. */
async function assertDrains(signal: () => void): Promise<void> {
  const address = await server.ready
  const slow = await halfSent(address, rawKey)
  signal()
  await refusal(address)
  const { status, body } = await slow.finish()
  assert.equal(status, 202, body)
  const { code, signal: by, stderr } = await within(20_000, server.exited, 'the end of the server')
  assert.deepEqual({ code, by, stderr }, { code: 0, by: null, stderr: '' })
  assert.equal(await livingPostmaster(join(dataFolder, 'postgres')), undefined)
  const said = await readFile(join(dataFolder, 'postgres.log'), 'utf8')
  assert.match(said.trimEnd(), /database system is shut down$/)
  assert.doesNotMatch(said, /FATAL|PANIC|not properly shut down/)
}

/** A request whose headers the server has read, and half of whose body. */
async function halfSent(address: string, key: string) {
  const text = JSON.stringify({ keyword: 'Honda CR-V winter tires' })
  const sent = request(`${address}/v1/public/ideaclouds`, {
    method: 'POST',
    agent: new Agent({ keepAlive: false }),
    headers: {
      'x-api-key': key,
      'content-type': 'application/json',
      'content-length': text.length,
      expect: '100-continue',
    },
  })
  const answered = answerOf(sent)
  const { promise: continues, resolve } = Promise.withResolvers<void>()
  sent.once('continue', resolve)
  sent.write(text.slice(0, 10))
  await within(20_000, Promise.race([continues, answered]), 'the server to read the headers')
  return {
    async finish() {
      sent.end(text.slice(10))
      return await within(20_000, answered, 'the answer')
    },
  }
}

function answerOf(sent: ClientRequest): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', async (response: IncomingMessage) => {
      let body = ''
      for await (const part of response.setEncoding('utf8')) body += part
      resolve({ status: response.statusCode, body })
    })
  })
}

/** Asks on new connections until one is refused, by a 503 or by nobody listening; until then all must be served. */
async function refusal(address: string): Promise<void> {
  await until(
    20_000,
    async () => {
      const sent = request(`${address}/v1/public/health`, { agent: new Agent({ keepAlive: false }) })
      sent.end()
      const said = await answerOf(sent).then(
        ({ status }) => status,
        (error: NodeJS.ErrnoException) => error.code,
      )
      if (said === 200) return undefined
      assert.ok(said === 503 || said === 'ECONNREFUSED' || said === 'ECONNRESET', `a refusal by ${said}`)
      return said
    },
    'a refusal',
  )
}
