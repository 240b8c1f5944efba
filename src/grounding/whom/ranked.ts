// "The cheaper one", "the pricier of the two": of two vehicles with known prices the one that is meant.

import type { Unit } from '../find/mentions.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import type { Naming } from './namings.ts'

const cheaper = /^(?:cheaper|lower[ -]priced|less (?:expensive|costly|pricey)|more affordable)$/
const pricier = /^(?:pricier|costlier|dearer|higher[ -]priced|more (?:expensive|costly))$/
const noun =
  /^(one|car|truck|suv|vehicle|pick|choice|option|model|trim|grade|pair|two|is|has|of|at|here|seat|get)$/

/** The two vehicles, the cheaper first; undefined where a price is not known, or the same. */
function byPrice(p: PreparedFacts): [string, string] | undefined {
  const { vehicles } = p.named
  if (vehicles.length !== 2) return undefined
  for (const attribute of ['price', 'msrp']) {
    const prices = vehicles.map((name) =>
      Number(p.byAttribute.get(attribute)?.find(({ subject }) => subject === name)?.value ?? Number.NaN),
    )
    const [one, other] = prices as [number, number]
    if (one < other) return [vehicles[0]!, vehicles[1]!]
    if (one > other) return [vehicles[1]!, vehicles[0]!]
  }
  return undefined
}

/** Words of a unit that mean one of two vehicles by its price. */
export function rankedOf(p: PreparedFacts, { tokens, from, to }: Unit): Naming[] {
  if (p.named.vehicles.length !== 2) return []
  const found: Naming[] = []
  for (let at = from + 1; at < to; at++) {
    if (tokens[at - 1]!.word !== 'the') continue
    const two = at + 1 < to ? `${tokens[at]!.word} ${tokens[at + 1]!.word}` : ''
    const isTwo = cheaper.test(two) || pricier.test(two)
    const words = isTwo ? two : tokens[at]!.word
    if (!cheaper.test(words) && !pricier.test(words)) continue
    const end = isTwo ? at + 2 : at + 1
    const next = end < to ? tokens[end]! : undefined
    if (next?.gap === 'join' && !noun.test(next.stem)) continue
    const order = byPrice(p)
    if (!order) return []
    const subjects = new Set([order[cheaper.test(words) ? 0 : 1]])
    found.push({ from: at, to: end, level: 'models', all: subjects, subjects, isRanked: true })
  }
  return found
}

const joining =
  /^(is|was|would|be|being|the|our|a|an|here|one|car|truck|suv|vehicle|pick|choice|option|of|two|pair|remains?)$/

/** What is said to be the cheaper or the pricier of two: the words, and whether it is. */
export function rankings(
  { tokens, from }: Unit,
  namings: readonly Pick<Naming, 'from' | 'to' | 'subjects' | 'isRanked'>[],
): { from: number; to: number; subject: string; holds: boolean }[] {
  return namings.flatMap((one, i) => {
    if (!one.isRanked) return []
    for (const other of [namings[i - 1], namings[i + 1]]) {
      if (!other || other.isRanked || other.subjects.size !== 1) continue
      const [low, high] = other.from < one.from ? [other, one] : [one, other]
      const between = tokens.slice(low.to, high.from)
      if (between.length > 7 || !between.every(({ word }) => joining.test(word))) continue
      const isSaid = between.some(({ word }) => /^(is|was|be|being|remains?)$/.test(word))
      // "The cheaper one, the Jetta, seats five."
      const isComma = between.some(({ gap }) => gap === 'comma') || tokens[high.from]!.gap === 'comma'
      if (!isSaid && !(isComma && low === one && one.from === from + 1)) continue
      const [subject] = one.subjects as ReadonlySet<string> & Iterable<string>
      return [{ from: one.from, to: one.to, subject: subject!, holds: other.subjects.has(subject!) }]
    }
    return []
  })
}
