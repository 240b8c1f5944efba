// Idioms and courtesies, whose words claim nothing of a vehicle or of who sells it: "Beat us to it", "Best,", "Photo 3 of 12",
// "(1) … (2) …". Each is a fixed phrase that no boast can hide in.

import data from '../lexicon/idioms.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import type { Figure } from './figures.ts'
import { expandPhrase } from './lexicon.ts'

const trieOf = (phrases: readonly string[]): TrieNode<true> => {
  const root: TrieNode<true> = makeTrie()
  for (const phrase of phrases.flatMap(expandPhrase)) addPhrase(root, stemsOf(phrase), true)
  return root
}
const anywhere = trieOf(data.anywhere)
const alone = trieOf(data.alone)
const closing = trieOf(data.closing)
const leading = trieOf(data.leading)
const numbered: ReadonlySet<string> = new Set(data.numbered)

type View = { text: string; tokens: readonly Token[]; from: number; to: number }

const isEdge = (v: View, at: number): boolean =>
  at <= v.from || at >= v.to || v.tokens[at]!.gap === 'comma' || v.tokens[at]!.gap === 'break'

/** Where the idiom ends that begins at a token; `at` itself where none does. */
export function idiomEnd(v: View, at: number): number {
  const end = longestAt(anywhere, v.tokens, at, v.to)?.end
  if (end) return end
  // "RADIO :45", "RADIO, LIVE READ": what a script is for
  if (at === v.from && v.tokens[at]?.raw === 'RADIO') return at + 1
  if (!isEdge(v, at)) return at
  const whole = longestAt(alone, v.tokens, at, v.to)?.end
  if (whole && isEdge(v, whole)) return whole
  // "Best," and the name in the next line, but "The best."
  const closed = longestAt(closing, v.tokens, at, v.to)?.end
  if (closed && /^,\s*(?:\n|$)/.test(v.text.slice(v.tokens[closed - 1]!.end, v.tokens[closed - 1]!.end + 4)))
    return closed
  // "Plug in, zone out", but "Plug-in, with …"
  const led = at === v.from ? longestAt(leading, v.tokens, at, v.to)?.end : undefined
  const isLed = led !== undefined && led < v.to && v.tokens[led]!.gap === 'comma'
  return isLed && v.tokens.slice(at + 1, led).every(({ gap }) => gap === 'join') ? led : at
}

const isNumbered = (v: View, at: number): boolean =>
  at >= v.from && numbered.has(v.tokens[at]!.word) && (at === v.from || !isNumberLed(v.tokens[at - 1]!))

/** "a four-page brochure", "one car 12,345" */
const isNumberLed = ({ value, word }: Token): boolean =>
  !Number.isNaN(value) || /^(per|a|an|each|every)$/.test(word)

/** "CARD 2:", "Photo 7 shows", "Page 2 of 3": the place in a row of what a word before it names. */
export function isPlaceInRow(v: View, figure: Figure): boolean {
  const { from, to, value, unit, spelled, start, end } = figure
  if (isNumberOfLine(v.text, figure)) return true
  if (!spelled && (isRunning(v, figure) || isFootnote(v.text, start, end) || isOfRow(v, figure))) return true
  if (unit !== null || spelled || value > 99 || from === v.from) return false
  const token = v.tokens[from]!
  const before = v.tokens[from - 1]!
  if (isRoad(before, token)) return true
  // "Side note (1): …"
  if (
    v.text[start - 1] === '(' &&
    /^\):/.test(v.text.slice(end, end + 2)) &&
    /^(note|tip|fact|reason|point)$/.test(before.word)
  )
    return true
  if (token.gap === 'join' && isNumbered(v, from - 1)) {
    const next = to < v.to ? v.tokens[to]! : undefined
    const isOf = next?.stem === 'of' && to + 1 < v.to && !Number.isNaN(v.tokens[to + 1]!.value)
    // "Reason 2: the color", "Tip #1: drive it", and not "Car 3 miles"
    return (
      isOf ||
      next === undefined ||
      next.gap === 'break' ||
      next.gap === 'comma' ||
      shows.test(next.word) ||
      v.text[start - 1] === '#'
    )
  }
  // "Reply 1 for yes"
  if (/^(press|dial|reply|text)$/.test(before.stem) && to < v.to && /^(for|to)$/.test(v.tokens[to]!.stem))
    return true
  return (
    before.stem === 'of' &&
    from - 3 >= v.from &&
    !Number.isNaN(v.tokens[from - 2]!.value) &&
    isNumbered(v, from - 3)
  )
}

