// What an article is to be written about. Each origin of content makes one, and planning knows no other difference
// between them.

import type { Db } from '#db/index.ts'
import type { Fact } from '#facts/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { SiteRow } from '#sites/index.ts'
import type { ArticleQuestion, Featured } from '#writing/index.ts'
import type { IdeacloudCache } from '../ideacloud-cache.ts'
import type { Run } from '../run-store.ts'
import { assignComparison } from './comparison.ts'
import { assignIdeacloud } from './ideacloud.ts'
import { assignModelLanding } from './model-landing.ts'
import { assignSalesEvent } from './sales-event.ts'

export type Assignment = {
  /** What it is about, in a few words. */
  keyword: string
  questions: ArticleQuestion[]
  /** What it may state, beside the dealership's own facts. */
  facts: Fact[]
  featured: Featured | null
  /** The name of its category. */
  category: string | null
}

export type AssignDeps = { db: Db; clock: Clock; ideaclouds: IdeacloudCache }

export async function assign(deps: AssignDeps, run: Run, site: SiteRow): Promise<Assignment> {
  const { input } = run
  switch (input?.articleType) {
    case undefined:
      return await assignIdeacloud(deps, run)
    case 'comparison':
      return await assignComparison(deps, run, input)
    case 'modellanding':
      return await assignModelLanding(deps, run, input)
    case 'salesevent':
      return await assignSalesEvent(deps, run, input, site.timezone)
  }
}
