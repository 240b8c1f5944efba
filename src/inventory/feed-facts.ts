import { type FactValue, getAttribute } from '#facts/index.ts'
import type { NewFact } from '#knowledge/index.ts'
import type { Vehicle } from './vehicle.ts'

/** What a feed's column says is a fact of this attribute. */
const attributeOfField = {
  vin: 'vin',
  stockNumber: 'stock_number',
  condition: 'condition',
  year: 'year',
  make: 'make',
  model: 'model',
  trim: 'trim',
  bodyStyle: 'body_style',
  exteriorColor: 'exterior_color',
  interiorColor: 'interior_color',
  engine: 'engine',
  cylinders: 'cylinders',
  displacementL: 'displacement_l',
  transmission: 'transmission',
  drivetrain: 'drivetrain',
  fuelType: 'fuel_type',
  doors: 'doors',
  seats: 'seats',
  mileage: 'mileage',
  price: 'price',
  msrp: 'msrp',
  salePrice: 'sale_price',
  cityMpg: 'city_mpg',
  highwayMpg: 'highway_mpg',
  batteryRange: 'battery_range',
  inStockSince: 'in_stock_since',
  features: 'feature',
  options: 'option',
} as const satisfies Partial<Record<keyof Vehicle, string>>

const vehicles = 'vehicle:'

export function vehicleSubject(vin: string): string {
  return `${vehicles}${vin}`
}

/** Undefined for the subject of something else. */
export function vinOf(subject: string): string | undefined {
  return subject.startsWith(vehicles) ? subject.slice(vehicles.length) : undefined
}

/** Every fact that a vehicle's feed row carries. Dealer comments are prose, and no facts. */
export function feedFacts(vehicle: Vehicle): NewFact[] {
  const facts: NewFact[] = []
  for (const [field, key] of Object.entries(attributeOfField)) {
    const { unit } = getAttribute(key)
    const value = vehicle[field as keyof typeof attributeOfField]
    const values: FactValue[] = Array.isArray(value) ? value : value === null ? [] : [value]
    for (const one of values)
      facts.push({ subject: vehicleSubject(vehicle.vin), attribute: key, value: one, unit })
  }
  return facts
}

export const feedReading = { kind: 'feed', title: 'Inventory feed', url: null } as const
