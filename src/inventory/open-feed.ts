// The feed of a site's stock, made while it is sent: page by page in the order of VINs, so that a stock of any size
// takes the memory of one page, and no connection is held while a slow reader takes what it has. A vehicle that
// comes or goes meanwhile is in it or is not; none is in it twice.

import type { Db } from '#db/index.ts'
import { sha256 } from '#kernel/crypto.ts'
import { findSite, type SiteRow } from '#sites/index.ts'
import { type FeedFormat, type FeedFormatName, loadFeedFormat } from './feed-out/feed-format.ts'
import { findStockVersion } from './stock-store.ts'
import { listStockByVin } from './vehicle-store.ts'

const pageVehicles = 100

export type OpenFeed = {
  contentType: string
  /** Of this state of the stock in this format. */
  tag: string
  lastModified: Date
  chunks(): AsyncIterable<string>
}

/** The version is read before the vehicles: a change in between is a change after it. */
export async function openFeed(db: Db, siteId: string, name: FeedFormatName): Promise<OpenFeed> {
  const version = await findStockVersion(db, siteId)
  const site = await findSite(db, siteId)
  if (!site || !version) throw new Error(`site ${siteId} is gone`)
  const format = await loadFeedFormat(name)
  return {
    contentType: format.contentType,
    tag: sha256(`${name} ${version.text}`).toString('base64url'),
    lastModified: version.changedAt,
    chunks: () => chunksOf(db, site, format),
  }
}

/** The first page is read before anything is given out, so that a database that is away is told as such. */
async function* chunksOf(db: Db, site: SiteRow, format: FeedFormat): AsyncGenerator<string> {
  let before = format.head
  for (let after = ''; ; ) {
    const vehicles = await listStockByVin(db, site.id, { after, limit: pageVehicles })
    const last = vehicles.at(-1)
    if (last) {
      yield before + (await format.page(vehicles, site))
      before = format.between
      after = last.vin
    }
    if (vehicles.length < pageVehicles) break
  }
  yield before === format.head ? format.head + format.foot : format.foot
}
