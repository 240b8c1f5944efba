// The things that requests of the published API are about, on one site: what stands is made once, what a request
// uses up is made anew each time it is named.

import { Readable } from 'node:stream'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { createBrandVoice, createCategory, createElement } from '#sites/index.ts'
import type { TestApp } from '../../harness/app.ts'
import type { Client } from '../../harness/client.ts'
import { importDemoFeed, settled, testVpic, until } from '../../harness/fixtures.ts'
import type { Receiver } from '../../webhooks/receiver.ts'

type Noun = string | string[]

export type Nouns = { of(name: string): Promise<Noun> }

const civic = '1HGBH41JXMN109186'

const civicFeed: Record<string, string> = {
  VIN: civic,
  Type: 'New',
  Year: '2026',
  Make: 'Honda',
  Model: 'Civic',
  Trim: 'EX',
  Price: '28500',
  MSRP: '29000',
  Sale_Price: '28000',
  Miles: '12',
  ExteriorColor: 'Crystal Black Pearl',
  InteriorColor: 'Black',
  Engine: '2.0L I4',
  EngineCylinders: '4',
  Transmission: 'CVT',
  Drivetrain: 'FWD',
  Fuel: 'Gasoline',
  CityMPG: '31',
  HighwayMPG: '39',
  'EV Range': '30',
  Body: 'Sedan',
  Doors: '4',
  Stock: 'H1001',
  DateInStock: '01/15/2026',
  Description: 'One owner of this page.',
  Options: 'Floor mats',
  Features: 'Apple CarPlay',
  VehicleUrl: 'https://www.harborhonda.example.com/civic',
  ImageList: 'https://cdn.example.com/civic.jpg',
}

