// What comes while a delivery is under way: a change, a retry, a fault of the database, another worker.

import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import { silentLog } from '#kernel/log.ts'
import { createOutboundDoor } from '#kernel/outbound/index.ts'
import { startDelivery } from '#webhooks/index.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { answer } from './receiver.ts'

let office: PostOffice

before(async () => {
  office = await openPostOffice()
})
after(() => office.stop())

const requestsTo = (path: string) => office.receiver.received.filter((one) => one.path === path).length

/** A receiver that holds its answers until it is told. */
function holding(path: string) {
  const held: ServerResponse[] = []
  const first = Promise.withResolvers<void>()
  office.receiver.behave(path, (response) => {
    held.push(response)
    first.resolve()
  })
  return {
    asked: first.promise,
    answerAll(status: number) {
      for (const response of held.splice(0)) response.writeHead(status).end()
    },
  }
}

test('a webhook that is switched off in the middle of a batch gets no more than what is under way', async () => {
  const site = await office.openSite()
  const receiver = holding('/switched')
  const { id } = await site.subscribe('/switched')
  await site.emitMany(60)
  await receiver.asked
  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: false } })
  // The batch ends by its time; then the lane reads that it is off.
  const answering = setInterval(() => receiver.answerAll(200), 300)
  const all = await site.deliveries(
    id,
    (list) => list.length === 60 && list.every((one) => one.next_retry_at === null),
  )
  clearInterval(answering)
  const sent = all.filter((one) => one.status === 'succeeded').length
  assert.equal(sent, requestsTo('/switched'))
  assert.ok(sent <= 40, `${sent} of 60 were sent`)
  for (const one of all.filter((one) => one.status !== 'succeeded')) {
    assert.equal(one.status, 'exhausted')
    assert.equal(one.error, 'The webhook was switched off.')
  }
  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: true } })
  const { id: witness } = await site.subscribe('/witness')
  await site.emit()
  await site.deliveries(witness, (list) => list[0]?.status === 'succeeded')
  await site.deliveries(id, (list) => list[0]?.status !== 'pending')
  assert.ok(requestsTo('/switched') <= sent + 1, 'nothing of before was sent')
})

for (const status of [200, 500]) {
  test(`a retry by hand that comes during an attempt is not lost when the attempt ends in ${status}`, async () => {
    const site = await office.openSite()
    const path = `/retried-${status}`
    const receiver = holding(path)
    const { id } = await site.subscribe(path)
    await site.emit()
    await receiver.asked
    const [pending] = await site.deliveries(id, (list) => list.length === 1)
    office.clock.forward(10)
    const retried = await site.client('POST', `/webhooks/${id}/deliveries/${pending.id}/retry`)
    assert.equal(retried.status, 202)
    office.receiver.behave(path, answer(204))
    receiver.answerAll(status)
    const [delivery] = await site.deliveries(
      id,
      (list) => list[0]?.status === 'succeeded' && list[0].response_status === 204,
    )
    assert.equal(delivery.attempt, 2)
    assert.deepEqual(
      office.receiver.received
        .filter((one) => one.path === path)
        .map((one) => one.headers['x-webhook-attempt']),
      ['1', '2'],
    )
  })
}

test('an attempt that succeeds after its webhook was switched off counts', async () => {
  const site = await office.openSite()
  const receiver = holding('/off-and-done')
  const { id } = await site.subscribe('/off-and-done')
  await site.emit()
  await receiver.asked
  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: false } })
  // As the lane of another process leaves it, which found the webhook switched off.
  await office.app.database.pool.query(
    `UPDATE webhook_undelivered SET status = 'exhausted', due_at = NULL WHERE webhook_id = $1`,
    [id],
  )
  receiver.answerAll(200)
  const [delivery] = await site.deliveries(id, (list) => list[0]?.attempt === 1)
  assert.deepEqual([delivery.status, delivery.response_status], ['succeeded', 200])
})

test('two hundred retries by hand beside the recording of attempts are all taken', async () => {
  const site = await office.openSite()
  // Every other attempt fails, so that each record changes what is known of the receiver.
  let asked = 0
  office.receiver.behave('/often', (response) => response.writeHead(asked++ % 2 ? 200 : 500).end())
  const { id } = await site.subscribe('/often')
  await site.emitMany(10)
  const all = await site.deliveries(id, (list) => list.length === 10)
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(
      all.map((one) => site.client('POST', `/webhooks/${id}/deliveries/${one.id}/retry`)),
    )
    assert.deepEqual([...new Set(answers.map((one) => one.status))], [202])
  }
})

