// What is known of a vehicle beside its name, for the choice of questions: what drives it, its body, its age.
// Known from the keyword's words, else from this site's stock, else from NHTSA vPIC (facts/ and bank/models.json);
// what none of them tells stays unknown, and then only questions that hold for any vehicle apply.

import modelData from './bank/models.json' with { type: 'json' }
import { areAllModelsElectric, type Catalogue, isElectricModel } from './catalogue.ts'
import type { Powertrain } from './types.ts'
import type { FoundVehicle } from './vehicles.ts'

export type Body =
  | 'truck'
  | 'suv'
  | 'minivan'
  | 'van'
  | 'sedan'
  | 'coupe'
  | 'convertible'
  | 'hatchback'
  | 'wagon'

export type Traits = {
  /** Empty: unknown. */
  powertrains: ReadonlySet<Powertrain>
  bodies: ReadonlySet<Body>
}

const bodyWords: readonly (readonly [RegExp, Body])[] = [
  [
    /pickup|truck|crew ?cab|double ?cab|quad ?cab|regular ?cab|extended ?cab|super ?crew|super ?cab|mega ?cab/i,
    'truck',
  ],
  [/minivan|mini-van|mpv/i, 'minivan'],
  [/sport ?utility|suv|crossover|\bcuv\b/i, 'suv'],
  [/\bvan\b|cargo|passenger van/i, 'van'],
  [/convertible|cabrio|roadster|spyder|spider/i, 'convertible'],
  [/hatch|liftback/i, 'hatchback'],
  [/wagon|estate|avant/i, 'wagon'],
  [/coupe|2dr|2 ?door|2d\b/i, 'coupe'],
  [/sedan|saloon|4dr car|4d car/i, 'sedan'],
]

/** A feed's body style ("4D Sport Utility", "Crew Cab Pickup") as one of ours. */
function bodyFrom(text: string | null): Body | null {
  return (text && bodyWords.find(([pattern]) => pattern.test(text))?.[1]) || null
}

/** A feed's fuel ("Gasoline Fuel", "Plug-In Electric/Gas") as a powertrain. */
function powertrainFrom(text: string | null): Powertrain | null {
  if (!text) return null
  if (/plug|phev/i.test(text)) return 'plug_in_hybrid'
  if (/hybrid|electric.*gas|gas.*electric/i.test(text)) return 'hybrid'
  if (/electric|battery|\bbev\b|\bev\b/i.test(text)) return 'electric'
  if (/diesel/i.test(text)) return 'diesel'
  if (/gas|flex|unleaded|premium|e85|petrol/i.test(text)) return 'gas'
  return null
}

function readModelData(): Map<string, Traits> {
  const traits = new Map<string, Traits>()
  for (const [make, rows] of Object.entries(modelData))
    for (const [row, models] of Object.entries(rows)) {
      const marks = row.split(' ')
      const bodies = new Set(marks.map((mark) => bodyFrom(mark)).filter((body) => body !== null))
      const powertrains = new Set(marks.map((mark) => powertrainFrom(mark)).filter((kind) => kind !== null))
      for (const model of models.split('|')) traits.set(`${make}|${model}`, { bodies, powertrains })
    }
  return traits
}

const ofModel = readModelData()
const none: Traits = { powertrains: new Set(), bodies: new Set() }

/** Traits of one vehicle. `words` are the keyword's tokens that no name has taken. */
export function traitsOf(vehicle: FoundVehicle, words: readonly string[], catalogue: Catalogue): Traits {
  const rows = catalogue.stockOf(vehicle.make, vehicle.model)
  const sameYear = rows.filter((e) => vehicle.year === null || e.year === vehicle.year)
  const sameTrim = sameYear.filter((e) => vehicle.trim === null || e.trim === vehicle.trim)
  const narrowest = [sameTrim, sameYear, rows].find((list) => list.length > 0) ?? []
  const known = ofModel.get(`${vehicle.make}|${vehicle.model}`) ?? none

  const stockBodies = new Set(narrowest.map((e) => bodyFrom(e.bodyStyle)).filter((body) => body !== null))
  const namedBody = words.map((word) => bodyFrom(word)).find((body) => body !== null && body !== 'van')
  const bodies =
    namedBody && !known.bodies.has('truck')
      ? new Set([namedBody])
      : stockBodies.size > 0
        ? stockBodies
        : known.bodies
  return { bodies, powertrains: powertrainsOf(vehicle, words, narrowest, known) }
}

