// Articles with a model, end to end: whatever it does, what is published claims nothing that no fact carries, or the
// content has failed and says why.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listWriters } from '#content/index.ts'
import {
  type Behaviour,
  behaviours,
  inventing,
  says,
  spanish,
  status,
} from '../harness/fake-model/behaviours.ts'
import { type ArticleDesk, openArticleDesk } from './article-desk.ts'

let desk: ArticleDesk
let cloudId: string

before(async () => {
  desk = await openArticleDesk(2000)
  cloudId = await desk.cloud('2026 Honda CR-V')
})
after(() => desk.stop())

const write = (more: Record<string, unknown> = {}) =>
  desk.write({ ideacloud_id: cloudId, article_type: 'emailtemplate', ...more })

const lies = /987|seats nine|evil|El color es rojo|delighted|xxxx|Tokio|Toyota|12\.345/

/** Of the words of a misbehaving model none is left, and each claim stands where it is said to. */
function assertHonest({ content, text, grounding }: Awaited<ReturnType<typeof write>>): void {
  assert.equal(content.status, 'complete', content.error)
  assert.ok(text.length > 100, text)
  assert.equal(lies.exec(text), null)
  for (const claim of grounding.supported) {
    assert.equal(claim.status, 'supported')
    assert.equal(text.slice(claim.start, claim.end), claim.text)
  }
  assert.equal(content.grounding.supported, grounding.supported.length)
}

const misbehaviours: [string, Behaviour][] = [
  ...(Object.entries(behaviours) as [string, Behaviour][]),
  ['429', status(429, { 'retry-after': '1' })],
  ['500', status(500)],
  ['401', status(401)],
  ['nothing', says('')],
  ['no paragraphs', says('{"paragraphs":[]}')],
  ['nested without end', says(`{"paragraphs":${'['.repeat(20_000)}`)],
]

for (const [name, behaviour] of misbehaviours) {
  test(`a model that does "${name}" ends in an honest article`, async () => {
    desk.fake.always(behaviour)
    assertHonest(await write({ title: `The ${name} article` }))
  })
}

test('who wrote an article, and what share of its claims was cut, stands in its grounding', async () => {
  desk.fake.always(inventing('It has 987 horsepower.'))
  const { content, text } = await write({ title: 'Inventive' })
  assert.equal(lies.exec(text), null)
  const { writers } = content.grounding
  const model = writers.find(({ by }: { by: string }) => by === 'ollama/qwen3')
  assert.ok(model.sections > 0)
  assert.ok(model.removed > 0 && model.removed < model.claims)
  assert.equal('verified' in content.grounding, false)

  const [body] = (await desk.client('GET', `/content/${content.id}/components`)).body.data.components
  assert.deepEqual(body.metadata, { writers })

  const { db } = desk.app.database
  const listed = (await listWriters(db, new Date(0))).find(({ by }) => by === 'ollama/qwen3')
  assert.ok(listed && listed.claims >= model.claims && listed.removed >= model.removed)
  assert.deepEqual(await listWriters(db, new Date(Date.now() + 60_000)), [])
})

test('every published language is offered', async () => {
  const { languages } = (await desk.client('GET', '/reference/languages')).body.data
  assert.equal(languages.length, 13)
  for (const { is_available, name } of languages) assert.equal(is_available, true, name)
})

test('a Spanish article is Spanish but for what the user wrote, and says what was verified', async () => {
  desk.fake.always(spanish())
  const written = await write({ title: 'La CR-V', language: 'Spanish', article_type: 'basic' })
  assertHonest(written)
  const { content, text } = written
  const headings = text.match(/^#+ .*$/gm) ?? []
  assert.deepEqual([...new Set(headings)], ['## Los datos del registro'])
  assert.match(text, /dice: \$[\d,]+\./)
  assert.doesNotMatch(text, /\b(the|is|are|with|and|for)\b/)
  assert.ok(content.grounding.supported > 5)
  const { note, ...verified } = content.grounding.verified
  assert.deepEqual(verified, {
    language: 'Spanish',
    checked: ['figures', 'units', 'names'],
    unchecked: ['equipment', 'comparisons', 'wording'],
  })
  assert.match(note, /Spanish.*Equipment/)
})

test('a Spanish article loses false figures and names, and what is not Spanish', async () => {
  desk.fake.always(
    spanish(
      'Tiene 987 caballos de fuerza.',
      'El Toyota Camry también está aquí.',
      'Cuesta 12.345 dólares.',
      'Visite nuestra sala en Tokio.',
      'Visite [la oferta](https://evil.example.com).',
      'The best car is the one that you have seen with us.',
    ),
  )
  const { content, ...written } = await write({ title: 'La otra', language: 'Spanish' })
  assertHonest({ content, ...written })
  assert.doesNotMatch(written.text, /best car|oferta/)
  assert.ok(content.grounding.removed > 0)
})

test('a model that answers in English writes no Spanish article: it has failed, and says so', async () => {
  desk.fake.always(
    says(
      JSON.stringify({
        heading: 'What is the story of the car',
        paragraphs: [{ is_list: false, sentences: [{ text: 'This is the car that you want.', facts: [] }] }],
      }),
    ),
  )
  const { content } = await write({ title: 'La inglesa', language: 'Spanish' })
  assert.equal(content.status, 'failed')
  assert.match(content.error, /left nothing/)
})

test('where no model answers, an article in another language fails with a sentence', async () => {
  desk.fake.always(status(500))
  const { content } = await write({ title: 'La muda', language: 'Korean' })
  assert.equal(content.status, 'failed')
  assert.match(content.error, /No language model could write the article in Korean/)
})
