// Colours: which words name one, what they are the colour of, and which fact says so.

import type { Fact } from '#facts/index.ts'
import data from '../lexicon/colors.json' with { type: 'json' }
import figures from '../lexicon/figures.json' with { type: 'json' }
import { stemSet, stemsOf, type Token } from '../text/tokens.ts'
import {
  type ColorRole,
  colorWords,
  exterior,
  frameWords,
  interior,
  partAfter,
  parts,
  plain,
  roleOf,
  type View,
} from './color-roles.ts'
import { isNameStart } from './names.ts'
import { numberWords } from './numbers.ts'

export type ColorFact = {
  fact: Fact
  role: ColorRole
  stems: ReadonlySet<string>
}
export type ColorMention = {
  from: number
  to: number
  stems: string[]
  role: ColorRole | null
  /** Of a part ("black roof rails"): its words, which a piece of equipment must carry. */
  part: string[] | null
  /** No word of it is a colour's; only its place says that it is one. */
  framed: boolean
}

const weak = stemSet(data.weak)
const modifiers = stemSet(data.modifiers)
const notBefore = stemSet(data.notBefore)
const notAfter = stemSet(data.notAfter)
const stops = new Set([
  ...Object.keys(figures.months),
  'choice',
  'meet',
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
  'vin',
  'stk',
  'mpg',
  'msrp',
  'eng',
  'trans',
  'opt',
  'cond',
  'odo',
  'tow',
  'fuel',
])

export function readColorFact(fact: Fact, value: string): ColorFact {
  const stems = stemsOf(value).map(plain)
  return {
    fact,
    role: fact.attribute.includes('interior') ? 'interior' : 'exterior',
    stems: new Set(stems),
  }
}

const praising = new Set(['deep', 'bright', 'jet', 'gloss', 'pure', 'crystal'])

/** "a deep blue", "Bright red": a word for any blue, where it is not written as part of a name. */
const isPraise = (token: Token, v: View, next: Token | undefined): boolean =>
  praising.has(token.stem) &&
  !inFacts(token.stem, v) &&
  (!token.cap || (token === v.tokens[v.within.from] && next?.cap === false))

const inFacts = (stem: string, v: View): boolean => v.knownStems.has(plain(stem))

const determiners = new Set(
  'every each these that those all any some my your no her his their there here think see try pick only also just both yes not now plus then and get got choose love call say whether wear wearing find want like prefer under outside inside over'.split(
    ' ',
  ),
)

/** The first word of a sentence has a capital anyway; it is a name's where the colour behind it has one too. */
function leadsColor(v: View, at: number): boolean {
  const next = at + 1 < v.within.to ? v.tokens[at + 1]! : undefined
  const { word } = v.tokens[at]!
  return next?.gap === 'join' && next.cap && colorWords.has(next.stem) && word.length > 2
}

