import type { Tx } from '#db/index.ts'
import { enqueue } from '#jobs/index.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { insertEvents } from '#webhooks/index.ts'
import type { ContentDepth, ContentSettings } from './content.ts'
import { findLink, lockContent, updateStarted } from './content-store.ts'
import { assertQuestions } from './ideacloud-cache.ts'
import {
  assertBrandVoice,
  assertLanguage,
  generateJob,
  planningEvent,
  type StartDeps,
} from './start-content.ts'

export type GenerateInput = {
  selected_question_ids?: string[] | undefined
  brand_voice_id?: string | undefined
  title?: string | undefined
  language?: string | undefined
  content_depth?: ContentDepth | undefined
  content_length?: number | undefined
}

/** What the input says, checked against what does not change. */
export type PreparedGeneration = { siteId: string; id: string; input: GenerateInput }

/** Everything that can be said before the row is held. @throws AppError not_found, validation_error */
export async function prepareGeneration(
  deps: StartDeps,
  siteId: string,
  id: string,
  input: GenerateInput,
): Promise<PreparedGeneration> {
  const link = await findLink(deps.db, siteId, id)
  if (!link) throw notFound('Content not found')
  if (link.ideacloudId === null) throw invalid('path/id', 'Content is not linked to an IdeaCloud')
  assertQuestions(await deps.ideaclouds.get(siteId, link.ideacloudId), input.selected_question_ids)
  await assertBrandVoice(deps.db, siteId, input.brand_voice_id)
  assertLanguage(deps.phrasers, input.language)
  return { siteId, id, input }
}

/**
 * Starts the writing of a content that waits for its questions, or writes one again. What was sent at its
 * creation holds unless it is sent anew.
 * @throws AppError not_found; validation_error while it is generating, or without questions for one that waits.
 */
export async function generateContent(deps: StartDeps, tx: Tx, prepared: PreparedGeneration): Promise<void> {
  const { siteId, id, input } = prepared
  const content = await lockContent(tx, siteId, id)
  if (!content) throw notFound('Content not found')
  if (content.status === 'generating') throw invalid('path/id', 'Content is already generating')
  if (content.status === 'awaiting_input' && !input.selected_question_ids) {
    throw invalid('selected_question_ids', 'selected_question_ids is required')
  }
  const settings: ContentSettings = {
    ...content.settings,
    ...(input.selected_question_ids ? { selectedQuestionIds: input.selected_question_ids } : {}),
    ...(input.brand_voice_id ? { brandVoiceId: input.brand_voice_id } : {}),
    ...(input.content_depth ? { contentDepth: input.content_depth } : {}),
    ...(input.content_length ? { contentLength: input.content_length } : {}),
  }
  const run = newId()
  const now = deps.clock.now()
  const change = {
    run,
    settings,
    title: input.title ?? content.title,
    language: input.language ?? content.language,
    now,
  }
  await updateStarted(tx, id, change)
  await insertEvents(tx, [planningEvent(siteId, id, content.articleType)], now)
  await enqueue(tx, generateJob, [{ siteId, data: { contentId: id, run } }])
}
