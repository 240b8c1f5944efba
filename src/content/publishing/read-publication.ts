import type { Db } from '#db/index.ts'
import { notFound } from '#kernel/errors.ts'
import { openingText, renderHtml } from '#markup/index.ts'
import { findSite } from '#sites/index.ts'
import type { IdeacloudCache } from '../ideacloud-cache.ts'
import { composePublication, type Publication } from './publication.ts'
import { findReadable } from './publication-store.ts'

type Deps = { db: Db; ideaclouds: IdeacloudCache }

export const bodyNotReady = 'Content not found or body component not ready'

/** @throws AppError not_found for none of this site, and for one that has no body yet. */
export async function readPublication(
  { db, ideaclouds }: Deps,
  siteId: string,
  id: string,
): Promise<Publication> {
  const [content, site] = await Promise.all([findReadable(db, siteId, id), findSite(db, siteId)])
  if (!content || !site) throw notFound(bodyNotReady)
  const ideacloud = content.ideacloudId === null ? null : await ideaclouds.get(siteId, content.ideacloudId)
  return composePublication({
    content,
    site,
    html: await renderHtml(content.body.content),
    opening: await openingText(content.body.content),
    tags: ideacloud?.research.tags ?? [],
    category: ideacloud?.category ?? null,
  })
}
