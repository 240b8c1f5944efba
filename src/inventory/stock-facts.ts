// What only this dealer knows: counted over the vehicles that are in stock now.

import { type FactValue, getAttribute } from '#facts/index.ts'
import type { NewFact } from '#knowledge/index.ts'
import type { CountedVehicle } from './vehicle-store.ts'

const manyOfField = {
  stock_year: 'year',
  stock_trim: 'trim',
  stock_body_style: 'bodyStyle',
  stock_exterior_color: 'exteriorColor',
  stock_interior_color: 'interiorColor',
  stock_engine: 'engine',
  stock_transmission: 'transmission',
  stock_drivetrain: 'drivetrain',
  stock_fuel_type: 'fuelType',
  stock_seats: 'seats',
  stock_doors: 'doors',
  stock_city_mpg: 'cityMpg',
  stock_highway_mpg: 'highwayMpg',
  stock_battery_range: 'batteryRange',
  stock_feature: 'features',
} as const satisfies Record<string, keyof CountedVehicle>

/** `what` is what is counted, as a person says it: "2026 Honda Civic". Nothing in stock: no facts but the count. */
export function stockFacts(what: string, vehicles: readonly CountedVehicle[]): NewFact[] {
  const subject = stockSubject(what)
  const facts: NewFact[] = []
  const add = (attribute: string, value: FactValue | undefined) => {
    if (value !== undefined) facts.push({ subject, attribute, value, unit: getAttribute(attribute).unit })
  }
  add('stock_count', vehicles.length)
  for (const condition of ['new', 'used', 'certified'] as const) {
    const count = vehicles.filter((vehicle) => vehicle.condition === condition).length
    if (count > 0) add(`stock_${condition}_count`, count)
  }
  const prices = present(vehicles.map((vehicle) => vehicle.price))
  const miles = present(vehicles.map((vehicle) => vehicle.mileage))
  if (prices.length > 0) {
    add('stock_price_lowest', least(prices))
    add('stock_price_highest', most(prices))
  }
  if (miles.length > 0) {
    add('stock_mileage_lowest', least(miles))
    add('stock_mileage_highest', most(miles))
  }
  const models = new Set(vehicles.map((vehicle) => `${vehicle.make} ${vehicle.model}`))
  for (const model of models) add('stock_model', model)
  for (const [attribute, field] of Object.entries(manyOfField)) {
    const values = new Set(vehicles.flatMap((vehicle): (FactValue | null)[] => [vehicle[field]].flat()))
    for (const value of values) if (value !== null) add(attribute, value)
  }
  return facts
}

export function stockSubject(what: string): string {
  return `stock:${what}`
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null)
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b))
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b))
}
