import { sql } from 'kysely'
import type { Db, Tx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import type { Usage } from '../failure.ts'

/** What a model is asked for: a content, and of it a section. */
export type Work = { kind: string; id: string; part: string | null }

export type NewCall = {
  siteId: string
  day: string
  work: Work
  task: string
  provider: string
  model: string
  hash: Buffer
  /** Reckoned before it is asked. */
  usage: Usage
  costUsd: number | null
  now: Date
}

/** What a day has used: of calls in flight what was reckoned for them. */
export type Used = {
  tokens: number
  costUsd: number
  /** Among the tokens, those of models without a price. */
  unpricedTokens: number
}

/** Until the transaction ends no other call of the site is reserved. */
export async function lockSpending(tx: Tx, siteId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`forecourt spending ${siteId}`}, 0))`.execute(tx)
}

export async function sumDay(db: Db, siteId: string, day: string): Promise<Used> {
  const { rows } = await sql<{ tokens: string; cost: string; unpriced: string }>`
    SELECT coalesce(sum(input_tokens::bigint + output_tokens), 0) AS tokens, coalesce(sum(cost_usd), 0) AS cost,
      coalesce(sum(input_tokens::bigint + output_tokens) FILTER (WHERE cost_usd IS NULL), 0) AS unpriced
    FROM model_calls WHERE site_id = ${siteId}::uuid AND day = ${day}::date`.execute(db)
  const { tokens = 0, cost = 0, unpriced = 0 } = rows[0] ?? {}
  return { tokens: Number(tokens), costUsd: Number(cost), unpricedTokens: Number(unpriced) }
}

export async function insertCall(tx: Tx, call: NewCall): Promise<string> {
  const id = newId()
  await tx
    .insertInto('model_calls')
    .values({
      id,
      site_id: call.siteId,
      day: call.day,
      work_kind: call.work.kind,
      work_id: call.work.id,
      part: call.work.part,
      task: call.task,
      provider: call.provider,
      model: call.model,
      input_tokens: call.usage.inputTokens,
      output_tokens: call.usage.outputTokens,
      is_estimate: true,
      cost_usd: call.costUsd,
      outcome: 'asked',
      hash: call.hash,
      created_at: call.now,
    })
    .execute()
  return id
}

/** @param end.answer undefined: none that can be used. */
export async function updateSettled(
  db: Db,
  id: string,
  end: { usage: Usage; costUsd: number | null; answer: unknown },
): Promise<void> {
  await db
    .updateTable('model_calls')
    .set({
      input_tokens: end.usage.inputTokens,
      output_tokens: end.usage.outputTokens,
      is_estimate: end.usage.isEstimate,
      cost_usd: end.costUsd,
      outcome: end.answer === undefined ? 'failed' : 'answered',
      answer: end.answer === undefined ? null : JSON.stringify(end.answer),
    })
    .where('id', '=', id)
    .execute()
}

export type Bought = { id: string; hash: Buffer; provider: string; model: string; answer: unknown }

/** Of the site's own, the newest of each hash. */
export async function listBought(db: Db, siteId: string, hashes: readonly Buffer[]): Promise<Bought[]> {
  if (hashes.length === 0) return []
  return await db
    .selectFrom('model_calls')
    .distinctOn('hash')
    .select(['id', 'hash', 'provider', 'model', 'answer'])
    .where('site_id', '=', siteId)
    .where('hash', 'in', [...hashes])
    .where('answer', 'is not', null)
    .orderBy('hash')
    .orderBy('created_at', 'desc')
    .execute()
}

export async function updateHeld(db: Db, id: string, claims: { held: number; cut: number }): Promise<void> {
  await db
    .updateTable('model_calls')
    .set({ claims_held: claims.held, claims_cut: claims.cut })
    .where('id', '=', id)
    .execute()
}

/** What calls of one provider and model came to. */
export type ModelUse = {
  provider: string
  model: string
  calls: number
  /** Among them, those whose answer could not be used, or that never came. */
  failures: number
  inputTokens: number
  outputTokens: number
  /** Of the calls whose price is known; null where that is none. */
  costUsd: number | null
  unpricedTokens: number
  claimsHeld: number
  claimsCut: number
}

const useColumns = sql`provider, model, count(*)::int AS calls,
  (count(*) FILTER (WHERE outcome <> 'answered'))::int AS failures,
  sum(input_tokens)::float8 AS "inputTokens", sum(output_tokens)::float8 AS "outputTokens",
  sum(cost_usd)::float8 AS "costUsd",
  coalesce(sum(input_tokens::bigint + output_tokens) FILTER (WHERE cost_usd IS NULL), 0)::float8 AS "unpricedTokens",
  coalesce(sum(claims_held), 0)::int AS "claimsHeld", coalesce(sum(claims_cut), 0)::int AS "claimsCut"`

/** From a day on, by provider and model. */
export async function listUse(db: Db, siteId: string, sinceDay: string): Promise<ModelUse[]> {
  const { rows } = await sql<ModelUse>`
    SELECT ${useColumns} FROM model_calls WHERE site_id = ${siteId}::uuid AND day >= ${sinceDay}::date
    GROUP BY provider, model ORDER BY provider, model`.execute(db)
  return rows
}

/** What one work has used, by provider and model. */
export async function listUseOfWork(
  db: Db,
  siteId: string,
  work: Pick<Work, 'kind' | 'id'>,
): Promise<ModelUse[]> {
  const { rows } = await sql<ModelUse>`
    SELECT ${useColumns} FROM model_calls
    WHERE site_id = ${siteId}::uuid AND work_kind = ${work.kind} AND work_id = ${work.id}
    GROUP BY provider, model ORDER BY provider, model`.execute(db)
  return rows
}

export type DayUse = { day: string } & Used

/** From a day on, the days that have calls, newest first. */
export async function listDays(db: Db, siteId: string, sinceDay: string): Promise<DayUse[]> {
  const { rows } = await sql<DayUse>`
    SELECT day::text AS day, sum(input_tokens::bigint + output_tokens)::float8 AS tokens,
      coalesce(sum(cost_usd), 0)::float8 AS "costUsd",
      coalesce(sum(input_tokens::bigint + output_tokens) FILTER (WHERE cost_usd IS NULL), 0)::float8 AS "unpricedTokens"
    FROM model_calls WHERE site_id = ${siteId}::uuid AND day >= ${sinceDay}::date
    GROUP BY day ORDER BY day DESC`.execute(db)
  return rows
}

export type CallRow = {
  task: string
  part: string | null
  provider: string
  model: string
  outcome: string
  input_tokens: number
  output_tokens: number
  is_estimate: boolean
  cost_usd: string | null
  claims_held: number | null
  claims_cut: number | null
  created_at: Date
}

/** Of one work, newest first, at most `limit`. */
export async function listCalls(
  db: Db,
  siteId: string,
  work: Pick<Work, 'kind' | 'id'>,
  limit: number,
): Promise<CallRow[]> {
  return await db
    .selectFrom('model_calls')
    .select(['task', 'part', 'provider', 'model', 'outcome'])
    .select(['input_tokens', 'output_tokens', 'is_estimate', 'cost_usd'])
    .select(['claims_held', 'claims_cut', 'created_at'])
    .where('site_id', '=', siteId)
    .where('work_kind', '=', work.kind)
    .where('work_id', '=', work.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

const answersKeptDays = 7
const callsKeptDays = 400
const dayMs = 24 * 3600_000
const atOnce = 10_000

/**
 * Answers go after a week: by then what they were made of has changed, or the text stands. What was spent stays for 400
 * days, so that a year can be laid beside the one before it. Some thousands at a time.
 */
export async function deleteOldCalls(db: Db, now: Date): Promise<void> {
  const answersBefore = new Date(now.getTime() - answersKeptDays * dayMs)
  const callsBefore = new Date(now.getTime() - callsKeptDays * dayMs)
  await repeat(() =>
    db
      .updateTable('model_calls')
      .set({ answer: null })
      .where('id', 'in', (old) =>
        old
          .selectFrom('model_calls')
          .select('id')
          .where('created_at', '<', answersBefore)
          .where('answer', 'is not', null)
          .limit(atOnce),
      )
      .executeTakeFirst()
      .then(({ numUpdatedRows }) => numUpdatedRows),
  )
  await repeat(() =>
    db
      .deleteFrom('model_calls')
      .where('id', 'in', (old) =>
        old.selectFrom('model_calls').select('id').where('created_at', '<', callsBefore).limit(atOnce),
      )
      .executeTakeFirst()
      .then(({ numDeletedRows }) => numDeletedRows),
  )
}

async function repeat(some: () => Promise<bigint>): Promise<void> {
  while ((await some()) === BigInt(atOnce));
}
