// The second check's word lists as one trie over atoms. A scan takes the longest phrase at each place, so
// that "heated steering wheel" is never read as "wheel" and "Android Auto" never as a transmission.
import type { Atom } from './atoms.ts'
import { atomsOf, continues } from './atoms.ts'
import awards from './words/awards.json' with { type: 'json' }
import bodies from './words/bodies.json' with { type: 'json' }
import brands from './words/brands.json' with { type: 'json' }
import colours from './words/colours.json' with { type: 'json' }
import condition from './words/condition.json' with { type: 'json' }
import countries from './words/countries.json' with { type: 'json' }
import drivetrains from './words/drivetrains.json' with { type: 'json' }
import engines from './words/engines.json' with { type: 'json' }
import features from './words/features.json' with { type: 'json' }
import finance from './words/finance.json' with { type: 'json' }
import fuels from './words/fuels.json' with { type: 'json' }
import history from './words/history.json' with { type: 'json' }
import hype from './words/hype.json' with { type: 'json' }
import judgement from './words/judgement.json' with { type: 'json' }
import makes from './words/makes.json' with { type: 'json' }
import neutral from './words/neutral.json' with { type: 'json' }
import superlatives from './words/superlatives.json' with { type: 'json' }
import transmissions from './words/transmissions.json' with { type: 'json' }
import trims from './words/trims.json' with { type: 'json' }
import warranty from './words/warranty.json' with { type: 'json' }

export type WordClass =
  | 'feature'
  | 'drive'
  | 'transmission'
  | 'body'
  | 'fuel'
  | 'engine'
  | 'colour'
  | 'condition'
  | 'make'
  | 'model'
  | 'trim'
  | 'country'
  | 'brand'
  | 'history'
  | 'warranty'
  | 'superlative'
  | 'award'
  | 'hype'
  | 'finance'
  | 'judgement'

export type Entry = { cls: WordClass; id: string; form: string; strict: boolean; make?: string }
/** `to` is exclusive. */
export type Mention = { from: number; to: number; entries: Entry[] }
type Node = { next: Map<string, Node>; entries: Entry[] }
type Group = { id: string; forms: string[]; implies?: string[]; strict?: boolean }

const root: Node = { next: new Map(), entries: [] }
const idioms: Node = { next: new Map(), entries: [] }
const implied = new Map<string, string[]>()

function plant(tree: Node, entry: Entry): void {
  let node = tree
  for (const atom of atomsOf(entry.form)) {
    const next = node.next.get(atom.norm) ?? { next: new Map(), entries: [] }
    node.next.set(atom.norm, next)
    node = next
  }
  node.entries.push(entry)
}

function plantGroups(cls: WordClass, groups: Group[]): void {
  for (const group of groups) {
    if (group.implies) implied.set(group.id, [...(implied.get(group.id) ?? []), ...group.implies])
    for (const form of group.forms) plant(root, { cls, id: group.id, form, strict: group.strict ?? false })
  }
}

function plantWords(cls: WordClass, words: string[]): void {
  for (const form of words) plant(root, { cls, id: form, form, strict: true })
}

plantGroups('feature', features)
plantGroups('drive', drivetrains)
plantGroups('transmission', transmissions)
plantGroups('body', bodies)
plantGroups('fuel', fuels)
plantGroups('engine', engines)
plantGroups('colour', colours)
plantGroups('condition', condition)
plantWords('trim', trims)
plantWords('country', countries)
plantWords('brand', brands)
plantWords('history', history)
plantWords('warranty', warranty)
plantWords('superlative', superlatives)
plantWords('award', awards)
plantWords('hype', hype)
plantWords('finance', finance)
plantWords('judgement', judgement)
for (const { make, aliases, models } of makes) {
  for (const form of [make, ...aliases]) plant(root, { cls: 'make', id: make, form, strict: true, make })
  for (const form of models) {
    if (!/^\d+$/.test(form)) plant(root, { cls: 'model', id: form, form, strict: true, make })
  }
}
for (const form of neutral.idioms) plant(idioms, { cls: 'hype', id: form, form, strict: true })

function longestAt(tree: Node, atoms: Atom[], from: number): Mention | null {
  let node = tree
  let best: Mention | null = null
  for (let i = from; i < atoms.length; i++) {
    const atom = atoms[i]!
    if (i > from && !continues(atom)) break
    const next = node.next.get(atom.norm)
    if (!next) break
    node = next
    if (node.entries.length > 0) best = { from, to: i + 1, entries: node.entries }
  }
  return best
}

function scanTree(tree: Node, atoms: Atom[]): Mention[] {
  const found: Mention[] = []
  for (let i = 0; i < atoms.length; ) {
    const mention = longestAt(tree, atoms, i)
    if (mention) found.push(mention)
    i = mention ? mention.to : i + 1
  }
  return found
}

/** Every phrase of the lists, longest first at each place, without overlap. */
export function scan(atoms: Atom[]): Mention[] {
  return scanTree(root, atoms)
}

/** Turns of phrase in which a listed word claims nothing ("behind the wheel"). */
export function scanIdioms(atoms: Atom[]): Mention[] {
  return scanTree(idioms, atoms)
}

/** The id and all that it implies: heated front seats are heated seats. */
export function withImplied(id: string): string[] {
  const ids = [id]
  for (const each of ids) for (const next of implied.get(each) ?? []) if (!ids.includes(next)) ids.push(next)
  return ids
}
