import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openVerifier } from '#content/index.ts'
import { builtInWriter } from '#writing/port.ts'
import { clientOf } from '../harness/client.ts'
import { makeKey, makeSite, testVpic } from '../harness/fixtures.ts'
import { insertFinished } from './finished-content.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies member by member and assert what they find
type Data = any

let desk: WritingDesk
let cloudId: string

/** One of the demo's. */
const vin = '2HKRS3H23TH002454'

before(async () => {
  await testVpic()
  desk = await openDesk()
  cloudId = await desk.cloud('2026 Honda CR-V')
})
after(() => desk.app.stop())

const sources = async (id: string): Promise<Data> =>
  (await desk.client('GET', `/content/${id}/sources`)).body.data

const check = (json: Record<string, unknown>) => desk.client('POST', '/grounding/check', { json })

async function checked(json: Record<string, unknown>): Promise<Data> {
  const { status, body, text } = await check(json)
  assert.equal(status, 200, text)
  const { claims, counts } = body.data
  for (const claim of claims) {
    assert.equal((json.text as string).slice(claim.start, claim.end), claim.text)
    assert.equal(claim.facts.length > 0, claim.status !== 'unsupported', JSON.stringify(claim))
  }
  for (const status of ['supported', 'contradicted', 'unsupported'])
    assert.equal(counts[status], claims.filter((claim: Data) => claim.status === status).length)
  return body.data
}

const only = ({ claims }: Data, kind: string): Data => {
  const found = claims.filter((claim: Data) => claim.kind === kind)
  assert.equal(found.length, 1, JSON.stringify(claims))
  return found[0]
}

test('every claim of a finished article is told with its place in the body, the facts that carry it and their sources', async () => {
  desk.scripts.set('Told', async (section, context) =>
    [await builtInWriter.phrase(section, context), 'Prices start at $12,345.'].join('\n\n'),
  )
  const { id } = (await desk.create({ ideacloud_id: cloudId, title: 'Told' })).body.data
  const { grounding } = await desk.settle(id)
  const { content } = await desk.body(id)
  const { claims, facts_hash } = await sources(id)
  assert.match(facts_hash, /^[0-9a-f]{64}$/)
  const of = (status: string) => claims.filter((claim: Data) => claim.status === status)
  assert.equal(of('supported').length, grounding.supported)
  assert.equal(of('removed').length, grounding.removed)
  assert.equal(claims.length, grounding.claims)
  assert.ok(grounding.supported > 10)
  assert.ok(of('removed').some((claim: Data) => claim.text.includes('12,345')))
  for (const claim of of('supported')) {
    assert.equal(content.slice(claim.start, claim.end), claim.text)
    assert.ok(claim.facts.length > 0, claim.text)
    for (const fact of claim.facts) {
      assert.deepEqual(Object.keys(fact), ['id', 'subject', 'attribute', 'value', 'unit', 'source'])
      assert.deepEqual(Object.keys(fact.source), ['kind', 'title', 'url', 'retrieved_at'])
      assert.ok(!Number.isNaN(Date.parse(fact.source.retrieved_at)))
    }
  }
})

test('the facts of an article are shown as they were after the ledger has moved on', async () => {
  const { id } = (await desk.create({ ideacloud_id: cloudId, title: 'Kept' })).body.data
  await desk.settle(id)
  const before = await sources(id)
  await desk.app.database.pool.query('DELETE FROM facts WHERE site_id = $1 AND attribute LIKE $2', [
    desk.siteId,
    'stock_%',
  ])
  assert.deepEqual(await sources(id), before)
  const again = (await desk.create({ ideacloud_id: cloudId, title: 'Kept' })).body.data
  await desk.settle(again.id)
  assert.equal((await sources(again.id)).facts_hash.length, 64)
})

test('a content that has no body yet, and a neighbour’s, are a 404', async () => {
  const waiting = await desk.create({ ideacloud_id: cloudId, mode: 'interactive' })
  const stranger = await makeSite(desk.app.database)
  const theirs = await insertFinished(desk.app.database, stranger.id)
  for (const id of [waiting.body.data.content_id, theirs]) {
    const { status, body } = await desk.client('GET', `/content/${id}/sources`)
    assert.equal(status, 404)
    assert.equal(body.error.message, 'Content not found or body component not ready')
  }
})

test('a text on a vehicle is held against its record; what says otherwise is named with its value and source', async () => {
  const text = 'This 2026 Honda CR-V LX costs $31,895. It gets 44 mpg on the highway and has massaging seats.'
  const data = await checked({ text, vin: vin.toLowerCase() })
  const price = only(data, 'price')
  assert.equal(price.status, 'supported')
  assert.deepEqual(
    price.facts.map(({ attribute, value, unit }: Data) => ({ attribute, value, unit })).at(0),
    { attribute: 'price', value: 31895, unit: 'USD' },
  )
  const mileage = only(data, 'number')
  assert.equal(mileage.status, 'contradicted')
  const against = mileage.facts.find((fact: Data) => fact.attribute === 'highway_mpg')
  assert.equal(against.value, 34)
  assert.equal(against.subject, `vehicle:${vin}`)
  assert.equal(against.source.title, 'Inventory feed')
  assert.equal(only(data, 'feature').status, 'unsupported')
})