/** A page that answers a question on the Civic. */
async function addPage(client: Client, receiver: Receiver): Promise<void> {
  receiver.behave('/robots.txt', (response) => {
    response.statusCode = 404
    response.end()
  })
  receiver.behave('/civic', (response) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<p>The safety rating of the 2026 Honda Civic is on its label. In snow a Civic needs winter tires.</p>`,
    )
  })
  const { id } = (await client('POST', '/site/sources', { json: { url: `${receiver.url}/civic` } })).body.data
  await until(client, `/site/sources/${id}`, ({ status }) => status === 'ready')
}

/** Works with a worker beside it; afterwards only what `nounsOf` makes is needed. */
export async function makeStanding(
  { database }: TestApp,
  client: Client,
  siteId: string,
  receiver: Receiver,
): Promise<Record<string, Noun>> {
  await stock(database, siteId)
  const { category, voice } = await arrange(database, siteId)
  const webhook = await subscribe(client, `${receiver.url}/half`)
  receiver.behave('/half', (response) => {
    if (receiver.received.length % 2 === 0) response.statusCode = 500
    response.end('half of the time')
  })
  await client('POST', `/inventory/${civic}/description`)
  await research(client, { keyword: 'Chevy Silverado 3500 DRW towing' })
  await addPage(client, receiver)
  const silverado = await research(client, { keyword: '2026 Chevy Silverado 3500 DRW' })
  const ideacloud = await research(client, { keyword: '2026 Honda Civic', category_id: category })
  const contents = await writeContents(client, { ideacloud, silverado, voice })
  const many = Array.from({ length: 25 }, () => ({ keyword: '2026 Honda CR-V', category_id: category }))
  const { items } = (await client('POST', '/ideaclouds/batch', { json: { items: many } })).body.data
  for (const { id } of items) await until(client, `/ideaclouds/${id}`, settled)
  await until(client, `/inventory/${civic}/description`, settled)
  await until(
    client,
    `/webhooks/${webhook}/deliveries?limit=100`,
    (rows) => rows.length > 25 && rows.every(({ status }: { status: string }) => status !== 'pending'),
  )
  const { title } = (await client('GET', `/ideaclouds/${ideacloud}`)).body.data
  const questions = await questionsOf(client, ideacloud)
  const [{ vin: otherVin }] = (await client('GET', '/inventory?limit=1&condition=used')).body.data
  const made = { category, voice, ideacloud, ideacloudTitle: title, silverado, questions, webhook }
  return { ...made, ...contents, vin: civic, otherVin }
}

async function stock(database: TestApp['database'], siteId: string): Promise<void> {
  await importDemoFeed(database, siteId)
  const csv = `${Object.keys(civicFeed).join(',')}\n${Object.values(civicFeed).join(',')}\n`
  const deps = { db: database.db, clock: systemClock, vpic: await testVpic() }
  await importFeed(deps, siteId, Readable.from([Buffer.from(csv)]))
}

async function arrange({ db, pool }: TestApp['database'], siteId: string) {
  await pool.query(`UPDATE sites SET platform = 'dealer_com' WHERE id = $1`, [siteId])
  const research = 'In-depth research pages for specific vehicle models'
  const named = { siteId, name: 'Model Research', description: research }
  const category = await createCategory(db, systemClock, named)
  const voice = await createBrandVoice(db, systemClock, {
    siteId,
    name: 'Plain',
    description: 'Short sentences',
  })
  await createElement(db, systemClock, { siteId, type: 'cta', name: 'Call', content: 'Call us today.' })
  return { category: category.id, voice: voice.id }
}

/** Two that are published and one that is scheduled; the last is the one to be read. */
async function writeContents(
  client: Client,
  { ideacloud, silverado, voice }: { ideacloud: string; silverado: string; voice: string },
): Promise<{ content: string }> {
  const featured_image = 'https://assets.example.com/civic.jpg'
  const scheduled = await write(client, { ideacloud_id: silverado, title: 'Best Trucks' })
  await client('PATCH', `/content/${scheduled}`, {
    json: { posting_status: 'scheduled', publish_at: '2099-05-01T09:00:00Z' },
  })
  const settings = { brand_voice_id: voice, content_depth: 'concise', content_length: 500 }
  let content = ''
  for (const input of [{}, settings]) {
    content = await write(client, { ideacloud_id: ideacloud, ...input })
    await client('PATCH', `/content/${content}`, { json: { posting_status: 'published', featured_image } })
  }
  return { content }
}

async function research(client: Client, json: object): Promise<string> {
  const { id } = (await client('POST', '/ideaclouds', { json })).body.data
  await until(client, `/ideaclouds/${id}`, settled)
  return id
}

async function write(client: Client, input: object): Promise<string> {
  const { id } = (await client('POST', '/content', { json: { ...input, article_type: 'basic' } })).body.data
  await until(client, `/content/${id}`, settled)
  return id
}

async function questionsOf(client: Client, ideacloud: string): Promise<string[]> {
  const { questions } = (await client('GET', `/ideaclouds/${ideacloud}/questions`)).body.data
  return questions.slice(0, 2).map(({ id }: { id: string }) => id)
}

async function subscribe(client: Client, url: string): Promise<string> {
  const json = { url, events: ['ideacloud.completed'] }
  return (await client('POST', '/webhooks', { json })).body.data.id
}

/** The nouns by name. No worker may run: what waits or generates is to stay so. */
export async function nounsOf(
  { database: { pool } }: TestApp,
  client: Client,
  standing: Record<string, Noun>,
  receiver: Receiver,
): Promise<Nouns> {
  receiver.behave('/', (response) => {
    response.writeHead(404, { 'content-type': 'application/json' })
    response.end('{"success":false,"error":{"message":"Token not found"}}')
  })
  const refusing = await subscribe(client, `${receiver.url}/`)
  const start = async (mode: string): Promise<string> => {
    const json = { ideacloud_id: standing.ideacloud, article_type: 'basic', mode }
    const { id, content_id: waiting } = (await client('POST', '/content', { json })).body.data
    return id ?? waiting
  }
  const copy = async (ideacloud: Noun | null): Promise<string> =>
    (await pool.query(copyText, [standing.content, ideacloud])).rows[0].id
  const making: Record<string, () => Promise<Noun>> = {
    receiver: async () => refusing,
    waiting: () => start('interactive'),
    generating: () => start('simple'),
    complete: () => copy(standing.ideacloud ?? null),
    unlinked: () => copy(null),
    async researching() {
      return (await client('POST', '/ideaclouds', { json: { keyword: 'Honda' } })).body.data.id
    },
    async spareWebhook() {
      // A site has a limit of them, and the request before is done with its own.
      await pool.query('DELETE FROM webhooks WHERE id <> ALL($1)', [[standing.webhook, refusing]])
      return await subscribe(client, 'https://hooks.example.com/')
    },
  }
  return {
    async of(name) {
      const known = standing[name] ?? (await making[name]?.())
      if (known === undefined) throw new Error(`nouns.ts knows no $${name}: make one, or name another.`)
      return known
    },
  }
}

/** A complete content, as far as a request sees. */
const copyText = `
WITH made AS (
  INSERT INTO contents (id, site_id, ideacloud_id, article_type, title, status, settings, language, content_intent,
    word_count, api_key_id, api_creator_label, created_at, updated_at)
  SELECT gen_random_uuid(), site_id, $2::uuid, article_type, title, status, settings, language, content_intent,
    word_count, api_key_id, api_creator_label, now(), now() FROM contents WHERE id = $1
  RETURNING id
), body AS (
  INSERT INTO content_components (id, content_id, type, status, content, created_at, updated_at)
  SELECT gen_random_uuid(), made.id, type, status, content, now(), now()
  FROM content_components, made WHERE content_id = $1
)
SELECT id FROM made`
