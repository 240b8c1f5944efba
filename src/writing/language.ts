import type { Phraser } from './port.ts'

/** Languages that at least one of these phrasers writes, in the order in which they are first named. */
export function listLanguages(phrasers: readonly Phraser[]): string[] {
  return [...new Set(phrasers.flatMap((phraser) => phraser.languages))]
}

/** The first of the phrasers that writes this language, or undefined; names are compared without regard to case. */
export function findPhraser(language: string, phrasers: readonly Phraser[]): Phraser | undefined {
  const wanted = language.trim().toLowerCase()
  return phrasers.find((phraser) => phraser.languages.some((name) => name.toLowerCase() === wanted))
}
