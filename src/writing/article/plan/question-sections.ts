// The user's questions as sections: those that facts answer, and one for all that only a person can.

import type { AskGroup, PlannedQuestion, SectionPlan } from '../../port.ts'
import { knownText } from '../known.ts'
import type { Ledger } from '../ledger.ts'
import { countWords } from '../markdown.ts'
import type { ArticleQuestion, FactsAnswer } from './questions.ts'
import { type ArticleForm, type Draft, draft, type SectionsInput, siteFacts, usual } from './section-draft.ts'
import { getAskTopic } from './topics.ts'

/**
 * Questions that facts answer. Two may have the same figures (the stock's, then vehicle by vehicle); further ones
 * join the first of them, so that no figure is told three times.
 */
export function answeredSections(input: SectionsInput): Draft[] {
  const byKey = new Map<string, { answer: FactsAnswer; questions: ArticleQuestion[] }>()
  for (const { question, answer } of input.questions) {
    if (answer.kind !== 'facts') continue
    const known = byKey.get(answer.key)
    if (known) known.questions.push(question)
    else byKey.set(answer.key, { answer, questions: [question] })
  }
  return [...byKey.values()].flatMap(({ answer, questions }) =>
    input.form === 'questions'
      ? questionSections(input, answer, questions)
      : answerSection(input.form, answer, questions),
  )
}

/** Under its topic: all questions on the same figures in one section. */
function answerSection(
  form: ArticleForm,
  answer: FactsAnswer,
  questions: readonly ArticleQuestion[],
): Draft[] {
  const extent = questions.length > 1 && form === 'topics' ? 'both' : 'summary'
  return [answerDraft('facts', null, answer, questions, extent)]
}

/** Under the question itself: the stock's figures for the first, vehicle by vehicle for the second, others beside the first. */
function questionSections(
  input: SectionsInput,
  answer: FactsAnswer,
  questions: readonly ArticleQuestion[],
): Draft[] {
  const [first, second, ...others] = questions
  if (!first) return []
  const heading = input.headings.given(first.question)
  const subjects = new Set(
    input.ledger.groups.flatMap(({ vehicles }) => vehicles.map(({ subject }) => subject)),
  )
  const ids = new Set(answer.factIds)
  const named = [...subjects].filter((subject) => hasFact(input.ledger, subject, ids))
  if (!second || named.length < 2 || answer.topics.includes('features')) {
    return [answerDraft('question', heading, answer, questions, 'both')]
  }
  return [
    answerDraft('question', heading, answer, [first, ...others], 'summary'),
    answerDraft('question', input.headings.given(second.question), answer, [second], 'vehicles'),
  ]
}

function hasFact(ledger: Ledger, subject: string, ids: ReadonlySet<string>): boolean {
  const vehicle = ledger.groups
    .flatMap(({ vehicles }) => vehicles)
    .find((candidate) => candidate.subject === subject)
  return [...(vehicle?.values.values() ?? [])].flat().some(({ fact }) => ids.has(fact.id))
}

function answerDraft(
  kind: SectionPlan['kind'],
  heading: string | null,
  answer: FactsAnswer,
  questions: readonly ArticleQuestion[],
  extent: SectionPlan['extent'],
): Draft {
  const asked = questions.map(({ id, question }): PlannedQuestion => ({ id, question }))
  const words = usual[extent] * Math.max(1, answer.stocks) + usual.askQuestion * (questions.length - 1)
  const key = `question:${asked[0]?.id}`
  return draft(key, kind, heading, {
    facts: extent === 'summary' ? answer.summaryIds : answer.factIds,
    topics: answer.topics,
    questions: asked,
    extent,
    isPartial: answer.isPartial,
    words,
  })
}

/** Questions that are answered alike for every car, each under itself; in a letter the question runs in. */
export function knownSections(input: SectionsInput): Draft[] {
  return input.questions.flatMap(({ question, answer }) => {
    if (answer.kind !== 'known') return []
    const { id, question: text } = question
    return [
      draft(`question:${id}`, 'known', input.form === 'email' ? null : input.headings.given(text), {
        facts: answer.facts,
        questions: [{ id, question: text }],
        words: countWords(knownText(answer.facts)) + usual.source,
      }),
    ]
  })
}

/** One section for the dealership's staff: the questions without a fact, by topic. */
export function askSection(input: SectionsInput): Draft[] {
  const groups = new Map<string, AskGroup>()
  for (const { question, answer } of input.questions) {
    if (answer.kind !== 'ask') continue
    const { id: topic, name } = getAskTopic(answer.topic)
    const group = groups.get(topic) ?? { topic, name, questions: [] }
    group.questions.push({ id: question.id, question: question.question })
    groups.set(topic, group)
  }
  if (groups.size === 0) return []
  const asked = [...groups.values()]
  const count = asked.reduce((sum, { questions }) => sum + questions.length, 0)
  const words = usual.ask + count * usual.askQuestion
  return [
    draft('ask', 'ask', input.headings.topic('ask'), { facts: siteFacts(input.ledger), ask: asked, words }),
  ]
}
