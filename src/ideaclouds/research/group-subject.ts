import { groupQuestions, type Topic, topicQuestions } from './bank.ts'
import { areAllModelsElectric } from './catalogue.ts'
import { article } from './phrase.ts'
import { type Segment, segmentNames } from './segments.ts'
import {
  compared,
  namedAge,
  narrowed,
  narrowKeyword,
  onlyPowertrain,
  placeValues,
  type Setting,
  type Subject,
  topicValues,
  wholeKeyword,
} from './subject.ts'
import { ageConditions, conditionsOf, type Traits } from './traits.ts'
import type { Powertrain } from './types.ts'
import { titleCase, tokenize } from './words.ts'

function segmentTraits(segment: Segment | null, make: string | null): Traits {
  const powertrain = segment?.powertrain ?? (make && areAllModelsElectric(make) ? 'electric' : null)
  return { powertrains: new Set(powertrain ? [powertrain] : []), bodies: segment?.bodies ?? new Set() }
}

/** What an adjective says already need not be asked. */
const adjectiveFacts = [
  ['family', 'families'],
  ['three-row', 'threerow'],
  ['all-wheel-drive', 'awd'],
  ['off-road', 'offroad'],
] as const

function segmentFacts(
  segment: Segment | null,
  make: string | null,
  year: number | null,
  setting: Setting,
): Set<string> {
  const age = namedAge(setting.rest)
  const named = { used: age.used || Boolean(segment?.condition), fresh: age.fresh }
  const facts = conditionsOf(segmentTraits(segment, make)).union(
    ageConditions(year, setting.currentYear, named),
  )
  if (segment?.isCar) facts.add('car')
  if (make) facts.add('make')
  if (segment?.limit) facts.add('limit')
  for (const [adjective, fact] of adjectiveFacts) if (segment?.adjectives.includes(adjective)) facts.add(fact)
  return facts
}

/** A kind of vehicle, a make, or both. */
export function groupSubject(
  segment: Segment | null,
  make: string | null,
  year: number | null,
  setting: Setting,
): Subject {
  const facts = segmentFacts(segment, make, year, setting)
  const { plural, singular, plainPlural, plainSingular } = segmentNames(segment, make, year)
  const place = placeValues(setting.city)
  const ag = `${article(singular)} ${singular}`
  const values = {
    ...place,
    g: singular,
    gs: plural,
    g0: plainSingular,
    gs0: plainPlural,
    ag,
    make: make ?? '',
  }
  const brief = make ?? segment?.body?.plural ?? 'vehicles'
  return {
    scope: 'group',
    sources: [
      { templates: groupQuestions, choices: [values], own: null },
      ...narrowed(setting.topic, ag, facts, place),
    ],
    facts,
    names: new Set(tokenize([plural, singular, setting.city].join(' '))),
    plan: 'group',
    kind: null,
    title: plural,
    noun: plural,
    tags: [...new Set([plural, brief])],
    questionsMax: make ? wholeKeyword : narrowKeyword,
    powertrain: onlyPowertrain([segmentTraits(segment, make)]),
  }
}

/** Makes or kinds of vehicle set against each other. */
export function comparedGroups(
  sides: readonly { segment: Segment | null; make: string | null }[],
  year: number | null,
  setting: Setting,
): Subject {
  const rungs = [
    sides.map(({ segment, make }) => segmentNames(segment, make, year)),
    sides.map(({ segment, make }) => segmentNames(segment, make, null)),
    sides.map(({ segment, make }) => segmentNames(make ? null : segment, make, null)),
  ].filter((names) => new Set(names.map((name) => name.plural)).size === names.length)
  const plural = rungs[0]?.map((name) => name.plural) ?? []
  const title = sides
    .map(({ segment, make }, at) => (make && !segment ? make : titleCase(plural[at] ?? '')))
    .join(' vs ')
  return compared({
    plural: rungs.map((names) => names.map((name) => name.plural)),
    singular: rungs.map((names) => names.map((name) => `${article(name.singular)} ${name.singular}`)),
    facts: sides
      .map(({ segment, make }) => segmentFacts(segment, make, year, setting))
      .reduce((a, b) => a.intersection(b)),
    title,
    tags: plural,
    powertrain: onlyPowertrain(sides.map(({ segment, make }) => segmentTraits(segment, make))),
    city: setting.city,
  })
}

/** A subject of ownership. */
export function topicSubject(topic: Topic, named: Powertrain | null, setting: Setting): Subject {
  const powertrains = new Set<Powertrain>(
    named ? [named] : topic.power === 'plug' ? ['electric'] : topic.power === 'engine' ? ['gas'] : [],
  )
  const facts = conditionsOf({ powertrains, bodies: new Set() })
  if (topic.plural) facts.add('plural')
  const title = topic.phrase.replace(/^(?:an?|the) /, '')
  return {
    scope: 'topic',
    sources: [
      {
        templates: topicQuestions[topic.kind],
        choices: [{ ...placeValues(setting.city), ...topicValues(topic.phrase, topic.plural) }],
        own: topic.intent,
      },
    ],
    facts,
    names: new Set(tokenize([topic.phrase, setting.city].join(' '))),
    plan: 'topic',
    kind: topic.kind,
    title,
    noun: topic.phrase,
    tags: [title],
    questionsMax: narrowKeyword,
    powertrain: onlyPowertrain([{ powertrains, bodies: new Set() }]),
  }
}
