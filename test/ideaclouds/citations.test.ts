// Where the answers to an IdeaCloud's questions can be read.

import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { importEpa } from '#knowledge/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { importDemoFeed, makeKey, makeSite, settled, until } from '../harness/fixtures.ts'

type Question = { question: string; source_url: string | null; source_title: string | null }

let app: TestApp
let client: Client

before(async () => {
  app = await startTestApp()
  const { id } = await makeSite(app.database)
  await importDemoFeed(app.database, id)
  client = clientOf(app.url, (await makeKey(app.database, id)).key)
})
after(() => app.stop())

async function questionsOn(keyword: string): Promise<Question[]> {
  const { id } = (await client('POST', '/ideaclouds', { json: { keyword } })).body.data
  assert.equal((await until(client, `/ideaclouds/${id}`, settled)).status, 'complete')
  return (await client('GET', `/ideaclouds/${id}/questions`)).body.data.questions
}

const titles = (questions: Question[]) => new Set(questions.map(({ source_title }) => source_title))

test('on a model in stock, questions cite the feed that answers them, or the page of a pack, or nothing', async () => {
  const questions = await questionsOn('2026 Honda CR-V')
  const cited = questions.filter(({ source_title }) => source_title === 'Inventory feed')
  assert.ok(cited.length >= 5, `${cited.length} of ${questions.length}`)
  assert.ok(cited.some(({ question }) => /price|cost/i.test(question)))
  assert.ok(titles(questions).has(null))
  const read = questions.filter(({ source_url }) => source_url !== null)
  assert.ok(read.length >= 4, `${read.length} with a page`)
  for (const { source_url } of read) assert.match(source_url ?? '', /^https:\/\/\S+\.gov\//)
})

test('on a model that is not in stock, what EPA rates is cited with the page of the rating', async () => {
  const csv = [
    'id,year,make,model,baseModel,fuelType1,fuelType2,city08,highway08,comb08,range,rangeA,cylinders,displ,drive',
    '48000,2024,Subaru,Legacy AWD,Legacy,Regular Gasoline,,27,35,30,0,,4,2.5,All-Wheel Drive',
  ]
  await importEpa({ db: app.database.db, clock: systemClock }, Readable.from([csv.join('\n')]))
  const questions = await questionsOn('2024 Subaru Legacy')
  const cited = questions.filter(({ source_title }) => source_title === 'EPA fuel economy data')
  assert.ok(cited.length > 0, JSON.stringify([...titles(questions)]))
  for (const { source_url } of cited)
    assert.match(source_url ?? '', /^https:\/\/www\.fueleconomy\.gov\/.*id=48000$/)
})

test('a document that has most of a question’s words is cited by its title', async () => {
  const before = titles(await questionsOn('oil change'))
  assert.ok(!before.has('Service guide'))
  const content =
    'An oil change takes about half an hour. How often an oil change is needed: every 5,000 miles.'
  const json = { title: 'Service guide', media_type: 'text/plain', content }
  const { id } = (await client('POST', '/site/sources', { json })).body.data
  await until(client, `/site/sources/${id}`, ({ status }) => status === 'ready')
  const questions = await questionsOn('oil change')
  const cited = questions.filter(({ source_title }) => source_title === 'Service guide')
  assert.ok(cited.length > 0)
  for (const { question } of cited) assert.match(question, /oil change/)
})
