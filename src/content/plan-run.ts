import type { Db } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import type { Research } from '#ideaclouds/index.ts'
import { factsOfStock, type Wanted } from '#inventory/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { factsOfSite } from '#knowledge/index.ts'
import { findBrandVoice, findDefaultBrandVoice, findSite } from '#sites/index.ts'
import { type ArticlePlan, planArticle, targetWordsFor } from '#writing/index.ts'
import type { IdeacloudCache } from './ideacloud-cache.ts'
import type { Run } from './run-store.ts'

/** Everything that phrasing and verification need: a stage's output, so that a successor does not gather again. */
export type Brief = { plan: ArticlePlan; facts: Fact[] }

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
  const targetWords = targetWordsFor(
    run.articleType,
    run.settings.contentDepth ?? undefined,
    run.settings.contentLength ?? undefined,
  )
  const plan = planArticle({
    articleType: run.articleType,
    title: run.title,
    keyword: ideacloud.keyword,
    questions,
    facts,
    links: [],
    disclaimers: [],
    ctas: [],
    contentIntent: run.contentIntent,
    targetWords,
    seed: run.contentId,
    ...(voice ? { voice: { tone: voice.tone } } : {}),
  })
  return { plan, facts }
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
