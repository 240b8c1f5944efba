import { type Db, withTx } from '#db/index.ts'
import { handles, type JobHandler } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Models } from '#models/index.ts'
import { insertEvents } from '#webhooks/index.ts'
import {
  findIdeacloud,
  type Research,
  updateFailed,
  updateResearched,
  updateRevived,
} from './ideacloud-store.ts'
import { researchKeyword } from './research-keyword.ts'
import { researchJob } from './start-research.ts'

/** With `models` the questions of the bank are joined by what a model proposes. */
export type ResearchDeps = { db: Db; clock: Clock; models?: Models | undefined }

/** Researches a keyword against the site's stock; ends in `complete` or, with a sentence, in `failed`. */
export function researchHandler(deps: ResearchDeps): JobHandler {
  return handles(
    researchJob,
    async ({ siteId, ideacloudId }, { log, signal }) => {
      const { db, clock, models } = deps
      const ideacloud = await findIdeacloud(db, siteId, ideacloudId)
      if (ideacloud?.status !== 'researching') return
      const { keyword } = ideacloud
      const propose =
        models &&
        (async (found: Research) => {
          // With the verifier, which nothing else needs here.
          const { proposeQuestions } = await import('./propose-questions.ts')
          return await proposeQuestions(
            { models, clock, log, signal },
            { siteId, ideacloudId, keyword },
            found,
          )
        })
      const result = await researchKeyword({ db, clock, propose }, siteId, keyword)
      if (!result.ok) return await fail(deps, siteId, ideacloudId, keyword, result.error)
      const now = deps.clock.now()
      await withTx(deps.db, async (tx) => {
        if (!(await updateResearched(tx, ideacloudId, result, now))) return
        const data = { ideacloud_id: ideacloudId, keyword }
        await insertEvents(tx, [{ siteId, type: 'ideacloud.completed', data }], now)
      })
    },
    {
      async exhausted({ siteId, ideacloudId }) {
        const ideacloud = await findIdeacloud(deps.db, siteId, ideacloudId)
        if (ideacloud) await fail(deps, siteId, ideacloudId, ideacloud.keyword, unfinished)
      },
      revive: ({ ideacloudId }) => updateRevived(deps.db, ideacloudId, deps.clock.now()),
    },
  )
}

const unfinished = 'Research did not finish. Create the IdeaCloud again.'

async function fail(
  deps: ResearchDeps,
  siteId: string,
  ideacloudId: string,
  keyword: string,
  error: string,
): Promise<void> {
  const now = deps.clock.now()
  await withTx(deps.db, async (tx) => {
    if (!(await updateFailed(tx, ideacloudId, error, now))) return
    await insertEvents(
      tx,
      [{ siteId, type: 'ideacloud.failed', data: { ideacloud_id: ideacloudId, keyword, error } }],
      now,
    )
  })
}
