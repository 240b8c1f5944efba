import type { NewFact } from '../fact-store.ts'

export type ProseFact = NewFact & {
  /** The whole sentence. */
  quote: string
}

export type ReadProse = {
  facts: ProseFact[]
  /** What a model named and no passage says. */
  dropped: number
}

const keyOf = ({ subject, attribute }: NewFact) => `${subject}\0${attribute}`

/** Of all that prose says what may be recorded: tables come first, and what is said in two ways is not known. */
export function factsOfProse(
  { facts, dropped }: ReadProse,
  ofTables: readonly NewFact[],
): { facts: ProseFact[]; dropped: number } {
  const known = new Set(ofTables.map(keyOf))
  const groups = [...Map.groupBy(facts, keyOf)]
  const isKnown = ([key, [first, ...others]]: (typeof groups)[number]) =>
    !known.has(key) && others.every(({ value }) => value === first?.value)
  const kept = groups.filter(isKnown)
  return {
    facts: kept.flatMap(([, [first]]) => first ?? []),
    dropped: dropped + facts.length - kept.reduce((sum, [, said]) => sum + said.length, 0),
  }
}
