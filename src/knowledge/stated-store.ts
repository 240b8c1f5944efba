// What the texts say of the ledger, and which of it the ledger no longer says. A text is stale when a claim is left that
// none of its facts carries. Whoever changes the ledger and whoever stores a text take the site's lock first, the one
// alone, the other beside others of its kind: so of a change and a text that do not see each other the later one sees
// the earlier. The lock comes before the rows of texts, never after.

import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db/index.ts'
import { type FactValue, getAttribute } from '#facts/index.ts'
import type { StatedFact } from './stated-facts.ts'

const lockClass = 2_026_010

/** Nothing is read of the texts until the transaction ends but by this one. */
export async function lockTexts(tx: Tx, siteId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${lockClass}::int, hashtext(${siteId}))`.execute(tx)
}

/** The ledger as the texts see it stays as it is until the transaction ends. */
export async function lockLedger(tx: Tx, siteId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${lockClass}::int, hashtext(${siteId}))`.execute(tx)
}

// Of a counted number a fifth more or less still carries what was said: docs/adr/0021.
const looseAttributes = ['stock_count', 'stock_new_count', 'stock_used_count', 'stock_certified_count']
const looseShare = 0.2

/** Why what `s` says is not carried now, or null. `sold`: subjects whose facts stand, and who are not on the lot. */
function goneNow(siteId: string, sold: readonly string[]): RawBuilder<string | null> {
  return sql`CASE
    WHEN s.subject = ANY (${sold as string[]}::text[]) THEN 'sold'
    WHEN NOT EXISTS (
      SELECT FROM facts f
      WHERE f.site_id = ${siteId}::uuid AND f.subject = s.subject AND f.attribute = s.attribute
        AND (f.value = s.value OR CASE WHEN s.attribute = ANY (${looseAttributes}::text[])
          THEN abs(f.value::numeric - s.value::numeric) <= ${looseShare}::numeric * s.value::numeric END))
    THEN 'changed' END`
}

/** What a text says, in place of what it said before. @returns what of it does not hold already. */
export async function replaceStated(
  tx: Tx,
  text: { id: string; siteId: string; stated: readonly StatedFact[]; sold: readonly string[] },
): Promise<{ claims: number[]; gone: string | null }[]> {
  const { rows } = await sql<{ claims: number[]; gone: string | null }>`
    WITH s AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(text.stated)}::json)
        AS s (subject text, attribute text, value jsonb, claims integer[])
    ), unsaid AS (
      DELETE FROM stated_facts t
      WHERE t.site_id = ${text.siteId}::uuid AND t.text_id = ${text.id}::uuid AND NOT EXISTS (
        SELECT FROM s WHERE s.subject = t.subject AND s.attribute = t.attribute AND s.value = t.value)
    )
    INSERT INTO stated_facts (text_id, site_id, subject, attribute, value, claims, gone)
    SELECT ${text.id}::uuid, ${text.siteId}::uuid, s.subject, s.attribute, s.value, s.claims,
      ${goneNow(text.siteId, text.sold)} FROM s
    ON CONFLICT (text_id, subject, attribute, value) DO UPDATE SET claims = excluded.claims, gone = excluded.gone
    RETURNING claims, gone`.execute(tx)
  return rows
}

/** Holds what texts say of the subjects against the ledger as it is now. @returns the texts for which something changed. */
export async function updateGone(
  tx: Tx,
  siteId: string,
  subjects: readonly string[],
  sold: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ text_id: string }>`
    WITH held AS MATERIALIZED (
      SELECT s.text_id, s.subject, s.attribute, s.value, s.gone, ${goneNow(siteId, sold)} AS gone_now
      FROM stated_facts s WHERE s.site_id = ${siteId}::uuid AND s.subject = ANY (${subjects as string[]}::text[])
    )
    UPDATE stated_facts s SET gone = h.gone_now FROM held h
    WHERE h.gone IS DISTINCT FROM h.gone_now AND s.text_id = h.text_id AND s.subject = h.subject
      AND s.attribute = h.attribute AND s.value = h.value
    RETURNING s.text_id`.execute(tx)
  return [...new Set(rows.map((row) => row.text_id))]
}

