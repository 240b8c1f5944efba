import { sql } from 'kysely'
import type { Tx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import type { NewFact } from '../fact-store.ts'

const epaTitle = 'EPA fuel economy data'
const epaUrl = 'https://www.fueleconomy.gov/feg/download.shtml'

/** The one source of the kind, held until the transaction ends: two imports run one after the other. */
export async function lockEpaSource(tx: Tx, now: Date): Promise<string> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('forecourt epa import'))`.execute(tx)
  const known = await tx
    .selectFrom('sources')
    .select('id')
    .where('site_id', 'is', null)
    .where('kind', '=', 'epa')
    .executeTakeFirst()
  if (known) return known.id
  const id = newId()
  const row = { id, site_id: null, kind: 'epa', title: epaTitle, url: epaUrl, media_type: 'text/csv' }
  await tx
    .insertInto('sources')
    .values({ ...row, status: 'reading', created_at: now, updated_at: now })
    .execute()
  return id
}

/** What is there already keeps its id. */
export async function upsertEpaFacts(
  tx: Tx,
  sourceId: string,
  facts: readonly (NewFact & { url: string })[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(facts.map((fact) => ({ id: newId(), ...fact })))
  await sql`
    INSERT INTO facts (id, site_id, source_id, subject, attribute, value, unit, source_kind, source_title, source_url,
      retrieved_at)
    SELECT DISTINCT ON (f.subject, f.attribute, f.value) f.id, NULL::uuid, ${sourceId}::uuid, f.subject, f.attribute,
      f.value, f.unit, 'epa', ${epaTitle}, f.url, ${now}::timestamptz
    FROM json_to_recordset(${rows}::json) AS f
      (id uuid, subject text, attribute text, value jsonb, unit text, url text)
    ON CONFLICT (site_id, subject, attribute, value, source_kind, source_id)
      DO UPDATE SET retrieved_at = excluded.retrieved_at, source_url = excluded.source_url
      WHERE facts.retrieved_at < excluded.retrieved_at`.execute(tx)
}

/** What the newest file no longer says goes. @returns how many facts there are now. */
export async function settleEpaSource(tx: Tx, sourceId: string, now: Date): Promise<number> {
  await tx.deleteFrom('facts').where('source_id', '=', sourceId).where('retrieved_at', '<', now).execute()
  const { total } = await tx
    .selectFrom('facts')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('sources')
    .set({ status: 'ready', fact_count: total, retrieved_at: now, updated_at: now })
    .where('id', '=', sourceId)
    .execute()
  return total
}
