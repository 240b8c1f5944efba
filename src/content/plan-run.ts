import type { Db } from '#db/index.ts'
import type { Fact, SourceKind } from '#facts/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { factsOfSite } from '#knowledge/index.ts'
import { findBrandVoice, findDefaultBrandVoice, findSite, listContentTypes } from '#sites/index.ts'
import {
  type ArticleElements,
  type ArticlePlan,
  planArticle,
  sayable,
  targetWordsFor,
} from '#writing/index.ts'
import { assign } from './assignments/assignment.ts'
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
  const site = await findSite(deps.db, run.siteId)
  if (!site) throw new Error(`Site ${run.siteId} is gone.`)
  const assignment = await assign(deps, run, site)
  const answers = assignment.questions.flatMap(({ answer = [] }) => answer)
  const known = [...(await factsOfSite(deps.db, site, deps.clock.now())), ...assignment.facts, ...answers]
  const facts = known.filter(carries)
  const { brandVoiceId, contentDepth, contentLength } = run.settings
  const voice = brandVoiceId
    ? await findBrandVoice(deps.db, run.siteId, brandVoiceId)
    : await findDefaultBrandVoice(deps.db, run.siteId)
  const usualWords = await usualWordsOf(deps.db, run)
  const plan = planArticle({
    ...assignment,
    articleType: run.articleType,
    title: run.title,
    facts,
    contentIntent: run.contentIntent,
    targetWords: targetWordsFor(run.articleType, contentDepth, contentLength, usualWords),
    seed: run.contentId,
    ...(voice ? { voice: { tone: voice.tone } } : {}),
  })
  const elements = await gatherElements(deps.db, run.siteId)
  return { plan, facts, elements, category: assignment.category }
}

const strangers: readonly SourceKind[] = ['feed', 'upload', 'web']

/** What strangers wrote carries a claim only when it has the shape of its attribute: a trim that is a sentence is no trim. */
function carries(fact: Fact): boolean {
  return !strangers.includes(fact.source.kind) || sayable(fact) !== undefined
}

async function usualWordsOf(db: Db, { siteId, articleType }: Run): Promise<number | undefined> {
  const types = await listContentTypes(db, siteId)
  return types.find((type) => type.article_type === articleType)?.default_word_count
}
