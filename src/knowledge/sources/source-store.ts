import { sql } from 'kysely'
import type { Db, Tx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import type { Passage } from '../reading/document.ts'
import { wordsOf } from '../retrieval/words.ts'

export const sourceStatuses = ['reading', 'ready', 'failed'] as const
export type SourceStatus = (typeof sourceStatuses)[number]

/** What a site has handed in or named; `content` is what was handed in and is read apart. */
export type Source = {
  id: string
  kind: 'upload' | 'web'
  title: string
  url: string | null
  mediaType: string | null
  status: SourceStatus
  error: string | null
  factCount: number
  proseFactCount: number
  proseDroppedCount: number
  passageCount: number
  retrievedAt: Date | null
  createdAt: Date
}

const columns = [
  'id',
  'kind',
  'title',
  'url',
  'media_type as mediaType',
  'status',
  'error',
  'fact_count as factCount',
  'prose_fact_count as proseFactCount',
  'prose_dropped_count as proseDroppedCount',
  'passage_count as passageCount',
  'retrieved_at as retrievedAt',
  'created_at as createdAt',
] as const

type Row = Omit<Source, 'kind' | 'status'> & { kind: string; status: string }

function sourceOf(row: Row): Source {
  return { ...row, kind: row.kind as Source['kind'], status: row.status as SourceStatus }
}

/** Oldest first. */
export async function listSources(db: Db, siteId: string): Promise<Source[]> {
  const rows = await db
    .selectFrom('sources')
    .select(columns)
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(sourceOf)
}

export async function findSource(db: Db, siteId: string, id: string): Promise<Source | undefined> {
  const row = await db
    .selectFrom('sources')
    .select(columns)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && sourceOf(row)
}

/** Two that count at the same moment do so one after the other. */
export async function countSources(tx: Tx, siteId: string): Promise<number> {
  await tx.selectFrom('sites').select('id').where('id', '=', siteId).forNoKeyUpdate().execute()
  const row = await tx
    .selectFrom('sources')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow()
  return row.total
}

export type NewSource = Pick<Source, 'id' | 'kind' | 'title' | 'url' | 'mediaType'> & {
  siteId: string
  content: Uint8Array | null
}

export async function insertSource(tx: Tx, source: NewSource, now: Date): Promise<void> {
  const { id, siteId, kind, title, url, mediaType, content } = source
  await tx
    .insertInto('sources')
    .values({
      id,
      site_id: siteId,
      kind,
      title,
      url,
      media_type: mediaType,
      content: content === null ? null : Buffer.from(content),
      status: 'reading',
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** With its facts and passages. @returns what it was; undefined when the site has none of that id. */
export async function deleteSource(tx: Tx, siteId: string, id: string): Promise<Source | undefined> {
  const row = await tx
    .deleteFrom('sources')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
  return row && sourceOf(row)
}

export type UnreadSource = Pick<Source, 'id' | 'kind' | 'title' | 'url' | 'mediaType'> & {
  content: Uint8Array | null
}

/** A source that is still to be read; undefined when it has been, or is gone. */
export async function findUnread(db: Db, siteId: string, id: string): Promise<UnreadSource | undefined> {
  const row = await db
    .selectFrom('sources')
    .select(['id', 'kind', 'title', 'url', 'media_type as mediaType', 'content'])
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('status', '=', 'reading')
    .executeTakeFirst()
  return row && { ...row, kind: row.kind as Source['kind'] }
}

/** Holds the row until the transaction ends. @returns false when another has settled or removed it. */
export async function lockUnread(tx: Tx, siteId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('sources')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('status', '=', 'reading')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export type SettledSource = Pick<
  Source,
  'title' | 'url' | 'mediaType' | 'factCount' | 'proseFactCount' | 'proseDroppedCount' | 'passageCount'
>

/** What was handed in is no longer needed. */
export async function updateReady(
  tx: Tx,
  siteId: string,
  id: string,
  settled: SettledSource,
  now: Date,
): Promise<void> {
  const { title, url, mediaType, factCount, proseFactCount, proseDroppedCount, passageCount } = settled
  await tx
    .updateTable('sources')
    .set({
      status: 'ready',
      content: null,
      title,
      url,
      media_type: mediaType,
      fact_count: factCount,
      prose_fact_count: proseFactCount,
      prose_dropped_count: proseDroppedCount,
      passage_count: passageCount,
      retrieved_at: now,
      updated_at: now,
    })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

/** @param isFinal nobody will read it again, so what was handed in goes. */
export async function updateFailed(
  db: Db,
  siteId: string,
  id: string,
  failure: { error: string; isFinal: boolean },
  now: Date,
): Promise<void> {
  await db
    .updateTable('sources')
    .set({
      status: 'failed',
      error: failure.error,
      updated_at: now,
      ...(failure.isFinal ? { content: null } : {}),
    })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('status', '=', 'reading')
    .execute()
}

/** One whose reading has failed is read again. */
export async function updateUnread(db: Db, siteId: string, id: string, now: Date): Promise<void> {
  await db
    .updateTable('sources')
    .set({ status: 'reading', error: null, updated_at: now })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('status', '=', 'failed')
    .execute()
}

const insertedAtOnce = 1000

export async function insertPassages(
  tx: Tx,
  siteId: string,
  sourceId: string,
  passages: readonly Passage[],
): Promise<void> {
  for (let at = 0; at < passages.length; at += insertedAtOnce) {
    const rows = passages
      .slice(at, at + insertedAtOnce)
      .map((passage, i) => ({ id: newId(), place: at + i, ...passage }))
    await sql`
      INSERT INTO passages (id, site_id, source_id, place, page, start, heading, text)
      SELECT p.id, ${siteId}::uuid, ${sourceId}::uuid, p.place, p.page, p.start, p.heading, p.text
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS p
        (id uuid, place integer, page integer, start integer, heading text, text text)`.execute(tx)
    const words = wordsOf(rows.map(({ heading, text }) => `${heading ?? ''} ${text}`).join(' ')).sort()
    await sql`
      INSERT INTO passage_words (site_id, word) SELECT ${siteId}::uuid, unnest(${words}::text[])
      ON CONFLICT DO NOTHING`.execute(tx)
  }
}
