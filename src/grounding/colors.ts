// Colours: which words name one, what they are the colour of, and which fact says so.

import type { Fact } from '#facts/index.ts'
import data from './lexicon/colors.json' with { type: 'json' }
import { stemOf, stemsOf, type Token } from './tokens.ts'

export type ColorRole = 'exterior' | 'interior'
export type ColorFact = {
  fact: Fact
  role: ColorRole
  stems: ReadonlySet<string>
  families: ReadonlySet<string>
}
export type ColorMention = {
  from: number
  to: number
  stems: string[]
  role: ColorRole | null
  /** Of a part ("black roof rails"): its words, which a piece of equipment must carry. */
  part: string[] | null
}

const familyOf = new Map<string, string>()
for (const [family, words] of Object.entries(data.families))
  for (const word of words) familyOf.set(stemOf(word), family)
const weak = new Set(data.weak.map(stemOf))
const modifiers = new Set(data.modifiers.map(stemOf))
const interior = new Set(data.interior.map(stemOf))
const exterior = new Set(data.exterior.map(stemOf))
const parts = new Set(data.parts.map(stemOf))
const notBefore = new Set(data.notBefore.map(stemOf))
const notAfter = new Set(data.notAfter.map(stemOf))
const stops = new Set([
  'the',
  'a',
  'an',
  'with',
  'in',
  'and',
  'over',
  'its',
  'this',
  'our',
  'finished',
  'painted',
  'on',
  'it',
  'has',
  'of',
  'comes',
  'come',
  'new',
  'used',
  'color',
  'interior',
  'exterior',
  'for',
  'choose',
  'from',
  'or',
  'both',
  'is',
  'shown',
  'wearing',
  'dressed',
  'coat',
  'inside',
  'outside',
  'cabin',
  'upholstery',
  'available',
])
const ends = new Set(['and', 'with', 'over', 'or', 'while', 'on'])

const plain = (stem: string): string => (stem === 'grey' ? 'gray' : stem)

export function readColorFact(fact: Fact, value: string): ColorFact {
  const stems = stemsOf(value).map(plain)
  const families = stems.flatMap((stem) => familyOf.get(stem) ?? [])
  return {
    fact,
    role: fact.attribute.includes('interior') ? 'interior' : 'exterior',
    stems: new Set(stems),
    families: new Set(families),
  }
}

type View = {
  tokens: readonly Token[]
  within: { from: number; to: number }
  taken: (at: number) => boolean
  titleCase: boolean
  known: readonly ColorFact[]
}

const inFacts = (stem: string, known: readonly ColorFact[]): boolean =>
  known.some((color) => color.stems.has(plain(stem)))

/** Whether a word may belong to a colour's name that has a colour word in it. */
function belongs(v: View, at: number): boolean {
  const token = v.tokens[at]!
  if (v.taken(at) || stops.has(token.stem) || !Number.isNaN(token.value)) return false
  if (
    familyOf.has(token.stem) ||
    weak.has(token.stem) ||
    modifiers.has(token.stem) ||
    inFacts(token.stem, v.known)
  )
    return true
  return (
    token.cap &&
    !v.titleCase &&
    at > v.within.from &&
    !interior.has(token.stem) &&
    !exterior.has(token.stem) &&
    !parts.has(token.stem)
  )
}

function runEnd(v: View, at: number): number {
  let to = at
  while (
    to < v.within.to &&
    to - at < 6 &&
    belongs(v, to) &&
    (to === at || v.tokens[to]!.gap === 'join' || v.tokens[to]!.gap === 'dash')
  )
    to++
  const coloring = (i: number): boolean => {
    const { stem, cap } = v.tokens[i]!
    return familyOf.has(stem) || modifiers.has(stem) || inFacts(stem, v.known) || (cap && weak.has(stem))
  }
  while (to > at && !coloring(to - 1)) to--
  return to
}

/** The nearest word after or before that says what has the colour. */
function roleOf(v: View, from: number, to: number): ColorRole | null {
  for (let i = to; i < Math.min(to + 4, v.within.to); i++) {
    const { stem, gap } = v.tokens[i]!
    if (gap === 'break' || gap === 'comma' || ends.has(stem)) break
    if (interior.has(stem)) return 'interior'
    if (exterior.has(stem)) return 'exterior'
  }
  for (let i = from - 1; i >= Math.max(v.within.from, from - 6); i--) {
    const { stem } = v.tokens[i]!
    if (familyOf.has(stem) || v.tokens[i + 1]!.gap === 'comma') break
    if (interior.has(stem)) return 'interior'
    if (exterior.has(stem)) return 'exterior'
    if (ends.has(stem) && stem !== 'on') break
  }
  return null
}

function partAfter(v: View, to: number): string[] | null {
  const words: string[] = []
  for (let i = to; i < Math.min(to + 4, v.within.to); i++) {
    const { stem, gap } = v.tokens[i]!
    if (gap === 'break' || gap === 'comma' || ends.has(stem)) break
    if (interior.has(stem) && stem !== 'headliner') return null
    words.push(stem)
    if (
      parts.has(stem) &&
      (i + 1 >= v.within.to || !parts.has(v.tokens[i + 1]!.stem) || v.tokens[i + 1]!.gap !== 'join')
    )
      return words
  }
  return null
}

/** A colour's name that begins at `at`, with what it colours. */
export function colorAt(v: View, at: number): ColorMention | undefined {
  if (!belongs(v, at)) return undefined
  let from = at
  const to = runEnd(v, at)
  const words = v.tokens.slice(from, to)
  const family = words.findIndex((token) => familyOf.has(token.stem))
  if (family < 0) {
    const stems = words.map((token) => plain(token.stem))
    const whole =
      stems.length > 0 &&
      v.known.some(
        (color) => color.stems.size === stems.length && stems.every((stem) => color.stems.has(stem)),
      )
    const role =
      to > from && words.every((token) => weak.has(token.stem) || modifiers.has(token.stem))
        ? roleOf(v, from, to)
        : null
    if (!whole && (role === null || v.tokens[to]?.gap !== 'join')) return undefined
    return { from, to, stems, role: roleOf(v, from, to), part: null }
  }
  // words in front belong to the name only when the colour word itself is written as a name
  if (!words[family]!.cap)
    while (
      from < at + family &&
      !modifiers.has(v.tokens[from]!.stem) &&
      !inFacts(v.tokens[from]!.stem, v.known) &&
      !weak.has(v.tokens[from]!.stem)
    )
      from++
  const after = v.tokens[to]
  if (
    after &&
    to < v.within.to &&
    after.gap !== 'break' &&
    after.gap !== 'comma' &&
    notBefore.has(after.stem) &&
    !interior.has(after.stem) &&
    !exterior.has(after.stem) &&
    !parts.has(after.stem)
  )
    return undefined
  if (from > v.within.from && notAfter.has(v.tokens[from - 1]!.stem)) return undefined
  const part = partAfter(v, to)
  return {
    from,
    to: part ? to + part.length : to,
    stems: v.tokens.slice(from, to).map((token) => plain(token.stem)),
    role: part ? null : roleOf(v, from, to),
    part,
  }
}

/** Whether a fact's colour is what the words say: all of them stand in its name, or they are its family alone. */
export function isColorOf(mention: ColorMention, color: ColorFact): boolean {
  if (mention.role !== null && mention.role !== color.role) return false
  if (mention.stems.every((stem) => color.stems.has(stem))) return true
  const only = mention.stems.length === 1 ? mention.stems[0]! : ''
  return only === familyOf.get(only) && color.families.has(only)
}
