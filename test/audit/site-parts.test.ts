// What an operator changes of a site and its parts.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Db } from '#db/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { newId } from '#kernel/ids.ts'
import {
  changeContentType,
  changeElement,
  changeSite,
  createElement,
  findSite,
  listContentTypes,
  listElements,
  removeElement,
  type SiteRow,
} from '#sites/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'
import { entriesOf, keyless, refuseEntries } from './entries.ts'

let database: TestDatabase
let db: Db

before(async () => {
  database = await createTestDatabase()
  db = database.db
})
after(() => database.drop())

const byOperator = { actor: 'operator', ...keyless }

/** The entries that `change` leaves, of the whole site. */
async function left(site: SiteRow, change: () => Promise<unknown>) {
  const known = (await entriesOf(database, site.id)).length
  await change()
  return (await entriesOf(database, site.id)).slice(known)
}

async function assertRefused(site: SiteRow, change: () => Promise<unknown>, says: RegExp): Promise<void> {
  assert.deepEqual(await left(site, () => assert.rejects(change(), says)), [])
}

test('a change of a site is told once, with the fields that differ and no other', async () => {
  const site = await makeSite(database)
  const change = { name: 'Harbor Motors', phone: '', oem: 'Acura', city: site.city }
  assert.deepEqual(await left(site, () => changeSite(db, systemClock, site.id.toUpperCase(), change)), [
    {
      ...byOperator,
      action: 'site.update',
      noun: 'site',
      noun_id: site.id,
      details: {
        name: { from: 'Harbor Honda', to: 'Harbor Motors' },
        phone: { from: '(631) 555-0142', to: null },
        oem: { from: 'Honda', to: 'Acura' },
        oems: { from: ['Honda'], to: ['Acura'] },
      },
    },
  ])
  assert.deepEqual(await left(site, () => changeSite(db, systemClock, site.id, change)), [])
  await assertRefused(site, () => changeSite(db, systemClock, site.id, { state: 'New York' }), /--state/)
  await assertRefused(site, () => changeSite(db, systemClock, site.id, {}), /Say what to change/)
  await assertRefused(site, () => changeSite(db, systemClock, newId(), { name: 'x' }), /No site/)
})

test('of two changes of a site at once each tells what it found', async () => {
  const site = await makeSite(database)
  const names = ['A', 'B', 'C', 'D']
  const told = await left(site, () =>
    Promise.all(names.map((name) => changeSite(db, systemClock, site.id, { name }))),
  )
  const chain = new Map(told.map(({ details }) => [details.name?.from, details.name?.to]))
  assert.equal(chain.size, names.length, 'two of them found the same name')
  let name: unknown = site.name
  for (const _ of names) name = chain.get(name)
  const { rows } = await database.pool.query('SELECT name FROM sites WHERE id = $1', [site.id])
  assert.equal(name, rows[0].name)
})

test('an element’s life is told: made with all that it has, changed, gone with all that it had', async () => {
  const site = await makeSite(database)
  const input = { siteId: site.id, type: 'cta', name: 'Book', content: 'Book a test drive.' }
  const { id } = await createElement(db, systemClock, { ...input, url: 'https://a.example.com/b' })
  await changeElement(db, systemClock, id.toUpperCase(), { content: 'Book today.', url: '', isActive: false })
  await changeElement(db, systemClock, id, { isActive: false })
  await removeElement(db, systemClock, id.toUpperCase())
  const told = await entriesOf(database, site.id, id)
  assert.deepEqual(
    told.map(({ action, details }) => [action, details]),
    [
      [
        'element.create',
        {
          type: { from: null, to: 'cta' },
          name: { from: null, to: 'Book' },
          content: { from: null, to: 'Book a test drive.' },
          url: { from: null, to: 'https://a.example.com/b' },
          is_active: { from: null, to: true },
        },
      ],
      [
        'element.update',
        {
          content: { from: 'Book a test drive.', to: 'Book today.' },
          url: { from: 'https://a.example.com/b', to: null },
          is_active: { from: true, to: false },
        },
      ],
      [
        'element.delete',
        {
          type: { from: 'cta', to: null },
          name: { from: 'Book', to: null },
          content: { from: 'Book today.', to: null },
          is_active: { from: false, to: null },
        },
      ],
    ],
  )
  for (const { action, details, ...who } of told)
    assert.deepEqual(who, { ...byOperator, noun: 'element', noun_id: id })

  await assertRefused(site, () => removeElement(db, systemClock, id), /No element/)
  await assertRefused(site, () => changeElement(db, systemClock, id, { name: 'x' }), /No element/)
  await assertRefused(site, () => createElement(db, systemClock, { ...input, type: 'banner' }), /--type/)
  const { id: kept } = await createElement(db, systemClock, input)
  await assertRefused(site, () => changeElement(db, systemClock, kept, { content: '?' }), /--content/)
  await assertRefused(site, () => changeElement(db, systemClock, kept, {}), /Say what to change/)
})

test('a change of a content type says what held before, also where nothing was set yet', async () => {
  const site = await makeSite(database)
  const change = (input: object) =>
    changeContentType(db, systemClock, { siteId: site.id, type: 'basic', ...input })
  const told = (details: object) => ({
    ...byOperator,
    action: 'content_type.update',
    noun: 'content_type',
    noun_id: 'basic',
    details,
  })
  assert.deepEqual(await left(site, () => change({ words: 900 })), [
    told({ default_word_count: { from: 1200, to: 900 } }),
  ])
  assert.deepEqual(await left(site, () => change({ words: 900, isEnabled: false })), [
    told({ is_enabled: { from: true, to: false } }),
  ])
  assert.deepEqual(await left(site, () => change({ isEnabled: false })), [])
  await assertRefused(site, () => change({ words: 10 }), /--words/)
  await assertRefused(site, () => change({}), /Say what to change/)
  await assertRefused(site, () => change({ type: 'poem', words: 900 }), /--type/)

  const other = await makeSite(database)
  const atOnce = await left(other, () =>
    Promise.all(
      [600, 700, 800].map((words) =>
        changeContentType(db, systemClock, { siteId: other.id, type: 'qa', words }),
      ),
    ),
  )
  const froms = atOnce.map(({ details }) => details.default_word_count?.from)
  assert.equal(new Set(froms).size, 3, `each found the work of the one before it: ${froms}`)
})

test('what cannot be told does not happen', async () => {
  const site = await makeSite(database)
  const input = { siteId: site.id, type: 'hours', name: 'Sales', content: 'Daily 9 to 6' }
  const { id } = await createElement(db, systemClock, input)
  const state = async () => [
    await findSite(db, site.id),
    await listElements(db, site.id),
    await listContentTypes(db, site.id),
  ]
  const before = await state()
  await refuseEntries(database, site.id)
  for (const change of [
    () => changeSite(db, systemClock, site.id, { name: 'Harbor Motors' }),
    () => createElement(db, systemClock, input),
    () => changeElement(db, systemClock, id, { isActive: false }),
    () => removeElement(db, systemClock, id),
    () => changeContentType(db, systemClock, { siteId: site.id, type: 'basic', words: 900 }),
  ])
    await assert.rejects(change(), /violates check constraint/)
  assert.deepEqual(await state(), before)
})
