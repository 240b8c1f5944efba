// The kinds of error. Each makes one claim of a true text false, in the form that the claim had, and says where and what was
// true. Whether the new words are false is decided in false-check.ts.

import { isFalse } from './false-check.ts'
import { inventionKinds, inventionOf } from './inventions.ts'
import { between, pick, type Random, shuffled } from './random.ts'
import { type Claim, carOf, type Piece, type Rendered, textOf, wordsOfClaim } from './render.ts'
import { knownValues } from './say.ts'
import { type World, worldOf } from './world.ts'

export type Fault = {
  kind: string
  text: string
  /** The changed words: `text.slice(start, end)`. */
  start: number
  end: number
  /** The words that stood there, empty where nothing did. */
  was: string
}
/** A claim that is changed; undefined where it cannot be. */
type Change = (
  claim: Claim,
  world: World,
  random: Random,
  words: string,
) => Partial<Claim> | { words: string } | undefined
type Kind = { attributes: readonly string[]; styles?: (style: string) => boolean; change: Change }

const inexact = new Set(['about', 'around', 'roughly', 'k'])
const bound = new Set(['over', 'under'])
const exact = (style: string): boolean => !inexact.has(style) && !bound.has(style)

/** Away from the true value by a share from `least` to `most`, up or down. */
const away =
  (least: number, most: number, step = 1): Change =>
  (claim, _world, random) => {
    const share = (least + random() * (most - least)) * (random() < 0.5 ? -1 : 1)
    return { value: Math.max(step, Math.round((Number(claim.value) * (1 + share)) / step) * step) }
  }

const byOneTo =
  (most: number, least = 1): Change =>
  (claim, _world, random) => ({
    value: Math.max(least, Number(claim.value) + between(random, 1, most) * (random() < 0.5 ? -1 : 1)),
  })

const otherOf: Change = (claim, _world, random) => ({ value: pick(random, knownValues(claim.attribute)) })

/** One figure of a number of several: "$28,495" to "$28,945" or "$23,495". */
const otherDigit: Change = (claim, _world, random) => {
  const digits = String(claim.value).split('')
  const at = between(random, 0, Math.max(0, digits.length - 2))
  if (random() < 0.5) digits.splice(at, 2, digits[at + 1] ?? '', digits[at]!)
  else digits[at] = String(between(random, 1, 9))
  return { value: Number(digits.join('')) }
}

const otherFeature: Change = (claim, world, random) => {
  const owner = claim.owner === 'stock' ? world.stock : carOf(world, claim.owner)
  return changedFeature(owner?.lacks ?? [], random)
}

function changedFeature(
  from: readonly NonNullable<Claim['feature']>[],
  random: Random,
): Partial<Claim> | undefined {
  if (from.length === 0) return undefined
  const feature = pick(random, from)
  return { feature, value: feature.fact }
}

const ofBetterTrim: Change = (claim, world, random) => {
  if (world.kind !== 'model' || claim.owner !== 'car 1') return undefined
  return changedFeature(
    world.cars[1]!.features.filter((one) => world.cars[0]!.lacks.includes(one)),
    random,
  )
}

const otherTrim: Change = (claim, world, random) => {
  const trims = carOf(world, claim.owner)?.otherTrims ?? []
  return trims.length > 0 ? { value: pick(random, trims) } : undefined
}

/** Another model of the same half, which the world has not. */
const otherModel: Change = (_claim, world, random) => {
  const { cars } = worldOf(random, world.half, 'car')
  return { value: cars[0]!.values.model! }
}

const ofOtherVehicle: Change = (claim, world) => {
  if (world.kind !== 'pair') return undefined
  const other = carOf(world, claim.owner === 'car 1' ? 'car 2' : 'car 1')
  const value = other?.values[claim.attribute]
  return value === undefined ? undefined : { value }
}

const otherMpg: Change = (claim, world) => {
  const value = carOf(world, claim.owner)?.values[claim.attribute === 'city' ? 'highway' : 'city']
  return value === undefined ? undefined : { value }
}

const units: Record<'tuning' | 'heldOut', [RegExp, string][]> = {
  tuning: [
    [/ miles$/, ' kilometers'],
    [/ mi$/, ' km'],
    [/ mpg$/, ' km/l'],
    [/ horsepower$/, ' kilowatts'],
    [/ hp$/, ' kW'],
    [/ pounds$/, ' kilograms'],
    [/ lbs$/, ' kg'],
    [/ cubic feet$/, ' cubic meters'],
    [/-liter$/, '-gallon'],
    [/^\$/, '€'],
  ],
  heldOut: [
    [/ miles$/, ' km'],
    [/ mi$/, ' kilometres'],
    [/ (?:mpg|MPG)$/, ' km per liter'],
    [/ horsepower$/, ' kW'],
    [/ hp$/, ' kilowatts'],
    [/ pounds$/, ' kg'],
    [/ lbs$/, ' tons'],
    [/ cubic feet$/, ' liters'],
    [/ liters$/, ' cubic feet'],
    [/^\$/, '£'],
  ],
}
const otherUnit: Change = (_claim, world, _random, words) => {
  const found = units[world.half].find(([unit]) => unit.test(words))
  return found ? { words: words.replace(found[0], found[1]) } : undefined
}

const pastTolerance = away(0.05, 0.13)
const pastBound: Change = (claim, _world, random) => {
  const share = 0.04 + 0.1 * random()
  return { value: Math.round(Number(claim.value) * (claim.style === 'over' ? 1 + share : 1 - share)) }
}

const otherCharacter: Change = (claim, _world, random) => {
  const characters = String(claim.value).split('')
  const digits = [...characters.keys()].filter((i) => /\d/.test(characters[i]!))
  const at = pick(random, digits.slice(-6))
  characters[at] = String((Number(characters[at]) + between(random, 1, 8)) % 10)
  return { value: characters.join('') }
}

