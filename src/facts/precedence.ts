// Which of several facts on one attribute of one subject is stated. All are kept; whoever writes, cites or shows asks
// here. The dealer knows the vehicle on the lot: its feed comes before all else, save for what a VIN says of how a
// vehicle was built, where a typing error in a feed gives way to the manufacturer's own filing with NHTSA.

import type { Fact, SourceKind } from './fact.ts'
import { getAttribute } from './vocabulary.ts'

/** What the VIN says, and a feed can only repeat. Names of models and trims are the trade's, and the feed's. */
const saidByVin = new Set([
  'year',
  'make',
  'cylinders',
  'displacement_l',
  'gvwr',
  'plant_country',
  'plant_city',
])

const usual: readonly SourceKind[] = ['feed', 'site', 'upload', 'vpic', 'epa', 'pack', 'web', 'prose']
const ofVin: readonly SourceKind[] = ['vpic', ...usual.filter((kind) => kind !== 'vpic')]

/** The place of a source among those that speak of the attribute; the lowest is stated. */
function precedenceOf({ attribute, source }: Pick<Fact, 'attribute' | 'source'>): number {
  return (saidByVin.has(attribute) ? ofVin : usual).indexOf(source.kind)
}

/** Of each attribute of each subject the stated fact first, then newer before older; the order of attributes stays. */
export function rankFacts(facts: readonly Fact[]): Fact[] {
  const groups = Map.groupBy(facts, ({ subject, attribute }) => `${subject}\0${attribute}`)
  return [...groups.values()].flatMap((group) => group.toSorted(byPrecedence))
}

export type Conflict = { subject: string; attribute: string; stated: Fact; others: Fact[] }

/** Attributes that have one value and of which sources say several. */
export function conflictsOf(facts: readonly Fact[]): Conflict[] {
  const groups = Map.groupBy(facts, ({ subject, attribute }) => `${subject}\0${attribute}`)
  return [...groups.values()].flatMap((group): Conflict[] => {
    const [stated, ...others] = group.toSorted(byPrecedence)
    if (!stated || getAttribute(stated.attribute).many) return []
    const differing = others.filter(({ value }) => !isSame(value, stated.value))
    const { subject, attribute } = stated
    return differing.length === 0 ? [] : [{ subject, attribute, stated, others: differing }]
  })
}

export function byPrecedence(a: Fact, b: Fact): number {
  const newer = (one: Fact, other: Fact) => (one.source.retrievedAt > other.source.retrievedAt ? -1 : 1)
  return (
    precedenceOf(a) - precedenceOf(b) || (a.source.retrievedAt === b.source.retrievedAt ? 0 : newer(a, b))
  )
}

function isSame(a: Fact['value'], b: Fact['value']): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase()
}
