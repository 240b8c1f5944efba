import { namedVehicles, type Research } from '#ideaclouds/index.ts'
import { factsOfStock } from '#inventory/index.ts'
import { loadKnownQuestions } from '#knowledge/index.ts'
import type { ArticleQuestion } from '#writing/index.ts'
import type { Run } from '../run-store.ts'
import type { AssignDeps, Assignment } from './assignment.ts'

/** The IdeaCloud's keyword, the chosen questions, and the stock of what it names. */
export async function assignIdeacloud(deps: AssignDeps, run: Run): Promise<Assignment> {
  if (run.ideacloudId === null)
    throw new Error(`Content ${run.contentId} has no IdeaCloud to be written from.`)
  const { keyword, research, category } = await deps.ideaclouds.get(run.siteId, run.ideacloudId)
  return {
    keyword,
    questions: await chosen(research, run.settings.selectedQuestionIds),
    facts: await factsOfStock(deps.db, run.siteId, namedVehicles(research), deps.clock.now()),
    featured: null,
    category: category?.name ?? null,
  }
}

/** The questions of the ids, in the order given; without ids the recommended ones. */
export async function chosen(
  research: Pick<Research, 'clusters' | 'entities' | 'questions' | 'recommendedQuestionIds'>,
  ids: string[] | null,
): Promise<ArticleQuestion[]> {
  const { findKnownQuestion } = await loadKnownQuestions()
  const vehicles = namedVehicles(research)
  const labels = new Map(research.clusters.map((cluster) => [cluster.id, cluster.label]))
  const byId = new Map(research.questions.map((question) => [question.id, question]))
  return (ids ?? research.recommendedQuestionIds).flatMap((id) => {
    const found = byId.get(id)
    if (!found) return []
    const { question, intent, clusterId } = found
    const answer = findKnownQuestion(question, vehicles)?.answer
    const clusterLabel = labels.get(clusterId) ?? ''
    return [{ id, question, intent, clusterLabel, ...(answer ? { answer } : {}) }]
  })
}
