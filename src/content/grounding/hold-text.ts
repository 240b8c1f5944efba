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
  const { removed, ...held } = holdOrDrop(language, own.text, facts, allowed)
  return { ...held, removed: [...own.removed, ...removed], foreign: own.removed }
}

/** A text in which what is cut comes up again and again is no good whole: it must not stop the article. */
function holdOrDrop(
  language: string,
  text: string,
  facts: readonly Fact[],
  allowed: readonly string[],
): Pick<Held, 'text' | 'supported' | 'removed'> {
  try {
    return holdInLanguage(language, text, facts, { allowed })
  } catch {
    const whole = { text, start: 0, end: text.length }
    return {
      text: '',
      supported: [],
      removed: [{ ...whole, kind: 'assertion', status: 'unsupported', factIds: [] }],
    }
  }
}
