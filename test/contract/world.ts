import { systemClock } from '#kernel/clock.ts'
import { openSpending } from '#models/index.ts'
import { changeContentType, createBrandVoice, createCategory, createElement } from '#sites/index.ts'
import type { Client } from '../harness/client.ts'
import type { TestDatabase } from '../harness/database.ts'
import { settled, until } from '../harness/fixtures.ts'
import type { World } from './valid-requests.ts'

/** One of each noun on a site whose inventory has the demo's feed; needs a worker. */
export async function makeWorld(client: Client, database: TestDatabase, siteId: string): Promise<World> {
  const category = await createCategory(database.db, systemClock, { siteId, name: 'Model research' })
  const voice = await createBrandVoice(database.db, systemClock, { siteId, name: 'Plain' })
  const disclaimer = { siteId, type: 'disclaimer', name: 'Prices', content: 'Prices do not include taxes.' }
  await createElement(database.db, systemClock, disclaimer)
  await changeContentType(database.db, systemClock, { siteId, type: 'emailtemplate', words: 300 })
  const webhookId = await subscribe(client)
  const spareWebhookId = await subscribe(client)
  const json = { keyword: '2026 Honda CR-V', category_id: category.id }
  const headers = { 'X-Idempotency-Key': 'the first' }
  const ideacloudId = (await client('POST', '/ideaclouds', { json, headers })).body.data.id
  await until(client, `/ideaclouds/${ideacloudId}`, settled)
  const { questions } = (await client('GET', `/ideaclouds/${ideacloudId}/questions`)).body.data
  const input = { ideacloud_id: ideacloudId, article_type: 'basic' }
  const contentId = (await client('POST', '/content', { json: input })).body.data.id
  await until(client, `/content/${contentId}`, settled)
  await client('PATCH', `/content/${contentId}`, { json: { posting_status: 'published' } })
  const waiting = await client('POST', '/content', { json: { ...input, mode: 'interactive' } })
  await client('PATCH', '/site/models', { json: { at_limit: 'fall_back' } })
  await askModel(database, siteId, contentId)
  const [{ vin }] = (await client('GET', '/inventory?limit=1')).body.data
  await client('POST', '/inventory/descriptions/batch', { json: { vins: [vin] } })
  await until(client, `/inventory/${vin}/description`, settled)
  return {
    ideacloudId,
    contentId,
    waitingId: waiting.body.data.content_id,
    questionIds: questions.slice(0, 2).map((question: { id: string }) => question.id),
    vin,
    brandVoiceId: voice.id,
    categoryId: category.id,
    webhookId,
    deliveryId: await firstDelivery(client, webhookId),
    spareWebhookId,
    sourceId: await addDocument(client),
    spareSourceId: await addDocument(client),
    eventId: (await client('GET', '/events')).body.data[0].id,
  }
}

/** Read, with a fact and a passage. */
async function addDocument(client: Client): Promise<string> {
  const content =
    '| Year | Make | Model | Towing capacity (lb) |\n|---|---|---|---|\n| 2026 | Honda | Pilot | 5,000 |\n'
  const json = { title: 'Towing guide', media_type: 'text/markdown', content }
  const { id } = (await client('POST', '/site/sources', { json })).body.data
  await until(client, `/site/sources/${id}`, ({ status }) => status !== 'reading')
  return id
}

/** As a worker with a model does. */
async function askModel({ db }: TestDatabase, siteId: string, contentId: string): Promise<void> {
  const budget = { tokensPerDay: null, centsPerDay: null }
  const account = await openSpending({ db, clock: systemClock, budget }).accountOf(siteId)
  await account.reserve({
    work: { kind: 'content', id: contentId, part: 'lead' },
    ...{ task: 'phrase-section', provider: 'ollama', model: 'qwen3', hash: Buffer.from('hash') },
    usage: { inputTokens: 100, outputTokens: 50, isEstimate: true },
  })
}

/** Nobody listens there. */
async function subscribe(client: Client): Promise<string> {
  const json = { url: 'http://127.0.0.1:1009/', events: ['ideacloud.completed', 'content.completed'] }
  return (await client('POST', '/webhooks', { json })).body.data.id
}

async function firstDelivery(client: Client, webhookId: string): Promise<string> {
  const path = `/webhooks/${webhookId}/deliveries`
  return (await until(client, path, (deliveries) => deliveries.length > 0))[0].id
}
