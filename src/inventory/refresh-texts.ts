import { type Db, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { factsOfSite } from '#knowledge/index.ts'
import { findSite } from '#sites/index.ts'
import { listStaleVins } from './description-store.ts'
import { describeAgain } from './request-descriptions.ts'
import { recountStock } from './stock.ts'

const startedAtOnce = 200

/**
 * Holds the texts against what a feed's rows do not carry: the dealership's profile and the counts of its stock. Then
 * every description of a vehicle on the lot that says what is no longer so is written again.
 */
export async function refreshTexts({ db, clock }: { db: Db; clock: Clock }, siteId: string): Promise<void> {
  const site = await findSite(db, siteId)
  if (!site) return
  await factsOfSite(db, site, clock.now())
  await recountStock(db, siteId, clock.now())
  for (;;) {
    const vins = await listStaleVins(db, siteId, startedAtOnce)
    await withTx(db, (tx) => describeAgain(tx, siteId, vins, clock.now()))
    if (vins.length < startedAtOnce) return
  }
}
