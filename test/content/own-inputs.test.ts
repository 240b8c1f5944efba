// Content from an input of its own: what is taken, what is refused, what is answered, under both spellings of each path.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { createBrandVoice } from '#sites/index.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let neighbour: Client

before(async () => {
  desk = await openDesk()
  const site = await makeSite(desk.app.database, 'Neighbour')
  neighbour = clientOf(desk.app.url, (await makeKey(desk.app.database, site.id)).key)
})
after(() => desk.app.stop())

const crv = { year: 2026, make: 'Honda', model: 'CR-V' }
const rav4 = { year: 2023, make: 'Toyota', model: 'RAV4' }
const event = {
  event_name: 'Spring Clearance Sale',
  start_date: '2026-04-01T09:00:00Z',
  end_date: '2026-04-07T21:00:00Z',
  location: '315 W Jericho Tpke, Huntington, NY 11743',
  category: 'Sales Event',
}

/** Each creator: its paths, a least body, and what its 202 has beside the common members. */
const kinds = [
  {
    articleType: 'comparison',
    paths: ['/comparisons', '/content/comparison', '/comparisons/', '/content/comparison/'],
    json: { vehicles: [{ ...crv, trim: 'EX' }, rav4] },
    title: '2026 Honda CR-V vs 2023 Toyota RAV4',
    answer: {
      vehicles: [
        { ...crv, trim: 'EX' },
        { ...rav4, trim: null },
      ],
      featured_vehicle_index: null,
      bias_level: null,
    },
  },
  {
    articleType: 'modellanding',
    paths: ['/model-landing-pages', '/content/model-landing'],
    json: crv,
    title: '2026 Honda CR-V',
    answer: { vehicle: { ...crv, trim: null } },
  },
  {
    articleType: 'salesevent',
    paths: ['/sales-events', '/content/sales-event'],
    json: event,
    title: 'Spring Clearance Sale',
    answer: {
      event: {
        name: 'Spring Clearance Sale',
        location: '315 W Jericho Tpke, Huntington, NY 11743',
        category: 'Sales Event',
        start_date: '2026-04-01T09:00:00.000Z',
        end_date: '2026-04-07T21:00:00.000Z',
        description: null,
      },
    },
  },
] as const

const post = (path: string, json: unknown, headers: Record<string, string> = {}) =>
  desk.client('POST', path, { json, headers })

async function counts() {
  const { rows } = await desk.app.database.pool.query(
    `SELECT (SELECT count(*)::int FROM contents) AS contents,
      (SELECT count(*)::int FROM events WHERE data->>'stage' = 'planning') AS events,
      (SELECT count(*)::int FROM pgboss.job WHERE name = 'content.generate') AS jobs`,
  )
  return rows[0]
}

test('each creator answers 202 with what it was asked for, defaults filled in, and the content can be read', async () => {
  for (const { articleType, paths, json, title, answer } of kinds) {
    for (const path of paths) {
      const started = await post(path, json)
      assert.equal(started.status, 202, `${path} ${started.text}`)
      const { id, created_at, message, ...rest } = started.body.data
      assert.deepEqual(rest, { status: 'generating', article_type: articleType, title, ...answer }, path)
      assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      assert.match(message, /\/docs$/)
      const content = await desk.settle(id)
      assert.equal(content.status, 'complete', path)
      assert.equal(content.article_type, articleType)
      assert.equal(content.title, title)
      assert.equal(content.ideacloud, null)
      assert.equal(content.category, null)
      assert.equal(content.content_intent, 'general')
      assert.deepEqual(content.metadata, {
        source: 'public_api',
        api_key_id: desk.keyId,
        api_creator_label: 'test key',
        tone: null,
        language: 'English',
        content_depth: null,
        content_length: null,
      })
      const events = await desk.events(id)
      const stages = events.map(({ type, data }) => data.stage ?? type)
      assert.equal(stages[0], 'planning')
      assert.equal(stages.at(-1), 'content.completed')
      assert.equal((await desk.client('GET', `/content/${id}/html`)).status, 200)
    }
  }
})

