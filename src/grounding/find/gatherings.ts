// Equipment told by words that stand together in whatever order: "wipers that sense rain", "heat for the front seats",
// "a liftgate that opens by itself". A gathering names its kinds of words; between them stand only little words.

import data from '../lexicon/gatherings.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { conceptTrie, type Entry, expandPhrase } from './lexicon.ts'

/** At most so many words make a gathering. */
const wordsMax = 11

const kindTrie: TrieNode<string> = makeTrie()
const bits = new Map<string, number>()
for (const [kind, phrases] of Object.entries(data.words)) {
  bits.set(kind, bits.size)
  for (const phrase of phrases.flatMap(expandPhrase)) addPhrase(kindTrie, stemsOf(phrase), kind)
}
const fillers = new Set(data.fillers.flatMap(stemsOf))
const axisOf = new Map(data.axes.flatMap((kinds, i) => kinds.map((kind): [string, number] => [kind, i])))

/** A set of kinds; there is one object for each set. */
type KindSet = {
  kinds: ReadonlySet<string>
  /** With one kind more, where a gathering has them all. */
  grown: Map<string, KindSet>
  /** What it is when it is all. */
  entry?: Entry
  /** More words can make a gathering of it, also where other words part them; and so of itself. */
  isLooselyBegun: boolean
  isLoose: boolean
}

const kindSets = new Map<string, KindSet>()
const nothing = kindSetOf([])

function kindSetOf(list: readonly string[]): KindSet {
  const kinds = new Set([...list].sort())
  const key = [...kinds].join(' ')
  let set = kindSets.get(key)
  if (!set) {
    set = { kinds, grown: new Map(), isLooselyBegun: false, isLoose: false }
    kindSets.set(key, set)
  }
  return set
}

/** Words that lead to something else. */
const barriers = new Set(data.barriers.flatMap(stemsOf))
/** Other words that may stand in between, at most. */
const strangersMax = 2

/** "gate power open?" to the sets with and without what may be absent. */
function setsOf(kinds: readonly string[]): string[][] {
  const [first, ...rest] = kinds
  if (first === undefined) return [[]]
  const others = setsOf(rest)
  const name = first.replace('?', '')
  if (!bits.has(name)) throw new Error(`grounding/lexicon/gatherings.json has no words for "${name}"`)
  const having = others.map((set) => [name, ...set])
  return first.endsWith('?') ? [...having, ...others] : having
}

function addBegun(kinds: readonly string[], isLoose: boolean): void {
  for (let mask = 1; mask < 1 << kinds.length; mask++) {
    const some = kinds.filter((_, i) => mask & (1 << i))
    const set = kindSetOf(some)
    if (isLoose) set.isLooselyBegun = true
    for (const kind of some) {
      kindSetOf(some.filter((one) => one !== kind)).grown.set(kind, set)
      set.grown.set(kind, set)
    }
  }
}

for (const one of data.gatherings)
  for (const kinds of setsOf(one.of.split(' '))) {
    const ids: readonly string[] = one.parts ?? [one.id ?? '']
    const set = kindSetOf(kinds)
    set.entry ??= {
      group: (one.group ?? 'feature') as Entry['group'],
      concepts: ids.map((id) => `${one.group ?? 'feature'}:${id}`),
      notBefore: [],
      notAfter: [],
      needsVehicle: false,
      needsPredicate: false,
      isAbsolute: false,
      singular: false,
      askable: true,
    }
    addBegun(kinds, one.loose === true)
    if (one.loose) set.isLoose = true
  }

/** "Front" and "rear" hold of one thing only where "and" joins them. */
const hasTwoOfAxis = ({ kinds }: KindSet): boolean =>
  data.axes.some((axis) => axis.filter((kind) => kinds.has(kind)).length > 1)

type Kinds = { kinds: readonly string[]; end: number }

