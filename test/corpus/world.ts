// What the corpus speaks of: vehicles, the trims of a model, a stock, and the dealer, all made up. A world knows what is true;
// its facts are the same in the ledger's words.

import { between, pick, type Random, shuffled } from './random.ts'
import featureList from './words/features.json' with { type: 'json' }
import models from './words/models.json' with { type: 'json' }
import values from './words/values.json' with { type: 'json' }

export type Half = 'tuning' | 'heldOut'
export type WorldKind = 'car' | 'ev' | 'pair' | 'stock' | 'model'
export type Value = string | number

export type Feature = { fact: string; tuning: string[]; heldOut: string[]; not?: string[]; only?: string[] }

export type Car = {
  subject: string
  values: Record<string, Value>
  features: Feature[]
  /** Equipment that it does not have. */
  lacks: Feature[]
  otherTrims: string[]
}

export type Stock = {
  subject: string
  values: Record<string, Value>
  trims: string[]
  colors: string[]
  features: Feature[]
  lacks: Feature[]
}

export type World = {
  kind: WorldKind
  half: Half
  cars: Car[]
  stock: Stock | null
  dealer: Record<string, Value>
}

type Model = {
  make: string
  model: string
  body: string
  seats: number
  doors: number
  engine?: (number | string)[]
  horsepower: number
  transmission: string
  drives: string[]
  fuel: string
  mpg?: number[]
  range?: number
  price: number
  towing?: number
  cargo?: number
  trims: string[]
}

const features = featureList as Feature[]
const dealers = {
  tuning: [
    ['Lone Star Motors', '(512) 555-0142', '1200 Main Street', 'Austin', 'TX', '78701', 'lonestarmotors.com'],
    [
      'Harbor View Auto',
      '(207) 555-0163',
      '48 Ocean Avenue',
      'Portland',
      'ME',
      '04101',
      'harborviewauto.com',
    ],
  ],
  heldOut: [
    [
      'Cedar Ridge Cars',
      '(303) 555-0177',
      '915 Federal Boulevard',
      'Denver',
      'CO',
      '80204',
      'cedarridgecars.com',
    ],
    [
      'Bluegrass Drive',
      '(859) 555-0119',
      '3300 Richmond Road',
      'Lexington',
      'KY',
      '40509',
      'bluegrassdrive.com',
    ],
  ],
}

function dealerOf(random: Random, half: Half): Record<string, Value> {
  const [name, phone, address, city, state, zip, domain] = pick(random, dealers[half]) as string[]
  return {
    name: name!,
    phone: phone!,
    address: address!,
    city: city!,
    state: state!,
    zip: zip!,
    domain: domain!,
  }
}

const vinCharacters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
const characters = (random: Random, count: number, from = vinCharacters): string =>
  Array.from({ length: count }, () => from[Math.floor(random() * from.length)]).join('')

function fits(feature: Feature, body: string): boolean {
  return !feature.not?.includes(body) && (feature.only?.includes(body) ?? true)
}

/** What is like it in words is neither there nor lacking, so that what is lacking is surely so. */
const alike = [
  ['Power Moonroof', 'Panoramic Sunroof'],
  ['Power Liftgate', 'Hands-Free Power Liftgate'],
  ['18-Inch Alloy Wheels', '20-Inch Alloy Wheels'],
  ['Backup Camera', 'Surround-View Camera'],
]

function equipment(random: Random, body: string): { features: Feature[]; lacks: Feature[] } {
  const left = new Set(alike.map((group) => pick(random, group)))
  const fitting = shuffled(
    random,
    features.filter((one) => fits(one, body) && !left.has(one.fact)),
  )
  return { features: fitting.slice(0, 14), lacks: fitting.slice(14) }
}

function isoDate(random: Random): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `2026-${two(between(random, 1, 3))}-${two(between(random, 1, 28))}`
}

/** What all vehicles of a model and a trim share. */
function modelValues(random: Random, model: Model): Record<string, Value> {
  const { make, body, seats, doors, horsepower, transmission, fuel, towing, cargo, range } = model
  const shared: Record<string, Value> = {
    make,
    model: model.model,
    body,
    seats,
    doors,
    horsepower,
    transmission,
    fuel,
  }
  shared.drivetrain = pick(random, model.drives)
  if (model.engine) {
    shared.liters = model.engine[0]!
    shared.layout = `${model.engine[2]}${model.engine[1]}`
  }
  if (model.mpg) for (const [i, key] of ['city', 'highway', 'combined'].entries()) shared[key] = model.mpg[i]!
  if (range) shared.range = range
  if (towing) shared.towing = towing
  if (cargo) shared.cargo = cargo
  return shared
}