function powertrainsOf(
  vehicle: FoundVehicle,
  words: readonly string[],
  rows: readonly { fuelType: string | null }[],
  known: Traits,
): ReadonlySet<Powertrain> {
  if (vehicle.powertrain) return new Set([vehicle.powertrain])
  const named = powertrainInWords(words)
  if (named) return new Set([named])
  if (isElectricModel(vehicle.make, vehicle.model) || areAllModelsElectric(vehicle.make))
    return new Set(['electric'])
  const fuels = new Set(rows.map((e) => powertrainFrom(e.fuelType)).filter((kind) => kind !== null))
  if (fuels.size > 0) return fuels
  // Who asks about charging has a version in mind that charges.
  return words.some((word) => /^(?:charging|charger|kwh)$/.test(word))
    ? new Set(['electric', 'plug_in_hybrid'])
    : known.powertrains
}

/** The powertrain that loose words of a keyword name, when they name one alone. */
export function powertrainInWords(words: readonly string[]): Powertrain | null {
  const text = words.join(' ')
  if (/\bplug ?in\b|\bphev\b/.test(text)) return 'plug_in_hybrid'
  const kinds = new Set<Powertrain>()
  if (/\bhybrids?\b/.test(text)) kinds.add('hybrid')
  if (
    /\b(?:evs?|bevs?|all electric|battery electric|electric (?:car|vehicle|suv|truck|version|model|range|motor)s?)\b/.test(
      text,
    )
  )
    kinds.add('electric')
  if (/\bdiesels?\b/.test(text)) kinds.add('diesel')
  const [only] = kinds
  return kinds.size === 1 && only ? only : null
}

/** The conditions of the question bank that these traits fulfil. */
export function conditionsOf({ powertrains, bodies }: Traits): Set<string> {
  const facts = new Set<string>()
  const all = <T>(set: ReadonlySet<T>, ...members: T[]) =>
    set.size > 0 && [...set].every((item) => members.includes(item))
  const mark = (holds: boolean, ...names: string[]) => {
    if (holds) for (const name of names) facts.add(name)
  }
  mark(all(powertrains, 'electric'), 'electric')
  mark(all(powertrains, 'electric', 'plug_in_hybrid'), 'plug')
  mark(all(powertrains, 'gas', 'diesel', 'hybrid', 'plug_in_hybrid'), 'engine')
  mark(all(powertrains, 'gas', 'hybrid', 'plug_in_hybrid'), 'gas')
  mark(all(powertrains, 'diesel'), 'diesel')
  mark(all(powertrains, 'hybrid', 'plug_in_hybrid'), 'hybrid')
  mark(all(powertrains, 'plug_in_hybrid'), 'phev')
  mark(!facts.has('electric') && !facts.has('engine'), 'neutral')
  for (const body of [
    'truck',
    'suv',
    'minivan',
    'van',
    'sedan',
    'coupe',
    'convertible',
    'hatchback',
    'wagon',
  ] as const)
    mark(all(bodies, body), body)
  mark(all(bodies, 'sedan', 'coupe', 'convertible', 'hatchback', 'wagon'), 'car')
  mark(all(bodies, 'truck', 'suv', 'minivan', 'van'), 'hauler')
  mark(all(bodies, 'suv', 'minivan'), 'rows')
  mark(all(bodies, 'suv', 'minivan', 'van', 'wagon', 'hatchback'), 'boxy')
  return facts
}

/** The conditions of age: what can be bought new, what can be bought used, what somebody owns. */
export function ageConditions(
  year: number | null,
  currentYear: number | null,
  named: { used: boolean; fresh: boolean },
): Set<string> {
  const facts = new Set<string>()
  const isNext = year !== null && currentYear !== null && year > currentYear
  const isPast = year !== null && currentYear !== null && year < currentYear - 1
  if (isNext) facts.add('next')
  else facts.add('owned')
  if (isNext || (!isPast && !named.used)) facts.add('new')
  const isCurrent = year !== null && currentYear !== null && year >= currentYear
  if (!isNext && (named.used || (!isCurrent && !named.fresh))) facts.add('used')
  if (year !== null) facts.add('year')
  return facts
}

const nouns: Readonly<Record<string, string>> = {
  truck: 'trucks',
  suv: 'SUVs',
  minivan: 'minivans',
  van: 'vans',
  sedan: 'sedans',
  coupe: 'coupes',
  convertible: 'convertibles',
  hatchback: 'hatchbacks',
  wagon: 'wagons',
  car: 'cars',
}

/** "sedans", "SUVs"; "vehicles" where the body is unknown. */
export function kindNoun(facts: ReadonlySet<string>): string {
  return Object.entries(nouns).find(([condition]) => facts.has(condition))?.[1] ?? 'vehicles'
}
