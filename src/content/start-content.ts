import type { Db, Write } from '#db/index.ts'
import { defineJob, jobWrite, type Waker } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { AppError, invalid } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { type ContentTypeBook, findBrandVoice } from '#sites/index.ts'
import { eventWrite, type NewEvent } from '#webhooks/index.ts'
import {
  type ArticleType,
  type ContentIntent,
  findPhraser,
  listLanguages,
  type Phraser,
} from '#writing/port.ts'
import type { ContentDepth, ContentSettings } from './content.ts'
import { contentWrites, type NewContent } from './content-store.ts'
import { assertQuestions, type CompleteIdeacloud, type IdeacloudCache } from './ideacloud-cache.ts'

export const generateJob = defineJob<{ contentId: string; run: string }>({ name: 'content.generate' })

export type StartDeps = {
  db: Db
  clock: Clock
  waker: Waker
  ideaclouds: IdeacloudCache
  contentTypes: ContentTypeBook
  phrasers: readonly Phraser[]
}

export type ContentInput = {
  ideacloud_id: string
  article_type: ArticleType
  selected_question_ids?: string[] | undefined
  brand_voice_id?: string | undefined
  title?: string | undefined
  language?: string | undefined
  content_intent?: ContentIntent | undefined
  auto_compliance?: boolean | undefined
  auto_content_tools?: boolean | undefined
  mode?: 'simple' | 'interactive' | undefined
  content_length?: number | undefined
  content_depth?: ContentDepth | undefined
}

export type Creator = { siteId: string; keyId: string; keyName: string }

/** A content that will exist when the writes commit. */
export type StartedContent = { content: NewContent; ideacloud: CompleteIdeacloud; createdAt: Date }

/** @throws AppError not_found for the IdeaCloud, validation_error for what else is wrong. */
export async function startContent(
  deps: StartDeps,
  creator: Creator,
  input: ContentInput,
): Promise<StartedContent & { writes: Write[] }> {
  const started = await prepare(deps, creator, input, deps.clock.now())
  return { ...started, writes: writesOf(deps, creator.siteId, [started.content], started.createdAt) }
}

/** Each item by itself: what cannot start has its sentence instead. */
export async function startContentBatch(
  deps: StartDeps,
  creator: Creator,
  inputs: readonly ({ input: ContentInput } | { error: string })[],
): Promise<{ outcomes: (StartedContent | { error: string })[]; writes: Write[] }> {
  const now = deps.clock.now()
  const outcomes = await Promise.all(
    inputs.map((one) => ('error' in one ? one : prepareItem(deps, creator, one.input, now))),
  )
  const contents = outcomes.flatMap((outcome) => ('content' in outcome ? [outcome.content] : []))
  const writes = contents.length === 0 ? [] : writesOf(deps, creator.siteId, contents, now)
  return { outcomes, writes }
}

async function prepareItem(
  deps: StartDeps,
  creator: Creator,
  input: ContentInput,
  now: Date,
): Promise<StartedContent | { error: string }> {
  if (input.mode === 'interactive') return { error: 'mode must be simple inside a batch' }
  try {
    return await prepare(deps, creator, input, now)
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { error: error.message }
    throw error
  }
}

async function prepare(
  deps: StartDeps,
  creator: Creator,
  input: ContentInput,
  now: Date,
): Promise<StartedContent> {
  await assertTypeEnabled(deps.contentTypes, creator.siteId, input.article_type)
  const ideacloud = await deps.ideaclouds.get(creator.siteId, input.ideacloud_id)
  assertQuestions(ideacloud, input.selected_question_ids)
  await assertBrandVoice(deps.db, creator.siteId, input.brand_voice_id)
  assertLanguage(deps.phrasers, input.language)
  const waits = input.mode === 'interactive'
  const settings: ContentSettings = {
    selectedQuestionIds: input.selected_question_ids ?? null,
    brandVoiceId: input.brand_voice_id ?? null,
    contentDepth: input.content_depth ?? null,
    contentLength: input.content_length ?? null,
    autoCompliance: input.auto_compliance ?? false,
    autoContentTools: input.auto_content_tools ?? false,
  }
  const content: NewContent = {
    id: newId(),
    bodyId: newId(),
    ideacloudId: ideacloud.id,
    articleType: input.article_type,
    title: input.title ?? ideacloud.title,
    status: waits ? 'awaiting_input' : 'generating',
    settings,
    language: input.language ?? 'English',
    contentIntent: input.content_intent ?? 'general',
    run: waits ? null : newId(),
    apiKeyId: creator.keyId,
    apiCreatorLabel: creator.keyName,
  }
  return { content, ideacloud, createdAt: now }
}

async function assertTypeEnabled(types: ContentTypeBook, siteId: string, type: ArticleType): Promise<void> {
  if (!(await types.isEnabled(siteId, type)))
    throw invalid('article_type', `article_type ${type} is not enabled on this site`)
}

/** @throws AppError validation_error when the voice is not this site's. */
export async function assertBrandVoice(db: Db, siteId: string, id: string | undefined): Promise<void> {
  if (id && !(await findBrandVoice(db, siteId, id))) {
    throw invalid('brand_voice_id', 'brand_voice_id does not exist on this site')
  }
}

/** @throws AppError validation_error that lists the languages that can be written. */
export function assertLanguage(phrasers: readonly Phraser[], language: string | undefined): void {
  if (language === undefined || findPhraser(language, phrasers)) return
  throw invalid(
    'language',
    `language ${language} has no configured writer; it can be one of: ${listLanguages(phrasers).join(', ')}`,
  )
}

/** The first event of a run; it commits with what started it. */
export function planningEvent(siteId: string, articleId: string, articleType: ArticleType): NewEvent {
  return {
    siteId,
    type: 'content.progress',
    data: {
      article_id: articleId,
      article_type: articleType,
      component_type: 'body',
      stage: 'planning',
      message: 'Planning the article',
      progress_percent: 5,
    },
  }
}

function writesOf(deps: StartDeps, siteId: string, contents: readonly NewContent[], now: Date): Write[] {
  const writes = contentWrites(siteId, contents, now)
  const running = contents.filter((content) => content.run !== null)
  if (running.length === 0) return writes
  const events = running.map((content) => planningEvent(siteId, content.id, content.articleType))
  const jobs = running.map((content) => ({
    siteId,
    data: { contentId: content.id, run: content.run as string },
  }))
  return [...writes, eventWrite(events, now), jobWrite(deps.waker, generateJob, jobs)]
}
