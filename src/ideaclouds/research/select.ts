// From the templates that apply to the questions of one research: no two that ask the same, the keyword's own intents
// first and fullest, the others in turn, so that every cluster has something to say.

import { applies, intentEntry, plans } from './bank.ts'
import { phraseQuestion } from './phrase.ts'
import type { Subject } from './subject.ts'
import type { Intent } from './types.ts'
import { contentKey } from './words.ts'

export type Cluster = { intent: Intent; questions: string[] }

/** For a named vehicle or make, and for a narrower keyword: clusters in all, questions of the first and of the next intents. */
const wide = { clusters: 18, own: 16, next: 9 }
const narrow = { clusters: 13, own: 9, next: 5 }
const recommendedMax = 5
/** Under this many questions the limit on clusters does not count. */
const questionsMin = 44

/** The intents in the order of their clusters: the keyword's own, those near them, the plan. */
function leadOf(subject: Subject, focus: readonly Intent[]): Intent[] {
  const near =
    subject.scope === 'topic' ? [] : focus.slice(0, 2).flatMap((intent) => intentEntry(intent).near)
  return [...new Set([...focus, ...near, ...plans[subject.plan]])]
}

/** What lifts a question: the stems of the keyword's words, and the content keys of those whose answers are known. */
export type Lifts = { hints: ReadonlySet<string>; answered: ReadonlySet<string> }

/** Among so many of each intent there is a question whose answer is known. */
const answeredWithin = 3

/** Questions of one intent; those that share words with the keyword come first. */
function poolOf(
  subject: Subject,
  intent: Intent,
  isAsked: boolean,
  { hints, answered }: Lifts,
  seen: Set<string>,
): string[] {
  const facts = isAsked ? new Set([...subject.facts, 'asked']) : subject.facts
  const questions = subject.sources.flatMap(({ templates, choices, own }) => {
    const list = [...(own === intent ? (templates.get('*') ?? []) : []), ...(templates.get(intent) ?? [])]
    return list.filter((t) => applies(t, facts)).map((t) => phraseQuestion(t.text, choices))
  })
  const pool: { question: string; key: string; score: number }[] = []
  for (const question of questions) {
    const key = question === null ? '' : contentKey(question, subject.names)
    if (question === null || (key === '' && subject.scope !== 'topic') || seen.has(key)) continue
    seen.add(key)
    const score =
      isAsked && subject.scope !== 'topic' ? key.split(' ').filter((word) => hints.has(word)).length : 0
    pool.push({ question, key, score })
  }
  pool.sort((a, b) => b.score - a.score)
  const at = pool.findIndex(({ key }) => answered.has(key))
  if (at >= answeredWithin) pool.splice(answeredWithin - 1, 0, ...pool.splice(at, 1))
  return pool.map(({ question }) => question)
}

/**
 * The clusters of a subject. `focus` are the intents that the keyword names, strongest first.
 */
export function selectQuestions(subject: Subject, focus: readonly Intent[], lifts: Lifts): Cluster[] {
  const seen = new Set<string>()
  const pools = leadOf(subject, focus)
    .map((intent) => ({ intent, pool: poolOf(subject, intent, focus.includes(intent), lifts, seen) }))
    .filter(({ pool }) => pool.length > 0)
  const limits = subject.questionsMax > questionsMin ? wide : narrow
  const taken = pools.map(({ intent, pool }) => {
    const at = focus.indexOf(intent)
    return Math.min(pool.length, at === 0 ? limits.own : at > 0 ? limits.next : 0)
  })
  let total = taken.reduce((a, b) => a + b, 0)
  const grow = (until: number, clusters: number) => {
    for (let round = 1; round <= 20 && total < until; round++)
      for (let i = 0; i < Math.min(pools.length, clusters) && total < until; i++) {
        const size = pools[i]?.pool.length ?? 0
        const have = taken[i] ?? 0
        if (have >= size || have >= round) continue
        taken[i] = have + 1
        total++
      }
  }
  grow(subject.questionsMax, subject.scope === 'topic' ? pools.length : limits.clusters)
  grow(Math.min(subject.questionsMax, questionsMin), pools.length)
  varyForms(pools.map(({ pool }, i) => ({ pool, size: taken[i] ?? 0 })))
  return pools
    .map(({ intent, pool }, i) => ({ intent, questions: pool.slice(0, taken[i]) }))
    .filter(({ questions }) => questions.length > 0)
}

function formOf(question: string): string {
  const [first = '', second = ''] = question.split(' ')
  return first === 'How' && /^(?:much|many|often|long|far)$/.test(second) ? `How ${second}` : first
}

/** Fewer than that many sentence forms ("How many", "Should", "Where") read like a list. */
const formsMin = 12

/** Puts a question of a form that is missing in the place of a cluster's last, when that one's form is not rare. */
function varyForms(picked: readonly { pool: string[]; size: number }[]): void {
  const counts = new Map<string, number>()
  const count = (question: string | undefined, by: number) => {
    if (question) counts.set(formOf(question), (counts.get(formOf(question)) ?? 0) + by)
  }
  for (const { pool, size } of picked) for (const question of pool.slice(0, size)) count(question, 1)
  for (const { pool, size } of picked) {
    const held = [...counts.values()].filter((n) => n > 0).length
    const last = pool[size - 1]
    const at = pool.findIndex((question, i) => i >= size && !counts.get(formOf(question)))
    if (held >= formsMin || size < 2 || !last || at < 0 || (counts.get(formOf(last)) ?? 0) < 2) continue
    const fresh = pool[at] as string
    pool[size - 1] = fresh
    pool[at] = last
    count(last, -1)
    count(fresh, 1)
  }
}

/** Places of the recommended questions, as [cluster, question]: the keyword's own intent first, then one a cluster. */
export function recommend(clusters: readonly Cluster[], hasFocus: boolean): [number, number][] {
  const picks: [number, number][] = clusters.slice(0, recommendedMax).map((_, at) => [at, 0])
  if (hasFocus && (clusters[0]?.questions.length ?? 0) > 1) picks.splice(1, 0, [0, 1])
  for (let next = 1; picks.length < recommendedMax && next < 4; next++)
    for (const [at, cluster] of clusters.entries())
      if (
        picks.length < recommendedMax &&
        cluster.questions.length > next &&
        !picks.some(([c, q]) => c === at && q === next)
      )
        picks.push([at, next])
  return picks.slice(0, recommendedMax)
}
