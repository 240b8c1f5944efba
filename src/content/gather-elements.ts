import type { Db } from '#db/index.ts'
import { type ElementRow, listElements } from '#sites/index.ts'
import type { ArticleElements } from '#writing/index.ts'

/** What the site's active elements say, as an article places it. */
export async function gatherElements(db: Db, siteId: string): Promise<ArticleElements> {
  const active = (await listElements(db, siteId)).filter((row) => row.is_active)
  const of = (type: ElementRow['type']) => active.filter((row) => row.type === type)
  return {
    links: of('link').flatMap(({ content, url, intent }) =>
      url !== null && intent !== null ? [{ label: content, url, intent }] : [],
    ),
    ctas: of('cta').map(({ content, url }) => ({ text: content, url })),
    hours: of('hours').map(({ name, content }) => ({ label: name, text: content })),
    authors: of('author').map(({ content }) => content),
    disclaimers: of('disclaimer').map(({ content }) => content),
  }
}
