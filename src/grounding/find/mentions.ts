// Everything in a unit of text that can be true or false, before it is held against a fact. At every word the longest
// reading wins: a fact's own words, a name, a colour, a phrase of the vocabularies; numbers take what is left.

import type { Fact } from '#facts/index.ts'
import { claimKindOf } from '../hold/attributes.ts'
import { shapeOf } from '../hold/code-shape.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import { phrasesAt } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import type { View as ColorView } from './color-roles.ts'
import { type ColorMention, colorAt, isColorOf } from './colors.ts'
import { conceptsAt } from './concepts.ts'
import { equipmentAt } from './equipment.ts'
import { type Figure, figuresOf } from './figures.ts'
import { enumerators, idiomEnd, isPlaceInRow } from './idioms.ts'
import type { Entry } from './lexicon.ts'
import {
  isNameStart,
  isOfRoad,
  isYear,
  keyOf,
  looksLikeCode,
  makeKeys,
  startsVehicle,
  trimAt,
} from './names.ts'
import { type Pattern, patternsOf } from './patterns.ts'
import { follows, type NameReader, nameTo, trimTo } from './read-names.ts'
import { isLineBegin, isUnit } from './units.ts'

export type Mention = { from: number; to: number; start: number; end: number } & (
  | { type: 'fact'; facts: readonly Fact[] }
  | { type: 'concept'; entries: readonly Entry[] }
  | { type: 'make'; key: string }
  | { type: 'model'; key: string }
  | { type: 'trim'; key: string }
  | { type: 'color'; color: ColorMention }
  | { type: 'figure'; figure: Figure }
  | { type: 'equipment'; stems: readonly string[] }
  | { type: 'pattern'; pattern: Pattern }
  | { type: 'code'; value: string }
)

export type Unit = {
  text: string
  tokens: readonly Token[]
  /** Tokens, end exclusive. */
  from: number
  to: number
  titleCase: boolean
  /** What a table's cell is known to hold. */
  cells?: Cells | undefined
}

export type Cells = 'trims' | 'stock numbers' | 'names' | undefined

const isLetter = (facts: readonly Fact[], words: readonly Token[]): boolean =>
  words.length === 1 &&
  words[0]!.raw.length === 1 &&
  facts.every((fact) => claimKindOf(fact.attribute) === 'trim')
const nameKinds = new Set(['make', 'model', 'trim', 'identifier', 'contact'])

/** "Top Safety Pick+": of another name than the one without it. */
export const isPlus = (text: string, end: number): boolean =>
  text[end] === '+' && !/\w/.test(text[end + 1] ?? '')

/** A fact's own words; short names and codes only as they are written. */
function factAt(
  unit: Unit,
  p: PreparedFacts,
  at: number,
  afterName: boolean,
): { to: number; facts: Fact[] } | undefined {
  for (const phrase of phrasesAt(p.phrases, unit.tokens, at, unit.to).reverse()) {
    const words = unit.tokens.slice(at, phrase.end)
    const letters = words.map((token) => token.raw).join('')
    const plus = isPlus(unit.text, words.at(-1)!.end)
    const facts = phrase.values.filter((fact) => {
      if (plus && !String(fact.value).endsWith('+')) return false
      // "lone star honda has a green rav4"
      const isLongName = fact.attribute === 'site_name' && words.length > 2
      if (isLongName || !nameKinds.has(claimKindOf(fact.attribute))) return true
      const own = String(fact.value)
      if (letters.length <= 3 && /^[A-Za-z]+$/.test(letters))
        return own.replace(/[^A-Za-z0-9]/g, '').includes(letters) && words[0]!.cap
      return words.some((token) => token.cap || !Number.isNaN(token.value)) || !/[A-Z]/.test(own)
    })
    if (facts.length === 0 || (isLetter(facts, words) && !afterName)) continue
    if (
      words.length === 1 &&
      !Number.isNaN(words[0]!.value) &&
      !afterName &&
      !isNumberName(unit, at, facts, p)
    )
      continue
    return { to: phrase.end, facts }
  }
  return undefined
}

const beforeName = /^(the|which|whose|any|another|each|this|our|a|an|that|every|your|used|new)$/

const ledByNumber = /^(about|over|under|nearly|around|roughly|than|to|of|up|at|count|is|are)$/

/** "About 2500": a figure, whatever a model is called. */
const isLedByNumber = (before: Token | undefined): boolean =>
  before !== undefined && ledByNumber.test(before.stem)

