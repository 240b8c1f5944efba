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
import { type ContentDepth, type ContentSettings, stageMessages } from './content.ts'
import { contentWrites, type NewContent } from './content-store.ts'
import { assertQuestions, type CompleteIdeacloud, type IdeacloudCache } from './ideacloud-cache.ts'
import { type OwnInput, titleOf } from './inputs/own-input.ts'

/**
 * With a model a section may take a minute and a half, and an article of 200 questions has more than 200. That its worker
 * has died is told by the heartbeat; this is for one that hangs.
 */
const longestSeconds = 12 * 3600

export const generateJob = defineJob<{ contentId: string; run: string }>({
  name: 'content.generate',
  expireSeconds: longestSeconds,
})

export type StartDeps = {
  db: Db
  clock: Clock
  waker: Waker
  ideaclouds: IdeacloudCache
  contentTypes: ContentTypeBook
  phrasers: readonly Phraser[]
}

/** How a content is to be written, whatever it is written from. */
export type WritingOptions = {
  brand_voice_id?: string | undefined
  title?: string | undefined
  language?: string | undefined
  auto_compliance?: boolean | undefined
  auto_content_tools?: boolean | undefined
  content_length?: number | undefined
  content_depth?: ContentDepth | undefined
}

export type ContentInput = WritingOptions & {
  ideacloud_id: string
  article_type: ArticleType
  selected_question_ids?: string[] | undefined
  content_intent?: ContentIntent | undefined
  mode?: 'simple' | 'interactive' | undefined
}

export type Creator = { siteId: string; keyId: string; keyName: string }

/** A content that will exist when the writes commit. */
export type StartedContent = { content: NewContent; createdAt: Date }
export type StartedFromIdeacloud = StartedContent & { ideacloud: CompleteIdeacloud }

/** @throws AppError not_found for the IdeaCloud, validation_error for what else is wrong. */
export async function startContent(
  deps: StartDeps,
  creator: Creator,
  input: ContentInput,
): Promise<StartedFromIdeacloud & { writes: Write[] }> {
  const started = await prepare(deps, creator, input, deps.clock.now())
  return { ...started, writes: writesOf(deps, creator.siteId, [started.content], started.createdAt) }
}

/** As `startContent`, from an input of its own instead of an IdeaCloud. @throws AppError validation_error */
export async function startFromInput(
  deps: StartDeps,
  creator: Creator,
  input: OwnInput,
  options: WritingOptions,
): Promise<StartedContent & { writes: Write[] }> {
  await assertWritable(deps, creator.siteId, input.articleType, options)
  const createdAt = deps.clock.now()
  const content = contentOf(creator, options, {
    ideacloudId: null,
    input,
    articleType: input.articleType,
    title: options.title ?? titleOf(input),
    selectedQuestionIds: null,
    contentIntent: 'general',
    run: newId(),
  })
  return { content, createdAt, writes: writesOf(deps, creator.siteId, [content], createdAt) }
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
): Promise<StartedFromIdeacloud> {
  await assertWritable(deps, creator.siteId, input.article_type, input)
  const ideacloud = await deps.ideaclouds.get(creator.siteId, input.ideacloud_id)
  assertQuestions(ideacloud, input.selected_question_ids)
  const content = contentOf(creator, input, {
    ideacloudId: ideacloud.id,
    input: null,
    articleType: input.article_type,
    title: input.title ?? ideacloud.title,
    selectedQuestionIds: input.selected_question_ids ?? null,
    contentIntent: input.content_intent ?? 'general',
    run: input.mode === 'interactive' ? null : newId(),
  })
  return { content, ideacloud, createdAt: now }
}

type Matter = Pick<NewContent, 'ideacloudId' | 'input' | 'articleType' | 'title' | 'contentIntent' | 'run'> &
  Pick<ContentSettings, 'selectedQuestionIds'>

/** A content without a run waits for its questions. */
function contentOf(creator: Creator, options: WritingOptions, matter: Matter): NewContent {
  const { selectedQuestionIds, ...rest } = matter
  return {
    ...rest,
    id: newId(),
    bodyId: newId(),
    status: matter.run === null ? 'awaiting_input' : 'generating',
    settings: {
      selectedQuestionIds,
      brandVoiceId: options.brand_voice_id ?? null,
      contentDepth: options.content_depth ?? null,
      contentLength: options.content_length ?? null,
      autoCompliance: options.auto_compliance ?? false,
      autoContentTools: options.auto_content_tools ?? false,
    },
    language: options.language ?? 'English',
    apiKeyId: creator.keyId,
    apiCreatorLabel: creator.keyName,
  }
}

/** The type must be enabled on the site, and what the options name must be there. @throws AppError validation_error */
async function assertWritable(
  deps: StartDeps,
  siteId: string,
  type: ArticleType,
  options: WritingOptions,
): Promise<void> {
  if (!(await deps.contentTypes.isEnabled(siteId, type)))
    throw invalid('article_type', `article_type ${type} is not enabled on this site`)
  await assertBrandVoice(deps.db, siteId, options.brand_voice_id)
  assertLanguage(deps.phrasers, options.language)
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
      message: stageMessages.planning,
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
