import type { Db } from '#db/index.ts'
import { bodyLanguage, bodyTitle } from '../component-store.ts'
import type { ComponentType } from '../content.ts'
import type { PostingStatus } from './posting.ts'

type Text = { content: string; updatedAt: Date }

/** A content whose body can be read, with the texts of all its components that can be. */
export type ReadableContent = {
  id: string
  /** Title and language are those of the body that can be read, be it while a newer one is written. */
  title: string
  language: string
  slug: string | null
  postingStatus: PostingStatus
  publishAt: Date | null
  featuredImage: string | null
  ideacloudId: string | null
  wordCount: number | null
  updatedAt: Date
  body: Text
  components: ReadonlyMap<ComponentType, string>
}

/** Undefined when the site has no such content, or it has no body yet. */
export async function findReadable(db: Db, siteId: string, id: string): Promise<ReadableContent | undefined> {
  const rows = await db
    .selectFrom('contents as c')
    .innerJoin('content_components as p', 'p.content_id', 'c.id')
    .select([
      'c.id',
      bodyTitle.as('title'),
      bodyLanguage.as('language'),
      'c.slug',
      'c.posting_status',
      'c.publish_at',
      'c.featured_image',
      'c.ideacloud_id',
      'c.word_count',
      'c.updated_at',
      'p.type',
      'p.content',
      'p.updated_at as component_updated_at',
    ])
    .where('c.site_id', '=', siteId)
    .where('c.id', '=', id)
    .where('p.content', 'is not', null)
    .execute()
  const body = rows.find((row) => row.type === 'body')
  if (!body) return undefined
  return {
    id: body.id,
    title: body.title,
    language: body.language,
    slug: body.slug,
    postingStatus: body.posting_status as PostingStatus,
    publishAt: body.publish_at,
    featuredImage: body.featured_image,
    ideacloudId: body.ideacloud_id,
    wordCount: body.word_count,
    updatedAt: body.updated_at,
    body: { content: body.content as string, updatedAt: body.component_updated_at },
    components: new Map(rows.map((row) => [row.type as ComponentType, row.content as string])),
  }
}
