import { invalid } from '#kernel/errors.ts'
import { instantOf } from '#kernel/instant.ts'
import type { ContentStatus } from '../content.ts'

export const postingStatuses = ['draft', 'scheduled', 'published'] as const
export type PostingStatus = (typeof postingStatuses)[number]

/** Where and when a content stands, or will stand, before readers. */
export type Posting = {
  id: string
  /** Of the writing: a content that is written again stays posted with its old body. */
  status: ContentStatus
  title: string
  /** Unique on its site; kept when a content goes back to draft. */
  slug: string | null
  postingStatus: PostingStatus
  /** When it goes live or went live; null for a draft. */
  publishAt: Date | null
  featuredImage: string | null
  updatedAt: Date
}

export type ContentChange = {
  title?: string | undefined
  slug?: string | undefined
  posting_status?: PostingStatus | undefined
  publish_at?: string | undefined
  /** Empty: none. */
  featured_image?: string | undefined
}

export const imageUrlMax = 2048

/**
 * What the posting is after the change; one that leaves draft without a slug still needs one.
 * @throws AppError validation_error
 */
export function nextPosting(before: Posting, change: ContentChange, now: Date): Posting {
  if (change.title !== undefined && before.status === 'generating') {
    throw invalid(
      'title',
      'title cannot be changed while the content is generating; wait until it is complete',
    )
  }
  const postingStatus = change.posting_status ?? before.postingStatus
  const becomes = postingStatus !== before.postingStatus
  if (becomes && postingStatus !== 'draft' && before.status !== 'complete') {
    throw invalid('posting_status', `Content is not complete (status: ${before.status})`)
  }
  return {
    ...before,
    title: change.title ?? before.title,
    slug: change.slug?.normalize('NFC') ?? before.slug,
    postingStatus,
    publishAt: publishTime(before, postingStatus, change.publish_at, now),
    featuredImage:
      change.featured_image === undefined ? before.featuredImage : readImageUrl(change.featured_image),
  }
}

function publishTime(
  before: Posting,
  postingStatus: PostingStatus,
  asked: string | undefined,
  now: Date,
): Date | null {
  if (asked !== undefined && postingStatus !== 'scheduled') {
    throw invalid('publish_at', 'publish_at goes only with posting_status scheduled')
  }
  if (postingStatus === 'draft') return null
  if (asked !== undefined) {
    const at = instantOf(asked)
    if (!at) throw invalid('publish_at', 'publish_at is not a day and time of the calendar')
    if (at <= now) throw invalid('publish_at', 'publish_at must be in the future')
    return at
  }
  if (postingStatus === before.postingStatus) return before.publishAt
  if (postingStatus === 'scheduled') throw invalid('publish_at', 'publish_at is required to schedule')
  return now
}

/** As a browser would ask for it; null for none. */
function readImageUrl(text: string): string | null {
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw invalid('featured_image', 'featured_image must be an http or https URL without credentials')
  }
  if (url.href.length > imageUrlMax) {
    throw invalid('featured_image', `featured_image must have at most ${imageUrlMax} characters`)
  }
  return url.href
}
