// Numbers as a text states them: value, unit, how exactly it is meant ("about", "over"), what it is paired with.
// What each number is about is bindings.ts.

import data from '../lexicon/figures.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { tableOf } from '../text/table.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { isIdle, isSpotLength } from './durations.ts'
import { type Hedge, hedgeBefore, hedgeBehind } from './hedges.ts'
import { isNameStart, trimAt } from './names.ts'
import { numberWords, readNumber } from './numbers.ts'
import { isOfGallon, unitAfter, unitBehind, unitNamed } from './units.ts'

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

const structureTrie: TrieNode<true> = makeTrie()
for (const phrase of data.structure) addPhrase(structureTrie, stemsOf(phrase), true)

const layouts = tableOf<Layout>({
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
})
const engineCode = /^([vihw])(3|4|5|6|8|10|12|16)$/
const cylinderCounts = new Set([2, 3, 4, 5, 6, 8, 10, 12, 16])

/** "V6", "I-4", "inline-four", "flat six". */
function readLayout(
  tokens: readonly Token[],
  at: number,
  to: number,
): { value: number; layout: Layout; to: number } | undefined {
  const token = tokens[at]!
  const code = token.cap ? engineCode.exec(token.word) : null
  if (code) return { value: Number(code[2]), layout: layouts[code[1]!]!, to: at + 1 }
  const layout = layouts[token.stem]
  const after = tokens[at + 1]
  if (!layout || !after || at + 1 >= to || (after.gap !== 'dash' && after.gap !== 'join')) return undefined
  const isSpaced = token.raw === 'V' && /^(?:6|8)$/.test(after.raw)
  if (token.stem.length === 1 && (after.gap !== 'dash' || !token.cap) && !isSpaced) return undefined
  const value = Number.isNaN(after.value) ? numberWords[after.stem] : after.value
  return value !== undefined && cylinderCounts.has(value) ? { value, layout, to: at + 2 } : undefined
}

/** A year of four figures, which shares no unit with what follows it. */
const isYear = (token: Token | undefined): boolean =>
  token !== undefined && token.raw.length === 4 && token.value >= 1950 && token.value <= 2100

const foreignSigns: Record<string, string> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', C$: 'CAD', A$: 'AUD' }

/** The sign of money before a number, with where it begins. */
function moneyBefore(text: string, start: number): { start: number; unit: string } | undefined {
  let at = start
  while (at > 0 && start - at < 3 && text[at - 1] === ' ') at--
  if (text.slice(at - 2, at) === '💲') return { start: at - 2, unit: 'USD' }
  if (text.slice(at - 3, at) === 'USD') return { start: at - 3, unit: 'USD' }
  const two = foreignSigns[text.slice(at - 2, at)]
  if (two) return { start: at - 2, unit: two }
  const one = foreignSigns[text[at - 1] ?? '']
  if (one) return { start: at - 1, unit: one }
  if (text[at - 1] !== '$') return undefined
  return { start: text.slice(at - 3, at - 1) === 'US' ? at - 3 : at - 1, unit: 'USD' }
}

const isLoose = (tokens: readonly Token[], at: number, from: number): boolean =>
  at > from &&
  (tokens[at - 1]!.stem === 'between' ||
    (at - 2 >= from &&
      tokens[at - 1]!.stem === 'from' &&
      /^(?:anywhere|somewhere)$/.test(tokens[at - 2]!.stem)))
const turning = /^(?:turn|turned|roll|rolled|tick|ticked|click|clicked|flip|flipped)$/

/** Words in which a number may begin without a capital and without digits. */
const leads = new Set([...Object.keys(layouts), ...Object.keys(numberWords), 'half'])

