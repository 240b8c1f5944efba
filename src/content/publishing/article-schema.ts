import type { SiteRow } from '#sites/index.ts'
import type { ReadableContent } from './publication-store.ts'

export type ArticleFacts = {
  content: ReadableContent
  site: SiteRow
  /** BCP 47. */
  language: string
  description: string
  keywords: readonly string[]
  category: string | null
  pageUrl: string | null
}

/** An article as schema.org describes one, of what is known and nothing else. */
export function articleSchema(facts: ArticleFacts): object {
  const { content, language, description, keywords, category, pageUrl } = facts
  const dealer = dealerOf(facts.site)
  return defined({
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: content.title,
    description: description || undefined,
    inLanguage: language,
    keywords: keywords.length > 0 ? keywords.join(', ') : undefined,
    articleSection: category ?? undefined,
    wordCount: content.wordCount ?? undefined,
    image: content.featuredImage ?? undefined,
    datePublished: content.publishAt?.toISOString(),
    dateModified: content.body.updatedAt.toISOString(),
    mainEntityOfPage: pageUrl ?? undefined,
    author: dealer,
    publisher: dealer,
  })
}

function dealerOf(site: SiteRow): object {
  return defined({
    '@type': 'AutoDealer',
    name: site.name,
    url: `https://${site.domain}/`,
    telephone: site.phone ?? undefined,
    address: defined({
      '@type': 'PostalAddress',
      streetAddress: site.address ?? undefined,
      addressLocality: site.city,
      addressRegion: site.state,
      postalCode: site.zip,
      addressCountry: 'US',
    }),
  })
}

function defined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
