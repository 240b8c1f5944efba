// What a number is about: by its unit, by the words next to it ("34 mpg highway", "MSRP of $33,000"), by those near it
// and by the labels of its table. A number is never held against a fact of another attribute.

import { listAttributes } from '#facts/index.ts'
import type { ClaimKind } from './claim.ts'
import type { Figure } from './figures.ts'
import data from './lexicon/bindings.json' with { type: 'json' }
import { isYear, startsVehicle } from './names.ts'
import { addPhrase, makeTrie, phrasesAt, type TrieNode } from './phrase-trie.ts'
import { stemOf, stemsOf, type Token } from './tokens.ts'

export type Target = {
  target: string
  kind: ClaimKind
  unit: string | null
  attributes: readonly string[]
  /** Facts in words may carry it too ("1.5L I4"). */
  text: boolean
  isDefault: boolean
}

type Source = {
  target: string
  kind: string
  unit: string | null
  attributes: string[]
  labels?: string[]
  after?: string[]
  near?: string[]
  text?: boolean
  default?: boolean
}

const afterTrie: TrieNode<Target> = makeTrie()
const beforeTrie: TrieNode<Target> = makeTrie()
const nearTrie: TrieNode<Target> = makeTrie()
const targets: Target[] = []

function addTarget(source: Source): void {
  const target: Target = {
    target: source.target,
    kind: source.kind as ClaimKind,
    unit: source.unit,
    attributes: source.attributes,
    text: source.text ?? false,
    isDefault: source.default ?? false,
  }
  targets.push(target)
  for (const phrase of source.labels ?? []) {
    addPhrase(beforeTrie, stemsOf(phrase).reverse(), target)
    addPhrase(afterTrie, stemsOf(phrase), target)
  }
  for (const phrase of source.after ?? []) addPhrase(afterTrie, stemsOf(phrase), target)
  for (const phrase of source.near ?? []) addPhrase(nearTrie, stemsOf(phrase), target)
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

const stemSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(stemOf))
const trieOf = (phrases: readonly string[], reversed = false): TrieNode<true> => {
  const root: TrieNode<true> = makeTrie()
  for (const phrase of phrases) addPhrase(root, reversed ? stemsOf(phrase).reverse() : stemsOf(phrase), true)
  return root
}
const fillersBefore = stemSet(data.fillers.before)
const fillersAfter = stemSet(data.fillers.after)
const stops = stemSet(data.stops)
const stockAfter = trieOf(data.stock.after)
const stockBefore = trieOf(data.stock.before, true)
const stockNouns = trieOf(data.stock.nouns)
const low = trieOf(data.stock.low, true)
const high = trieOf(data.stock.high, true)
const notModelYear = trieOf(data.notModelYear, true)

export type Context = {
  tokens: readonly Token[]
  from: number
  to: number
  /** Tokens of names and the like, which say nothing of a number. */
  taken: (at: number) => boolean
  figureAt: (at: number) => boolean
  /** Words of the table's column and row. */
  labels: readonly Token[]
}

/** The phrase that ends right before `at`, read backwards. */
function endsAt<T>(root: TrieNode<T>, c: Context, at: number): T[] {
  let node: TrieNode<T> | undefined = root
  let found: T[] = []
  for (let i = at - 1; i >= c.from && node; i--) {
    node = node.next.get(c.tokens[i]!.stem)
    if (node && node.here.length > 0) found = node.here
    if (c.tokens[i]!.gap === 'break') break
  }
  return found
}

const pick = (found: readonly Target[], unit: string | null): Target | undefined =>
  found.find((target) => unit === null || target.unit === unit)

function targetAfter(c: Context, figure: Figure): Target | undefined {
  for (let i = figure.to; i < Math.min(c.to, figure.to + 6); i++) {
    const token = c.tokens[i]!
    if (
      token.gap === 'break' ||
      token.gap === 'comma' ||
      c.figureAt(i) ||
      (stops.has(token.stem) && i > figure.to)
    )
      return undefined
    for (const phrase of phrasesAt(afterTrie, c.tokens, i, c.to).reverse()) {
      const target = pick(phrase.values, figure.unit)
      if (target) return target
    }
    if (!fillersAfter.has(token.stem) || stops.has(token.stem)) return undefined
  }
  return undefined
}

