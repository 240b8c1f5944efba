import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { countListed, type Db } from '#db/index.ts'
import type { ArticleType, ContentIntent } from '#writing/port.ts'
import type { ContentStatus, ContentSummary } from './content.ts'

export type ContentFilter = {
  status?: ContentStatus
  article_type?: ArticleType
  content_intent?: ContentIntent
  ideacloud_id?: string
  category_id?: string
  stale?: boolean
}

/** Newest first; one row more than `limit` when there are more. Each filter has an index in this order. */
export async function listContents(
  db: Db,
  siteId: string,
  options: { filter: ContentFilter; limit: number; after?: { at: string; id: string } },
): Promise<ContentSummary[]> {
  let query = db
    .selectFrom('contents as c')
    .leftJoin('categories as k', 'k.id', 'c.category_id')
    .select([
      'c.id',
      'c.title',
      'c.status',
      'c.article_type',
      'c.content_intent',
      'c.stale_since',
      'c.created_at',
      'c.updated_at',
      'k.id as category_id',
      'k.name as category_name',
    ])
    .where('c.site_id', '=', siteId)
    .where(matches(options.filter))
  if (options.after) {
    query = query.where(
      sql<SqlBool>`(c.created_at, c.id) < (${options.after.at}::timestamptz, ${options.after.id}::uuid)`,
    )
  }
  const rows = await query
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(options.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    status: row.status as ContentStatus,
    articleType: row.article_type as ArticleType,
    contentIntent: row.content_intent as ContentIntent,
    category: row.category_id === null ? null : { id: row.category_id, name: row.category_name as string },
    isStale: row.stale_since !== null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }))
}

/** Of one IdeaCloud they are few, and counted; of the site their totals are kept. */
export async function countContents(db: Db, siteId: string, filter: ContentFilter): Promise<number> {
  if (filter.ideacloud_id === undefined) return await countListed(db, 'content', siteId, filter)
  const row = await db
    .selectFrom('contents as c')
    .where('c.site_id', '=', siteId)
    .where(matches(filter))
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return row.total
}

function matches(filter: ContentFilter): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`TRUE`]
  if (filter.status) conditions.push(sql`c.status = ${filter.status}`)
  if (filter.article_type) conditions.push(sql`c.article_type = ${filter.article_type}`)
  if (filter.content_intent) conditions.push(sql`c.content_intent = ${filter.content_intent}`)
  if (filter.ideacloud_id) conditions.push(sql`c.ideacloud_id = ${filter.ideacloud_id}`)
  if (filter.category_id) conditions.push(sql`c.category_id = ${filter.category_id}`)
  if (filter.stale !== undefined)
    conditions.push(filter.stale ? sql`c.stale_since IS NOT NULL` : sql`c.stale_since IS NULL`)
  return sql.join(conditions, sql` AND `)
}
