import type { publishedLanguages } from '../content.ts'
import table from './language-tags.json' with { type: 'json' }

/** How a page says which language it is in. */
export type LanguageTag = {
  /** BCP 47. */
  tag: string
  direction: 'ltr' | 'rtl'
}

type Language = (typeof publishedLanguages)[number]

// A language that is added without its tag does not compile.
const tags: Record<Language, { tag: string; direction: string }> = table

/** Of a language by the name that a content keeps. */
export function languageTagOf(language: string): LanguageTag {
  return tags[language as Language] as LanguageTag
}
