// Decoding as vPIC's own procedure does it: the maker's schemas of the model year, every pattern whose key matches,
// and of several for one element the one of the newest schema, then the one changed last. An engine's name adds what
// is known of that engine where no pattern speaks.
import { keySubject } from './key-pattern.ts'
import type { Maker, PatternRow, PatternStore } from './pattern-store.ts'
import { tradeMake } from './trade-names.ts'
import { possibleModelYears, wmiOf } from './vin-structure.ts'
import { type ElementTexts, type VinValues, valuesOf } from './vin-values.ts'
import { element } from './vpic-elements.ts'

export type PatternDecoding = {
  modelYear: number | null
  values: VinValues
  /** Every VIN alike in positions 1-8, 10 and 11 (and 12-14, where they name the maker) decodes so. */
  holdsForPattern: boolean
}

function literalLength(keys: string): number {
  return keys.replaceAll('*', '').length
}

/** Whether vPIC takes the first of two patterns that match for one element. */
function outranks(a: PatternRow, b: PatternRow): boolean {
  if (a.yearFrom !== b.yearFrom) return a.yearFrom > b.yearFrom
  if (a.changed !== b.changed) return a.changed > b.changed
  const longer = literalLength(a.keys) - literalLength(b.keys)
  return longer === 0 ? a.keys < b.keys : longer > 0
}

function elementsOf(store: PatternStore, patterns: PatternRow[]): ElementTexts {
  const best = new Map<number, PatternRow>()
  for (const pattern of patterns) {
    const known = best.get(pattern.element)
    if (!known || outranks(pattern, known)) best.set(pattern.element, pattern)
  }
  const texts = new Map<number, { text: string; make: string | null }>(best)
  const engine = best.get(element.engineModel)
  for (const value of engine ? store.listEngineValues(engine.text) : []) {
    if (!texts.has(value.element)) texts.set(value.element, { text: value.text, make: null })
  }
  return texts
}

function chooseYear(maker: Maker, decoded: { year: number; texts: ElementTexts }[]) {
  if (maker.positionSevenTellsCycle) return decoded[0]
  // Of a heavy truck position 7 says nothing certain: the cycle in which the VIN means a model, then more.
  const known = decoded.toSorted((a, b) => b.texts.size - a.texts.size || b.year - a.year)
  return known.find((candidate) => candidate.texts.has(element.model)) ?? known[0]
}

/** What a well-formed VIN with a right check digit says. The year is null when its maker makes no cars, trucks or MPVs. */
export function decodePattern(store: PatternStore, vin: string): PatternDecoding {
  const wmi = wmiOf(vin)
  const maker = store.findMaker(wmi)
  const years = possibleModelYears(vin, store.lastYear)
  if (!maker || years.length === 0) return { modelYear: null, values: {}, holdsForPattern: true }
  const subject = keySubject(vin)
  const decoded = years.flatMap((year) => {
    const patterns = store.listMatches(wmi, year, subject)
    return patterns ? [{ year, texts: elementsOf(store, patterns) }] : []
  })
  const chosen = chooseYear(maker, decoded)
  const values: VinValues = chosen ? valuesOf(chosen.texts) : {}
  return {
    modelYear: chosen?.year ?? years[0] ?? null,
    values: maker.make ? { make: tradeMake(maker.make), ...values } : values,
    holdsForPattern: !maker.readsSerial,
  }
}
