// What visitors do: each a short story of requests, as an integration sends them, that waits for what it started.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { articleTypes } from '#writing/port.ts'
import { Abandoned, type Answer, type Caller } from './caller.ts'
import type { Dealership } from './dealerships.ts'

const pollMs = 400
const settledWithinMs = 150_000
const keptOfEach = 100

type Visit = (caller: Caller, site: Dealership) => Promise<void>

/** How often each is made, against the others. */
const visits: [number, Visit][] = [
  [30, readSomething],
  [20, walkAList],
  [6, research],
  [5, writeArticle],
  [3, chooseQuestions],
  [3, writeBatch],
  [3, writeAgain],
  [3, writeFromInput],
  [5, describeVehicle],
  [2, describeVehicles],
  [4, publish],
  [3, keepAWebhook],
  [6, sendTwice],
  [7, sendNonsense],
]

const urn = visits.flatMap(([weight, made]) => Array.from({ length: weight }, () => made))

/** One visit, chosen by its weight. */
export async function visit(caller: Caller, site: Dealership): Promise<void> {
  await one(urn)(caller, site)
}

const keywords = [
  '2026 Honda CR-V',
  '2025 Honda Civic',
  'Honda Accord vs Toyota Camry',
  'used SUVs',
  'lease a Honda',
  'Honda Pilot towing capacity',
]
function one<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T
}

function keep<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > keptOfEach) list.shift()
}

/** @throws Abandoned, with a fault, when it takes too long. */
async function until(caller: Caller, site: Dealership, path: string): Promise<Answer['data']> {
  const deadline = performance.now() + settledWithinMs
  for (;;) {
    const { data } = await caller.send(site, 'GET', path)
    if (data.status === 'complete' || data.status === 'failed') return data
    if (performance.now() > deadline) {
      caller.fault(`${path} is ${data.status} after ${settledWithinMs / 1000} s`)
      throw new Abandoned()
    }
    await pause(pollMs)
  }
}

export async function research(caller: Caller, site: Dealership): Promise<void> {
  const json = { keyword: one(keywords), category_id: site.categoryId }
  const { data } = await caller.send(site, 'POST', '/ideaclouds', { json, expect: [202] })
  const { status } = await until(caller, site, `/ideaclouds/${data.id}`)
  if (status !== 'complete') return caller.fault(`the research of "${json.keyword}" failed`)
  const answer = await caller.send(site, 'GET', `/ideaclouds/${data.id}/questions`)
  const questionIds = answer.data.questions.map((question: { id: string }) => question.id)
  keep(site.clouds, { id: data.id, questionIds })
}

/** Waits for the text, and holds what it says of its claims against each other. */
async function settle(caller: Caller, site: Dealership, id: string): Promise<void> {
  const { status, error, grounding } = await until(caller, site, `/content/${id}`)
  if (status !== 'complete') return caller.fault(`content ${id} failed: ${error}`)
  if (grounding.supported === 0 || grounding.claims !== grounding.supported + grounding.removed)
    caller.fault(`content ${id} has claims that are neither carried nor cut: ${JSON.stringify(grounding)}`)
  keep(site.contentIds, id)
}

function article(site: Dealership): Record<string, unknown> {
  return {
    ideacloud_id: one(site.clouds).id,
    article_type: one(articleTypes),
    content_depth: 'concise',
    brand_voice_id: site.voiceId,
  }
}

async function writeArticle(caller: Caller, site: Dealership): Promise<void> {
  const { data } = await caller.send(site, 'POST', '/content', { json: article(site), expect: [202] })
  await settle(caller, site, data.id)
}

async function chooseQuestions(caller: Caller, site: Dealership): Promise<void> {
  const json = { ...article(site), mode: 'interactive' }
  const { data } = await caller.send(site, 'POST', '/content', { json })
  const options = data.required_inputs.selected_question_ids.options as { id: string }[]
  const chosen = { selected_question_ids: options.slice(0, 3).map(({ id }) => id) }
  await caller.send(site, 'POST', `/content/${data.content_id}/generate`, { json: chosen, expect: [202] })
  await settle(caller, site, data.content_id)
}

