import type { Db } from '#db/index.ts'

export type Version = { version: number; title: string; content: string; wordCount: number; createdAt: Date }

/** Newest first; undefined when the site has no such content, empty when none of it was ever complete. */
export async function listVersions(
  db: Db,
  siteId: string,
  contentId: string,
): Promise<Version[] | undefined> {
  const rows = await db
    .selectFrom('contents as c')
    .leftJoin('content_versions as v', 'v.content_id', 'c.id')
    .select(['v.version', 'v.title', 'v.content', 'v.word_count as wordCount', 'v.created_at as createdAt'])
    .where('c.site_id', '=', siteId)
    .where('c.id', '=', contentId)
    .orderBy('v.version', 'desc')
    .execute()
  if (rows.length === 0) return undefined
  return rows.filter((row): row is Version => row.version !== null)
}
