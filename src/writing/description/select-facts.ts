// Which fact speaks for an attribute: the first by precedence (facts/precedence.ts). NHTSA vPIC speaks of what a VIN
// can tell, and of nothing else, so that two readings of one thing are never both said.

import { byPrecedence, type Fact } from '#facts/index.ts'
import { isPlainValue } from './plain-value.ts'

export type SelectedFacts = {
  subject: string
  /** One fact an attribute, of the vehicle and of the site. */
  byAttribute: ReadonlyMap<string, Fact>
  /** Features and options, without repeats, by value: the order of the input does not matter. */
  equipment: readonly Fact[]
}

const filledByVin = new Set([
  'vin',
  'year',
  'make',
  'model',
  'trim',
  'body_style',
  'doors',
  'engine',
  'cylinders',
  'displacement_l',
  'fuel_type',
  'plant_country',
])

/**
 * Facts that may be stated, one an attribute.
 * @param seed the VIN: chooses `vehicle:<VIN>` where the facts speak of several vehicles.
 * @throws Error when no vehicle, or more than one and none of them of that VIN, is spoken of.
 */
export function selectFacts(facts: readonly Fact[], seed: string): SelectedFacts {
  const subject = findSubject(facts, seed)
  const ordered = facts
    .filter((fact) => fact.subject === subject || fact.subject.startsWith('site:'))
    .filter((fact) => isPlainValue(fact.attribute, fact.value))
    .sort(bySpeaker)
  const byAttribute = new Map<string, Fact>()
  const equipment = new Map<string, Fact>()
  for (const fact of ordered) {
    if (fact.attribute === 'feature' || fact.attribute === 'option') {
      const key = String(fact.value)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
      if (fact.source.kind !== 'vpic' && !equipment.has(key)) equipment.set(key, fact)
    } else if (fact.source.kind !== 'vpic' || filledByVin.has(fact.attribute)) {
      if (!byAttribute.has(fact.attribute)) byAttribute.set(fact.attribute, fact)
    }
  }
  return { subject, byAttribute, equipment: [...equipment.values()].sort(byValue) }
}

function findSubject(facts: readonly Fact[], seed: string): string {
  const subjects = new Set(
    facts.map((fact) => fact.subject).filter((subject) => subject.startsWith('vehicle:')),
  )
  const wanted = `vehicle:${seed}`
  if (subjects.has(wanted)) return wanted
  const [only, ...others] = subjects
  if (only === undefined) throw new Error('the facts speak of no vehicle')
  if (others.length > 0)
    throw new Error(`the facts speak of ${subjects.size} vehicles, none of them ${wanted}`)
  return only
}

/** By precedence, then by value, so that the same facts in any order give the same choice. */
function bySpeaker(a: Fact, b: Fact): number {
  return byPrecedence(a, b) || byValue(a, b)
}

function byValue(a: Fact, b: Fact): number {
  return compare(String(a.value), String(b.value)) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
