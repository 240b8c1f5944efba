// The examples of the four published pages from which the API was made, replayed with a key and with
// ids that exist. Bodies and statuses are the printed ones.

import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite, settled, testVpic, until } from '../harness/fixtures.ts'
import { assertPrinted } from './printed.ts'

let app: TestApp
let siteId: string
let client: Client
let ideacloudId: string
let questionIds: string[]

const exampleVins = ['1HGBH41JXMN109186', '2T1BU4EE5DC012345', '5YJSA1E26MF123456']

before(async () => {
  app = await startTestApp()
  siteId = (await makeSite(app.database)).id
  client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
  const csv = `VIN,Type,Year,Make,Model,Trim,Price\n${exampleVins.map((vin) => `${vin},New,2026,Honda,Civic,EX,28500`).join('\n')}\n`
  const deps = { db: app.database.db, clock: systemClock, vpic: await testVpic() }
  await importFeed(deps, siteId, Readable.from([Buffer.from(csv)]))
  await app.database.pool.query(
    `INSERT INTO brand_voices (id, site_id, name, tone, created_at, updated_at)
     VALUES ('bv-premium-001', $1, 'Premium', 'formal', now(), now())`,
    [siteId],
  )
  const cloud = await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda Civic' } })
  ideacloudId = cloud.body.data.id
  await until(client, `/ideaclouds/${ideacloudId}`, settled)
  const { questions } = (await client('GET', `/ideaclouds/${ideacloudId}/questions`)).body.data
  questionIds = questions.slice(0, 2).map((question: { id: string }) => question.id)
})
after(() => app.stop())

test('idempotency: the example request creates an IdeaCloud once', async () => {
  const send = () =>
    client('POST', '/ideaclouds', {
      raw: '{ "keyword": "2026 Chevrolet Equinox EV range" }',
      headers: {
        'X-Idempotency-Key': 'create-ideacloud-2026-02-10-crv-review',
        'Content-Type': 'application/json',
      },
    })
  const first = await send()
  assert.equal(first.status, 202)
  assertPrinted(
    {
      data: {
        id: 'bd72cd59-beda-4ce5-a9a1-20acf16c9a5d',
        status: 'researching',
        keyword: '2026 Chevrolet Equinox EV range',
        created_at: '2026-02-28T11:39:55.287Z',
        message: 'Generation typically completes within a few minutes.',
      },
    },
    first.body,
  )
  assert.equal((await send()).text, first.text)
})

test('idempotency: the same key with other parameters is the printed 409', async () => {
  const headers = { 'X-Idempotency-Key': 'dsrptv-order-12345' }
  await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda Civic' }, headers })
  const answer = await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda Accord' }, headers })
  assert.equal(answer.status, 409)
  assertPrinted(
    { error: { code: 'idempotency_conflict', message: 'Idempotency key reused with different parameters' } },
    answer.body,
  )
})

test('idempotency: every endpoint of the printed list that exists here replays', async () => {
  const waiting = async () => {
    const json = { ideacloud_id: ideacloudId, article_type: 'qa', mode: 'interactive' }
    return (await client('POST', '/content', { json })).body.data.content_id
  }
  const civic = { year: 2026, make: 'Honda', model: 'Civic' }
  const requests: [string, unknown?][] = [
    ['/ideaclouds', { keyword: '2026 Honda Civic' }],
    ['/ideaclouds/batch', { items: [{ keyword: '2026 Honda Civic' }] }],
    ['/content', { ideacloud_id: ideacloudId, article_type: 'basic' }],
    ['/content/batch', { items: [{ ideacloud_id: ideacloudId, article_type: 'basic' }] }],
    [`/content/${await waiting()}/generate`, { selected_question_ids: questionIds }],
    ['/content/comparison', { vehicles: [civic, { year: 2026, make: 'Honda', model: 'CR-V' }] }],
    ['/content/model-landing', civic],
    [
      '/content/sales-event',
      {
        event_name: 'Spring Clearance Sale',
        start_date: '2026-04-01T09:00:00Z',
        end_date: '2026-04-07T21:00:00Z',
        location: '315 W Jericho Tpke, Huntington, NY 11743',
        category: 'Sales Event',
      },
    ],
    [`/inventory/${exampleVins[0]}/description`],
    ['/inventory/descriptions/batch', { vins: exampleVins }],
  ]
  for (const [path, json] of requests) {
    const send = () => client('POST', path, { json, headers: { 'X-Idempotency-Key': `listed ${path}` } })
    const first = await send()
    const second = await send()
    assert.equal(first.status, 202, path)
    assert.equal(second.text, first.text, path)
    assert.equal(second.headers.get('idempotency-replayed'), 'true', path)
  }
})

