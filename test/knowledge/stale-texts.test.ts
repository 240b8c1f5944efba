import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withTx } from '#db/index.ts'
import { refreshTexts } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { lockLedger, recordReadings, recordText } from '#knowledge/index.ts'
import { changeSite } from '#sites/index.ts'
import { insertFinished } from '../content/finished-content.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { until } from '../harness/fixtures.ts'
import { crvs, type Dealership, openDealership, type Row } from './dealership.ts'

let app: TestApp

const [vin = '', other = ''] = crvs

before(async () => {
  app = await startTestApp()
})
after(() => app.stop())

const pool = () => app.database.pool

async function jobsOf({ siteId }: Dealership): Promise<number> {
  const { rows } = await pool().query(
    `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'inventory.describe' AND group_id = $1`,
    [siteId],
  )
  return rows[0].n
}

const fresh = (description: { status: string; stale: boolean }) =>
  description.status === 'complete' && !description.stale

test('a changed price has the description written again; meanwhile the old text is read, and said to be stale', async () => {
  const place = await openDealership(app)
  await place.feed([{ VIN: vin }])
  const old = await place.describe(vin)
  assert.match(old.description, /35,650/)
  assert.deepEqual([old.stale, old.stale_since], [false, null])
  await holdingJobs(async () => {
    await place.feed([{ VIN: vin, SellingPrice: '33333' }])
    const meanwhile = await place.description(vin)
    assert.equal(meanwhile.status, 'generating')
    assert.equal(meanwhile.stale, true)
    assert.ok(meanwhile.stale_since > old.generated_at)
    assert.equal(meanwhile.description, old.description)
  })
  const again = await until(place.client, `/inventory/${vin}/description`, fresh)
  assert.match(again.description, /33,333/)
  assert.doesNotMatch(again.description, /35,650/)
  assert.equal(again.component_id, old.component_id)
  assert.equal(await jobsOf(place), 2)
})

/** No worker begins a description until the work is done. */
async function holdingJobs(work: () => Promise<void>): Promise<void> {
  await pool().query(`
    CREATE FUNCTION hold_jobs() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW.start_after := now() + interval '1 hour'; RETURN NEW; END $$;
    CREATE TRIGGER hold_jobs BEFORE INSERT ON pgboss.job FOR EACH ROW
      WHEN (NEW.name = 'inventory.describe') EXECUTE FUNCTION hold_jobs()`)
  try {
    await work()
  } finally {
    await pool().query(`
      DROP TRIGGER hold_jobs ON pgboss.job;
      DROP FUNCTION hold_jobs;
      UPDATE pgboss.job SET start_after = now() WHERE name = 'inventory.describe' AND state = 'created'`)
  }
}

test('an import that breaks off while it marks the texts has changed neither the price nor the texts', async () => {
  const place = await openDealership(app)
  await place.feed([{ VIN: vin }])
  const description = await place.describe(vin)
  await pool().query(`
    CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken off'; END $$;
    CREATE TRIGGER break_off BEFORE INSERT ON pgboss.job FOR EACH ROW
      WHEN (NEW.name = 'inventory.describe') EXECUTE FUNCTION break_off()`)
  try {
    await assert.rejects(place.feed([{ VIN: vin, SellingPrice: '33333' }]), /broken off/)
  } finally {
    await pool().query('DROP TRIGGER break_off ON pgboss.job; DROP FUNCTION break_off')
  }
  assert.deepEqual(await place.description(vin), description)
  assert.equal((await place.client('GET', `/inventory/${vin}`)).body.data.price, 35650)
  await place.feed([{ VIN: vin, SellingPrice: '33333' }])
  assert.match((await until(place.client, `/inventory/${vin}/description`, fresh)).description, /33,333/)
})

