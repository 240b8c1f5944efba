import type { Fact, FactSource, FactValue } from '#facts/index.ts'
import type { Value, World } from './world.ts'

/** The ledger's attribute and unit of what a world knows of a vehicle. */
const attributes: Record<string, [string, string | null]> = {
  vin: ['vin', null],
  stock_number: ['stock_number', null],
  year: ['year', null],
  make: ['make', null],
  model: ['model', null],
  trim: ['trim', null],
  condition: ['condition', null],
  since: ['in_stock_since', null],
  body: ['body_style', null],
  exterior: ['exterior_color', null],
  interior: ['interior_color', null],
  doors: ['doors', null],
  seats: ['seats', null],
  liters: ['displacement_l', 'L'],
  transmission: ['transmission', null],
  drivetrain: ['drivetrain', null],
  fuel: ['fuel_type', null],
  city: ['city_mpg', 'mpg'],
  highway: ['highway_mpg', 'mpg'],
  combined: ['combined_mpg', 'mpg'],
  range: ['battery_range', 'mi'],
  horsepower: ['horsepower', 'hp'],
  towing: ['towing_capacity', 'lb'],
  cargo: ['cargo_volume', 'cu-ft'],
  price: ['price', 'USD'],
  msrp: ['msrp', 'USD'],
  mileage: ['mileage', 'mi'],
  owners: ['owners', null],
  warranty: ['warranty', null],
  award: ['award', null],
}
const ofStock: Record<string, [string, string | null]> = {
  count: ['stock_count', null],
  new: ['stock_new_count', null],
  used: ['stock_used_count', null],
  certified: ['stock_certified_count', null],
  low: ['stock_price_lowest', 'USD'],
  high: ['stock_price_highest', 'USD'],
  miles_low: ['stock_mileage_lowest', 'mi'],
  miles_high: ['stock_mileage_highest', 'mi'],
  model: ['stock_model', null],
  seats: ['stock_seats', null],
  fuel: ['stock_fuel_type', null],
  drivetrain: ['stock_drivetrain', null],
  body: ['stock_body_style', null],
}

const feed: FactSource = {
  kind: 'feed',
  title: 'Inventory feed',
  url: null,
  retrievedAt: '2026-03-01T08:00:00.000Z',
}
const page: FactSource = {
  kind: 'web',
  title: 'Model guide',
  url: 'https://guide.example/models',
  retrievedAt: '2026-02-01T08:00:00.000Z',
}
const profile: FactSource = { ...feed, kind: 'site', title: 'Site profile' }

/** "V6" as a feed's engine column has it: "3.5L V6". */
function engineFacts(values: Record<string, Value>): [string, FactValue, string | null][] {
  if (values.layout === undefined) return []
  return [
    ['engine', `${Number(values.liters).toFixed(1)}L ${values.layout}`, null],
    ['cylinders', Number(String(values.layout).slice(1)), null],
  ]
}

/** All that the ledger holds of a world. */
export function factsOf(world: World): Fact[] {
  const facts: Fact[] = []
  const add = (
    subject: string,
    source: FactSource,
    attribute: string,
    value: FactValue,
    unit: string | null,
  ): void => {
    facts.push({ id: `f${facts.length + 1}`, subject, attribute, value, unit, source })
  }
  for (const car of world.cars) {
    const source = world.kind === 'model' ? page : feed
    for (const [key, value] of Object.entries(car.values)) {
      const [attribute, unit] = attributes[key] ?? []
      if (attribute) add(car.subject, source, attribute, value, unit ?? null)
    }
    for (const [attribute, value, unit] of engineFacts(car.values))
      add(car.subject, source, attribute, value, unit)
    for (const feature of car.features) add(car.subject, source, 'feature', feature.fact, null)
  }
  if (world.stock) {
    const { subject, values, trims, colors, features } = world.stock
    for (const [key, value] of Object.entries(values)) {
      const [attribute, unit] = ofStock[key] ?? []
      if (attribute) add(subject, feed, attribute, value, unit ?? null)
    }
    for (const value of trims) add(subject, feed, 'stock_trim', value, null)
    for (const value of colors) add(subject, feed, 'stock_exterior_color', value, null)
    for (const { fact } of features) add(subject, feed, 'stock_feature', fact, null)
  }
  for (const [key, value] of Object.entries(world.dealer)) add('site:1', profile, `site_${key}`, value, null)
  return facts
}
