// Receivers of every kind, and what the delivery log says of each.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { answer } from './receiver.ts'

let office: PostOffice

before(async () => {
  office = await openPostOffice()
})
after(() => office.stop())

const attempted = (deliveries: { attempt: number }[]) => deliveries[0]?.attempt === 1

/** The one delivery of a new webhook to a path, once it was attempted. */
async function deliverTo(path: string) {
  const site = await office.openSite()
  const { id } = await site.subscribe(path)
  await site.emit()
  const [delivery] = await site.deliveries(id, attempted)
  return { id, delivery, site }
}

function secondsUntilRetry(delivery: { next_retry_at: string }): number {
  return (Date.parse(delivery.next_retry_at) - office.clock.now().getTime()) / 1000
}

describe('a receiver that', { concurrency: true }, () => {
  test('answers 200 is told once', async () => {
    const { id, delivery, site } = await deliverTo('/good')
    assert.equal(delivery.status, 'succeeded')
    assert.equal(delivery.response_status, 200)
    assert.equal(delivery.response_body, 'thank you')
    assert.equal(delivery.error, null)
    assert.equal(delivery.next_retry_at, null)
    assert.ok(delivery.delivered_at)
    assert.equal((await site.webhook(id)).failure_count, 0)
  })

  test('answers 500 is asked again in 5 s, give or take a tenth', async () => {
    office.receiver.behave('/500', answer(500, {}, 'out of order'))
    const { id, delivery, site } = await deliverTo('/500')
    assert.equal(delivery.status, 'failed')
    assert.equal(delivery.response_status, 500)
    assert.equal(delivery.response_body, 'out of order')
    assert.equal(delivery.error, 'The receiver answered 500.')
    const seconds = secondsUntilRetry(delivery)
    assert.ok(seconds > 2 && seconds <= 5.5, String(seconds))
    assert.equal(delivery.delivered_at, null)
    assert.ok((await site.webhook(id)).failure_count >= 1)
  })

  test('never answers is given up after 15 s', async () => {
    office.receiver.behave('/hang', () => {})
    const { delivery } = await deliverTo('/hang')
    assert.equal(delivery.status, 'failed')
    assert.equal(delivery.response_status, null)
    assert.match(delivery.error, /15 s/)
    assert.ok(delivery.duration_ms >= 14_900 && delivery.duration_ms < 18_000, String(delivery.duration_ms))
  })

  test('closes the connection has failed', async () => {
    office.receiver.behave('/close', (response) => void response.socket?.destroy())
    const { delivery } = await deliverTo('/close')
    assert.equal(delivery.status, 'failed')
    assert.equal(delivery.response_status, null)
    assert.match(delivery.error, /closed|connection/i)
  })

  test('answers 200 with 100 MB has succeeded; 1 KiB of it is kept', async () => {
    const sent = { bytes: 0, isClosed: false }
    office.receiver.behave('/huge', (response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x')
      response.on('close', () => {
        sent.isClosed = true
      })
      const write = () => {
        while (sent.bytes < 100 * chunk.length) {
          if (sent.isClosed) return
          sent.bytes += chunk.length
          if (!response.write(chunk)) return void response.once('drain', write)
        }
        response.end()
      }
      write()
    })
    const { delivery } = await deliverTo('/huge')
    assert.equal(delivery.status, 'succeeded')
    assert.equal(delivery.response_body, 'x'.repeat(1024))
    assert.ok(sent.bytes < 20 * 1024 * 1024, `${sent.bytes} bytes left the receiver`)
  })

  test('answers 200 and drips its body has succeeded within seconds', async () => {
    office.receiver.behave('/drip', (response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 1000)
      response.on('close', () => clearInterval(timer))
    })
    const { delivery } = await deliverTo('/drip')
    assert.equal(delivery.status, 'succeeded')
    assert.ok(delivery.duration_ms < 5000, String(delivery.duration_ms))
  })

  test('drips its headers, a byte a second, is given up after 15 s', async () => {
    office.receiver.behave('/drip-headers', (response) => {
      const head = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
      let sent = 0
      const timer = setInterval(() => response.socket?.write(head[sent++] ?? ''), 1000)
      response.socket?.on('close', () => clearInterval(timer))
    })
    const { delivery } = await deliverTo('/drip-headers')
    assert.equal(delivery.status, 'failed')
    assert.match(delivery.error, /15 s/)
  })

  test('redirects to a private address is not followed', async () => {
    office.receiver.behave('/redirect', answer(302, { location: `${office.receiver.url}/inside` }))
    const { delivery } = await deliverTo('/redirect')
    assert.equal(delivery.status, 'failed')
    assert.equal(delivery.response_status, 302)
    assert.equal(office.receiver.received.filter((one) => one.path === '/inside').length, 0)
  })

  test('answers 429 is asked again when it says, and not later than in an hour', async () => {
    office.receiver.behave('/429', answer(429, { 'retry-after': '120' }))
    office.receiver.behave('/429-long', answer(429, { 'retry-after': '86400' }))
    const { delivery } = await deliverTo('/429')
    assert.equal(delivery.status, 'failed')
    const seconds = secondsUntilRetry(delivery)
    assert.ok(seconds > 110 && seconds <= 120, String(seconds))
    const long = secondsUntilRetry((await deliverTo('/429-long')).delivery)
    assert.ok(long > 3500 && long <= 3600, String(long))
  })

  test('answers 410 is disabled, with a reason, and the log of events says so', async () => {
    office.receiver.behave('/410', answer(410))
    const { id, delivery, site } = await deliverTo('/410')
    assert.equal(delivery.status, 'exhausted')
    assert.equal(delivery.next_retry_at, null)
    const webhook = await site.webhook(id)
    assert.equal(webhook.is_active, false)
    assert.equal(webhook.disabled_reason, 'The receiver answered 410 Gone.')
    const { body } = await site.client('GET', '/events?type=webhook.disabled')
    assert.deepEqual(
      body.data.map((event: { data: object }) => event.data),
      [{ webhook_id: id, url: `${office.receiver.url}/410`, reason: 'The receiver answered 410 Gone.' }],
    )
  })
})

test('one dead receiver and one that hangs, each with 300 deliveries, hold up no other', async () => {
  office.receiver.behave('/dead', (response) => void response.socket?.destroy())
  office.receiver.behave('/slow', () => {})
  const site = await office.openSite()
  await site.subscribe('/dead', ['ideacloud.completed'])
  await site.subscribe('/slow', ['ideacloud.completed'])
  const { id } = await site.subscribe('/healthy', ['ideacloud.completed'])
  const { pool } = office.app.database
  await pool.query(
    `INSERT INTO events (id, site_id, type, data, created_at)
     SELECT 'evt_1_' || i, $1, 'ideacloud.completed', '{}', now() FROM generate_series(1, 300) i`,
    [site.siteId],
  )
  const from = performance.now()
  const path = `/webhooks/${id}/deliveries?status=succeeded&limit=1`
  for (;;) {
    const { body } = await site.client('GET', path)
    if (body.pagination.total_count === 300) break
    assert.ok(performance.now() - from < 10_000, `${body.pagination.total_count} of 300 after 10 s`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  // The dead one is not hammered: ten failures, then one attempt at a time with growing pauses.
  const hammered = office.receiver.received.filter((one) => one.path === '/dead').length
  assert.ok(hammered <= 30, `${hammered} attempts`)
})
