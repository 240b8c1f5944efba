import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Lot, openLot } from './stock.ts'

let lot: Lot

const vinOf = (n: number) => `2HGFE2F52TH${String(100_000 + n)}`
const unknown = '1HGBH41JXMN109186'

before(async () => {
  lot = await openLot()
  await lot.stock(
    Array.from({ length: 30 }, (_, n) => `New,${vinOf(n)},2026,Honda,Civic,Sport,${28500 + n},,`),
  )
})
after(() => lot.app.stop())

const order = (vins: string[]) => lot.client('POST', '/inventory/descriptions/batch', { json: { vins } })
const finished = () => lot.events('inventory.description.batch_completed')

async function workUntil(reached: () => Promise<boolean>): Promise<void> {
  const worker = await lot.startWorker()
  try {
    const deadline = Date.now() + 20_000
    while (!(await reached())) {
      assert.ok(Date.now() < deadline, 'not reached within 20 s')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    await worker.stop()
  }
}

test('each place is answered: duplicates alike, unknown ones with the reason, VINs in upper case', async () => {
  const [a, b] = [vinOf(0), vinOf(1)]
  const before = await lot.jobs()
  const vins = [a.toLowerCase(), unknown, b, a, unknown.toLowerCase(), a.toLowerCase(), 'IOQIOQIOQIOQ']
  const { status, body } = await order(vins)
  assert.equal(status, 202)
  const { batch_id, items } = body.data
  assert.deepEqual(
    items.map((item: { vin: string }) => item.vin),
    [a, unknown, b, a, unknown, a, 'IOQIOQIOQIOQ'],
  )
  assert.deepEqual(
    items.map((item: { status: string }) => item.status),
    ['generating', 'failed', 'generating', 'generating', 'failed', 'generating', 'failed'],
  )
  for (const item of items) {
    if (item.status === 'failed') assert.equal(item.error, 'Vehicle not found or generation failed')
  }
  const [first, , other, second] = items
  assert.equal(first.component_id, second.component_id)
  assert.notEqual(first.component_id, other.component_id)
  assert.equal(await lot.jobs(), before + 2)

  await workUntil(async () => (await finished()).length > 0)
  // Counted by vehicle, not by place.
  assert.deepEqual(await finished(), [{ count: 2, failed_count: 2, batch_id, site_id: lot.siteId }])
})

test('a batch of nothing but unknown vehicles is finished at once, with its event', async () => {
  const told = (await finished()).length
  const { status, body } = await order([unknown, '1HGBH41JXMN109187'])
  assert.equal(status, 202)
  const { batch_id } = body.data
  assert.deepEqual((await finished()).slice(told), [
    { count: 0, failed_count: 2, batch_id, site_id: lot.siteId },
  ])
})

test('two batches over the same vehicles start each once, and both are finished', async () => {
  const told = (await finished()).length
  const before = await lot.jobs()
  const first = await order([vinOf(2), vinOf(3), vinOf(4)])
  const second = await order([vinOf(4), vinOf(3), vinOf(5), unknown])
  assert.equal(await lot.jobs(), before + 4)
  const [, , firstLast] = first.body.data.items
  const [secondFirst] = second.body.data.items
  assert.equal(firstLast.component_id, secondFirst.component_id)
  await workUntil(async () => (await finished()).length >= told + 2)
  const events = (await finished()).slice(told)
  const byBatch = (id: string) => events.filter((event) => event.batch_id === id)
  assert.deepEqual(byBatch(first.body.data.batch_id), [
    { count: 3, failed_count: 0, batch_id: first.body.data.batch_id, site_id: lot.siteId },
  ])
  assert.deepEqual(byBatch(second.body.data.batch_id), [
    { count: 3, failed_count: 1, batch_id: second.body.data.batch_id, site_id: lot.siteId },
  ])
})

test('batches that come over the same vehicles while they are written all finish, each once', async () => {
  const told = (await finished()).length
  const all = Array.from({ length: 20 }, (_, n) => vinOf(n + 10))
  const ids: string[] = []
  await workUntil(async () => {
    if (ids.length === 0) {
      for (let round = 0; round < 3; round++) {
        const orders = [all, all.toReversed(), all.slice(5), all.slice(0, 7)]
        const answers = await Promise.all(orders.map(order))
        for (const { status, body } of answers) {
          assert.equal(status, 202)
          ids.push(body.data.batch_id)
        }
      }
    }
    return (await finished()).length >= told + ids.length
  })
  const events = (await finished()).slice(told)
  assert.deepEqual(events.map((event) => event.batch_id).sort(), [...ids].sort())
  assert.deepEqual(
    ids.map((id) => events.find((event) => event.batch_id === id)?.count),
    Array.from({ length: 3 }, () => [20, 20, 15, 7]).flat(),
  )
  for (const vin of all) {
    const { body } = await lot.client('GET', `/inventory/${vin}/description`)
    assert.equal(body.data.status, 'complete', vin)
  }
})

test('a vehicle that is described again later does not finish its earlier batches a second time', async () => {
  const told = await finished()
  const written = async () => (await lot.events('inventory.description.completed')).length
  const before = await written()
  assert.equal((await lot.client('POST', `/inventory/${vinOf(2)}/description`)).status, 202)
  await workUntil(async () => (await written()) > before)
  assert.deepEqual(await finished(), told)
})

test('a batch with an entry of a wrong length, none or more than 50 is refused whole', async () => {
  const before = await lot.jobs()
  const tooMany = Array.from({ length: 51 }, (_, n) => vinOf(n))
  for (const vins of [[], ['SHORT'], [vinOf(0), `${vinOf(0)}1`], tooMany]) {
    const { status, body } = await order(vins)
    assert.equal(status, 400)
    assert.equal(body.error.code, 'validation_error')
  }
  assert.equal(await lot.jobs(), before)
})
