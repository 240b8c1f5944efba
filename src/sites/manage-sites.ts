import { type AuditAction, changesOf, insertAudit } from '#audit/index.ts'
import { type Db, type Tx, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import { isUuid, newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/slug.ts'
import {
  type BrandVoiceRow,
  type CategoryRow,
  findSite,
  insertBrandVoice,
  insertCategory,
  insertSite,
  type SiteRow,
} from './site-store.ts'

export const tones = ['neutral', 'friendly', 'formal'] as const
export type Tone = (typeof tones)[number]

export type NewSite = {
  name: string
  domain: string
  city: string
  /** Two letters, such as NY. */
  state: string
  /** Five digits, or nine with a hyphen. */
  zip: string
  oem?: string
  phone?: string
  address?: string
  /** IANA name; default America/New_York. */
  timezone?: string
  platform?: string
}

/** @throws OperatorError that says which value is wrong. */
export async function createSite(db: Db, clock: Clock, input: NewSite): Promise<SiteRow> {
  const now = clock.now()
  const row: SiteRow = {
    id: newId(),
    name: filled('--name', input.name),
    vertical: 'automotive',
    domain: hostOf(input.domain),
    platform: input.platform ?? null,
    oem: input.oem ?? null,
    oems: input.oem ? [input.oem] : [],
    phone: input.phone ?? null,
    address: input.address ?? null,
    city: filled('--city', input.city),
    state: shaped('--state', input.state.toUpperCase(), /^[A-Z]{2}$/, 'two letters such as NY'),
    zip: shaped('--zip', input.zip, /^\d{5}(-\d{4})?$/, 'five digits, or nine as 11743-1234'),
    timezone: timezoneOf(input.timezone ?? 'America/New_York'),
    created_at: now,
    updated_at: now,
  }
  await withTx(db, async (tx) => {
    await insertSite(tx, row)
    await tell(tx, 'site.create', row.id, row)
  })
  return row
}

/** @throws OperatorError when there is no such site. */
export async function getSite(db: Db, id: string): Promise<SiteRow> {
  const site = isUuid(id) ? await findSite(db, id) : undefined
  if (!site) throw new OperatorError(`No site has the id ${id}. "sites list" shows them.`)
  return site
}

/** @throws OperatorError when the site has a category of that name. */
export async function createCategory(
  db: Db,
  clock: Clock,
  input: { siteId: string; name: string; description?: string },
): Promise<CategoryRow> {
  const row: CategoryRow = {
    id: newId(),
    site_id: input.siteId,
    name: filled('--name', input.name),
    slug: slugOf(input.name) || newId(),
    description: input.description ?? null,
    created_at: clock.now(),
  }
  await withTx(db, async (tx) => {
    if (!(await insertCategory(tx, row)))
      throw new OperatorError(`The site has a category "${row.slug}" already.`)
    await tell(tx, 'category.create', row.site_id, row)
  })
  return row
}

export async function createBrandVoice(
  db: Db,
  clock: Clock,
  input: { siteId: string; name: string; description?: string; tone?: string; isDefault?: boolean },
): Promise<BrandVoiceRow> {
  const tone = input.tone ?? 'neutral'
  if (!(tones as readonly string[]).includes(tone)) {
    throw new OperatorError(`--tone must be one of: ${tones.join(', ')}.`)
  }
  const now = clock.now()
  const row: BrandVoiceRow = {
    id: newId(),
    site_id: input.siteId,
    name: filled('--name', input.name),
    description: input.description ?? null,
    tone,
    is_default: input.isDefault ?? false,
    created_at: now,
    updated_at: now,
  }
  await withTx(db, async (tx) => {
    await insertBrandVoice(tx, row)
    await tell(tx, 'brand_voice.create', row.site_id, row)
  })
  return row
}

/** In the audit log: all that the new row has. */
async function tell(
  tx: Tx,
  action: AuditAction,
  siteId: string,
  row: SiteRow | CategoryRow | BrandVoiceRow,
): Promise<void> {
  const { id, created_at, ...fields } = row
  const details = changesOf({}, fields)
  await insertAudit(tx, { kind: 'operator' }, [{ siteId, action, nounId: id, details }], created_at)
}

function hostOf(domain: string): string {
  try {
    const host = new URL(domain.includes('://') ? domain : `https://${domain}`).hostname
    if (host.includes('.')) return host
  } catch {}
  throw new OperatorError(`--domain must be a host name such as www.example-honda.com.`)
}

function timezoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    throw new OperatorError(`--timezone must be an IANA name such as America/New_York.`)
  }
}

function filled(option: string, value: string): string {
  const text = value.trim()
  if (text === '' || text.length > 200) throw new OperatorError(`${option} must have 1 to 200 characters.`)
  return text
}

function shaped(option: string, value: string, shape: RegExp, words: string): string {
  if (!shape.test(value)) throw new OperatorError(`${option} must be ${words}.`)
  return value
}