test('content batch: the generated curl, its placeholders filled', async () => {
  const answer = await client('POST', '/content/batch', {
    json: {
      items: [
        {
          ideacloud_id: ideacloudId,
          article_type: 'basic',
          selected_question_ids: questionIds.slice(0, 1),
          brand_voice_id: 'bv-premium-001',
          title: '<string>',
          auto_compliance: false,
          auto_content_tools: false,
          mode: 'simple',
        },
      ],
    },
  })
  assert.equal(answer.status, 202)
  assert.equal(answer.body.data.items[0].title, '<string>')
  assert.equal(answer.body.data.items[0].status, 'generating')
})

test('content batch: the example request and the printed items', async () => {
  const answer = await client('POST', '/content/batch', {
    json: {
      items: [
        { ideacloud_id: ideacloudId, article_type: 'basic', auto_compliance: true, auto_content_tools: true },
        { ideacloud_id: ideacloudId, article_type: 'qa', auto_compliance: true },
        { ideacloud_id: ideacloudId, article_type: 'expert', title: 'Custom Article Title' },
      ],
    },
  })
  assert.equal(answer.status, 202)
  const item = (article_type: string) => ({
    id: '407d63a9-74b7-41a4-9468-09dfdb71b0da',
    status: 'generating',
    article_type,
    title: '2026 Chevy Silverado 3500 DRW: Deep Dive',
    created_at: '2026-02-28T11:41:46.114731+00:00',
    message: 'Generation typically completes within a few minutes.',
  })
  const printed = {
    items: [item('basic'), item('qa'), item('expert')],
    message: 'Generation typically completes.',
  }
  assertPrinted({ data: printed }, answer.body)
  assert.equal(answer.body.data.items[2].title, 'Custom Article Title')
})

test('content:write: the example in simple mode', async () => {
  const answer = await client('POST', '/content', {
    json: {
      ideacloud_id: ideacloudId,
      article_type: 'comparison',
      selected_question_ids: questionIds,
      auto_compliance: true,
      auto_content_tools: true,
    },
  })
  assert.equal(answer.status, 202)
  assertPrinted(
    {
      data: {
        id: 'd4e5f6a7-b8c9-0123-def0-456789abcdef',
        status: 'generating',
        article_type: 'comparison',
        title: '2026 Honda Civic vs Toyota Corolla: Complete Comparison',
        created_at: '2026-02-01T15:00:00Z',
      },
    },
    answer.body,
  )
})

test('content:write: the example in interactive mode, then the example of generate', async () => {
  const waiting = await client('POST', '/content', {
    json: { ideacloud_id: ideacloudId, article_type: 'qa', mode: 'interactive' },
  })
  assert.equal(waiting.status, 200)
  const option = { id: 'q1a2b3c4-d5e6-7890-abcd-ef1234567890', question: 'What is the starting price?' }
  assertPrinted(
    {
      data: {
        id: null,
        status: 'awaiting_input',
        ideacloud_id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
        article_type: 'qa',
        required_inputs: {
          selected_question_ids: { type: 'array', required: true, options: [option, option] },
          brand_voice_id: { type: 'string', required: false },
          title: { type: 'string', required: false },
        },
      },
    },
    waiting.body,
  )
  assert.equal(waiting.body.data.ideacloud_id, ideacloudId)
  const { options } = waiting.body.data.required_inputs.selected_question_ids
  const answer = await client('POST', `/content/${waiting.body.data.content_id}/generate`, {
    json: {
      selected_question_ids: [options[0].id, options[1].id],
      brand_voice_id: 'bv-premium-001',
      title: 'Honda Civic vs Toyota Corolla: Which Should You Buy?',
    },
  })
  assert.equal(answer.status, 202)
  assertPrinted({ data: { id: 'd4e5f6a7-b8c9-0123-def0-456789abcdef', status: 'generating' } }, answer.body)
  assert.equal(answer.body.data.id, waiting.body.data.content_id)
})

