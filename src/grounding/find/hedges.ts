// How exactly a number is meant, by the words beside it: "about", "over", "nothing is under", "or so".

import data from '../lexicon/figures.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { expandPhrase } from './lexicon.ts'

export type Hedge = 'exact' | 'about' | 'below' | 'above' | 'over' | 'under' | 'atLeast' | 'atMost'

const before: TrieNode<Hedge> = makeTrie()
for (const [hedge, phrases] of Object.entries(data.hedges))
  for (const phrase of phrases.flatMap(expandPhrase))
    addPhrase(before, stemsOf(phrase).reverse(), hedge as Hedge)
const behind: TrieNode<Hedge> = makeTrie()
for (const [hedge, phrases] of Object.entries(data.hedgesBehind))
  for (const phrase of phrases.flatMap(expandPhrase)) addPhrase(behind, stemsOf(phrase), hedge as Hedge)

const opener: TrieNode<true> = makeTrie()
for (const phrase of data.hedgeOpeners.flatMap(expandPhrase)) addPhrase(opener, stemsOf(phrase), true)

const denying = /^(?:nothing|none|nobody|no|not|neither|nor|never|without|.+n't)$/
const notDenying = /^(?:only|just|merely|to)$/
const deniedWords = 8
const opposite: Partial<Record<Hedge, Hedge>> = { over: 'atMost', under: 'atLeast' }

/** "No odometer reads higher than 89,777 mi": a bound that is denied is the other bound. */
function isDenied(tokens: readonly Token[], at: number, from: number): boolean {
  // "Nothing is below $21,965 or above $40,695"
  const isSecond = at - 1 > from && /^(?:or|nor)$/.test(tokens[at - 1]!.word)
  let numbers = 0
  for (let i = isSecond ? at - 2 : at - 1; i >= Math.max(from, at - deniedWords); i--) {
    const { gap, word, value } = tokens[i]!
    const next = tokens[i + 1]!
    // "No F-150 has gone past 34,689 miles"
    if (!Number.isNaN(value) && gap !== 'dash') numbers++
    if (next.gap === 'break' || next.gap === 'comma' || numbers > (isSecond ? 1 : 0)) return false
    if (denying.test(word)) return !notDenying.test(next.word)
    if (/^(?:and|but|with|while|or)$/.test(word) || gap === 'slash') return false
  }
  return false
}

const givingOver = /^(hand|handed|handing|fork|forked|sign|signed|turn|turned)$/
const passing = /^(?:walk|walking|walked|stroll|drive|driving|drove|go|going|look|looking|see)$/
const signs: Readonly<Record<string, Hedge>> = {
  '<': 'under',
  '≤': 'atMost',
  '≥': 'atLeast',
  '≈': 'about',
  '~': 'about',
}

/** "≈ 17,600", "< 18,000"; ">" leads on or quotes. */
function signBefore(text: string, start: number): Hedge | undefined {
  const at = text[start - 1] === ' ' ? start - 2 : start - 1
  const sign = text[at] ?? ''
  return text[at - 1] === sign ? undefined : signs[sign]
}

/** What the words before tokens[at] make of the number that begins there. */
export function hedgeBefore(
  text: string,
  tokens: readonly Token[],
  at: number,
  from: number,
  start: number,
): Hedge {
  const sign = signBefore(text, start)
  if (sign) return sign
  // "~~$47,055~~" is struck out
  if ((text[start - 1] === '~' && text[start - 2] !== '~') || text[start - 1] === '≈') return 'about'
  if (tokens[at]!.gap === 'comma' && at - from < 6) {
    // "In round numbers, $21,000 to $42,000"
    const opening = longestAt(opener, tokens, from, at)
    if (opening?.end === at) return 'about'
  }
  if (tokens[at]!.gap === 'break' && /:[*_ ]*$/.test(text.slice(start - 4, start))) {
    // "Price in round numbers: $25,000"
    for (let i = Math.max(from, at - 4); i < at; i++)
      if (longestAt(opener, tokens, i, at)?.end === at) return 'about'
  }
  let node: TrieNode<Hedge> | undefined = before
  let hedge: Hedge = 'exact'
  let begin = at
  // "over a dozen"
  const first = tokens[at]!.word === 'dozen' && tokens[at - 1]?.word === 'a' ? at - 1 : at
  for (let i = first - 1; i >= from && node; i--) {
    if (tokens[i + 1]!.gap === 'break' || tokens[i + 1]!.gap === 'comma') break
    node = node.next?.get(tokens[i]!.stem)
    if (!node?.here?.[0]) continue
    hedge = node.here[0]
    begin = i
  }
  // "Hand over $29,530"
  if (hedge === 'over' && begin > from && givingOver.test(tokens[begin - 1]!.stem)) return 'exact'
  // "walk past 20 new ones"
  if (tokens[begin]?.word === 'past' && begin > from && passing.test(tokens[begin - 1]!.word)) return 'exact'
  const other = opposite[hedge]
  return other && isDenied(tokens, begin, from) ? other : hedge
}

/** What the words from tokens[at] on make of the number that ends there: "30,000 miles or so". */
export function hedgeBehind(tokens: readonly Token[], at: number, to: number): Hedge | undefined {
  const next = tokens[at]
  // "$21,450; top price, $41,905" is no "$21,450 tops"
  if (next?.stem === 'top' && (next.gap === 'break' || next.word !== 'tops')) return undefined
  // "39.3 cubic feet tops the Traverse's 22.9"
  if (next?.stem === 'top' && at + 1 < to && tokens[at + 1]!.gap === 'join') return undefined
  return longestAt(behind, tokens, at, to)?.values[0]
}
