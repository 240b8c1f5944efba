// The log of deliveries, long and of every state.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { until } from '../harness/fixtures.ts'
import { openPostOffice, type PostOffice, type PostSite } from './post-office.ts'

let office: PostOffice

before(async () => {
  office = await openPostOffice()
})
after(() => office.stop())

async function total(site: PostSite, id: string, status: string): Promise<number> {
  const { body } = await site.client('GET', `/webhooks/${id}/deliveries?status=${status}&limit=1`)
  return body.pagination.total_count
}

async function reach(site: PostSite, id: string, status: string, many: number): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const found = await total(site, id, status)
    if (found === many) return
    assert.ok(Date.now() < deadline, `${found} of ${many} are ${status}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The ids of a list, page by page. */
async function listed(site: PostSite, id: string, query: string): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  do {
    const { body } = await site.client('GET', `/webhooks/${id}/deliveries?limit=7${query}${cursor}`)
    ids.push(...body.data.map((one: { id: string }) => one.id))
    cursor = body.pagination.next_cursor ? `&cursor=${encodeURIComponent(body.pagination.next_cursor)}` : ''
  } while (cursor)
  return ids
}

test('a backlog of several batches is sent once each, the longest due first', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/backlog')
  await site.emitMany(1500)
  await reach(site, id, 'succeeded', 1500)
  const sent = office.receiver.received.filter((one) => one.path === '/backlog')
  assert.equal(sent.length, 1500)
  assert.equal(new Set(sent.map((one) => one.headers['webhook-id'])).size, 1500)
  assert.ok(sent.every((one) => one.headers['x-webhook-attempt'] === '1'))
})

test('each state has its own list, in the order of the whole, and its total', async () => {
  const site = await office.openSite()
  let asked = 0
  office.receiver.behave('/states', (response) => response.writeHead(asked++ % 3 === 0 ? 500 : 200).end())
  const { id } = await site.subscribe('/states')
  await site.emitMany(30)
  await reach(site, id, 'succeeded', 20)
  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: false } })
  await reach(site, id, 'exhausted', 10)
  await site.client('PATCH', `/webhooks/${id}`, { json: { is_active: true } })
  office.receiver.behave('/states', (response) => response.writeHead(500).end())
  await site.emitMany(5)
  await reach(site, id, 'failed', 5)

  const all = await listed(site, id, '')
  assert.equal(new Set(all).size, 35)
  const byState = await Promise.all(
    ['succeeded', 'failed', 'exhausted', 'pending'].map((status) => listed(site, id, `&status=${status}`)),
  )
  assert.deepEqual(
    byState.map((ids) => ids.length),
    [20, 5, 10, 0],
  )
  for (const ids of byState) {
    assert.deepEqual(
      ids,
      all.filter((one) => ids.includes(one)),
    )
  }
  assert.deepEqual(byState.flat().sort(), all.sort())
})

test('what has succeeded can be sent once more, and numbers on', async () => {
  const site = await office.openSite()
  const { id } = await site.subscribe('/again')
  await site.emit()
  const [first] = await site.deliveries(id, (list) => list[0]?.status === 'succeeded')
  office.receiver.behave('/again', (response) => response.writeHead(500).end())
  const path = `/webhooks/${id}/deliveries/${first.id}/retry`
  const { body } = await site.client('POST', path)
  assert.deepEqual([body.data.status, body.data.delivered_at, body.data.attempt], ['pending', null, 1])
  const [failed] = await site.deliveries(id, (list) => list[0]?.status === 'failed')
  assert.deepEqual([failed.attempt, failed.response_status, failed.delivered_at], [2, 500, null])
  office.receiver.behave('/again', (response) => response.writeHead(204).end())
  await site.client('POST', path)
  const again = await until(site.client, `/webhooks/${id}/deliveries`, ([one]) => one.status === 'succeeded')
  assert.deepEqual([again[0].attempt, again[0].response_status, again[0].next_retry_at], [3, 204, null])
})
