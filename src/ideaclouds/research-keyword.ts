import type { Db } from '#db/index.ts'
import { listStockModels } from '#inventory/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { loadKnownQuestions } from '#knowledge/index.ts'
import { findSite } from '#sites/index.ts'
import { citeQuestions } from './cite-questions.ts'
import type { Research } from './ideacloud-store.ts'
import { type ProposedQuestion, type ResearchInput, research } from './research/index.ts'
import type { ResearchResult } from './research/types.ts'

export type ResearchKeywordDeps = {
  db: Db
  clock: Clock
  /** Asks on from what research has found by itself. */
  propose?: ((found: Research) => Promise<readonly ProposedQuestion[]>) | undefined
}

/** What a keyword names and what shoppers ask of it, seen from a site: its stock and its city. */
export async function researchKeyword(
  { db, clock, propose }: ResearchKeywordDeps,
  siteId: string,
  keyword: string,
): Promise<ResearchResult> {
  const [stock, site, { listKnownQuestions }] = await Promise.all([
    listStockModels(db, siteId),
    findSite(db, siteId),
    loadKnownQuestions(),
  ])
  const input: ResearchInput = {
    keyword,
    questionIdBase: clock.now().getTime(),
    stock,
    siteCity: site?.city ?? null,
    known: listKnownQuestions(),
  }
  const found = research(input)
  if (!found.ok || !site) return found
  const proposed = (await propose?.(found)) ?? []
  const result = proposed.length === 0 ? found : research({ ...input, proposed })
  return result.ok ? await citeQuestions(db, site, result, clock.now()) : result
}
