import { sql } from 'kysely'
import type { Db } from '#db/index.ts'
import { wordsOf } from './words.ts'

export type FoundPassage = {
  id: string
  text: string
  heading: string | null
  page: number | null
  /** In characters of the document's text, or of the page's. */
  start: number
  source: { id: string; kind: 'upload' | 'web'; title: string; url: string | null; retrievedAt: Date }
  /** How many of the words asked for it has, 0 to 1. */
  coverage: number
}

type Row = {
  id: string
  text: string
  heading: string | null
  page: number | null
  start: number
  source_id: string
  kind: 'upload' | 'web'
  title: string
  url: string | null
  retrieved_at: Date
  coverage: number
}

/** Rows that are looked at more closely than the index can. */
const candidatesMax = 100

export async function hasPassages(db: Db, siteId: string): Promise<boolean> {
  const row = await db
    .selectFrom('passages')
    .select('id')
    .where('site_id', '=', siteId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export type Lexeme = { lexeme: string; share: number }

/**
 * What full text search looks for: stems, without words that say nothing, the rarest first. `share`: of all passages
 * those that have it, as the planner's statistics know; 0 for what is rare, or while there are no statistics.
 */
export async function lexemesOf(db: Db, text: string): Promise<Lexeme[]> {
  const { rows } = await sql<Lexeme>`
    WITH common AS (
      SELECT unnest(most_common_elems::text::text[]) AS lexeme, unnest(most_common_elem_freqs)::float AS share
      FROM pg_stats WHERE schemaname = current_schema AND tablename = 'passages' AND attname = 'search')
    SELECT l AS lexeme, coalesce(c.share, 0) AS share
    FROM unnest(tsvector_to_array(to_tsvector('english', ${text}))) l LEFT JOIN common c ON c.lexeme = l
    ORDER BY share, length(l) DESC, l`.execute(db)
  return rows
}

/** Passages that have all lexemes of one of the sets, those with the most of all of them first. */
export async function searchPassages(
  db: Db,
  siteId: string,
  options: { sets: readonly (readonly string[])[]; lexemes: readonly string[]; limit: number },
): Promise<FoundPassage[]> {
  const query = options.sets.map((set) => `(${set.map(quoted).join(' & ')})`).join(' | ')
  const any = options.lexemes.map(quoted).join(' | ')
  const { rows } = await sql<Row>`
    SELECT p.id, p.text, p.heading, p.page, p.start, s.id AS source_id, s.kind, s.title, s.url, s.retrieved_at,
      (SELECT count(*) FROM unnest(${options.lexemes as string[]}::text[]) l
        WHERE p.search @@ quote_literal(l)::tsquery)::float / ${options.lexemes.length} AS coverage
    FROM (SELECT * FROM passages WHERE site_id = ${siteId} AND search @@ ${query}::tsquery
      LIMIT ${candidatesMax}) p
    JOIN sources s ON s.id = p.source_id
    ORDER BY coverage DESC, ts_rank_cd(p.search, ${any}::tsquery) DESC, p.id LIMIT ${options.limit}`.execute(
    db,
  )
  return rows.map(passageOf)
}

/**
 * The text with each word that no passage of the site has in the spelling of the one that is most like it; a word that
 * is like none stays.
 */
export async function respelled(db: Db, siteId: string, text: string): Promise<string> {
  const { rows } = await sql<{ text: string | null }>`
    SELECT string_agg(coalesce(near.word, w.word), ' ' ORDER BY w.place) AS text
    FROM unnest(${wordsOf(text)}::text[]) WITH ORDINALITY AS w (word, place)
    LEFT JOIN LATERAL (
      SELECT p.word FROM passage_words p
      WHERE NOT EXISTS (SELECT FROM passage_words k WHERE k.site_id = ${siteId} AND k.word = w.word)
        AND p.site_id = ${siteId} AND p.word % w.word
      ORDER BY similarity(p.word, w.word) DESC, p.word LIMIT 1
    ) near ON true`.execute(db)
  return rows[0]?.text ?? text
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function passageOf({
  source_id: id,
  kind,
  title,
  url,
  retrieved_at: retrievedAt,
  ...passage
}: Row): FoundPassage {
  return { ...passage, source: { id, kind, title, url, retrievedAt } }
}