function targetBefore(c: Context, figure: Figure): Target | undefined {
  let at = figure.from
  for (let step = 0; step < 6 && at > c.from; step++) {
    const target = c.taken(at - 1) ? undefined : pick(endsAt(beforeTrie, c, at), figure.unit)
    if (target) return target
    const before = c.tokens[at - 1]!
    if (
      !fillersBefore.has(before.stem) ||
      c.taken(at - 1) ||
      c.figureAt(at - 1) ||
      (c.tokens[at]!.gap === 'comma' && step > 0)
    )
      return undefined
    at--
  }
  return undefined
}

/** The nearest telling word of the clause; words of another number's side of a join do not count. */
function targetNear(c: Context, figure: Figure): Target | undefined {
  const at = (i: number): Target | undefined => {
    if (c.taken(i)) return undefined
    for (const phrase of phrasesAt(nearTrie, c.tokens, i, c.to).reverse()) {
      const target = pick(phrase.values, figure.unit)
      if (target) return target
    }
    return undefined
  }
  for (let i = figure.to; i < Math.min(c.to, figure.to + 8); i++) {
    const token = c.tokens[i]!
    if (token.gap === 'break' || c.figureAt(i) || stops.has(token.stem) || token.gap === 'comma') break
    const target = at(i)
    if (target) return target
  }
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 10); i--) {
    if (c.figureAt(i)) break
    const target = at(i)
    if (target) return target
    if (c.tokens[i]!.gap === 'break') break
  }
  return undefined
}

function targetOfLabels(c: Context, unit: string | null): Target | undefined {
  for (let i = 0; i < c.labels.length; i++)
    for (const phrase of phrasesAt(afterTrie, c.labels, i, c.labels.length).reverse()) {
      const target = pick(phrase.values, unit)
      if (target) return target
    }
  return undefined
}

const cityTarget = targets.find((target) => target.target === 'city')!
const highwayTarget = targets.find((target) => target.target === 'highway')!

/** "27/32 mpg city/highway", and "27/32 mpg", which names the city first by custom. */
function pairTarget(c: Context, figure: Figure): Target | undefined {
  if (figure.unit !== 'mpg' || !figure.partner) return undefined
  const second = figure.pair === 'first' ? figure.partner : figure
  const after = phrasesAt(afterTrie, c.tokens, second.to, c.to)[0]
  const first = after && pick(after.values, 'mpg')
  const joined = after && c.tokens[after.end] && after.end < c.to ? c.tokens[after.end]! : undefined
  const next =
    joined &&
    (joined.stem === 'and'
      ? after!.end + 1
      : joined.gap === 'slash' || joined.gap === 'dash'
        ? after!.end
        : -1)
  if (first && next !== undefined && next >= 0) {
    const other = pick(phrasesAt(afterTrie, c.tokens, next, c.to)[0]?.values ?? [], 'mpg')
    if (other && other !== first) return figure.pair === 'first' ? first : other
  }
  const slashed = c.tokens[second.from]!.gap === 'slash'
  if (!slashed || first) return undefined
  return figure.pair === 'first' ? cityTarget : highwayTarget
}

const counts: Record<string, string[]> = data.stock.counts

const countLinks = new Set(['of', 'them', 'these', 'those', 'are', 'is', 'all', 'the'])

function conditionAt(c: Context, at: number): string | undefined {
  const { stem } = c.tokens[at]!
  if (stem === 'new') return 'new'
  if (stem === 'certified' || stem === 'cpo') return 'certified'
  return stem === 'used' || stem === 'preowned' || (stem === 'pre' && c.tokens[at + 1]?.stem === 'owned')
    ? 'used'
    : undefined
}

