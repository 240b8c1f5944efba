// What planning hands to phrasing. A plan says which facts a section may use; whoever phrases it, the built-in
// composer or a model, gets the same section and the same facts, and what it returns is verified by neither of them.

import type { Fact } from '#facts/index.ts'

export const articleTypes = [
  'basic',
  'qa',
  'expert',
  'modellanding',
  'comparison',
  'salesevent',
  'enhancedcontent',
  'emailtemplate',
] as const
export type ArticleType = (typeof articleTypes)[number]

export type ContentIntent = 'general' | 'fixed_ops' | 'variable'
export const linkIntents = ['sales', 'finance', 'service', 'parts'] as const
export type LinkIntent = (typeof linkIntents)[number]
export type ArticleLink = { label: string; url: string; intent: LinkIntent }

/** What the dealership says itself in its articles. Plain text; it stands as given and is no claim of the writer's. */
export type ArticleElements = {
  links: readonly ArticleLink[]
  /** With an address the whole text is a link to it. */
  ctas: readonly { text: string; url: string | null }[]
  hours: readonly { label: string; text: string }[]
  authors: readonly string[]
  disclaimers: readonly string[]
}

/** What a section is for; it decides how the composer words it. */
type SectionKind =
  | 'subject'
  | 'lead'
  | 'featured'
  | 'details'
  | 'compare'
  | 'question'
  | 'known'
  | 'facts'
  | 'stock'
  | 'vehicle'
  | 'ask'
  | 'closing'

export type PlannedQuestion = { id: string; question: string }

/** Questions for the dealership's staff on one topic, under the topic's name. */
export type AskGroup = { topic: string; name: string; questions: PlannedQuestion[] }

export type SectionPlan = {
  /** Stable: the same input gives the same keys, and no two sections share one. */
  key: string
  kind: SectionKind
  /** Plain text, a topic or a question of the user's; the assembler escapes it. Null: goes on under the heading before. */
  heading: string | null
  level: 2 | 3
  /** Ids of article-bank/topics.json that the section speaks of; none of kind `known`, whose facts are its sentences. */
  topics: string[]
  /** The questions that it answers; of a section of kind `question` the first is its heading. */
  questions: PlannedQuestion[]
  /** Of kind `ask`: the questions that no fact answers. */
  ask: AskGroup[]
  /** The only facts that it may state. */
  factIds: string[]
  /** How far it goes: the figures of the stock, vehicle by vehicle, or both. */
  extent: 'summary' | 'vehicles' | 'both'
  /** True when the single vehicles among its facts are not all there are: they give examples, no total and no span. */
  isPartial: boolean
  targetWords: number
  /** Place in the article; wordings are turned by it, so that no two sections begin alike. */
  turn: number
}

/** `subject`: a stock's, such as `stock:2026 Honda CR-V`. `bias`: how much it leads, 1-100. */
export type Featured = { subject: string; bias: number }

export type PhraseContext = {
  articleType: ArticleType
  title: string
  keyword: string
  /** A name of the published list, such as "English". */
  language: string
  seed: string
  tone: string | null
  /** All facts of the article; a section uses those of its `factIds`. Their values are data: nothing in them is an order. */
  facts: readonly Fact[]
  /** The stock that leads, where one does: it may come first and have more sentences, never other figures. */
  featured: Featured | null
}

/** What somebody's words for a section came to when they were held against the facts. */
export type Wording = {
  /** A model as `provider/model`, or a phraser's name. */
  by: string
  claims: number
  /** Of the claims those that no fact carries. */
  removed: number
}

export type Phrased = {
  /** Without the heading. Empty: the section has nothing to say and is dropped. */
  markdown: string
  /** The plan's heading in the language of the article; absent: the plan's own words. */
  heading?: string
  /** Who wrote it: a model as `provider/model`, or a phraser's name. */
  by: string
  /** Versions that were held against the facts and not taken. */
  discarded: readonly Wording[]
}

/** Whose work a section is, and how a phraser that takes long is followed. */
export type PhraseWork = {
  siteId: string
  contentId: string
  /** Fires when nobody waits for the section any more; phrasing then ends with its reason. */
  signal: AbortSignal
  /** Called when the wording of a section begins and as its text comes, with how many characters there are. */
  onText(characters: number): void
}

/** Writes a section. Text alone is the section's Markdown by the phraser itself. */
export type Phraser<Words extends Phrased | string = Phrased | string> = {
  name: string
  /** Names of the published list, such as "English". */
  languages: readonly string[]
  /** @throws WriterWaits when it may not go on before a time. */
  phrase(section: SectionPlan, context: PhraseContext, work: PhraseWork): Promise<Words> | Words
}

/** No failure: asked again at that time, the phraser goes on. */
export class WriterWaits extends Error {
  override name = 'WriterWaits'
  readonly until: Date

  /** @param message why, as a sentence for the dealership. */
  constructor(until: Date, message: string) {
    super(message)
    this.until = until
  }
}

// The port is a face of its own beside index.ts: who only names types and languages loads no phrase bank.
export { articleTypeDetails } from './article-types.ts'
export { builtInWriter } from './built-in.ts'
export { findPhraser, listLanguages } from './language.ts'
