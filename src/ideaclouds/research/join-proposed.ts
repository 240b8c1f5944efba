// Questions that a model proposes stand behind the bank's. They were written by a stranger on a stranger's keyword, so
// each must have the shape of a question, state no figure, name nobody but vehicles, and ask what no other asks.

import { listMakes } from '#facts/index.ts'
import data from './bank/proposals.json' with { type: 'json' }
import { intentSet } from './bank.ts'
import type { Cluster } from './select.ts'
import type { Subject } from './subject.ts'
import type { Intent, ProposedQuestion } from './types.ts'
import { compact, contentKey, tokenize } from './words.ts'

export const proposedMax = 16
const ofOneIntentMax = 4
const charactersMin = 20
const charactersMax = 140

/** Letters of the Latin alphabet, so that no other letter can pass for one; a dot only inside of a name ("ID.4"). */
const questionShape = /^[A-Z](?:[\p{Script=Latin}\p{N} ,'’&+-]|\.(?=\d))*[\p{Script=Latin}\p{N}]\?$/u

const wordsOf = (text: string) => new Set(text.split(' '))
const openers = wordsOf(data.openers)
const refused = wordsOf(`${data.loaded} ${data.sellers}`)
/** Word by word, as letters and digits; none of digits alone, which would be a figure. */
const vehicleNames = new Set(
  listMakes()
    .flatMap(({ name, aliases, models }) => [name, ...aliases, ...models])
    .flatMap((name) => name.split(' ').map(compact))
    .filter((word) => /[a-z]/.test(word)),
)
const acronyms = new Set(tokenize(data.acronyms))

type Proposal = { question: string; intent: Intent; key: string[] }

/** The clusters with those of the proposals that hold, at most 16 and four of an intent; new intents come last. */
export function joinProposed(
  clusters: Cluster[],
  proposed: readonly ProposedQuestion[],
  { names }: Pick<Subject, 'names'>,
): Cluster[] {
  if (proposed.length === 0) return clusters
  const keyOf = (question: string) => contentKey(question, names).split(' ')
  const asked = clusters.flatMap(({ intent, questions }) =>
    questions.map((question): Proposal => ({ question, intent, key: keyOf(question) })),
  )
  const taken: Proposal[] = []
  for (const { question: text, intent } of proposed) {
    const question = text.normalize('NFC').trim()
    if (taken.length === proposedMax) break
    if (!isIntent(intent) || !isWellAsked(question, names)) continue
    if (taken.filter((one) => one.intent === intent).length === ofOneIntentMax) continue
    const proposal = { question, intent, key: keyOf(question) }
    if (!isAsked(proposal, [...asked, ...taken])) taken.push(proposal)
  }
  const added = Map.groupBy(taken, ({ intent }) => intent)
  const questionsOf = (intent: Intent) => (added.get(intent) ?? []).map(({ question }) => question)
  const known = new Set(clusters.map(({ intent }) => intent))
  return [
    ...clusters.map(({ intent, questions }) => ({
      intent,
      questions: [...questions, ...questionsOf(intent)],
    })),
    ...[...added.keys()]
      .filter((intent) => !known.has(intent))
      .map((intent) => ({ intent, questions: questionsOf(intent) })),
  ]
}

function isIntent(text: string): text is Intent {
  return intentSet.has(text)
}

function isWellAsked(question: string, names: ReadonlySet<string>): boolean {
  if (question.length < charactersMin || question.length > charactersMax) return false
  if (!questionShape.test(question)) return false
  const [opener = '', ...words] = tokenize(question)
  if (!openers.has(opener) || words.some((word) => refused.has(word))) return false
  const [, ...rest] = question.split(' ')
  return rest.filter((word) => /[\p{Lu}\p{N}]/u.test(word)).every((word) => isNamed(word, names))
}

/** A name of the subject, of a vehicle, or a term of the trade. */
function isNamed(word: string, names: ReadonlySet<string>): boolean {
  const parts = tokenize(word)
  return parts.every((part) => names.has(part) || acronyms.has(part)) || vehicleNames.has(parts.join(''))
}

/** The same stems as another question, or of one with its intent only some of them. */
function isAsked(one: Proposal, others: readonly Proposal[]): boolean {
  const stems = new Set(one.key)
  return (
    stems.has('') ||
    others.some(({ intent, key }) => {
      const covered = one.key.every((stem) => key.includes(stem))
      return covered && (intent === one.intent || stems.size === key.length)
    })
  )
}
