import DataLoader from 'dataloader'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Db, Tx, Write } from '#db/index.ts'
import type { ArticleType, ContentIntent } from '#writing/port.ts'
import {
  type ComponentType,
  type Content,
  type ContentSettings,
  type ContentStatus,
  componentTypes,
  type Writer,
} from './content.ts'
import type { OwnInput } from './inputs/own-input.ts'

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
  /** Null: it comes from the IdeaCloud. */
  input: OwnInput | null
}

const insertText = `INSERT INTO contents (id, site_id, ideacloud_id, category_id, article_type, title, status, settings,
    language, content_intent, input, run, stage, percent, told_at, api_key_id, api_creator_label, created_at, updated_at)
  SELECT n.id, $2::uuid, n."ideacloudId", (SELECT i.category_id FROM ideaclouds i WHERE i.id = n."ideacloudId"),
    n."articleType", n.title, n.status, n.settings, n.language,
    n."contentIntent", n.input, n.run, CASE WHEN n.run IS NULL THEN NULL ELSE 'planning' END,
    CASE WHEN n.run IS NULL THEN NULL ELSE 5 END, CASE WHEN n.run IS NULL THEN NULL ELSE $3::timestamptz END,
    n."apiKeyId", n."apiCreatorLabel", $3::timestamptz, $3::timestamptz
  FROM json_to_recordset($1::json) AS n (id uuid, "ideacloudId" uuid, "articleType" text, title text, status text,
    settings jsonb, language text, "contentIntent" text, input jsonb, run uuid, "apiKeyId" uuid, "apiCreatorLabel" text)
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

const msOf = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

const findText = `SELECT asked.place::int, c.id, c.title, c.status, c.article_type AS "articleType",
    c.content_intent AS "contentIntent", c.language, c.settings, c.stage, c.percent, c.message, c.word_count AS "wordCount",
    c.error, c.api_key_id AS "apiKeyId", c.api_creator_label AS "apiCreatorLabel",
    ${msOf('c.created_at')} AS "createdMs", ${msOf('c.updated_at')} AS "updatedMs", c.ideacloud_id AS "ideacloudId",
    c.claims_supported AS supported, c.claims_removed AS removed, ${msOf('c.stale_since')} AS "staleMs",
    p.type AS "componentType", p.status AS "componentStatus",
    CASE WHEN p.type = 'body' THEN p.metadata->'writers' END AS writers, ${msOf('p.updated_at')} AS "componentMs"
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS asked (site_id, id, place)
    JOIN contents c ON c.site_id = asked.site_id AND c.id = asked.id
    LEFT JOIN content_components p ON p.content_id = c.id`

/** Undefined when the site has no such content. */
export type FindContent = (siteId: string, id: string) => Promise<Content | undefined>

const askedMax = 100

/**
 * What requests ask for in one turn of the event loop is read with one statement: most of a read's time goes into
 * sending it to the database and into its answer's headers. Nothing is kept from one turn to the next.
 */
export function createFindContent(pool: pg.Pool): FindContent {
  const loader = new DataLoader((asked: readonly Asked[]) => findAsked(pool, asked), {
    cache: false,
    maxBatchSize: askedMax,
    batchScheduleFn: (run) => setImmediate(run),
  })
  return (siteId, id) => loader.load({ siteId, id })
}

type Asked = { siteId: string; id: string }

// Written by hand and prepared, one row a component: an aggregate of the components in SQL costs a fifth of the
// reads a second on this path, and so do the joins that would fetch what the IdeaCloud cache has.
async function findAsked(pool: pg.Pool, asked: readonly Asked[]): Promise<(Content | undefined)[]> {
  const values = [asked.map(({ siteId }) => siteId), asked.map(({ id }) => id)]
  const { rows } = await pool.query<FoundRow>({ name: 'content.find', text: findText, values })
  const found = Map.groupBy(rows, (row) => row.place)
  return asked.map((_, i) => contentOf(found.get(i + 1)))
}

/** Of a content without components one row, whose component is null. */
type FoundRow = Omit<Content, 'createdAt' | 'updatedAt' | 'grounding' | 'staleSince' | 'components'> & {
  place: number
  createdMs: number
  updatedMs: number
  staleMs: number | null
  supported: number | null
  removed: number
  writers: Writer[] | null
  componentType: ComponentType | null
  componentStatus: string
  componentMs: number
}

function contentOf(rows: readonly FoundRow[] = []): Content | undefined {
  const row = rows[0]
  if (!row) return undefined
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    articleType: row.articleType,
    contentIntent: row.contentIntent,
    language: row.language,
    settings: row.settings,
    stage: row.stage,
    percent: row.percent,
    message: row.message,
    wordCount: row.wordCount,
    error: row.error,
    apiKeyId: row.apiKeyId,
    apiCreatorLabel: row.apiCreatorLabel,
    createdAt: timeOf(row.createdMs),
    updatedAt: timeOf(row.updatedMs),
    ideacloudId: row.ideacloudId,
    grounding: groundingOf(rows),
    staleSince: row.staleMs === null ? null : timeOf(row.staleMs),
    components: rows
      .flatMap(({ componentType: type, componentStatus: status, componentMs }) =>
        type === null ? [] : [{ type, status, updatedAt: timeOf(componentMs) }],
      )
      .sort((one, other) => componentTypes.indexOf(one.type) - componentTypes.indexOf(other.type)),
  }
}

function groundingOf(rows: readonly FoundRow[]): Content['grounding'] {
  const { supported = null, removed = 0 } = rows[0] ?? {}
  const writers = rows.find((row) => row.writers !== null)?.writers ?? null
  return supported === null ? null : { supported, removed, writers }
}

function timeOf(ms: number): string {
  return new Date(Math.round(ms)).toISOString()
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

export async function hasContent(db: Db, siteId: string, id: string): Promise<boolean> {
  return (await findLink(db, siteId, id)) !== undefined
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
      message: null,
      told_at: change.now,
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

/** What is stale is so no longer. */
export async function updateConfirmed(tx: Tx, siteId: string, id: string): Promise<void> {
  await tx
    .updateTable('contents')
    .set({ stale_since: null })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('stale_since', 'is not', null)
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
