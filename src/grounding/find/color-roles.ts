// What a colour is the colour of: the car, its inside, or a part of it.

import data from '../lexicon/colors.json' with { type: 'json' }
import { tableOf } from '../text/table.ts'
import { stemSet, type Token } from '../text/tokens.ts'
import type { ColorFact } from './colors.ts'
import { isNumber } from './numbers.ts'

export type ColorRole = 'exterior' | 'interior'

export const colorWords = stemSet(Object.values(data.families).flat())

export const interior = stemSet(data.interior)

export const exterior = stemSet(data.exterior)

export const parts = stemSet(data.parts)

const ends = new Set(['and', 'with', 'over', 'or', 'while', 'on'])

export const plain = (stem: string): string => (stem === 'grey' ? 'gray' : stem)

export type View = {
  text: string
  tokens: readonly Token[]
  within: { from: number; to: number }
  taken: (at: number) => boolean
  /** Whether a make or a model begins at a token. */
  beginsName: (at: number) => boolean
  titleCase: boolean
  known: readonly ColorFact[]
  /** The words of all of them. */
  knownStems: ReadonlySet<string>
}

export const frameWords = new Set([
  'dressed',
  'done',
  'trimmed',
  'upholstered',
  'it',
  'all',
  'is',
  'in',
  'a',
  'an',
  'color',
  'finished',
  'painted',
  'finish',
  'comes',
  'come',
  'of',
  'shade',
])

/**
 * What a table's labels say has the colour.
 * @param before what stands before it in its cell: of "Exterior / interior" the second colour is the second part's
 */
export function roleOfLabels(labels: readonly Token[], before: readonly Token[]): ColorRole | null {
  const roles: ColorRole[] = []
  for (const { stem } of labels) {
    const role = interior.has(stem) ? 'interior' : exterior.has(stem) ? 'exterior' : undefined
    if (role && !roles.includes(role)) roles.push(role)
  }
  return roles[before.some((token) => colorWords.has(token.stem)) ? 1 : 0] ?? roles[0] ?? null
}

/** "Exterior / interior: Black / Gray": the first colour is the first part's. */
function roleOfPair(v: View, from: number): ColorRole | null {
  let label = from
  for (let i = from; i > Math.max(v.within.from, from - 6); i--) if (v.tokens[i]!.gap === 'break') label = i
  if (v.tokens[label]!.gap !== 'break' || label === v.within.from) return null
  const roles: ColorRole[] = []
  for (let i = Math.max(v.within.from, label - 5); i < label; i++)
    if (interior.has(v.tokens[i]!.stem)) roles.push('interior')
    else if (exterior.has(v.tokens[i]!.stem)) roles.push('exterior')
  if (roles.length !== 2 || roles[0] === roles[1]) return null
  return roles[from === label ? 0 : 1]!
}

/** "Inside, gray prevails", "the cabin, finished in ivory": a comma that does not part the colour from its part. */
function isFramed(v: View, at: number, from: number): boolean {
  if (!interior.has(v.tokens[at]!.stem) && !exterior.has(v.tokens[at]!.stem)) return false
  // "5 seats, blue"
  if (at > v.within.from && isNumber(v.tokens[at - 1]!)) return false
  for (let i = at + 1; i < from; i++) if (!frameWords.has(v.tokens[i]!.stem)) return false
  return true
}

/** "Black in, orange out" */
const ways = tableOf<ColorRole>({ in: 'interior', out: 'exterior' })

const endsThere = (v: View, at: number): boolean =>
  at >= v.within.to || v.tokens[at]!.gap !== 'join' || ends.has(v.tokens[at]!.stem)

const isColorWord = (v: View, at: number): boolean =>
  at >= v.within.from &&
  at < v.within.to &&
  (colorWords.has(v.tokens[at]!.stem) || v.knownStems.has(plain(v.tokens[at]!.stem)))

const isColorLabel = (v: View, at: number): boolean =>
  at >= v.within.from && /^(?:color|colour)$/.test(v.tokens[at]!.stem) && v.tokens[at + 1]!.gap === 'break'

/** "Color: Ocean Blue / Saddle Brown" where a cabin is of the second: two vehicles may stand so too. */
function isSecondOfColor(v: View, from: number, to: number): boolean {
  if (v.tokens[from]!.gap !== 'slash' || !isColorWord(v, from - 1)) return false
  let first = from - 1
  while (first > v.within.from && v.tokens[first]!.gap !== 'break' && from - first < 5) first--
  if (!isColorLabel(v, first - 1)) return false
  const stems = v.tokens.slice(from, to).map(({ stem }) => plain(stem))
  return v.known.some((one) => one.role === 'interior' && stems.every((stem) => one.stems.has(stem)))
}

/** "Ocean Blue on gray", "black over ivory": the paint is told first, then what is within. */
function roleOfStack(v: View, from: number, to: number): ColorRole | null {
  const joins = (at: number): boolean =>
    at > v.within.from &&
    at < v.within.to &&
    /^(on|over)$/.test(v.tokens[at]!.stem) &&
    v.tokens[at]!.gap === 'join'
  // "Color: Ocean Blue / Saddle Brown"
  if (isSecondOfColor(v, from, to)) return 'interior'
  if (joins(to) && isColorWord(v, to + 1) && v.tokens[to + 1]!.gap === 'join') return 'exterior'
  if (joins(from - 1) && isColorWord(v, from - 2) && v.tokens[from]!.gap === 'join') return 'interior'
  return null
}

