// What a keyword is about beside names: phrases of topics and intents, the longest first, none overlapping.
// A phrase is strong (it proves the trade), shared (it proves it unless other words point elsewhere) or weak.

import lexicon from './bank/lexicon.json' with { type: 'json' }
import { intents, splitList, type Topic, topics } from './bank.ts'
import type { Intent } from './types.ts'
import { singular, tokenize } from './words.ts'

type Strength = 'strong' | 'shared' | 'weak'

export type Match = {
  start: number
  end: number
  intent: Intent
  topic: Topic | null
  strength: Strength
  /** Names its intent only after all others ("best", "tips"). */
  isVague: boolean
}

type Entry = { words: string[]; intent: Intent; topic: Topic | null; strength: Strength }

const normal = (phrase: string): string[] => tokenize(phrase).map(singular)
const phrases = (text: string): Set<string> =>
  new Set(splitList(text).map((phrase) => normal(phrase).join(' ')))

const weak = phrases(lexicon.weak)
const shared = phrases(lexicon.shared)
const vague = phrases(lexicon.vague)
const nouns = phrases(lexicon.nouns)
const offTopic = phrases(lexicon.offTopic)

function strengthOf(words: readonly string[]): Strength {
  const phrase = words.join(' ')
  return weak.has(phrase) ? 'weak' : shared.has(phrase) ? 'shared' : 'strong'
}

const entries = new Map<string, Entry[]>()
function register(phrase: string, intent: Intent, topic: Topic | null): void {
  const words = normal(phrase)
  const [first] = words
  if (first === undefined) return
  const list = entries.get(first) ?? []
  if (list.some((entry) => entry.words.join(' ') === words.join(' '))) return
  list.push({ words, intent, topic, strength: strengthOf(words) })
  list.sort((a, b) => b.words.length - a.words.length)
  entries.set(first, list)
}
for (const topic of topics) for (const phrase of topic.triggers) register(phrase, topic.intent, topic)
for (const intent of intents) for (const phrase of intent.triggers) register(phrase, intent.key, null)

/** The phrases in these tokens, in their order. */
export function findTriggers(tokens: readonly string[]): Match[] {
  const words = tokens.map(singular)
  const matches: Match[] = []
  for (let at = 0; at < words.length; at++) {
    const entry = entries
      .get(words[at] ?? '')
      ?.find((e) => e.words.every((word, i) => words[at + i] === word))
    if (!entry) continue
    const { intent, topic, strength } = entry
    matches.push({
      start: at,
      end: at + entry.words.length,
      intent,
      topic,
      strength,
      isVague: vague.has(entry.words.join(' ')),
    })
    at += entry.words.length - 1
  }
  return matches
}

const rank: Readonly<Record<Strength, number>> = { strong: 0, shared: 1, weak: 2 }

/** Strong before weak, long before short, then as they stand. */
export function byWeight(matches: readonly Match[]): Match[] {
  const length = (match: Match) => match.end - match.start
  return [...matches].sort(
    (a, b) => rank[a.strength] - rank[b.strength] || length(b) - length(a) || a.start - b.start,
  )
}

function hasPhrase(words: readonly string[], set: ReadonlySet<string>): boolean {
  return words.some((word, at) => set.has(word) || set.has(`${word} ${words[at + 1] ?? ''}`))
}

/** Whether these tokens, without any name, are about vehicles. */
export function isAutomotive(tokens: readonly string[]): boolean {
  const words = tokens.map(singular)
  if (hasPhrase(words, nouns)) return true
  const matches = findTriggers(tokens)
  if (matches.some((match) => match.strength === 'strong')) return true
  return matches.some((match) => match.strength === 'shared') && !hasPhrase(words, offTopic)
}
