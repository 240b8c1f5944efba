// What states nothing: questions, requests to ask the dealer, and the strings that the caller allows where they stand
// alone. Each exemption is narrow, since whatever it lets through is published unverified.

import questions from '../lexicon/questions.json' with { type: 'json' }
import requests from '../lexicon/requests.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { stemSet, stemsOf, type Token, tokenize } from '../text/tokens.ts'
import type { Mention, Unit } from './mentions.ts'

const trieOf = (phrases: readonly string[]): TrieNode<true> => {
  const root: TrieNode<true> = makeTrie()
  for (const phrase of phrases) addPhrase(root, stemsOf(phrase), true)
  return root
}
const questionOpeners = trieOf(questions.openers)
const presupposing = trieOf(questions.presupposing)
const breaks = stemSet(questions.breaks)
const requestOpeners = trieOf(requests.openers)
const requestVerbs = trieOf(requests.verbs)
const requestLinks = trieOf(requests.links)
const requestEnds = trieOf(requests.ends)
const openEnds = trieOf(requests.openEnds)
const owners = new Set(requests.owners)
const assertionOwners = new Set(requests.assertionOwners)
const openLinks = new Set(['about', 'regarding', 'for', 'on', 'discuss', 'see'])

const at = <T>(root: TrieNode<T>, unit: Unit, from: number): number =>
  longestAt(root, unit.tokens, from, unit.to)?.end ?? from

/** Past "Q:", "Q.", "Shopper:" and the like. */
function afterSpeaker(unit: Unit): number {
  const { tokens, from, to, text } = unit
  for (let i = from + 1; i < Math.min(to, from + 4); i++)
    if (/^[*_]*:/.test(text.slice(tokens[i - 1]!.end, tokens[i - 1]!.end + 4))) return i
  return tokens[from]!.word === 'q' && from + 1 < to ? from + 1 : from
}

/** "Manual or automatic?", "Seats?": too short to state anything. */
function isFragment(unit: Unit, from: number): boolean {
  if (unit.to - from <= 4) return true
  if (unit.to - from > 9) return false
  return unit.tokens.slice(from, unit.to).some((token) => token.word === 'or')
}

const shopper = /^[\s*_>-]*(?:visitor|customer|shopper|buyer|caller|lead|guest|client|prospect)[*_]{0,2}: ?/i
/** Words of what a shopper types, at most. */
const typedMax = 9

const answered = /^\s*\n[\s*_>-]*\p{L}[\p{L} .'’-]{1,30}[*_]{0,2}:/u

/** "Visitor: auto or manual" above "Agent: …": what a shopper types asks, without its mark too. */
const isTyped = ({ text, tokens, from, to }: Unit, end: number): boolean =>
  to - from <= typedMax &&
  !/[.!]/.test(text[end - 1] ?? '') &&
  shopper.test(text.slice(Math.max(0, tokens[from]!.start - 1), tokens[from]!.end + 4)) &&
  answered.test(text.slice(end, end + 48))

/** A real question: it opens as one, presupposes nothing and has no statement after a comma. */
export function isQuestion(unit: Unit, end: number): boolean {
  let last = end
  while (last > 0 && /[\s"'”’)*_~`\]]/.test(unit.text[last - 1]!)) last--
  if (unit.from < unit.to && isTyped(unit, end)) return true
  if (unit.text[last - 1] !== '?' || unit.from >= unit.to) return false
  const from = afterSpeaker(unit)
  if (at(presupposing, unit, from) > from) return false
  if (at(questionOpeners, unit, from) === from && !isFragment(unit, from)) return false
  for (let i = from + 1; i < unit.to; i++) {
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

type Asked = { from: number; to: number; open: boolean }

/** The index after the verb of a unit that asks its reader to ask, and after its lead ("For details, call"). */
function requestVerb(unit: Unit): { verb: number; lead: number } | undefined {
  let start = unit.from
  for (let step = 0; step < 3; step++) start = Math.max(at(requestOpeners, unit, start), start)
  const verb = at(requestVerbs, unit, start)
  if (verb > start) return { verb, lead: -1 }
  for (let i = unit.from; i < Math.min(unit.to, unit.from + 9); i++) {
    if (unit.tokens[i]!.gap !== 'comma') continue
    const end = at(requestVerbs, unit, i)
    return end > i ? { verb: end, lead: unit.tokens[unit.from]!.stem === 'for' ? i : -1 } : undefined
  }
  return undefined
}

/** Last words of verbs whose object is what to ask about. */
const directVerbs = /^(confirm|verify|run|pull|order|up|into|request|on)$/

/** The words that name what to ask about; `open` where they could also take it as given ("about our sunroof"). */
function askedAbout(unit: Unit): Asked[] {
  const request = requestVerb(unit)
  // "Check the box for a remote starter"
  if (!request || unit.tokens[request.verb + 1]?.stem === 'box') return []
  const asked: Asked[] = request.lead > 0 ? [{ from: unit.from + 1, to: request.lead, open: true }] : []
  const verb = unit.tokens[request.verb - 1]!.stem
  let from = directVerbs.test(verb) ? request.verb : -1
  let open = from >= 0
  for (let i = request.verb; from < 0 && i < unit.to; i++) {
    const end = at(requestLinks, unit, i)
    if (end === i) continue
    from = end
    open = openLinks.has(unit.tokens[end - 1]!.stem)
  }
  if (from < 0) return asked
  if (open && /^(whether|if|which)$/.test(unit.tokens[from]?.stem ?? '')) open = false
  let to = from
  while (to < unit.to) {
    if (at(requestEnds, unit, to) > to || (open && at(openEnds, unit, to) > to)) break
    if (to > from && unit.tokens[to]!.gap === 'break') break
    to++
  }
  asked.push({ from, to, open })
  return asked
}

/**
 * Whether a mention is only what a reader is told to ask about ("Ask our team about towing capacity"). Never a figure, a
 * name or a superlative; never something the request takes as given ("ask about our sunroof").
 */
export function requestExemption(unit: Unit): (mention: Mention) => boolean {
  const asked = askedAbout(unit)
  return (mention) => {
    const region = asked.find((one) => mention.from >= one.from && mention.to <= one.to)
    if (!region) return false
    if (!['concept', 'equipment', 'color', 'fact'].includes(mention.type)) return false
    if (mention.type === 'concept' && !mention.entries.every((entry) => entry.askable)) return false
    if (!region.open) return true
    const assertion = mention.type === 'concept' && mention.entries[0]!.group === 'assertion'
    const taken = assertion ? assertionOwners : owners
    for (let i = region.from; i < mention.from; i++) if (taken.has(unit.tokens[i]!.word)) return false
    return true
  }
}

/** A stretch of words in the form in which allowed strings are compared. */
const plain = (tokens: readonly Token[]): string => tokens.map((token) => token.word).join(' ')

/** The words of a string alone; of a link without its scheme. */
const plainWords = (text: string): string => plain(tokenize(text.replace(/^https?:\/\/(?:www\.)?/i, '')))

export function allowedSet(allowed: readonly string[]): ReadonlySet<string> {
  return new Set(allowed.map(plainWords).filter((one) => one !== ''))
}

/** Whether a link is one of the allowed strings. */
export const isAllowedLink = (allowed: ReadonlySet<string>, value: string): boolean =>
  allowed.size > 0 && allowed.has(plainWords(value))

export const isAllowed = (
  allowed: ReadonlySet<string>,
  tokens: readonly Token[],
  from: number,
  to: number,
): boolean => allowed.size > 0 && to - from < 200 && allowed.has(plain(tokens.slice(from, to)))
