// Commands beside a server that runs: they use its database, and what they change holds there at once.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { scopes } from '#kernel/scopes.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { openCommandLine } from './command-line.ts'

const line = openCommandLine()
let server: Awaited<ReturnType<typeof line.serve>>
let siteId: string
let otherSiteId: string

const place = ['--city', 'Rome', '--state', 'NY', '--zip', '13440']

before(async () => {
  server = await line.serve()
  siteId = (await line.json('sites', 'create', '--name', 'A', '--domain', 'a.example.com', ...place)).id
  otherSiteId = (await line.json('sites', 'create', '--name', 'B', '--domain', 'b.example.com', ...place)).id
})
after(() => line.close())

const makeKey = (which: string, ...more: string[]) =>
  line.json('keys', 'create', '--site', siteId, '--name', 'test', '--scopes', which, ...more)

/** How long until the server answers so, from now. */
async function untilAnswered(client: Client, path: string, code: string): Promise<number> {
  const from = Date.now()
  for (;;) {
    const { body } = await client('GET', path)
    if (body.error?.code === code) return Date.now() - from
    assert.ok(Date.now() - from < 10_000, `${path} is not answered with ${code}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a server without a site prints the two commands that make one', () => {
  assert.match(line.printed(), /no site yet[\s\S]*sites create[\s\S]*keys create --site <id>/)
})

test('a new key is printed once, works at once, and is listed without the key', async () => {
  const made = await makeKey('all', '--per-minute', '500', '--per-day', '100000', '--expires-days', '30')
  assert.equal(Object.keys(made)[0], 'id')
  assert.match(made.key, /^hzk_[0-9a-f]{64}$/)
  assert.equal(made.prefix, made.key.slice(0, 12))
  assert.deepEqual([...made.scopes].sort(), [...scopes].sort())
  assert.deepEqual([made.per_minute, made.per_day, made.revoked_at], [500, 100_000, null])
  assert.equal(Date.parse(made.expires_at) - Date.parse(made.created_at), 30 * 24 * 3600_000)
  assert.equal((await clientOf(server.url, made.key)('GET', '/content')).status, 200)

  const { key, ...view } = made
  const listed = await line.json('keys', 'list', '--site', siteId)
  assert.deepEqual(
    listed.find((one: { id: string }) => one.id === made.id),
    view,
  )
  assert.deepEqual(await line.json('keys', 'list', '--site', otherSiteId), [])
  assert.equal(line.printed().split(key).length - 1, 1)
})

test('without --json a key stands on a line of its own', async () => {
  const { code, stdout } = await line.run([
    ...['keys', 'create', '--site', siteId, '--name', 'for people', '--scopes', 'site:read'],
  ])
  assert.equal(code, 0)
  assert.match(stdout, /^hzk_[0-9a-f]{64}$/m)
})

test('other scopes hold within a second, a revoked key ends within a second', async () => {
  const made = await makeKey('content:read, ideaclouds:read')
  assert.deepEqual(made.scopes, ['content:read', 'ideaclouds:read'])
  const client = clientOf(server.url, made.key)
  assert.equal((await client('GET', '/content')).status, 200)

  const updated = await line.json('keys', 'update', made.id, '--scopes', 'inventory:read')
  assert.deepEqual(updated.scopes, ['inventory:read'])
  assert.ok((await untilAnswered(client, '/content', 'forbidden')) < 1000)
  assert.equal((await client('GET', '/inventory')).status, 200)

  const revoked = await line.json('keys', 'revoke', made.id)
  assert.ok((await untilAnswered(client, '/inventory', 'key_revoked')) < 1000)
  const again = await line.json('keys', 'revoke', made.id)
  assert.equal(again.revoked_at, revoked.revoked_at)
})

test('categories and voices are made and listed for their own site', async () => {
  const category = await line.json(
    ...['categories', 'create', '--site', siteId, '--name', 'Modell-Übersicht', '--description', 'x'],
  )
  assert.equal(Object.keys(category)[0], 'id')
  assert.equal(category.slug, 'modell-ubersicht')
  assert.deepEqual(await line.json('categories', 'list', '--site', siteId), [
    { ...category, article_count: 0 },
  ])
  assert.deepEqual(await line.json('categories', 'list', '--site', otherSiteId), [])

  const voice = await line.json(
    ...['voices', 'create', '--site', siteId, '--name', 'Warm', '--tone', 'friendly', '--default'],
  )
  assert.equal(Object.keys(voice)[0], 'id')
  await line.json('voices', 'create', '--site', siteId, '--name', 'Plain', '--default')
  const listed = await line.json('voices', 'list', '--site', siteId)
  assert.deepEqual(
    listed.map(({ name, tone, is_default }: Record<string, unknown>) => [name, tone, is_default]),
    [
      ['Warm', 'friendly', false],
      ['Plain', 'neutral', true],
    ],
  )
  const client = clientOf(server.url, (await makeKey('all')).key)
  const json = { keyword: '2026 Honda Civic', category_id: category.id }
  assert.equal((await client('POST', '/ideaclouds', { json })).status, 202)
})

test('the audit log tells an operator what was changed by commands and by keys, of one site', async () => {
  const site = await line.json('sites', 'create', '--name', 'C', '--domain', 'c.example.com', ...place)
  const made = await line.json('keys', 'create', '--site', site.id, '--name', 'editor', '--scopes', 'all')
  await line.json('keys', 'revoke', made.id)
  const entries = await line.json('audit', 'list', '--site', site.id)
  assert.deepEqual(
    entries.map(({ actor, action, noun_id }: Record<string, unknown>) => [actor, action, noun_id]),
    [
      ['operator', 'key.revoke', made.id],
      ['operator', 'key.create', made.id],
      ['operator', 'site.create', site.id],
    ],
  )
  assert.equal(Object.keys(entries[0])[0], 'id')
  const [, created] = entries
  const since = await line.json('audit', 'list', '--site', site.id, '--since', created.at, '--limit', '5')
  assert.deepEqual(since, entries.slice(0, 2))
  assert.deepEqual(await line.json('audit', 'list', '--site', site.id, '--since', '2099-01-01'), [])
  const { stdout } = await line.run(['audit', 'list', '--site', site.id])
  assert.match(stdout, /^at .*who .*action .*\n\S+Z +operator +key\.revoke .*revoked_at\n/)
  assert.ok(!stdout.includes(made.key) && !stdout.includes(made.prefix))
})

test('jobs are listed with their site, and without dead ones there is nothing to put back', async () => {
  const client = clientOf(server.url, (await makeKey('all')).key)
  await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda Pilot' } })
  const [job] = await line.json('jobs', 'list', '--limit', '1')
  assert.deepEqual([job.queue, job.site_id, job.failures], ['ideacloud.research', siteId, 0])
  assert.deepEqual(await line.json('jobs', 'list', '--state', 'dead'), [])
  assert.deepEqual(await line.json('jobs', 'retry'), { retried: 0 })
})

test('what is wrong ends with exit 1 and one line that says what to do', async () => {
  const missing = '0199a3c4-0000-7000-8000-000000000001'
  const newKey = ['keys', 'create', '--site', siteId, '--name', 'x', '--scopes']
  const importing = ['inventory', 'import', '--site', siteId]
  const cases: [string[], RegExp][] = [
    [[...newKey, 'content:read,pets:read'], /pets:read.*content:write/],
    [[...newKey, 'all', '--site', missing], /No site .*sites list/],
    [[...newKey, 'all', '--per-minute', '5'], /--per-minute .*10 to 500/],
    [[...newKey, 'all', '--expires-days', '0'], /--expires-days/],
    [[...newKey, 'all', '--expires-days', 'soon'], /--expires-days/],
    [[...newKey, 'all', '--name', ' '], /--name/],
    [['keys', 'update', missing, '--scopes', 'all'], /No key .*keys list/],
    [['keys', 'revoke', 'abc'], /No key .*keys list/],
    [['audit', 'list', '--site', missing], /No site .*sites list/],
    [['audit', 'list', '--site', siteId, '--since', 'yesterday'], /--since must/],
    [['audit', 'list', '--site', siteId, '--limit', '0'], /--limit must/],
    [['jobs', 'retry', 'abc'], /No dead letter .*jobs list/],
    [['jobs', 'retry', missing], /No dead letter .*jobs list/],
    [['categories', 'create', '--site', siteId, '--name', 'modell übersicht'], /already/],
    [['voices', 'create', '--site', siteId, '--name', 'x', '--tone', 'loud'], /--tone .*friendly/],
    [[...importing, join(line.dataFolder, 'no-such.csv')], /no-such\.csv .*cannot be read/],
    [[...importing, line.dataFolder], /could not be read/],
    [[...importing, join(import.meta.dirname, '../../package.json')], /CSV/],
  ]
  const waiting = [...cases]
  const check = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await assertRefused(...one)
  }
  await Promise.all([check(), check()])

  async function assertRefused(args: string[], says: RegExp): Promise<void> {
    const { code, stdout, stderr } = await line.run(args)
    assert.equal(code, 1, `${args.join(' ')}: ${stdout}${stderr}`)
    assert.match(stderr, says)
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr)
    assert.equal(stdout, '')
  }
})

test('no output tells the database’s password, the folder’s secret, or the hash of a key', async () => {
  const { key } = await makeKey('all')
  await line.run(['keys', 'list'])
  await line.run(['doctor', '--json'], { FORECOURT_LOG_LEVEL: 'debug' })
  assert.equal((await server.stop()).code, 0)
  const secrets = [
    readFileSync(join(line.dataFolder, 'postgres/forecourt.password'), 'utf8').trim(),
    readFileSync(join(line.dataFolder, 'secret'), 'utf8').trim(),
    createHash('sha256').update(key).digest('hex'),
    createHash('sha256').update(key).digest('base64'),
    'postgres://',
  ]
  for (const secret of secrets) {
    assert.ok(secret.length > 10)
    assert.ok(!line.printed().includes(secret))
  }
})

test('the configured models are listed with what they wrote, and without their keys', async () => {
  assert.deepEqual(await line.json('models', 'list'), [])
  const environment = { FORECOURT_MODEL: 'openai/gpt-5-mini,ollama/qwen3:8b', OPENAI_API_KEY: 'sk-geheim' }
  const { code, stdout } = await line.run(['models', 'list', '--json'], environment)
  assert.equal(code, 0)
  const nothing = { sections: 0, claims: 0, removed: 0, removed_share: null }
  assert.deepEqual(JSON.parse(stdout), [
    {
      ...{ model: 'openai/gpt-5-mini', place: 1, address: 'https://api.openai.com/v1', has_key: true },
      ...nothing,
    },
    {
      ...{ model: 'ollama/qwen3:8b', place: 2, address: 'http://127.0.0.1:11434/v1', has_key: false },
      ...nothing,
    },
  ])
  const lines = (await line.run(['models', 'list'], environment)).stdout
  assert.match(lines, /openai\/gpt-5-mini +1\. .* set /)
  assert.doesNotMatch(lines + stdout, /geheim/)
})
