import { type Db, openNotifiedCache, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import { type ArticleType, articleTypeDetails, articleTypes } from '#writing/port.ts'
import { named, oneOf } from './checks.ts'
import { type ContentTypeRow, listChangedTypes, upsertContentType } from './content-type-store.ts'
import { lockSite } from './site-store.ts'
import { tellChange } from './tell-change.ts'

/** An article type as a site has it. */
export type ContentType = {
  article_type: ArticleType
  name: string
  description: string
  default_word_count: number
  is_enabled: boolean
}

const wordsMin = 200
const wordsMax = 5000
const sitesMax = 10_000
/** What the trigger on content_types notifies (db/migrations/0003_elements_and_content_types.sql). */
const channel = 'forecourt_content_types'

/** All types, in the order in which they are always listed. */
export async function listContentTypes(db: Db, siteId: string): Promise<ContentType[]> {
  const changed = new Map((await listChangedTypes(db, siteId)).map((row) => [row.article_type, row]))
  return articleTypes.map((type) => contentTypeOf(type, changed.get(type)))
}

function contentTypeOf(type: ArticleType, row: ContentTypeRow | undefined): ContentType {
  const { name, description, words } = articleTypeDetails[type]
  return {
    article_type: type,
    name,
    description,
    default_word_count: row?.default_word_count ?? words,
    is_enabled: row?.is_enabled ?? true,
  }
}

/** @throws OperatorError that says which value is wrong. */
export async function changeContentType(
  db: Db,
  clock: Clock,
  input: { siteId: string; type: string; words?: number; isEnabled?: boolean },
): Promise<ContentType> {
  const { siteId, words, isEnabled } = input
  const type = oneOf('--type', input.type, articleTypes)
  const change = named({ words, isEnabled }, '--words, --enable or --disable')
  if (words !== undefined && !(Number.isInteger(words) && words >= wordsMin && words <= wordsMax))
    throw new OperatorError(`--words must be a whole number from ${wordsMin} to ${wordsMax}.`)
  return await withTx(db, async (tx) => {
    // A type that nobody changed yet has no row to hold.
    await lockSite(tx, siteId)
    const now = clock.now()
    const before = await getContentType(tx, siteId, type)
    await upsertContentType(tx, siteId, type, { ...change, now })
    const after = await getContentType(tx, siteId, type)
    await tellChange(tx, { action: 'content_type.update', siteId, nounId: type, before, after }, now)
    return after
  })
}

async function getContentType(db: Db, siteId: string, type: ArticleType): Promise<ContentType> {
  const changed = await listChangedTypes(db, siteId)
  return contentTypeOf(
    type,
    changed.find((row) => row.article_type === type),
  )
}

/** Which types a site takes contents of, without a read for each content. */
export type ContentTypeBook = {
  isEnabled(siteId: string, type: ArticleType): Promise<boolean>
  stop(): Promise<void>
}

export function openContentTypeBook(options: { db: Db; url: string }): ContentTypeBook {
  const { db, url } = options
  const cache = openNotifiedCache<ReadonlySet<string>>({ url, channel, max: sitesMax })
  const readDisabled = async (siteId: string) => {
    const rows = await listChangedTypes(db, siteId)
    return new Set(rows.filter((row) => !row.is_enabled).map((row) => row.article_type))
  }
  return {
    isEnabled: async (siteId, type) => !(await cache.get(siteId, () => readDisabled(siteId)))?.has(type),
    stop: cache.stop,
  }
}
