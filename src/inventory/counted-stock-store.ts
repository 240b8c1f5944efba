// Which stock was counted, and up to which change of the vehicles the count has seen.

import { sql } from 'kysely'
import type { Db, Tx } from '#db/index.ts'
import type { Wanted } from './stock.ts'

/** When a vehicle of the site changed last, as far as this reads; null without any. */
export async function findNewestChange(db: Db, siteId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('vehicles')
    .select((eb) => eb.fn.max('updated_at').as('at'))
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  return row?.at ?? null
}

export async function upsertCounted(
  tx: Tx,
  siteId: string,
  counted: readonly { subject: string; wanted: Wanted }[],
  seenAt: Date | null,
): Promise<void> {
  await tx
    .insertInto('counted_stock')
    .values(
      counted.map(({ subject, wanted: { year, make, model, trim } }) => ({
        site_id: siteId,
        subject,
        year,
        make,
        model,
        trim,
        seen_at: seenAt,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['site_id', 'subject']).doUpdateSet((eb) => ({ seen_at: eb.ref('excluded.seen_at') })),
    )
    .execute()
}

/** What texts say of the stock, and was counted before the vehicles changed last. */
export async function listOutdated(db: Db, siteId: string, newestChange: Date): Promise<Wanted[]> {
  return await db
    .selectFrom('counted_stock as c')
    .select(['c.year', 'c.make', 'c.model', 'c.trim'])
    .where('c.site_id', '=', siteId)
    .where(sql<boolean>`c.seen_at IS DISTINCT FROM ${newestChange}::timestamptz`)
    .where(sql<boolean>`EXISTS (
      SELECT FROM stated_facts s WHERE s.site_id = c.site_id AND s.subject = c.subject)`)
    .orderBy('c.subject')
    .execute()
}