/** Kinds of the longest phrase at a token. */
function kindsAt(tokens: readonly Token[], at: number, to: number): Kinds | undefined {
  const phrase = longestAt(kindTrie, tokens, at, to)
  return phrase && { kinds: phrase.values, end: phrase.end }
}

/** "heat for the front seats and rear backup camera": a piece of equipment of its own. */
const beginsOther = (tokens: readonly Token[], at: number, to: number): boolean =>
  (longestAt(conceptTrie, tokens, at, to)?.end ?? at) > (kindsAt(tokens, at, to)?.end ?? at)

/** "Those seated in back have heat in the steering wheel": what is had may be whole without what has it. */
const hasOther = (tokens: readonly Token[], at: number, to: number): boolean =>
  /^(?:with|have|has|get|enjoy|find)$/.test(tokens[at - 1]!.stem) &&
  (beginsOther(tokens, at, to) ||
    (gatheredAt(tokens, at, to)?.to ?? at) > (kindsAt(tokens, at, to)?.end ?? at))

type Gathering = { to: number; entry: Entry }

const parts = (token: Token): boolean =>
  token.gap === 'comma' || token.gap === 'break' || token.gap === 'slash'

/** The gathering that begins at `at`, with as many of its kinds of words as there are. */
export function gatheredAt(tokens: readonly Token[], at: number, to: number): Gathering | undefined {
  const start = kindsAt(tokens, at, to)
  let longest: Gathering | undefined
  for (const first of start?.kinds ?? []) {
    const one = nothing.grown.has(first)
      ? gatheredFrom(tokens, at, to, { kinds: [first], end: start!.end })
      : undefined
    if (one && one.to > (longest?.to ?? at)) longest = one
  }
  return longest
}

/** @param first the first words, as one of their kinds */
function gatheredFrom(tokens: readonly Token[], at: number, to: number, first: Kinds): Gathering | undefined {
  let best: Gathering | undefined
  let found = nothing
  let last: string | undefined
  let beforeAnd: Gathering | undefined
  let isJoined = false
  let strangers = 0
  for (let i = at; i < Math.min(to, at + wordsMax); ) {
    if (i > at && parts(tokens[i]!)) break
    const one = i === at ? first : kindsAt(tokens, i, to)
    // "the list opens with roof rails"
    if (one && i > at && hasOther(tokens, i, to)) break
    // "leather seats in a warm Saddle Brown"
    if (i > at + 1 && tokens[i - 1]!.word === 'a' && tokens[i - 2]!.word === 'in') break
    if (one) {
      const kind = one.kinds.find((name) => {
        const grown = found.grown.get(name)
        return grown && (strangers === 0 || grown.isLooselyBegun)
      })
      if (!kind && found !== nothing && fillers.has(tokens[i]!.stem)) {
        i++
        continue
      }
      if (!kind) break
      // "rear seat heaters and cooled seats": a second head, of its own modifier
      if (isJoined && found.kinds.has(kind)) return beforeAnd
      const before = found
      found = found.grown.get(kind)!
      const isRead =
        found !== before && (strangers === 0 || found.isLoose) && (isJoined || !hasTwoOfAxis(found))
      if (isRead && found.entry) best = { to: one.end, entry: found.entry }
      last = kind
      i = one.end
      continue
    }
    if (tokens[i]!.stem === 'and') {
      const axis = last === undefined ? undefined : axisOf.get(last)
      const joined = kindsAt(tokens, i + 1, to)
      const next = joined?.kinds.find((name) => axisOf.get(name) === axis)
      if (axis === undefined || next === undefined || next === last || beginsOther(tokens, i + 1, to)) break
      // "rear seats that heat up and ventilation for the front seats"
      if (best && /^(for|in|of|on)$/.test(tokens[joined!.end]?.stem ?? '')) break
      beforeAnd = best
      isJoined = true
    } else if (!fillers.has(tokens[i]!.stem)) {
      if (barriers.has(tokens[i]!.stem) || !Number.isNaN(tokens[i]!.value) || ++strangers > strangersMax)
        break
    }
    i++
  }
  return best
}
