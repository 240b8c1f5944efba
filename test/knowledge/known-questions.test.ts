// Questions that packs answer: on a keyword that asks for them, with their source, and in articles word for word.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Fact, listMakes } from '#facts/index.ts'
import { holdToFacts, verify } from '#grounding/index.ts'
import { loadKnownQuestions } from '#knowledge/index.ts'
import { articleTypes, assembleArticle, composer, phraseContext, planArticle } from '#writing/index.ts'
import { vehicleQuestions } from '../../src/ideaclouds/research/bank.ts'
import { intentKeys, research } from '../../src/ideaclouds/research/index.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite, settled, until } from '../harness/fixtures.ts'
import { siteFacts } from '../writing/article-sample.ts'

const { findKnownQuestion, listKnownQuestions } = await loadKnownQuestions()
const known = listKnownQuestions()
const answers = known.flatMap(({ answer }) => answer)

test('every answer has facts with a page of its own, and every intent is one of research', () => {
  const intents: readonly string[] = intentKeys
  for (const { question, answer, intent, source } of known) {
    assert.ok(intents.includes(intent), `${question}: ${intent}`)
    assert.match(source.url, /^https:/)
    for (const fact of answer) assert.match(fact.source.url ?? '', /^https:.*\.gov/)
  }
  assert.equal(new Set(answers.map(({ id }) => id)).size, answers.length)
})

test('every sentence of every answer is carried by its own fact, in every type of article', () => {
  for (const articleType of articleTypes) {
    for (const { question, answer } of known) {
      const { markdown, claims } = written(articleType, question, answer)
      const carried = new Set(claims.flatMap(({ factIds }) => factIds))
      for (const fact of answer)
        assert.ok(carried.has(fact.id), `${articleType}: "${fact.value}" is missing in\n${markdown}`)
      assert.match(markdown, /^Sources?: \[\w.+\]\(https:\/\/\S+\.gov\S*\)$/m, question)
    }
  }
})

function written(articleType: (typeof articleTypes)[number], question: string, answer: readonly Fact[]) {
  const facts = [...siteFacts, ...answer]
  const plan = planArticle({
    articleType,
    title: '',
    keyword: 'car care',
    questions: [{ id: 'q-1', question, intent: 'how_to', clusterLabel: '', answer }],
    facts,
    contentIntent: 'general',
    targetWords: 400,
    seed: 'seed',
  })
  const context = phraseContext(plan, facts)
  const sections = plan.sections.map((section) => ({
    key: section.key,
    markdown: composer.phrase(section, context) as string,
  }))
  const { markdown } = assembleArticle(plan, sections)
  const held = holdToFacts(markdown, facts, { allowed: plan.allowed })
  assert.deepEqual(held.removed, [], question)
  return { markdown: held.text, claims: held.supported }
}

test('an answer carries nothing but its own sentences', () => {
  const lies = [
    'This car has heated seats and a sunroof.',
    'At Level 2, an electric car gets from empty to 80 percent in about 2 hours.',
    'The lease has 20,000 miles a year.',
    'Proper inflation can extend the average life of a tire by 14,700 miles.',
  ]
  for (const lie of lies) {
    const claims = verify(lie, answers)
    assert.ok(claims.length > 0, lie)
    assert.ok(
      claims.every(({ status }) => status !== 'supported'),
      `${lie} ${JSON.stringify(claims)}`,
    )
  }
})

