import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scopes } from '#kernel/scopes.ts'
import { builtInWriter } from '#writing/port.ts'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite } from '../harness/fixtures.ts'

let app: TestApp
let client: Client

before(async () => {
  const spanish = { ...builtInWriter, name: 'spanish', languages: ['Spanish'] }
  app = await startTestApp({ roles: ['api'], phrasers: [builtInWriter, spanish] })
  const site = await makeSite(app.database)
  client = clientOf(app.url, (await makeKey(app.database, site.id, ['webhooks:read'])).key)
})
after(() => app.stop())

const read = async (name: string) => (await client('GET', `/reference/${name}`)).body.data

test('every scope is listed with what it unlocks', async () => {
  const listed = (await read('scopes')).scopes
  assert.deepEqual(Object.keys(listed), scopes)
  assert.equal(listed['ideaclouds:read'], 'List and view IdeaClouds and questions')
  assert.equal(listed['site:read'], 'View site details, brand voices, elements, categories')
})

test('every language is listed, and those are available that a configured writer writes', async () => {
  const { languages } = await read('languages')
  assert.equal(languages.length, 13)
  const available = languages.filter((one: { is_available: boolean }) => one.is_available)
  assert.deepEqual(
    available.map(({ name }: { name: string }) => name),
    ['English', 'Spanish'],
  )
})

test('the article types are listed with their usual lengths', async () => {
  const { article_types } = await read('article-types')
  assert.deepEqual(
    article_types.map((one: Record<string, unknown>) => [one.article_type, one.default_word_count]),
    [
      ['basic', 1200],
      ['qa', 1800],
      ['expert', 2000],
      ['modellanding', 2500],
      ['comparison', 3500],
      ['salesevent', 600],
      ['enhancedcontent', 900],
      ['emailtemplate', 250],
    ],
  )
  for (const { name, description } of article_types) assert.ok(name && description.endsWith('.'), name)
})

test('the component types are listed with the format of what they hold', async () => {
  const { component_types } = await read('component-types')
  const formats = Object.fromEntries(
    component_types.map((one: Record<string, string>) => [one.type, one.content_format]),
  )
  assert.equal(component_types.length, 18)
  assert.equal(formats.body, 'markdown')
  const json = Object.keys(formats).filter((type) => formats[type] === 'json')
  assert.deepEqual(json, [
    'seoMetadata',
    'articleSchema',
    'authorSchema',
    'organizationSchema',
    'faqSchema',
    'vehicleSchema',
    'combinedSchema',
  ])
  assert.equal(formats.facebookSnip, 'text')
})

test('the webhook events are listed with when they happen', async () => {
  const { webhook_events } = await read('webhook-events')
  assert.deepEqual(
    webhook_events.map(({ type }: { type: string }) => type),
    [
      'ideacloud.completed',
      'ideacloud.failed',
      'content.progress',
      'content.completed',
      'content.failed',
      'content.approval.submitted',
      'content.approval.approved',
      'content.approval.rejected',
      'content.approval.escalated',
      'content.approval.overridden',
      'compliance.completed',
      'content_tools.completed',
      'inventory.description.completed',
      'inventory.description.batch_completed',
      'inventory.feed.updated',
    ],
  )
  for (const { type, description } of webhook_events) assert.match(description, /^[A-Z].*\.$/, type)
})
