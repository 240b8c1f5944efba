import type { Db } from '#db/index.ts'
import { listStockModels } from '#inventory/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { listKnownQuestions } from '#knowledge/index.ts'
import { findSite } from '#sites/index.ts'
import { citeQuestions } from './cite-questions.ts'
import { research } from './research/index.ts'
import type { ResearchResult } from './research/types.ts'

/** What a keyword names and what shoppers ask of it, seen from a site: its stock and its city. */
export async function researchKeyword(
  deps: { db: Db; clock: Clock },
  siteId: string,
  keyword: string,
): Promise<ResearchResult> {
  const [stock, site] = await Promise.all([listStockModels(deps.db, siteId), findSite(deps.db, siteId)])
  const result = research({
    keyword,
    questionIdBase: deps.clock.now().getTime(),
    stock,
    siteCity: site?.city ?? null,
    known: listKnownQuestions(),
  })
  return result.ok && site ? await citeQuestions(deps.db, site, result, deps.clock.now()) : result
}
