import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { countListed, type Db, type Tx, type Write } from '#db/index.ts'
import type { ResearchResult } from './research/index.ts'

export type IdeacloudStatus = 'researching' | 'complete' | 'failed'

/** What research found; kept whole, since a completed IdeaCloud does not change. */
export type Research = Extract<ResearchResult, { ok: true }>

export type Ideacloud = {
  id: string
  siteId: string
  keyword: string
  status: IdeacloudStatus
  title: string | null
  synopsis: string | null
  tags: string[]
  error: string | null
  category: { id: string; name: string } | null
  createdAt: Date
  updatedAt: Date
}

export type IdeacloudWithResearch = Ideacloud & { research: Research | null }

export type NewIdeacloud = { id: string; keyword: string; categoryId: string | null }

const insertText = `INSERT INTO ideaclouds (id, site_id, category_id, keyword, status, created_at, updated_at)
  SELECT i.id, $2::uuid, i.category_id, i.keyword, 'researching', $3::timestamptz, $3::timestamptz
  FROM json_to_recordset($1::json) AS i (id uuid, category_id uuid, keyword text) WHERE {guard}`

export function ideacloudWrite(siteId: string, items: readonly NewIdeacloud[], now: Date): Write {
  const rows = items.map(({ id, keyword, categoryId }) => ({ id, keyword, category_id: categoryId }))
  return { name: 'ideacloud', text: insertText, values: [JSON.stringify(rows), siteId, now] }
}

const columns = [
  'i.id',
  'i.site_id',
  'i.keyword',
  'i.status',
  'i.title',
  'i.synopsis',
  'i.tags',
  'i.error',
  'i.created_at',
  'i.updated_at',
  'c.id as category_id',
  'c.name as category_name',
] as const

function select(db: Db, siteId: string) {
  return db
    .selectFrom('ideaclouds as i')
    .leftJoin('categories as c', 'c.id', 'i.category_id')
    .where('i.site_id', '=', siteId)
    .select(columns)
}

export async function findIdeacloud(
  db: Db,
  siteId: string,
  id: string,
): Promise<IdeacloudWithResearch | undefined> {
  const row = await select(db, siteId).select('i.research').where('i.id', '=', id).executeTakeFirst()
  return row && { ...ideacloudOf(row), research: row.research as Research | null }
}

export type IdeacloudFilter = { status?: IdeacloudStatus; keyword?: string }

/**
 * Newest first; one row more than `limit` when there are more. They are found in the index of the newest, which has
 * the keywords; only rows of the page are read.
 */
export async function listIdeaclouds(
  db: Db,
  siteId: string,
  options: { filter: IdeacloudFilter; limit: number; after?: { at: string; id: string } },
): Promise<Ideacloud[]> {
  const { filter, limit, after } = options
  let page = db
    .selectFrom('ideaclouds as f')
    .select('f.id')
    .where('f.site_id', '=', siteId)
    .where(matches(filter))
    .orderBy('f.created_at', 'desc')
    .orderBy('f.id', 'desc')
    .limit(limit + 1)
  if (after) {
    page = page.where(sql<SqlBool>`(f.created_at, f.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  }
  const rows = await select(db, siteId)
    .innerJoin(page.as('p'), 'p.id', 'i.id')
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .execute()
  return rows.map(ideacloudOf)
}

export async function countIdeaclouds(db: Db, siteId: string, filter: IdeacloudFilter): Promise<number> {
  if (filter.keyword === undefined) return await countListed(db, 'ideaclouds', siteId, filter)
  const row = await db
    .selectFrom('ideaclouds as f')
    .where('f.site_id', '=', siteId)
    .where(matches(filter))
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return row.total
}

function matches(filter: IdeacloudFilter): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`TRUE`]
  if (filter.status) conditions.push(sql`f.status = ${filter.status}`)
  if (filter.keyword) {
    const part = `%${filter.keyword.replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql`f.keyword_lower LIKE lower(${part})`)
  }
  return sql.join(conditions, sql` AND `)
}

/** @returns false when it was finished by another worker. */
export async function updateResearched(tx: Tx, id: string, result: Research, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable('ideaclouds')
    .set({
      status: 'complete',
      title: result.title,
      synopsis: result.synopsis,
      tags: result.tags,
      research: JSON.stringify(result),
      updated_at: now,
    })
    .where('id', '=', id)
    .where('status', '=', 'researching')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** @returns false when it was finished by another worker. */
export async function updateFailed(tx: Tx, id: string, error: string, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable('ideaclouds')
    .set({ status: 'failed', error, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'researching')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** A failed IdeaCloud is researched again. */
export async function updateRevived(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('ideaclouds')
    .set({ status: 'researching', error: null, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'failed')
    .execute()
}

type Row = {
  id: string
  site_id: string
  keyword: string
  status: string
  title: string | null
  synopsis: string | null
  tags: string[]
  error: string | null
  created_at: Date
  updated_at: Date
  category_id: string | null
  category_name: string | null
}

function ideacloudOf(row: Row): Ideacloud {
  return {
    id: row.id,
    siteId: row.site_id,
    keyword: row.keyword,
    status: row.status as IdeacloudStatus,
    title: row.title,
    synopsis: row.synopsis,
    tags: row.tags,
    error: row.error,
    category: row.category_id === null ? null : { id: row.category_id, name: row.category_name as string },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
