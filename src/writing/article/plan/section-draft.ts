// One section before it has its place: what it takes from the input, and how many words it is counted with.

import type { Fact } from '#facts/index.ts'
import type { ArticleType, Featured, SectionPlan } from '../../port.ts'
import { eventLine } from '../event.ts'
import type { Ledger } from '../ledger.ts'
import { countWords } from '../markdown.ts'
import type { Headings } from './headings.ts'
import type { Answer, ArticleQuestion } from './questions.ts'

/** How the parts of an article stand: under topics, under questions, or as a letter. */
export type ArticleForm = 'topics' | 'questions' | 'email'

export type SectionsInput = {
  articleType: ArticleType
  form: ArticleForm
  /** In the order in which they are told. */
  topics: readonly string[]
  /** Those of them that keep the first places. */
  leading: readonly string[]
  ledger: Ledger
  questions: readonly { question: ArticleQuestion; answer: Answer }[]
  targetWords: number
  seed: string
  /** What a person said of an event, sayable in a sentence or not. */
  eventFacts: readonly Fact[]
  featured: Featured | null
  headings: Headings
}

/** Words that a section usually takes; measured over composed articles (test/writing/article-length.test.ts). */
export const usual = {
  lead: 62,
  event: 48,
  /** For each stock beside the first. */
  leadStock: 13,
  compare: 28,
  compareColumn: 32,
  summary: 45,
  vehicles: 68,
  both: 80,
  topic: 28,
  /** Of one of several stocks. */
  features: 75,
  table: 25,
  tableRow: 11,
  vehicle: 78,
  ask: 42,
  askQuestion: 15,
  closing: 38,
  /** The line that names where an answer was read. */
  source: 10,
}

export type Draft = Omit<SectionPlan, 'turn'>

type DraftParts = Partial<Pick<Draft, 'topics' | 'questions' | 'ask' | 'extent' | 'isPartial' | 'level'>> & {
  facts?: readonly (Fact | string)[]
  words: number
}

export function draft(
  key: string,
  kind: SectionPlan['kind'],
  heading: string | null,
  parts: DraftParts,
): Draft {
  const { facts, words, ...rest } = parts
  const ids = (facts ?? []).map((fact) => (typeof fact === 'string' ? fact : fact.id))
  return {
    key,
    kind,
    heading,
    level: 2,
    topics: [],
    questions: [],
    ask: [],
    extent: 'both',
    isPartial: false,
    ...rest,
    factIds: [...new Set(ids)],
    targetWords: Math.max(0, Math.round(words)),
  }
}

export function sumWords(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { targetWords }) => sum + targetWords, 0)
}

/** What a person said of an event, line by line. */
export function eventSection({ eventFacts, headings, form }: SectionsInput): Draft[] {
  if (eventFacts.length === 0) return []
  const words = eventFacts.reduce((sum, fact) => sum + countWords(eventLine(fact)), 0)
  const heading = form === 'email' ? null : headings.topic('details')
  return [draft('details', 'details', heading, { facts: eventFacts, words })]
}

/** The dealership's name, phone and place. */
export function siteFacts(ledger: Ledger): Fact[] {
  return ['site_name', 'site_phone', 'site_address', 'site_city', 'site_state'].flatMap(
    (attribute) =>
      ledger.site
        .get(attribute)
        ?.slice(0, 1)
        .map(({ fact }) => fact) ?? [],
  )
}

/** How many are in stock and for how much, and the dealership. */
export function leadFacts(ledger: Ledger): Fact[] {
  const attributes = ['stock_count', 'stock_price_lowest', 'stock_price_highest']
  const stock = ledger.groups.flatMap((group) =>
    attributes.flatMap((attribute) => group.stock.get(attribute)?.map(({ fact }) => fact) ?? []),
  )
  return [...stock, ...siteFacts(ledger)]
}