/** A count of vehicles, and of which condition when that is said. */
function countTarget(c: Context, figure: Figure): Target | undefined {
  const { to } = figure
  const next = c.tokens[to]
  const led = endsAt(stockBefore, c, figure.from).length > 0
  const noun =
    next !== undefined &&
    to < c.to &&
    next.gap !== 'break' &&
    next.gap !== 'comma' &&
    (startsVehicle(c.tokens, to, c.to) || c.taken(to) || phrasesAt(stockNouns, c.tokens, to, c.to).length > 0)
  let offered = false
  let condition: string | undefined
  let linking = true
  for (let i = to; i < Math.min(c.to, to + 14); i++) {
    const token = c.tokens[i]!
    if (token.gap === 'break' || (i > to && c.figureAt(i) && !isYear(token))) break
    if (phrasesAt(stockAfter, c.tokens, i, c.to).length > 0) offered = true
    if (i <= to + 1 || linking) condition ??= conditionAt(c, i)
    linking &&= countLinks.has(token.stem)
  }
  if (
    !offered &&
    !(led && (noun || !figure.spelled)) &&
    !(noun && (figure.value > 1 || figure.spelled) && figure.value !== 1)
  )
    return undefined
  if (figure.spelled && figure.value === 1 && !offered) return undefined
  return {
    target: 'count',
    kind: 'count',
    unit: null,
    attributes: condition
      ? [...counts[condition]!, 'stock_count']
      : ['stock_count', 'stock_new_count', 'stock_used_count', 'stock_certified_count'],
    text: false,
    isDefault: false,
  }
}

const yearTarget: Target = {
  target: 'year',
  kind: 'year',
  unit: null,
  attributes: ['year', 'stock_year'],
  text: false,
  isDefault: false,
}
const noTarget: Target = {
  target: 'none',
  kind: 'number',
  unit: null,
  attributes: [],
  text: false,
  isDefault: false,
}

/** What a figure is about; undefined when it is a word like "one" that states no figure. */
export function targetOf(c: Context, figure: Figure, text: string): Target | undefined {
  const token = c.tokens[figure.from]!
  // people are seats where the words before say so ("room for five people")
  if (figure.unit === 'person')
    return targetBefore(c, { ...figure, unit: 'seat' }) ?? (figure.spelled ? undefined : noTarget)
  const { unit } = figure
  if (unit === null && isYear(token) && text[token.end] !== '+')
    return endsAt(notModelYear, c, figure.from).length > 0 && figure.pair === null ? noTarget : yearTarget
  const named =
    pairTarget(c, figure) ??
    targetAfter(c, figure) ??
    targetBefore(c, figure) ??
    targetOfLabels(c, unit) ??
    (unit === null ? undefined : targetNear(c, figure))
  if (named) return named
  if (unit !== null)
    return (
      targets.find((target) => target.unit === unit && target.isDefault) ?? { ...noTarget, unit, text: true }
    )
  return countTarget(c, figure) ?? (figure.spelled ? undefined : noTarget)
}

/** Whether a figure is said to be the low or the high end of a range. */
export function directionOf(c: Context, figure: Figure): 'low' | 'high' | null {
  const before = figure.hedge === 'exact' ? figure.from : figure.from - 1
  if (figure.pair === 'first') return 'low'
  if (figure.pair === 'second') return 'high'
  if (endsAt(low, c, before).length > 0) return 'low'
  return endsAt(high, c, before).length > 0 &&
    c.tokens[before - 1]?.stem !== 'and' &&
    c.tokens[before - 1]?.stem !== 'through'
    ? 'high'
    : null
}

/** Facts of the low end cannot carry the high end, nor the other way round. */
export function fitsDirection(attribute: string, direction: 'low' | 'high' | null): boolean {
  if (direction === 'low') return !attribute.endsWith('_highest')
  if (direction === 'high') return !attribute.endsWith('_lowest')
  return true
}
