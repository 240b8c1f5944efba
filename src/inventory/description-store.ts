import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'
import { newId } from '#kernel/ids.ts'

export type DescriptionStatus = 'generating' | 'complete' | 'failed'

/** What the verifier found in a description. */
export type DescriptionGrounding = { supported: Claim[]; removed: Claim[]; facts: Fact[] }

export type Description = {
  id: string
  vin: string
  status: DescriptionStatus
  text: string | null
  wordCount: number | null
  /** Counts of claims. */
  grounding: { supported: number; removed: number } | null
  error: string | null
  generatedAt: Date | null
  /** Since when the text says what is no longer so. */
  staleSince: Date | null
}

export async function findDescription(db: Db, siteId: string, vin: string): Promise<Description | undefined> {
  const row = await db
    .selectFrom('vehicle_descriptions')
    .select([
      'id',
      'vin',
      'status',
      'description',
      'word_count',
      'claims_supported',
      'claims_removed',
      'error',
      'generated_at',
      'stale_since',
    ])
    .where('site_id', '=', siteId)
    .where('vin', '=', vin)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      vin: row.vin,
      status: row.status as DescriptionStatus,
      text: row.description,
      wordCount: row.word_count,
      grounding:
        row.claims_supported === null || row.claims_removed === null
          ? null
          : { supported: row.claims_supported, removed: row.claims_removed },
      error: row.error,
      generatedAt: row.generated_at,
      staleSince: row.stale_since,
    }
  )
}

/** `run` is null for a vehicle whose description is being made already. */
export type StartedDescription = { vin: string; componentId: string; run: string | null }

