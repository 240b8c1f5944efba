// What facts look like once they are indexed by all that a text may say of them: words, concepts, names, colours, numbers,
// subjects.

import type { Fact } from '#facts/index.ts'
import type { ColorFact } from '../find/colors.ts'
import type { Figure } from '../find/figures.ts'
import type { Group } from '../find/lexicon.ts'
import type { TrieNode } from '../text/phrase-trie.ts'
import type { Token } from '../text/tokens.ts'

export type TextFigure = { fact: Fact; figure: Figure; stems: ReadonlySet<string> }
export type FactWords = { fact: Fact; stems: ReadonlySet<string> }
export type Subject = {
  vins: Set<string>
  stockNumbers: Set<string>
  makes: Set<string>
  models: Set<string>
  trims: Set<string>
  years: Set<number>
}

export type PreparedFacts = {
  readonly prepared: true
  facts: readonly Fact[]
  byId: Map<string, Fact>
  byAttribute: Map<string, Fact[]>
  /** Facts that are a number, by it. */
  numbers: Map<number, Fact[]>
  /** By concept, wider ones that are implied included. */
  concepts: Map<string, Fact[]>
  /** Concepts that a fact says are absent ("Spare Tire Delete"). */
  denied: Map<string, Fact[]>
  /** Facts that hold the one value of a group, with the concepts they name. */
  exclusive: Map<Group, { fact: Fact; concepts: ReadonlySet<string> }[]>
  /** Whole values of facts, in their own words. */
  phrases: TrieNode<Fact>
  /** Names and places that a person typed: carried whole and as written, and nothing in them carries anything else. Of an address the short form too. */
  given: { fact: Fact; words: readonly Token[]; isShort?: true }[]
  makes: Map<string, Fact[]>
  models: Map<string, Fact[]>
  trims: Map<string, Fact[]>
  colors: ColorFact[]
  colorStems: Set<string>
  figures: Map<string, TextFigure[]>
  /** Pieces of equipment by a word in them. */
  words: Map<string, FactWords[]>
  /** How stock numbers are built. */
  codeShapes: Set<string>
  subjects: Map<string, Subject>
  /** Subjects by what names them; `trimmed` is how many have a trim. */
  named: {
    models: Map<string, Set<string>>
    trims: Map<string, Set<string>>
    identifiers: Map<string, Set<string>>
    trimmed: number
    makes: boolean
    /** Subjects that are a vehicle or a model's trim. */
    vehicles: string[]
  }
}

/** Adds to a set of a map. */
export function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key)
  if (set) set.add(value)
  else map.set(key, new Set([value]))
}

/** Adds to a list of a map; the same value twice in a row is added once. */
export function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (list.at(-1) !== value) list.push(value)
}
