// What receivers do with a delivery: verify it, by the documented header and by the official library.

import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { openPostOffice, type PostOffice, type PostSite } from './post-office.ts'
import type { Received } from './receiver.ts'

let office: PostOffice
let site: PostSite

before(async () => {
  office = await openPostOffice()
  site = await office.openSite()
})
after(() => office.stop())

async function receivedAt(path: string, id: string, vehicles: number): Promise<Received> {
  await site.emit(vehicles)
  await site.deliveries(id, (all) => all[0]?.status === 'succeeded')
  return office.receiver.received.findLast((one) => one.path === path) as Received
}

function documented(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

function verifies(secret: string, { body, headers }: Received): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}

test('both signatures verify, and the headers say what is sent', async () => {
  const { id, secret } = await site.subscribe('/plain')
  assert.match(secret, /^[0-9a-f]{64}$/)
  const received = await receivedAt('/plain', id, 72)
  const { headers, body } = received
  assert.equal(headers['x-webhook-signature'], documented(secret, body))
  assert.equal(headers['x-webhook-signature-previous'], undefined)
  assert.ok(verifies(secret, received))
  assert.ok(!verifies('0'.repeat(64), received))
  assert.ok(!verifies(secret, { ...received, body: body.replace('72', '73') }))

  const event = JSON.parse(body)
  assert.deepEqual(Object.keys(event), ['id', 'type', 'site_id', 'data', 'timestamp', 'api_version'])
  assert.match(event.id, /^evt_\d{13}_[0-9a-z]{7}$/)
  assert.match(event.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.deepEqual(
    { type: event.type, site_id: event.site_id, data: event.data, api_version: event.api_version },
    {
      type: 'inventory.feed.updated',
      site_id: site.siteId,
      data: { vehicle_count: 72 },
      api_version: '2025-01-01',
    },
  )
  assert.equal(headers['content-type'], 'application/json')
  assert.equal(headers['x-webhook-id'], event.id)
  assert.equal(headers['webhook-id'], event.id)
  assert.equal(headers['x-webhook-event'], 'inventory.feed.updated')
  assert.equal(headers['x-webhook-attempt'], '1')
  assert.equal(headers['x-webhook-timestamp'], headers['webhook-timestamp'])
  const ageSeconds = office.clock.now().getTime() / 1000 - Number(headers['webhook-timestamp'])
  assert.ok(ageSeconds >= 0 && ageSeconds < 20)
  assert.match(String(headers['user-agent']), /^Forecourt-Webhooks\/\d+\.\d+\.\d+$/)
})

test('during a rotation deliveries verify by the old and the new secret, after 24 hours by the new one', async () => {
  const { id, secret: old } = await site.subscribe('/rotated')
  const rotated = (await site.client('POST', `/webhooks/${id}/rotate-secret`)).body.data
  assert.equal(rotated.id, id)
  assert.notEqual(rotated.secret, old)
  const hours = (Date.parse(rotated.previous_secret_expires_at) - office.clock.now().getTime()) / 3600_000
  assert.ok(hours > 23.9 && hours <= 24)

  const during = await receivedAt('/rotated', id, 1)
  assert.ok(verifies(old, during))
  assert.ok(verifies(rotated.secret, during))
  assert.equal(during.headers['x-webhook-signature'], documented(rotated.secret, during.body))
  assert.equal(during.headers['x-webhook-signature-previous'], documented(old, during.body))

  office.clock.forward(24 * 3600_000)
  await site.emit(2)
  await site.deliveries(id, (all) => all.length === 2 && all.every((one) => one.status === 'succeeded'))
  const later = office.receiver.received.findLast((one) => one.path === '/rotated') as Received
  // The library holds the timestamp against its own clock, which was not put forward.
  const signature = (secret: string) =>
    `v1,${createHmac('sha256', Buffer.from(secret, 'base64'))
      .update(`${later.headers['webhook-id']}.${later.headers['webhook-timestamp']}.${later.body}`)
      .digest('base64')}`
  assert.equal(later.headers['webhook-signature'], signature(rotated.secret))
  assert.equal(later.headers['x-webhook-signature-previous'], undefined)
})

test('a test delivery is signed like any, says what the receiver answered, and stands in no log', async () => {
  const { id, secret } = await site.subscribe('/tested')
  office.receiver.behave('/tested', (response) => response.writeHead(404).end('no such token'))
  const { data } = (await site.client('POST', `/webhooks/${id}/test`)).body
  const { duration_ms, ...told } = data
  assert.deepEqual(told, {
    webhook_id: id,
    delivered: false,
    success: false,
    response_status: 404,
    http_status: 404,
    response_body: 'no such token',
    error: 'The receiver answered 404.',
  })
  assert.ok(duration_ms >= 0)
  const ping = office.receiver.received.findLast((one) => one.path === '/tested') as Received
  assert.equal(JSON.parse(ping.body).type, 'test.ping')
  assert.ok(typeof JSON.parse(ping.body).data.message === 'string')
  assert.equal(ping.headers['x-webhook-signature'], documented(secret, ping.body))

  office.receiver.behave('/tested', (response) => response.end())
  const named = await site.client('POST', `/webhooks/${id}/test`, { json: { event_type: 'content.failed' } })
  assert.equal(named.body.data.delivered, true)
  const sample = JSON.parse(
    (office.receiver.received.findLast((one) => one.path === '/tested') as Received).body,
  )
  assert.equal(sample.type, 'content.failed')
  assert.deepEqual(Object.keys(sample.data), ['article_id', 'article_type', 'error'])
  assert.deepEqual((await site.client('GET', `/webhooks/${id}/deliveries`)).body.data, [])
})