/** Starts a run for each VIN whose description is not being made already; the old text stays. */
export async function startDescriptions(
  tx: Tx,
  siteId: string,
  vins: readonly string[],
  now: Date,
): Promise<Map<string, StartedDescription>> {
  const run = new Map(vins.map((vin) => [vin, newId()]))
  const rows = await tx
    .insertInto('vehicle_descriptions')
    .values(
      [...vins].sort().map((vin) => ({
        id: newId(),
        site_id: siteId,
        vin,
        status: 'generating',
        run: run.get(vin) as string,
        created_at: now,
        updated_at: now,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['site_id', 'vin']).doUpdateSet((eb) => ({
        run: sql`CASE WHEN vehicle_descriptions.status = 'generating' THEN vehicle_descriptions.run ELSE excluded.run END`,
        status: 'generating',
        error: null,
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .returning(['id', 'vin', 'run'])
    .execute()
  return new Map(
    rows.map((row) => [
      row.vin,
      { vin: row.vin, componentId: row.id, run: row.run === run.get(row.vin) ? row.run : null },
    ]),
  )
}

export type Outcome = { vin: string; run: string } & (
  | {
      status: 'complete'
      text: string
      wordCount: number
      grounding: DescriptionGrounding
      /** Of the facts that carry the text. */
      factsHash: Buffer
    }
  | { status: 'failed'; error: string }
)

/** @returns the id of the description; undefined when the run is over or was replaced. */
export async function updateOutcome(
  tx: Tx,
  siteId: string,
  outcome: Outcome,
  now: Date,
): Promise<string | undefined> {
  const set =
    outcome.status === 'complete'
      ? {
          status: 'complete',
          description: outcome.text,
          word_count: outcome.wordCount,
          claims_supported: outcome.grounding.supported.length,
          claims_removed: outcome.grounding.removed.length,
          claims: JSON.stringify(outcome.grounding),
          facts_hash: outcome.factsHash,
          stale_since: null,
          error: null,
          generated_at: now,
        }
      : {
          status: sql<string>`CASE WHEN description IS NULL THEN 'failed' ELSE 'complete' END`,
          error: outcome.error,
        }
  const done = await tx
    .updateTable('vehicle_descriptions')
    .set({ ...set, updated_at: now })
    .where('site_id', '=', siteId)
    .where('vin', '=', outcome.vin)
    .where('run', '=', outcome.run)
    .where('status', '=', 'generating')
    .returning('id')
    .executeTakeFirst()
  return done?.id
}

/** Vehicles on the lot whose description is stale, and is not being written again. */
export async function listStaleVins(db: Db, siteId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('vehicle_descriptions as d')
    .innerJoin('vehicles as v', (join) =>
      join.onRef('v.site_id', '=', 'd.site_id').onRef('v.vin', '=', 'd.vin'),
    )
    .select('d.vin')
    .where('d.site_id', '=', siteId)
    .where('d.stale_since', 'is not', null)
    .where('d.status', '<>', 'generating')
    .where('v.status', '=', 'in_stock')
    .orderBy('d.vin')
    .limit(limit)
    .execute()
  return rows.map((row) => row.vin)
}

/** The last run, which had failed, goes on. */
export async function updateRevived(
  db: Db,
  siteId: string,
  vin: string,
  run: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('vehicle_descriptions')
    .set({ status: 'generating', error: null, updated_at: now })
    .where('site_id', '=', siteId)
    .where('vin', '=', vin)
    .where('run', '=', run)
    .where('error', 'is not', null)
    .execute()
}

/** A batch waits for its VINs; those in `failed` count as failed from the start. */
export async function insertBatch(
  tx: Tx,
  batch: { id: string; siteId: string; vins: readonly string[]; failed: readonly string[]; now: Date },
): Promise<void> {
  await tx
    .insertInto('description_batches')
    .values({ id: batch.id, site_id: batch.siteId, created_at: batch.now })
    .execute()
  const items = [
    ...batch.vins.map((vin) => ({ vin, outcome: null })),
    ...batch.failed.map((vin) => ({ vin, outcome: 'failed' })),
  ]
  await tx
    .insertInto('description_batch_items')
    .values(items.map((item) => ({ batch_id: batch.id, site_id: batch.siteId, ...item })))
    .execute()
}

/** Batches of 30 days ago. */
export async function deleteOldBatches(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('description_batches')
    .where('created_at', '<', new Date(now.getTime() - 30 * 24 * 3600_000))
    .execute()
}

export type FinishedBatch = { id: string; complete: number; failed: number }

/** Notes the outcome in every batch that waits for the vehicle. @returns the batches that this finished. */
export async function settleBatchItems(
  tx: Tx,
  siteId: string,
  vin: string,
  outcome: 'complete' | 'failed',
  now: Date,
): Promise<FinishedBatch[]> {
  const touched = await tx
    .updateTable('description_batch_items')
    .set({ outcome })
    .where('site_id', '=', siteId)
    .where('vin', '=', vin)
    .where('outcome', 'is', null)
    .returning('batch_id')
    .execute()
  const finished: FinishedBatch[] = []
  // In one order, so that two jobs that finish vehicles of the same batches never wait for each other.
  for (const id of touched.map((row) => row.batch_id).sort()) {
    const batch = await finishBatch(tx, id, now)
    if (batch) finished.push(batch)
  }
  return finished
}

/** Finishes the batch when no vehicle of it is open. The row's lock lets the last of two jobs see the other's outcome. */
export async function finishBatch(tx: Tx, id: string, now: Date): Promise<FinishedBatch | undefined> {
  await tx.selectFrom('description_batches').select('id').where('id', '=', id).forUpdate().execute()
  const done = await tx
    .updateTable('description_batches')
    .set({ finished_at: now })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .where(
      sql<SqlBool>`NOT EXISTS (SELECT 1 FROM description_batch_items i WHERE i.batch_id = ${id}::uuid AND i.outcome IS NULL)`,
    )
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) return undefined
  const counts = await tx
    .selectFrom('description_batch_items')
    .select([
      sql<number>`count(*) FILTER (WHERE outcome = 'complete')::int`.as('complete'),
      sql<number>`count(*) FILTER (WHERE outcome = 'failed')::int`.as('failed'),
    ])
    .where('batch_id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, ...counts }
}