function carOf(random: Random, model: Model): Car {
  const trim = pick(random, model.trims)
  const condition = pick(random, ['new', 'used', 'used', 'certified'])
  const year = condition === 'new' ? 2026 : between(random, 2020, 2025)
  const price =
    Math.round(
      (model.price * (condition === 'new' ? 1 : 0.55 + 0.07 * (year - 2020)) + between(random, 0, 4000)) / 5,
    ) * 5
  const vin = characters(random, 8) + characters(random, 9, '123456789')
  const all: Record<string, Value> = {
    ...modelValues(random, model),
    vin,
    stock_number: characters(random, 1, 'ABCHKMT') + between(random, 1001, 9999),
    year,
    trim,
    condition,
    exterior: pick(random, Object.keys(values.exterior)),
    interior: pick(random, Object.keys(values.interior)),
    price,
    mileage: condition === 'new' ? between(random, 4, 60) : between(random, 9000, 68000),
    since: isoDate(random),
  }
  if (condition === 'new') all.msrp = price + between(random, 10, 60) * 50
  else all.owners = between(random, 1, 3)
  return {
    subject: `vehicle:${vin}`,
    values: all,
    ...equipment(random, model.body),
    otherTrims: model.trims.filter((one) => one !== trim),
  }
}

/** Two trims of one model year, as a maker's page has them: what the second adds the first lacks. */
function trimsOf(random: Random, model: Model): Car[] {
  const low = between(random, 0, model.trims.length - 2)
  const both = equipment(random, model.body)
  const shared = modelValues(random, model)
  const warranty = pick(random, Object.keys(values.warranty))
  const award = pick(random, Object.keys(values.award))
  return [model.trims[low]!, model.trims[low + 1]!].map((trim, i) => ({
    subject: `model:2026 ${model.make} ${model.model} ${trim}`,
    values: {
      ...shared,
      year: 2026,
      trim,
      msrp: model.price + 2350 * i + between(random, 0, 15) * 5,
      warranty,
      award,
    },
    features: i === 0 ? both.features.slice(0, 8) : both.features,
    lacks: i === 0 ? both.features.slice(8) : both.lacks,
    otherTrims: model.trims.filter((one) => one !== model.trims[low] && one !== model.trims[low + 1]),
  }))
}

function stockOf(random: Random, model: Model): Stock {
  const fresh = between(random, 2, 30)
  const used = between(random, 2, 18)
  const certified = between(random, 1, used - 1)
  const low = Math.round((model.price * 0.6 + between(random, 0, 3000)) / 5) * 5
  const { features: has, lacks } = equipment(random, model.body)
  return {
    subject: `stock:${model.make} ${model.model}`,
    values: {
      make: model.make,
      model: model.model,
      count: fresh + used,
      new: fresh,
      used,
      certified,
      low,
      high: low + between(random, 1000, 4000) * 5,
      miles_low: between(random, 4, 900),
      miles_high: between(random, 30000, 90000),
      seats: model.seats,
      fuel: model.fuel,
      drivetrain: pick(random, model.drives),
      body: model.body,
    },
    trims: model.trims,
    colors: shuffled(random, Object.keys(values.exterior)).slice(0, 3),
    features: has.slice(0, 8),
    lacks,
  }
}

/** A world of the kind that a template wants; the halves share no model. */
export function worldOf(random: Random, half: Half, kind: WorldKind): World {
  const list = models[half] as Model[]
  const world: World = { kind, half, cars: [], stock: null, dealer: dealerOf(random, half) }
  const some = shuffled(
    random,
    list.filter((one) => (kind === 'ev') === (one.fuel === 'Electric')),
  )
  if (kind === 'model') world.cars = trimsOf(random, some[0]!)
  else if (kind === 'pair') world.cars = [carOf(random, some[0]!), carOf(random, some[1]!)]
  else if (kind !== 'stock') world.cars = [carOf(random, some[0]!)]
  else world.stock = stockOf(random, some[0]!)
  return world
}
