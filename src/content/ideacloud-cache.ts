import { LRUCache } from 'lru-cache'
import type { Db } from '#db/index.ts'
import { findIdeacloud, type Research } from '#ideaclouds/index.ts'
import { AppError, invalid, notFound } from '#kernel/errors.ts'

const cloudsMax = 2000
/** An IdeaCloud that is complete does not change; the name of its category may. */
const keptMs = 60_000

export type CompleteIdeacloud = {
  id: string
  keyword: string
  title: string
  research: Research
  questionIds: ReadonlySet<string>
  category: { id: string; name: string } | null
}

export type IdeacloudCache = { get(siteId: string, id: string): Promise<CompleteIdeacloud> }

/** Keeps complete IdeaClouds, which do not change. `get` throws 404 for none of this site and 400 for one that is not complete. */
export function createIdeacloudCache(db: Db): IdeacloudCache {
  // Each holds some 20 KB of research: without the purge all of the last two thousand would stay.
  const cache = new LRUCache<string, CompleteIdeacloud>({ max: cloudsMax, ttl: keptMs, ttlAutopurge: true })
  return {
    async get(siteId, id) {
      const name = `${siteId} ${id}`
      const known = cache.get(name)
      if (known) return known
      const found = await findIdeacloud(db, siteId, id)
      if (!found) throw notFound('IdeaCloud not found')
      const { research } = found
      if (found.status !== 'complete' || !research) {
        throw invalid('ideacloud_id', `IdeaCloud is not complete (status: ${found.status})`)
      }
      const questionIds = new Set(research.questions.map((question) => question.id))
      const complete = {
        id,
        keyword: found.keyword,
        title: found.title ?? found.keyword,
        research,
        questionIds,
        category: found.category,
      }
      cache.set(name, complete)
      return complete
    },
  }
}

/** @throws AppError validation_error that names the ids which are not this IdeaCloud's. */
export function assertQuestions(ideacloud: CompleteIdeacloud, ids: readonly string[] | undefined): void {
  const strangers = (ids ?? []).filter((id) => !ideacloud.questionIds.has(id))
  if (strangers.length === 0) return
  throw new AppError('validation_error', {
    message: `selected_question_ids has ids that are not of this IdeaCloud: ${strangers.slice(0, 20).join(', ')}`,
    details: {
      fields: (ids ?? [])
        .map((id, i) => ({
          path: `selected_question_ids/${i}`,
          message: `${id} is not a question of this IdeaCloud`,
        }))
        .filter((_, i) => !ideacloud.questionIds.has(ids?.[i] ?? ''))
        .slice(0, 100),
    },
  })
}
