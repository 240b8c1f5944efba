import type { Db } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import type { Research } from '#ideaclouds/index.ts'
import { factsOfStock, type Wanted } from '#inventory/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { factsOfSite } from '#knowledge/index.ts'
import { findBrandVoice, findDefaultBrandVoice, findSite, listContentTypes } from '#sites/index.ts'
import { type ArticleElements, type ArticlePlan, planArticle, targetWordsFor } from '#writing/index.ts'
import { gatherElements } from './gather-elements.ts'
import type { IdeacloudCache } from './ideacloud-cache.ts'
import type { Run } from './run-store.ts'

/** All that the run needs from now on: a stage's output, so that a successor does not gather again. */
export type Brief = {
  plan: ArticlePlan
  facts: Fact[]
  elements: ArticleElements
  /** The name of the content's category. */
  category: string | null
}

type Deps = { db: Db; clock: Clock; ideaclouds: IdeacloudCache }

/** Gathers the facts that the article may use and plans it. */
export async function planRun(deps: Deps, run: Run): Promise<Brief> {
  if (run.ideacloudId === null)
    throw new Error(`Content ${run.contentId} has no IdeaCloud to be written from.`)
  const ideacloud = await deps.ideaclouds.get(run.siteId, run.ideacloudId)
  const site = await findSite(deps.db, run.siteId)
  if (!site) throw new Error(`Site ${run.siteId} is gone.`)
  const now = deps.clock.now()
  const facts = [
    ...(await factsOfSite(deps.db, site, now)),
    ...(await factsOfStock(deps.db, run.siteId, vehiclesOf(ideacloud.research), now)),
  ]
  const { brandVoiceId } = run.settings
  const voice = brandVoiceId
    ? await findBrandVoice(deps.db, run.siteId, brandVoiceId)
    : await findDefaultBrandVoice(deps.db, run.siteId)
  const questions = chosen(ideacloud.research, run.settings.selectedQuestionIds)
  const { contentDepth, contentLength } = run.settings
  const usualWords = await usualWordsOf(deps.db, run)
  const plan = planArticle({
    articleType: run.articleType,
    title: run.title,
    keyword: ideacloud.keyword,
    questions,
    facts,
    contentIntent: run.contentIntent,
    targetWords: targetWordsFor(run.articleType, contentDepth, contentLength, usualWords),
    seed: run.contentId,
    ...(ideacloud.category ? { category: ideacloud.category.name } : {}),
    ...(voice ? { voice: { tone: voice.tone } } : {}),
  })
  const elements = await gatherElements(deps.db, run.siteId)
  return { plan, facts, elements, category: ideacloud.category?.name ?? null }
}

async function usualWordsOf(db: Db, { siteId, articleType }: Run): Promise<number | undefined> {
  const types = await listContentTypes(db, siteId)
  return types.find((type) => type.article_type === articleType)?.default_word_count
}

function vehiclesOf({ entities }: Research): Wanted[] {
  if (entities.vehicles.length > 0) return entities.vehicles
  const { year, make, model, trim } = entities
  return make || year ? [{ year, make, model, trim }] : []
}

/** The questions of the ids, in the order given; without ids the recommended ones. */
function chosen(
  research: Research,
  ids: string[] | null,
): { id: string; question: string; intent: string; clusterLabel: string }[] {
  const labels = new Map(research.clusters.map((cluster) => [cluster.id, cluster.label]))
  const byId = new Map(research.questions.map((question) => [question.id, question]))
  return (ids ?? research.recommendedQuestionIds).flatMap((id) => {
    const found = byId.get(id)
    if (!found) return []
    const { question, intent, clusterId } = found
    return [{ id, question, intent, clusterLabel: labels.get(clusterId) ?? '' }]
  })
}
