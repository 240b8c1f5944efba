import { cutAtWord } from '#markup/index.ts'
import type { SiteRow } from '#sites/index.ts'
import type { ComponentType } from '../content.ts'
import { articleSchema } from './article-schema.ts'
import { languageTagOf } from './language-tag.ts'
import type { ReadableContent } from './publication-store.ts'

const excerptMax = 300
const descriptionMax = 160

/** Everything that a web site needs to show a content. */
export type Publication = {
  content: ReadableContent
  siteName: string
  html: string
  /** Plain text. */
  excerpt: string
  seo: { title: string; description: string; keywords: string[] }
  /** JSON-LD. */
  schema: object[]
  social: {
    facebook: string | null
    twitter: string | null
    instagram: string | null
    googleBusiness: string | null
  }
  tags: string[]
  categories: { id: string; name: string }[]
  /** Where the page stands by the site's domain and the slug; null without a slug. */
  pageUrl: string | null
}

export type PublicationParts = {
  content: ReadableContent
  site: SiteRow
  html: string
  /** The body's paragraphs as one line of plain text. */
  opening: string
  tags: string[]
  category: { id: string; name: string } | null
}

/** What components say of the body holds; what none says is taken from the body and its IdeaCloud. */
export function composePublication({
  content,
  site,
  html,
  opening,
  tags,
  category,
}: PublicationParts): Publication {
  const excerpt = cutAtWord(opening, excerptMax)
  const { components } = content
  const given = objectOf(components.get('seoMetadata'))
  const seo = {
    title: textOf(given.title) ?? content.title,
    description: textOf(given.description) ?? cutAtWord(opening, descriptionMax),
    keywords: listOf(given.keywords) ?? tags,
  }
  const pageUrl = content.slug && `https://${site.domain}/${encodeURIComponent(content.slug)}`
  const language = languageTagOf(content.language).tag
  const derived = articleSchema({
    content,
    site,
    language,
    description: seo.description,
    keywords: seo.keywords,
    category: category?.name ?? null,
    pageUrl,
  })
  const schema = schemasOf(components)
  return {
    content,
    siteName: site.name,
    html,
    excerpt,
    seo,
    schema: schema.length > 0 ? schema : [derived],
    social: {
      facebook: components.get('facebookSnip') ?? null,
      twitter: components.get('twitterSnip') ?? null,
      instagram: components.get('instagramSnip') ?? null,
      googleBusiness: components.get('googleBusinessSnip') ?? null,
    },
    tags: listOf(components.get('postTags')) ?? tags,
    categories: category ? [category] : [],
    pageUrl,
  }
}

const singleSchemas: ComponentType[] = [
  'articleSchema',
  'authorSchema',
  'organizationSchema',
  'faqSchema',
  'vehicleSchema',
]

/** The combined one where there is one, else those that there are. */
function schemasOf(components: ReadonlyMap<ComponentType, string>): object[] {
  const types = components.has('combinedSchema') ? (['combinedSchema'] as const) : singleSchemas
  return types.flatMap((type) => {
    const value = jsonOf(components.get(type))
    return [value].flat().filter((one): one is object => typeof one === 'object' && one !== null)
  })
}

function objectOf(json: string | undefined): Record<string, unknown> {
  const value = jsonOf(json)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function jsonOf(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json)
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** A list of texts, or one text with commas or line ends between them. */
function listOf(value: unknown): string[] | undefined {
  const texts = typeof value === 'string' ? value.split(/[,\n]/) : Array.isArray(value) ? value : []
  const list = texts.flatMap((text) => textOf(text)?.trim() ?? [])
  return list.length > 0 ? list : undefined
}
