import type { SiteRow } from '#sites/index.ts'
import type { StoredVehicle } from '../vehicle-store.ts'

/** A feed is `head`, pages with `between` between them, and `foot`. */
export type FeedFormat = {
  contentType: string
  head: string
  between: string
  foot: string
  /** The vehicles of a page; it has one at least. */
  page(vehicles: readonly StoredVehicle[], site: SiteRow): string | Promise<string>
}

export const feedFormatNames = ['json', 'xml', 'csv', 'google', 'meta'] as const
export type FeedFormatName = (typeof feedFormatNames)[number]

const formats: Record<FeedFormatName, () => Promise<FeedFormat>> = {
  json: async () => (await import('./json.ts')).jsonFeed,
  xml: async () => (await import('./xml.ts')).xmlFeed,
  csv: async () => (await import('./csv.ts')).csvFeed,
  google: async () => (await import('./google.ts')).googleFeed,
  meta: async () => (await import('./meta.ts')).metaFeed,
}

/** What writes it is loaded when it is asked for. */
export function loadFeedFormat(name: FeedFormatName): Promise<FeedFormat> {
  return formats[name]()
}