/** Whether a word may belong to a colour's name that has a colour word in it. */
function belongs(v: View, at: number): boolean {
  const token = v.tokens[at]!
  if (v.taken(at) || stops.has(token.stem) || !Number.isNaN(token.value)) return false
  if (
    colorWords.has(token.stem) ||
    weak.has(token.stem) ||
    modifiers.has(token.stem) ||
    inFacts(token.stem, v)
  )
    return true
  return (
    token.cap &&
    !v.titleCase &&
    !determiners.has(token.stem) &&
    !/['’]/.test(token.raw) &&
    (at > v.within.from || leadsColor(v, at)) &&
    !interior.has(token.stem) &&
    !exterior.has(token.stem) &&
    !parts.has(token.stem)
  )
}

/** "the gray Highlander Platinum", never "Deep Malibu Blue" */
const isOtherName = (v: View, at: number): boolean =>
  !colorWords.has(v.tokens[at]!.stem) &&
  !inFacts(v.tokens[at]!.stem, v) &&
  isNameStart(v.tokens, at, v.within.to) &&
  !colorWords.has(v.tokens[at + 1]?.stem ?? '')

/** "AT A GLANCE" above "Forest Green outside": no colour's name has begun before the line ends. */
const isOfLineAbove = (v: View, at: number, to: number): boolean =>
  v.text.slice(v.tokens[to - 1]!.end, v.tokens[to]!.start).includes('\n') &&
  !v.tokens.slice(at, to).some(({ stem }) => colorWords.has(stem) || weak.has(stem) || inFacts(stem, v))

function runEnd(v: View, at: number): number {
  let to = at
  while (
    to < v.within.to &&
    to - at < 6 &&
    belongs(v, to) &&
    (to === at || v.tokens[to]!.gap === 'join' || v.tokens[to]!.gap === 'dash') &&
    (to === at || !(isOtherName(v, to) || isOfLineAbove(v, at, to)))
  )
    to++
  const coloring = (i: number): boolean => {
    const { stem, cap } = v.tokens[i]!
    return colorWords.has(stem) || modifiers.has(stem) || inFacts(stem, v) || (cap && weak.has(stem))
  }
  while (to > at && !coloring(to - 1)) to--
  return to
}

const anchors = new Set([...interior, ...exterior, 'color', 'wearing', 'wears'])
const nounsAfter = new Set(['paint', 'exterior', 'interior', 'upholstery', 'finish', 'cabin'])

/** "… brown inside" and on the next line "Yes to Apple CarPlay": a line's first word has a capital anyway. */
const beginsLine = (v: View, at: number): boolean =>
  anchors.has(v.tokens[at - 1]!.stem) &&
  (v.tokens[at]!.gap === 'slash' || v.text.slice(v.tokens[at - 1]!.end, v.tokens[at]!.start).includes('\n'))

/** A name that no list of colours has, where the words around say that it is one: "Exterior color: Blueprint". */
function framedColor(v: View, at: number): ColorMention | undefined {
  const name = (i: number): boolean => {
    const token = v.tokens[i]!
    return (
      token.cap &&
      token.raw.length > 1 &&
      !v.taken(i) &&
      !stops.has(token.stem) &&
      !anchors.has(token.stem) &&
      !(token.stem in numberWords) &&
      Number.isNaN(token.value)
    )
  }
  if (at === v.within.from || !name(at) || beginsLine(v, at)) return undefined
  let to = at + 1
  while (to < v.within.to && to - at < 4 && name(to) && v.tokens[to]!.gap === 'join') to++
  const after = v.tokens[to]
  const noun = to < v.within.to && after?.gap === 'join' && nounsAfter.has(after.stem) && !v.titleCase
  const labelled = v.text[v.tokens[at - 1]!.end] === ':' || v.text.startsWith(':**', v.tokens[at - 1]!.end)
  let led = false
  for (let i = at - 1; i >= Math.max(v.within.from, at - 4) && !led; i--) {
    const { gap } = v.tokens[i + 1]!
    if (gap === 'comma' || (gap === 'break' && !(labelled && i + 1 === at))) break
    const { stem } = v.tokens[i]!
    led = anchors.has(stem) || (stem === 'in' && /^comes?$/.test(v.tokens[i - 1]?.stem ?? ''))
    if (!frameWords.has(stem)) break
  }
  if (!noun && (!led || (v.titleCase && !labelled))) return undefined
  return {
    from: at,
    to,
    stems: v.tokens.slice(at, to).map((token) => plain(token.stem)),
    role: roleOf(v, at, to),
    part: null,
    framed: true,
  }
}

const vehicle =
  /^(?:suv|car|truck|pickup|sedan|van|minivan|crossover|coupe|hatchback|convertible|wagon|vehicle|paintwork)$/

const wearing = /^(?:wear|wearing|wore|sport|sporting|sported)$/

/** Whether a make or a model ends right before `at`, a trim aside. */
const isAfterName = (v: View, at: number): boolean => {
  for (let i = at - 1; i >= Math.max(v.within.from, at - 4); i--) {
    if (isNameStart(v.tokens, i, v.within.to)) return true
    if (!v.taken(i) || v.tokens[i]!.gap !== 'join') return false
  }
  return false
}

/** "this red RAV4", "a gray pickup", "2026 RAV4 XLE, red, 33 miles", "In red, it …": of the whole vehicle, and so its paint. */
function roleBeside(v: View, from: number, to: number): ColorRole | null {
  const next = to < v.within.to ? v.tokens[to]! : undefined
  if (next?.gap === 'join' && (vehicle.test(next.stem) || isNameStart(v.tokens, to, v.within.to)))
    return 'exterior'
  if (from > v.within.from && wearing.test(v.tokens[from - 1]!.stem)) return 'exterior'
  if (next?.gap !== 'comma') return null
  const begins = from - 1 === v.within.from && v.tokens[from - 1]!.word === 'in'
  if (begins) return /^(?:it|this|the|our)$/.test(next.stem) ? 'exterior' : null
  return from > v.within.from && v.tokens[from]!.gap === 'comma' && isAfterName(v, from) ? 'exterior' : null
}

/** A colour's name that begins at `at`, with what it colours. */
export function colorAt(v: View, at: number): ColorMention | undefined {
  if (!belongs(v, at)) return framedColor(v, at)
  let from = at
  const to = runEnd(v, at)
  const words = v.tokens.slice(from, to)
  const family = words.findIndex((token) => colorWords.has(token.stem))
  if (family < 0) {
    const stems = words.map((token) => plain(token.stem))
    const whole =
      stems.length > 0 &&
      v.known.some(
        (color) => color.stems.size === stems.length && stems.every((stem) => color.stems.has(stem)),
      )
    if (whole) return { from, to, stems, role: roleOf(v, from, to), part: null, framed: false }
    return framedColor(v, at)
  }
  // words in front belong to the name only when the colour word itself is written as a name
  if (!words[family]!.cap)
    while (
      from < at + family &&
      !modifiers.has(v.tokens[from]!.stem) &&
      !inFacts(v.tokens[from]!.stem, v) &&
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
  // "think green", and not "think Ocean Blue outside"
  const isName = to - from > 1 && v.tokens[to - 1]!.cap
  if (from > v.within.from && notAfter.has(v.tokens[from - 1]!.stem) && !isName) return undefined
  if (!v.tokens[to - 1]!.cap && isOfWeather(v, to)) return undefined
  const part = partAfter(v, to)
  return {
    from,
    to: part ? to + part.length : to,
    stems: v.tokens
      .slice(from, to)
      .flatMap((token, i, words) => (isPraise(token, v, words[i + 1]) ? [] : [plain(token.stem)])),
    role: part ? null : (roleOf(v, from, to) ?? roleBeside(v, from, to)),
    part,
    framed: false,
  }
}

const weather =
  /^(?:morning|afternoon|evening|day|sky|skies|weather|winter|snow|slush|rain|fog|november|january|february)$/

/** "on a gray Maine morning", "next to gray March snow" */
function isOfWeather(v: View, at: number): boolean {
  const end = at < v.within.to && v.tokens[at]!.cap ? at + 1 : at
  if (end >= v.within.to || v.tokens[end]!.gap !== 'join' || !weather.test(v.tokens[end]!.word)) return false
  const next = end + 1 < v.within.to ? v.tokens[end + 1]! : undefined
  return (
    !next ||
    next.gap === 'comma' ||
    next.gap === 'break' ||
    /^(?:in|on|of|when|and|outside|with)$/.test(next.word)
  )
}

/** Whether a fact's colour is what the words say: all of them stand in its name. */
export function isColorOf(mention: ColorMention, color: ColorFact): boolean {
  if (mention.role !== null && mention.role !== color.role) return false
  return mention.stems.every((stem) => color.stems.has(stem))
}
