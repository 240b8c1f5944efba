// Questions whose answers are known stand before the others of their intent, so that they are recommended; a question
// of the bank that asks the same gives way. Of those of a named vehicle one is among the first of its intent.

import { intentSet } from './bank.ts'
import type { Cluster } from './select.ts'
import type { Intent, KnownQuestion, Powertrain } from './types.ts'
import { contentKey, singular, tokenize } from './words.ts'

export type KnownByQuestion = ReadonlyMap<string, KnownQuestion>

const knownMax = 8
const nothing = new Set<string>()
/** Of a vehicle's name, in the same words as in the bank. */
const placeholder = /\{(?:v|aV|V)\}/

/** What a vehicle runs on asks too, though the keyword may not say it. */
const wordsOfPowertrain: Readonly<Partial<Record<Powertrain, string>>> = {
  electric: 'electric',
  plug_in_hybrid: 'plug-in hybrid',
  hybrid: 'hybrid',
}

/** Of the known those that the words ask for, those first that share the most with them. */
export function knownFor(
  known: readonly KnownQuestion[],
  tokens: readonly string[],
  powertrain: Powertrain | null,
): KnownByQuestion {
  const words = [...tokens, ...tokenize(powertrain === null ? '' : (wordsOfPowertrain[powertrain] ?? ''))]
  const text = ` ${words.map(singular).join(' ')} `
  const isNamed = (phrase: string) => text.includes(` ${tokenize(phrase).map(singular).join(' ')} `)
  const asked = new Set(contentKey(words.join(' '), nothing).split(' '))
  const scored = known
    .filter(({ keywords }) => keywords.some(isNamed))
    .map((one) => {
      const key = contentKey(one.question, nothing).split(' ')
      return { one, score: key.filter((word) => asked.has(word)).length }
    })
  const best = scored.sort((a, b) => b.score - a.score).slice(0, knownMax)
  return new Map(best.map(({ one }) => [one.question, one]))
}

/** What the known questions ask that have a place for a vehicle's name, as content keys. */
export function knownOfVehicles(known: readonly KnownQuestion[]): ReadonlySet<string> {
  const asked = known.flatMap(({ also }) => also).filter((question) => placeholder.test(question))
  return new Set(asked.map(keyOf))
}

/** @throws Error for an intent that research does not have. */
export function joinKnown(
  clusters: Cluster[],
  known: KnownByQuestion,
  names: ReadonlySet<string>,
): Cluster[] {
  if (known.size === 0) return clusters
  const byIntent = Map.groupBy(known.values(), ({ question, intent }) => asIntent(intent, question))
  const taken = new Set([...known.values()].flatMap(({ question, also }) => [question, ...also].map(keyOf)))
  const joined = clusters.map(({ intent, questions }) => ({
    intent,
    questions: [
      ...(byIntent.get(intent) ?? []).map(({ question }) => question),
      ...questions.filter((question) => !taken.has(contentKey(question, names))),
    ],
  }))
  const open = [...byIntent].filter(([intent]) => !clusters.some((cluster) => cluster.intent === intent))
  const added = open.map(([intent, list]) => ({ intent, questions: list.map(({ question }) => question) }))
  return [...joined, ...added].filter(({ questions }) => questions.length > 0)
}

function keyOf(question: string): string {
  return contentKey(question.replaceAll(new RegExp(placeholder, 'g'), ''), nothing)
}

function asIntent(key: string, question: string): Intent {
  if (!intentSet.has(key)) throw new Error(`"${question}": "${key}" is not an intent`)
  return key as Intent
}
