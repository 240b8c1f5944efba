import type { Db, Tx } from '#db/index.ts'
import type { ArticleType } from '#writing/port.ts'

/** What a site has changed of a type; null: nothing. */
export type ContentTypeRow = { article_type: string; default_word_count: number | null; is_enabled: boolean }

export async function listChangedTypes(db: Db, siteId: string): Promise<ContentTypeRow[]> {
  return await db
    .selectFrom('content_types')
    .select(['article_type', 'default_word_count', 'is_enabled'])
    .where('site_id', '=', siteId)
    .execute()
}

/** What is not given stays as it is. */
export async function upsertContentType(
  tx: Tx,
  siteId: string,
  articleType: ArticleType,
  change: { words?: number; isEnabled?: boolean; now: Date },
): Promise<void> {
  const given = {
    ...(change.words === undefined ? {} : { default_word_count: change.words }),
    ...(change.isEnabled === undefined ? {} : { is_enabled: change.isEnabled }),
    updated_at: change.now,
  }
  await tx
    .insertInto('content_types')
    .values({ site_id: siteId, article_type: articleType, ...given })
    .onConflict((oc) => oc.columns(['site_id', 'article_type']).doUpdateSet(given))
    .execute()
}
