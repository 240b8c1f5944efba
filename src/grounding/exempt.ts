// What states nothing: questions, requests to ask the dealer, and the strings that the caller allows where they stand
// alone. Each exemption is narrow, since whatever it lets through is published unverified.

import questions from './lexicon/questions.json' with { type: 'json' }
import requests from './lexicon/requests.json' with { type: 'json' }
import type { Mention, Unit } from './mentions.ts'
import { addPhrase, makeTrie, phrasesAt, type TrieNode } from './phrase-trie.ts'
import { stemOf, stemsOf, type Token, tokenize } from './tokens.ts'

const trieOf = (phrases: readonly string[]): TrieNode<true> => {
  const root: TrieNode<true> = makeTrie()
  for (const phrase of phrases) addPhrase(root, stemsOf(phrase), true)
  return root
}
const questionOpeners = trieOf(questions.openers)
const presupposing = trieOf(questions.presupposing)
const breaks = new Set(questions.breaks.map(stemOf))
const requestOpeners = trieOf(requests.openers)
const requestVerbs = trieOf(requests.verbs)
const requestLinks = trieOf(requests.links)
const requestEnds = trieOf(requests.ends)
const owners = new Set(requests.owners)
const assertionOwners = new Set(requests.assertionOwners)
const openLinks = new Set(['about', 'regarding', 'for', 'on', 'discuss', 'see'])

const at = <T>(root: TrieNode<T>, unit: Unit, from: number): number =>
  phrasesAt(root, unit.tokens, from, unit.to).at(-1)?.end ?? from

/** A real question: it opens as one, presupposes nothing and has no statement after a comma. */
export function isQuestion(unit: Unit, end: number): boolean {
  let last = end
  while (last > 0 && /[\s"'”’)*_~`\]]/.test(unit.text[last - 1]!)) last--
  if (unit.text[last - 1] !== '?' || unit.from >= unit.to) return false
  if (at(presupposing, unit, unit.from) > unit.from || at(questionOpeners, unit, unit.from) === unit.from)
    return false
  for (let i = unit.from + 1; i < unit.to; i++) {
    const token = unit.tokens[i]!
    if (
      token.gap === 'break' &&
      unit.text.slice(unit.tokens[i - 1]!.end, token.start).search(/[;:—–.!]/) >= 0
    )
      return false
    if (token.gap === 'comma' && breaks.has(token.stem)) return false
  }
  return true
}

/** Where the thing asked about begins, in a unit that asks its reader to ask; -1 in any other. */
function requestStart(unit: Unit): number {
  let start = unit.from
  for (let step = 0; step < 3; step++) start = Math.max(at(requestOpeners, unit, start), start)
  const verb = at(requestVerbs, unit, start)
  if (verb > start) return verb
  for (let i = unit.from; i < Math.min(unit.to, unit.from + 8); i++) {
    if (unit.tokens[i]!.gap !== 'comma') continue
    const end = at(requestVerbs, unit, i)
    return end > i ? end : -1
  }
  return -1
}

/**
 * Whether a mention is only what a reader is told to ask about ("Ask our team about towing capacity"). Never a figure, a
 * name or a superlative; never something the request takes as given ("ask about our sunroof").
 */
export function requestExemption(unit: Unit): (mention: Mention) => boolean {
  const start = requestStart(unit)
  if (start < 0) return () => false
  let link = -1
  let linkWord = ''
  const verb = unit.tokens[start - 1]!.stem
  if (verb === 'confirm' || verb === 'verify') link = start
  for (let i = start; link < 0 && i < unit.to; i++) {
    const end = at(requestLinks, unit, i)
    if (end === i) continue
    link = end
    linkWord = unit.tokens[end - 1]!.stem
  }
  let stop = unit.to
  for (let i = link; link >= 0 && i < unit.to; i++)
    if (at(requestEnds, unit, i) > i || (i > link && unit.tokens[i]!.gap === 'break')) {
      stop = i
      break
    }
  return (mention) => {
    if (link < 0 || mention.from < link || mention.to > stop) return false
    if (
      mention.type !== 'concept' &&
      mention.type !== 'equipment' &&
      mention.type !== 'color' &&
      mention.type !== 'fact'
    )
      return false
    if (mention.type === 'concept' && !mention.entries.every((entry) => entry.askable)) return false
    const taken =
      mention.type === 'concept' && mention.entries[0]!.group === 'assertion' ? assertionOwners : owners
    if (!openLinks.has(linkWord)) return true
    for (let i = link; i < mention.from; i++) if (taken.has(unit.tokens[i]!.word)) return false
    return true
  }
}

/** A stretch of words in the form in which allowed strings are compared. */
const plain = (tokens: readonly Token[]): string => tokens.map((token) => token.word).join(' ')

export function allowedSet(allowed: readonly string[]): ReadonlySet<string> {
  return new Set(allowed.map((one) => plain(tokenize(one))).filter((one) => one !== ''))
}

export const isAllowed = (
  allowed: ReadonlySet<string>,
  tokens: readonly Token[],
  from: number,
  to: number,
): boolean => allowed.size > 0 && to - from < 200 && allowed.has(plain(tokens.slice(from, to)))
