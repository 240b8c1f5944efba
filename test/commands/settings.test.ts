import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { OperatorError } from '#kernel/errors.ts'
import { readConfig } from '../../src/config.ts'
import { loadSecret } from '../../src/secret.ts'
import { faultsOf } from '../harness/settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'forecourt-settings-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const secret = Buffer.alloc(32, 7).toString('base64')

test('without settings there are good ones', () => {
  const config = readConfig({})
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, 8080)
  assert.equal(config.publicUrl, 'http://127.0.0.1:8080')
  assert.equal(config.databaseUrl, undefined)
  assert.equal(config.secret, undefined)
  assert.equal(config.logLevel, 'info')
  assert.equal(config.nodes, 1)
  assert.deepEqual(config.corsOrigins, [])
  assert.ok(isAbsolute(config.dataFolder))
  assert.ok(Object.isFrozen(config))
})

test('what is set is used; an empty setting is none', () => {
  const config = readConfig({
    HOST: '::1',
    PORT: '9000',
    FORECOURT_DATA: folder,
    DATABASE_URL: 'postgresql://db.example.com/forecourt',
    FORECOURT_SECRET: secret,
    FORECOURT_LOG_LEVEL: ' warn ',
    FORECOURT_PUBLIC_URL: '',
  })
  assert.equal(config.publicUrl, 'http://[::1]:9000')
  assert.equal(config.dataFolder, folder)
  assert.equal(config.databaseUrl, 'postgresql://db.example.com/forecourt')
  assert.deepEqual(config.secret, Buffer.alloc(32, 7))
  assert.equal(config.logLevel, 'warn')
  assert.equal(
    readConfig({ FORECOURT_PUBLIC_URL: 'https://a.example.com//' }).publicUrl,
    'https://a.example.com',
  )
})

test('origins are * or a list, and each one that is none is named', () => {
  assert.equal(readConfig({ FORECOURT_CORS_ORIGINS: '*' }).corsOrigins, '*')
  assert.deepEqual(
    readConfig({ FORECOURT_CORS_ORIGINS: 'https://a.example.com, http://localhost:5173' }).corsOrigins,
    ['https://a.example.com', 'http://localhost:5173'],
  )
  const message = faultsOf({ FORECOURT_CORS_ORIGINS: 'a.example.com,https://b.example.com,https://c.com/' })
  assert.match(message, /"a\.example\.com", "https:\/\/c\.com\/"/)
})

test('every fault is listed at once, by the name of its setting', () => {
  const message = faultsOf({
    PORT: '80800',
    DATABASE_URL: 'mysql://user:geheim@db/x',
    FORECOURT_PUBLIC_URL: 'ftp://x',
    FORECOURT_SECRET: 'abc',
    FORECOURT_LOG_LEVEL: 'loud',
    FORECOURT_NODES: '0',
    FORECOURT_CORS_ORIGINS: 'shop.example.com',
  })
  for (const name of [
    'PORT',
    'DATABASE_URL',
    'FORECOURT_PUBLIC_URL',
    'FORECOURT_SECRET',
    'FORECOURT_LOG_LEVEL',
    'FORECOURT_NODES',
    'FORECOURT_CORS_ORIGINS',
  ]) {
    assert.equal(message.split(`${name} must`).length, 2, name)
  }
  assert.doesNotMatch(message, /\n|geheim|abc/)
})

test('each kind of wrong value is a fault', () => {
  const wrong: [string, string[]][] = [
    ['PORT', ['-1', '1.5', '65536', 'http']],
    ['DATABASE_URL', ['db.example.com', 'mysql://db/x']],
    ['FORECOURT_PUBLIC_URL', ['a.example.com', 'https://', 'javascript:alert(1)']],
    ['FORECOURT_SECRET', ['short', Buffer.alloc(64, 7).toString('base64')]],
    ['FORECOURT_LOG_LEVEL', ['INFO', 'trace2']],
    ['FORECOURT_NODES', ['0', '-2', '1.5', 'two', '1001']],
    [
      'FORECOURT_CORS_ORIGINS',
      [
        'https://a.example.com/',
        'https://a.example.com/path',
        'https://A.example.com',
        'https://a.example.com:443',
        'https://user@a.example.com',
        '*, https://a.example.com',
        'https://*.example.com',
        'https://a.example.com,',
        'null',
      ],
    ],
  ]
  for (const [name, values] of wrong) {
    for (const value of values) assert.match(faultsOf({ [name]: value }), new RegExp(`${name} `), value)
  }
})

test('with a database of its own the secret is required, since the folder is not shared', () => {
  const message = faultsOf({ DATABASE_URL: 'postgres://db/x' })
  assert.match(message, /FORECOURT_SECRET is required with DATABASE_URL.*openssl rand -base64 32/)
  assert.equal(faultsOf({ DATABASE_URL: 'postgres://db/x', FORECOURT_SECRET: secret }), '')
})

test('the folder’s secret is made once, for its owner alone, and is the same after a restart', async () => {
  const data = join(folder, 'fresh', 'data')
  const made = await loadSecret(data)
  assert.equal(made.length, 32)
  assert.deepEqual(await loadSecret(data), made)
  assert.equal(statSync(join(data, 'secret')).mode & 0o777, 0o600)
  assert.equal(statSync(data).mode & 0o777, 0o700)
  assert.notDeepEqual(await loadSecret(join(folder, 'other')), made)
})

test('processes that start at once on a fresh folder get the same secret', async () => {
  const data = join(folder, 'contested')
  const script = `import { loadSecret } from ${JSON.stringify(import.meta.resolve('../../src/secret.ts'))}
    process.stdout.write((await loadSecret(${JSON.stringify(data)})).toString('hex'))`
  const run = promisify(execFile)
  const loaded = await Promise.all(
    Array.from({ length: 3 }, () => run(process.execPath, ['--input-type=module', '-e', script])),
  )
  const secrets = loaded.map(({ stdout }) => stdout)
  assert.match(secrets[0] ?? '', /^[0-9a-f]{64}$/)
  assert.deepEqual(new Set(secrets).size, 1)
  assert.deepEqual(readdirSync(data), ['secret'])
})

test('a secret that is damaged is told, and not replaced', async () => {
  const file = join(folder, 'secret')
  writeFileSync(file, 'half of it')
  await assert.rejects(loadSecret(folder), (error: Error) => {
    assert.ok(error instanceof OperatorError)
    assert.ok(error.message.includes(file))
    assert.doesNotMatch(error.message, /half of it/)
    return true
  })
  assert.equal(statSync(file).size, 10)
})
