import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '#kernel/clock.ts'
import { createBrandVoice } from '#sites/index.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let cloudId: string
let questions: { id: string; question: string; is_recommended: boolean }[]

before(async () => {
  desk = await openDesk()
  cloudId = await desk.cloud('2026 Honda CR-V')
  questions = (await desk.client('GET', `/ideaclouds/${cloudId}/questions`)).body.data.questions
})
after(() => desk.app.stop())

async function counts() {
  const { rows } = await desk.app.database.pool.query(
    `SELECT (SELECT count(*)::int FROM contents) AS contents, (SELECT count(*)::int FROM events) AS events,
      (SELECT count(*)::int FROM pgboss.job WHERE name = 'content.generate') AS jobs`,
  )
  return rows[0]
}

test('a content in simple mode is written at once, and everything about it can be read', async () => {
  const started = await desk.create({
    ideacloud_id: cloudId,
    title: '  The CR-V in 2026  ',
    article_type: 'qa',
  })
  assert.equal(started.status, 202)
  const { id, message, created_at, ...answer } = started.body.data
  assert.deepEqual(answer, { status: 'generating', article_type: 'qa', title: 'The CR-V in 2026' })
  assert.match(message, /webhooks .*\/docs$/)

  const content = await desk.settle(id)
  assert.equal(content.status, 'complete')
  assert.equal(content.title, 'The CR-V in 2026')
  assert.equal(content.created_at, created_at)
  assert.deepEqual(content.ideacloud, { id: cloudId, keyword: '2026 Honda CR-V' })
  assert.equal(content.error, undefined)
  assert.equal(content.progress, undefined)
  assert.deepEqual(content.metadata, {
    source: 'public_api',
    api_key_id: desk.keyId,
    api_creator_label: 'test key',
    tone: null,
    language: 'English',
    content_depth: null,
    content_length: null,
  })

  const body = await desk.body(id)
  assert.equal(body.type, 'body')
  assert.equal(body.status, 'complete')
  assert.deepEqual((await desk.client('GET', `/content/${id}/components`)).body.data.components, [body])
  assert.deepEqual(content.components, [{ type: 'body', status: 'complete', updated_at: body.updated_at }])
  const words = body.content.split(/\s+/).filter((word: string) => /[\p{L}\p{N}]/u.test(word))
  assert.equal(content.word_count, words.length)
  assert.ok(content.word_count > 300, `${content.word_count} words`)

  const { claims, supported, removed } = content.grounding
  assert.equal(claims, supported + removed)
  assert.ok(supported > 20, `${supported} claims`)
  assert.deepEqual(await desk.versions(id), [
    { version: 1, title: content.title, content: body.content, word_count: content.word_count },
  ])
})

test('the body is HTML as JSON or, where Accept names text/html, the fragment itself', async () => {
  const { id } = (await desk.create({ ideacloud_id: cloudId })).body.data
  const content = await desk.settle(id)
  const json = await desk.client('GET', `/content/${id}/html`)
  assert.deepEqual(Object.keys(json.body.data).sort(), ['html', 'id', 'title', 'updated_at'])
  assert.equal(json.body.data.title, content.title)
  assert.match(json.body.data.html, /^<h2>.+<\/h2>\n<p>/)
  for (const [accept, isHtml] of [
    ['text/html', true],
    ['text/html,application/xhtml+xml,*/*;q=0.8', true],
    ['text/html;q=0.5, application/json', false],
    ['*/*', false],
  ] as const) {
    const answer = await desk.client('GET', `/content/${id}/html`, { headers: { accept } })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type')?.startsWith('text/html'), isHtml, accept)
    if (isHtml) assert.equal(answer.text, json.body.data.html)
  }
})

test('in interactive mode the questions are offered, and the content waits for its choice', async () => {
  const voice = await createBrandVoice(desk.app.database.db, systemClock, {
    siteId: desk.siteId,
    name: 'Warm',
  })
  const offered = await desk.create({
    ideacloud_id: cloudId,
    mode: 'interactive',
    brand_voice_id: voice.id,
    content_depth: 'concise',
    auto_compliance: true,
  })
  assert.equal(offered.status, 200)
  const { content_id: id, required_inputs, ...answer } = offered.body.data
  assert.deepEqual(answer, {
    id: null,
    status: 'awaiting_input',
    ideacloud_id: cloudId,
    article_type: 'basic',
  })
  const { options } = required_inputs.selected_question_ids
  const recommended = questions.filter((question) => question.is_recommended).map(({ id }) => id)
  const ids = options.map((option: { id: string }) => option.id)
  assert.ok(recommended.length > 0 && recommended.length < questions.length)
  assert.deepEqual(ids.slice(0, recommended.length).sort(), recommended.sort())
  assert.deepEqual([...ids].sort(), questions.map((question) => question.id).sort())

  const waiting = (await desk.client('GET', `/content/${id}`)).body.data
  assert.equal(waiting.status, 'awaiting_input')
  assert.deepEqual(await desk.events(id), [])
  assert.equal((await desk.client('GET', `/content/${id}/html`)).status, 404)
  const without = await desk.client('POST', `/content/${id}/generate`, { json: {} })
  assert.equal(without.status, 400)
  assert.equal(without.body.error.message, 'selected_question_ids is required')

  const chosen = questions.find((question) => !question.is_recommended)
  const json = { selected_question_ids: [chosen?.id], title: 'As you asked' }
  const started = await desk.client('POST', `/content/${id}/generate`, { json })
  assert.equal(started.status, 202)
  assert.equal(started.body.data.id, id)
  const content = await desk.settle(id)
  assert.equal(content.status, 'complete')
  assert.equal(content.title, 'As you asked')
  assert.equal(content.metadata.tone, `BrandVoice:${voice.id}`)
  assert.equal(content.metadata.content_depth, 'concise')
  assert.ok((await desk.body(id)).content.includes(chosen?.question))
  const { rows } = await desk.app.database.pool.query('SELECT settings FROM contents WHERE id = $1', [id])
  assert.equal(rows[0].settings.autoCompliance, true)
  assert.equal(rows[0].settings.autoContentTools, false)
})

