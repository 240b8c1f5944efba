import { type Db, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import { isUuid, newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/slug.ts'
import { filled, named, oneOf, shaped } from './checks.ts'
import {
  type BrandVoiceRow,
  type CategoryRow,
  findSite,
  insertBrandVoice,
  insertCategory,
  insertSite,
  lockSite,
  type SiteRow,
  updateSite,
} from './site-store.ts'
import { tellChange } from './tell-change.ts'

export const tones = ['neutral', 'friendly', 'formal'] as const
export type Tone = (typeof tones)[number]

const siteOptions =
  '--name, --domain, --city, --state, --zip, --oem, --phone, --address, --timezone or --platform'

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
    vertical: 'automotive',
    ...columnsOf(input),
    oems: oemsOf(input.oem),
    created_at: now,
    updated_at: now,
  }
  await withTx(db, async (tx) => {
    await insertSite(tx, row)
    await tellChange(tx, { action: 'site.create', siteId: row.id, nounId: row.id, after: row }, now)
  })
  return row
}

/** What is not named stays; what is named empty goes, where a site can do without. @throws OperatorError */
export async function changeSite(
  db: Db,
  clock: Clock,
  id: string,
  change: Partial<NewSite>,
): Promise<SiteRow> {
  return await withTx(db, async (tx) => {
    const before = isUuid(id) ? await lockSite(tx, id) : undefined
    if (!before) throw siteMissing(id)
    const now = clock.now()
    const after: SiteRow = {
      ...before,
      ...columnsOf({ ...before, ...named(change, siteOptions) }),
      oems: change.oem === undefined ? before.oems : oemsOf(change.oem),
      updated_at: now,
    }
    await updateSite(tx, after)
    await tellChange(tx, { action: 'site.update', siteId: after.id, nounId: after.id, before, after }, now)
    return after
  })
}

type Given = Pick<NewSite, 'name' | 'domain' | 'city' | 'state' | 'zip' | 'timezone'> &
  Partial<Pick<SiteRow, 'oem' | 'phone' | 'address' | 'platform'>>

function columnsOf(input: Given): Omit<SiteRow, 'id' | 'vertical' | 'oems' | 'created_at' | 'updated_at'> {
  return {
    name: filled('--name', input.name),
    domain: hostOf(input.domain),
    platform: input.platform?.trim() || null,
    oem: input.oem?.trim() || null,
    phone: input.phone?.trim() || null,
    address: input.address?.trim() || null,
    city: filled('--city', input.city),
    state: shaped('--state', input.state.toUpperCase(), /^[A-Z]{2}$/, 'two letters such as NY'),
    zip: shaped('--zip', input.zip, /^\d{5}(-\d{4})?$/, 'five digits, or nine as 11743-1234'),
    timezone: timezoneOf(input.timezone ?? 'America/New_York'),
  }
}

function oemsOf(oem: string | undefined): string[] {
  return oem?.trim() ? [oem.trim()] : []
}

/** @throws OperatorError when there is no such site. */
export async function getSite(db: Db, id: string): Promise<SiteRow> {
  const site = isUuid(id) ? await findSite(db, id) : undefined
  if (!site) throw siteMissing(id)
  return site
}

function siteMissing(id: string): OperatorError {
  return new OperatorError(`No site has the id ${id}. "sites list" shows them.`)
}

/** @throws OperatorError when the site has a category of that name. */
export async function createCategory(
  db: Db,
  clock: Clock,
  input: { siteId: string; name: string; description?: string },
): Promise<CategoryRow> {
  const { siteId } = input
  const now = clock.now()
  const row: CategoryRow = {
    id: newId(),
    site_id: siteId,
    name: filled('--name', input.name),
    slug: slugOf(input.name) || newId(),
    description: input.description ?? null,
    created_at: now,
  }
  await withTx(db, async (tx) => {
    if (!(await insertCategory(tx, row)))
      throw new OperatorError(`The site has a category "${row.slug}" already.`)
    await tellChange(tx, { action: 'category.create', siteId, nounId: row.id, after: row }, now)
  })
  return row
}

export async function createBrandVoice(
  db: Db,
  clock: Clock,
  input: { siteId: string; name: string; description?: string; tone?: string; isDefault?: boolean },
): Promise<BrandVoiceRow> {
  const { siteId } = input
  const tone = oneOf('--tone', input.tone ?? 'neutral', tones)
  const now = clock.now()
  const row: BrandVoiceRow = {
    id: newId(),
    site_id: siteId,
    name: filled('--name', input.name),
    description: input.description ?? null,
    tone,
    is_default: input.isDefault ?? false,
    created_at: now,
    updated_at: now,
  }
  await withTx(db, async (tx) => {
    await insertBrandVoice(tx, row)
    await tellChange(tx, { action: 'brand_voice.create', siteId, nounId: row.id, after: row }, now)
  })
  return row
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
