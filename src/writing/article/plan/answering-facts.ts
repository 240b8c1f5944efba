import type { Fact } from '#facts/index.ts'
import { readLedger } from '../ledger.ts'
import { type ArticleQuestion, answerQuestion } from './questions.ts'

/** By the id of each question that the facts answer, those of them that an article would state. */
export function answeringFacts(
  questions: readonly ArticleQuestion[],
  facts: readonly Fact[],
): Map<string, Fact[]> {
  const ledger = readLedger(facts)
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return new Map(
    questions.flatMap((question): [string, Fact[]][] => {
      const answer = answerQuestion(question, ledger)
      if (answer.kind !== 'facts') return []
      return [[question.id, answer.summaryIds.flatMap((id) => byId.get(id) ?? [])]]
    }),
  )
}
