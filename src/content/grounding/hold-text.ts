import type { Fact } from '#facts/index.ts'
import { type Claim, cutForeign, type Held, holdInLanguage } from '#grounding/index.ts'

export type HeldSection = Pick<Held, 'text' | 'supported' | 'removed'> & {
  /** Of the removed those that are sentences of another language. */
  foreign: Claim[]
}

/**
 * Cuts from a section what is of another language than the article, which nobody could verify, and what the facts do not
 * carry. Whole articles are held by `holdInLanguage` alone: their headings may be the user's own words, in any language.
 */
export function holdSection(
  text: string,
  facts: readonly Fact[],
  { language, allowed }: { language: string; allowed: readonly string[] },
): HeldSection {
  const own = cutForeign(language, text)
  const { removed, ...held } = holdInLanguage(language, own.text, facts, { allowed })
  return { ...held, removed: [...own.removed, ...removed], foreign: own.removed }
}
