import type pg from 'pg'
import { Type } from 'typebox'
import { Nullable, OneOf, Timestamp, Uuid } from '#http/index.ts'
import type { Waker } from '#jobs/index.ts'
import { articleTypes } from '#writing/port.ts'
import {
  componentTypes,
  contentDepths,
  contentIntents,
  contentStatuses,
  publishedLanguages,
} from '../content.ts'
import type { StartDeps } from '../start-content.ts'

export type ContentRouteDeps = StartDeps & {
  pool: pg.Pool
  waker: Waker
  acceptedMessage: string
  cursorSecret: Uint8Array
}

export const contentNotFound = 'Content not found or belongs to a different site'

const shared = {
  brand_voice_id: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'A brand voice of the site; default is the site’s own default.',
    }),
  ),
  title: Type.Optional(
    Type.String({
      maxLength: 500,
      'x-trim': true,
      'x-empty-absent': true,
      description: 'Default: the IdeaCloud’s title.',
    }),
  ),
  language: Type.Optional(OneOf(publishedLanguages, { description: 'Default English.' })),
  content_length: Type.Optional(
    Type.Integer({
      minimum: 200,
      maximum: 5000,
      description: 'Target in words; `content_depth` wins over it.',
    }),
  ),
  content_depth: Type.Optional(
    OneOf(contentDepths, { description: 'Share of the type’s usual length; default balanced.' }),
  ),
}

const questionIds = Type.Optional(
  Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
    minItems: 1,
    maxItems: 200,
    description: 'Questions of the IdeaCloud; default are its recommended ones.',
  }),
)

export const ContentInput = Type.Object({
  ideacloud_id: Uuid('A complete IdeaCloud.'),
  article_type: OneOf(articleTypes),
  selected_question_ids: questionIds,
  ...shared,
  content_intent: Type.Optional(
    OneOf(contentIntents, { description: 'Which links stand inline; default general.' }),
  ),
  auto_compliance: Type.Optional(
    Type.Boolean({ description: 'Check for compliance when complete; default false.' }),
  ),
  auto_content_tools: Type.Optional(
    Type.Boolean({ description: 'Make content tools when complete; default false.' }),
  ),
  mode: Type.Optional(OneOf(['simple', 'interactive'], { description: 'Default simple.' })),
})

export const GenerateInput = Type.Object({ selected_question_ids: questionIds, ...shared })

export const StartedContent = Type.Object({
  id: Type.String(),
  status: Type.Literal('generating'),
  article_type: OneOf(articleTypes),
  title: Type.String(),
  created_at: Timestamp(),
  message: Type.String(),
})

export const Slug = Nullable(Type.String())

export const PublishAt = Nullable(Timestamp('When it goes live or went live; null for a draft.'))

export const FeaturedImage = Nullable(Type.String({ description: 'A URL.' }))

const Category = Nullable(Type.Object({ id: Type.String(), name: Type.String() }))

export const ContentItem = Type.Object({
  id: Type.String(),
  title: Type.String(),
  article_type: OneOf(articleTypes),
  status: OneOf(contentStatuses),
  content_intent: OneOf(contentIntents),
  category: Category,
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

export const ContentDetail = Type.Object({
  ...ContentItem.properties,
  error: Type.Optional(Type.String({ description: 'Why the last writing failed, in a sentence.' })),
  progress: Type.Optional(Type.Object({ stage: Type.String(), percent: Type.Integer() })),
  ideacloud: Nullable(Type.Object({ id: Type.String(), keyword: Type.String() })),
  metadata: Type.Object({
    source: Type.String(),
    api_key_id: Type.String(),
    api_creator_label: Type.String(),
    tone: Nullable(Type.String()),
    language: Type.String(),
    content_depth: Nullable(OneOf(contentDepths)),
    content_length: Nullable(Type.Integer()),
  }),
  components: Type.Array(
    Type.Object({ type: OneOf(componentTypes), status: Type.String(), updated_at: Timestamp() }),
  ),
  word_count: Nullable(Type.Integer()),
  grounding: Nullable(
    Type.Object({ claims: Type.Integer(), supported: Type.Integer(), removed: Type.Integer() }),
  ),
  target_audience: Nullable(Type.String()),
  funnel_stage: Nullable(Type.String()),
  content_lifespan: Nullable(Type.String()),
  search_intent_type: Nullable(Type.String()),
})

export const ComponentItem = Type.Object({
  id: Type.String(),
  type: OneOf(componentTypes),
  content: Nullable(
    Type.String({
      description: 'Markdown for body, JSON text for seoMetadata and the schemas, else plain text.',
    }),
  ),
  metadata: Type.Unknown(),
  status: Type.String(),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