test('a keyword brings the known questions of its topic to the front of their cluster, with their source', () => {
  const ofTopic: [keyword: string, part: RegExp, cluster: string][] = [
    ['leasing a car', /lease/i, 'Leasing and Buying'],
    ['EV charging at home', /charg/i, 'Charging'],
    ['truck towing capacity', /GVWR|truck/i, 'Towing and Payload'],
    ['winter driving tips', /snow|winter|cold/i, 'Winter Driving'],
  ]
  for (const [keyword, part, label] of ofTopic) {
    const result = research({ keyword, questionIdBase: 1_772_000_000_000, stock: [], known })
    assert.ok(result.ok, keyword)
    const cluster = result.clusters.find((one) => one.label === label)
    const [first] = result.questions.filter(({ clusterId }) => clusterId === cluster?.id)
    assert.match(first?.question ?? '', part, keyword)
    assert.match(first?.source?.url ?? '', /\.gov\//, keyword)
    assert.ok(
      result.recommendedQuestionIds.some((id) => result.questions.find((one) => one.id === id)?.source),
      `${keyword} recommends no known question`,
    )
    const asked = result.questions.map(({ question }) => question.toLowerCase())
    assert.equal(new Set(asked).size, asked.length, keyword)
    for (const { id, questionCount } of result.clusters)
      assert.equal(result.questions.filter(({ clusterId }) => clusterId === id).length, questionCount)
  }
})

test('a keyword that asks for no topic of a pack has none of their questions', () => {
  const makes = listMakes()
    .slice(0, 20)
    .flatMap(({ name, models }) => models.slice(0, 2).map((one) => `${name} ${one}`))
  for (const keyword of makes) {
    const result = research({ keyword, questionIdBase: 1_772_000_000_000, stock: [], known })
    if (!result.ok || ['electric', 'hybrid', 'plug_in_hybrid'].includes(result.entities.powertrain ?? ''))
      continue
    assert.deepEqual(
      result.questions.filter(({ source }) => source !== null),
      [],
      keyword,
    )
  }
})

test('a question is known in the words of a pack, whatever its case and marks, and in no others', () => {
  assert.equal(findKnownQuestion('can i end a lease early')?.question, 'Can I end a lease early?')
  assert.equal(
    findKnownQuestion('What happens if you end a lease early?')?.question,
    'Can I end a lease early?',
  )
  assert.equal(findKnownQuestion('Can I end a loan early?'), undefined)
})

const crv = { year: 2026, make: 'Honda', model: 'CR-V', trim: 'EX-L' }

test('a question that has a place for a vehicle is known of each that is named, by any of its names', () => {
  for (const name of ['2026 Honda CR-V EX-L', '2026 Honda CR-V', 'Honda CR-V', 'CR-V']) {
    const [lease, history] = [
      `Should you lease or buy the ${name}?`,
      `What does a vehicle history report show for a used ${name}?`,
    ].map((question) => findKnownQuestion(question, [{ ...crv, model: 'Civic' }, crv]))
    assert.equal(lease?.question, 'Should I lease or buy a car?', name)
    assert.equal(history?.question, 'What does a vehicle history report show?', name)
  }
  assert.equal(findKnownQuestion('Should you lease or buy the Honda CR-V?'), undefined)
  assert.equal(findKnownQuestion('Should you lease or buy the Honda Civic?', [crv]), undefined)
  assert.equal(findKnownQuestion('Should you lease or buy the CR-V or the CR-V?', [crv]), undefined)
})

test('what a pack answers of any vehicle is a question of the bank', () => {
  const asked = new Set([...vehicleQuestions.values()].flat().map(({ text }) => text))
  const ofVehicles = known.flatMap(({ also }) => also).filter((question) => question.includes('{'))
  assert.ok(ofVehicles.length >= 20, String(ofVehicles.length))
  for (const question of ofVehicles) assert.ok(asked.has(question), question)
})

test('one question of an intent that a pack answers of any vehicle is among the first three', () => {
  const result = research({ keyword: '2026 Honda CR-V', questionIdBase: 1_772_000_000_000, stock: [], known })
  assert.ok(result.ok)
  for (const question of [
    'How can owners check the 2026 Honda CR-V for open recalls?',
    'Why can real-world mpg differ from the EPA estimate for the 2026 Honda CR-V?',
  ]) {
    const found = result.questions.find((one) => one.question === question)
    const cluster = result.questions.filter(({ clusterId }) => clusterId === found?.clusterId)
    assert.ok(found && cluster.indexOf(found) === 2, question)
  }
})

let app: TestApp
let client: Client

before(async () => {
  app = await startTestApp()
  const { id } = await makeSite(app.database)
  client = clientOf(app.url, (await makeKey(app.database, id)).key)
})
after(() => app.stop())

for (const [keyword, vehicles] of [
  ['leasing a car', []],
  ['2026 Honda CR-V', [crv]],
] as const)
  test(`an article on chosen questions of "${keyword}" answers them word for word and names the source, also without any stock`, () =>
    answersWordForWord(keyword, vehicles))

async function answersWordForWord(keyword: string, vehicles: readonly (typeof crv)[]): Promise<void> {
  const { id } = (await client('POST', '/ideaclouds', { json: { keyword } })).body.data
  await until(client, `/ideaclouds/${id}`, settled)
  const { questions } = (await client('GET', `/ideaclouds/${id}/questions`)).body.data
  const cited = questions.filter((one: { source_url: string | null }) => one.source_url)
  assert.ok(cited.length >= 4, String(cited.length))
  const input = {
    ideacloud_id: id,
    article_type: 'qa',
    selected_question_ids: cited.slice(0, 3).map((one: { id: string }) => one.id),
  }
  const { id: contentId } = (await client('POST', '/content', { json: input })).body.data
  await until(client, `/content/${contentId}`, settled)
  const body = (await client('GET', `/content/${contentId}/components/body`)).body.data.content
  for (const { question, source_url } of cited.slice(0, 3)) {
    const [sentence] = findKnownQuestion(question, vehicles)?.answer ?? []
    assert.ok(body.includes(String(sentence?.value)), `${question}\n${body}`)
    // an underscore would be Markdown
    assert.ok(body.includes(source_url.replaceAll('_', '%5F')), body)
  }
}
