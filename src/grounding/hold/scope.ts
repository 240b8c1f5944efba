// Which vehicle a stretch of text speaks of. A sentence that names one by stock number or VIN is held against that one's
// facts; one that names models, against facts about those models; else any fact carries, save under a heading that named
// a vehicle.

import type { Fact } from '#facts/index.ts'
import type { Address } from '../find/addresses.ts'
import type { Mention } from '../find/mentions.ts'
import { claimKindOf } from './attributes.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import type { Scope } from './verdict.ts'

export const anyFact: Scope = () => true

const isGeneral = (fact: Fact): boolean =>
  /^(?:site|event):/.test(fact.subject) || /^stock_\w*count$/.test(fact.attribute)

/** Subjects that identifiers name. */
function identified(
  p: PreparedFacts,
  addresses: readonly Address[],
  mentions: readonly Mention[],
): Set<string> {
  const values = new Set(
    addresses.filter((one) => one.kind === 'vin' || one.kind === 'stock').map((one) => one.value),
  )
  for (const mention of mentions)
    if (mention.type === 'fact' && claimKindOf(mention.facts[0]!.attribute) === 'identifier')
      for (const fact of mention.facts) values.add(String(fact.value).toUpperCase())
  const found = new Set<string>()
  if (values.size === 0) return found
  for (const [name, subject] of p.subjects)
    for (const value of values)
      if (subject.vins.has(value) || subject.stockNumbers.has(value)) found.add(name)
  return found
}

function modelKeys(mentions: readonly Mention[]): Set<string> {
  const keys = new Set<string>()
  for (const mention of mentions) {
    if (mention.type === 'model') keys.add(mention.key)
  }
  return keys
}

/** The facts that may carry what the unit says; undefined when it names no vehicle of the facts. */
export function scopeOf(
  p: PreparedFacts,
  addresses: readonly Address[],
  mentions: readonly Mention[],
): Scope | undefined {
  if (p.subjects.size < 2) return undefined
  const vehicles = identified(p, addresses, mentions)
  if (vehicles.size > 0) return (fact) => vehicles.has(fact.subject) || isGeneral(fact)
  const keys = modelKeys(mentions)
  if (keys.size === 0) return undefined
  const others = new Set<string>()
  let named = false
  for (const [name, subject] of p.subjects) {
    if (subject.models.size === 0) continue
    if ([...keys].some((key) => subject.models.has(key))) named = true
    else others.add(name)
  }
  return named && others.size > 0 ? (fact) => !others.has(fact.subject) : undefined
}
