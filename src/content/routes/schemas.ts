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
import { eventCategories, momentPattern } from '../inputs/sales-event.ts'
import type { StartDeps } from '../start-content.ts'

export type ContentRouteDeps = StartDeps & {
  pool: pg.Pool
  waker: Waker
  acceptedMessage: string
  cursorSecret: Uint8Array
}

export const contentNotFound = 'Content not found or belongs to a different site'

/** How a content is to be written. `titleDefault`: what it is called when the request names no title. */
const optionsWith = (titleDefault: string) => ({
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
      description: `Default: ${titleDefault}`,
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
})

const autos = {
  auto_compliance: Type.Optional(
    Type.Boolean({ description: 'Check for compliance when complete; default false.' }),
  ),
  auto_content_tools: Type.Optional(
    Type.Boolean({ description: 'Make content tools when complete; default false.' }),
  ),
}

const options = optionsWith('the IdeaCloud’s title.')

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
  ...options,
  content_intent: Type.Optional(
    OneOf(contentIntents, { description: 'Which links stand inline; default general.' }),
  ),
  ...autos,
  mode: Type.Optional(OneOf(['simple', 'interactive'], { description: 'Default simple.' })),
})

export const GenerateInput = Type.Object({ selected_question_ids: questionIds, ...options })

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
const name = (description: string) =>
  Type.String({ minLength: 1, maxLength: 100, 'x-trim': true, description })

const vehicle = {
  year: Type.Integer({ minimum: 1900, maximum: 2100, description: 'Model year.' }),
  make: name('In any spelling: "Chevrolet", "chevy".'),
  model: name('Such as "Silverado 1500".'),
  trim: Type.Optional(
    Type.String({
      maxLength: 100,
      'x-trim': true,
      'x-empty-absent': true,
      description: 'Such as "LT"; default all trims.',
    }),
  ),
}

export const NamedVehicle = Type.Object({
  year: Type.Integer(),
  make: Type.String(),
  model: Type.String(),
  trim: Nullable(Type.String()),
})

export const ComparisonInput = Type.Object({
  vehicles: Type.Array(Type.Object(vehicle), { minItems: 2, maxItems: 5 }),
  featured_vehicle_index: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 4,
      description: 'The place among `vehicles`, counted from 0, of the one that leads. Default: none does.',
    }),
  ),
  bias_level: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 100,
      description:
        'How much the featured vehicle leads; default 50. From 1 it comes first, from 50 the opening and the close speak of it, from 75 it has a section of its own. It never changes a figure, leaves a fact out or adds a claim. Without `featured_vehicle_index` it has no effect.',
    }),
  ),
  ...optionsWith('the year, make and model of each, with “vs” between.'),
  ...autos,
})

export const ModelLandingInput = Type.Object({
  ...vehicle,
  ...optionsWith('year, make and model.'),
  ...autos,
})

const moment = (description: string) =>
  Type.String({
    pattern: momentPattern,
    description,
    'x-says': 'must be a date and time with an offset, such as 2026-04-01T09:00:00-04:00',
  })

export const SalesEventInput = Type.Object({
  event_name: Type.String({ minLength: 1, maxLength: 500, 'x-trim': true }),
  start_date: moment('RFC 3339 with an offset. The text tells it in the site’s time zone.'),
  end_date: moment('Not before `start_date`.'),
  location: Type.String({ minLength: 1, maxLength: 500, 'x-trim': true, description: 'Shown as given.' }),
  category: OneOf(eventCategories),
  description: Type.Optional(
    Type.String({
      maxLength: 2000,
      'x-trim': true,
      'x-empty-absent': true,
      description: 'Stands in the text as the dealership’s own words, as plain text.',
    }),
  ),
  ...optionsWith('the name of the event.'),
  ...autos,
})

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