async function writeBatch(caller: Caller, site: Dealership): Promise<void> {
  const items = [article(site), article(site), { ...article(site), article_type: 'poem' }]
  const { data } = await caller.send(site, 'POST', '/content/batch', { json: { items }, expect: [202] })
  const statuses = data.items.map((item: { status: string }) => item.status).join()
  if (statuses !== 'generating,generating,failed') return caller.fault(`a batch answered ${statuses}`)
  for (const { id } of data.items.slice(0, 2)) await settle(caller, site, id)
}

/** Another visitor may be at it already: then it is generating, and a 400 says so. */
async function writeAgain(caller: Caller, site: Dealership): Promise<void> {
  if (site.contentIds.length === 0) return
  const id = one(site.contentIds)
  const json = { content_depth: one(['concise', 'steady']) }
  const answer = await caller.send(site, 'POST', `/content/${id}/generate`, { json, expect: [202, 400] })
  if (answer.status === 202) await settle(caller, site, id)
}

async function writeFromInput(caller: Caller, site: Dealership): Promise<void> {
  const [path, json] = one<[string, object]>([
    [
      '/comparisons',
      {
        vehicles: [
          { year: 2026, make: 'Honda', model: 'CR-V' },
          { year: 2026, make: 'Honda', model: 'Pilot' },
        ],
      },
    ],
    ['/content/model-landing', { year: 2026, make: 'Honda', model: 'CR-V' }],
    [
      '/sales-events',
      {
        event_name: 'Spring Sale',
        start_date: '2027-04-01T09:00:00Z',
        end_date: '2027-04-07T21:00:00Z',
        location: '1 Harbor Road',
        category: 'Sales Event',
      },
    ],
  ])
  const answer = await caller.send(site, 'POST', path, {
    json: { ...json, content_depth: 'concise' },
    expect: [202],
  })
  await settle(caller, site, answer.data.id)
}

async function describeVehicle(caller: Caller, site: Dealership): Promise<void> {
  const path = `/inventory/${one(site.vins)}/description`
  await caller.send(site, 'POST', path, { expect: [202] })
  const { status, grounding } = await until(caller, site, path)
  if (status !== 'complete') return caller.fault(`${path} failed`)
  if (grounding.claims !== grounding.supported + grounding.removed)
    caller.fault(`${path} has claims that are neither carried nor cut: ${JSON.stringify(grounding)}`)
}

async function describeVehicles(caller: Caller, site: Dealership): Promise<void> {
  const json = { vins: Array.from({ length: 5 }, () => one(site.vins)) }
  await caller.send(site, 'POST', '/inventory/descriptions/batch', { json, expect: [202] })
  for (const vin of json.vins) await until(caller, site, `/inventory/${vin}/description`)
}

async function readSomething(caller: Caller, site: Dealership): Promise<void> {
  const cloud = one(site.clouds)
  const paths = [
    `/ideaclouds/${cloud.id}`,
    `/ideaclouds/${cloud.id}/questions`,
    `/inventory/${one(site.vins)}`,
    `/inventory/${one(site.vins)}/description`,
    '/site',
    '/site/categories',
    '/site/content-types',
    '/reference/article-types',
  ]
  if (site.contentIds.length > 0) {
    const id = one(site.contentIds)
    paths.push(
      `/content/${id}`,
      `/content/${id}/components`,
      `/content/${id}/versions`,
      `/content/${id}/html?document=true`,
      `/content/${id}/publish-data`,
    )
  }
  for (let i = 0; i < 3; i++) await caller.send(site, 'GET', one(paths))
}

async function walkAList(caller: Caller, site: Dealership): Promise<void> {
  const path = one([
    '/content?',
    '/content?status=complete&',
    '/content?status=generating&',
    `/content?article_type=${one(articleTypes)}&`,
    `/content?category_id=${site.categoryId}&`,
    `/content?ideacloud_id=${one(site.clouds).id}&`,
    '/content/published?',
    '/ideaclouds?',
    '/ideaclouds?keyword=honda&',
    '/inventory?',
    '/inventory?make=hon&condition=used&',
    '/events?',
    '/events?type=content.completed&',
    `/webhooks/${site.webhookId}/deliveries?`,
    `/webhooks/${site.webhookId}/deliveries?status=succeeded&`,
  ])
  let cursor = ''
  for (let i = 0; i < 3 && cursor !== undefined; i++) {
    const { text } = await caller.send(site, 'GET', `${path}limit=${one([10, 25, 100])}${cursor}`)
    const { next_cursor } = JSON.parse(text).pagination
    if (next_cursor === null) return
    cursor = `&cursor=${next_cursor}`
  }
}

