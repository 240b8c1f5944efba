// Makes, models and trims in a run of words: those that the facts carry and those of the lexicon. Many model names are
// also words or places ("Pilot", "Tucson", "Fit"): these count only where the words around them name a vehicle.

import { listMakes } from '#facts/index.ts'
import everyday from '../lexicon/everyday-names.json' with { type: 'json' }
import places from '../lexicon/places.json' with { type: 'json' }
import trims from '../lexicon/trims.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, phrasesAt, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { colorWords } from './color-roles.ts'

export type NameLevel = 'make' | 'model'

export type Name = {
  level: NameLevel
  /** Stems without the spaces between: what names are compared by ("F-150", "F150" and "F 150" are one). */
  key: string
  /** Of an alias: the key of the make it stands for. */
  canonical: string
  everyday: boolean
}

export type Trim = { key: string; code: boolean; raw: string[] }

export const keyOf = (stems: readonly string[]): string => stems.join('')

/** The ways in which a name's words can be parted: "F-150" also "F150", "RAV4" also "RAV 4". */
export function spellings(name: string): string[][] {
  const stems = stemsOf(name)
  const all = [stems]
  const joined = stems.join('')
  if (stems.length > 1 && (/\d/.test(joined) || stems.some((stem) => stem.length === 1))) all.push([joined])
  // "five CR-Vs"
  if (stems.length > 1 && /^[a-z]$/.test(stems.at(-1)!)) all.push([...stems.slice(0, -1), `${stems.at(-1)}s`])
  const parted = stems.flatMap((stem) => stem.match(/[a-z]+|\d+/g) ?? [stem])
  if (parted.length > stems.length && parted.length < 4 && parted[0]!.length > 1) all.push(parted)
  return all
}

const nameTrie: TrieNode<Name> = makeTrie()
const trimTrie: TrieNode<Trim> = makeTrie()

const everydayMakes = new Set(everyday.makes.map((name) => keyOf(stemsOf(name))))
const everydayModels = new Set(everyday.models.map((name) => keyOf(stemsOf(name))))
/** Keys of makes by every name they have. */
export const makeKeys = new Map<string, string>()
const modelKeys = new Set<string>()

export const isModelKey = (key: string): boolean => modelKeys.has(key)

const bodyWords = /^(pickup|van|truck|wagon|sedan|coupe|suv)$/

for (const make of listMakes()) {
  const canonical = keyOf(stemsOf(make.name))
  for (const name of [make.name, ...make.aliases]) {
    const key = keyOf(stemsOf(name))
    makeKeys.set(key, canonical)
    for (const stems of spellings(name))
      addPhrase(nameTrie, stems, { level: 'make', key, canonical, everyday: everydayMakes.has(key) })
  }
  for (const model of make.models) {
    const key = keyOf(stemsOf(model))
    // "the Ram pickup"
    if (bodyWords.test(key)) continue
    modelKeys.add(key)
    const plain = /^\d{1,4}$/.test(key) || (key.length < 3 && !/\d/.test(key))
    for (const stems of spellings(model))
      addPhrase(nameTrie, stems, {
        level: 'model',
        key,
        canonical,
        everyday: plain || everydayModels.has(key),
      })
  }
}
for (const raw of [...trims.codes, ...trims.words])
  addPhrase(trimTrie, stemsOf(raw), {
    key: keyOf(stemsOf(raw)),
    code: trims.codes.includes(raw),
    raw: raw.split(/[\s/-]+/),
  })

const determiners = new Set([
  'the',
  'a',
  'an',
  'this',
  'that',
  'our',
  'each',
  'every',
  'used',
  'new',
  'certified',
  'owned',
  'these',
  'another',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
])
const vehicleNouns = new Set([
  'car',
  'suv',
  'truck',
  'vehicle',
  'sedan',
  'van',
  'minivan',
  'model',
  'inventory',
  'crossover',
  'coupe',
  'wagon',
  'hatchback',
  'convertible',
  'pickup',
  'ev',
  'hybrid',
  'unit',
  'example',
  'crew',
  'ute',
])
const prepositions = new Set([
  'in',
  'near',
  'of',
  'from',
  'to',
  'at',
  'serving',
  'for',
  'with',
  'and',
  'around',
  'through',
])

