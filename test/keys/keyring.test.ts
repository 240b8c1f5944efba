import assert from 'node:assert/strict'
import { connect, createServer, type Socket } from 'node:net'
import { after, afterEach, before, test } from 'node:test'
import pg from 'pg'
import { systemClock } from '#kernel/clock.ts'
import { changeScopes, type Keyring, openKeyring, revokeKey } from '#keys/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let database: TestDatabase
let siteId: string
let keyring: Keyring | undefined

before(async () => {
  database = await createTestDatabase()
  siteId = (await makeSite(database)).id
})
afterEach(async () => {
  await keyring?.stop()
  keyring = undefined
})
after(() => database.drop())

/** A keyring whose line is up, and a key that it has cached. */
async function cached(url = database.url) {
  const ring = openKeyring({ db: database.db, url, clock: systemClock })
  keyring = ring
  const made = await makeKey(database, siteId)
  await untilCached(ring, made)
  const status = async () => (await ring.lookUp(made.key)).status
  return { ring, made, status }
}

/** Resolves when the keyring's line is up and it answers for the key without reading. */
async function untilCached(ring: Keyring, made: { id: string; key: string }): Promise<void> {
  await until(async () => {
    await ring.lookUp(made.key)
    return await servedFromCache(ring, made)
  })
}

/** Revokes the key behind everybody's back, asks, and undoes it. */
async function servedFromCache(ring: Keyring, { id, key }: { id: string; key: string }): Promise<boolean> {
  await silently(`UPDATE api_keys SET revoked_at = now() WHERE id = $1`, id)
  const { status } = await ring.lookUp(key)
  await silently(`UPDATE api_keys SET revoked_at = NULL WHERE id = $1`, id)
  // The row that was read meanwhile may have been cached; a change that is told drops it.
  if (status !== 'active') await database.pool.query('UPDATE api_keys SET name = name WHERE id = $1', [id])
  return status === 'active'
}

/** Without the trigger that notifies. */
async function silently(statement: string, id: string): Promise<void> {
  const client = await database.pool.connect()
  try {
    await client.query('SET session_replication_role = replica')
    await client.query(statement, [id])
    await client.query('RESET session_replication_role')
  } finally {
    client.release()
  }
}

async function until(reached: () => Promise<boolean>, timeoutMs = 10_000): Promise<number> {
  const from = Date.now()
  while (!(await reached())) {
    assert.ok(Date.now() - from < timeoutMs, `not reached within ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return Date.now() - from
}

/** Ends the keyring's own connection, and lets it make no new one until `open`. */
async function cutLine(): Promise<{ open(): Promise<void> }> {
  const name = new URL(database.url).pathname.slice(1)
  const admin = new pg.Client({ connectionString: process.env.FORECOURT_TEST_SERVER })
  await admin.connect()
  await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`)
  const { rows } = await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'forecourt-listen'`,
    [name],
  )
  assert.equal(rows.length, 1)
  return {
    async open() {
      await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`)
      await admin.end()
    },
  }
}

test('a key that was looked up is not read again, until its row changes', async () => {
  const { ring, made } = await cached()
  for (let i = 0; i < 3; i++) assert.equal(await servedFromCache(ring, made), true)
})

test('a revoked key is refused within a second although it was cached', async () => {
  const { made, status } = await cached()
  await revokeKey(database.db, systemClock, made.id)
  const waitedMs = await until(async () => (await status()) === 'revoked')
  assert.ok(waitedMs < 1000, `${waitedMs} ms`)
})

test('new scopes are known within a second although the key was cached', async () => {
  const { ring, made } = await cached()
  await changeScopes(database.db, systemClock, made.id, ['site:read'])
  const waitedMs = await until(async () => {
    const found = await ring.lookUp(made.key)
    return found.status === 'active' && found.caller.scopes.size === 1 && found.caller.scopes.has('site:read')
  })
  assert.ok(waitedMs < 1000, `${waitedMs} ms`)
})

test('a key that is deleted is unknown within a second although it was cached', async () => {
  const { made, status } = await cached()
  await database.db.deleteFrom('api_keys').where('id', '=', made.id).execute()
  assert.ok((await until(async () => (await status()) === 'unknown')) < 1000)
})

test('a key expires at its time although it was cached', async () => {
  let now = new Date()
  const ring = openKeyring({ db: database.db, url: database.url, clock: { now: () => now } })
  keyring = ring
  const made = await makeKey(database, siteId)
  await database.pool.query('UPDATE api_keys SET expires_at = $2 WHERE id = $1', [
    made.id,
    new Date(now.getTime() + 60_000),
  ])
  await untilCached(ring, made)
  now = new Date(now.getTime() + 60_000)
  assert.equal((await ring.lookUp(made.key)).status, 'expired')
})

test('while the line of notifications is down a revoked key is refused although it was cached', async () => {
  const { ring, made, status } = await cached()
  const line = await cutLine()
  try {
    await silently('UPDATE api_keys SET revoked_at = now() WHERE id = $1', made.id)
    assert.ok((await until(async () => (await status()) === 'revoked')) < 1000)
    await silently('UPDATE api_keys SET revoked_at = NULL WHERE id = $1', made.id)
    for (let i = 0; i < 3; i++) assert.equal(await servedFromCache(ring, made), false)
  } finally {
    await line.open()
  }
  await untilCached(ring, made)
})

test('what was cached before the line was down is forgotten when it is up again', async () => {
  const { ring, made, status } = await cached()
  const line = await cutLine()
  await silently('UPDATE api_keys SET revoked_at = now() WHERE id = $1', made.id)
  await line.open()
  const other = await makeKey(database, siteId)
  await untilCached(ring, other)
  assert.equal(await status(), 'revoked')
})

test('a line that died without a word is noticed: a revoked key is refused within two seconds', async () => {
  const proxy = await silentableProxy(database.url)
  try {
    const { made, status } = await cached(proxy.url)
    proxy.silence()
    await revokeKey(database.db, systemClock, made.id)
    const waitedMs = await until(async () => (await status()) === 'revoked')
    assert.ok(waitedMs < 2000, `${waitedMs} ms`)
  } finally {
    await keyring?.stop()
    await proxy.close()
  }
})

/** A TCP proxy that can stop forwarding without closing anything. */
async function silentableProxy(url: string) {
  const target = new URL(url)
  const sockets: Socket[] = []
  let silent = false
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    sockets.push(client, upstream)
    client.on('data', (data) => void (silent || upstream.write(data)))
    upstream.on('data', (data) => void (silent || client.write(data)))
    for (const socket of [client, upstream]) socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    url: through.href,
    silence: () => {
      silent = true
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
