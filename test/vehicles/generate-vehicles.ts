// Vehicles that could stand on a dealer's lot, the same ones for the same seed. The catalogue's VIN patterns decode
// to the make, model and year that the vehicle has; what vPIC does not know (colors, prices, mileage, fuel economy,
// equipment) is invented, and consistent within a vehicle.
import type { Vehicle } from '../../src/inventory/vehicle.ts'
import { checkDigit } from '../../src/knowledge/vpic/vin-structure.ts'
import catalogue from './catalogue.json' with { type: 'json' }
import palette from './palette.json' with { type: 'json' }
import { type SeededRandom, seededRandom } from './random.ts'

export { toCsv } from './vehicle-csv.ts'

type CatalogueEntry = (typeof catalogue)[number]
type Equipment = { name: string; bodyStyles?: string[]; seatsMin?: number; fuelTypes?: string[] }

/** Model years that stand on the lot as new. */
const newYears = [2025, 2026]
const richFeatures = 15
const yearCodes = 'ABCDEFGHJKLMNPRSTVWXY123456789'

function vinOf({ year, pattern, plant }: CatalogueEntry['years'][number], serial: number): string {
  const rest = `${yearCodes.charAt((year - 1980) % 30)}${plant}${String(serial).padStart(6, '0')}`
  return pattern + checkDigit(`${pattern}0${rest}`) + rest
}

function fitting(equipment: Equipment[], entry: CatalogueEntry): string[] {
  return equipment
    .filter((item) => item.bodyStyles?.includes(entry.bodyStyle) ?? true)
    .filter((item) => item.fuelTypes?.includes(entry.fuelType) ?? true)
    .filter((item) => entry.seats >= (item.seatsMin ?? 0))
    .map((item) => item.name)
}

function conditionOf(year: number, random: SeededRandom): Vehicle['condition'] {
  if (newYears.includes(year)) return 'new'
  return random.next() < 0.3 ? 'certified' : 'used'
}

/** Miles and whole dollars: a new car is all but undriven, a used one has its years behind it. */
function usage(condition: Vehicle['condition'], year: number, msrp: number, random: SeededRandom) {
  if (condition === 'new')
    return { mileage: random.between(3, 60), price: msrp - random.between(0, 15) * 100 }
  const age = 2026 - year
  const mileage = random.between(7_000, 13_000) * age
  const kept = 0.88 ** age * (condition === 'certified' ? 1.03 : 1)
  return { mileage, price: Math.round((msrp * kept) / 100) * 100 - 5 }
}

function sparse(vehicle: Vehicle): Vehicle {
  const { vin, condition, year, make, model, mileage, price } = vehicle
  return { ...emptyVehicle, vin, condition, year, make, model, mileage, price }
}

const emptyVehicle: Omit<Vehicle, 'vin' | 'condition' | 'year' | 'make' | 'model'> = {
  stockNumber: null,
  trim: null,
  bodyStyle: null,
  exteriorColor: null,
  interiorColor: null,
  engine: null,
  cylinders: null,
  displacementL: null,
  transmission: null,
  drivetrain: null,
  fuelType: null,
  doors: null,
  seats: null,
  mileage: null,
  price: null,
  msrp: null,
  salePrice: null,
  cityMpg: null,
  highwayMpg: null,
  batteryRange: null,
  options: [],
  features: [],
  dealerComments: null,
  images: [],
  url: null,
  inStockSince: null,
}

function makeVehicle(entry: CatalogueEntry, index: number, random: SeededRandom): Vehicle {
  const variant = random.pick(entry.years)
  const condition = conditionOf(variant.year, random)
  const vin = vinOf(variant, 100_000 + index)
  const { years: _, msrp, ...specification } = entry
  const { mileage, price } = usage(condition, variant.year, msrp, random)
  const colors = (palette.exterior as { [make: string]: string[] })[entry.make] ?? palette.exterior['*']
  const features = fitting(palette.features, entry)
  const isRich = index % 5 === 1
  const vehicle: Vehicle = {
    ...specification,
    vin,
    condition,
    year: variant.year,
    stockNumber: `${condition.charAt(0).toUpperCase()}${String(10_000 + index)}`,
    exteriorColor: random.pick(colors),
    interiorColor: random.pick(palette.interior),
    mileage,
    price,
    msrp: condition === 'new' ? msrp : null,
    salePrice: isRich ? price - 500 : null,
    features: random.sample(features, isRich ? richFeatures : random.between(2, 8)),
    options: random.sample(fitting(palette.options, entry), isRich ? 3 : random.between(0, 2)),
    dealerComments: isRich ? 'One owner. Serviced here since it was new.' : null,
    images: Array.from(
      { length: isRich ? 3 : 1 },
      (_unused, n) => `https://example.com/photos/${vin}/${n + 1}.jpg`,
    ),
    url: `https://example.com/inventory/${vin}`,
    inStockSince: new Date(Date.UTC(2026, 6, 1 + random.between(0, 140))).toISOString().slice(0, 10),
  }
  if (isRich && condition === 'new') vehicle.dealerComments = 'Delivered this month. Ask us for a test drive.'
  return index % 5 === 4 ? sparse(vehicle) : vehicle
}

/**
 * So many vehicles with VINs of their own, up to 800,000. Every make of the catalogue comes once before a second
 * comes twice, so 20 vehicles have 20 makes. Of each five one is sparse (make, model, year, mileage, price) and one
 * rich (15 features).
 */
export function generateVehicles({ seed, count }: { seed: number; count: number }): Vehicle[] {
  const random = seededRandom(seed)
  const byMake = [...Map.groupBy(catalogue, (entry) => entry.make).values()]
  const firstRound = random.sample(byMake, byMake.length)
  return Array.from({ length: count }, (_, index) =>
    makeVehicle(random.pick(firstRound[index] ?? catalogue), index, random),
  )
}
