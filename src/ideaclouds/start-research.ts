import type { Db, Write } from '#db/index.ts'
import { defineJob, jobWrite, type Waker } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { findCategory } from '#sites/index.ts'
import { ideacloudWrite, type NewIdeacloud } from './ideacloud-store.ts'

export const researchJob = defineJob<{ siteId: string; ideacloudId: string }>({
  name: 'ideacloud.research',
  concurrency: 2,
  batchSize: 5,
  perSiteMax: 5,
})

export type StartDeps = { db: Db; clock: Clock; waker: Waker }

export type IdeacloudInput = { keyword: string; category_id?: string | undefined }

/** IdeaClouds that will exist when `writes` commit, and their research with them. */
export type StartedResearch = { items: NewIdeacloud[]; createdAt: Date; writes: Write[] }

/** @throws AppError validation_error when the category is not this site's. */
export async function startResearch(
  deps: StartDeps,
  siteId: string,
  input: IdeacloudInput,
): Promise<StartedResearch> {
  await assertCategory(deps.db, siteId, input.category_id)
  return started(deps, siteId, [itemOf(input)])
}

/** The items that can start; the others are told apart by what is wrong with them. */
export async function startResearchBatch(
  deps: StartDeps,
  siteId: string,
  inputs: readonly ({ input: IdeacloudInput } | { error: string })[],
): Promise<{ outcomes: (NewIdeacloud | { error: string })[]; writes: Write[] }> {
  const outcomes: (NewIdeacloud | { error: string })[] = []
  for (const one of inputs) {
    if ('error' in one) outcomes.push(one)
    else if (one.input.category_id && !(await findCategory(deps.db, siteId, one.input.category_id))) {
      outcomes.push({ error: noCategory })
    } else outcomes.push(itemOf(one.input))
  }
  const items = outcomes.filter((outcome) => 'id' in outcome)
  return { outcomes, writes: items.length === 0 ? [] : started(deps, siteId, items).writes }
}

const noCategory = 'category_id does not exist on this site'

async function assertCategory(db: Db, siteId: string, categoryId: string | undefined): Promise<void> {
  if (categoryId && !(await findCategory(db, siteId, categoryId))) throw invalid('category_id', noCategory)
}

function itemOf(input: IdeacloudInput): NewIdeacloud {
  return { id: newId(), keyword: input.keyword, categoryId: input.category_id ?? null }
}

function started(deps: StartDeps, siteId: string, items: NewIdeacloud[]): StartedResearch {
  const now = deps.clock.now()
  const jobs = items.map((item) => ({ siteId, data: { siteId, ideacloudId: item.id } }))
  return {
    items,
    createdAt: now,
    writes: [ideacloudWrite(siteId, items, now), jobWrite(deps.waker, researchJob, jobs)],
  }
}
