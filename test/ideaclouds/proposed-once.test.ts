// A worker that goes while a model is asked leaves nothing behind, and however many ask, one result is committed.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { researchHandler } from '#ideaclouds/index.ts'
import type { JobContext } from '#jobs/index.ts'
import { silentLog } from '#kernel/log.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import type { Behaviour } from '../harness/fake-model/behaviours.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'
import { type Desk, openDesk } from '../models/desk.ts'

let app: TestApp
let desk: Desk
let client: Client
let siteId: string

before(async () => {
  app = await startTestApp({ roles: ['api'] })
  desk = await openDesk()
  siteId = (await makeSite(app.database)).id
  client = clientOf(app.url, (await makeKey(app.database, siteId)).key)
})
after(async () => {
  await desk.fake.stop()
  await app.stop()
})

const question = 'Which mountain bikes fit behind the CR-V with its seats folded down?'
const proposal: Behaviour = () => ({
  text: JSON.stringify({ angles: [{ angle: 'A rider', intent: 'cargo', questions: [question] }] }),
})

async function started(): Promise<string> {
  const { body } = await client('POST', '/ideaclouds', { json: { keyword: '2026 Honda CR-V' } })
  return body.data.id
}

const read = async (ideacloudId: string) => (await client('GET', `/ideaclouds/${ideacloudId}`)).body.data

function research(ideacloudId: string, signal = new AbortController().signal): Promise<void> {
  const handler = researchHandler({ db: app.database.db, clock: desk.clock, models: desk.models })
  const context: JobContext = { jobId: 'a job', attempt: 1, signal, log: silentLog }
  return handler.handle({ siteId, ideacloudId } as never, context)
}

test('a job whose claim is lost while the model is asked commits nothing, and its successor all', async () => {
  const id = await started()
  const lost = new AbortController()
  desk.fake.script(() => {
    lost.abort(new Error('The claim is lost.'))
    return { hang: 'at-once' }
  }, proposal)
  await assert.rejects(research(id, lost.signal), /claim is lost/)
  assert.equal((await read(id)).status, 'researching')
  await research(id)
  assert.equal((await read(id)).status, 'complete')
  const { questions } = (await client('GET', `/ideaclouds/${id}/questions`)).body.data
  assert.ok(questions.some((one: { question: string }) => one.question === question))
})

test('of two that ask at once, one result is committed, with one event', async () => {
  const id = await started()
  const both = Promise.withResolvers<void>()
  let asked = 0
  desk.fake.always(async (request) => {
    asked += 1
    if (asked === 2) both.resolve()
    await both.promise
    return await proposal(request)
  })
  await Promise.all([research(id), research(id)])
  assert.equal(asked, 2)
  assert.equal((await read(id)).status, 'complete')
  const { rows } = await app.database.pool.query(
    `SELECT count(*)::int AS n FROM events WHERE type = 'ideacloud.completed' AND data->>'ideacloud_id' = $1`,
    [id],
  )
  assert.equal(rows[0].n, 1)
})