/** "The 2500 seats six": a model that is a number, where an article or a year leads to it or a trim follows. */
function isNumberName(unit: Unit, at: number, facts: readonly Fact[], p: PreparedFacts): boolean {
  const { tokens, from, to } = unit
  if (tokens[at]!.raw.length < 3 || !facts.every((fact) => claimKindOf(fact.attribute) === 'model'))
    return false
  if (/[$,.\d]/.test(unit.text[tokens[at]!.start - 1] ?? '')) return false
  if (unit.cells === 'names' && at === from && at + 1 === to) return true
  const after = at + 1 < to ? tokens[at + 1] : undefined
  const trim = after?.gap === 'join' ? trimAt(tokens, at + 1, to) : undefined
  if (trim && p.trims.has(trim.key)) return true
  // "the 2500 in Tradesman form"
  const isUnitAfter = after?.gap === 'join' && after.word !== 'in' && isUnit(tokens, at + 1, to)
  if (isUnitAfter && !isLineBegin(unit.text, tokens[at]!, after)) return false
  const before = at > from ? tokens[at - 1] : undefined
  if (unit.text[tokens[at]!.start - 1] !== '/' && p.named.models.size > 0 && !isLedByNumber(before))
    return true
  return (
    before !== undefined && (beforeName.test(before.stem) || isYear(before)) && tokens[at]!.gap !== 'break'
  )
}

/** What a person typed, word by word as written, whatever marks stand between; a sentence may begin with a capital. */
function givenAt(unit: Unit, p: PreparedFacts, at: number): { to: number; facts: Fact[] } | undefined {
  let longest: { to: number; facts: Fact[] } | undefined
  for (const { fact, words, isShort } of p.given) {
    const to = at + words.length
    if (isShort && isOfRoad(unit.tokens[to], to < unit.to)) continue
    if (to === at || to > unit.to || to < (longest?.to ?? 0)) continue
    if (!words.every((word, i) => isAsWritten(unit.tokens[at + i]!.raw, word.raw, i === 0))) continue
    longest = { to, facts: [...(longest?.to === to ? longest.facts : []), fact] }
  }
  return longest
}

function isAsWritten(raw: string, given: string, isFirst: boolean): boolean {
  if (raw === given) return true
  return isFirst && raw.slice(1) === given.slice(1) && raw.toLowerCase() === given.toLowerCase()
}

type Reader = NameReader & {
  mentions: Mention[]
  /** Whether a token belongs to something already, as those outside the unit do. */
  taken: (at: number) => boolean
  take: (from: number, to: number) => void
  /** As colours are looked for. */
  view: ColorView
}

function makeReader(unit: Unit, p: PreparedFacts): Reader {
  const { text, tokens, from, to, titleCase } = unit
  const marks = new Uint8Array(to - from)
  const taken = (at: number): boolean => at < from || at >= to || marks[at - from] === 1
  return {
    unit,
    p,
    mentions: [],
    taken,
    take: (first, end) => {
      for (let at = first; at < end; at++) marks[at - from] = 1
    },
    view: {
      ...{ text, tokens, within: unit, taken, titleCase, known: p.colors, knownStems: p.colorStems },
      beginsName: (at) => isNameStart(tokens, at, to),
    },
    nameEnd: -1,
  }
}

function add(r: Reader, from: number, to: number, rest: object): void {
  r.take(from, to)
  const place = { from, to, start: r.unit.tokens[from]!.start, end: r.unit.tokens[to - 1]!.end }
  r.mentions.push({ ...place, ...rest } as Mention)
}

const nameTypes = /^(make|model|trim)$/
const isName = (rest: object): boolean =>
  'type' in rest && (rest.type === 'make' || rest.type === 'model' || rest.type === 'trim')

/** A fact's words that are a make or a model are read as that name, so that they are judged with the names beside them. */
function readingOf(unit: Unit, at: number, fact: { to: number; facts: Fact[] }): object {
  const level = claimKindOf(fact.facts[0]!.attribute)
  if (level !== 'make' && level !== 'model') return { type: 'fact', facts: fact.facts }
  const said = keyOf(unit.tokens.slice(at, fact.to).map((token) => token.stem))
  // "five CR-Vs"
  const one = keyOf(stemsOf(String(fact.facts[0]!.value)))
  const key = said === `${one}s` ? one : said
  return { type: level, key: level === 'make' ? (makeKeys.get(key) ?? key) : key }
}

/** "Q3. Seats?", "A4: Five": the number of a question, and no Audi. */
const isNumberedLine = ({ text, tokens, from }: Unit, at: number): boolean =>
  at === from &&
  /^[QA]\d{1,2}$/.test(tokens[at]!.raw) &&
  /^[.:)]/.test(text.slice(tokens[at]!.end, tokens[at]!.end + 1))