export const isYear = (token: Token | undefined): boolean =>
  token !== undefined && token.value >= 1950 && token.value <= 2100 && token.raw.length === 4

const makeBefore = (tokens: readonly Token[], at: number, from: number): boolean => {
  for (let start = Math.max(from, at - 3); start < at; start++)
    for (const phrase of phrasesAt(nameTrie, tokens, start, at))
      if (phrase.end === at && phrase.values.some((name) => name.level === 'make') && tokens[start]!.cap)
        return tokens[at]!.gap === 'join' || tokens[at]!.gap === 'dash'
  return false
}

const upper = (raw: string): boolean => raw === raw.toUpperCase()

const states: ReadonlySet<string> = new Set(Object.keys(places.states).map((name) => keyOf(stemsOf(name))))
const ofState =
  /^(?:forecast|weather|winter|summer|road|morning|evening|weekend|driver|family|sky|snow|mountain|highway|shopper)$/
const roads: ReadonlySet<string> = new Set(Object.keys(places.streets))

/** "Ocean Avenue": what stands behind a name makes it a road's. */
export const isOfRoad = (after: Token | undefined, isInside: boolean): boolean =>
  isInside && after?.cap === true && after.gap === 'join' && roads.has(after.word)

/** Whether a name of the lexicon means a vehicle here. */
function isMeant(
  name: Name,
  tokens: readonly Token[],
  match: { from: number; end: number },
  within: { from: number; to: number },
  titleCase: boolean,
): boolean {
  const { from, end } = match
  const words = tokens.slice(from, end)
  const letters = words.map((token) => token.raw).join('')
  // "Harbor Honda is open" names no Lexus IS.
  const isShort = name.key.length <= 3 && !/\d/.test(name.key)
  if (name.level === 'model' && makeBefore(tokens, from, within.from) && (!isShort || words[0]!.cap))
    return true
  if (!name.everyday) {
    if (isShort) return name.level === 'make' ? words[0]!.cap : upper(letters.replace(/['’]?s$/, ''))
    return name.key.length > 3 || words.some((token) => token.cap) || /\d/.test(letters)
  }
  if (/^\d+$/.test(name.key) || name.key.length < 3) return false
  if (!words[0]!.cap || isOfRoad(tokens[end], end < within.to)) return false
  // "on Colorado roads"
  const isLed = determiners.has(tokens[from - 1]?.stem ?? '') && !ofState.test(tokens[end]?.stem ?? '')
  if (states.has(name.key) && !isLed) return false
  // "Olds", and never "the Old Port"
  if (name.key === 'old' && words[0]!.word === 'old') return false
  const before = tokens[from - 1]
  if (from > within.from && isYear(before)) return true
  if (name.level === 'make') {
    const after = phrasesAt(nameTrie, tokens, end, within.to).some((phrase) =>
      phrase.values.some((one) => one.level === 'model' && one.canonical === name.canonical),
    )
    if (after) return true
  }
  if (from === within.from && inventoryNouns.test(tokens[end]?.stem ?? '') && end < within.to) return true
  if (before?.stem === 'the' && from === within.from + 1 && end === within.to) return true
  if (before?.stem === 'model' && tokens[from]!.gap === 'break') return true
  if (before && driven.test(before.word) && tokens[from]!.gap === 'join') return true
  if (titleCase || from === within.from || before === undefined) return false
  if (colorWords.has(before.stem) && tokens[from]!.gap === 'join') return true
  if (determiners.has(before.stem) || !Number.isNaN(before.value)) return true
  return !prepositions.has(before.stem) && before.gap !== 'break' && !before.cap
}

const driven = /^(awd|fwd|rwd|4wd|4x4|drive)$/

const inventoryNouns = /^(inventory|lineup|stock)$/

export type NameMatch = { from: number; to: number; names: Name[] }

/** Names of the lexicon that begin at `at`, longest first. */
export function namesAt(
  tokens: readonly Token[],
  at: number,
  within: { from: number; to: number },
  titleCase: boolean,
): NameMatch[] {
  const found: NameMatch[] = []
  for (const phrase of phrasesAt(nameTrie, tokens, at, within.to).reverse()) {
    const names = phrase.values.filter((name) =>
      isMeant(name, tokens, { from: at, end: phrase.end }, within, titleCase),
    )
    if (names.length > 0) found.push({ from: at, to: phrase.end, names })
  }
  return found
}

/** Labels of other things that are models too. */
const labels = /^(fit|focus|edge|journey|element|sport|soul|spark|range|power|pilot light|classic|e|s|m|q|x)$/

/** A model's everyday name at `at`, as written; for where nothing else stands beside it. */
export function modelAlone(tokens: readonly Token[], at: number, to: number): NameMatch | undefined {
  if (!tokens[at]!.cap) return undefined
  const phrase = longestAt(nameTrie, tokens, at, to)
  const names =
    phrase?.values.filter(({ level, key }) => level === 'model' && key.length > 3 && !/^\d/.test(key)) ?? []
  return phrase && names.length > 0 && !labels.test(names[0]!.key)
    ? { from: at, to: phrase.end, names }
    : undefined
}

/** Trims in words that mean nothing else. */
const distinct = new Set(trims.distinct.map((name) => keyOf(stemsOf(name))))

/** "EX-L", "the EX-L's", "two EX-Ls" */
const isWritten = (said: string, code: string): boolean =>
  said === code || (code.length > 1 && said.startsWith(code) && /^['’]?s$/.test(said.slice(code.length)))

/** A trim of the lexicon, written as one, at `at`; longest. */
export function trimAt(
  tokens: readonly Token[],
  at: number,
  to: number,
): { to: number; key: string; isDistinct: boolean } | undefined {
  for (const phrase of phrasesAt(trimTrie, tokens, at, to).reverse()) {
    const words = tokens.slice(at, phrase.end)
    const trim = phrase.values.find((one) =>
      one.code
        ? isWritten(words.map((token) => token.raw).join(''), one.raw.join(''))
        : words.every((token) => token.cap || /^\d/.test(token.raw)),
    )
    if (trim) return { to: phrase.end, key: trim.key, isDistinct: trim.code || distinct.has(trim.key) }
  }
  return undefined
}

/** A make or a model begins at `at`, written as one. */
export const isNameStart = (tokens: readonly Token[], at: number, to: number): boolean =>
  at < to && tokens[at]!.cap && longestAt(nameTrie, tokens, at, to) !== undefined

const ofVehicle =
  /^(sport|sports|utility|compact|midsize|mid|full|size|family|electric|gas|gasoline|diesel|all|four|two|front|rear|wheel|drive|door|heavy|light|half|duty|ton|work)$/

/** "this new sport utility vehicle", "a used blue sedan" */
const isOfVehicle = (token: Token): boolean => ofVehicle.test(token.stem) || colorWords.has(token.stem)

/** A year, a make, a model or a word for a vehicle begins at `at`. */
export function startsVehicle(tokens: readonly Token[], at: number, to: number): boolean {
  const token = tokens[at]
  if (!token || at >= to || token.gap === 'break') return false
  if (isYear(token) || vehicleNouns.has(token.stem) || isNameStart(tokens, at, to)) return true
  return isOfVehicle(token) && startsVehicle(tokens, at + 1, to)
}

const notCodes = new Set(
  'MSRP VIN MPG CPO AWD FWD RWD HP EV SUV USD OBO CVT EPA LED GPS HUD DVD ABS TX ME OK AC CD UV VS FAQ PDF ASAP CREW CAB 4X4 4X2 4WD 2WD SEDAN TRUCK VAN AUTO NEW USED AND OR VERSUS WITH FOR THE IN AT TO ON OF BY FROM IS IT'.split(
    ' ',
  ),
)

/** "CR-V XRT": a code in capitals or with digits, as trims are written. */
export function looksLikeCode(token: Token): boolean {
  if (notCodes.has(token.raw)) return false
  if (token.raw.length > 9 || !/^[A-Za-z0-9]+$/.test(token.raw)) return false
  if (/\d/.test(token.raw) && /^[A-Za-z]/.test(token.raw)) return true
  if (!/^[A-Z0-9]{1,6}$/.test(token.raw)) return false
  // "THE CX-5 COUNT"
  if (/^[A-Z]{4,}$/.test(token.raw) && /[AEIOU]/.test(token.raw)) return false
  return /[A-Z]/.test(token.raw) && (token.raw.length > 1 || 'LST'.includes(token.raw))
}
