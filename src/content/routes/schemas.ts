import { Type } from 'typebox'
import { sourceKinds } from '#facts/index.ts'
import { Id, Message, Noun, NullAsARule, Nullable, OneOf, Text, Timestamp, Uuid, Whole } from '#http/index.ts'
import type { Waker } from '#jobs/index.ts'
import { articleTypes } from '#writing/port.ts'
import {
  componentTypes,
  contentDepths,
  contentIntents,
  contentStatuses,
  publishedLanguages,
} from '../content.ts'
import type { FindContent } from '../content-store.ts'
import { checkedAbroad, uncheckedAbroad } from '../grounding/present.ts'
import type { Verifier } from '../grounding/verifier.ts'
import { eventCategories, momentPattern } from '../inputs/sales-event.ts'
import type { StartDeps } from '../start-content.ts'

export type ContentRouteDeps = StartDeps & {
  findContent: FindContent
  waker: Waker
  acceptedMessage: string
  cursorSecret: Uint8Array
  verifier: Verifier
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
  Type.Array(Type.String({ minLength: 1, maxLength: 200, examples: ['q-1772225333601-0'] }), {
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

export const GenerateInput = Type.Object(
  { selected_question_ids: questionIds, ...options },
  { examples: [{ selected_question_ids: ['q-1772225333601-0', 'q-1772225333601-5'] }] },
)

export const StartedContent = Type.Object({
  id: Id(),
  status: Type.Literal('generating'),
  article_type: OneOf(articleTypes),
  title: Text('2026 Chevrolet Equinox EV: What to Know'),
  created_at: Timestamp(),
  message: Message(),
})

export const Slug = Nullable(Text('2026-chevrolet-equinox-ev'))

export const PublishAt = Nullable(Timestamp('When it goes live or went live; null for a draft.'))

export const FeaturedImage = Nullable(Text('https://images.example.com/equinox-ev.jpg', 'A URL.'))
const name = (example: string, description: string) =>
  Type.String({ minLength: 1, maxLength: 100, 'x-trim': true, description, examples: [example] })

export const vehicle = {
  year: Type.Integer({ minimum: 1900, maximum: 2100, description: 'Model year.', examples: [2026] }),
  make: name('Chevrolet', 'In any spelling: "Chevrolet", "chevy".'),
  model: name('Silverado 1500', 'Such as "Silverado 1500".'),
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
  year: Whole(2026),
  make: Text('Chevrolet'),
  model: Text('Equinox EV'),
  trim: Nullable(Text('LT')),
})

export const ComparisonInput = Type.Object({
  vehicles: Type.Array(Type.Object(vehicle), {
    minItems: 2,
    maxItems: 5,
    examples: [
      [
        { year: 2026, make: 'Chevrolet', model: 'Silverado 1500' },
        { year: 2026, make: 'Ford', model: 'F-150' },
      ],
    ],
  }),
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

const moment = (example: string, description: string) =>
  Type.String({
    pattern: momentPattern,
    description,
    examples: [example],
    'x-says': 'must be a date and time with an offset, such as 2026-04-01T09:00:00-04:00',
  })

export const SalesEventInput = Type.Object({
  event_name: Type.String({
    minLength: 1,
    maxLength: 500,
    'x-trim': true,
    examples: ['Spring Clearance Sale'],
  }),
  start_date: moment(
    '2026-04-01T09:00:00-04:00',
    'RFC 3339 with an offset. The text tells it in the site’s time zone.',
  ),
  end_date: moment('2026-04-07T21:00:00-04:00', 'Not before `start_date`.'),
  location: Type.String({
    minLength: 1,
    maxLength: 500,
    'x-trim': true,
    description: 'Shown as given.',
    examples: ['12 Harbor Road, Huntington, NY'],
  }),
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

const Category = Nullable(Type.Object({ id: Id(), name: Text('Model research') }))

export const ContentItem = Noun('ContentItem', {
  id: Id(),
  title: Text('2026 Chevrolet Equinox EV: What to Know'),
  article_type: OneOf(articleTypes),
  status: OneOf(contentStatuses, { examples: ['complete'] }),
  content_intent: OneOf(contentIntents),
  category: Category,
  stale: Type.Boolean({
    examples: [false],
    description:
      'The body says what the ledger no longer says: a feed has changed a price, sold the car, moved a count by more than a fifth. It stays as it is until it is written again or a person confirms it.',
  }),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})

const FactValue = Type.Union([Type.String(), Type.Number(), Type.Boolean()], { examples: [28500] })

/** What a body says and no fact carries any more. */
export const GoneFact = Noun('GoneFact', {
  subject: Text('vehicle:1HGBH41JXMN109186', 'What the fact is about.'),
  attribute: Text('price'),
  from: FactValue,
  to: Nullable(FactValue, {
    examples: [27900],
    description: 'What is said now; null for nothing, or for an attribute that can have several values.',
  }),
  reason: OneOf(['changed', 'sold']),
})

const Writer = Type.Object({
  by: Text('ollama/qwen3:8b', 'A model as provider/model, or `composer`, the built-in writer.'),
  sections: Whole(6, 'Sections of the body that are its words.'),
  claims: Whole(31, 'In all that it wrote, versions that were not taken among them.'),
  removed: Whole(2, 'Of the claims those that no fact carries.'),
})

const ContentGrounding = Type.Object({
  claims: Whole(24),
  supported: Whole(24),
  removed: Whole(0),
  writers: Type.Optional(
    Type.Array(Writer, { description: 'Only when a model had a part in it: who wrote the body.' }),
  ),
  verified: Type.Optional(
    Type.Object(
      {
        language: Text('Spanish'),
        checked: Type.Array(OneOf(checkedAbroad)),
        unchecked: Type.Array(OneOf(uncheckedAbroad)),
        note: Text('In Spanish the figures with their units, and the names, were held against the facts.'),
      },
      { description: 'Only in another language than English: what was held against the facts.' },
    ),
  ),
})

export const ContentDetail = Noun('Content', {
  ...ContentItem.properties,
  stale_since: NullAsARule(Timestamp()),
  stale_facts: Type.Optional(Type.Array(GoneFact, { description: 'Only when `stale`.' })),
  error: Type.Optional(Type.String({ description: 'Why the last writing failed, in a sentence.' })),
  progress: Type.Optional(
    Type.Object({
      stage: Type.String(),
      percent: Type.Integer(),
      message: Type.String({
        description:
          'What it is at, in words; also until when it waits, where a budget for language models is used up.',
      }),
    }),
  ),
  ideacloud: Nullable(Type.Object({ id: Id(), keyword: Text('2026 Chevrolet Equinox EV range') })),
  metadata: Type.Object({
    source: Text('public_api'),
    api_key_id: Id(),
    api_creator_label: Text('Web site'),
    tone: Nullable(Text('BrandVoice:0199a3c4-7d40-7b52-8c1e-2f6a9b0d3c4e')),
    language: Text('English'),
    content_depth: Nullable(OneOf(contentDepths)),
    content_length: Nullable(Whole(800)),
  }),
  components: Type.Array(
    Type.Object({ type: OneOf(componentTypes), status: Text('complete'), updated_at: Timestamp() }),
  ),
  word_count: Nullable(Whole(640)),
  grounding: Nullable(ContentGrounding),
  target_audience: Nullable(Text('Families')),
  funnel_stage: Nullable(Text('Consideration')),
  content_lifespan: Nullable(Text('Evergreen')),
  search_intent_type: Nullable(Text('Commercial')),
})

/** A fact of the ledger with its source. */
export const SourcedFact = Noun('Fact', {
  id: Id(),
  subject: Text('vehicle:1HGBH41JXMN109186', 'What the fact is about.'),
  attribute: Text('price'),
  value: FactValue,
  unit: Nullable(Text('USD')),
  source: Type.Object({
    kind: OneOf(sourceKinds, { examples: ['feed'] }),
    title: Text('Inventory feed'),
    url: Nullable(Text('https://vpic.nhtsa.dot.gov/')),
    retrieved_at: Timestamp(),
    quote: Type.Optional(
      Text(
        'The 2026 Honda Pilot seats 8.',
        'Of `prose` alone: the sentence of the document or page that says it.',
      ),
    ),
  }),
})

/** Where a claim stands in its text, in UTF-16 code units. */
export const ClaimSpan = {
  text: Text('$28,500'),
  start: Whole(120, 'Offset in UTF-16 code units.'),
  end: Whole(127, 'Exclusive.'),
}

export const ComponentItem = Noun('Component', {
  id: Id(),
  type: OneOf(componentTypes),
  content: Nullable(
    Type.String({
      description: 'Markdown for body, JSON text for seoMetadata and the schemas, else plain text.',
      examples: ['## Range\n\nThe 2026 Chevrolet Equinox EV goes 319 miles on a charge.\n'],
    }),
  ),
  metadata: NullAsARule(Type.Object({}, { additionalProperties: true })),
  status: Text('complete'),
  created_at: Timestamp(),
  updated_at: Timestamp(),
})
