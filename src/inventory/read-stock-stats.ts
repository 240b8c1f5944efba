import { findLastAuditAt } from '#audit/index.ts'
import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { findStockStats } from './stock-store.ts'

/** Where one price band ends and the next begins, in dollars. */
const bounds = [10_000, 20_000, 30_000, 40_000, 50_000, 75_000, 100_000]

export async function readStockStats(
  { db, clock }: { db: Db; clock: Clock },
  siteId: string,
): Promise<Record<string, unknown>> {
  const stats = await findStockStats(db, siteId, bounds, clock.now())
  const lastFeedAt = await findLastAuditAt(db, siteId, 'inventory.import')
  const countOfBand = new Map(stats.byBand.map(({ band, count }) => [band, count]))
  return {
    total: stats.total,
    new: stats.new,
    used: stats.used,
    certified: stats.certified,
    with_description: stats.withDescription,
    without_description: stats.total - stats.withDescription,
    average_price: stats.averagePrice,
    average_age_days: stats.averageAgeDays,
    by_make: stats.byMake,
    by_body_style: stats.byBodyStyle,
    by_price_band: [0, ...bounds].map((from, band) => ({
      from,
      to: bounds[band] ?? null,
      count: countOfBand.get(band) ?? 0,
    })),
    last_feed_at: lastFeedAt?.toISOString() ?? null,
  }
}