/** Of what texts say of the subjects, that which has lost its last fact. @returns the texts that say it. */
export async function updateUncarried(
  tx: Tx,
  siteId: string,
  subjects: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ text_id: string }>`
    UPDATE stated_facts s SET gone = ${goneNow(siteId, [])}
    WHERE s.site_id = ${siteId}::uuid AND s.subject = ANY (${subjects as string[]}::text[]) AND s.gone IS NULL
      AND ${goneNow(siteId, [])} IS NOT NULL
    RETURNING s.text_id`.execute(tx)
  return [...new Set(rows.map((row) => row.text_id))]
}

/** Marks those of the texts that are stale, takes the mark off the others. @returns VINs of stale descriptions. */
export async function updateStale(
  tx: Tx,
  siteId: string,
  textIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ vin: string }>`
    WITH claims AS (
      SELECT s.text_id, bool_and(s.gone IS NOT NULL) AS is_gone
      FROM stated_facts s, unnest(s.claims) claim
      WHERE s.site_id = ${siteId}::uuid AND s.text_id = ANY (${textIds as string[]}::uuid[])
      GROUP BY s.text_id, claim
    ), texts AS (
      SELECT text_id, bool_or(is_gone) AS is_stale FROM claims GROUP BY text_id
    ), marked_contents AS (
      UPDATE contents c SET stale_since = CASE WHEN t.is_stale THEN ${now}::timestamptz END
      FROM texts t WHERE c.id = t.text_id AND (c.stale_since IS NOT NULL) <> t.is_stale
    ), marked_descriptions AS (
      UPDATE vehicle_descriptions d SET stale_since = CASE WHEN t.is_stale THEN ${now}::timestamptz END
      FROM texts t WHERE d.id = t.text_id AND (d.stale_since IS NOT NULL) <> t.is_stale
    )
    SELECT d.vin FROM vehicle_descriptions d JOIN texts t ON t.text_id = d.id WHERE t.is_stale`.execute(tx)
  return rows.map((row) => row.vin)
}

/** What a text says and nothing carries any more. `to`: what the ledger says instead; null for nothing, or several. */
export type GoneFact = {
  subject: string
  attribute: string
  from: FactValue
  to: FactValue | null
  reason: 'changed' | 'sold'
}

// Of facts that no longer hold, those that leave a claim with no fact.
const lostFacts = (siteId: string, textId: string) => sql`
  SELECT s.text_id, s.site_id, s.subject, s.attribute, s.value, s.gone FROM stated_facts s
  WHERE s.site_id = ${siteId}::uuid AND s.text_id = ${textId}::uuid AND s.gone IS NOT NULL AND s.claims && ARRAY (
    SELECT claim FROM stated_facts o, unnest(o.claims) claim WHERE o.text_id = ${textId}::uuid
    GROUP BY claim HAVING bool_and(o.gone IS NOT NULL))`

export async function listGone(db: Db, siteId: string, textId: string): Promise<GoneFact[]> {
  const { rows } = await sql<GoneFact>`
    SELECT s.subject, s.attribute, s.value AS "from", s.gone AS reason,
      (SELECT f.value FROM facts f
        WHERE s.gone = 'changed' AND f.site_id = s.site_id AND f.subject = s.subject AND f.attribute = s.attribute
        ORDER BY f.retrieved_at DESC, f.id LIMIT 1) AS "to"
    FROM (${lostFacts(siteId, textId)}) s ORDER BY s.subject, s.attribute, s.value`.execute(db)
  return rows.map((row) => (getAttribute(row.attribute).many ? { ...row, to: null } : row))
}

/** What a text says and nothing carries is its own from now on: no change of these facts finds it again. */
export async function deleteGone(tx: Tx, siteId: string, textId: string): Promise<void> {
  await sql`
    DELETE FROM stated_facts t USING (${lostFacts(siteId, textId)}) s
    WHERE t.text_id = s.text_id AND t.subject = s.subject AND t.attribute = s.attribute AND t.value = s.value`.execute(
    tx,
  )
}
