// The twenty sites of the soak, each with stock, keys, a category, a voice, and a subscription to everything.

import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '#db/index.ts'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { scopes } from '#kernel/scopes.ts'
import { createKey } from '#keys/index.ts'
import { openVpic } from '#knowledge/index.ts'
import { createBrandVoice, createCategory, createSite } from '#sites/index.ts'

const root = join(import.meta.dirname, '..')
const many = 20
/** So many that no minute's limit is reached. */
const keysOfEach = 5

export type Dealership = {
  nth: number
  siteId: string
  keys: string[]
  categoryId: string
  voiceId: string
  vins: string[]
  /** Complete IdeaClouds, with all their questions. */
  clouds: { id: string; questionIds: string[] }[]
  /** Complete contents. */
  contentIds: string[]
  webhookId: string
  /** Where webhooks that come and go are received. */
  passingUrl: string
}

export async function openDealerships(database: Database): Promise<Dealership[]> {
  const { db, pool } = database
  const vpic = await openVpic({ cacheFolder: join(root, '.cache/vpic') })
  const all: Dealership[] = []
  for (let nth = 0; nth < many; nth++) {
    const site = await createSite(db, systemClock, {
      name: `Harbor Honda ${nth}`,
      domain: `www.harbor${nth}.example.com`,
      city: 'Duluth',
      state: 'MN',
      zip: '55802',
      phone: '(218) 555-0142',
      address: `${nth} Harbor Road`,
    })
    const siteId = site.id
    const category = await createCategory(db, systemClock, { siteId, name: 'Research' })
    const voice = await createBrandVoice(db, systemClock, { siteId, name: 'House', tone: 'friendly' })
    await importFeed({ db, clock: systemClock, vpic }, siteId, createReadStream(join(root, 'demo/feed.csv')))
    const keys: string[] = []
    for (let i = 0; i < keysOfEach; i++) {
      const limits = { perMinute: 500, perDay: 100_000 }
      const made = await createKey(db, systemClock, {
        siteId,
        name: `soak ${i}`,
        scopes: [...scopes],
        ...limits,
      })
      keys.push(made.key)
    }
    const { rows } = await pool.query(`SELECT vin FROM vehicles WHERE site_id = $1 AND status = 'in_stock'`, [
      siteId,
    ])
    const vins = rows.map((row) => row.vin)
    const places = { clouds: [], contentIds: [], webhookId: '', passingUrl: '' }
    all.push({ nth, siteId, keys, categoryId: category.id, voiceId: voice.id, vins, ...places })
  }
  vpic.close()
  return all
}
