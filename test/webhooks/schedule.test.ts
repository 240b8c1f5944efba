// The life of deliveries over hours and days, by a clock that is put forward.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { answer } from './receiver.ts'

let office: PostOffice

before(async () => {
  office = await openPostOffice()
})
after(() => office.stop())

const hour = 3600_000

test('nine attempts, each with the same bytes and its own number; then it is exhausted', async () => {
  const site = await office.openSite()
  office.receiver.behave('/500', answer(500))
  const { id } = await site.subscribe('/500')
  await site.emit(7)
  for (let attempt = 1; attempt <= 9; attempt++) {
    const [delivery] = await site.deliveries(id, (all) => all[0]?.attempt === attempt)
    assert.equal(delivery.status, attempt === 9 ? 'exhausted' : 'failed')
    // Nobody is asked before it is due: the lane has nothing to do until the clock says so.
    const dueIn = Date.parse(delivery.next_retry_at) - office.clock.now().getTime()
    if (attempt < 9) office.clock.forward(dueIn)
  }
  const received = office.receiver.received.filter((one) => one.path === '/500')
  assert.deepEqual(
    received.map((one) => one.headers['x-webhook-attempt']),
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  )
  assert.equal(new Set(received.map((one) => one.body)).size, 1)
  assert.equal(new Set(received.map((one) => one.headers['webhook-id'])).size, 1)
  assert.equal((await site.webhook(id)).failure_count, 9)
  assert.equal((await site.webhook(id)).is_active, true)
})

test('a retry by hand sends it again, numbers on, and begins a schedule of its own', async () => {
  const site = await office.openSite()
  office.receiver.behave('/by-hand', answer(410))
  const { id } = await site.subscribe('/by-hand')
  await site.emit()
  const [gone] = await site.deliveries(id, (all) => all[0]?.status === 'exhausted')
  const path = `/webhooks/${id}/deliveries/${gone.id}/retry`
  const refused = await site.client('POST', path)
  assert.equal(refused.status, 400)
  assert.match(refused.body.error.message, /disabled/)

  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: true } })
  office.receiver.behave('/by-hand', answer(500))
  const retried = await site.client('POST', path)
  assert.equal(retried.status, 202)
  assert.equal(retried.body.data.status, 'pending')
  const [failed] = await site.deliveries(id, (all) => all[0]?.attempt === 2)
  assert.equal(failed.status, 'failed')
  const seconds = (Date.parse(failed.next_retry_at) - office.clock.now().getTime()) / 1000
  assert.ok(seconds <= 5.5, `a new schedule begins with 5 s, not with ${seconds}`)

  office.receiver.behave('/by-hand', answer(204))
  await site.client('POST', path)
  const [succeeded] = await site.deliveries(id, (all) => all[0]?.attempt === 3)
  assert.equal(succeeded.status, 'succeeded')
  assert.equal((await site.webhook(id)).failure_count, 0)
})

test('a webhook whose every delivery has failed for five days is disabled, and what waits is not sent', async () => {
  const site = await office.openSite()
  office.receiver.behave('/5-days', answer(503))
  const { id } = await site.subscribe('/5-days')
  await site.emit()
  await site.deliveries(id, (all) => all[0]?.attempt === 1)
  office.clock.forward(119 * hour)
  await site.emit()
  await site.deliveries(id, (all) => all.length === 2 && all[0]?.attempt === 1)
  assert.equal((await site.webhook(id)).is_active, true)
  // What was due meanwhile is attempted now, and fails.
  office.clock.forward(1.1 * hour)
  const deliveries = await site.deliveries(id, (all) => all.every((one) => one.status === 'exhausted'))
  assert.ok(deliveries.every((one) => one.next_retry_at === null))
  const webhook = await site.webhook(id)
  assert.equal(webhook.is_active, false)
  assert.equal(webhook.disabled_reason, 'Every delivery has failed for 5 days.')
  const { body } = await site.client('GET', '/events?type=webhook.disabled')
  assert.equal(body.pagination.total_count, 1)
})

test('one success within the five days keeps it', async () => {
  const site = await office.openSite()
  office.receiver.behave('/mends', answer(500))
  const { id } = await site.subscribe('/mends')
  await site.emit()
  await site.deliveries(id, (all) => all[0]?.attempt === 1)
  office.clock.forward(100 * hour)
  office.receiver.behave('/mends', answer(200))
  await site.emit()
  await site.deliveries(id, (all) => all.every((one) => one.status === 'succeeded'))
  office.clock.forward(100 * hour)
  office.receiver.behave('/mends', answer(500))
  await site.emit()
  await site.deliveries(id, (all) => all[0]?.attempt === 1)
  assert.equal((await site.webhook(id)).is_active, true)
})

test('a webhook that is switched off gets nothing that waits, and once on nothing of what happened meanwhile', async () => {
  const site = await office.openSite()
  office.receiver.behave('/off', answer(500))
  const { id } = await site.subscribe('/off')
  const { id: witness } = await site.subscribe('/witness')
  await site.emit(1)
  await site.deliveries(id, (all) => all[0]?.attempt === 1)
  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: false } })
  const [abandoned] = await site.deliveries(id, (all) => all[0]?.status === 'exhausted')
  assert.equal(abandoned.error, 'The webhook was switched off.')
  await site.emit(2)
  await site.deliveries(witness, (all) => all.length === 2)
  office.receiver.behave('/off', answer(200))
  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: true } })
  await site.emit(3)
  await site.deliveries(id, (all) => all[0]?.status === 'succeeded')
  const counts = office.receiver.received
    .filter((one) => one.path === '/off')
    .map((one) => JSON.parse(one.body).data.vehicle_count)
  assert.deepEqual(counts, [1, 3])
})
