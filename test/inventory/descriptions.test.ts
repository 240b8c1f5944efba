import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Lot, openLot } from './stock.ts'

let lot: Lot

const vins = ['2HGFE2F52TH000011', '2HKRS4H48TH000022', '2HGFC2F61NH000033', '2T3P1RFV5NC000044']
const [civic = '', crv = '', sold = '', broken = ''] = vins

before(async () => {
  lot = await openLot()
  await lot.stock([
    `New,${civic},2026,Honda,Civic,Sport,28500,,`,
    `New,${crv},2026,Honda,CR-V,EX,35650,,`,
    `Used,${sold},2022,Honda,Civic,EX,21990,True,Sold`,
    `Used,${broken},2022,Toyota,RAV4,XLE,27400,,`,
  ])
})
after(() => lot.app.stop())

const describe = (vin: string) => lot.client('POST', `/inventory/${vin}/description`)
const read = async (vin: string) => (await lot.client('GET', `/inventory/${vin}/description`)).body.data

async function workUntilSettled(vin: string): Promise<void> {
  const worker = await lot.startWorker()
  try {
    const deadline = Date.now() + 30_000
    for (;;) {
      const { rows } = await lot.app.database.pool.query(
        'SELECT status FROM vehicle_descriptions WHERE vin = $1',
        [vin],
      )
      if (rows[0]?.status !== 'generating') return
      assert.ok(Date.now() < deadline, `${vin} is still being described`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    await worker.stop()
  }
}

test('a vehicle without a description says so, one that does not exist is a 404', async () => {
  assert.deepEqual(await read(civic), {
    vin: civic,
    status: 'not_generated',
    description: null,
    html: null,
    component_id: null,
    word_count: null,
    grounding: null,
    compliance: null,
    stale: false,
    stale_since: null,
    generated_at: null,
  })
  for (const method of ['GET', 'POST']) {
    const { status, body } = await lot.client(method, '/inventory/1HGBH41JXMN109186/description')
    assert.equal(status, 404)
    assert.equal(body.error.message, 'Vehicle not found or belongs to a different site')
  }
})

test('asked for while it is being written, the same component comes back and no second job starts', async () => {
  const before = await lot.jobs()
  const answers = [await describe(civic), await describe(civic.toLowerCase()), await describe(civic)]
  for (const { status, body } of answers) {
    assert.equal(status, 202)
    assert.equal(body.data.vin, civic)
    assert.equal(body.data.status, 'generating')
    assert.equal(body.data.component_id, answers[0]?.body.data.component_id)
  }
  const parallel = await Promise.all(Array.from({ length: 10 }, () => describe(civic)))
  assert.equal(new Set(parallel.map(({ body }) => body.data.component_id)).size, 1)
  assert.equal(await lot.jobs(), before + 1)

  await workUntilSettled(civic)
  const done = await read(civic)
  assert.equal(done.status, 'complete')
  assert.equal(done.component_id, answers[0]?.body.data.component_id)
  assert.match(done.description, /Civic/)
  assert.match(done.html, /^<p>/)
  assert.ok(done.word_count > 20)
  assert.ok(done.grounding.supported > 0)
  assert.equal(done.grounding.claims, done.grounding.supported + done.grounding.removed)
  assert.deepEqual(await lot.events('inventory.description.completed'), [
    { vin: civic, year: 2026, make: 'Honda', model: 'Civic' },
  ])
})

test('while a new one is written the old text stays readable, under the same component', async () => {
  await describe(crv)
  await workUntilSettled(crv)
  const old = await read(crv)
  await lot.stock([`New,${crv},2026,Honda,CR-V,EX,31313,,`])
  const again = await describe(crv)
  assert.equal(again.body.data.component_id, old.component_id)
  const meanwhile = await read(crv)
  const { stale_since } = meanwhile
  assert.deepEqual(meanwhile, { ...old, status: 'generating', stale: true, stale_since })
  const vehicle = (await lot.client('GET', `/inventory/${crv}`)).body.data
  assert.equal(vehicle.has_description, true)
  assert.equal(vehicle.description_status, 'generating')
  assert.equal(vehicle.ai_description, old.description)

  await workUntilSettled(crv)
  const fresh = await read(crv)
  assert.equal(fresh.status, 'complete')
  assert.ok(fresh.generated_at > old.generated_at)
  assert.doesNotMatch(fresh.description, /35,650/)
})

test('a sold vehicle can be described too', async () => {
  assert.equal((await describe(sold)).status, 202)
  await workUntilSettled(sold)
  assert.equal((await read(sold)).status, 'complete')
})

test('a description that cannot be written fails with a sentence, and can be asked for again', async () => {
  const { pool } = lot.app.database
  await pool.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full at /var/lib/pg'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON vehicle_descriptions FOR EACH ROW
      WHEN (NEW.vin = '${broken}' AND NEW.status = 'complete') EXECUTE FUNCTION refuse()`)
  const batch = await lot.client('POST', '/inventory/descriptions/batch', { json: { vins: [broken] } })
  await workUntilSettled(broken)
  const failed = await read(broken)
  assert.equal(failed.status, 'failed')
  assert.match(failed.error, /^[A-Z].{10,}\.$/)
  assert.doesNotMatch(failed.error, /disk full/)
  assert.equal(failed.description, null)
  assert.deepEqual(await lot.events('inventory.description.batch_completed'), [
    { count: 0, failed_count: 1, batch_id: batch.body.data.batch_id, site_id: lot.siteId },
  ])

  await pool.query('DROP TRIGGER refuse ON vehicle_descriptions')
  assert.equal((await describe(broken)).status, 202)
  await workUntilSettled(broken)
  const later = await read(broken)
  assert.equal(later.status, 'complete')
  assert.equal(later.error, undefined)
})
