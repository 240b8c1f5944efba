// Numbers as a text states them: value, unit, how exactly it is meant ("about", "over"), what it is paired with.
// What each number is about is bindings.ts.

import data from '../lexicon/figures.json' with { type: 'json' }
import { addPhrase, makeTrie, phrasesAt, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { isIdle } from './durations.ts'
import { type Hedge, hedgeBefore, hedgeBehind } from './hedges.ts'

export type Layout = 'v' | 'inline' | 'flat' | 'w'

export type Figure = {
  /** Tokens, end exclusive, the unit included. */
  from: number
  to: number
  /** Characters, with "$" before and "%" or "+" behind. */
  start: number
  end: number
  value: number
  decimals: number
  /** 1000 when stated in thousands ("12k"), else 1. */
  scale: number
  unit: string | null
  hedge: Hedge
  /** Written as a word ("six"). */
  spelled: boolean
  /** Of cylinders: how they stand. */
  layout: Layout | null
  /** Which of two joined numbers it is ("28/34 mpg", "from $24,950 to $31,200"); null alone. */
  pair: 'first' | 'second' | null
  /** The other of the two. */
  partner: Figure | null
}

const words: Record<string, number> = data.words
const scales: Record<string, number> = data.scales
const unitTrie: TrieNode<string> = makeTrie()
for (const [unit, phrases] of Object.entries(data.units))
  for (const phrase of phrases) addPhrase(unitTrie, stemsOf(phrase), unit)
const seatVerb = /^seats$/

/** Whether a unit of a number begins at a token; "seats" after a name is a verb. */
export const isUnit = (tokens: readonly Token[], at: number, to: number): boolean =>
  !seatVerb.test(tokens[at]!.word) && phrasesAt(unitTrie, tokens, at, to).length > 0
const tightUnits = new Set(data.singleLetterUnits)
const structureTrie: TrieNode<true> = makeTrie()
for (const phrase of data.structure) addPhrase(structureTrie, stemsOf(phrase), true)

const layouts: Record<string, Layout> = {
  v: 'v',
  i: 'inline',
  l: 'inline',
  inline: 'inline',
  straight: 'inline',
  line: 'inline',
  flat: 'flat',
  h: 'flat',
  boxer: 'flat',
  w: 'w',
  opposed: 'flat',
}
const engineCode = /^([vihw])(3|4|5|6|8|10|12|16)$/
const cylinderCounts = new Set([2, 3, 4, 5, 6, 8, 10, 12, 16])

type Reading = { value: number; decimals: number; scale: number; to: number; spelled: boolean }

/** The number that begins at a token, digits or words, with "thousand" and "k". */
function readNumber(tokens: readonly Token[], at: number, to: number): Reading | undefined {
  const token = tokens[at]!
  let value = token.value
  let next = at + 1
  const spelled = Number.isNaN(value)
  if (spelled) {
    const word = words[token.stem]
    if (word === undefined || token.word === 'ones') return undefined
    value = word
    const unit =
      next < to && tokens[next]!.gap !== 'comma' && tokens[next]!.gap !== 'break'
        ? words[tokens[next]!.stem]
        : undefined
    if (word >= 20 && word % 10 === 0 && unit !== undefined && unit < 10 && unit > 0) {
      value += unit
      next++
    }
  }
  let scale = 1
  while (next < to && (tokens[next]!.gap === 'join' || tokens[next]!.gap === 'dash')) {
    const factor = scales[tokens[next]!.stem]
    if (factor === undefined || (tokens[next]!.stem === 'k' && tokens[next]!.start !== tokens[next - 1]!.end))
      break
    value *= factor
    scale *= factor
    next++
  }
  // "one (1)", as contracts have it
  if (spelled && next < to && tokens[next]!.gap === 'break' && tokens[next]!.value === value) next++
  return { value, decimals: token.decimals, scale, to: next, spelled }
}

/** "V6", "I-4", "inline-four", "flat six". */
function readLayout(
  tokens: readonly Token[],
  at: number,
  to: number,
): { value: number; layout: Layout; to: number } | undefined {
  const token = tokens[at]!
  const code = engineCode.exec(token.word)
  if (code && token.cap) return { value: Number(code[2]), layout: layouts[code[1]!]!, to: at + 1 }
  const layout = layouts[token.stem]
  const after = tokens[at + 1]
  if (!layout || !after || at + 1 >= to || (after.gap !== 'dash' && after.gap !== 'join')) return undefined
  if (token.stem.length === 1 && (after.gap !== 'dash' || !token.cap)) return undefined
  const value = Number.isNaN(after.value) ? words[after.stem] : after.value
  return value !== undefined && cylinderCounts.has(value) ? { value, layout, to: at + 2 } : undefined
}

/** A year of four figures, which shares no unit with what follows it. */
const isYear = (token: Token | undefined): boolean =>
  token !== undefined && token.raw.length === 4 && token.value >= 1950 && token.value <= 2100

const isNumber = (token: Token | undefined): boolean =>
  token?.gap === 'join' && (!Number.isNaN(token.value) || token.stem in words)

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

function unitAfter(
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
  const found = phrasesAt(unitTrie, tokens, reading.to, to).at(-1)
  if (!found) return { unit: isOfSpeakers(tokens, reading.to, to) ? 'speaker' : null, to: reading.to, end }
  // "each one seats eight", "all thirty-one seat five": a verb
  if (/^seats?$/.test(tokens[reading.to]!.word) && isNumber(found.end < to ? tokens[found.end] : undefined))
    return { unit: null, to: reading.to, end }
  // "two ways to look at it"
  if (reading.spelled && found.values[0] === 'way' && tokens[reading.to]!.gap !== 'dash')
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
function isOfGallon(tokens: readonly Token[], at: number, from: number): boolean {
  let i = at - 1
  while (i > from && at - i < 4 && /^(every|each|per|for|about|roughly|around)$/.test(tokens[i]!.stem)) i--
  return i < at - 1 && i >= from && tokens[i]!.stem === 'gallon'
}

const foreignSigns: Record<string, string> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', C$: 'CAD', A$: 'AUD' }

/** The sign of money before a number, with where it begins. */
function moneyBefore(text: string, start: number): { start: number; unit: string } | undefined {
  let at = start
  while (at > 0 && start - at < 3 && text[at - 1] === ' ') at--
  if (text.slice(at - 3, at) === 'USD') return { start: at - 3, unit: 'USD' }
  const two = foreignSigns[text.slice(at - 2, at)]
  if (two) return { start: at - 2, unit: two }
  const one = foreignSigns[text[at - 1] ?? '']
  if (one) return { start: at - 1, unit: one }
  if (text[at - 1] !== '$') return undefined
  return { start: text.slice(at - 3, at - 1) === 'US' ? at - 3 : at - 1, unit: 'USD' }
}

function readFigure(
  text: string,
  tokens: readonly Token[],
  at: number,
  within: { from: number; to: number },
): Figure | undefined {
  const none = { decimals: 0, scale: 1, spelled: false, pair: null, partner: null }
  const engine = readLayout(tokens, at, within.to)
  if (engine) {
    const named =
      tokens[engine.to]?.stem === 'cylinder' && engine.to < within.to && tokens[engine.to]!.gap !== 'break'
    const to = named ? engine.to + 1 : engine.to
    return {
      ...none,
      from: at,
      to,
      start: tokens[at]!.start,
      end: tokens[to - 1]!.end,
      value: engine.value,
      unit: 'cylinder',
      hedge: 'exact',
      layout: engine.layout,
    }
  }
  const reading = readNumber(tokens, at, within.to)
  if (!reading) return undefined
  const money = moneyBefore(text, tokens[at]!.start)
  const start = money?.start ?? tokens[at]!.start
  const unit = unitAfter(text, tokens, reading, within.to)
  const figure: Figure = {
    ...none,
    ...unit,
    from: at,
    start,
    value: reading.value,
    decimals: reading.decimals,
    scale: reading.scale,
    spelled: reading.spelled,
    unit: money?.unit ?? (unit.unit === 'mi' && isOfGallon(tokens, at, within.from) ? 'mpg' : unit.unit),
    hedge: hedgeBefore(text, tokens, at, within.from, start),
    layout: null,
  }
  if (money) Object.assign(figure, { to: reading.to, end: tokens[reading.to - 1]!.end })
  const after = tokens[figure.to]
  // "a '24 CR-V"
  if (/^\d\d$/.test(tokens[at]!.raw) && /['’‘]/.test(text[start - 1] ?? '') && figure.unit === null)
    Object.assign(figure, { value: 2000 + figure.value, start: start - 1 })
  const plus =
    text[tokens[reading.to - 1]!.end] === '+' ||
    (after?.stem === 'plus' && figure.to < within.to && figure.unit === null)
  if (plus && figure.hedge === 'exact') figure.hedge = 'atLeast'
  if (figure.hedge === 'exact') figure.hedge = hedgeBehind(tokens, figure.to, within.to) ?? 'exact'
  // "miles spread over one owner"
  if (figure.unit === 'owner' && figure.hedge === 'over') figure.hedge = 'exact'
  return figure
}

/** Units that "28 and 34 mpg" may say once; "room for 5 and 19.8 cubic feet" are two things. */
const shared = new Set(['seat', 'door', 'mpg', 'USD', 'mi', 'inch', 'year', 'month', '%'])
const joins = new Set(['to', 'and', 'or', 'through', 'against', 'versus', 'vs'])

/** "218 up to 67,419, in miles" */
function unitBehind({ to, value }: Figure, tokens: readonly Token[]): string | null {
  if (value < 20 || tokens[to]?.stem !== 'in' || tokens[to]!.gap === 'break' || !tokens[to + 1]) return null
  const found = phrasesAt(unitTrie, tokens, to + 1, tokens.length).at(-1)
  return found && /^(mi|USD|mpg)$/.test(found.values[0]!) ? found.values[0]! : null
}

/** Numbers that share a unit take it from each other: "28/34 mpg", "$24,950 to 31,200", "28 to 34 mpg". */
function pairUp(figures: Figure[], tokens: readonly Token[]): void {
  for (let i = figures.length - 2; i >= 0; i--) {
    const [first, second] = [figures[i]!, figures[i + 1]!]
    const slashed = second.from === first.to && tokens[second.from]!.gap === 'slash'
    if (slashed && first.unit === null && second.unit === 'mpg' && !isYear(tokens[first.from]))
      first.unit = 'mpg'
  }
  for (const figure of figures) figure.unit ??= unitBehind(figure, tokens)
  for (let i = 0; i + 1 < figures.length; i++) {
    const first = figures[i]!
    const second = figures[i + 1]!
    const between = second.from - first.to
    const token = tokens[first.to]!
    const symbol =
      between === 0 && (token.gap === 'dash' || token.gap === 'slash' || tokens[second.from]!.gap === 'slash')
    const isUpTo = between === 2 && token.stem === 'up' && tokens[first.to + 1]!.stem === 'to'
    const joined = ((between === 1 && joins.has(token.stem)) || isUpTo) && token.gap === 'join'
    if (!symbol && !joined) continue
    // "Jetta S, 2026 / 26 mi"
    if (symbol && isYear(tokens[first.from]) && second.unit !== null && first.unit === null) continue
    if (
      first.unit === null &&
      second.unit !== null &&
      (symbol ? second.unit !== 'cylinder' && second.unit !== 'speed' : shared.has(second.unit))
    )
      first.unit = second.unit
    if (second.unit === null && first.unit === 'USD') second.unit = 'USD'
    if (first.unit !== second.unit) continue
    if (first.pair !== null) continue
    Object.assign(first, { pair: 'first', partner: second })
    Object.assign(second, { pair: 'second', partner: first })
  }
}

const counted = (figure: Figure, tokens: readonly Token[], to: number): boolean =>
  figure.unit === null &&
  figure.to < to &&
  tokens[figure.to]!.gap === 'join' &&
  phrasesAt(structureTrie, tokens, figure.to, to).length > 0

/**
 * The numbers of text[within], in order. Words that count what the text itself holds ("five reasons") are none.
 * @param taken tokens that already belong to a claim
 */
export function figuresOf(
  text: string,
  tokens: readonly Token[],
  within: { from: number; to: number },
  taken: (at: number) => boolean,
): Figure[] {
  const figures: Figure[] = []
  let at = within.from
  while (at < within.to) {
    const figure = taken(at) ? undefined : readFigure(text, tokens, at, within)
    if (!figure) {
      at++
      continue
    }
    if (!counted(figure, tokens, within.to) && !isIdle(figure, tokens, within)) figures.push(figure)
    at = figure.to
  }
  pairUp(figures, tokens)
  return figures
}
