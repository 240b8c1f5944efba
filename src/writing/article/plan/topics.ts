// What a question asks for, told by its words. The words are data (article-bank/topics.json, ask-topics.json):
// topics that facts can answer, and topics that only a person can. A question that touches one of the latter goes to
// the dealership's staff, since half an answer reads like a whole one.

import askTopics from '../../article-bank/ask-topics.json' with { type: 'json' }
import neutral from '../../article-bank/neutral-words.json' with { type: 'json' }
import parts from '../../article-bank/parts.json' with { type: 'json' }
import topics from '../../article-bank/topics.json' with { type: 'json' }

export type Part = {
  key: string
  form: 'range' | 'count' | 'list' | 'numbers' | 'features' | 'match' | 'site'
  stock: readonly string[]
  vehicle: string | null
  most: number
  unit: string | null
  /** The unit where the figure stands without a sentence: "mpg city". */
  detail: string | null
}

/** `family`: the topic whose heading it goes under. */
export type Topic = { id: string; name: string; family: string; parts: readonly Part[] }
export type AskTopic = { id: string; name: string; advice: readonly string[] }

export type Answerable = { kind: 'facts'; topics: readonly string[] }
export type Unanswerable = { kind: 'ask'; topic: string }

const neutralWords = new Set(neutral.words)
const partByKey = new Map(
  Object.entries(parts as Record<string, Partial<Part>>).map(([key, part]): [string, Part] => [
    key,
    { form: 'list', stock: [], vehicle: null, most: 8, unit: null, detail: null, ...part, key },
  ]),
)
const topicById = new Map(topics.map((topic) => [topic.id, { ...topic, parts: topic.parts.map(getPart) }]))
const askById = new Map(askTopics.map((topic) => [topic.id, topic]))

function getPart(key: string): Part {
  const part = partByKey.get(key)
  if (!part) throw new Error(`article-bank/parts.json has no part "${key}"`)
  return part
}

/** @throws Error when article-bank/topics.json has no such topic. */
export function getTopic(id: string): Topic {
  const topic = topicById.get(id)
  if (!topic) throw new Error(`article-bank/topics.json has no topic "${id}"`)
  return topic
}

/** @throws Error when article-bank/ask-topics.json has no such topic. */
export function getAskTopic(id: string): AskTopic {
  const topic = askById.get(id)
  if (!topic) throw new Error(`article-bank/ask-topics.json has no topic "${id}"`)
  return topic
}

type Rank = 'ask' | 'strong' | 'weak'
type Pattern = { topic: string; rank: Rank; pattern: RegExp }
type Match = { topic: string; rank: Rank; start: number; end: number }

/** `tow*` any word that begins so; `built * in` up to six words between; all else the words as they stand. */
function compile(words: string): RegExp {
  const body = words
    .split(' ')
    .map((word) => (word === '*' ? '(?:\\S+ ){0,6}' : `${word.replace(/\*$/, '\\S*')} `))
    .join('')
  return new RegExp(`(?<= )${body}`, 'g')
}

const patterns: Pattern[] = [
  ...askTopics.flatMap(({ id, words }) => words.map((word) => compilePattern(id, 'ask', word))),
  ...topics.flatMap(({ id, words }) => words.map((word) => compilePattern(id, 'strong', word))),
  ...topics.flatMap(({ id, weak }) => (weak ?? []).map((word) => compilePattern(id, 'weak', word))),
]

function compilePattern(topic: string, rank: Rank, words: string): Pattern {
  return { topic, rank, pattern: compile(words) }
}

/** Lower case words with one space before and after each, for comparing by words. */
export function spaced(text: string): string {
  return ` ${text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[’']s\b/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()} `
}

/**
 * What a question asks for. A question that holds a word beside its topic ("a fair price", "does the price rise")
 * asks for more than the figures say, and goes to the staff.
 * @param question its words as `spaced` gives them, with names on record as `~` (a Range Rover asks for no range).
 * @param ignored topics whose words count for nothing here, such as `compare` where both sides are on record.
 */
export function readQuestion(
  question: string,
  intent: string,
  ignored: readonly string[] = [],
): Answerable | Unanswerable {
  const matches = longestMatches(question)
  const counted = matches.filter(({ topic }) => !ignored.includes(topic))
  const asked = counted.filter(({ rank }) => rank === 'ask')
  // "Should I change the oil?" is about the oil.
  const [topic] = [...asked.filter((match) => match.topic !== 'opinion'), ...asked]
  if (topic) return { kind: 'ask', topic: topic.topic }
  if (matches.length === 0 || hasOtherWords(question, matches))
    return { kind: 'ask', topic: askTopicOf(intent) }
  if (counted.length === 0) return { kind: 'facts', topics: ['specs'] }
  const strong = [...new Set(counted.filter(({ rank }) => rank === 'strong').map(({ topic }) => topic))]
  const topics = strong.length > 0 ? strong : [...new Set(counted.map(({ topic }) => topic))]
  return topics.length > (strong.length > 0 ? 2 : 1)
    ? { kind: 'ask', topic: askTopicOf(intent) }
    : { kind: 'facts', topics }
}

/** Topics that facts can answer and that a text names, in the order in which it names them. */
export function topicsNamed(text: string): string[] {
  const named = longestMatches(spaced(text)).filter(({ rank }) => rank === 'strong')
  return [...new Set(named.map(({ topic }) => topic))]
}

function hasOtherWords(question: string, matches: readonly Match[]): boolean {
  const isCovered = (at: number) => matches.some(({ start, end }) => start <= at && at < end)
  return [...question.matchAll(/\S+/g)].some(
    ({ 0: word, index }) =>
      word !== '~' && !/^(?:19|20)\d\d$/.test(word) && !isNeutralWord(word) && !isCovered(index),
  )
}

/** True for a word that asks for nothing by itself: "what", "is", "listed". */
export function isNeutralWord(word: string): boolean {
  return neutralWords.has(word)
}

function askTopicOf(intent: string): string {
  const key = intent
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  return askTopics.find(({ intents }) => (intents as readonly string[]).includes(key))?.id ?? 'other'
}

/** In order of place; a match inside a longer one ("seats" in "car seats") is not counted. */
function longestMatches(question: string): Match[] {
  const all = patterns.flatMap(({ topic, rank, pattern }) =>
    [...question.matchAll(pattern)].map((found): Match => {
      return { topic, rank, start: found.index, end: found.index + found[0].length }
    }),
  )
  const isInside = (a: Match, b: Match) =>
    b.start <= a.start && a.end <= b.end && b.end - b.start > a.end - a.start
  return all
    .filter((match) => !all.some((other) => isInside(match, other)))
    .sort((a, b) => a.start - b.start || a.end - b.end)
}
