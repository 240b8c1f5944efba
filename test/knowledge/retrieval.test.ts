// Which facts and passages may be used for a question; and which of several facts is stated.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withTx } from '#db/index.ts'
import { conflictsOf, type Fact, type FactValue, rankFacts, type SourceKind } from '#facts/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { createOutboundDoor } from '#kernel/outbound/index.ts'
import { addSource, findPassages, listDisputed, readSource, retrieve } from '#knowledge/index.ts'
import { prepareDatabase } from '../../src/app.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { makeSite } from '../harness/fixtures.ts'

let database: TestDatabase
let siteId: string
const door = createOutboundDoor({ dev: true })

before(async () => {
  database = await createTestDatabase()
  await prepareDatabase(database.url)
  siteId = (await makeSite(database)).id
})
after(async () => {
  await door.close()
  await database.drop()
})

async function add(site: string, title: string, content: string): Promise<void> {
  const { db } = database
  const by = { siteId: site, actor: { kind: 'operator' } as const }
  const input = { title, mediaType: 'text/markdown' as const, content: Buffer.from(content) }
  const { id } = await withTx(db, (tx) => addSource({ clock: systemClock, dev: true }, tx, by, input))
  const deps = { db, clock: systemClock, door, version: '0' }
  await readSource(deps, { siteId: site, sourceId: id }, new AbortController().signal)
}

test('passages with the words of a question are found, best first, of the own site alone, within the budget', async () => {
  const other = (await makeSite(database, 'Other')).id
  await add(
    siteId,
    'Towing guide',
    '# Towing with the Pilot\n\nThe trailer hitch of the Pilot takes a ball mount.\n\n# Paint\n\nThe paint is polished.\n\n# Trailers\n\nA trailer has lights.\n',
  )
  await add(other, 'Secret guide', 'The trailer hitch of the Pilot takes a ball mount, says the neighbour.')
  const question = 'Which ball mount does the trailer hitch of the Pilot take?'
  const { passages, facts } = await retrieve(database.db, siteId, { question, subjects: [] })
  assert.equal(passages[0]?.text, 'The trailer hitch of the Pilot takes a ball mount.')
  assert.equal(passages[0]?.heading, 'Towing with the Pilot')
  assert.equal(passages[0]?.source.title, 'Towing guide')
  assert.ok(passages.every(({ source }) => source.title === 'Towing guide'))
  assert.deepEqual(facts, [])
  const small = { facts: 1, passages: 8, characters: 10 }
  assert.deepEqual((await retrieve(database.db, siteId, { question, subjects: [] }, small)).passages, [])
  assert.deepEqual(await findPassages(database.db, siteId, 'How do hurricanes form over the ocean?', 5), [])
})

test('a word that is spelled otherwise is found by the one that is most like it', async () => {
  const [passage] = await findPassages(database.db, siteId, 'trailor hitsch of the Pilot?', 5)
  assert.equal(passage?.source.title, 'Towing guide')
})

test('a question of marks, of stop words or of operators is no fault', async () => {
  for (const question of [
    "'",
    "a & | ! ( ) : * <-> \\ '' trailer",
    'the of and',
    '',
    '💥',
    "trailer's 'hitch' \\",
  ])
    await findPassages(database.db, siteId, question, 5)
})

function fact(attribute: string, value: FactValue, kind: SourceKind, day = '01'): Fact {
  const source = { kind, title: kind, url: null, retrievedAt: `2026-11-${day}T00:00:00.000Z` }
  return { id: `${attribute} ${value} ${kind}`, subject: 'vehicle:1', attribute, value, unit: null, source }
}

test('the feed is stated for what the dealer knows, vPIC for what the VIN says, prose last, the newer of two alike', () => {
  const first = (...facts: Fact[]) => rankFacts(facts)[0]?.source.kind
  assert.equal(first(fact('trim', 'EX', 'vpic'), fact('trim', 'EX-L', 'feed')), 'feed')
  assert.equal(first(fact('price', 1, 'upload'), fact('price', 2, 'feed')), 'feed')
  assert.equal(first(fact('year', 2025, 'feed'), fact('year', 2026, 'vpic')), 'vpic')
  assert.equal(first(fact('cylinders', 4, 'feed'), fact('cylinders', 6, 'vpic')), 'vpic')
  assert.equal(first(fact('city_mpg', 28, 'web'), fact('city_mpg', 30, 'epa')), 'epa')
  assert.equal(first(fact('seats', 8, 'prose', '02'), fact('seats', 7, 'web')), 'web')
  assert.equal(first(fact('cylinders', 8, 'prose', '02'), fact('cylinders', 6, 'web')), 'web')
  const [newer] = rankFacts([fact('price', 1, 'feed', '01'), fact('price', 2, 'feed', '02')])
  assert.equal(newer?.value, 2)
})

test('sources that disagree are all kept, and the conflict is told with what is stated', async () => {
  const facts = [
    fact('year', 2025, 'feed'),
    fact('year', 2026, 'vpic'),
    fact('feature', 'A', 'feed'),
    fact('feature', 'B', 'feed'),
  ]
  assert.deepEqual(
    conflictsOf(facts).map(({ attribute, stated, others }) => [
      attribute,
      stated.value,
      others.map(({ value }) => value),
    ]),
    [['year', 2026, [2025]]],
  )
  await add(siteId, 'One', '| VIN | Seats |\n|---|---|\n| 1HGBH41JXMN109186 | 7 |\n')
  await add(siteId, 'Two', '| VIN | Seats |\n|---|---|\n| 1HGBH41JXMN109186 | 8 |\n')
  const [conflict, ...more] = conflictsOf(await listDisputed(database.db, siteId))
  assert.deepEqual(more, [])
  assert.deepEqual([conflict?.attribute, conflict?.stated.value, conflict?.others[0]?.value], ['seats', 8, 7])
})