const isOfNamed = (v: View, at: number): boolean =>
  at + 1 < v.within.to &&
  /^(in|on|for)$/.test(v.tokens[at]!.stem) &&
  /^(the|our)$/.test(v.tokens[at + 1]!.stem)

/** "Upholstery is gray in the CX-5, red in the Pacifica": the part that the whole sentence tells of. */
function roleBefore(v: View, from: number): ColorRole | null {
  for (let i = from - 1; i >= Math.max(v.within.from, from - 14); i--) {
    if (v.tokens[i + 1]!.gap === 'break' && i + 1 < from) return null
    if (interior.has(v.tokens[i]!.stem)) return 'interior'
    if (exterior.has(v.tokens[i]!.stem)) return 'exterior'
  }
  return null
}

const isOnNextLine = (v: View, from: number, at: number): boolean =>
  v.text.slice(v.tokens[from - 1]!.end, v.tokens[at]!.start).includes('\n')

/** "a seven-seat minivan in blue" */
export const isSeating = (tokens: readonly Token[], at: number, from: number): boolean =>
  /^seat(?:er)?$/.test(tokens[at]!.word) &&
  at > from &&
  tokens[at]!.gap === 'dash' &&
  isNumber(tokens[at - 1]!)

/** "This Sunset Orange sedan seats five": a verb, and no part that has the colour. */
const isSeatsVerb = ({ tokens, within }: View, at: number): boolean =>
  tokens[at]!.word === 'seats' &&
  at + 1 < within.to &&
  tokens[at + 1]!.gap === 'join' &&
  (isNumber(tokens[at + 1]!) || tokens[at + 1]!.word === 'up')

const bodied =
  /^(?:car|van|minivan|truck|pickup|suv|crossover|sedan|wagon|coupe|hatchback|hatch|convertible|body|shell|skin|vehicle|exterior|paint|door|fender)$/

/** "Red seats in a white van": what a body has, whatever stands before it; "the white van's seats" have their own. */
const isOfBody = (v: View, from: number, at: number): boolean =>
  at < v.within.to &&
  v.tokens[at]!.gap === 'join' &&
  (bodied.test(v.tokens[at]!.stem) ||
    // "the gray one", and not "a black interior and an ivory one"
    (v.tokens[at]!.word === 'one' &&
      from > v.within.from &&
      /^(?:the|this|that|our)$/.test(v.tokens[from - 1]!.word)) ||
    (!v.titleCase && v.beginsName(at))) &&
  !v.tokens
    .slice(at + 1, Math.min(v.within.to, at + 4))
    .some(({ stem, gap }) => gap === 'join' && interior.has(stem))

/** The nearest word after or before that says what has the colour. */
export function roleOf(v: View, from: number, to: number): ColorRole | null {
  const paired = roleOfPair(v, from)
  if (paired) return paired
  if (isOfBody(v, from, to)) return 'exterior'
  const stacked = roleOfStack(v, from, to)
  for (let i = to; i < Math.min(to + 4, v.within.to); i++) {
    const { stem, gap } = v.tokens[i]!
    if (gap === 'break' || gap === 'comma' || gap === 'slash') break
    // "red" above "5 seats"
    if (!Number.isNaN(v.tokens[i]!.value)) break
    if (ends.has(stem) && !(stem === 'on' && v.tokens[i + 1]?.stem === 'the')) break
    // "This Forest Green Carnival offers seating for eight", "Radiant Red" above "Leather seats"
    if ((!v.titleCase && v.beginsName(i)) || isOnNextLine(v, to, i) || isSeatsVerb(v, i)) break
    if (interior.has(stem)) return 'interior'
    if (exterior.has(stem)) return 'exterior'
    const way = i === to ? ways[stem] : undefined
    if (way && endsThere(v, i + 1)) return way
  }
  if (stacked) return stacked
  if (isOfNamed(v, to)) return roleBefore(v, from)
  let framed: ColorRole | null = null
  for (let i = from - 1; i >= Math.max(v.within.from, from - 6); i--) {
    const { stem } = v.tokens[i]!
    const { gap } = v.tokens[i + 1]!
    // a colon after a label is no end, any other break is
    if (
      colorWords.has(stem) ||
      (gap === 'comma' && !isFramed(v, i, from)) ||
      (gap === 'break' && i + 1 < from)
    )
      break
    if (interior.has(stem) && !isSeating(v.tokens, i, v.within.from)) return 'interior'
    if (exterior.has(stem) && !frameWords.has(stem)) return 'exterior'
    if (exterior.has(stem)) framed = 'exterior'
    if (ends.has(stem) && stem !== 'on') break
  }
  return framed
}

export function partAfter(v: View, to: number): string[] | null {
  const words: string[] = []
  for (let i = to; i < Math.min(to + 4, v.within.to); i++) {
    const { stem, gap } = v.tokens[i]!
    if (gap === 'break' || gap === 'comma' || (gap === 'slash' && i === to) || ends.has(stem)) break
    if (interior.has(stem) && stem !== 'headliner') return null
    // "ivory trim inside"
    if (stem === 'trim' && i + 1 < v.within.to && interior.has(v.tokens[i + 1]!.stem)) return null
    // "gray on gray, all wheel drive"
    if (stem === 'wheel' && /^(drive|driven)$/.test(v.tokens[i + 1]?.stem ?? '')) return null
    words.push(stem)
    if (
      parts.has(stem) &&
      (i + 1 >= v.within.to || !parts.has(v.tokens[i + 1]!.stem) || v.tokens[i + 1]!.gap !== 'join')
    )
      return words
  }
  return null
}
