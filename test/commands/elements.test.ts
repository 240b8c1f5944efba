// Elements and content types as an operator keeps them, beside a server that runs.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Client, clientOf } from '../harness/client.ts'
import { openCommandLine } from './command-line.ts'

const line = openCommandLine()
let server: Awaited<ReturnType<typeof line.serve>>
let siteId: string
let client: Client

const place = ['--city', 'Rome', '--state', 'NY', '--zip', '13440']

before(async () => {
  server = await line.serve()
  siteId = (await line.json('sites', 'create', '--name', 'A', '--domain', 'a.example.com', ...place)).id
  const { key } = await line.json('keys', 'create', '--site', siteId, '--name', 'test', '--scopes', 'all')
  client = clientOf(server.url, key)
})
after(() => line.close())

const create = (type: string, name: string, ...more: string[]) =>
  line.json('elements', 'create', '--site', siteId, '--type', type, '--name', name, ...more)

test('an element is made, changed, switched off, listed and removed', async () => {
  const link = await create(
    'link',
    'Schedule service',
    '--intent',
    'service',
    '--url',
    'https://a.example.com/s',
  )
  assert.equal(Object.keys(link)[0], 'id')
  assert.deepEqual(
    [link.content, link.url, link.intent, link.is_active],
    ['Schedule service', 'https://a.example.com/s', 'service', true],
  )
  const cta = await create(
    'cta',
    'Book',
    '--content',
    'Book a test drive.',
    '--url',
    'http://a.example.com/b',
  )
  const changed = await line.json(
    ...['elements', 'update', cta.id, '--content', 'Book today.', '--url', '', '--disable'],
  )
  assert.deepEqual(
    [changed.name, changed.content, changed.url, changed.is_active],
    ['Book', 'Book today.', null, false],
  )
  assert.equal((await line.json('elements', 'update', cta.id, '--enable')).is_active, true)
  assert.deepEqual(
    (await line.json('elements', 'list', '--site', siteId)).map((one: { id: string }) => one.id),
    [link.id, cta.id],
  )
  const { stdout } = await line.run(['elements', 'list', '--site', siteId])
  assert.match(stdout, /cta +Book +yes +Book today\./)
  const seen = (await client('GET', '/site/elements')).body.data.elements
  assert.deepEqual(
    seen.map((one: { content: string }) => one.content),
    ['Schedule service', 'Book today.'],
  )
  assert.deepEqual(await line.json('elements', 'delete', link.id), { id: link.id, deleted: true })
  assert.equal((await client('GET', '/site/elements')).body.data.elements.length, 1)
})

test('a content type is changed, and a server that runs knows it', async () => {
  const types = ['content-types', 'update', '--site', siteId, '--type', 'expert']
  const changed = await line.json(...types, '--words', '1500', '--disable')
  assert.deepEqual([changed.default_word_count, changed.is_enabled], [1500, false])
  const listed = await line.json('content-types', 'list', '--site', siteId)
  assert.equal(listed.length, 8)
  assert.deepEqual(listed[2], changed)
  const answer = await client('POST', '/content', {
    json: { ideacloud_id: '0199a3c4-0000-7000-8000-000000000001', article_type: 'expert' },
  })
  assert.equal(answer.body.error.message, 'article_type expert is not enabled on this site')
  assert.equal((await line.json(...types, '--enable')).default_word_count, 1500)
})

test('a site is changed where it is named, and the rest of it stays', async () => {
  const changed = await line.json('sites', 'update', siteId, '--name', 'B', '--phone', '(315) 555-0142')
  assert.deepEqual([changed.name, changed.phone, changed.city], ['B', '(315) 555-0142', 'Rome'])
  await line.json('sites', 'update', siteId, '--phone', '', '--oem', 'Honda')
  const { body } = await client('GET', '/site')
  assert.deepEqual([body.data.name, body.data.phone, body.data.oems], ['B', null, ['Honda']])
})

