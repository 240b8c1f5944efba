import type { PhraseContext, Phraser, SectionPlan } from './port.ts'

/** The composer, with its phrase banks loaded at the first section. */
export const builtInWriter = {
  name: 'composer',
  languages: ['English'],
  phrase: async (section: SectionPlan, context: PhraseContext) =>
    (await import('./article/index.ts')).composer.phrase(section, context),
} satisfies Phraser<string>