test('a text on a model is held against its stock as it is now, however the model is spelled', async () => {
  const { rows } = await desk.app.database.pool.query(
    `SELECT count(*)::int AS n, min(price)::int AS low FROM vehicles
     WHERE site_id = $1 AND year = 2026 AND model = 'CR-V' AND status = 'in_stock'`,
    [desk.siteId],
  )
  const [{ n, low }] = rows
  const said = (count: number) =>
    `${count} 2026 Honda CR-Vs are in stock, priced from $${low.toLocaleString('en-US')}.`
  const vehicle = { year: 2026, make: 'honda', model: 'crv' }
  const right = await checked({ text: said(n), vehicle })
  assert.equal(only(right, 'count').status, 'supported')
  assert.equal(only(right, 'price').status, 'supported')
  const wrong = only(await checked({ text: said(n + 5), vehicle }), 'count')
  assert.equal(wrong.status, 'contradicted')
  assert.ok(wrong.facts.some(({ attribute, value }: Data) => attribute === 'stock_count' && value === n))
  const unknown = await checked({
    text: 'The 2026 Honda Prelude costs $42,000.',
    vehicle: { ...vehicle, model: 'Prelude' },
  })
  assert.equal(only(unknown, 'price').status, 'unsupported')
})

test('a text is held against the vehicles of an IdeaCloud, and an article of it stands', async () => {
  const { id } = (await desk.create({ ideacloud_id: cloudId, title: 'Stands' })).body.data
  await desk.settle(id)
  const { content: text } = await desk.body(id)
  const { counts } = await checked({ text, ideacloud_id: cloudId })
  assert.deepEqual([counts.contradicted, counts.unsupported], [0, 0])
  assert.ok(counts.supported > 10)
})

test('without a vehicle only what a text says of the dealership can be carried', async () => {
  const data = await checked({
    text: 'Call Bayline Honda at (631) 555-0142 or (631) 555-0143. The 2026 Honda CR-V costs $31,895.',
  })
  const statuses = data.claims
    .filter((claim: Data) => /555/.test(claim.text))
    .map((claim: Data) => claim.status)
  assert.deepEqual(statuses, ['supported', 'contradicted'])
  assert.equal(only(data, 'price').status, 'unsupported')
})

test('what is not there is a 404, as a neighbour’s is', async () => {
  const stranger = await makeSite(desk.app.database)
  const theirs = clientOf(desk.app.url, (await makeKey(desk.app.database, stranger.id)).key)
  const asked = [
    [{ vin: '1HGBH41JXMN109186' }, { vin }, 'Vehicle not found or belongs to a different site'],
    [
      { ideacloud_id: '3c90c3cc-0d44-4b50-8888-8dd25736052a' },
      { ideacloud_id: cloudId },
      'IdeaCloud not found',
    ],
  ] as const
  for (const [missing, foreign, message] of asked) {
    for (const [client, json] of [
      [desk.client, missing],
      [theirs, foreign],
    ] as const) {
      const { status, body } = await client('POST', '/grounding/check', { json: { text: 'Hello.', ...json } })
      assert.equal(status, 404)
      assert.equal(body.error.message, message)
    }
  }
})

test('a text that is empty, too long or no text is a 400 that names it', async () => {
  for (const text of ['', 'a'.repeat(200_001), 'a\u0000b', 17]) {
    const { status, body } = await check({ text } as Record<string, unknown>)
    assert.equal(status, 400, JSON.stringify(text).slice(0, 40))
    assert.equal(body.error.details.fields[0].path, 'text')
  }
  const { body } = await check({ text: 'Hello.', vehicle: { year: 2026, make: 'Honda' } })
  assert.equal(body.error.details.fields[0].path, 'vehicle/model')
})

test('control characters and tags hide no claim', async () => {
  for (const text of [
    'The price is $12,345.\u0007',
    '<p>The price is <b>$12,345</b>.</p><script>alert(1)</script>',
    '<!-- $12,345 -->\nThe price is $12,345.',
    'Line one\r\nThe price is $12,345.\u2028',
  ]) {
    const { claims } = await checked({ text, vin })
    const prices = claims.filter((claim: Data) => claim.text.includes('12,345'))
    assert.ok(prices.length > 0, text)
    for (const { status } of prices) assert.notEqual(status, 'supported', text)
  }
})

test('the longest text that is taken is answered', async () => {
  const piece = 'The 2026 Honda CR-V LX costs $31,895 and has heated seats. '
  const { status, body } = await check({ text: piece.repeat(4000).slice(0, 200_000), vin })
  assert.equal(status, 200)
  assert.ok(body.data.counts.supported > 10_000)
})

test('while a long text is read the server answers others', async () => {
  const text = 'The 2026 Honda CR-V LX costs $31,895. '.repeat(5000)
  const answered: string[] = []
  const long = check({ text, vin }).then(() => answered.push('check'))
  const reads = async () => {
    for (let i = 0; i < 20; i++) await desk.client('GET', '/site')
    answered.push('reads')
  }
  await Promise.all([long, reads()])
  assert.deepEqual(answered, ['reads', 'check'])
})

test('a text on which the verifier breaks does not keep the next one from being read', async () => {
  const verifier = openVerifier()
  try {
    const source = {
      kind: 'feed',
      title: 'Inventory feed',
      url: null,
      retrievedAt: '2026-01-01T00:00:00.000Z',
    } as const
    const fact = { id: '1', subject: 'vehicle:A', attribute: 'price', value: 100, unit: 'USD', source }
    const broken = null as unknown as typeof fact
    await assert.rejects(verifier.verify('It costs $100.', [broken]))
    assert.deepEqual(
      (await verifier.verify('It costs $100.', [fact])).map(({ status }) => status),
      ['supported'],
    )
  } finally {
    await verifier.stop()
  }
})

test('a check leaves no text behind', async () => {
  const { pool } = desk.app.database
  const count = async () =>
    (await pool.query('SELECT count(*)::int AS n FROM contents WHERE site_id = $1', [desk.siteId])).rows[0].n
  const before = await count()
  await checked({ text: 'The 2026 Honda CR-V LX costs $31,895.', vin, ideacloud_id: cloudId })
  assert.equal(await count(), before)
})
