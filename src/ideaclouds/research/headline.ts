// Title, synopsis and tags of a research. They name the subject and what is asked of it, and claim nothing.

import headlines from './bank/headlines.json' with { type: 'json' }
import { intentEntry } from './bank.ts'
import type { Cluster } from './select.ts'
import type { Subject } from './subject.ts'
import type { Intent } from './types.ts'
import { contentKey, titleCase } from './words.ts'

const titleMin = 40
const titleMax = 60
const synopsisMax = 160
const tagCount = 5

function longestThatFits(candidates: readonly string[], max: number): string | undefined {
  return candidates.filter((text) => text.length <= max).sort((a, b) => b.length - a.length)[0]
}

/** "Subject: Angle", 40 to 60 characters where the subject leaves room. */
export function titleOf(subject: Subject, focus: readonly Intent[]): string {
  const name =
    subject.scope === 'vehicle' || subject.scope === 'compared' ? subject.title : titleCase(subject.title)
  const [first] = focus
  const ownLabel = first && subject.scope !== 'topic' ? intentEntry(first).label : null
  const label = ownLabel && !name.toLowerCase().includes(ownLabel.toLowerCase()) ? ownLabel : null
  const kindAngles: Record<string, string[]> = headlines.kinds
  const own = label ? headlines.focus.map((angle) => angle.replace('{label}', label)) : []
  const preferred = subject.kind ? (kindAngles[subject.kind] ?? []) : own
  const candidates = [preferred, headlines[subject.scope]].map((list) =>
    list.map((angle) => `${name}: ${angle}`),
  )
  const fitting = candidates.map((titles) => longestThatFits(titles, titleMax))
  const full = fitting.find((title) => title !== undefined && title.length >= titleMin)
  return full ?? fitting.find((title) => title !== undefined) ?? `${name}: ${headlines[subject.scope][0]}`
}

/** One sentence of 100 to 160 characters: how many questions, about what, and which intents lead. */
export function synopsisOf(subject: Subject, clusters: readonly Cluster[]): string {
  const count = clusters.reduce((sum, cluster) => sum + cluster.questions.length, 0)
  const phrases = clusters.map((cluster) => intentEntry(cluster.intent).phrase)
  const heads = [
    `${count} shopper questions about ${subject.noun}, grouped by search intent: `,
    `${count} questions about ${subject.noun}, grouped by intent: `,
    `${count} questions about ${subject.noun}: `,
  ]
  const sentences = heads.flatMap((head) =>
    phrases.slice(1, 9).map((_, i) => `${head}${phrases.slice(0, i + 1).join(', ')} and ${phrases[i + 1]}.`),
  )
  return (
    longestThatFits(sentences, synopsisMax) ??
    `${count} questions about ${subject.title}, grouped by search intent.`
  )
}

/** Exactly five, distinct. */
export function tagsOf(subject: Subject, clusters: readonly Cluster[], focus: readonly Intent[]): string[] {
  const tag = (intent: Intent) => intentEntry(intent).tag
  const own = focus.filter((intent) => clusters.some((cluster) => cluster.intent === intent))
  const [first, ...more] = subject.tags
  const candidates = [
    first,
    ...own.slice(0, 2).map(tag),
    ...more,
    ...clusters.map((cluster) => tag(cluster.intent)),
    'car shopping',
    'car ownership',
  ]
  const tags = new Map<string, string>()
  for (const candidate of candidates) {
    if (!candidate) continue
    const key = contentKey(candidate, new Set()) || candidate.toLowerCase()
    if (!tags.has(key)) tags.set(key, candidate)
  }
  return [...tags.values()].slice(0, tagCount)
}