/** Another visitor may be writing it again, or have taken the slug. */
async function publish(caller: Caller, site: Dealership): Promise<void> {
  if (site.contentIds.length === 0) return
  const path = `/content/${one(site.contentIds)}`
  const json = one<object>([
    { posting_status: 'published' },
    { posting_status: 'scheduled', publish_at: new Date(Date.now() + 60_000).toISOString() },
    { posting_status: 'draft' },
    { title: `A title of ${new Date().toISOString()}` },
    { slug: `slug-${Math.floor(Math.random() * 50)}` },
  ])
  await caller.send(site, 'PATCH', path, { json, expect: [200, 400, 409] })
}

async function keepAWebhook(caller: Caller, site: Dealership): Promise<void> {
  await caller.send(site, 'GET', '/webhooks')
  const json = { url: site.passingUrl, events: ['content.completed'] }
  const { data } = await caller.send(site, 'POST', '/webhooks', { json, expect: [201] })
  await caller.send(site, 'PATCH', `/webhooks/${data.id}`, { json: { description: 'A passing one' } })
  await caller.send(site, 'POST', `/webhooks/${data.id}/test`)
  await caller.send(site, 'POST', `/webhooks/${data.id}/rotate-secret`)
  await caller.send(site, 'GET', `/webhooks/${data.id}/deliveries`)
  // Sent again when the first answer was lost in a restart.
  await caller.send(site, 'DELETE', `/webhooks/${data.id}`, { expect: [204, 404] })
}

/** The same key three times, twice at once: one effect and the same bytes. */
async function sendTwice(caller: Caller, site: Dealership): Promise<void> {
  const [path, json] = one<[string, object]>([
    ['/content', article(site)],
    ['/ideaclouds', { keyword: one(keywords) }],
    ['/content/batch', { items: [article(site), { article_type: 'poem' }] }],
  ])
  const sending = { json, expect: [202], idempotencyKey: randomUUID() }
  const answers = await Promise.all([
    caller.send(site, 'POST', path, sending),
    caller.send(site, 'POST', path, sending),
  ])
  answers.push(await caller.send(site, 'POST', path, sending))
  if (new Set(answers.map((answer) => answer.text)).size !== 1)
    caller.fault(`${path}: one key, several answers`)
  if (answers.filter((answer) => answer.headers['idempotency-replayed'] === undefined).length > 1)
    caller.fault(`${path}: one key, several effects`)
  const other = { ...sending, json: { ...json, unknown: 1 }, expect: [409] }
  await caller.send(site, 'POST', path, other)
}

async function sendNonsense(caller: Caller, site: Dealership): Promise<void> {
  const cloud = one(site.clouds)
  const missing = '/content/01234567-89ab-7def-8123-456789abcdef'
  const [method, path, sending] = one<[string, string, Parameters<Caller['send']>[3]]>([
    ['GET', missing, { expect: [404] }],
    ['GET', '/content?limit=1000', { expect: [400] }],
    ['GET', '/content?cursor=forged.cursor', { expect: [400] }],
    ['GET', '/content', { key: `hzk_${'0'.repeat(64)}`, expect: [401] }],
    ['GET', '/no/such/path', { expect: [404] }],
    ['DELETE', '/content', { expect: [405] }],
    ['POST', '/content', { json: { ideacloud_id: cloud.id, article_type: 'poem' }, expect: [400] }],
    ['POST', '/content', { json: { ideacloud_id: site.siteId, article_type: 'basic' }, expect: [404] }],
    ['POST', '/ideaclouds', { json: { keyword: '\u0000' }, expect: [400] }],
    ['PATCH', missing, { json: { title: 'x' }, expect: [404] }],
    ['GET', '/inventory/IOQ', { expect: [400] }],
  ])
  await caller.send(site, method, path, sending)
}
