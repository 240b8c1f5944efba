import types from '../../article-bank/types.json' with { type: 'json' }
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
 * How many words an article aims at. A depth scales the type's default and wins over a length, which is the
 * number of words itself. A target, not a promise: a text ends when its facts do.
 */
export function targetWordsFor(
  articleType: ArticleType,
  contentDepth?: ContentDepth | null,
  contentLength?: number | null,
): number {
  if (contentDepth) return Math.round(types[articleType].words * shares[contentDepth])
  return contentLength ?? types[articleType].words
}
