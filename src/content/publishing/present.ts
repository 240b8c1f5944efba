import { renderDocument } from '#markup/index.ts'
import { languageTagOf } from './language-tag.ts'
import type { Posting } from './posting.ts'
import type { Posted } from './posting-store.ts'
import type { Publication } from './publication.ts'

export function presentPosting(posting: Posting): Record<string, unknown> {
  return {
    id: posting.id,
    title: posting.title,
    slug: posting.slug,
    posting_status: posting.postingStatus,
    publish_at: posting.publishAt?.toISOString() ?? null,
    featured_image: posting.featuredImage,
    updated_at: posting.updatedAt.toISOString(),
  }
}

export function presentPosted(posted: Posted): Record<string, unknown> {
  return {
    id: posted.id,
    title: posted.title,
    article_type: posted.articleType,
    status: posted.postingStatus,
    slug: posted.slug,
    date: posted.publishAt,
    published_at: posted.postingStatus === 'published' ? posted.publishAt : null,
    featured_image: posted.featuredImage,
    created_at: posted.createdAt,
    updated_at: posted.updatedAt,
  }
}

export function presentPublication(publication: Publication): Record<string, unknown> {
  const { content, html, excerpt, seo, schema, social, tags, categories } = publication
  return {
    id: content.id,
    title: content.title,
    slug: content.slug,
    language: content.language,
    html,
    markdown: content.body.content,
    excerpt,
    seo,
    schema,
    social: {
      facebook: social.facebook,
      twitter: social.twitter,
      instagram: social.instagram,
      google_business: social.googleBusiness,
    },
    tags,
    categories,
    featured_image: content.featuredImage,
    posting_status: content.postingStatus,
    publish_at: content.publishAt?.toISOString() ?? null,
    updated_at: content.updatedAt.toISOString(),
  }
}

/** The whole page, as HTML. */
export function documentOf({ content, siteName, html, seo, schema, pageUrl }: Publication): string {
  const { tag, direction } = languageTagOf(content.language)
  return renderDocument({
    title: seo.title,
    heading: content.title,
    language: tag,
    direction,
    description: seo.description,
    siteName,
    pageUrl,
    image: content.featuredImage,
    schema,
    html,
  })
}