test('content:write: the batch examples, accepted and failed in part', async () => {
  const second = (id: string) => ({ ideacloud_id: id, article_type: 'basic', auto_content_tools: true })
  const first = { ideacloud_id: ideacloudId, article_type: 'comparison', auto_compliance: true }
  const printedFirst = {
    id: 'd4e5f6a7-b8c9-0123-def0-456789abcdef',
    status: 'generating',
    article_type: 'comparison',
    title: '2026 Honda Civic vs Toyota Corolla: Complete Comparison',
    created_at: '2026-02-01T15:00:00Z',
  }
  const whole = await client('POST', '/content/batch', { json: { items: [first, second(ideacloudId)] } })
  assert.equal(whole.status, 202)
  assertPrinted({ data: { items: [printedFirst, { ...printedFirst, article_type: 'basic' }] } }, whole.body)
  const part = await client('POST', '/content/batch', {
    json: { items: [first, second('b2c3d4e5-f6a7-8901-bcde-f12345678901')] },
  })
  assert.equal(part.status, 202)
  const failed = { article_type: 'basic', status: 'failed', error: 'Failed to create content' }
  assertPrinted({ data: { items: [printedFirst, failed] } }, part.body, ['error'])
  assert.equal(part.body.data.items[1].error, 'IdeaCloud not found')
  assert.equal('id' in part.body.data.items[1], false)
})

test('content:write: without the scope, the printed 403', async () => {
  const reader = clientOf(app.url, (await makeKey(app.database, siteId, ['content:read'])).key)
  const answer = await reader('POST', '/content', { json: { ideacloud_id: ideacloudId, article_type: 'qa' } })
  assert.equal(answer.status, 403)
  assertPrinted(
    {
      error: {
        code: 'forbidden',
        message: 'This API key requires one of the following scopes: content:write',
        details: { required_scopes: ['content:write'] },
      },
    },
    answer.body,
  )
})

test('inventory:write: the example of one vehicle', async () => {
  const answer = await client('POST', '/inventory/1HGBH41JXMN109186/description')
  assert.equal(answer.status, 202)
  assertPrinted({ data: { vin: '1HGBH41JXMN109186', status: 'generating' } }, answer.body)
})

test('inventory:write: the batch examples, accepted and failed in part', async () => {
  const item = (vin: string) => ({ vin, status: 'generating' })
  const whole = await client('POST', '/inventory/descriptions/batch', { json: { vins: exampleVins } })
  assert.equal(whole.status, 202)
  assertPrinted({ data: { items: exampleVins.map(item) } }, whole.body)
  const part = await client('POST', '/inventory/descriptions/batch', {
    json: { vins: ['1HGBH41JXMN109186', 'INVALIDVIN123'] },
  })
  assert.equal(part.status, 202)
  const failed = { vin: 'INVALIDVIN123', status: 'failed', error: 'Vehicle not found or generation failed' }
  assertPrinted({ data: { items: [item('1HGBH41JXMN109186'), failed] } }, part.body)
})

test('inventory:write: without the scope, the printed 403', async () => {
  const reader = clientOf(app.url, (await makeKey(app.database, siteId, ['inventory:read'])).key)
  const answer = await reader('POST', '/inventory/1HGBH41JXMN109186/description')
  assert.equal(answer.status, 403)
  assertPrinted(
    {
      error: {
        code: 'forbidden',
        message: 'This API key requires one of the following scopes: inventory:write',
        details: { required_scopes: ['inventory:write'] },
      },
    },
    answer.body,
  )
})

test('status tables: the printed reasons for a 400 and a 404 of each page', async () => {
  const none = '00000000-0000-0000-0000-000000000000'
  const eleven = Array.from({ length: 11 }, () => ({ ideacloud_id: ideacloudId, article_type: 'basic' }))
  const cases: [number, string, string, unknown?][] = [
    [400, 'POST', '/content', {}],
    [404, 'POST', '/content', { ideacloud_id: none, article_type: 'basic' }],
    [400, 'POST', '/content/batch', { items: [] }],
    [400, 'POST', '/content/batch', { items: eleven }],
    [400, 'POST', '/content/batch', { items: 'none' }],
    [404, 'POST', `/content/${none}/generate`, { selected_question_ids: questionIds }],
    [404, 'POST', '/inventory/2HGFE2F5XPH000000/description'],
    [400, 'POST', '/inventory/descriptions/batch', { vins: [] }],
    [
      400,
      'POST',
      '/inventory/descriptions/batch',
      { vins: Array.from({ length: 51 }, () => exampleVins[0]) },
    ],
    [400, 'POST', '/inventory/descriptions/batch', { vins: ['SHORT'] }],
  ]
  for (const [status, method, path, json] of cases) {
    const answer = await client(method, path, { json })
    assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(json)}`)
  }
  const cloud = await client('POST', '/content', { json: { ideacloud_id: none, article_type: 'basic' } })
  assert.equal(cloud.body.error.message, 'IdeaCloud not found')
  const vehicle = await client('POST', '/inventory/2HGFE2F5XPH000000/description')
  assert.equal(vehicle.body.error.message, 'Vehicle not found or belongs to a different site')
})
