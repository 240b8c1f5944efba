import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type pg from 'pg'
import type { Db, Tx, Write } from '#db/index.ts'
import type { ArticleType, ContentIntent } from '#writing/port.ts'
import type { Content, ContentSettings, ContentStatus, ContentSummary } from './content.ts'

export type NewContent = {
  id: string
  ideacloudId: string | null
  articleType: ArticleType
  title: string
  status: 'awaiting_input' | 'generating'
  settings: ContentSettings
  language: string
  contentIntent: ContentIntent
  run: string | null
  apiKeyId: string
  apiCreatorLabel: string
  bodyId: string
}

const insertText = `INSERT INTO contents (id, site_id, ideacloud_id, article_type, title, status, settings, language,
    content_intent, run, stage, percent, api_key_id, api_creator_label, created_at, updated_at)
  SELECT n.id, $2::uuid, n."ideacloudId", n."articleType", n.title, n.status, n.settings, n.language,
    n."contentIntent", n.run, CASE WHEN n.run IS NULL THEN NULL ELSE 'planning' END,
    CASE WHEN n.run IS NULL THEN NULL ELSE 5 END, n."apiKeyId", n."apiCreatorLabel", $3::timestamptz, $3::timestamptz
  FROM json_to_recordset($1::json) AS n (id uuid, "ideacloudId" uuid, "articleType" text, title text, status text,
    settings jsonb, language text, "contentIntent" text, run uuid, "apiKeyId" uuid, "apiCreatorLabel" text)
  WHERE {guard}`

const insertBodyText = `INSERT INTO content_components (id, content_id, type, status, created_at, updated_at)
  SELECT b."bodyId", b.id, 'body', b.status, $2::timestamptz, $2::timestamptz
  FROM json_to_recordset($1::json) AS b (id uuid, "bodyId" uuid, status text) WHERE {guard}`

export function contentWrites(siteId: string, items: readonly NewContent[], now: Date): Write[] {
  const bodies = items.map(({ id, bodyId, status }) => ({ id, bodyId, status }))
  return [
    { name: 'content', text: insertText, values: [JSON.stringify(items), siteId, now] },
    { name: 'body', text: insertBodyText, values: [JSON.stringify(bodies), now] },
  ]
}

const isoText = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const findText = `SELECT c.id, c.title, c.status, c.article_type AS "articleType", c.content_intent AS "contentIntent",
    c.language, c.settings, c.stage, c.percent, c.word_count AS "wordCount", c.error, c.api_key_id AS "apiKeyId",
    c.api_creator_label AS "apiCreatorLabel", ${isoText('c.created_at')} AS "createdAt", ${isoText('c.updated_at')} AS "updatedAt",
    i.id AS ideacloud_id, i.keyword, k.id AS category_id, k.name AS category_name,
    c.claims_supported AS supported, c.claims_removed AS removed,
    (SELECT json_agg(json_build_object('type', p.type, 'status', p.status, 'updatedAt', ${isoText('p.updated_at')})
      ORDER BY p.created_at, p.type) FROM content_components p WHERE p.content_id = c.id) AS components
  FROM contents c LEFT JOIN ideaclouds i ON i.id = c.ideacloud_id LEFT JOIN categories k ON k.id = i.category_id
  WHERE c.site_id = $1 AND c.id = $2`

// Written by hand and prepared: the query builder costs a fifth of the requests a second on this path.
export async function findContent(pool: pg.Pool, siteId: string, id: string): Promise<Content | undefined> {
  const { rows } = await pool.query({ name: 'content.find', text: findText, values: [siteId, id] })
  const row = rows[0]
  if (!row) return undefined
  const { ideacloud_id, keyword, category_id, category_name, supported, removed, ...columns } = row
  return {
    ...columns,
    ideacloud: ideacloud_id === null ? null : { id: ideacloud_id, keyword },
    category: category_id === null ? null : { id: category_id, name: category_name },
    grounding: supported === null ? null : { supported, removed },
    components: row.components ?? [],
  }
}

export type ContentFilter = {
  status?: ContentStatus
  article_type?: ArticleType
  content_intent?: ContentIntent
  ideacloud_id?: string
  category_id?: string
}

/** Newest first; one row more than `limit` when there are more. */
export async function listContents(
  db: Db,
  siteId: string,
  options: { filter: ContentFilter; limit: number; after?: { at: string; id: string } },
): Promise<ContentSummary[]> {
  let query = db
    .selectFrom('contents as c')
    .leftJoin('ideaclouds as i', 'i.id', 'c.ideacloud_id')
    .leftJoin('categories as k', 'k.id', 'i.category_id')
    .select([
      'c.id',
      'c.title',
      'c.status',
      'c.article_type',
      'c.content_intent',
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
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }))
}

export async function countContents(db: Db, siteId: string, filter: ContentFilter): Promise<number> {
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
  if (filter.category_id) {
    conditions.push(
      sql`c.ideacloud_id IN (SELECT id FROM ideaclouds WHERE category_id = ${filter.category_id})`,
    )
  }
  return sql.join(conditions, sql` AND `)
}

/** What never changes of a content: which IdeaCloud it comes from. */
export async function findLink(
  db: Db,
  siteId: string,
  id: string,
): Promise<{ ideacloudId: string | null } | undefined> {
  return await db
    .selectFrom('contents')
    .select('ideacloud_id as ideacloudId')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export type LockedContent = {
  id: string
  status: ContentStatus
  articleType: ArticleType
  title: string
  language: string
  settings: ContentSettings
}

/** Holds the row until the transaction ends. */
export async function lockContent(tx: Tx, siteId: string, id: string): Promise<LockedContent | undefined> {
  const row = await tx
    .selectFrom('contents')
    .select(['id', 'status', 'article_type', 'title', 'language', 'settings'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      status: row.status as ContentStatus,
      articleType: row.article_type as ArticleType,
      title: row.title,
      language: row.language,
      settings: row.settings as ContentSettings,
    }
  )
}

/** Starts a new run; what was written before stays readable. */
export async function updateStarted(
  tx: Tx,
  id: string,
  change: { run: string; title: string; language: string; settings: ContentSettings; now: Date },
): Promise<void> {
  await tx
    .updateTable('contents')
    .set({
      previous: sql`CASE WHEN status = 'complete'
        THEN jsonb_build_object('title', title, 'language', language, 'settings', settings) END`,
      status: 'generating',
      run: change.run,
      title: change.title,
      language: change.language,
      settings: JSON.stringify(change.settings),
      stage: 'planning',
      percent: 5,
      error: null,
      updated_at: change.now,
    })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('content_components')
    .set({ status: 'generating', updated_at: change.now })
    .where('content_id', '=', id)
    .where('type', '=', 'body')
    .execute()
}

/** Content that nobody answered for 30 days. @returns how many went. */
export async function deleteAbandoned(db: Db, now: Date): Promise<number> {
  const done = await db
    .deleteFrom('contents')
    .where('status', '=', 'awaiting_input')
    .where('created_at', '<', new Date(now.getTime() - 30 * 24 * 3600_000))
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}
