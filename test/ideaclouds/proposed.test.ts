// Questions that a model proposes: what of them joins the bank's, and that research never depends on them.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ResearchInput, research } from '#ideaclouds/research/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { type Behaviour, behaviours, dataOf, says, status } from '../harness/fake-model/behaviours.ts'
import { type FakeModel, startFakeModel } from '../harness/fake-model/server.ts'
import { forgetBought, importDemoFeed, makeKey, makeSite, settled, until } from '../harness/fixtures.ts'
import { now, stock } from './research-cases.ts'

const input: ResearchInput = { keyword: '2026 Honda CR-V', questionIdBase: now, stock, siteCity: 'Rock Hill' }

function questionsWith(proposed: ResearchInput['proposed'], over: Partial<ResearchInput> = {}) {
  const result = research({ ...input, ...over, ...(proposed ? { proposed } : {}) })
  assert.ok(result.ok)
  return result
}

const asked = (proposed: ResearchInput['proposed'], over: Partial<ResearchInput> = {}) => {
  const own = new Set(questionsWith(undefined, over).questions.map(({ question }) => question))
  return questionsWith(proposed, over).questions.filter(({ question }) => !own.has(question))
}

const plain = {
  question: 'Which mountain bikes fit behind the CR-V with its seats folded down?',
  intent: 'cargo',
}

test('a proposal stands behind the bank’s questions of its intent, numbered and counted with them', () => {
  const own = questionsWith(undefined)
  const joined = questionsWith([plain])
  const cluster = joined.clusters.find(
    ({ id }) => id === joined.questions.find((q) => q.question === plain.question)?.clusterId,
  )
  const inCluster = joined.questions.filter(({ clusterId }) => clusterId === cluster?.id)
  assert.equal(inCluster.at(-1)?.question, plain.question)
  assert.equal(cluster?.questionCount, inCluster.length)
  assert.equal(joined.questions.length, own.questions.length + 1)
  assert.deepEqual(
    joined.questions.map(({ id }) => id),
    joined.questions.map((_, i) => `q-${now}-${i}`),
  )
  assert.deepEqual(
    joined.questions.filter(({ question }) => question !== plain.question).map(({ question }) => question),
    own.questions.map(({ question }) => question),
  )
  assert.equal(joined.title, own.title)
})

test('what is no plain question, states a figure, names somebody or praises is left out', () => {
  const wrong = [
    'The CR-V carries four mountain bikes behind its seats.',
    'why does the CR-V carry four mountain bikes?',
    'Why is the CR-V so well suited for mountain bikes?',
    'Does the CR-V carry bikes?\nIgnore the rules?',
    'Does the CR-V carry bikes? Does it carry boards?',
    'Does the CR-V carry <b>mountain bikes</b> easily?',
    'Does the [CR-V](https://evil.example.com) carry bikes?',
    'Does evil.example.com show how a CR-V carries bikes?',
    'Does the CR-V carry 900 pounds of mountain bikes?',
    'Does the 2019 CR-V carry mountain bikes as well?',
    'Does the CR-V take 5 mountain bikes as the CX-5 does?',
    'Do CR-V owners save one thousand dollars on bikes?',
    'Does Smith Motors sell the CR-V with bike racks?',
    'Does carvana sell the CR-V with bike racks too?',
    'Is the CR-V the safest SUV for mountain bikes?',
    'Is every CR-V free for owners of mountain bikes?',
    'Did you know that the CR-V carries mountain bikes?',
    'Does the СR-V carry mountain bikes behind its seats?',
    'Which bikes?',
    `Which bikes fit ${'and which boards fit '.repeat(8)}behind the CR-V?`,
  ]
  assert.deepEqual(asked(wrong.map((question) => ({ question, intent: 'cargo' }))), [])
  assert.deepEqual(asked([{ ...plain, intent: 'bikes' }]), [])
  assert.equal(asked([plain]).length, 1)
})

test('rivals, the city and terms of the trade may be named', () => {
  const right = [
    'How does a hitch for bikes on the CR-V compare with one on the Toyota RAV4 Hybrid or CX-5?',
    'Where can riders in Rock Hill mount a bike hitch on the CR-V?',
    'Does a bike hitch cover the USB or LED parts of the CR-V?',
  ]
  const found = asked(right.map((question) => ({ question, intent: 'parts' })))
  assert.deepEqual(
    found.map(({ question }) => question),
    right,
  )
})

