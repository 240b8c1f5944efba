// What demo/tour.ts does, and a webhook, by the functions and types of the generated client alone. `./client` is
// made beside a copy of this file (see ../generated-client.test.ts). Prints what came of it as JSON.

import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { client } from './client/client.gen.js'
import {
  type Content,
  contentComponent,
  contentCreate,
  contentCreateBatch,
  contentGenerate,
  contentGet,
  contentHtml,
  contentPublishData,
  contentUpdate,
  type Failure,
  ideacloudCreate,
  ideacloudGet,
  ideacloudQuestions,
  inventoryDescribe,
  inventoryDescribeBatch,
  inventoryDescription,
  inventoryList,
  siteGet,
  type WebhookEvent,
  webhookCreate,
  webhookDeliveries,
} from './client/index.js'

const pollMs = 50
const patienceMs = 30_000
const orThrow = { throwOnError: true } as const

client.setConfig({
  baseUrl: process.env.FORECOURT_URL ?? 'http://127.0.0.1:8080',
  auth: process.env.FORECOURT_KEY ?? '',
})

const site = (await siteGet(orThrow)).data.data
const received = await listen()
const ideacloudId = await research('2026 Honda CR-V')
const { questions, clusters } = (await ideacloudQuestions({ ...orThrow, path: { id: ideacloudId } })).data
  .data
const simple = await writeSimple()
const chosen = await writeFromChosenQuestions()
const batch = await writeBatch()
const published = await publish(simple.id)
const descriptions = await describeStock()
const refused = await refusal()
const events = await received.all(1 + 2 + batch.length + descriptions.length)

console.log(
  JSON.stringify({
    site: site.name,
    questions: questions.length,
    clusterSizes: clusters.map(({ question_count }) => question_count),
    articles: [simple, chosen, ...batch].map(summary),
    body: (await contentComponent({ ...orThrow, path: { id: simple.id, type: 'body' } })).data.data.content,
    html: (await contentHtml({ ...orThrow, path: { id: simple.id } })).data.data.html,
    published,
    descriptions,
    refused,
    events: events.map(({ type }) => type),
  }),
)

async function research(keyword: string): Promise<string> {
  // The same key twice is the same IdeaCloud.
  const request = { ...orThrow, body: { keyword }, headers: { 'x-idempotency-key': 'whole job' } }
  const { id } = (await ideacloudCreate(request)).data.data
  const again = (await ideacloudCreate(request)).data.data
  if (again.id !== id) throw new Error('An idempotency key had two effects.')
  await finished(async () => (await ideacloudGet({ ...orThrow, path: { id } })).data.data)
  return id
}

async function writeSimple(): Promise<Content> {
  const started = await contentCreate({
    ...orThrow,
    body: { ideacloud_id: ideacloudId, article_type: 'basic' },
  })
  const content = started.data.data
  if (content.status !== 'generating') throw new Error('Simple mode asked for input.')
  return await finishedContent(content.id)
}

async function writeFromChosenQuestions(): Promise<Content> {
  const body = { ideacloud_id: ideacloudId, article_type: 'qa', mode: 'interactive' } as const
  const asked = (await contentCreate({ ...orThrow, body })).data.data
  if (asked.status !== 'awaiting_input') throw new Error('Interactive mode asked for nothing.')
  const { options } = asked.required_inputs.selected_question_ids
  const choice = options.slice(0, 2).map(({ id }) => id)
  const path = { id: asked.content_id }
  const started = await contentGenerate({ ...orThrow, path, body: { selected_question_ids: choice } })
  return await finishedContent(started.data.data.id)
}

async function writeBatch(): Promise<Content[]> {
  const types = ['expert', 'modellanding', 'emailtemplate'] as const
  const items = types.map((article_type) => ({ ideacloud_id: ideacloudId, article_type }))
  const started = (await contentCreateBatch({ ...orThrow, body: { items } })).data.data
  const contents: Content[] = []
  for (const item of started.items) {
    if (item.status === 'failed') throw new Error(item.error)
    contents.push(await finishedContent(item.id))
  }
  return contents
}