/** "**1. How far will it go?**" */
const isNumberOfLine = (text: string, { unit, spelled, value, start, end }: Figure): boolean =>
  unit === null &&
  !spelled &&
  value < 21 &&
  /^\. \p{Lu}/u.test(text.slice(end, end + 4)) &&
  /(?:^|\n)[\s*_#]*$/.test(text.slice(Math.max(0, start - 9), start))

/** "I-35", "US-1", "Route 9": a road's number. */
const isRoad = (before: Token, { gap }: Token): boolean =>
  (gap === 'dash' && /^(?:I|US|SR)$/.test(before.raw)) ||
  (gap === 'join' && /^(?:Interstate|Route|Rte|Exit)$/.test(before.raw))

/** "$32,945[1]", "[2] Combined", "1️⃣ It's new" */
const isFootnote = (text: string, start: number, end: number): boolean =>
  /^\ufe0f?\u20e3/.test(text.slice(end, end + 2)) ||
  (end - start < 3 && text[start - 1] === '[' && text[end] === ']' && text[end + 1] !== '(')

/** "SMS 1/3:", "(2/3)": the place in a row that tells its length. */
function isOfRow(v: View, figure: Figure): boolean {
  const { partner, pair, unit, from } = figure
  const [one, all] = pair === 'first' ? [figure, partner] : [partner, figure]
  if (!one || !all || unit !== null || all.value > 20 || one.value > all.value) return false
  if (v.text.slice(one.end, all.start) !== '/') return false
  const isLed = one.from > v.from && numbered.has(v.tokens[one.from - 1]!.word)
  const closes = v.text.slice(all.end, all.end + 2)
  return (
    (isLed && v.tokens[from]!.gap !== 'break' && /^(?:[:)\]\s]|$)/.test(closes)) ||
    (v.text[one.start - 1] === '(' && closes[0] === ')') ||
    (one.from === v.from && /^[:)]? ?$/.test(closes) && all.value > 1 && one.value < 10)
  )
}

/** "RADIO :30", "(0:15)", "[0:05]": how long a script runs. */
const isRunning = ({ text }: View, { unit, start, end }: Figure): boolean =>
  (unit === null || unit === 'second') &&
  (/(?:^|[\s([–—-])0?:$/.test(text.slice(Math.max(0, start - 3), start)) ||
    (/^:[0-5]\d(?!\d)/.test(text.slice(end, end + 4)) && text.slice(start, end) === '0'))

const shows = /^(is|shows|has|says|covers|takes|goes|tells|holds|lists|was|asks)$/

/** Figures that only number what follows: "(1) the Civic, (2) the Pilot", "1 = the Civic, 2 = the Pilot", "2) Drive." */
export function enumerators(
  v: View,
  figures: readonly Figure[],
  isName: (at: number) => boolean,
): ReadonlySet<Figure> {
  const found = new Set<Figure>()
  for (const shape of [isInParentheses, isEquated]) {
    const shaped = figures.filter(
      (figure) =>
        figure.unit === null &&
        !figure.spelled &&
        shape(v.text, figure) &&
        // "new (1) and used (2)" counts
        isApart(v, figure, isName),
    )
    const isRow = isCountedOff(shaped.map(({ value }) => value))
    if (isRow) for (const figure of shaped) found.add(figure)
  }
  const [first] = figures
  if (first?.unit !== null || first.value >= 20) return found
  if (first.from === v.from && isItem(v.text, first)) found.add(first)
  if (first.from <= v.from + 1 && isSpelledItem(v.text, first)) found.add(first)
  return found
}

/** 1, 2, 3; where the text comes back to them, 1, 2, 1, 2. */
const isCountedOff = (values: readonly number[]): boolean =>
  values.includes(2) && values.every((value, i) => value === 1 || (i > 0 && value === values[i - 1]! + 1))

const isApart = (v: View, { from, start }: Figure, isName: (at: number) => boolean): boolean =>
  from === v.from ||
  isName(from - 1) ||
  /^(and|or)$/.test(v.tokens[from - 1]!.stem) ||
  /[:;,.–—|]/.test(v.text.slice(v.tokens[from - 1]!.end, start))

const isInParentheses = (text: string, { start, end }: Figure): boolean =>
  text[start - 1] === '(' && text[end] === ')'

const isEquated = (text: string, { start, end }: Figure): boolean =>
  /^ ?= ?/.test(text.slice(end, end + 3)) && !/[$\d]/.test(text[start - 1] ?? '')

const isItem = (text: string, { start, end }: Figure): boolean =>
  text[start - 1] !== '(' && /^[)/] [A-Z\p{Emoji_Presentation}]/u.test(text.slice(end, end + 4))

/** "Three: it has …", "Okay, four: the price" */
const isSpelledItem = (text: string, { end, spelled, value }: Figure): boolean =>
  spelled &&
  value < 13 &&
  /^: (?:it|it[’']s|the|this|you|we|there[’']s|its|a|an|I) /i.test(text.slice(end, end + 12))
