import type { Fact } from '#facts/index.ts'
import type { PhraseContext } from '../port.ts'
import type { ArticlePlan } from './plan/plan-article.ts'

/** What every phraser of the plan's sections gets beside the section. */
export function phraseContext(
  plan: ArticlePlan,
  facts: readonly Fact[],
  language = 'English',
): PhraseContext {
  const { articleType, title, keyword, seed, tone, featured } = plan
  return { articleType, title, keyword, language, seed, tone, facts, featured }
}