test('an import in which nothing changes, or nothing that was said, does nothing', async () => {
  const place = await openDealership(app)
  const rows: Row[] = [{ VIN: vin }, { VIN: other }]
  await place.feed(rows)
  const description = await place.describe(vin)
  const page = await place.landingPage()
  const jobs = await jobsOf(place)
  await place.feed(rows)
  await place.feed([{ VIN: vin, Description: 'Come and see it.' }, { VIN: other }])
  assert.equal(await jobsOf(place), jobs)
  assert.deepEqual(await place.description(vin), description)
  assert.deepEqual(await place.content(page.id), page)
  assert.equal(page.stale, false)
  assert.equal(page.stale_facts, undefined)
})

test('an article that states a price which has changed is marked, with what was said and what is so now, and stays as it is', async () => {
  const place = await openDealership(app)
  const [prices, still] = [['35650', '36650'], '36650']
  await place.feed(prices.map((SellingPrice, i) => ({ VIN: crvs[i] ?? '', SellingPrice })))
  const article = await place.article('2026 Honda CR-V')
  assert.equal(article.stale, false)
  const body = await place.body(article.id)
  assert.match(body, /35,650/)
  await place.feed([
    { VIN: vin, SellingPrice: '34100' },
    { VIN: other, SellingPrice: still },
  ])
  const marked = await place.content(article.id)
  assert.equal(marked.stale, true)
  assert.ok(marked.stale_since > article.updated_at)
  assert.equal(await place.body(article.id), body)
  const lowest = marked.stale_facts.find(
    (fact: { attribute: string }) => fact.attribute === 'stock_price_lowest',
  )
  assert.deepEqual(lowest, {
    subject: 'stock:2026 Honda CR-V',
    attribute: 'stock_price_lowest',
    from: 35650,
    to: 34100,
    reason: 'changed',
  })
  for (const { from } of marked.stale_facts) assert.equal(from, 35650)

  // When what was said is so again, it is no longer stale.
  await place.feed(prices.map((SellingPrice, i) => ({ VIN: crvs[i] ?? '', SellingPrice })))
  assert.equal((await place.content(article.id)).stale, false)
  await place.feed([
    { VIN: vin, SellingPrice: '34100' },
    { VIN: other, SellingPrice: still },
  ])
  await place.client('POST', `/content/${article.id}/generate`, { json: {} })
  const again = await until(place.client, `/content/${article.id}`, ({ status }) => status === 'complete')
  assert.deepEqual([again.stale, again.stale_since], [false, null])
  assert.match(await place.body(article.id), /34,100/)
})

test('the list has what is stale, counts it, and has the others too', async () => {
  const place = await openDealership(app)
  await place.feed([{ VIN: vin }])
  const page = await place.landingPage()
  await place.feed([{ VIN: vin }, { VIN: other, Model: 'Civic', Trim: 'Sport', SellingPrice: '28500' }])
  const civic = await place.article('2026 Honda Civic')
  await place.feed([{ VIN: vin, SellingPrice: '30001' }])
  const list = async (query: string) => (await place.client('GET', `/content?${query}`)).body
  const stale = await list('stale=true')
  assert.deepEqual(
    stale.data.map((item: { id: string; stale: boolean }) => [item.id, item.stale]),
    [[page.id, true]],
  )
  assert.equal(stale.pagination.total_count, 1)
  assert.equal((await list('stale=true&article_type=basic')).pagination.total_count, 0)
  const current = await list('stale=false')
  assert.deepEqual(
    current.data.map((item: { id: string }) => item.id),
    [civic.id],
  )
  assert.equal(current.pagination.total_count, 1)
  assert.equal((await list('stale=maybe')).error?.code, 'validation_error')
})

test('a sold vehicle’s texts are marked and not written again; back on the lot they are as good as before', async () => {
  const place = await openDealership(app)
  const rows: Row[] = [{ VIN: vin, SellingPrice: '34000' }, { VIN: other }]
  await place.feed(rows)
  const description = await place.describe(vin)
  const page = await place.landingPage()
  const jobs = await jobsOf(place)
  await place.feed([{ VIN: vin, SellingPrice: '34000', Status: 'Sold' }, { VIN: other }])
  const sold = await place.description(vin)
  assert.deepEqual([sold.status, sold.stale, sold.description], ['complete', true, description.description])
  const marked = await place.content(page.id)
  assert.equal(marked.stale, true)
  assert.ok(
    marked.stale_facts.some(
      (fact: { subject: string; attribute: string; to: unknown; reason: string }) =>
        fact.subject === `vehicle:${vin}` &&
        fact.attribute === 'price' &&
        fact.reason === 'sold' &&
        fact.to === null,
    ),
    JSON.stringify(marked.stale_facts),
  )
  assert.equal(await jobsOf(place), jobs)
  await place.feed(rows)
  assert.deepEqual(await place.description(vin), description)
  assert.equal((await place.content(page.id)).stale, false)
  assert.equal(await jobsOf(place), jobs)
})

