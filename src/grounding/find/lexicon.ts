// The closed vocabularies, compiled once. A concept is what a phrase means whatever its wording ("moonroof", "sunroof");
// a concept may imply wider ones ("heated front seats" imply "heated seats"), never narrower ones.

import assertions from '../lexicon/assertions.json' with { type: 'json' }
import body from '../lexicon/body.json' with { type: 'json' }
import condition from '../lexicon/condition.json' with { type: 'json' }
import coordination from '../lexicon/coordination.json' with { type: 'json' }
import drivetrain from '../lexicon/drivetrain.json' with { type: 'json' }
import engine from '../lexicon/engine.json' with { type: 'json' }
import assistance from '../lexicon/features/assistance.json' with { type: 'json' }
import comfort from '../lexicon/features/comfort.json' with { type: 'json' }
import exterior from '../lexicon/features/exterior.json' with { type: 'json' }
import infotainment from '../lexicon/features/infotainment.json' with { type: 'json' }
import packages from '../lexicon/features/packages.json' with { type: 'json' }
import performance from '../lexicon/features/performance.json' with { type: 'json' }
import safety from '../lexicon/features/safety.json' with { type: 'json' }
import seating from '../lexicon/features/seating.json' with { type: 'json' }
import towing from '../lexicon/features/towing.json' with { type: 'json' }
import fuel from '../lexicon/fuel.json' with { type: 'json' }
import macros from '../lexicon/macros.json' with { type: 'json' }
import superlatives from '../lexicon/superlatives.json' with { type: 'json' }
import transmission from '../lexicon/transmission.json' with { type: 'json' }
import { addPhrase, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf } from '../text/tokens.ts'

export type Group =
  | 'feature'
  | 'drivetrain'
  | 'transmission'
  | 'fuel'
  | 'body'
  | 'condition'
  | 'engine'
  | 'assertion'
  | 'superlative'

export type Entry = {
  group: Group
  /** The concepts that the phrase names, each of which must hold. */
  concepts: readonly string[]
  /** The phrase means something else before or after these words; "#" is any number in figures, "." the end of a clause. */
  notBefore: readonly string[][]
  notAfter: readonly string[][]
  /** Only before a year, a make, a model or a word for a vehicle. */
  needsVehicle: boolean
  /** Only as what something is said to be ("it is new, with …"). */
  needsPredicate: boolean
  /** "Always" and "never", where they promise something. */
  isAbsolute: boolean
  /** Not in the plural, which counts. */
  singular: boolean
  /** A request may name it without asserting it ("Ask us about the vehicle history"). */
  askable: boolean
}

type Source = {
  id: string
  phrases: string[]
  implies?: string[]
  /** Concepts of other entries that the phrase is made of. */
  parts?: string[]
  /** Every phrase is a concept of its own, as brand names are. */
  distinct?: boolean
  notBefore?: string[]
  notAfter?: string[]
  needs?: string
  singular?: boolean
  askable?: boolean
}

const groups: Record<Group, Source[]> = {
  feature: [
    seating,
    comfort,
    infotainment,
    assistance,
    safety,
    exterior,
    towing,
    performance,
    packages,
  ].flat(),
  drivetrain,
  transmission,
  fuel,
  body,
  condition,
  engine,
  assertion: assertions,
  superlative: superlatives,
}

const macroTable: Record<string, string> = macros

/** "(a|b) c", "a (b|)" and "{macro}" to plain phrases. */
export function expandPhrase(pattern: string): string[] {
  const plain = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const macro = macroTable[name]
    if (macro === undefined) throw new Error(`grounding/lexicon has no macro "${name}"`)
    return macro
  })
  const open = plain.indexOf('(')
  if (open < 0) return [plain.replace(/ +/g, ' ').trim()]
  let depth = 0
  let start = open + 1
  const alternatives: string[] = []
  for (let i = open; i < plain.length; i++) {
    if (plain[i] === '(') depth++
    if (plain[i] === ')') depth--
    if (depth === 0 || (depth === 1 && plain[i] === '|')) {
      alternatives.push(plain.slice(start, i))
      start = i + 1
    }
    if (depth === 0) {
      const rest = plain.slice(i + 1)
      return alternatives.flatMap((one) => expandPhrase(plain.slice(0, open) + one + rest))
    }
  }
  throw new Error(`grounding/lexicon: unbalanced parentheses in "${pattern}"`)
}

const closures = new Map<string, Set<string>>()
export const conceptTrie: TrieNode<Entry> = makeTrie()

function addImplied(concept: string, implied: readonly string[] = [], group: Group): void {
  const closure = closures.get(concept) ?? new Set([concept])
  for (const id of implied) closure.add(`${group}:${id}`)
  closures.set(concept, closure)
}

const stemCache = new Map<string, string[]>()

function wordStems(word: string): string[] {
  const known = stemCache.get(word)
  if (known) return known
  const stems = stemsOf(word)
  stemCache.set(word, stems)
  return stems
}

function compile(group: Group, source: Source): void {
  const shared = {
    group,
    notBefore: (source.notBefore ?? [])
      .flatMap(expandPhrase)
      .map((phrase) => (/^[#.]$/.test(phrase) ? [phrase] : stemsOf(phrase))),
    notAfter: (source.notAfter ?? []).flatMap(expandPhrase).map((phrase) => stemsOf(phrase).reverse()),
    needsVehicle: source.needs === 'vehicle',
    needsPredicate: source.needs === 'predicate',
    isAbsolute: source.needs === 'subject',
    singular: source.singular ?? false,
    askable: source.askable ?? (group !== 'assertion' && group !== 'superlative'),
  }
  const phrases = new Map<string, string[]>()
  for (const pattern of source.phrases)
    for (const phrase of expandPhrase(pattern)) {
      const stems = phrase.split(' ').flatMap(wordStems)
      if (stems.length > 0) phrases.set(stems.join(' '), stems)
    }
  const whole: Entry = {
    ...shared,
    concepts: (source.parts ?? [source.id]).map((id) => `${group}:${id}`),
  }
  if (!source.parts && !source.distinct) addImplied(`${group}:${source.id}`, source.implies, group)
  for (const [key, stems] of phrases) {
    if (!source.distinct) addPhrase(conceptTrie, stems, whole)
    else {
      const concept = `${group}:${source.id}:${key}`
      addImplied(concept, source.implies, group)
      addPhrase(conceptTrie, stems, { ...shared, concepts: [concept] })
    }
  }
}

for (const [group, sources] of Object.entries(groups))
  for (const source of sources) compile(group as Group, source)

/** The concept itself and all that it implies. */
export function closureOf(concept: string): ReadonlySet<string> {
  const known = closures.get(concept)
  if (!known) return new Set([concept])
  return known
}

// implies-chains, closed once
for (const closure of closures.values())
  for (const concept of closure) for (const wider of closures.get(concept) ?? []) closure.add(wider)

export const modifiers: ReadonlySet<string> = new Set(coordination.modifiers)
export const predicates: ReadonlySet<string> = new Set(coordination.predicates)
export const copulas: ReadonlySet<string> = new Set(coordination.copulas)

/** Groups of which a vehicle has one value, so that another value says otherwise. */
export const exclusiveGroups: ReadonlySet<Group> = new Set([
  'drivetrain',
  'transmission',
  'fuel',
  'body',
  'condition',
])
