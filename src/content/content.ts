import type { Fact } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'
import type { ArticleType, ContentIntent, Wording } from '#writing/port.ts'

export const contentStatuses = ['awaiting_input', 'generating', 'complete', 'failed'] as const
export type ContentStatus = (typeof contentStatuses)[number]

export const contentDepths = ['concise', 'steady', 'balanced', 'substantial', 'in-depth'] as const
export type ContentDepth = (typeof contentDepths)[number]

export const contentIntents = ['general', 'fixed_ops', 'variable'] as const satisfies readonly ContentIntent[]

/** Names of languages as the published list spells them. */
export const publishedLanguages = [
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
] as const

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
] as const
export type ComponentType = (typeof componentTypes)[number]

export const stageMessages = {
  planning: 'Planning the article',
  researching: 'Gathering the facts',
  writing: 'Writing the sections',
  verifying: 'Holding every claim against the facts',
  assembling: 'Putting the article together',
  finalizing: 'The article is ready',
} as const
export type Stage = keyof typeof stageMessages

/** How a content is to be written; a regeneration may change it. */
export type ContentSettings = {
  /** Null: the IdeaCloud's recommended questions. */
  selectedQuestionIds: string[] | null
  /** Null: the site's default voice. */
  brandVoiceId: string | null
  contentDepth: ContentDepth | null
  /** Words. */
  contentLength: number | null
  autoCompliance: boolean
  autoContentTools: boolean
}

/** What the verifier found in a body: claims with the facts that carry them, and what was cut. */
export type Grounding = {
  supported: Claim[]
  removed: Claim[]
  facts: Fact[]
  /** Who wrote the sections; absent of a body that is older than this. */
  writers?: Writer[]
}

/** `claims` and `removed` are of all that it wrote, versions that were not taken among them. */
export type Writer = Wording & { sections: number }

export type Component = {
  id: string
  type: ComponentType
  status: ContentStatus
  content: string | null
  metadata: unknown
  createdAt: string
  updatedAt: string
}

/** One row of the list. */
export type ContentSummary = {
  id: string
  title: string
  status: ContentStatus
  articleType: ArticleType
  contentIntent: ContentIntent
  category: { id: string; name: string } | null
  isStale: boolean
  createdAt: string
  updatedAt: string
}

export type Content = Omit<ContentSummary, 'category' | 'isStale'> & {
  ideacloudId: string | null
  language: string
  settings: ContentSettings
  stage: Stage | null
  percent: number | null
  /** What it is at, in words; null: what the stage says. */
  message: string | null
  wordCount: number | null
  /** `writers`: null when no model had a part in it. */
  grounding: { supported: number; removed: number; writers: Writer[] | null } | null
  /** Since when the body says what is no longer so. */
  staleSince: string | null
  error: string | null
  apiKeyId: string
  apiCreatorLabel: string
  components: { type: ComponentType; status: string; updatedAt: string }[]
}