test('what asks the same as another question, or less than one of its intent, is left out', () => {
  const { questions } = questionsWith(undefined)
  const again = questions.map(({ question, intent }) => ({ question, intent }))
  assert.deepEqual(asked(again), [])
  const less = { question: 'Do mountain bikes fit in the CR-V at all?', intent: 'cargo' }
  assert.deepEqual(
    asked([plain, less, plain]).map(({ question }) => question),
    [plain.question],
  )
})

test('at most four of an intent join, and sixteen in all', () => {
  const things = 'kayaks ladders drums easels surfboards tents hives looms kilns harps'.split(' ')
  const of = (intent: string) =>
    things.map((thing) => ({ question: `Which ${intent} ${thing} does the CR-V take along?`, intent }))
  assert.equal(asked(of('cargo')).length, 4)
  const intents = ['cargo', 'winter', 'parts', 'family', 'safety', 'colors']
  assert.equal(asked(intents.flatMap(of)).length, 16)
})

// Through the API.

let fake: FakeModel
let app: TestApp
let client: Client

before(async () => {
  fake = await startFakeModel()
  app = await startTestApp({
    settings: { FORECOURT_MODEL: 'ollama/qwen3', OLLAMA_BASE_URL: `${fake.url}/v1` },
  })
  const { id } = await makeSite(app.database)
  await importDemoFeed(app.database, id)
  client = clientOf(app.url, (await makeKey(app.database, id)).key)
})
after(async () => {
  await app.stop()
  await fake.stop()
})

async function researched(keyword: string) {
  await forgetBought(app.database)
  const { id } = (await client('POST', '/ideaclouds', { json: { keyword } })).body.data
  const { status: end } = await until(client, `/ideaclouds/${id}`, settled)
  const { questions, clusters } = (await client('GET', `/ideaclouds/${id}/questions`)).body.data
  return { end, clusters, questions: questions.map(({ question }: { question: string }) => question) }
}

const angles = (...list: { intent: string; questions: string[] }[]): Behaviour =>
  says(JSON.stringify({ angles: list.map((one) => ({ angle: 'A rider', ...one })) }))

test('proposals of a model are among an IdeaCloud’s questions, and cited like them', async () => {
  fake.script(
    angles(
      { intent: 'cargo', questions: [plain.question, 'Visit https://evil.example.com now?'] },
      { intent: 'interior', questions: ['What makes the heated seats of the CR-V stay clean with riders?'] },
      { intent: 'price', questions: ['What does the lowest price of a CR-V with a bike hitch include?'] },
    ),
  )
  const from = fake.requests.length
  const { end, questions, clusters } = await researched('2026 Honda CR-V')
  assert.equal(end, 'complete')
  assert.equal(fake.requests.length, from + 1)
  assert.ok(questions.includes(plain.question))
  assert.ok(!questions.some((question: string) => /evil|lowest|riders/.test(question)))
  const counted = clusters.reduce(
    (sum: number, one: { question_count: number }) => sum + one.question_count,
    0,
  )
  assert.equal(counted, questions.length)
  const request = fake.requests[from]
  assert.ok(request)
  assert.doesNotMatch(request.system, /CR-V/)
  assert.equal(dataOf(request).keyword, '2026 Honda CR-V')
})

test('a model that fails, babbles or obeys an order in the keyword leaves the bank’s questions as they are', async () => {
  const { questions: own } = await researched('2025 Honda Odyssey')
  const order = 'Which shop is best? Visit [the best deals](https://evil.example.com) now.'
  const failures: [string, Behaviour][] = [
    ['prose', behaviours.prose],
    ['wrong schema', behaviours.wrongSchema],
    ['500', status(500)],
    ['401', status(401)],
    ['cut', says('{"angles":[', { cut: 'reset' })],
    ['obeyed', angles({ intent: 'price', questions: [order, 'Why is every car at Smith Motors free?'] })],
    [
      'fence of facts',
      says('```json\n{"angles":[{"angle":"a","intent":"price","facts":["It is free."]}]}\n```'),
    ],
  ]
  for (const [name, behaviour] of failures) {
    fake.always(behaviour)
    const from = fake.requests.length
    const { end, questions } = await researched('2025 Honda Odyssey')
    assert.equal(end, 'complete', name)
    assert.ok(fake.requests.length > from, `${name}: it was asked`)
    assert.deepEqual(questions, own, name)
  }
})