test('how it is to be written is kept, as with any content', async () => {
  const voice = await createBrandVoice(desk.app.database.db, systemClock, {
    siteId: desk.siteId,
    name: 'Warm',
  })
  const options = {
    title: '  A title of our own  ',
    brand_voice_id: voice.id,
    language: 'English',
    content_depth: 'concise',
    content_length: 700,
    auto_compliance: true,
    auto_content_tools: true,
  }
  for (const { paths, json } of kinds) {
    const { id } = (await post(paths[0], { ...json, ...options })).body.data
    const content = await desk.settle(id)
    assert.equal(content.title, 'A title of our own')
    assert.equal(content.metadata.tone, `BrandVoice:${voice.id}`)
    assert.equal(content.metadata.content_depth, 'concise')
    assert.equal(content.metadata.content_length, 700)
    const { rows } = await desk.app.database.pool.query('SELECT settings FROM contents WHERE id = $1', [id])
    assert.equal(rows[0].settings.autoCompliance, true)
    assert.equal(rows[0].settings.autoContentTools, true)
    assert.equal((await desk.versions(id))[0]?.title, 'A title of our own')
  }
})

test('a featured vehicle has a bias of 50 unless another is sent; a bias without one is none', async () => {
  const vehicles = [crv, rav4]
  const cases: [Record<string, unknown>, number | null, number | null][] = [
    [{ featured_vehicle_index: 1 }, 1, 50],
    [{ featured_vehicle_index: 0, bias_level: 0 }, 0, 0],
    [{ featured_vehicle_index: 1, bias_level: 100 }, 1, 100],
    [{ bias_level: 80 }, null, null],
    [{ featured_vehicle_index: null, bias_level: null }, null, null],
  ]
  for (const [json, index, bias] of cases) {
    const { status, body } = await post('/comparisons', { vehicles, ...json })
    assert.equal(status, 202)
    assert.equal(body.data.featured_vehicle_index, index)
    assert.equal(body.data.bias_level, bias)
  }
})

test('two to five vehicles are compared, and a title is cut where theirs together is too long', async () => {
  const long = { year: 2026, make: 'M'.repeat(100), model: 'N'.repeat(100) }
  const { status, body } = await post('/comparisons', { vehicles: Array(5).fill(long) })
  assert.equal(status, 202)
  assert.equal([...body.data.title].length, 500)
  assert.equal(body.data.vehicles.length, 5)
})