test('what these commands change stands in the audit log', async () => {
  const types = ['content-types', 'update', '--site', siteId, '--type', 'qa', '--words', '1000']
  const { id } = await create('hours', 'Sales', '--content', 'Daily 9 to 6')
  await line.json('elements', 'delete', id)
  await line.json(...types)
  await line.json('sites', 'update', siteId, '--address', '1 Main Street')
  const entries = await line.json('audit', 'list', '--site', siteId, '--limit', '4')
  assert.deepEqual(
    entries.map(({ actor, action, noun_id }: Record<string, unknown>) => [actor, action, noun_id]),
    [
      ['operator', 'site.update', siteId],
      ['operator', 'content_type.update', 'qa'],
      ['operator', 'element.delete', id],
      ['operator', 'element.create', id],
    ],
  )
})

test('what is wrong ends with exit 1 and one line that says what to do', async () => {
  const missing = '0199a3c4-0000-7000-8000-000000000001'
  const making = ['elements', 'create', '--site', siteId, '--name', 'x', '--type']
  const link = [...making, 'link', '--intent', 'sales', '--url']
  const cta = await create('cta', 'Call', '--content', 'Call us.')
  const cases: [string[], RegExp][] = [
    [[...making, 'banner'], /--type must be one of: cta, disclaimer, link, author, hours/],
    [[...making, 'cta'], /--content is needed/],
    [[...making, 'cta', '--content', ' --- '], /--content must have words/],
    [[...making, 'cta', '--content', 'x'.repeat(501)], /--content must have 1 to 500 characters/],
    [[...making, 'author', '--content', 'x', '--url', 'https://a.example.com'], /--url belongs to/],
    [[...making, 'hours', '--content', 'x', '--intent', 'sales'], /--intent belongs to a link/],
    [[...making, 'link', '--intent', 'sales'], /A link needs --url/],
    [[...making, 'link', '--url', 'https://a.example.com'], /--intent must be one of: sales, finance/],
    ...[
      'javascript:alert(1)',
      'ftp://a.example.com',
      '/new',
      'https://u:p@a.example.com',
      'a.example.com',
    ].map((url): [string[], RegExp] => [[...link, url], /--url must be an address such as https:/]),
    [[...link, `https://a.example.com/${'x'.repeat(2048)}`], /--url must be an address/],
    [['elements', 'create', '--site', missing, '--name', 'x', '--type', 'cta'], /No site .*sites list/],
    [['elements', 'update', missing, '--name', 'x'], /No element .*elements list/],
    [['elements', 'update', cta.id], /Say what to change: --name/],
    [['elements', 'update', cta.id, '--url', 'javascript:alert(1)'], /--url must be an address/],
    [['elements', 'delete', 'abc'], /No element .*elements list/],
    [
      ['content-types', 'update', '--site', siteId, '--type', 'poem', '--enable'],
      /--type must be one of: basic/,
    ],
    [['content-types', 'update', '--site', siteId, '--type', 'qa'], /Say what to change: --words/],
    [
      ['content-types', 'update', '--site', siteId, '--type', 'qa', '--words', '199'],
      /--words .*200 to 5000/,
    ],
    [
      ['content-types', 'update', '--site', siteId, '--type', 'qa', '--words', 'many'],
      /--words .*200 to 5000/,
    ],
    [['sites', 'update', siteId], /Say what to change: --name/],
    [['sites', 'update', siteId, '--zip', '1'], /--zip must be five digits/],
    [['sites', 'update', missing, '--name', 'x'], /No site .*sites list/],
  ]
  const waiting = [...cases]
  const check = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await assertRefused(...one)
  }
  await Promise.all([check(), check()])
  assert.equal((await line.json('elements', 'list', '--site', siteId)).length, 2)

  async function assertRefused(args: string[], says: RegExp): Promise<void> {
    const { code, stdout, stderr } = await line.run(args)
    assert.equal(code, 1, `${args.join(' ')}: ${stdout}${stderr}`)
    assert.match(stderr, says)
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr)
    assert.equal(stdout, '')
  }
})

test('to switch on and off at once is wrong usage', async () => {
  const { code } = await line.run(['elements', 'update', 'x', '--enable', '--disable'])
  assert.equal(code, 2)
})
