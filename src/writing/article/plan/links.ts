// Which links go where. General content takes all links; content for one side of the house takes the links of that
// side in its text and offers the other side at the end.

import type { ArticleLink, ContentIntent, LinkIntent } from '../../port.ts'
import { linkTarget } from '../markdown.ts'

export type PlacedLinks = { inline: ArticleLink[]; appended: ArticleLink[] }

const places: Readonly<
  Record<ContentIntent, { inline: readonly LinkIntent[]; appended: readonly LinkIntent[] }>
> = {
  general: { inline: ['sales', 'finance', 'service', 'parts'], appended: [] },
  fixed_ops: { inline: ['service', 'parts'], appended: ['sales'] },
  variable: { inline: ['sales', 'finance'], appended: ['service'] },
}

/** Sorts a site's links for a content intent. Links without a label or a usable address, and repeated ones, are left out. */
export function placeLinks(links: readonly ArticleLink[], contentIntent: ContentIntent): PlacedLinks {
  const usable = links.filter(
    (link, at) =>
      link.label.trim() !== '' &&
      linkTarget(link.url) !== null &&
      links.findIndex((other) => linkTarget(other.url) === linkTarget(link.url)) === at,
  )
  const of = (intents: readonly LinkIntent[]) => usable.filter(({ intent }) => intents.includes(intent))
  const { inline, appended } = places[contentIntent]
  return { inline: of(inline), appended: of(appended) }
}

/** For each of `count` links the index of its place among `places`: evenly from first to last. */
export function spread(count: number, places: number): number[] {
  if (places === 0) return []
  return Array.from({ length: count }, (_, at) =>
    Math.min(places - 1, Math.floor(((at + 0.5) * places) / count)),
  )
}
