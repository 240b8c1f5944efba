import type { Phraser } from './port.ts'

/** The composer, with its phrase banks loaded at the first section. */
export const builtInWriter: Phraser<string> = {
  name: 'composer',
  languages: ['English'],
  phrase: async (section, context) => (await import('./article/index.ts')).composer.phrase(section, context),
}