function readFigure(
  text: string,
  tokens: readonly Token[],
  at: number,
  within: { from: number; to: number },
): Figure | undefined {
  const { cap, stem, value: digits } = tokens[at]!
  if (!cap && Number.isNaN(digits) && !leads.has(stem)) return undefined
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
  const isSignBehind =
    money === undefined &&
    /^\$(?!\d)/.test(text.slice(tokens[reading.to - 1]!.end, tokens[reading.to - 1]!.end + 2))
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
    unit:
      money?.unit ??
      (isSignBehind ? 'USD' : undefined) ??
      (unit.unit === 'mi' && isOfGallon(tokens, at, within.from) ? 'mpg' : unit.unit),
    hedge: hedgeBefore(text, tokens, at, within.from, start),
    layout: null,
  }
  if (money) Object.assign(figure, { to: reading.to, end: tokens[reading.to - 1]!.end })
  else if (figure.unit === null && tokens[reading.to - 1]!.stem === 'grand') figure.unit = 'USD'
  const after = tokens[figure.to]
  // "a '24 CR-V"
  if (/^\d\d$/.test(tokens[at]!.raw) && /['’‘]/.test(text[start - 1] ?? '') && figure.unit === null)
    Object.assign(figure, { value: 2000 + figure.value, start: start - 1 })
  else if (isShortYear(text, figure, tokens, within)) figure.value += 2000
  const plus =
    text[tokens[reading.to - 1]!.end] === '+' ||
    (after?.stem === 'plus' && after.gap === 'join' && figure.to < within.to && figure.unit === null)
  if (plus && figure.hedge === 'exact') figure.hedge = 'atLeast'
  if (figure.hedge === 'exact') figure.hedge = hedgeBehind(tokens, figure.to, within.to) ?? 'exact'
  // "anywhere from $21,000 to $42,000"
  if (
    figure.hedge === 'exact' &&
    figure.value >= 1000 &&
    figure.value % 500 === 0 &&
    isLoose(tokens, at, within.from)
  )
    figure.hedge = 'about'
  // "the clock has turned over 23,000 miles"
  if (figure.hedge === 'over' && turning.test(tokens[at - 2]?.stem ?? '')) figure.hedge = 'exact'
  // "miles spread over one owner", "driven under three owners"
  if (figure.unit === 'owner' && /^(over|under|beneath)$/.test(tokens[at - 1]?.stem ?? ''))
    figure.hedge = 'exact'
  return figure
}

/** "24 Tradesman crew cab": the year in two digits, where a line begins with it and a name of one vehicle follows. */
function isShortYear(
  text: string,
  { unit, from, to, start, value, hedge }: Figure,
  tokens: readonly Token[],
  within: { from: number; to: number },
): boolean {
  if (unit !== null || hedge !== 'exact' || value > 35 || to >= within.to) return false
  if (
    !/^\d\d$/.test(tokens[from]!.raw) ||
    !/(?:^|\n)[\s*_#-]*$/.test(text.slice(Math.max(0, start - 9), start))
  )
    return false
  const words = tokens.slice(to, Math.min(to + 4, within.to))
  // "34 Mazda CX-5s", "30 Accord sedans"
  if (tokens[to]!.gap !== 'join' || words.some(({ raw }) => /[^s]s$/.test(raw))) return false
  const isTrim = (at: number): boolean => at < within.to && trimAt(tokens, at, within.to) !== undefined
  return isTrim(to) || (isNameStart(tokens, to, within.to) && words.some((_, i) => i > 0 && isTrim(to + i)))
}

/** Units that "28 and 34 mpg" may say once; "room for 5 and 19.8 cubic feet" are two things. */
const shared = new Set(['seat', 'door', 'mpg', 'USD', 'mi', 'inch', 'year', 'month', '%'])
const joins = new Set(['to', 'and', 'or', 'through', 'against', 'versus', 'vs'])

/** "21 to 38 thousand", "$21–38K": the first has the scale of the second, and as rounded as it is the second is. */
function shareScale(first: Figure, second: Figure, tokens: readonly Token[]): void {
  const isWord = tokens.slice(second.from, second.to).some(({ stem }) => stem === 'thousand')
  if (first.scale === 1 && second.scale === 1000 && first.value < 1000 && (isWord || first.unit === 'USD')) {
    first.value *= 1000
    first.scale = 1000
  }
  const isRound = second.value >= 1000 && second.value % 500 === 0
  if (first.hedge === 'about' && second.hedge === 'exact' && isRound) second.hedge = 'about'
}

/** "$21,450 – $41,905" */
const spacedDash = /^ [-–—] $/
const arrow = /^ ?(?:→|->|⟶|➔|➜|=>|\.{2,3}|…) ?$/

/** Numbers that share a unit take it from each other: "28/34 mpg", "$24,950 to 31,200", "28 to 34 mpg". */
function pairUp(text: string, figures: Figure[], tokens: readonly Token[]): void {
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
    const parting = between === 0 ? text.slice(first.end, second.start) : ''
    const isSpan =
      (first.unit !== null && first.unit === second.unit && spacedDash.test(parting)) || arrow.test(parting)
    if (!symbol && !joined && !isSpan) continue
    // "Jetta S, 2026 / 26 mi"
    if (symbol && isYear(tokens[first.from]) && second.unit !== null && first.unit === null) continue
    if (
      first.unit === null &&
      second.unit !== null &&
      !isPronoun(first, tokens) &&
      (symbol ? second.unit !== 'cylinder' && second.unit !== 'speed' : shared.has(second.unit))
    )
      first.unit = second.unit
    if (second.unit === null && first.unit === 'USD') second.unit = 'USD'
    shareScale(first, second, tokens)
    if (first.unit !== second.unit) continue
    if (first.pair !== null) continue
    Object.assign(first, { pair: 'first', partner: second })
    Object.assign(second, { pair: 'second', partner: first })
  }
}

/** "for the first one and $35,960 for the second" */
const isPronoun = ({ spelled, value, from }: Figure, tokens: readonly Token[]): boolean =>
  spelled &&
  value === 1 &&
  /^(?:the|first|second|this|that|other|each|every)$/.test(tokens[from - 1]?.word ?? '')

const counted = (figure: Figure, tokens: readonly Token[], to: number): boolean =>
  figure.unit === null &&
  figure.to < to &&
  tokens[figure.to]!.gap === 'join' &&
  longestAt(structureTrie, tokens, figure.to, to) !== undefined

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
    if (
      !counted(figure, tokens, within.to) &&
      !isIdle(figure, tokens, within) &&
      !isSpotLength(text, figure, tokens, within)
    )
      figures.push(figure)
    at = figure.to
  }
  for (const [i, figure] of figures.entries())
    figure.unit ??= isOfLiters(figure, figures[i - 1], tokens)
      ? 'cylinder'
      : countedBefore(figure, figures[i - 1], tokens)
  pairUp(text, figures, tokens)
  return figures
}

