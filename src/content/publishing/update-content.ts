import { type Actor, type AuditAction, changesOf, insertAudit } from '#audit/index.ts'
import type { Tx } from '#db/index.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import { slugOf } from '#kernel/slug.ts'
import { type ContentChange, nextPosting, type Posting } from './posting.ts'
import { listSlugs, lockPosting, updatePosting } from './posting-store.ts'

export type Update = {
  siteId: string
  id: string
  change: ContentChange
  actor: Actor
  now: Date
}

/** Others may be given the same slug in between; each time one of them was. */
const slugTriesMax = 20

/**
 * Changes title, slug, picture and whether readers see a content. One that leaves draft without a slug gets the
 * first free one of its title.
 * @throws AppError not_found; validation_error; conflict when the slug is another's.
 */
export async function updateContent(tx: Tx, { siteId, id, change, actor, now }: Update): Promise<Posting> {
  const before = await lockPosting(tx, siteId, id)
  if (!before) throw notFound('Content not found')
  const next = nextPosting(before, change, now)
  const needsSlug = next.slug === null && next.postingStatus !== 'draft'
  if (!needsSlug && Object.keys(detailsOf(before, next)).length === 0) return before
  const after = await write(tx, siteId, { ...next, updatedAt: now }, needsSlug)
  const details = detailsOf(before, after)
  await insertAudit(tx, actor, [{ siteId, action: actionOf(before, after), nounId: id, details }], now)
  return after
}

async function write(tx: Tx, siteId: string, posting: Posting, needsSlug: boolean): Promise<Posting> {
  if (!needsSlug) {
    if (await updatePosting(tx, siteId, posting)) return posting
    throw slugTaken(posting.slug)
  }
  for (let i = 0; i < slugTriesMax; i++) {
    const named = { ...posting, slug: await freeSlug(tx, siteId, posting) }
    if (await updatePosting(tx, siteId, named)) return named
  }
  throw slugTaken(slugOf(posting.title))
}

/** `base`, else `base-2`, `base-3`, … */
async function freeSlug(tx: Tx, siteId: string, { title, id }: Posting): Promise<string> {
  const base = slugOf(title) || id
  const taken = await listSlugs(tx, siteId, base)
  if (!taken.has(base)) return base
  let n = 2
  while (taken.has(`${base}-${n}`)) n++
  return `${base}-${n}`
}

function slugTaken(slug: string | null): AppError {
  return new AppError('conflict', {
    message: `slug ${slug} is that of other content of this site; choose another`,
  })
}

function detailsOf(before: Posting, after: Posting) {
  return changesOf(fieldsOf(before), fieldsOf(after))
}

function fieldsOf({ title, slug, postingStatus, publishAt, featuredImage }: Posting) {
  return {
    title,
    slug,
    posting_status: postingStatus,
    publish_at: publishAt,
    featured_image: featuredImage,
  }
}

function actionOf(before: Posting, after: Posting): AuditAction {
  const { postingStatus } = after
  if (postingStatus === before.postingStatus && after.publishAt?.getTime() === before.publishAt?.getTime()) {
    return 'content.update'
  }
  if (postingStatus === 'draft') return 'content.unpublish'
  return postingStatus === 'scheduled' ? 'content.schedule' : 'content.publish'
}
