import { type SqlBool, sql } from 'kysely'
import { countListed, type Db, type Tx } from '#db/index.ts'
import type { ArticleType } from '#writing/port.ts'
import { bodyTitle } from '../component-store.ts'
import type { ContentStatus } from '../content.ts'
import type { Posting, PostingStatus } from './posting.ts'

/** Holds the row until the transaction ends. */
export async function lockPosting(tx: Tx, siteId: string, id: string): Promise<Posting | undefined> {
  const row = await tx
    .selectFrom('contents')
    .select(['id', 'status', 'title', 'slug', 'posting_status', 'publish_at', 'featured_image', 'updated_at'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      status: row.status as ContentStatus,
      title: row.title,
      slug: row.slug,
      postingStatus: row.posting_status as PostingStatus,
      publishAt: row.publish_at,
      featuredImage: row.featured_image,
      updatedAt: row.updated_at,
    }
  )
}

/**
 * Writes the posting of a content that is held.
 * @returns false when other content of the site has the slug: then nothing is written, and the transaction goes on.
 */
export async function updatePosting(tx: Tx, siteId: string, posting: Posting): Promise<boolean> {
  await sql`SAVEPOINT posting`.execute(tx)
  try {
    await tx
      .updateTable('contents')
      .set({
        title: posting.title,
        slug: posting.slug,
        posting_status: posting.postingStatus,
        publish_at: posting.publishAt,
        featured_image: posting.featuredImage,
        updated_at: posting.updatedAt,
      })
      .where('site_id', '=', siteId)
      .where('id', '=', posting.id)
      .execute()
  } catch (error) {
    if (!isSlugTaken(error)) throw error
    await sql`ROLLBACK TO SAVEPOINT posting`.execute(tx)
    return false
  }
  await sql`RELEASE SAVEPOINT posting`.execute(tx)
  return true
}

/** PostgreSQL: unique_violation. */
function isSlugTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === 'contents_slug'
}

/** The slugs of a site that are `base`, or `base` and something behind a hyphen. */
export async function listSlugs(db: Db, siteId: string, base: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('contents')
    .select('slug')
    .where('site_id', '=', siteId)
    .where((slug) => slug.or([slug('slug', '=', base), slug('slug', 'like', `${base}-%`)]))
    .execute()
  return new Set(rows.flatMap((row) => row.slug ?? []))
}

/** A content that is before readers, or will be. */
export type Posted = {
  id: string
  title: string
  articleType: ArticleType
  postingStatus: 'scheduled' | 'published'
  slug: string
  publishAt: string
  featuredImage: string | null
  createdAt: string
  updatedAt: string
}

export type PostedFilter = { status?: 'scheduled' | 'published' }

/** Newest first by creation; one row more than `limit` when there are more. */
export async function listPosted(
  db: Db,
  siteId: string,
  options: { filter: PostedFilter; limit: number; after?: { at: string; id: string } },
): Promise<Posted[]> {
  const { filter, limit, after } = options
  let query = db
    .selectFrom('contents as c')
    .select([
      'c.id',
      bodyTitle.as('title'),
      'c.article_type',
      'c.posting_status',
      'c.slug',
      'c.publish_at',
      'c.featured_image',
      'c.created_at',
      'c.updated_at',
    ])
    .where('c.site_id', '=', siteId)
    .where('c.posting_status', '<>', 'draft')
  if (filter.status) query = query.where('c.posting_status', '=', filter.status)
  if (after) {
    query = query.where(sql<SqlBool>`(c.created_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  }
  const rows = await query
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    articleType: row.article_type as ArticleType,
    postingStatus: row.posting_status as Posted['postingStatus'],
    slug: row.slug as string,
    publishAt: (row.publish_at as Date).toISOString(),
    featuredImage: row.featured_image,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }))
}

export async function countPosted(db: Db, siteId: string, filter: PostedFilter): Promise<number> {
  const wanted = filter.status ? [filter.status] : (['scheduled', 'published'] as const)
  return await countListed(db, 'content', siteId, ...wanted.map((posting_status) => ({ posting_status })))
}

export type Due = { id: string; siteId: string; publishAt: Date }

/**
 * Publishes up to `limit` contents whose time has come. A row that is held is waited for and looked at again, so
 * that one which went back to draft, or was published by another worker, is left alone.
 * @returns those it published, each with the time that it was scheduled for.
 */
export async function updateDue(tx: Tx, now: Date, limit: number): Promise<Due[]> {
  const due = await tx
    .selectFrom('contents')
    .select(['id', 'site_id as siteId', 'publish_at as publishAt'])
    .where('posting_status', '=', 'scheduled')
    .where('publish_at', '<=', now)
    .orderBy('publish_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
  if (due.length === 0) return []
  await tx
    .updateTable('contents')
    .set({ posting_status: 'published', publish_at: now, updated_at: now })
    .where(
      'id',
      'in',
      due.map((row) => row.id),
    )
    .execute()
  return due as Due[]
}
