// "Silver covers the Highlander and blue covers the Accord": where each name follows its value, whatever stands between.

import type { Mention } from '../find/mentions.ts'
import { claimKindOf } from '../hold/attributes.ts'
import type { Naming } from './namings.ts'

const told = /^(?:drivetrain|transmission|body|fuel|condition)$/

/** What of a vehicle a mention tells, of which it has one; figures have too many ways of standing. */
function kindOf(mention: Mention): string | undefined {
  if (mention.type === 'color')
    return mention.color.part ? undefined : mention.color.role === 'interior' ? 'cabin' : 'paint'
  // "a ten-speed automatic"
  if (mention.type === 'figure') return mention.figure.unit === 'speed' ? 'transmission' : undefined
  const kind =
    mention.type === 'concept'
      ? mention.entries[0]!.group
      : mention.type === 'fact'
        ? claimKindOf(mention.facts[0]!.attribute)
        : ''
  return told.test(kind) ? kind : undefined
}

/**
 * Whose each value is of a sentence with two names where one value stands before the first, one between the two and none
 * behind, as "value, name, value, name".
 */
export function alternating(
  names: readonly Naming[],
  mentions: readonly Mention[],
): (mention: Mention) => Naming | undefined {
  const found = new Map<Mention, Naming>()
  const [one, other, ...more] = names
  if (!one || !other || more.length > 0 || one.subjects === other.subjects) return () => undefined
  const isName = ({ from, to }: Mention): boolean => names.some((name) => from >= name.from && to <= name.to)
  for (const values of Map.groupBy(mentions, kindOf).values()) {
    // "The used Accord is certified, unlike the Jetta": what leads a name is part of it
    if (values.some(isName) || kindOf(values[0]!) === undefined) continue
    const before = values.filter(({ to }) => to <= one.from)
    const between = values.filter(({ from, to }) => from >= one.to && to <= other.from)
    if (before.length === 0 || between.length === 0 || before.length + between.length < values.length)
      continue
    for (const value of before) found.set(value, one)
    for (const value of between) found.set(value, other)
  }
  return (mention) => found.get(mention)
}
