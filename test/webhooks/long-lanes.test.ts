// A lane with more deliveries than are read at once, and what comes between its batches.

import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import { until } from '../crash/waiting.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import type { Received } from './receiver.ts'

let office: PostOffice

before(async () => {
  office = await openPostOffice()
})
after(() => office.stop())

const receivedAt = (path: string): Received[] => office.receiver.received.filter((one) => one.path === path)
const idsOf = (received: readonly Received[]) => received.map((one) => String(one.headers['webhook-id']))
const attemptsOf = (received: readonly Received[]) =>
  received.map((one) => String(one.headers['x-webhook-attempt']))

const reached = (isThere: () => boolean) => until(60_000, async () => isThere() || undefined, 'it never came')

test('fifteen hundred deliveries of one webhook come once each', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/many')
  await site.emitMany(1500)
  await reached(() => receivedAt('/many').length >= 1500)
  await site.deliveries(id, (list) => list.every((one) => one.status === 'succeeded'))
  assert.equal(new Set(idsOf(receivedAt('/many'))).size, 1500)
  assert.equal(receivedAt('/many').length, 1500)
})

test('failures amid a long lane are sent again, and nothing else is', async () => {
  const site = await office.openSite()
  const failing = new Set<string>()
  office.receiver.behave('/faltering', (response, received) => {
    const id = String(received.headers['webhook-id'])
    const fails = receivedAt('/faltering').length % 90 === 0 && !failing.has(id)
    if (fails) failing.add(id)
    response.writeHead(fails ? 500 : 200).end()
  })
  await site.subscribe('/faltering')
  await site.emitMany(1000)
  await reached(() => new Set(idsOf(receivedAt('/faltering'))).size === 1000)
  office.clock.forward(10_000)
  await reached(() => receivedAt('/faltering').length >= 1000 + failing.size)
  assert.ok(failing.size >= 10)
  assert.equal(receivedAt('/faltering').length, 1000 + failing.size)
  const again = receivedAt('/faltering').filter((one) => one.headers['x-webhook-attempt'] === '2')
  assert.deepEqual(new Set(idsOf(again)), failing)
})

test('a delivery that is retried by hand while the last of a batch are under way gets its second attempt once', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/by-hand')
  let retried = ''
  const retry = async (eventId: string) => {
    const { rows } = await office.app.database.pool.query(
      'SELECT id FROM webhook_deliveries WHERE webhook_id = $1 AND event_id = $2',
      [id, eventId],
    )
    const answered = await site.client('POST', `/webhooks/${id}/deliveries/${rows[0].id}/retry`)
    assert.equal(answered.status, 202)
    retried = eventId
  }
  // They end together, so the next batch is read before they are recorded.
  const held: ServerResponse[] = []
  office.receiver.behave('/by-hand', (response, received) => {
    const count = receivedAt('/by-hand').length
    if (count < 393 || count > 400) return void response.writeHead(204).end()
    held.push(response)
    if (count < 400) return
    void retry(String(received.headers['webhook-id'])).then(() => {
      for (const one of held) one.writeHead(204).end()
    })
  })
  await site.emitMany(500)
  await reached(() => receivedAt('/by-hand').length >= 501)
  await site.deliveries(id, (list) => list.every((one) => one.status === 'succeeded'))
  const all = receivedAt('/by-hand')
  assert.equal(all.length, 501)
  assert.deepEqual(attemptsOf(all.filter((one) => one.headers['webhook-id'] === retried)), ['1', '2'])
})

test('what was read of a webhook is not sent by for longer than a second', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/before')
  let changedAt = 0
  office.receiver.behave('/before', (response) => {
    const count = receivedAt('/before').length
    if (count !== 8) return void setTimeout(() => response.end(), 80)
    const json = { url: `${office.receiver.url}/after` }
    void site.client('PATCH', `/webhooks/${id}`, { json }).then(() => {
      changedAt = performance.now()
      response.end()
    })
  })
  await site.emitMany(2000)
  await reached(() => receivedAt('/before').length + receivedAt('/after').length >= 2000)
  // The four hundred of a batch would take four seconds.
  const late = receivedAt('/before').filter((one) => one.atMs > changedAt + 2000)
  assert.ok(changedAt > 0)
  assert.equal(late.length, 0)
  assert.ok(receivedAt('/after').length > 0)
})

test('what waited when a webhook was switched off is not sent when it is on again at once', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/off-and-on')
  let switchedAt = 0
  office.receiver.behave('/off-and-on', (response) => {
    setTimeout(() => response.end(), 20)
    if (receivedAt('/off-and-on').length !== 40) return
    const turn = (isActive: boolean) =>
      site.client('PATCH', `/webhooks/${id}`, { json: { is_active: isActive } })
    void turn(false)
      .then(() => turn(true))
      .then(() => {
        switchedAt = performance.now()
      })
  })
  await site.emitMany(2000)
  await reached(() => switchedAt > 0 && performance.now() > switchedAt + 3000)
  await site.deliveries(id, (list) => list.every((one) => one.next_retry_at === null))
  const sent = receivedAt('/off-and-on')
  assert.equal(sent.filter((one) => one.atMs > switchedAt + 2000).length, 0)
  assert.ok(sent.length < 1200, `${sent.length} of 2000 were sent`)
})
