// Planning: type x questions x facts x length -> sections, each with the facts that it may state. What no fact answers
// is gathered into one section for the dealership's staff. Sections are added while they bring the article nearer to
// its length and facts are left; a longer target never makes up for missing facts.

import type { Fact } from '#facts/index.ts'
import types from '../../article-bank/types.json' with { type: 'json' }
import type { ArticleType, ContentIntent, Featured, SectionPlan } from '../../port.ts'
import { givenLines } from '../event.ts'
import { sourceLine } from '../known.ts'
import { readLedger } from '../ledger.ts'
import { plainLine } from '../markdown.ts'
import { createHeadings } from './headings.ts'
import { planSections } from './plan-sections.ts'
import { type ArticleQuestion, answerQuestion } from './questions.ts'
import type { ArticleForm } from './section-draft.ts'
import { plainTitle, titleFor } from './title.ts'
import { getTopic, topicsNamed } from './topics.ts'

export type ArticleInput = {
  articleType: ArticleType
  /** The user's; empty: one is made from the type and the keyword. */
  title: string
  keyword: string
  questions: readonly ArticleQuestion[]
  /** The dealership's (`site:`), counted stock (`stock:`), the vehicles of that stock (`vehicle:`), an event's (`event:`). */
  facts: readonly Fact[]
  contentIntent: ContentIntent
  /** The category that the article belongs to, in words: topics that it names come first. */
  category?: string | null
  targetWords: number
  /** The content's id: another seed, another wording. */
  seed: string
  voice?: { tone: string | null }
  /** Of several stocks the one that leads. */
  featured?: Featured | null
}

export type ArticlePlan = {
  articleType: ArticleType
  title: string
  keyword: string
  contentIntent: ContentIntent
  targetWords: number
  seed: string
  tone: string | null
  sections: SectionPlan[]
  featured: Featured | null
  /** Texts of the user's own that stand in the article: nothing in them is a claim of ours. */
  allowed: string[]
}

/** Plans one article. Plain data that can be stored as JSON and taken up again; the same input gives the same plan. */
export function planArticle(input: ArticleInput): ArticlePlan {
  const ledger = readLedger(input.facts)
  const keyword = plainLine(input.keyword)
  const questions = distinctQuestions(input.questions)
  const title = plainTitle(input.title) || titleFor(input.articleType, keyword, ledger)
  const leading = topicsOfCategory(input.category ?? '')
  const featured = input.featured ?? null
  const sections = planSections({
    articleType: input.articleType,
    form: formOf(input.articleType),
    topics: [...new Set([...leading, ...types[input.articleType].topics])],
    leading,
    ledger,
    questions: questions.map((question) => ({ question, answer: answerQuestion(question, ledger) })),
    targetWords: input.targetWords,
    seed: input.seed,
    eventFacts: input.facts.filter(({ subject }) => subject.startsWith('event:')),
    featured,
    headings: createHeadings(ledger, keyword, input.articleType, input.seed),
  })
  return {
    articleType: input.articleType,
    title,
    keyword,
    contentIntent: input.contentIntent,
    targetWords: input.targetWords,
    seed: input.seed,
    tone: input.voice?.tone ?? null,
    sections,
    featured,
    allowed: [...allowedTexts(input, title, keyword), ...askNames(sections), ...sourceLines(questions)],
  }
}

const articleTopics = new Set<string>(Object.values(types).flatMap(({ topics }) => topics))

function topicsOfCategory(category: string): string[] {
  const families = topicsNamed(category).map((id) => getTopic(id).family)
  return [...new Set(families)].filter((family) => articleTopics.has(family))
}

function formOf(articleType: ArticleType): ArticleForm {
  return types[articleType].form as ArticleForm
}

/** Questions that differ in more than marks and case; the first of those alike stays. */
function distinctQuestions(questions: readonly ArticleQuestion[]): ArticleQuestion[] {
  const seen = new Set<string>()
  return questions.filter(({ question }) => {
    const key = question
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    if (key === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function allowedTexts(input: ArticleInput, title: string, keyword: string): string[] {
  const texts = [title, keyword, ...input.questions.map(({ question }) => question)]
  return [...new Set([...texts.map(plainLine), ...givenLines(input.facts)].filter(Boolean))]
}

/** Where an answer was read: a name and an address, that claim nothing by themselves. */
function sourceLines(questions: readonly ArticleQuestion[]): string[] {
  return [...new Set(questions.map(({ answer = [] }) => sourceLine(answer)).filter(Boolean))]
}

/** A topic's name before the questions on it ("Safety ratings.") claims nothing. */
function askNames(sections: readonly SectionPlan[]): string[] {
  return [...new Set(sections.flatMap(({ ask }) => ask.map(({ name }) => name)))]
}