/** The reading that begins at `at`; its end. */
function readAt(r: Reader, at: number): number {
  const { unit, p } = r
  const candidates: { to: number; rest: object; more?: () => void }[] = []
  const given = givenAt(unit, p, at)
  if (given) candidates.push({ to: given.to, rest: { type: 'fact', facts: given.facts } })
  const fact = factAt(unit, p, at, follows(r, at))
  if (fact) candidates.push({ to: fact.to, rest: readingOf(unit, at, fact) })
  const name = isNumberedLine(unit, at) ? undefined : nameTo(r, at)
  if (name) candidates.push(name)
  const trim = trimTo(r, at)
  if (trim) candidates.push(trim)
  const color = colorAt(r.view, at)
  const isKnown = color && name && p.colors.some((one) => isColorOf(color, one))
  if (color && color.from === at && !(color.framed && candidates.length > 0) && (isKnown || !name))
    candidates.push({ to: color.to, rest: { type: 'color', color } })
  const [concept, ...shared] = conceptsAt(unit.tokens, at, unit, startsVehicle)
  // "about the Mazda3 Preferred by calling us"
  const isTrimOfName = follows(r, at) && fact?.facts.some((one) => one.attribute === 'trim')
  if (concept && !isTrimOfName) {
    const more = (): void =>
      shared.forEach((one) => {
        add(r, one.from, one.to, { type: 'concept', entries: one.entries })
      })
    candidates.push({ to: concept.to, rest: { type: 'concept', entries: concept.entries }, more })
  }
  let best = candidates[0]
  for (const candidate of candidates) if (candidate.to > best!.to) best = candidate
  if (!best) return at + 1
  add(r, at, best.to, best.rest)
  best.more?.()
  const facts = 'facts' in best.rest ? (best.rest.facts as Fact[]) : []
  if (isName(best.rest) || facts.some((one) => /^(make|model|trim)$/.test(claimKindOf(one.attribute))))
    r.nameEnd = best.to
  return best.to
}

const notModel =
  /^(dealer|dealership|lineup|inventory|and|or|vehicle|model|car|suv|truck|sedan|van|certified|at|in|of|with|for|is|has|the|it)$/

/** "2024 Honda Brio": a name after a year and a make is a model's, though no lexicon has it. */
function readUnknownModels(r: Reader): void {
  const { tokens, from, to, titleCase } = r.unit
  for (const { type, from: at, to: next } of [...r.mentions]) {
    const token = tokens[next]
    if (type !== 'make' || !token || next >= to || at === from || !isYear(tokens[at - 1]!)) continue
    const named = token.cap && !notModel.test(token.stem) && (!titleCase || looksLikeCode(token))
    if (named && token.gap === 'join' && !r.taken(next))
      add(r, next, next + 1, { type: 'model', key: keyOf([token.stem]) })
  }
}

/**
 * The checkable stretches of a unit, in order and apart.
 * @param blocked tokens that belong to something else already
 */
export function mentionsOf(unit: Unit, p: PreparedFacts, blocked: (at: number) => boolean): Mention[] {
  const r = makeReader(unit, p)
  const { taken } = r
  for (let at = unit.from; at < unit.to; at++) if (blocked(at)) r.take(at, at + 1)
  for (let at = unit.from; at < unit.to; at++) if (!taken(at)) r.take(at, idiomEnd(unit, at))
  for (let at = unit.from; at < unit.to; ) at = taken(at) ? at + 1 : readAt(r, at)
  readUnknownModels(r)
  for (const pattern of patternsOf(unit, taken))
    add(r, pattern.from, pattern.to, { type: 'pattern', pattern })
  const figures = figuresOf(unit.text, unit.tokens, unit, taken)
  const nameEnds = new Set(r.mentions.flatMap(({ type, to }) => (nameTypes.test(type) ? [to - 1] : [])))
  const numbering = enumerators(unit, figures, (at) => nameEnds.has(at))
  for (const figure of figures) {
    if (numbering.has(figure) || isPlaceInRow(unit, figure)) continue
    add(r, figure.from, figure.to, { type: 'figure', figure })
    Object.assign(r.mentions.at(-1)!, { start: figure.start, end: figure.end })
  }
  for (let at = unit.from; at < unit.to; at++)
    if (unit.tokens[at]!.cap && !taken(at) && p.codeShapes.has(shapeOf(unit.tokens[at]!.raw)))
      add(r, at, at + 1, { type: 'code', value: unit.tokens[at]!.raw.toUpperCase() })
  for (let at = unit.from; at < unit.to; at++) {
    const equipment = taken(at) ? undefined : equipmentAt(unit, taken, at)
    if (equipment) add(r, equipment.from, equipment.to, { type: 'equipment', stems: equipment.stems })
  }
  return r.mentions.sort((a, b) => a.start - b.start)
}
