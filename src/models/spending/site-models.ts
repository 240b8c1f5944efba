// Which models work for a site, in which order, and for how much a day: what the operator allows, and of that what the
// site has chosen. A key with site:write chooses; addresses and keys of providers are the operator's alone.

import { type Actor, changesOf, insertAudit } from '#audit/index.ts'
import type { Db, Tx } from '#db/index.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { type ModelSetting, nameOf } from '../providers.ts'
import {
  type DayUse,
  listDays,
  listUse,
  lockSpending,
  type ModelUse,
  sumDay,
  type Used,
} from './call-store.ts'
import { dayIn, nextDayIn } from './days.ts'
import { type Price, priceOf } from './prices.ts'
import { type AtLimit, findSiteModels, type SiteModels, upsertSiteModels } from './site-models-store.ts'
import { type Budget, tighter } from './spending.ts'

/** What the operator allows every site. */
export type Allowed = { models: readonly ModelSetting[]; budget: Budget }

export type SiteModelsView = {
  /** What can be chosen, in the operator's order. */
  allowed: { name: string; price: Price | undefined }[]
  /** What is asked, in this order. */
  models: string[]
  own: Budget
  atLimit: AtLimit
  /** What holds: the lower of the operator's and the site's. */
  limit: Budget
  today: Used & { day: string; endsAt: Date }
  /** Of the last 30 days, by provider and model, and by day. */
  use: ModelUse[]
  days: DayUse[]
  useSince: string
}

const useDays = 30
const dayMs = 24 * 3600_000

/** @throws AppError not_found */
export async function readSiteModels(
  db: Db,
  allowed: Allowed,
  siteId: string,
  now: Date,
): Promise<SiteModelsView> {
  const site = await findSiteModels(db, siteId)
  if (!site) throw notFound('Site not found')
  const day = dayIn(site.timezone, now)
  const useSince = dayIn(site.timezone, new Date(now.getTime() - (useDays - 1) * dayMs))
  return {
    allowed: allowed.models.map((setting) => ({
      name: nameOf(setting),
      price: priceOf(setting.provider, setting.model, day),
    })),
    models: chosenOf(allowed, site),
    own: { tokensPerDay: site.tokensPerDay, centsPerDay: site.centsPerDay },
    atLimit: site.atLimit,
    limit: tighter(allowed.budget, site),
    today: { ...(await sumDay(db, siteId, day)), day, endsAt: nextDayIn(site.timezone, now) },
    use: await listUse(db, siteId, useSince),
    days: await listDays(db, siteId, useSince),
    useSince,
  }
}

/** What a site has chosen and the operator has taken away since is not asked. */
function chosenOf(allowed: Allowed, { models }: SiteModels): string[] {
  const names = allowed.models.map(nameOf)
  return models === null ? names : models.filter((name) => names.includes(name))
}

/** What is undefined stays. */
export type SiteModelsChange = {
  models?: readonly string[] | undefined
  /** 0: none of the site's own. */
  tokensPerDay?: number | undefined
  centsPerDay?: number | undefined
  atLimit?: AtLimit | undefined
}

/** @throws AppError validation_error for a model that the operator does not allow; not_found */
export async function changeSiteModels(
  tx: Tx,
  allowed: Allowed,
  by: { siteId: string; actor: Actor; now: Date },
  change: SiteModelsChange,
): Promise<void> {
  const { siteId, actor, now } = by
  const names = allowed.models.map(nameOf)
  const strangers = (change.models ?? []).filter((name) => !names.includes(name))
  if (strangers.length > 0) {
    const can = names.length > 0 ? `it can be of: ${names.join(', ')}` : 'the operator has configured none'
    throw invalid('models', `models names what is not allowed here: ${strangers.join(', ')}; ${can}`)
  }
  // A site that nobody has changed yet has no row to hold.
  await lockSpending(tx, siteId)
  const before = await findSiteModels(tx, siteId)
  if (!before) throw notFound('Site not found')
  const after: SiteModels = {
    ...before,
    models: change.models ? [...change.models] : before.models,
    tokensPerDay: change.tokensPerDay === undefined ? before.tokensPerDay : change.tokensPerDay || null,
    centsPerDay: change.centsPerDay === undefined ? before.centsPerDay : change.centsPerDay || null,
    atLimit: change.atLimit ?? before.atLimit,
  }
  const details = changesOf(fieldsOf(before), fieldsOf(after))
  if (Object.keys(details).length === 0) return
  await upsertSiteModels(tx, siteId, after, now)
  await insertAudit(tx, actor, [{ siteId, action: 'site_models.update', nounId: siteId, details }], now)
}

function fieldsOf({ models, tokensPerDay, centsPerDay, atLimit }: SiteModels) {
  return { models, tokens_per_day: tokensPerDay, cents_per_day: centsPerDay, at_limit: atLimit }
}
