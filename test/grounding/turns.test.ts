// Turns of phrase by five writers who had the facts of four worlds and never saw the verifier, by what they tell of, and
// what was found beside them: each text stands as it is, and not with the wrong words of its brackets (bracketed.ts). What the
// verifier was not taught of the writers' is not here.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { holdBracketed } from './bracketed.ts'
import { fact, ram, rav4, site, table } from './facts.ts'

const suv = table('vehicle:1', {
  ...rav4,
  ...{ engine: '2.5L I4', displacement_l: 2.5, cylinders: 4, city_mpg: 27, highway_mpg: 33 },
  ...{ msrp: 38_410, stock_number: 'T1001' },
  feature: ['Leather-Trimmed Seats', 'Apple CarPlay', 'Heated Front Seats', 'Power Liftgate'],
})
const truck = table('vehicle:2', {
  ...ram,
  ...{ cylinders: 6, stock_number: 'M2002' },
  feature: ['Bed Liner', 'Remote Start', 'Tow Package'],
})
const accord = (trim: string, msrp: number, feature: string[]): Fact[] =>
  table(`model:2026 Honda Accord ${trim}`, {
    ...{ year: 2026, make: 'Honda', model: 'Accord', trim, condition: 'new', msrp, body_style: 'Sedan' },
    ...{ seats: 5, doors: 4, engine: '2.0L I4', displacement_l: 2, cylinders: 4, horsepower: 204 },
    ...{ transmission: 'CVT', drivetrain: 'FWD', fuel_type: 'Gasoline', city_mpg: 46, highway_mpg: 41 },
    ...{ combined_mpg: 44, cargo_volume: 16.7, warranty: '10-year/100,000-mile powertrain warranty' },
    feature,
  })
const shared = ['Apple CarPlay', 'Power Moonroof', 'Blind Spot Monitor']
const several = (attribute: string, ...values: string[]): Fact[] =>
  values.map((value) => fact('stock:Honda Accord', attribute, value))

const worlds: Record<string, Fact[]> = {
  suv: [...suv, ...site],
  two: [...suv, ...truck, ...site],
  ev: [
    ...table('vehicle:3', {
      ...{ year: 2026, make: 'Tesla', model: 'Model 3', trim: 'Long Range', condition: 'new', mileage: 19 },
      ...{ battery_range: 272, horsepower: 271, fuel_type: 'Electric', price: 39_660, owners: 0 },
      ...{ exterior_color: 'Blue', interior_color: 'Gray' },
    }),
    ...site,
  ],
  trims: [
    ...accord('Sport', 33_655, ['Heated Front Seats', '18-Inch Alloy Wheels', ...shared]),
    ...accord('EX-L', 35_945, [
      ...['Leather-Trimmed Seats', 'Heated Rear Seats', 'Head-Up Display', 'Wireless Phone Charger'],
      ...shared,
    ]),
    ...site,
  ],
  stock: [
    ...table('stock:Honda Accord', {
      ...{ stock_make: 'Honda', stock_model: 'Accord', stock_count: 30, stock_new_count: 14 },
      ...{ stock_used_count: 16, stock_certified_count: 5, stock_price_lowest: 21_965 },
      ...{ stock_price_highest: 40_695, stock_mileage_lowest: 406, stock_mileage_highest: 89_594 },
      ...{ stock_body_style: 'Sedan', stock_fuel_type: 'Hybrid', stock_seats: 5 },
    }),
    ...several('stock_trim', 'Sport', 'EX-L', 'Touring'),
    ...several('stock_exterior_color', 'Crystal Black', 'Platinum White Pearl', 'Lunar Silver Metallic'),
    ...site,
  ],
}

const folder = join(import.meta.dirname, 'turns')

for (const file of readdirSync(folder).sort()) {
  const texts: Record<string, string[]> = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  describe(`verify: turns of phrase, ${file.replace('.json', '')}`, () => holdBracketed(worlds, texts))
}