test('a vehicle that was sold and comes back at another price is described again', async () => {
  const place = await openDealership(app)
  await place.feed([{ VIN: vin }])
  await place.describe(vin)
  await place.feed([{ VIN: vin, SellingPrice: '34000', Status: 'Sold' }])
  await place.feed([{ VIN: vin, SellingPrice: '34000' }])
  const again = await until(place.client, `/inventory/${vin}/description`, fresh)
  assert.match(again.description, /34,000/)
})

test('a claim that another fact still carries makes no text stale', async () => {
  const { siteId, content } = await openDealership(app)
  const id = await insertFinished(app.database, siteId)
  const subjects = ['vehicle:A', 'vehicle:B', 'vehicle:C']
  const stated = [
    { subject: 'vehicle:A', attribute: 'fuel_type', value: 'Gasoline', claims: [0, 1] },
    { subject: 'vehicle:B', attribute: 'fuel_type', value: 'Gasoline', claims: [1, 2] },
    { subject: 'vehicle:C', attribute: 'fuel_type', value: 'Gasoline', claims: [0] },
  ]
  const reading = { kind: 'feed', title: 'Inventory feed', url: null } as const
  const facts = subjects.map((subject) => ({
    subject,
    attribute: 'fuel_type',
    value: 'Gasoline',
    unit: null,
  }))
  const record = (sold: string[]) =>
    withTx(app.database.db, (tx) =>
      recordReadings(tx, { siteId, subjects, said: [{ reading, facts }], sold, now: new Date() }),
    )
  await record([])
  await withTx(app.database.db, async (tx) => {
    await lockLedger(tx, siteId)
    assert.equal(await recordText(tx, { id, siteId, stated, sold: [], now: new Date() }), false)
  })
  const staleWithout = async (sold: string[]) => {
    await record(sold)
    return (await content(id)).stale_facts?.map((fact: { subject: string }) => fact.subject)
  }
  assert.equal(await staleWithout(['vehicle:A']), undefined)
  assert.equal(await staleWithout(['vehicle:C']), undefined)
  assert.deepEqual(await staleWithout(['vehicle:B']), ['vehicle:B'])
  assert.deepEqual(await staleWithout(['vehicle:A', 'vehicle:C']), ['vehicle:A', 'vehicle:C'])
  assert.equal(await staleWithout([]), undefined)
})

test('a count makes a text stale when it is off by more than a fifth of what was said', async () => {
  const place = await openDealership(app)
  const stock = (count: number) => crvs.slice(0, count).map((VIN): Row => ({ VIN }))
  await place.feed(stock(10))
  const page = await place.landingPage()
  assert.match(await place.body(page.id), /\b(10|ten)\b/i)
  await place.feed(stock(12))
  assert.equal((await place.content(page.id)).stale, false)
  await place.feed(stock(13))
  const marked = await place.content(page.id)
  assert.equal(marked.stale, true)
  const counts = marked.stale_facts.filter(({ attribute }: { attribute: string }) => /count/.test(attribute))
  assert.deepEqual(
    counts.map(({ from, to }: { from: number; to: number }) => [from, to]),
    counts.map(() => [10, 13]),
  )
  assert.ok(counts.length > 0)
})

/** Some pages give the address where others give the number: the first that says it. */
async function landingPageSaying(place: Dealership, words: RegExp) {
  for (let tries = 0; tries < 12; tries++) {
    const page = await place.landingPage()
    if (words.test(await place.body(page.id))) return page
  }
  return assert.fail(`none of 12 pages says ${words}`)
}

