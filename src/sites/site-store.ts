import { countListedBy, type Db, type Tx } from '#db/index.ts'

export type SiteRow = {
  id: string
  name: string
  vertical: string
  domain: string
  platform: string | null
  oem: string | null
  oems: string[]
  phone: string | null
  address: string | null
  city: string
  state: string
  zip: string
  timezone: string
  created_at: Date
  updated_at: Date
}

export type CategoryRow = {
  id: string
  site_id: string
  name: string
  slug: string
  description: string | null
  created_at: Date
}

export type BrandVoiceRow = {
  id: string
  site_id: string
  name: string
  description: string | null
  tone: string
  is_default: boolean
  created_at: Date
  updated_at: Date
}

const siteColumns = [
  'id',
  'name',
  'vertical',
  'domain',
  'platform',
  'oem',
  'oems',
  'phone',
  'address',
  'city',
  'state',
  'zip',
  'timezone',
  'created_at',
  'updated_at',
] as const
const categoryColumns = ['id', 'site_id', 'name', 'slug', 'description', 'created_at'] as const
const voiceColumns = [
  'id',
  'site_id',
  'name',
  'description',
  'tone',
  'is_default',
  'created_at',
  'updated_at',
] as const

export async function insertSite(db: Db, row: SiteRow): Promise<void> {
  await db.insertInto('sites').values(row).execute()
}

export async function findSite(db: Db, id: string): Promise<SiteRow | undefined> {
  return await db.selectFrom('sites').select(siteColumns).where('id', '=', id).executeTakeFirst()
}

/** Holds the row until the transaction ends, and leaves what is written of the site meanwhile undisturbed. */
export async function lockSite(tx: Tx, id: string): Promise<SiteRow | undefined> {
  return await tx
    .selectFrom('sites')
    .select(siteColumns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function updateSite(db: Db, { id, ...row }: SiteRow): Promise<void> {
  await db.updateTable('sites').set(row).where('id', '=', id).execute()
}

export async function listSites(db: Db): Promise<SiteRow[]> {
  return await db.selectFrom('sites').select(siteColumns).orderBy('created_at').execute()
}

export async function insertCategory(db: Db, row: CategoryRow): Promise<boolean> {
  const done = await db
    .insertInto('categories')
    .values(row)
    .onConflict((oc) => oc.columns(['site_id', 'slug']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function findCategory(db: Db, siteId: string, id: string): Promise<CategoryRow | undefined> {
  return await db
    .selectFrom('categories')
    .select(categoryColumns)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** By name. `article_count`: contents of the site that come from an IdeaCloud of the category. */
export async function listCategories(
  db: Db,
  siteId: string,
): Promise<(CategoryRow & { article_count: number })[]> {
  const counts = await countListedBy(db, 'content', siteId, 'category_id')
  const rows = await db
    .selectFrom('categories')
    .select(categoryColumns)
    .where('site_id', '=', siteId)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, article_count: counts.get(row.id) ?? 0 }))
}

export async function insertBrandVoice(db: Db, row: BrandVoiceRow): Promise<void> {
  if (row.is_default) {
    await db
      .updateTable('brand_voices')
      .set({ is_default: false })
      .where('site_id', '=', row.site_id)
      .where('is_default', '=', true)
      .execute()
  }
  await db.insertInto('brand_voices').values(row).execute()
}

export async function findBrandVoice(db: Db, siteId: string, id: string): Promise<BrandVoiceRow | undefined> {
  return await db
    .selectFrom('brand_voices')
    .select(voiceColumns)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function findDefaultBrandVoice(db: Db, siteId: string): Promise<BrandVoiceRow | undefined> {
  return await db
    .selectFrom('brand_voices')
    .select(voiceColumns)
    .where('site_id', '=', siteId)
    .where('is_default', '=', true)
    .executeTakeFirst()
}

export async function listBrandVoices(db: Db, siteId: string): Promise<BrandVoiceRow[]> {
  return await db
    .selectFrom('brand_voices')
    .select(voiceColumns)
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .execute()
}
