import { sql } from 'kysely'
import type { Db } from '#db/index.ts'
import type { Fact, FactValue, SourceKind } from '#facts/index.ts'
import { newId } from '#kernel/ids.ts'

/** A fact that is about to be recorded: the ledger gives it its id. */
export type NewFact = { subject: string; attribute: string; value: FactValue; unit: string | null }

export type Reading = {
  siteId: string
  kind: SourceKind
  title: string
  url: string | null
  retrievedAt: Date
}

type FactRow = {
  id: string
  subject: string
  attribute: string
  value: unknown
  unit: string | null
  source_kind: string
  source_title: string
  source_url: string | null
  retrieved_at: Date
  valid_until: Date | null
  quote: string | null
}

const columns = [
  'id',
  'subject',
  'attribute',
  'value',
  'unit',
  'source_kind',
  'source_title',
  'source_url',
  'retrieved_at',
  'valid_until',
  'quote',
] as const

/**
 * Records what one source says of some subjects now: what it no longer says is deleted, what it still
 * says keeps its id.
 */
export async function replaceFacts(
  db: Db,
  reading: Reading,
  subjects: readonly string[],
  facts: readonly NewFact[],
): Promise<void> {
  const rows = JSON.stringify(facts.map((fact) => ({ id: newId(), ...fact })))
  await sql`
    WITH said AS (
      SELECT DISTINCT ON (f.subject, f.attribute, f.value) f.*
      FROM json_to_recordset(${rows}::json) AS f (id uuid, subject text, attribute text, value jsonb, unit text)
    ), unsaid AS (
      DELETE FROM facts WHERE site_id = ${reading.siteId} AND source_kind = ${reading.kind} AND source_id IS NULL
        AND subject = ANY (${subjects as string[]}::text[])
        AND NOT EXISTS (SELECT 1 FROM said
          WHERE said.subject = facts.subject AND said.attribute = facts.attribute AND said.value = facts.value)
    )
    INSERT INTO facts (id, site_id, subject, attribute, value, unit, source_kind, source_title, source_url, retrieved_at)
    SELECT id, ${reading.siteId}::uuid, subject, attribute, value, unit, ${reading.kind}, ${reading.title},
      ${reading.url}, ${reading.retrievedAt}::timestamptz FROM said
    ON CONFLICT (site_id, subject, attribute, value, source_kind, source_id) DO UPDATE SET retrieved_at = excluded.retrieved_at`.execute(
    db,
  )
}

/** What a document or page says, for all time: it goes when the source goes. @returns how many facts are new. */
export async function insertFactsOfSource(
  db: Db,
  reading: Reading & { sourceId: string },
  facts: readonly (NewFact & { quote?: string })[],
): Promise<number> {
  const rows = JSON.stringify(facts.map((fact) => ({ id: newId(), ...fact })))
  const { siteId, sourceId, kind, title, url, retrievedAt } = reading
  const inserted = await sql`
    INSERT INTO facts (id, site_id, source_id, subject, attribute, value, unit, source_kind, source_title, source_url,
      retrieved_at, quote)
    SELECT f.id, ${siteId}::uuid, ${sourceId}::uuid, f.subject, f.attribute, f.value, f.unit, ${kind}, ${title}, ${url},
      ${retrievedAt}::timestamptz, f.quote
    FROM json_to_recordset(${rows}::json) AS f
      (id uuid, subject text, attribute text, value jsonb, unit text, quote text)
    ON CONFLICT DO NOTHING`.execute(db)
  return Number(inserted.numAffectedRows ?? 0)
}

/** What a source speaks of. */
export async function listSubjectsOfSource(db: Db, siteId: string, sourceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('facts')
    .select('subject')
    .distinct()
    .where('site_id', '=', siteId)
    .where('source_id', '=', sourceId)
    .execute()
  return rows.map(({ subject }) => subject)
}

/** Facts that hold for every site; of a model year, never of a vehicle. */
const isShared = (subject: string) => subject.startsWith('model:')

/** All facts about the subjects, those of one subject together: the site's own, and of models those of all sites. */
export async function listFacts(db: Db, siteId: string, subjects: readonly string[]): Promise<Fact[]> {
  if (subjects.length === 0) return []
  const rows = await db
    .selectFrom('facts')
    .select(columns)
    .where((eb) => {
      const own = eb.and([eb('site_id', '=', siteId), eb('subject', 'in', [...subjects])])
      const shared = subjects.filter(isShared)
      if (shared.length === 0) return own
      return eb.or([own, eb.and([eb('site_id', 'is', null), eb('subject', 'in', shared)])])
    })
    .orderBy('subject')
    .orderBy('attribute')
    .orderBy('id')
    .execute()
  return rows.map(factOf)
}

const disputedMax = 10_000

/** Facts of a site on attributes of which several values are recorded, those of one subject together. */
export async function listDisputed(db: Db, siteId: string): Promise<Fact[]> {
  const rows = await db
    .selectFrom('facts')
    .select(columns)
    .where('site_id', '=', siteId)
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('subject', 'attribute'),
        'in',
        selectFrom('facts as f')
          .select(['f.subject', 'f.attribute'])
          .where('f.site_id', '=', siteId)
          .groupBy(['f.subject', 'f.attribute'])
          .having(sql<boolean>`count(DISTINCT f.value) > 1`)
          .$asTuple('subject', 'attribute'),
      ),
    )
    .orderBy('subject')
    .orderBy('attribute')
    .orderBy('id')
    .limit(disputedMax)
    .execute()
  return rows.map(factOf)
}

function factOf(row: FactRow): Fact {
  return {
    id: row.id,
    subject: row.subject,
    attribute: row.attribute,
    value: row.value as FactValue,
    unit: row.unit,
    source: {
      kind: row.source_kind as SourceKind,
      title: row.source_title,
      url: row.source_url,
      retrievedAt: row.retrieved_at.toISOString(),
      ...(row.quote === null ? {} : { quote: row.quote }),
    },
    ...(row.valid_until ? { validUntil: row.valid_until.toISOString() } : {}),
  }
}