test('a changed phone number marks every text that states it, and descriptions get the new one', async () => {
  const place = await openDealership(app)
  await place.feed([{ VIN: vin }])
  const page = await landingPageSaying(place, /555-0142/)
  const description = await place.describe(vin)
  const { db } = app.database
  await changeSite(db, systemClock, place.siteId, { phone: '(631) 555-0199' })
  await refreshTexts({ db, clock: systemClock }, place.siteId)
  assert.deepEqual((await place.content(page.id)).stale_facts, [
    {
      subject: `site:${place.siteId}`,
      attribute: 'site_phone',
      from: '(631) 555-0142',
      to: '(631) 555-0199',
      reason: 'changed',
    },
  ])
  assert.equal(/555-0142/.test(description.description), true, description.description)
  const again = await until(place.client, `/inventory/${vin}/description`, fresh)
  assert.match(again.description, /555-0199/)
})

test('what a neighbour’s feed says of the same VIN touches no text here', async () => {
  const [ours, theirs] = [await openDealership(app), await openDealership(app)]
  await ours.feed([{ VIN: vin }])
  await theirs.feed([{ VIN: vin }])
  const description = await ours.describe(vin)
  const page = await ours.landingPage()
  await theirs.feed([{ VIN: vin, SellingPrice: '20000', Status: 'Sold' }])
  assert.deepEqual(await ours.description(vin), description)
  assert.deepEqual(await ours.content(page.id), page)
})

test('a description whose price changes while it is written is written once more', async () => {
  const place = await openDealership(app)
  await place.feed([{ VIN: vin }])
  const holder = await pool().connect()
  try {
    await holder.query('BEGIN')
    // As an import that has this site's texts: the writer has read its facts and waits to store what it made of them.
    await holder.query('SELECT pg_advisory_xact_lock(2026010, hashtext($1))', [place.siteId])
    await place.client('POST', `/inventory/${vin}/description`)
    for (const deadline = Date.now() + 20_000; ; ) {
      assert.ok(Date.now() < deadline, 'the description does not wait for the import')
      const { rows } = await holder.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 2026010 AND NOT granted`,
      )
      if (rows.length > 0) break
    }
    await holder.query(`UPDATE facts SET value = '31234' WHERE site_id = $1 AND attribute = 'price'`, [
      place.siteId,
    ])
    await holder.query('COMMIT')
  } finally {
    holder.release()
  }
  const done = await until(place.client, `/inventory/${vin}/description`, fresh)
  assert.match(done.description, /31,234/)
  assert.equal(await jobsOf(place), 2)
})

test('a person lets a stale article stand; a change of something else marks it again', async () => {
  const place = await openDealership(app)
  await place.feed([{ VIN: vin }])
  const page = await place.landingPage()
  const confirm = () => place.client('POST', `/content/${page.id}/confirm-facts`)
  assert.deepEqual((await confirm()).body.data, { id: page.id, stale: false, confirmed: [] })
  await place.feed([{ VIN: vin, SellingPrice: '34000' }])
  const { stale_facts } = await place.content(page.id)
  assert.ok(stale_facts.length > 0)
  assert.deepEqual((await confirm()).body.data, { id: page.id, stale: false, confirmed: stale_facts })
  const { rows: told } = await pool().query(
    `SELECT details FROM audit_log WHERE action = 'content.confirm_facts' AND noun_id = $1`,
    [page.id],
  )
  assert.deepEqual(told.length, 1)
  assert.ok(JSON.stringify(told[0].details).includes('34000'))
  assert.equal((await place.content(page.id)).stale, false)
  await place.feed([{ VIN: vin, SellingPrice: '33000' }])
  assert.equal((await place.content(page.id)).stale, false)
  await place.feed([{ VIN: vin, SellingPrice: '33000', ExteriorColor: 'Red' }])
  const marked = await place.content(page.id)
  assert.equal(marked.stale, true)
  assert.ok(marked.stale_facts.every((fact: { attribute: string }) => /color/.test(fact.attribute)))
})
