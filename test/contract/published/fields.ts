// Fields and shapes that several endpoints share.

import { type Field, type Fields, oneOf } from './endpoint.ts'

export const limit: Field = { type: 'integer', min: 1, max: 100, value: '1', default: { is: '25' } }
/** One that was issued is tried by the walk itself. */
export const cursor: Field = { type: 'string', refuses: ['bm90LW91cnM=', '%00'], value: undefined }

export const pages = { has_more: 'boolean', next_cursor: 'string?', total_count: 'integer' } as const

export const articleTypes = [
  'basic',
  'qa',
  'expert',
  'modellanding',
  'comparison',
  'salesevent',
  'enhancedcontent',
  'emailtemplate',
]

export const languages = [
  'English',
  'Spanish',
  'Mandarin Chinese',
  'Japanese',
  'Korean',
  'Arabic',
  'Farsi',
  'Hebrew',
  'French',
  'Tagalog',
  'Vietnamese',
  'Portuguese',
  'Russian',
]

export const componentTypes = [
  'body',
  'seoMetadata',
  'pageSlugs',
  'postTags',
  'blogCategories',
  'searchIntent',
  'facebookSnip',
  'twitterSnip',
  'instagramSnip',
  'googleBusinessSnip',
  'videoScript',
  'imagePrompt',
  'articleSchema',
  'authorSchema',
  'organizationSchema',
  'faqSchema',
  'vehicleSchema',
  'combinedSchema',
]

export const eventTypes = [
  'ideacloud.completed',
  'ideacloud.failed',
  'content.progress',
  'content.completed',
  'content.failed',
  'content.approval.submitted',
  'content.approval.approved',
  'content.approval.rejected',
  'content.approval.escalated',
  'content.approval.overridden',
  'compliance.completed',
  'content_tools.completed',
  'inventory.description.completed',
  'inventory.description.batch_completed',
  'inventory.feed.updated',
]

export const idParam = (noun: string): Fields => ({ id: { type: 'uuid', required: true, value: noun } })
export const vinParam: Fields = { vin: { type: 'vin', required: true, value: '$vin' } }

/** What every request for a text may say of how it is written. */
export const writing = {
  brand_voice_id: { type: 'string', refuses: ['no-such-voice'], value: '$voice' },
  title: { type: 'string', max: 500, value: 'A title of our own' },
  language: {
    type: 'string',
    oneOf: languages,
    value: 'English',
    default: { is: 'English', shows: 'data.metadata.language', inContent: true },
  },
  content_length: { type: 'integer', min: 200, max: 5000, value: 800 },
  content_depth: {
    type: 'string',
    oneOf: ['concise', 'steady', 'balanced', 'substantial', 'in-depth'],
    value: 'steady',
    default: { is: 'balanced' },
  },
} as const satisfies Fields

export const afterwards = {
  auto_compliance: { type: 'boolean', value: true, default: { is: false } },
  auto_content_tools: { type: 'boolean', value: true, default: { is: false } },
} as const satisfies Fields

export const category = { id: 'uuid', name: 'string' } as const

export const started = {
  id: 'uuid',
  status: oneOf('generating'),
  article_type: oneOf(...articleTypes),
  title: 'string',
  created_at: 'time',
  message: 'string',
} as const

/** The sentence that every accepted job is printed with; ours stands in its place with other words. */
export const message =
  'Generation typically completes within a few minutes. Configure webhooks to receive real-time status notifications.'
