// What numbers can be about, from the lexicon and from the vocabulary: an attribute that the lexicon does not know yet is
// bound by its own unit and label.

import { listAttributes } from '#facts/index.ts'
import type { ClaimKind } from '../claim.ts'
import type { Figure } from '../find/figures.ts'
import { expandPhrase } from '../find/lexicon.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { addPhrase, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemOf, stemsOf, type Token } from '../text/tokens.ts'

export type Target = {
  target: string
  kind: ClaimKind
  unit: string | null
  attributes: readonly string[]
  /** Facts in words may carry it too ("1.5L I4"). */
  text: boolean
  isDefault: boolean
  /** Only of a figure that has the unit itself. */
  needsUnit: boolean
  /** A fact of any of the attributes carries it, and not one of the first alone that there is. */
  isAny?: boolean
}

type Source = {
  target: string
  kind: string
  unit: string | null
  attributes: string[]
  labels?: string[]
  /** Labels that are everyday words too ("list"), and so of figures with the unit alone. */
  unitLabels?: string[]
  after?: string[]
  near?: string[]
  /** What leads to a number and says another thing behind one ("sit"). */
  before?: string[]
  /** What follows a number in words, which stands before much else too. */
  spelled?: string[]
  text?: boolean
  default?: boolean
}

export const afterTrie: TrieNode<Target> = makeTrie()
export const beforeTrie: TrieNode<Target> = makeTrie()
export const nearTrie: TrieNode<Target> = makeTrie()
export const spelledTrie: TrieNode<Target> = makeTrie()
export const targets: Target[] = []

function addTarget(source: Source): void {
  const target: Target = {
    target: source.target,
    kind: source.kind as ClaimKind,
    unit: source.unit,
    attributes: source.attributes,
    text: source.text ?? false,
    isDefault: source.default ?? false,
    needsUnit: false,
  }
  targets.push(target)
  const spelled = (phrases: readonly string[] = []): string[] => phrases.flatMap(expandPhrase)
  for (const phrase of spelled(source.before))
    addPhrase(beforeTrie, stemsOf(phrase).reverse(), { ...target, needsUnit: source.unit === 'USD' })
  for (const phrase of spelled(source.spelled)) addPhrase(spelledTrie, stemsOf(phrase), target)
  for (const phrase of spelled(source.labels)) {
    const stems = stemsOf(phrase)
    addPhrase(beforeTrie, stems.toReversed(), target)
    addPhrase(afterTrie, stems, target)
    // "seatingCapacity", as data is exported
    if (stems.length > 1) addPhrase(beforeTrie, [stemOf(phrase.replaceAll(' ', ''))], target)
  }
  for (const phrase of spelled(source.unitLabels)) {
    addPhrase(beforeTrie, stemsOf(phrase).reverse(), { ...target, needsUnit: true })
    addPhrase(afterTrie, stemsOf(phrase), { ...target, needsUnit: true })
  }
  for (const phrase of spelled(source.after)) addPhrase(afterTrie, stemsOf(phrase), target)
  for (const phrase of spelled(source.near)) addPhrase(nearTrie, stemsOf(phrase), target)
}

for (const source of data.targets) addTarget(source)
const bound = new Set(targets.flatMap((target) => target.attributes))
for (const attribute of listAttributes()) {
  if (
    (attribute.kind !== 'number' && attribute.kind !== 'money') ||
    bound.has(attribute.key) ||
    attribute.key.startsWith('stock_')
  )
    continue
  const unit = attribute.unit
  addTarget({
    target: attribute.key,
    kind: attribute.kind === 'money' ? 'price' : 'number',
    unit,
    attributes: [attribute.key],
    labels: [attribute.label, attribute.key.replaceAll('_', ' ')],
    default: !targets.some((one) => one.unit === unit),
  })
}

/** A trie of plain phrases, read backwards when `reversed`. */
export const trieOf = (phrases: readonly string[], reversed = false): TrieNode<true> => {
  const root: TrieNode<true> = makeTrie()
  for (const phrase of phrases.flatMap(expandPhrase))
    addPhrase(root, reversed ? stemsOf(phrase).reverse() : stemsOf(phrase), true)
  return root
}
export type Context = {
  text: string
  /** The condition that the heading names. */
  headed?: string | undefined
  tokens: readonly Token[]
  from: number
  to: number
  /** Tokens of names and the like, which say nothing of a number. */
  taken: (at: number) => boolean
  figureAt: (at: number) => boolean
  figures: readonly Figure[]
  /** Words of the table's column and row. */
  labels: readonly Token[]
  /** Words of the question that the text answers here. */
  asked: readonly Token[]
  /** What the figures of the sentence before are about, where this one names another vehicle. */
  told: readonly (Target | undefined)[]
}

/** The phrase that ends right before `at`, read backwards. */
export function endsAt<T>(root: TrieNode<T>, c: Context, at: number): T[] {
  let node: TrieNode<T> | undefined = root
  let found: T[] = []
  for (let i = at - 1; i >= c.from && node; i--) {
    node = node.next?.get(c.tokens[i]!.stem)
    if (node?.here) found = node.here
    if (c.tokens[i]!.gap === 'break') break
  }
  return found
}