test('what cannot be written is refused with the reason, and leaves nothing', async () => {
  const { pool } = desk.app.database
  const researching = '0199a3c4-0000-7000-8000-0000000000aa'
  await pool.query(
    `INSERT INTO ideaclouds (id, site_id, keyword, status, created_at, updated_at)
     VALUES ($1, $2, 'still at it', 'researching', now(), now())`,
    [researching, desk.siteId],
  )
  const failed = await desk.cloud('how to bake sourdough bread')
  const before = await counts()
  const cases: [Record<string, unknown>, number, string, string | undefined][] = [
    [{ ideacloud_id: researching }, 400, 'IdeaCloud is not complete (status: researching)', 'ideacloud_id'],
    [{ ideacloud_id: failed }, 400, 'IdeaCloud is not complete (status: failed)', 'ideacloud_id'],
    [{ ideacloud_id: crypto.randomUUID() }, 404, 'IdeaCloud not found', undefined],
    [{ brand_voice_id: 'bv-of-nobody' }, 400, 'brand_voice_id does not exist on this site', 'brand_voice_id'],
    [
      { selected_question_ids: [questions[0]?.id, 'q-1-1', 'q-2-2'] },
      400,
      'selected_question_ids has ids that are not of this IdeaCloud: q-1-1, q-2-2',
      'selected_question_ids/1',
    ],
    [
      { language: 'French' },
      400,
      'language French has no configured writer; it can be one of: English, Spanish',
      'language',
    ],
  ]
  for (const [json, status, message, path] of cases) {
    for (const mode of ['simple', 'interactive']) {
      const answer = await desk.create({ ideacloud_id: cloudId, mode, ...json })
      assert.equal(answer.status, status, message)
      assert.equal(answer.body.error.message, message)
      assert.equal(answer.body.error.details?.fields[0].path, path)
    }
  }
  assert.deepEqual(await counts(), before)
})

test('a batch answers each item at its place, and what is wrong with one stops no other', async () => {
  const good = { ideacloud_id: cloudId, article_type: 'emailtemplate' }
  const items = [
    { ...good, title: 'first' },
    { ...good, ideacloud_id: crypto.randomUUID() },
    { ...good, article_type: 'poem' },
    { ...good, title: 'fourth', content_depth: 'concise' },
    { article_type: 'qa' },
    { ...good, mode: 'interactive' },
    { ...good, brand_voice_id: 'bv-of-nobody' },
    { ...good, article_type: 7 },
    { ...good, selected_question_ids: ['q-1-1'] },
    { ...good, title: 'tenth' },
  ]
  const before = await counts()
  const { status, body } = await desk.client('POST', '/content/batch', { json: { items } })
  assert.equal(status, 202)
  const answered: { status: string; title?: string; error?: string; article_type: unknown; id?: string }[] =
    body.data.items
  assert.deepEqual(
    answered.map((item) => item.title ?? item.error),
    [
      'first',
      'IdeaCloud not found',
      'article_type must be one of: basic, qa, expert, modellanding, comparison, salesevent, enhancedcontent, emailtemplate',
      'fourth',
      'ideacloud_id is required',
      'mode must be simple inside a batch',
      'brand_voice_id does not exist on this site',
      'article_type must be one of: basic, qa, expert, modellanding, comparison, salesevent, enhancedcontent, emailtemplate',
      'selected_question_ids has ids that are not of this IdeaCloud: q-1-1',
      'tenth',
    ],
  )
  const types = [
    'emailtemplate',
    'emailtemplate',
    'poem',
    'emailtemplate',
    'qa',
    'emailtemplate',
    'emailtemplate',
  ]
  assert.deepEqual(
    answered.map((item) => item.article_type),
    [...types, null, 'emailtemplate', 'emailtemplate'],
  )
  for (const item of answered) {
    assert.equal(item.status, item.error ? 'failed' : 'generating')
    assert.equal('id' in item, !item.error)
  }
  const after = await counts()
  assert.equal(after.contents, before.contents + 3)
  assert.equal(after.jobs, before.jobs + 3)
  for (const { id } of answered) if (id) assert.equal((await desk.settle(id)).status, 'complete')
})

test('a batch in which nothing can start is answered like any other', async () => {
  const before = await counts()
  const items = [{}, { ideacloud_id: cloudId, article_type: 'poem' }]
  const { status, body } = await desk.client('POST', '/content/batch', { json: { items } })
  assert.equal(status, 202)
  assert.deepEqual(
    body.data.items.map((item: { status: string }) => item.status),
    ['failed', 'failed'],
  )
  assert.deepEqual(await counts(), before)
})
