// Whether changed words are surely false: another value than the true one, beyond every tolerance, and no other true value of
// the same subject nor another word for it. It decides by the world and the words alone and knows nothing of the verifier.

import { type Claim, carOf } from './render.ts'
import { wordings } from './say.ts'
import type { Value, World } from './world.ts'

/** `sameValue`: the number stays and something else of the claim changes, its unit. */
export type ChangedClaim = {
  world: World
  claim: Claim
  changed: Claim
  was: string
  words: string
  sameValue: boolean
}

/** Of each pair the second may be called the first without saying anything false. */
const mayBeCalled: readonly [string, string][] = [
  ['AWD', '4WD'],
  ['4WD', 'AWD'],
  ['used', 'certified'],
  ['CVT', 'Single-Speed Automatic'],
  ['SUV', 'Wagon'],
  ['Wagon', 'SUV'],
  ['Hatchback', 'Wagon'],
  ['Hatchback', 'SUV'],
]

function trueValues(world: World, claim: Claim): Value[] {
  const car = carOf(world, claim.owner)
  // each name of a model is true somewhere in a world that has it
  if (claim.attribute === 'model')
    return world.stock ? [world.stock.values.model!] : world.cars.map((one) => one.values.model!)
  if (claim.attribute === 'feature') return (car ?? world.stock)!.features.map((one) => one.fact)
  if (claim.owner === 'stock' && claim.attribute === 'trim') return world.stock!.trims
  if (claim.owner === 'stock' && claim.attribute === 'exterior') return world.stock!.colors
  const owned =
    claim.owner === 'stock' ? world.stock!.values : claim.owner === 'dealer' ? world.dealer : car!.values
  return [owned[claim.attribute]!]
}

const numberIn = (words: string): number => {
  const digits = Number(/[\d,]*\d(?:\.\d+)?/.exec(words)?.[0].replaceAll(',', '') ?? Number.NaN)
  return /k\b/.test(words) ? digits * 1000 : digits
}

function isFalseNumber({ claim, changed, words }: ChangedClaim): boolean {
  const [truth, said] = [Number(claim.value), numberIn(words)]
  if (claim.style === 'over') return said > truth
  if (claim.style === 'under') return said < truth
  if (['about', 'around', 'roughly', 'k'].includes(claim.style)) return Math.abs(said - truth) > 0.03 * truth
  return changed.value !== claim.value
}

/** A word of two numbers of cylinders may be the same count: "six-cylinder" is a V6 and an inline-six. */
const sameCount = (a: Value, b: Value): boolean => String(a).slice(1) === String(b).slice(1)

const folded = (words: string): string => words.toLowerCase().replace(/[^a-z0-9]/g, '')

export function isFalse(one: ChangedClaim): boolean {
  const { world, claim, changed, was, words } = one
  if (one.sameValue) return words !== was
  if (folded(was) === folded(words) || changed.value === claim.value) return false
  const truths = trueValues(world, claim)
  if (typeof claim.value === 'number') return !truths.includes(changed.value) && isFalseNumber(one)
  if (truths.includes(changed.value)) return false
  if (claim.attribute === 'layout' && sameCount(claim.value, changed.value)) return false
  const own = truths.flatMap((value) => wordings(claim.attribute, value, world.half)).map(folded)
  if (own.some((word) => word === folded(words) || word.includes(folded(words)))) return false
  return !truths.some((truth) =>
    mayBeCalled.some(([name, value]) => name === changed.value && value === truth),
  )
}