test('a 410 from the old address does not switch off the webhook that has another by now', async () => {
  const site = await office.openSite()
  const receiver = holding('/old-address')
  const { id } = await site.subscribe('/old-address')
  await site.emit()
  await receiver.asked
  await site.client('PATCH', `/webhooks/${id}`, { json: { url: `${office.receiver.url}/new-address` } })
  receiver.answerAll(410)
  await site.deliveries(id, (list) => list[0]?.status === 'exhausted')
  assert.equal((await site.webhook(id)).is_active, true)
  await site.emit()
  await site.deliveries(id, (list) => list[0]?.status === 'succeeded')
  assert.equal(requestsTo('/new-address'), 1)
})

test('a database that takes no record for seconds costs nothing: the attempt is recorded later, others go on', async () => {
  const site = await office.openSite()
  const receiver = holding('/recorded-late')
  const { id } = await site.subscribe('/recorded-late')
  await site.emit()
  await receiver.asked
  const lock = await office.app.database.pool.connect()
  try {
    await lock.query('BEGIN; LOCK TABLE webhook_deliveries IN SHARE MODE')
    receiver.answerAll(200)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await lock.query('COMMIT')
  } finally {
    lock.release()
  }
  await site.deliveries(id, (list) => list[0]?.status === 'succeeded')
  assert.equal(requestsTo('/recorded-late'), 1)
  assert.equal((await site.client('GET', '/webhooks')).status, 200)
})

test('a webhook that is deleted while events are handed out holds up nobody, and leaves no row', async () => {
  const site = await office.openSite()
  const { pool } = office.app.database
  const { id: kept } = await site.subscribe('/kept-one')
  const gone = await Promise.all(Array.from({ length: 10 }, (_, i) => site.subscribe(`/gone-${i}`)))
  const emitting = site.emitMany(300)
  for (const { id } of gone) assert.equal((await site.client('DELETE', `/webhooks/${id}`)).status, 204)
  await emitting
  for (;;) {
    const { body } = await site.client('GET', `/webhooks/${kept}/deliveries?status=succeeded&limit=1`)
    if (body.pagination.total_count === 300) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  for (;;) {
    const { rows } = await pool.query('SELECT count(*)::int AS n FROM webhooks WHERE site_id = $1', [
      site.siteId,
    ])
    if (rows[0].n === 1) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const { rows } = await pool.query(
    `SELECT count(*)::int AS n FROM webhook_deliveries WHERE webhook_id = ANY($1)`,
    [gone.map((one) => one.id)],
  )
  assert.equal(rows[0].n, 0)
})

test('a webhook does not get what happened before it was there', async () => {
  const site = await office.openSite()
  await office.app.database.pool.query(
    `INSERT INTO events (id, site_id, type, data, created_at)
     VALUES ('evt_1_earlier', $1, 'inventory.feed.updated', '{"vehicle_count":1}', now() - interval '1 second')`,
    [site.siteId],
  )
  const { id } = await site.subscribe('/later')
  await site.emit(2)
  await site.deliveries(id, (list) => list.length === 1)
  const { body } = await site.client('GET', '/events?since=2020-01-01T00:00:00Z')
  assert.equal(body.data.length, 2)
})

test('two workers never ask a receiver more than eight at once', async () => {
  const site = await office.openSite()
  let now = 0
  let most = 0
  office.receiver.behave('/eight', (response) => {
    most = Math.max(most, ++now)
    setTimeout(() => {
      now--
      response.end()
    }, 20)
  })
  const door = createOutboundDoor({ dev: true })
  const second = startDelivery({
    db: office.app.database.db,
    clock: office.clock,
    log: silentLog,
    door,
    version: '0.0.0',
    serverSecret: office.app.secret,
  })
  try {
    const { id } = await site.subscribe('/eight')
    await site.emitMany(100)
    await site.deliveries(
      id,
      (list) => list.length === 100 && list.every((one) => one.status === 'succeeded'),
    )
    assert.ok(most > 1 && most <= 8, `${most} at once`)
  } finally {
    await second.stop()
    await door.close()
  }
})

test('a success after failures in an earlier batch clears what is known of the receiver', async () => {
  const site = await office.openSite()
  let asked = 0
  office.receiver.behave('/recovers', (response) => {
    asked++
    response.writeHead(asked <= 5 ? 500 : 200).end()
  })
  const { id } = await site.subscribe('/recovers')
  await site.emitMany(100)
  await site.deliveries(id, (list) => list.filter((one) => one.status === 'succeeded').length >= 95)
  const webhook = await site.webhook(id)
  assert.equal(webhook.failure_count, 0)
  const { rows } = await office.app.database.pool.query('SELECT failing_since FROM webhooks WHERE id = $1', [
    id,
  ])
  assert.equal(rows[0].failing_since, null)
})