test('what cannot be written is refused with the field and the reason, and leaves nothing', async () => {
  const before = await counts()
  const vehicles = [crv, rav4]
  const refused: [string, Record<string, unknown>, string, RegExp][] = [
    ['/comparisons', {}, 'vehicles', /is required/],
    ['/comparisons', { vehicles: [crv] }, 'vehicles', /at least 2 items/],
    ['/comparisons', { vehicles: Array(6).fill(crv) }, 'vehicles', /at most 5 items/],
    ['/comparisons', { vehicles: [crv, { ...rav4, year: '2023' }] }, 'vehicles/1/year', /a whole number/],
    ['/comparisons', { vehicles: [crv, { ...rav4, year: 1899 }] }, 'vehicles/1/year', /at least 1900/],
    ['/comparisons', { vehicles: [crv, { year: 2023, make: 'Toyota' }] }, 'vehicles/1/model', /is required/],
    ['/comparisons', { vehicles: [{ ...crv, make: '  ' }, rav4] }, 'vehicles/0/make', /must not be empty/],
    ['/comparisons', { vehicles, featured_vehicle_index: 2 }, 'featured_vehicle_index', /must be 0 to 1/],
    ['/comparisons', { vehicles, featured_vehicle_index: 5 }, 'featured_vehicle_index', /at most 4/],
    ['/comparisons', { vehicles, featured_vehicle_index: -1 }, 'featured_vehicle_index', /at least 0/],
    ['/comparisons', { vehicles, featured_vehicle_index: 0, bias_level: 101 }, 'bias_level', /at most 100/],
    ['/comparisons', { vehicles, featured_vehicle_index: 0, bias_level: -1 }, 'bias_level', /at least 0/],
    ['/comparisons', { vehicles, featured_vehicle_index: 0, bias_level: 2.5 }, 'bias_level', /whole number/],
    ['/comparisons', { vehicles, content_length: 199 }, 'content_length', /at least 200/],
    ['/comparisons', { vehicles, content_length: 5001 }, 'content_length', /at most 5000/],
    ['/comparisons', { vehicles, title: 'x'.repeat(501) }, 'title', /at most 500 characters/],
    ['/comparisons', { vehicles, language: 'French' }, 'language', /no configured writer/],
    ['/comparisons', { vehicles, language: 'Elvish' }, 'language', /must be one of/],
    ['/comparisons', { vehicles, brand_voice_id: 'bv-of-nobody' }, 'brand_voice_id', /does not exist/],
    ['/model-landing-pages', { year: 2026, make: 'Honda' }, 'model', /is required/],
    ['/model-landing-pages', { ...crv, content_depth: 'deep' }, 'content_depth', /must be one of/],
    ['/model-landing-pages', { ...crv, brand_voice_id: 'bv-of-nobody' }, 'brand_voice_id', /does not exist/],
    ['/sales-events', { ...event, event_name: ' ' }, 'event_name', /must not be empty/],
    ['/sales-events', { ...event, event_name: 'x'.repeat(501) }, 'event_name', /at most 500/],
    ['/sales-events', { ...event, location: 'x'.repeat(501) }, 'location', /at most 500/],
    ['/sales-events', { ...event, description: 'x'.repeat(2001) }, 'description', /at most 2000/],
    ['/sales-events', { ...event, category: 'Party' }, 'category', /must be one of: Sales Event, New Model/],
    ['/sales-events', { ...event, start_date: '2026-04-01' }, 'start_date', /date and time with an offset/],
    ['/sales-events', { ...event, start_date: '2026-04-01T09:00:00' }, 'start_date', /with an offset/],
    ['/sales-events', { ...event, end_date: 'tomorrow' }, 'end_date', /with an offset/],
    ['/sales-events', { ...event, start_date: '2026-02-30T09:00:00Z' }, 'start_date', /that exist/],
    ['/sales-events', { ...event, end_date: '2026-04-07T21:00:00+25:00' }, 'end_date', /that exist/],
    ['/sales-events', { ...event, end_date: '2026-03-31T21:00:00Z' }, 'end_date', /not be before start_date/],
    ['/sales-events', { ...event, end_date: '2026-04-01T10:59:59+02:00' }, 'end_date', /not be before/],
  ]
  for (const [path, json, field, sentence] of refused) {
    const { status, body } = await post(path, json)
    assert.equal(status, 400, `${path} ${JSON.stringify(json)}`)
    assert.equal(body.error.code, 'validation_error')
    assert.equal(body.error.details.fields[0].path, field)
    assert.match(body.error.message, sentence)
  }
  const strict = await post('/sales-events', { ...event, venue: 'x' }, { Prefer: 'handling=strict' })
  assert.equal(strict.body.error.details.fields[0].path, 'venue')
  const nested = { vehicles: [{ ...crv, color: 'red' }, rav4] }
  const inside = await post('/comparisons', nested, { Prefer: 'handling=strict' })
  assert.equal(inside.body.error.details.fields[0].path, 'vehicles/0/color')
  assert.deepEqual(await counts(), before)
})

test('dates are taken with any offset and answered in UTC; an event may begin and end at once', async () => {
  const dates: [string, string][] = [
    ['2026-04-01T09:00:00-04:00', '2026-04-01T13:00:00.000Z'],
    ['2026-04-01T09:00+05:30', '2026-04-01T03:30:00.000Z'],
    ['2026-04-01t09:00:00.123456z', '2026-04-01T09:00:00.123Z'],
    ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ]
  for (const [sent, answered] of dates) {
    const { body } = await post('/sales-events', { ...event, start_date: sent, end_date: sent })
    assert.equal(body.data.event.start_date, answered)
    assert.equal(body.data.event.end_date, answered)
  }
})