const otherDate: Change = (_claim, _world, random) => ({
  value: `2026-${String(between(random, 1, 3)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`,
})

const slotKinds: Record<string, Kind> = {
  trim: { attributes: ['trim'], change: otherTrim },
  feature: { attributes: ['feature'], change: otherFeature },
  'feature of another trim': { attributes: ['feature'], change: ofBetterTrim },
  drivetrain: { attributes: ['drivetrain'], change: otherOf },
  transmission: { attributes: ['transmission'], change: otherOf },
  fuel: { attributes: ['fuel'], change: otherOf },
  body: { attributes: ['body'], change: otherOf },
  'condition and CPO': { attributes: ['condition'], change: otherOf },
  'owner count': { attributes: ['owners'], change: byOneTo(3) },
  'stock count': { attributes: ['count', 'new', 'used', 'certified'], change: byOneTo(6) },
  year: { attributes: ['year'], change: byOneTo(4) },
  model: { attributes: ['model'], change: otherModel },
  price: { attributes: ['price', 'low', 'high'], styles: exact, change: otherDigit },
  MSRP: { attributes: ['msrp'], change: away(0.01, 0.2, 5) },
  mileage: { attributes: ['mileage', 'miles_low', 'miles_high'], styles: exact, change: otherDigit },
  mpg: { attributes: ['city', 'highway', 'combined'], change: byOneTo(9, 5) },
  'mpg of the other cycle': { attributes: ['city', 'highway'], change: otherMpg },
  range: { attributes: ['range'], styles: exact, change: away(0.02, 0.2) },
  seats: { attributes: ['seats'], change: byOneTo(3, 2) },
  doors: { attributes: ['doors'], change: byOneTo(2, 2) },
  'engine size': {
    attributes: ['liters'],
    change: (claim, _world, random) => ({
      value: Math.max(1, Number(claim.value) + (between(random, 2, 15) / 10) * (random() < 0.5 ? -1 : 1)),
    }),
  },
  cylinders: { attributes: ['layout'], change: otherOf },
  horsepower: { attributes: ['horsepower'], change: away(0.02, 0.25) },
  'towing and cargo': { attributes: ['towing', 'cargo'], change: away(0.04, 0.3) },
  'exterior color': { attributes: ['exterior'], change: otherOf },
  'interior color': { attributes: ['interior'], change: otherOf },
  unit: {
    attributes: [
      'price',
      'msrp',
      'low',
      'high',
      'mileage',
      'miles_low',
      'miles_high',
      'range',
      'city',
      'highway',
      'combined',
      'horsepower',
      'towing',
      'cargo',
      'liters',
    ],
    change: otherUnit,
  },
  'rounding beyond tolerance': {
    attributes: ['price', 'mileage', 'range'],
    styles: (style) => inexact.has(style),
    change: pastTolerance,
  },
  'bound that does not hold': {
    attributes: ['price', 'mileage', 'range'],
    styles: (style) => bound.has(style),
    change: pastBound,
  },
  'figure of the other vehicle': {
    attributes: [
      'price',
      'mileage',
      'seats',
      'city',
      'highway',
      'horsepower',
      'drivetrain',
      'transmission',
      'exterior',
    ],
    change: ofOtherVehicle,
  },
  'phone and address': { attributes: ['phone', 'address', 'zip'], change: otherCharacter },
  'VIN and stock number': { attributes: ['vin', 'stock_number'], change: otherCharacter },
  date: { attributes: ['since'], change: otherDate },
  warranty: { attributes: ['warranty'], change: otherOf },
  award: { attributes: ['award'], change: otherOf },
}

export type ErrorKind = string
export const errorKinds: readonly ErrorKind[] = [...Object.keys(slotKinds), ...inventionKinds]

/** A slot of a question states nothing. */
function isAsked(pieces: readonly Piece[], at: number): boolean {
  return /^[^.!?\n]*\?/.test(textOf(pieces.slice(at + 1)).replace(/\d\.\d/g, ''))
}

function changeSlot(name: string, kind: Kind, drafted: Rendered, random: Random): Fault | undefined {
  const { pieces, world } = drafted
  const fitting = [...pieces.keys()].filter((i) => {
    const { claim } = pieces[i]!
    return (
      claim &&
      (claim.owner === 'dealer') === (name === 'phone and address') &&
      kind.attributes.includes(claim.attribute) &&
      (kind.styles?.(claim.style) ?? true) &&
      !isAsked(pieces, i)
    )
  })
  for (const at of shuffled(random, fitting)) {
    const { claim, text: was } = pieces[at] as { claim: Claim; text: string }
    for (let attempt = 0; attempt < 12; attempt++) {
      const change = kind.change(claim, world, random, was)
      if (!change) break
      const changed: Claim = { ...claim, ...change }
      const words = 'words' in change ? change.words : wordsOfClaim(changed, world.half, random)
      if (!isFalse({ world, claim, changed, was, words, sameValue: 'words' in change })) continue
      const before = textOf(pieces.slice(0, at))
      return {
        kind: name,
        text: before + words + textOf(pieces.slice(at + 1)),
        start: before.length,
        end: before.length + words.length,
        was,
      }
    }
  }
  return undefined
}

/** The text with one claim made false; undefined where it has no claim for this kind. */
export function faultOf(kind: ErrorKind, drafted: Rendered, random: Random): Fault | undefined {
  const ofSlot = slotKinds[kind]
  return ofSlot ? changeSlot(kind, ofSlot, drafted, random) : inventionOf(kind, drafted, random)
}
