import { articleTypeDetails } from '../../article-types.ts'
import type { ArticleType } from '../../port.ts'

export const contentDepths = ['concise', 'steady', 'balanced', 'substantial', 'in-depth'] as const
export type ContentDepth = (typeof contentDepths)[number]

const shares: Readonly<Record<ContentDepth, number>> = {
  concise: 0.5,
  steady: 0.75,
  balanced: 1,
  substantial: 1.4,
  'in-depth': 2,
}

/**
 * How many words an article aims at. A depth scales what is usual for the type and wins over a length, which is the
 * number of words itself. A target, not a promise: a text ends when its facts do.
 * @param usualWords what the site has set for the type in place of the type's own default
 */
export function targetWordsFor(
  articleType: ArticleType,
  contentDepth?: ContentDepth | null,
  contentLength?: number | null,
  usualWords: number = articleTypeDetails[articleType].words,
): number {
  if (contentDepth) return Math.round(usualWords * shares[contentDepth])
  return contentLength ?? usualWords
}
