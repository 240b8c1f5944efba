// Whose work a section is: what the model phraser says of it, to whom, and when it waits.

import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { silentLog } from '#kernel/log.ts'
import { modelPhraser } from '#models/index.ts'
import { type PhraseContext, type Phraser, type SectionPlan, WriterWaits } from '#writing/port.ts'
import { type Behaviour, behaviours } from '../harness/fake-model/behaviours.ts'
import { type Desk, openDesk } from './desk.ts'

const section: SectionPlan = {
  key: 'vehicle-1',
  kind: 'vehicle',
  heading: 'A Honda',
  level: 2,
  topics: [],
  questions: [],
  ask: [],
  factIds: ['f-color'],
  extent: 'vehicles',
  isPartial: true,
  targetWords: 80,
  turn: 0,
}

const context: PhraseContext = {
  articleType: 'basic',
  title: 'The red one',
  keyword: 'red honda accord',
  language: 'English',
  seed: 'seed',
  tone: null,
  facts: [
    {
      id: 'f-color',
      subject: 'vehicle:1HGCV1F34LA000001',
      attribute: 'exterior_color',
      value: 'Radiant Red',
      unit: null,
      source: { kind: 'feed', title: 'Inventory feed', url: null, retrievedAt: '2026-11-29T10:00:00Z' },
    },
  ],
  featured: null,
}

const composer: Phraser = {
  name: 'composer',
  languages: ['English'],
  phrase: () => 'By the built-in writer.',
}
const midnight = new Date('2026-11-30T05:00:00Z')

let desk: Desk
afterEach(() => desk.fake.stop())

async function open(more: Partial<Parameters<typeof modelPhraser>[0]> = {}, ...script: Behaviour[]) {
  desk = await openDesk()
  desk.fake.script(...script)
  const { models, clock } = desk
  const phraser = modelPhraser({
    ...{ models, clock, log: silentLog, languages: ['English', 'French'], otherwise: [composer] },
    ...more,
  })
  const caller = new AbortController()
  const told: number[] = []
  const onText = (characters: number) => void told.push(characters)
  const work = { siteId: 'site:a', contentId: 'content:a', signal: caller.signal, onText }
  return {
    caller,
    told,
    phrase: async (language = 'English') =>
      (await phraser.phrase(section, { ...context, language }, work)).markdown,
  }
}

test('a call is the site’s, for its content and the section', async () => {
  const { phrase } = await open()
  await phrase()
  assert.deepEqual(
    desk.spending.calls.map(({ site, work, task }) => [site, work, task]),
    [['site:a', { kind: 'content', id: 'content:a', part: 'vehicle-1' }, 'phrase-section']],
  )
})

test('the beginning of the wording is told, and its text as it comes', async () => {
  const { phrase, told } = await open()
  await phrase()
  assert.equal(told[0], 0)
  assert.ok(told.length > 2)
  assert.deepEqual(
    told,
    [...told].sort((a, b) => a - b),
  )
})

test('a caller that goes away ends the call, which is counted', async () => {
  const { phrase, caller } = await open({}, behaviours.hang)
  const phrased = phrase()
  while (desk.fake.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
  caller.abort(new Error('the claim is lost'))
  await assert.rejects(async () => phrased, /the claim is lost/)
  assert.equal(desk.spending.calls.length, 1)
  assert.ok((desk.spending.calls[0]?.tokens ?? 0) > 0)
})

test('at the end of the budget it waits, or falls back, as the site says', async () => {
  const { phrase } = await open()
  desk.spending.end(midnight, true)
  assert.equal(await phrase(), 'By the built-in writer.')
  desk.spending.end(midnight, false)
  await assert.rejects(
    async () => phrase(),
    (error) => {
      assert.ok(error instanceof WriterWaits)
      assert.equal(error.until, midnight)
      assert.match(error.message, /budget .* goes on at 2026-11-30T05:00:00\.000Z\./)
      return true
    },
  )
  assert.equal(desk.fake.requests.length, 0)
})

test('where nobody else writes the language it waits in any case', async () => {
  const { phrase } = await open()
  desk.spending.end(midnight, true)
  await assert.rejects(async () => phrase('French'), WriterWaits)
})

test('a rewrite is not waited for: the first version stands', async () => {
  const judge = () => {
    desk.spending.end(midnight, false)
    return { supported: 1, removed: 1, findings: ['987 horsepower is in no fact'] }
  }
  const { phrase } = await open({ judge }, behaviours.invented)
  assert.match(await phrase(), /987 horsepower/)
  assert.equal(desk.fake.requests.length, 1)
})

test('the claims of each answer are told with it, also of one that is not taken', async () => {
  const judge = (markdown: string) =>
    markdown.includes('987')
      ? { supported: 3, removed: 1, findings: ['987 horsepower is in no fact'] }
      : { supported: 2, removed: 0, findings: [] }
  const { phrase } = await open({ judge }, behaviours.invented)
  assert.match(await phrase(), /987 horsepower/, 'more of it stands')
  assert.deepEqual(
    desk.spending.calls.map(({ task, claims }) => [task, claims]),
    [
      ['phrase-section', { held: 3, cut: 1 }],
      ['rewrite-section', { held: 2, cut: 0 }],
    ],
  )
})