async function publish(id: string): Promise<{ status: string; slug: string | null; schemas: number }> {
  await contentUpdate({ ...orThrow, path: { id }, body: { posting_status: 'published' } })
  const { posting_status, slug, schema } = (await contentPublishData({ ...orThrow, path: { id } })).data.data
  return { status: posting_status, slug, schemas: schema.length }
}

async function describeStock(): Promise<{ vin: string; words: number; claims: number; supported: number }[]> {
  const page = (await inventoryList({ ...orThrow, query: { limit: 4 } })).data
  if (!page.pagination.has_more || page.pagination.next_cursor === null) throw new Error('One page is all.')
  const [first, ...others] = page.data
  if (!first) throw new Error('The inventory is empty.')
  await inventoryDescribe({ ...orThrow, path: { vin: first.vin } })
  await inventoryDescribeBatch({ ...orThrow, body: { vins: others.map(({ vin }) => vin) } })
  const described = []
  for (const { vin } of page.data) {
    const read = async () => (await inventoryDescription({ ...orThrow, path: { vin } })).data.data
    const { word_count, grounding } = await finished(read)
    const { claims, supported } = grounding ?? { claims: 0, supported: 0 }
    described.push({ vin, words: word_count ?? 0, claims, supported })
  }
  return described
}

/** What a mistake looks like to a program: the failure is data, with a code to decide by. */
async function refusal(): Promise<{ code: Failure['error']['code']; status: number }> {
  const { data, error, response } = await ideacloudCreate({ body: { keyword: '' } })
  if (data || !response) throw new Error('An empty keyword was taken.')
  return { code: error.error.code, status: response.status }
}

async function finishedContent(id: string): Promise<Content> {
  return await finished(async () => (await contentGet({ ...orThrow, path: { id } })).data.data)
}

/** Reads until it is complete. */
async function finished<T extends { status: string; error?: string }>(read: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const state = await read()
    if (state.status === 'complete') return state
    if (state.status === 'failed') throw new Error(`It failed: ${state.error}`)
    if (Date.now() > deadline) throw new Error(`It is still ${state.status}.`)
    await pause(pollMs)
  }
}

function summary({ title, article_type, word_count, grounding }: Content) {
  const { claims, supported } = grounding ?? { claims: 0, supported: 0 }
  return { title, type: article_type, words: word_count ?? 0, claims, supported }
}

/** A subscription; `all` waits until the log has so many deliveries that succeeded, and verifies what arrived. */
async function listen(): Promise<{ all(count: number): Promise<WebhookEvent[]> }> {
  const arrived: { signature: unknown; text: string }[] = []
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    arrived.push({
      signature: request.headers['x-webhook-signature'],
      text: Buffer.concat(chunks).toString(),
    })
    response.end()
  })
  await once(receiver.listen(0, '127.0.0.1'), 'listening')
  const { port } = receiver.address() as AddressInfo
  const { id, secret } = (
    await webhookCreate({
      ...orThrow,
      body: {
        url: `http://127.0.0.1:${port}/`,
        events: ['ideacloud.completed', 'content.completed', 'inventory.description.completed'],
      },
    })
  ).data.data
  return {
    async all(count) {
      await finished(async () => {
        const { data } = (await webhookDeliveries({ ...orThrow, path: { id } })).data
        const succeeded = data.filter(({ status }) => status === 'succeeded').length
        return { status: succeeded >= count ? 'complete' : `at ${succeeded} of ${count} deliveries` }
      })
      receiver.close()
      return arrived.map(({ signature, text }) => {
        const expected = `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`
        if (signature !== expected) throw new Error('A delivery is not signed by the secret.')
        return JSON.parse(text) as WebhookEvent
      })
    },
  }
}
