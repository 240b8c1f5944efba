// A run is one writing of a content. Each finished stage is a committed row, so that a killed worker's
// successor goes on behind it. Whatever a run writes asks first whether the content is still its own.

import { sql } from 'kysely'
import { type Db, type Tx, withTx } from '#db/index.ts'
import { newId } from '#kernel/ids.ts'
import { type ArticleType, builtInWriter, type ContentIntent } from '#writing/port.ts'
import type { ContentSettings, Grounding } from './content.ts'
import type { OwnInput } from './inputs/own-input.ts'

export type Run = {
  contentId: string
  run: string
  siteId: string
  ideacloudId: string | null
  articleType: ArticleType
  title: string
  language: string
  contentIntent: ContentIntent
  settings: ContentSettings
  /** How far it is, and at what in words where the stage does not say it. */
  percent: number
  message: string | null
  /** When the run's progress was last told by an event. */
  toldAt: Date | null
  /** Null: it is written from its IdeaCloud. */
  input: OwnInput | null
}

/** Undefined when the run is over or another has replaced it. */
export async function findRun(db: Db, contentId: string, run: string): Promise<Run | undefined> {
  const row = await db
    .selectFrom('contents')
    .select([
      'site_id',
      'ideacloud_id',
      'article_type',
      'title',
      'language',
      'content_intent',
      'settings',
      'percent',
      'message',
      'told_at',
      'input',
    ])
    .where('id', '=', contentId)
    .where('run', '=', run)
    .where('status', '=', 'generating')
    .executeTakeFirst()
  return (
    row && {
      contentId,
      run,
      siteId: row.site_id,
      ideacloudId: row.ideacloud_id,
      articleType: row.article_type as ArticleType,
      title: row.title,
      language: row.language,
      contentIntent: row.content_intent as ContentIntent,
      settings: row.settings as ContentSettings,
      percent: row.percent ?? 0,
      message: row.message,
      toldAt: row.told_at,
      input: row.input as OwnInput | null,
    }
  )
}

export async function listStages(db: Db, contentId: string, run: string): Promise<Map<string, unknown>> {
  const rows = await db
    .selectFrom('content_stages')
    .select(['stage', 'output'])
    .where('content_id', '=', contentId)
    .where('run', '=', run)
    .execute()
  return new Map(rows.map((row) => [row.stage, row.output]))
}

export async function insertStage(
  tx: Tx,
  stage: { contentId: string; run: string; stage: string; output: unknown; now: Date },
): Promise<void> {
  await tx
    .insertInto('content_stages')
    .values({
      content_id: stage.contentId,
      run: stage.run,
      stage: stage.stage,
      output: JSON.stringify(stage.output),
      created_at: stage.now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** @returns false when the run is no longer the content's. */
export async function updateProgress(
  tx: Tx,
  run: Run,
  progress: { stage: string; percent: number; message: string | null; toldAt: Date | null; now: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('contents')
    .set({
      stage: progress.stage,
      percent: progress.percent,
      message: progress.message,
      told_at: progress.toldAt,
      updated_at: progress.now,
    })
    .where('id', '=', run.contentId)
    .where('run', '=', run.run)
    .where('status', '=', 'generating')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export type FinishedText = {
  title: string
  markdown: string
  wordCount: number
  grounding: Grounding
  /** Of the facts that carry it. */
  factsHash: Buffer
  /** The name of the content's category, which stands beside the body as a component. */
  category: string | null
}

/** Beside the body, where a read of the content has it at no cost: who wrote it, when a model had a part in it. */
function metadataOf({ writers = [] }: Grounding): string | null {
  return writers.every(({ by }) => by === builtInWriter.name) ? null : JSON.stringify({ writers })
}

/** The new body replaces the old one, which stays as a version. @returns false when the run is no longer the content's. */
export async function updateFinished(tx: Tx, run: Run, text: FinishedText, now: Date): Promise<boolean> {
  const claims = JSON.stringify(text.grounding)
  const done = await tx
    .updateTable('contents')
    .set({
      status: 'complete',
      word_count: text.wordCount,
      claims_supported: text.grounding.supported.length,
      claims_removed: text.grounding.removed.length,
      stale_since: null,
      previous: null,
      stage: null,
      percent: null,
      message: null,
      told_at: run.toldAt,
      error: null,
      updated_at: now,
    })
    .where('id', '=', run.contentId)
    .where('run', '=', run.run)
    .where('status', '=', 'generating')
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) return false
  const components = [
    { type: 'body', content: text.markdown, metadata: metadataOf(text.grounding) },
    ...(text.category === null ? [] : [{ type: 'blogCategories', content: text.category, metadata: null }]),
  ]
  await tx
    .insertInto('content_components')
    .values(
      components.map((component) => ({
        ...component,
        id: newId(),
        content_id: run.contentId,
        status: 'complete',
        created_at: now,
        updated_at: now,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['content_id', 'type']).doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        content: eb.ref('excluded.content'),
        metadata: eb.ref('excluded.metadata'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .execute()
  await sql`
    INSERT INTO content_versions (content_id, version, title, content, word_count, claims, facts_hash, created_at)
    SELECT ${run.contentId}::uuid, coalesce(max(version), 0) + 1, ${text.title}, ${text.markdown}, ${text.wordCount},
      ${claims}::jsonb, ${text.factsHash}::bytea, ${now}::timestamptz
    FROM content_versions WHERE content_id = ${run.contentId}::uuid`.execute(tx)
  await tx.deleteFrom('content_stages').where('content_id', '=', run.contentId).execute()
  return true
}

/**
 * Ends the run with a sentence. A content that was complete before is complete again, with its old body, title
 * and settings.
 * @returns false when the run is no longer the content's.
 */
export async function updateRunFailed(tx: Tx, run: Run, error: string, now: Date): Promise<boolean> {
  const earlier = sql<string>`(SELECT CASE WHEN count(*) > 0 THEN 'complete' ELSE 'failed' END
    FROM content_versions v WHERE v.content_id = ${run.contentId}::uuid)`
  const done = await tx
    .updateTable('contents')
    .set({
      status: earlier,
      title: sql`coalesce(previous->>'title', title)`,
      language: sql`coalesce(previous->>'language', language)`,
      settings: sql`coalesce(previous->'settings', settings)`,
      previous: null,
      error,
      stage: null,
      percent: null,
      message: null,
      updated_at: now,
    })
    .where('id', '=', run.contentId)
    .where('run', '=', run.run)
    .where('status', '=', 'generating')
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) return false
  await tx
    .updateTable('content_components')
    .set({ status: earlier, updated_at: now })
    .where('content_id', '=', run.contentId)
    .where('type', '=', 'body')
    .execute()
  await tx.deleteFrom('content_stages').where('content_id', '=', run.contentId).execute()
  return true
}

/** The content's last run, which had failed, goes on. */
export async function updateRevived(db: Db, contentId: string, run: string, now: Date): Promise<void> {
  await withTx(db, async (tx) => {
    const done = await tx
      .updateTable('contents')
      .set({
        ...{ status: 'generating', stage: 'planning', percent: 5, message: null },
        error: null,
        updated_at: now,
      })
      .where('id', '=', contentId)
      .where('run', '=', run)
      .where('error', 'is not', null)
      .executeTakeFirst()
    if (done.numUpdatedRows !== 1n) return
    await tx
      .updateTable('content_components')
      .set({ status: 'generating', updated_at: now })
      .where('content_id', '=', contentId)
      .where('type', '=', 'body')
      .execute()
  })
}
