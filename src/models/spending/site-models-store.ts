import type { Db, Tx } from '#db/index.ts'

export const atLimits = ['wait', 'fall_back'] as const
/** At the end of the day's budget: wait for the next day, or do without a model. */
export type AtLimit = (typeof atLimits)[number]

export type SiteModels = {
  timezone: string
  /** provider/model, in the order in which they are asked; null: as the operator has them. */
  models: string[] | null
  /** The site's own; null: none. */
  tokensPerDay: number | null
  centsPerDay: number | null
  atLimit: AtLimit
}

/** Undefined when there is no such site. */
export async function findSiteModels(db: Db, siteId: string): Promise<SiteModels | undefined> {
  const row = await db
    .selectFrom('sites as s')
    .leftJoin('site_models as m', 'm.site_id', 's.id')
    .select(['s.timezone', 'm.models', 'm.tokens_per_day', 'm.cents_per_day', 'm.at_limit'])
    .where('s.id', '=', siteId)
    .executeTakeFirst()
  return (
    row && {
      timezone: row.timezone,
      models: row.models,
      tokensPerDay: row.tokens_per_day,
      centsPerDay: row.cents_per_day,
      atLimit: (row.at_limit ?? 'wait') as AtLimit,
    }
  )
}

export async function upsertSiteModels(
  tx: Tx,
  siteId: string,
  { models, tokensPerDay, centsPerDay, atLimit }: Omit<SiteModels, 'timezone'>,
  now: Date,
): Promise<void> {
  const row = {
    models,
    tokens_per_day: tokensPerDay,
    cents_per_day: centsPerDay,
    at_limit: atLimit,
    updated_at: now,
  }
  await tx
    .insertInto('site_models')
    .values({ site_id: siteId, ...row })
    .onConflict((oc) => oc.column('site_id').doUpdateSet(row))
    .execute()
}