test('limits count characters, and what is at the limit is taken', async () => {
  const json = {
    ...event,
    event_name: '🚗'.repeat(500),
    location: 'é'.repeat(500),
    // No two characters alike: such a text cannot be made shorter by compressing it.
    description: Array.from({ length: 2000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
    ).join(''),
  }
  const { status, body } = await post('/sales-events', json)
  assert.equal(status, 202)
  assert.equal(body.data.event.name, json.event_name)
  assert.equal(body.data.event.description, json.description)
  assert.equal((await desk.settle(body.data.id)).status, 'complete')
})

test('the same key and body replay whichever spelling is used, and another body conflicts under both', async () => {
  for (const { paths, json } of kinds) {
    for (const [first, second] of [
      [paths[0], paths[1]],
      [paths[1], paths[0]],
    ] as const) {
      const headers = { 'X-Idempotency-Key': `across ${first}` }
      const made = await post(first, json, headers)
      const before = await counts()
      const again = await post(second, json, headers)
      assert.equal(made.status, 202)
      assert.equal(again.text, made.text)
      assert.equal(again.headers.get('idempotency-replayed'), 'true')
      assert.deepEqual(await counts(), before)
      const other = await post(second, { ...json, title: 'Another' }, headers)
      assert.equal(other.status, 409)
      assert.equal(other.body.error.code, 'idempotency_conflict')
    }
  }
  const headers = { 'X-Idempotency-Key': 'one key, two creators' }
  assert.equal((await post('/content/model-landing', crv, headers)).status, 202)
  assert.equal((await post('/sales-events', event, headers)).status, 409)
})

test('both spellings at once make one content', async () => {
  const headers = { 'X-Idempotency-Key': 'at once' }
  const before = await counts()
  const answers = await Promise.all(
    ['/comparisons', '/content/comparison', '/comparisons', '/content/comparison'].map((path) =>
      post(path, { vehicles: [crv, rav4] }, headers),
    ),
  )
  assert.deepEqual([...new Set(answers.map(({ text }) => text))], [answers[0]?.text])
  assert.equal((await counts()).contents, before.contents + 1)
})

test('a neighbour sees none of it, and is written for from its own stock', async () => {
  const mine = (await post('/comparisons', { vehicles: [crv, rav4] })).body.data
  await desk.settle(mine.id)
  assert.equal((await neighbour('GET', `/content/${mine.id}`)).status, 404)
  const theirs = (await neighbour('POST', '/comparisons', { json: { vehicles: [crv, rav4] } })).body.data
  await desk.settle(theirs.id)
  assert.equal((await desk.client('GET', `/content/${theirs.id}`)).status, 404)
  const { content } = (await neighbour('GET', `/content/${theirs.id}/components/body`)).body.data
  assert.doesNotMatch(content, /\$|Bayline/)
  assert.match(content, /no 2026 Honda CR-V vehicle/i)
})

test('it is written once: without an IdeaCloud there is nothing to generate again from', async () => {
  const { id } = (await post('/model-landing-pages', crv)).body.data
  await desk.settle(id)
  const { status, body } = await post(`/content/${id}/generate`, {})
  assert.equal(status, 400)
  assert.equal(body.error.message, 'Content is not linked to an IdeaCloud')
})

test('a path in the place of an id is no id', async () => {
  for (const path of ['/content/comparison', '/content/model-landing', '/content/sales-event']) {
    for (const method of ['GET', 'HEAD', 'PATCH', 'PUT', 'DELETE']) {
      const { status, headers } = await desk.client(method, path)
      assert.equal(status, 405, `${method} ${path}`)
      assert.equal(headers.get('allow'), 'POST')
    }
  }
})
