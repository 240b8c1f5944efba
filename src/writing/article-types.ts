import types from './article-bank/types.json' with { type: 'json' }
import type { ArticleType } from './port.ts'

/** What each type is called, what it is, and how many words it has unless somebody says otherwise. */
export const articleTypeDetails: Readonly<
  Record<ArticleType, { name: string; description: string; words: number }>
> = types
