// What a number counts by the words right after it, and where those are no unit.

import data from '../lexicon/figures.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { expandPhrase } from './lexicon.ts'
import { numberWords } from './numbers.ts'

/** A number as read, before its unit. */
export type Reading = { value: number; decimals: number; scale: number; to: number; spelled: boolean }

const unitTrie: TrieNode<string> = makeTrie()
for (const [unit, phrases] of Object.entries(data.units))
  for (const phrase of phrases.flatMap(expandPhrase)) addPhrase(unitTrie, stemsOf(phrase), unit)
const seatVerb = /^seats$/

/** Whether a unit of a number begins at a token; "seats" after a name is a verb. */
export const isUnit = (tokens: readonly Token[], at: number, to: number): boolean =>
  !seatVerb.test(tokens[at]!.word) && longestAt(unitTrie, tokens, at, to) !== undefined
/** The unit that one word names. */
export const unitNamed = (tokens: readonly Token[], at: number): string | null =>
  longestAt(unitTrie, tokens, at, at + 1)?.values[0] ?? null
const tightUnits = new Set(data.singleLetterUnits)

const isNumber = (token: Token | undefined): boolean =>
  token?.gap === 'join' && (!Number.isNaN(token.value) || token.stem in numberWords)

/** "12 Bose speakers": a brand stands between the number and what it counts. */
function isOfSpeakers(tokens: readonly Token[], at: number, to: number): boolean {
  for (let i = at; i < Math.min(to, at + 3) && tokens[i]!.gap === 'join'; i++)
    if (tokens[i]!.stem === 'speaker') return true
    else if (!tokens[i]!.cap) return false
  return false
}

/** "1 on the 2500 / Owners?": a capital in a new line begins something else. */
export const isLineBegin = (text: string, last: Token, next: Token): boolean =>
  next.cap && text.slice(last.end, next.start).includes('\n')

const isYearAtEnd = ({ value, spelled }: Reading, gap: string): boolean =>
  !spelled && value >= 1950 && value <= 2100 && Number.isInteger(value) && gap.includes('\n')

/** The unit behind a number, and where it ends. */
export function unitAfter(
  text: string,
  tokens: readonly Token[],
  reading: Reading,
  to: number,
): { unit: string | null; to: number; end: number } {
  const last = tokens[reading.to - 1]!
  let end = last.end
  if (text[end] === '%') return { unit: '%', to: reading.to, end: end + 1 }
  if (!reading.spelled && reading.value < 40 && (text[end] === '"' || text[end] === '”' || text[end] === '″'))
    return { unit: 'inch', to: reading.to, end: end + 1 }
  if (text[end] === '+') end++
  const next = tokens[reading.to]
  const isDoubled = reading.spelled && !Number.isNaN(last.value)
  if (
    !next ||
    reading.to >= to ||
    (next.gap === 'break' && !isDoubled) ||
    next.gap === 'comma' ||
    next.gap === 'slash'
  )
    return { unit: null, to: reading.to, end }
  if (isLineBegin(text, last, next)) return { unit: null, to: reading.to, end }
  // "Long Range, 2026" above "color = blue"
  if (isYearAtEnd(reading, text.slice(last.end, next.start))) return { unit: null, to: reading.to, end }
  const found = longestAt(unitTrie, tokens, reading.to, to)
  if (!found) return { unit: isOfSpeakers(tokens, reading.to, to) ? 'speaker' : null, to: reading.to, end }
  // "each one seats eight", "all thirty-one seat five": a verb
  const behind = found.end < to ? tokens[found.end] : undefined
  const isInLine =
    behind !== undefined && !text.slice(tokens[found.end - 1]!.end, behind.start).includes('\n')
  if (next.gap !== 'dash' && /^seats?$/.test(next.word) && isInLine && isNumber(behind))
    return { unit: null, to: reading.to, end }
  // "11 second-hand", "20 second to none"
  if (
    found.values[0] === 'second' &&
    /^(hand|to|chance|look|thought|opinion)$/.test(tokens[found.end]?.stem ?? '')
  )
    return { unit: null, to: reading.to, end }
  // "two ways to look at it", "26 Ways to Upgrade Your Commute"
  const isList = /^(to|that|why|you)$/.test(behind?.word ?? '')
  if ((reading.spelled || isList) && found.values[0] === 'way' && tokens[reading.to]!.gap !== 'dash')
    return { unit: null, to: reading.to, end }
  const tight = tokens[reading.to]!
  if (tightUnits.has(tight.stem) && found.end === reading.to + 1) {
    const written = tight.start === last.end || tight.gap === 'dash' || text[tight.end] === '.'
    // "squeeze six in."
    if (reading.spelled && tight.stem === 'in' && tight.gap !== 'dash')
      return { unit: null, to: reading.to, end }
    const letter =
      tight.raw === 'L' ||
      tight.raw === 'V' ||
      tight.raw === 'W' ||
      tight.stem === 'mi' ||
      tight.stem === 'hp' ||
      tight.stem === 'ft' ||
      tight.stem === 'cc' ||
      tight.stem === 'dr'
    if (!written && !letter) return { unit: null, to: reading.to, end }
  }
  return { unit: found.values[0]!, to: found.end, end: tokens[found.end - 1]!.end }
}

/** "a gallon every 29 miles" */
export function isOfGallon(tokens: readonly Token[], at: number, from: number): boolean {
  let i = at - 1
  while (i > from && at - i < 4 && /^(every|each|per|for|about|roughly|around)$/.test(tokens[i]!.stem)) i--
  return i < at - 1 && i >= from && tokens[i]!.stem === 'gallon'
}

/** "218 up to 67,419, in miles" */
export function unitBehind(
  { to, value }: { to: number; value: number },
  tokens: readonly Token[],
): string | null {
  if (value < 20 || tokens[to]?.stem !== 'in' || tokens[to]!.gap === 'break' || !tokens[to + 1]) return null
  const found = longestAt(unitTrie, tokens, to + 1, tokens.length)
  return found && /^(mi|USD|mpg)$/.test(found.values[0]!) ? found.values[0]! : null
}
