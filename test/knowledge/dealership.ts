import { Readable } from 'node:stream'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import type { TestApp } from '../harness/app.ts'
import { type Client, clientOf } from '../harness/client.ts'
import { makeKey, makeSite, settled, testVpic, until } from '../harness/fixtures.ts'

const columns = [
  'Type',
  'VIN',
  'Year',
  'Make',
  'Model',
  'Trim',
  'ExteriorColor',
  'SellingPrice',
  'Status',
] as const

/** A row of its feed; what is left out is that of a new 2026 Honda CR-V EX on the lot. */
export type Row = Partial<Record<(typeof columns)[number] | 'Description', string>>

const usual: Row = {
  Type: 'New',
  Year: '2026',
  Make: 'Honda',
  Model: 'CR-V',
  Trim: 'EX',
  ExteriorColor: 'Platinum White Pearl',
  SellingPrice: '35650',
}

export type Dealership = {
  siteId: string
  client: Client
  feed(rows: readonly Row[]): Promise<void>
  /** Once the worker is done. */
  describe(vin: string): Promise<Description>
  description(vin: string): Promise<Description>
  /** A model landing page of the CR-V, unless it is asked for an article from an IdeaCloud. */
  landingPage(): Promise<Content>
  article(keyword: string): Promise<Content>
  content(id: string): Promise<Content>
  body(id: string): Promise<string>
}

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies member by member and assert what they find
type Content = any
// biome-ignore lint/suspicious/noExplicitAny: as above
type Description = any

/** A site of its own, with a key, on a server that has a worker or gets one. */
export async function openDealership(app: TestApp): Promise<Dealership> {
  const { database } = app
  const siteId = (await makeSite(database)).id
  const client = clientOf(app.url, (await makeKey(database, siteId)).key)
  const read = async (path: string) => (await client('GET', path)).body.data
  const made = async (path: string, json: object) => {
    const { id } = (await client('POST', path, { json })).body.data
    return await until(client, `/content/${id}`, settled)
  }
  return {
    siteId,
    client,
    async feed(rows) {
      const names = [...columns, 'Description'] as const
      const lines = rows.map((row) => names.map((name) => row[name] ?? usual[name] ?? '').join(','))
      const csv = `${[names.join(','), ...lines].join('\n')}\n`
      const deps = { db: database.db, clock: systemClock, vpic: await testVpic() }
      const { quarantined } = await importFeed(deps, siteId, Readable.from([Buffer.from(csv)]))
      if (quarantined.length > 0) throw new Error(JSON.stringify(quarantined))
    },
    async describe(vin) {
      await client('POST', `/inventory/${vin}/description`)
      return await until(client, `/inventory/${vin}/description`, settled)
    },
    description: (vin) => read(`/inventory/${vin}/description`),
    landingPage: () => made('/model-landing-pages', { year: 2026, make: 'Honda', model: 'CR-V' }),
    async article(keyword) {
      const { id } = (await client('POST', '/ideaclouds', { json: { keyword } })).body.data
      await until(client, `/ideaclouds/${id}`, settled)
      return await made('/content', { ideacloud_id: id, article_type: 'basic' })
    },
    content: (id) => read(`/content/${id}`),
    body: async (id) => (await read(`/content/${id}/components/body`)).content,
  }
}

/** VINs of new CR-Vs; their check digits are not looked at where vPIC has nothing to say. */
export const crvs = Array.from({ length: 20 }, (_, i) => `2HKRS4H48TH${String(1000 + i).padStart(6, '0')}`)
