// What the questions are about: one vehicle, several set against each other, a kind of vehicle or a make, or a
// subject of ownership. A subject brings its templates, what its placeholders stand for and what is known of it.

import {
  comparisonQuestions,
  type PlanName,
  type TemplateSet,
  type Topic,
  type TopicKind,
  topicQuestions,
} from './bank.ts'
import type { Catalogue } from './catalogue.ts'
import { joinList, type Values } from './phrase.ts'
import type { Traits } from './traits.ts'
import type { Intent, Powertrain } from './types.ts'
import { tokenize } from './words.ts'

export type Source = {
  templates: TemplateSet
  /** From the longest names to the shortest. */
  choices: readonly Values[]
  /** What `*` stands for. */
  own: Intent | null
}

export type Subject = {
  scope: 'vehicle' | 'compared' | 'group' | 'topic'
  sources: readonly Source[]
  facts: ReadonlySet<string>
  /** Words of names, which tell no question from another. */
  names: ReadonlySet<string>
  plan: PlanName
  /** Of a topic. */
  kind: TopicKind | null
  /** For titles: "2026 Honda Civic". */
  title: string
  /** For sentences: "the 2026 Honda Civic". */
  noun: string
  tags: string[]
  questionsMax: number
  powertrain: Powertrain | null
}

export type Setting = {
  catalogue: Catalogue
  city: string | null
  currentYear: number | null
  /** Tokens that no name has taken. */
  rest: readonly string[]
  /** A narrower subject that the keyword names beside a vehicle. */
  topic: Topic | null
}

export const wholeKeyword = 64
export const narrowKeyword = 32

export function placeValues(city: string | null): Values {
  return { near: city ? `near ${city}` : 'near you', in: city ? `in ${city}` : 'in your state' }
}

export function onlyPowertrain(traits: readonly Traits[]): Powertrain | null {
  const kinds = new Set(traits.flatMap((t) => [...t.powertrains]))
  const [only] = kinds
  return kinds.size === 1 && only && traits.every((t) => t.powertrains.size > 0) ? only : null
}

export function namedAge(rest: readonly string[]): { used: boolean; fresh: boolean } {
  return {
    used: rest.some((word) => /^(?:used|preowned|owned|cpo|certified|secondhand)$/.test(word)),
    fresh: rest.includes('new'),
  }
}

/** A service or a part of this vehicle: "an oil change on the Honda Civic". */
export function narrowed(
  topic: Topic | null,
  noun: string,
  facts: ReadonlySet<string>,
  place: Values,
): Source[] {
  if (!topic || (topic.kind !== 'service' && topic.kind !== 'part')) return []
  const mayHaveEngine = facts.has('engine') || (facts.has('make') && !facts.has('electric'))
  if (topic.power === 'engine' && !mayHaveEngine) return []
  if (topic.power === 'plug' && !facts.has('plug')) return []
  const phrase = `${topic.phrase} ${topic.kind === 'service' ? 'on' : 'for'} ${noun}`
  const core = [...topicQuestions[topic.kind]].filter(([key]) =>
    /^(?:\*|price|how_to|local|warranty)$/.test(key),
  )
  return [
    {
      templates: new Map(core),
      choices: [{ ...place, ...topicValues(phrase, topic.plural) }],
      own: topic.intent,
    },
  ]
}

export function topicValues(phrase: string, plural: boolean): Values {
  const [is, does, has] = plural ? ['are', 'do', 'have'] : ['is', 'does', 'has']
  const [Is, Does, Has] = plural ? ['Are', 'Do', 'Have'] : ['Is', 'Does', 'Has']
  return { t: phrase, n: phrase.replace(/^(?:an?|the) /, ''), is, does, has, Is, Does, Has } as Values
}

type Sides = {
  plural: string[][]
  singular: string[][]
  facts: Set<string>
  title: string
  tags: string[]
  powertrain: Powertrain | null
  city: string | null
}

export function compared({ plural, singular, facts, title, tags, powertrain, city }: Sides): Subject {
  const choices = plural.map((names, at) => ({
    ...placeValues(city),
    and: joinList(names, 'and'),
    or: joinList(singular[at] ?? [], 'or'),
    'more than two': names.length > 2 ? 'yes' : '',
  }))
  return {
    scope: 'compared',
    sources: [{ templates: comparisonQuestions, choices, own: null }],
    facts,
    names: new Set(tokenize([...plural.flat(), ...singular.flat(), city].join(' '))),
    plan: 'compared',
    kind: null,
    title,
    noun: choices[0]?.and ?? title,
    tags,
    questionsMax: wholeKeyword,
    powertrain,
  }
}
