import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { type Scope, scopes } from '#kernel/scopes.ts'
import { createKey } from '#keys/index.ts'
import { openVpic, type Vpic } from '#knowledge/index.ts'
import { createSite, type SiteRow } from '#sites/index.ts'
import type { Answer, Client } from './client.ts'
import type { TestDatabase } from './database.ts'

export async function makeSite(database: TestDatabase, name = 'Harbor Honda'): Promise<SiteRow> {
  return await createSite(database.db, systemClock, {
    name,
    domain: 'www.harborhonda.example.com',
    city: 'Huntington',
    state: 'NY',
    zip: '11743',
    oem: 'Honda',
    phone: '(631) 555-0142',
    address: '12 Harbor Road',
  })
}

/** A key that no test reaches the limit of. */
export async function makeKey(database: TestDatabase, siteId: string, which: readonly Scope[] = scopes) {
  return await createKey(database.db, systemClock, {
    siteId,
    name: 'test key',
    scopes: [...which],
    perMinute: 500,
    perDay: 100_000,
  })
}

let vpic: Promise<Vpic> | undefined

/** vPIC, prepared once for all test files. */
export function testVpic(): Promise<Vpic> {
  vpic ??= openVpic({ cacheFolder: join(import.meta.dirname, '../../.cache/vpic') })
  return vpic
}

/** The demo's feed in a site's inventory. */
export async function importDemoFeed(database: TestDatabase, siteId: string) {
  const deps = { db: database.db, clock: systemClock, vpic: await testVpic() }
  return await importFeed(deps, siteId, createReadStream(join(import.meta.dirname, '../../demo/feed.csv')))
}

/** What models answered before is asked for again, as after a week. */
export async function forgetBought({ pool }: TestDatabase): Promise<void> {
  await pool.query('UPDATE model_calls SET answer = NULL')
}

/** Asks until the resource at `path` is what is waited for, at most 20 s. */
export async function until(
  client: Client,
  path: string,
  done: (data: Answer['body']['data']) => boolean,
): Promise<Answer['body']['data']> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const { body } = await client('GET', path)
    if (done(body.data)) return body.data
    if (Date.now() > deadline) throw new Error(`${path} is still ${JSON.stringify(body.data).slice(0, 300)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export const settled = (data: { status: string }) => data.status === 'complete' || data.status === 'failed'