const ofEngine = /^(?:of|diesel|turbodiesel|turbo|turbocharged|gas|gasoline|hybrid|aluminum)$/

/** "a 2.5-liter four", "2.0 liters of four", "a 6.7-liter diesel six" */
function isOfLiters(
  { from, spelled, value }: Figure,
  before: Figure | undefined,
  tokens: readonly Token[],
): boolean {
  if (before?.unit !== 'L' || !spelled || !cylinderCounts.has(value) || tokens[from]!.gap !== 'join')
    return false
  return before.to === from || (before.to === from - 1 && ofEngine.test(tokens[before.to]!.stem))
}

/** "Bose speakers, twelve of them", "with every seat in place, and there are five of those": what stands before it. */
function countedBefore(
  { from, to }: Figure,
  before: Figure | undefined,
  tokens: readonly Token[],
): string | null {
  if (from === 0 || tokens[to]?.stem !== 'of' || !/^(?:them|these|those)$/.test(tokens[to + 1]?.word ?? ''))
    return null
  // "At 50,491 miles, one of them has seen some road"
  if (tokens[from]!.gap === 'comma' && before !== undefined && before.to >= from - 1) return null
  if (tokens[from]!.gap === 'comma')
    return tokens[from - 1]!.word.endsWith('s') ? unitNamed(tokens, from - 1) : null
  // "The car with the fewest miles has 146 of them"
  const isHad = /^(?:has|shows|have)$/.test(tokens[from - 1]!.word)
  if (!isHad && (tokens[from - 1]!.word !== 'are' || tokens[from - 2]?.word !== 'there')) return null
  for (let i = isHad ? from - 2 : from - 3; i >= Math.max(0, from - 12); i--) {
    if (!Number.isNaN(tokens[i]!.value)) return null
    const unit =
      /^(?:seat|door|owner|keeper|gear|speaker|mile)$/.test(tokens[i]!.stem) && unitNamed(tokens, i)
    if (unit) return unit
  }
  return null
}
