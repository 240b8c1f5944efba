import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openDesk, pausing, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let cloudId: string

before(async () => {
  desk = await openDesk()
  cloudId = await desk.cloud('2026 Honda CR-V')
})
after(() => desk.app.stop())

const saying = (text: string) => () => text
const throwing = () => {
  throw new Error('the model is out: key sk-12345 refused')
}

async function written(title: string): Promise<string> {
  const { id } = (await desk.create({ ideacloud_id: cloudId, title })).body.data
  assert.equal((await desk.settle(id)).status, 'complete')
  return id
}

const generate = (id: string, json: Record<string, unknown> = {}) =>
  desk.client('POST', `/content/${id}/generate`, { json })

// Side by side: a writer that fails is asked three times, with pauses between.
describe('regeneration', { concurrency: true }, () => {
  test('the old body stays readable until the new one is complete, and both are kept as versions', async () => {
    desk.scripts.set('Twice', saying('Come and see it.'))
    const id = await written('Twice')
    const old = await desk.body(id)
    assert.match(old.content, /Come and see it\./)

    const writer = pausing(saying('Come and drive it.'))
    desk.scripts.set('Twice', writer.script)
    const started = await generate(id)
    assert.equal(started.status, 202)
    assert.equal(started.body.data.status, 'generating')
    await writer.reached
    const meanwhile = (await desk.client('GET', `/content/${id}`)).body.data
    assert.equal(meanwhile.status, 'generating')
    assert.deepEqual(Object.keys(meanwhile.progress), ['stage', 'percent', 'message'])
    const body = await desk.body(id)
    assert.equal(body.status, 'generating')
    assert.equal(body.content, old.content)
    assert.match((await desk.client('GET', `/content/${id}/html`)).body.data.html, /Come and see it\./)
    const again = await generate(id)
    assert.equal(again.status, 400)
    assert.equal(again.body.error.message, 'Content is already generating')

    writer.goOn()
    const content = await desk.settle(id)
    assert.equal(content.status, 'complete')
    assert.equal(content.error, undefined)
    const fresh = await desk.body(id)
    assert.equal(fresh.id, old.id)
    assert.match(fresh.content, /Come and drive it\./)
    assert.doesNotMatch(fresh.content, /Come and see it\./)
    const versions = await desk.versions(id)
    assert.deepEqual(
      versions.map(({ version, content }) => [version, content]),
      [
        [1, old.content],
        [2, fresh.content],
      ],
    )
    assert.equal((await desk.events(id)).filter(({ type }) => type === 'content.completed').length, 2)
  })

  test('what is sent anew holds, what is not stays as it was', async () => {
    const input = {
      ideacloud_id: cloudId,
      title: 'Long one',
      content_depth: 'in-depth',
      auto_compliance: true,
    }
    const { id } = (await desk.create({ ...input, article_type: 'basic' })).body.data
    const long = await desk.settle(id)
    await generate(id, { content_depth: 'concise', title: 'Short one' })
    const short = await desk.settle(id)
    assert.equal(short.title, 'Short one')
    assert.equal(short.metadata.content_depth, 'concise')
    assert.ok(short.word_count < long.word_count, `${short.word_count} of ${long.word_count} words`)
    await generate(id)
    const same = await desk.settle(id)
    assert.equal(same.title, 'Short one')
    assert.equal(same.metadata.content_depth, 'concise')
    const { rows } = await desk.app.database.pool.query(
      `SELECT settings->'autoCompliance' AS kept FROM contents WHERE id = $1`,
      [id],
    )
    assert.equal(rows[0].kept, true)
  })

  test('one that fails leaves the content complete, with its old body and a sentence; the next one clears it', async () => {
    desk.scripts.set('Unlucky', saying('Come and see it.'))
    const id = await written('Unlucky')
    const before = (await desk.client('GET', `/content/${id}`)).body.data
    const old = await desk.body(id)
    desk.scripts.set('Unlucky', throwing)
    await generate(id)
    const content = await desk.settle(id)
    assert.equal(content.status, 'complete')
    assertSentence(content.error)
    assert.equal(content.progress, undefined)
    assert.equal(content.word_count, before.word_count)
    assert.deepEqual(content.grounding, before.grounding)
    const body = await desk.body(id)
    assert.equal(body.status, 'complete')
    assert.equal(body.content, old.content)
    assert.equal((await desk.versions(id)).length, 1)
    const failures = (await desk.events(id)).filter(({ type }) => type === 'content.failed')
    assert.deepEqual(
      failures.map(({ data }) => data),
      [{ article_id: id, article_type: 'basic', error: content.error }],
    )

    desk.scripts.set('Unlucky', saying('Come and drive it.'))
    await generate(id)
    assert.equal((await desk.settle(id)).error, undefined)
    assert.match((await desk.body(id)).content, /Come and drive it\./)
  })

  test('one that fails leaves the title, language and settings that the old body was written with', async () => {
    desk.scripts.set('Old title', saying('Come and see it.'))
    const id = await written('Old title')
    desk.scripts.set('New title', throwing)
    await generate(id, { title: 'New title', content_depth: 'concise' })
    const content = await desk.settle(id)
    assertSentence(content.error)
    assert.equal(content.title, 'Old title')
    assert.equal(content.metadata.content_depth, null)
    assert.equal((await desk.client('GET', `/content/${id}/html`)).body.data.title, 'Old title')
  })

  test('a content whose first writing fails is failed with a sentence, has no body, and can be written later', async () => {
    desk.scripts.set('Never', throwing)
    const { id } = (await desk.create({ ideacloud_id: cloudId, title: 'Never' })).body.data
    const content = await desk.settle(id)
    assert.equal(content.status, 'failed')
    assertSentence(content.error)
    assert.equal(content.word_count, null)
    assert.equal(content.grounding, null)
    assert.equal(content.components[0].status, 'failed')
    const html = await desk.client('GET', `/content/${id}/html`)
    assert.equal(html.status, 404)
    assert.equal(html.body.error.message, 'Content not found or body component not ready')
    const events = await desk.events(id)
    assert.equal(events.at(-1)?.type, 'content.failed')
    assert.equal(events.at(-1)?.data.error, content.error)
    assert.equal(events.filter(({ type }) => type === 'content.failed').length, 1)

    desk.scripts.delete('Never')
    await generate(id)
    const later = await desk.settle(id)
    assert.equal(later.status, 'complete')
    assert.equal(later.error, undefined)
    assert.equal(later.components[0].status, 'complete')
  })

  test('a writer that leaves nothing, in a language that only it writes, fails the content with a sentence', async () => {
    const json = { ideacloud_id: cloudId, title: 'Nada', language: 'Spanish' }
    const { id } = (await desk.create(json)).body.data
    const content = await desk.settle(id)
    assert.equal(content.status, 'failed')
    assertSentence(content.error)
    assert.equal((await desk.client('GET', `/content/${id}/html`)).status, 404)
  })

  test('a content without an IdeaCloud cannot be written again', async () => {
    const id = await written('Orphan')
    await desk.app.database.pool.query('UPDATE contents SET ideacloud_id = NULL WHERE id = $1', [id])
    const answer = await generate(id)
    assert.equal(answer.status, 400)
    assert.equal(answer.body.error.message, 'Content is not linked to an IdeaCloud')
    assert.equal((await desk.client('GET', `/content/${id}`)).body.data.status, 'complete')
  })

  test('a regeneration that is refused changes nothing', async () => {
    const id = await written('Refused')
    const before = (await desk.client('GET', `/content/${id}`)).body
    for (const json of [
      { brand_voice_id: 'bv-of-nobody' },
      { language: 'French' },
      { selected_question_ids: ['q-1-1'] },
      { content_depth: 'bottomless' },
    ]) {
      assert.equal((await generate(id, { title: 'Another title', ...json })).status, 400)
    }
    assert.deepEqual((await desk.client('GET', `/content/${id}`)).body, before)
  })
})

/** For people, without what the writer said. */
function assertSentence(text: string): void {
  assert.match(text, /^[A-Z].{10,}\.$/)
  assert.doesNotMatch(text, /sk-12345|Error/)
}
