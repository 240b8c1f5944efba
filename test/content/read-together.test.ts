import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { insertContent, insertIdeacloud } from '../crash/seeds.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let app: TestApp

before(async () => {
  app = await startTestApp()
})
after(() => app.stop())

test('contents that are asked for at once come each to who asked, and to nobody of another site', async () => {
  const sites = await Promise.all([0, 1].map(() => siteWithContents()))
  const asked = Array.from({ length: 120 }, (_, i) => {
    const by = sites[i % 2]!
    const of = i % 6 < 4 ? by : sites[(i + 1) % 2]!
    return { by, of, id: i % 5 === 0 ? randomUUID() : of.ids[i % of.ids.length]! }
  })
  const answers = await Promise.all(asked.map(({ by, id }) => by.client('GET', `/content/${id}`)))
  for (const [i, { status, body }] of answers.entries()) {
    const { by, of, id } = asked[i]!
    const isTheirs = by === of && of.ids.includes(id)
    assert.equal(status, isTheirs ? 200 : 404)
    if (isTheirs) assert.equal(body.data.id, id)
  }
  assert.ok(new Set(answers.map(({ status }) => status)).size === 2)
})

test('the content of nobody is missing for each of many that ask for it at once', async () => {
  const { client } = await siteWithContents()
  const id = randomUUID()
  const answers = await Promise.all(Array.from({ length: 10 }, () => client('GET', `/content/${id}`)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([404]))
})

async function siteWithContents() {
  const { id: siteId } = await makeSite(app.database)
  const { id: keyId, key } = await makeKey(app.database, siteId)
  const ideacloud = await insertIdeacloud(app.database, siteId)
  const ids: string[] = []
  for (let i = 0; i < 7; i++) ids.push(await insertContent(app.database, siteId, keyId, ideacloud))
  return { client: clientOf(app.url, key), ids }
}
