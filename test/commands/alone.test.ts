// Commands without a server that runs: each starts the database of the data folder and stops it again.

import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { clientOf } from '../harness/client.ts'
import { openCommandLine, shareVinData } from './command-line.ts'

const line = openCommandLine()
before(() => shareVinData(line.dataFolder))
after(() => line.close())

let siteId: string
let key: string

const feed = join(line.dataFolder, 'feed.csv')
const rows = [
  'VIN,Type,Year,Make,Model,Trim,Price',
  '2HGFE2F52TH000011,New,2026,Honda,Civic,Sport,28500',
  '2HKRS4H48TH000022,New,2026,Honda,CR-V,EX,35650',
  'NOT-A-VIN,New,2026,Honda,CR-V,EX,35650',
  '2HKRS4H49TH000033,New,2026,Honda,CR-V,EX-L,38300',
]
const importRows = async (lines: string[]) => {
  writeFileSync(feed, `${lines.join('\n')}\n`)
  return await line.json('inventory', 'import', '--site', siteId, feed)
}

test('on a fresh folder a site is made, printed with its id on top, and listed', async () => {
  const site = await line.json(
    ...['sites', 'create', '--name', 'Harbor Honda', '--domain', 'https://www.harbor.example.com/used'],
    ...[
      '--city',
      'Huntington',
      '--state',
      'ny',
      '--zip',
      '11743',
      '--oem',
      'Honda',
      '--phone',
      '(631) 555-0142',
    ],
    ...['--address', '12 Harbor Road', '--timezone', 'America/Chicago', '--platform', 'own'],
  )
  siteId = site.id
  const { created_at, updated_at, ...rest } = site
  assert.deepEqual(rest, {
    id: siteId,
    name: 'Harbor Honda',
    vertical: 'automotive',
    domain: 'www.harbor.example.com',
    platform: 'own',
    oem: 'Honda',
    oems: ['Honda'],
    phone: '(631) 555-0142',
    address: '12 Harbor Road',
    city: 'Huntington',
    state: 'NY',
    zip: '11743',
    timezone: 'America/Chicago',
  })
  assert.equal(Object.keys(site)[0], 'id')
  assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.equal(updated_at, created_at)
  assert.deepEqual(await line.json('sites', 'list'), [site])
})

test('a feed is imported row by row: what cannot be taken is listed with its row, and exit is 0', async () => {
  const report = await importRows(rows)
  const { added, changed, unchanged, quarantined } = report
  assert.deepEqual([report.rows, added, changed, unchanged], [4, 3, 0, 0])
  assert.equal(quarantined.length, 1)
  assert.deepEqual(Object.keys(quarantined[0]), ['row', 'reason'])
  assert.equal(quarantined[0].row, 4)
  assert.match(quarantined[0].reason, /VIN/)
})

test('elements and content types are kept without a server', async () => {
  const made = await line.json(
    ...['elements', 'create', '--site', siteId, '--type', 'cta', '--name', 'Call', '--content', 'Call us.'],
  )
  const [listed] = await line.json('elements', 'list', '--site', siteId)
  assert.deepEqual(listed, made)
  const type = ['--type', 'qa', '--words', '900']
  assert.equal(
    (await line.json('content-types', 'update', '--site', siteId, ...type)).default_word_count,
    900,
  )
})

test('the same feed again changes nothing, one new price changes one vehicle', async () => {
  const again = await importRows(rows)
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 3])
  const dearer = await importRows(rows.map((row) => row.replace('28500', '28750')))
  assert.deepEqual([dearer.added, dearer.changed, dearer.unchanged], [0, 1, 2])
})

test('what was made without a server is there when one starts, and a cursor outlives a restart', async () => {
  key = (await line.json('keys', 'create', '--site', siteId, '--name', 'first', '--scopes', 'all')).key
  const server = await line.serve()
  const client = clientOf(server.url, key)
  const { body } = await client('GET', '/inventory?model=civic')
  assert.deepEqual(
    body.data.map((item: { vin: string; price: number }) => [item.vin, item.price]),
    [['2HGFE2F52TH000011', 28750]],
  )
  const first = await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda Civic' } })
  assert.equal(first.status, 202)
  await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda CR-V' } })
  const { next_cursor } = (await client('GET', '/ideaclouds?limit=1')).body.pagination
  const file = join(line.dataFolder, 'secret')
  const secret = statSync(file)
  assert.equal(secret.mode & 0o777, 0o600)
  assert.equal((await server.stop()).code, 0)

  const next = await line.serve()
  const page = await clientOf(next.url, key)('GET', `/ideaclouds?limit=1&cursor=${next_cursor}`)
  assert.equal(page.status, 200)
  assert.equal(page.body.data[0].id, first.body.data.id)
  assert.equal(statSync(file).mtimeMs, secret.mtimeMs)
  assert.equal((await next.stop()).code, 0)
})

test('a server that cannot start says why in one line, and leaves no database running', async () => {
  const file = join(line.dataFolder, 'secret')
  const secret = readFileSync(file)
  writeFileSync(file, 'half of it')
  try {
    const { code, stderr } = await line.run(['serve'])
    assert.equal(code, 1)
    assert.match(stderr, /^.*secret is not .*\n$/)
    assert.ok(!existsSync(join(line.dataFolder, 'postgres/postmaster.pid')))
  } finally {
    writeFileSync(file, secret)
  }
})

test('doctor finds a folder that was served in order', async () => {
  const findings: { check: string; ok: boolean; says: string }[] = await line.json('doctor')
  for (const { check, ok, says } of findings) assert.equal(ok, true, `${check}: ${says}`)
  assert.deepEqual(findings.map(({ check }) => check).sort(), [
    'PostgreSQL',
    'VIN data',
    'data folder',
    'database',
    'queues',
    'settings',
    'sites',
  ])
})
