// The whole job on a sample dealership, through the server's own HTTP API. `--exit` ends it after that;
// else the server stays up. A second run keeps the site, revokes the old demo key and makes a new one.

import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { openDatabase, startEmbedded } from '#db/index.ts'
import { importFeed } from '#inventory/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import { scopes } from '#kernel/scopes.ts'
import { createKey, listKeys, revokeKey } from '#keys/index.ts'
import { openVpic } from '#knowledge/index.ts'
import { createBrandVoice, createElement, createSite, listElements, listSites } from '#sites/index.ts'
import { createApp, createLog, prepareDatabase } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import { loadSecret } from '../src/secret.ts'
import { dealership, elements } from './dealership.ts'
import { tour } from './tour.ts'

const keyName = 'demo'
const startedAt = performance.now()

try {
  await demo(process.argv.includes('--exit'))
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function demo(exit: boolean): Promise<void> {
  const config = readConfig({
    FORECOURT_DATA: 'data/demo',
    FORECOURT_LOG_LEVEL: 'warn',
    ...process.env,
    DATABASE_URL: undefined,
  })
  const log = createLog(config.logLevel)
  const stop = untilSignal()
  say(`Starting PostgreSQL in ${config.dataFolder} …`)
  const server = await startEmbedded({ dataFolder: config.dataFolder, log })
  const secret = await loadSecret(config.dataFolder)
  await prepareDatabase(server.url)
  const key = await prepareDealership(config, server.url)
  const app = createApp({ config, databaseUrl: server.url, secret, roles: ['api', 'worker'], log })
  try {
    const { url } = await app.start()
    say(
      `\nBase URL   ${url}/v1/public\nAPI key    ${key}   (full scope, shown this once)\nReference  ${url}/docs\n`,
    )
    await Promise.race([tour(`${url}/v1/public`, key), stop])
    say(`\nDone in ${Math.round((performance.now() - startedAt) / 1000)} s.`)
    if (exit) return
    say(`The server stays up; Ctrl-C ends it. Try:\n\n  export FORECOURT_KEY=${key}`)
    say(`  curl -s -H "X-API-Key: $FORECOURT_KEY" "${url}/v1/public/content?limit=3"\n`)
    await stop
    say('Stopping …')
  } finally {
    await app.stop()
    await server.stop()
  }
}

/** A site with its feed, and a fresh key. */
async function prepareDealership(config: Config, url: string): Promise<string> {
  const database = openDatabase(url, { max: 4, onError: () => {} })
  const { db } = database
  try {
    const known = (await listSites(db))[0]
    const site = known ?? (await createSite(db, systemClock, dealership))
    if (!known)
      await createBrandVoice(db, systemClock, {
        siteId: site.id,
        name: 'House voice',
        tone: 'friendly',
        isDefault: true,
      })
    if ((await listElements(db, site.id)).length === 0) {
      for (const element of elements) await createElement(db, systemClock, { ...element, siteId: site.id })
    }
    say(`${known ? 'Found' : 'Made'} the site ${site.name} (${site.id})`)
    say('Reading its inventory feed; the first time the VIN data is prepared too …')
    const vpic = await openVpic({ cacheFolder: join(config.dataFolder, 'cache') })
    const feed = createReadStream(join(import.meta.dirname, 'feed.csv'))
    const report = await importFeed({ db, clock: systemClock, vpic }, site.id, feed)
    vpic.close()
    const { rows, added, changed, unchanged, quarantined } = report
    say(
      `${rows} vehicles: ${added} added, ${changed} changed, ${unchanged} unchanged, ${quarantined.length} quarantined`,
    )
    for (const old of await listKeys(db, site.id)) {
      if (old.name === keyName && !old.revoked_at) await revokeKey(db, systemClock, old.id)
    }
    const made = await createKey(db, systemClock, {
      siteId: site.id,
      name: keyName,
      scopes: [...scopes],
      perMinute: 500,
    })
    return made.key
  } finally {
    await database.close()
  }
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

function say(line: string): void {
  console.log(line)
}
