// Meta's automotive inventory: https://developers.facebook.com/docs/marketing-api/auto-ads/reference/ has the columns,
// https://github.com/facebook/facebook-python-business-sdk (adobjects/vehicle.py) the words of the enums. A column says
// what the record says, else nothing: the state of a vehicle (`condition`: EXCELLENT, GOOD, …) and what a picture
// shows are in no record. What Meta will refuse is in the file all the same, as in google.ts.

import { cutAtSentence, cutAtWord, plainText } from '#markup/index.ts'
import type { SiteRow } from '#sites/index.ts'
import type { StoredVehicle } from '../vehicle-store.ts'
import { type Cell, csvTable } from './csv-table.ts'
import { usd } from './usd.ts'

const titleCharsMax = 500
const descriptionCharsMax = 5000
const imagesMax = 20

const states = { new: 'NEW', used: 'USED', certified: 'CPO' } as const

// By the words of the importer (feed/words); others stay unsaid.
const bodyStyles: Record<string, string> = {
  SUV: 'SUV',
  Crossover: 'CROSSOVER',
  Sedan: 'SEDAN',
  Coupe: 'COUPE',
  Convertible: 'CONVERTIBLE',
  Hatchback: 'HATCHBACK',
  Wagon: 'WAGON',
  Minivan: 'MINIVAN',
  Van: 'VAN',
  Pickup: 'TRUCK',
}
const fuels: Record<string, string> = {
  Gasoline: 'GASOLINE',
  Diesel: 'DIESEL',
  Hybrid: 'HYBRID',
  'Plug-In Hybrid': 'PLUGIN_HYBRID',
  Electric: 'ELECTRIC',
  'Flex Fuel': 'FLEX',
}
const drivetrains: Record<string, string> = { AWD: 'AWD', FWD: 'FWD', RWD: 'RWD', '4WD': 'FOUR_WD' }

const columns: Record<string, (vehicle: StoredVehicle, site: SiteRow) => Cell | Promise<Cell>> = {
  vehicle_id: (vehicle) => vehicle.vin,
  title: titleOf,
  description: descriptionOf,
  url: (vehicle) => vehicle.url,
  make: (vehicle) => vehicle.make,
  model: (vehicle) => vehicle.model,
  trim: (vehicle) => vehicle.trim,
  year: (vehicle) => vehicle.year,
  'mileage.value': (vehicle) => vehicle.mileage,
  'mileage.unit': (vehicle) => (vehicle.mileage === null ? null : 'MI'),
  transmission: transmissionOf,
  fuel_type: (vehicle) => wordOf(fuels, vehicle.fuelType),
  body_style: (vehicle) => wordOf(bodyStyles, vehicle.bodyStyle),
  drivetrain: (vehicle) => wordOf(drivetrains, vehicle.drivetrain),
  vin: (vehicle) => vehicle.vin,
  condition: () => null,
  state_of_vehicle: (vehicle) => states[vehicle.condition],
  price: (vehicle) => usd(vehicle.price),
  sale_price: (vehicle) => usd(vehicle.salePrice),
  availability: () => 'AVAILABLE',
  date_first_on_lot: (vehicle) => vehicle.inStockSince,
  exterior_color: (vehicle) => vehicle.exteriorColor,
  interior_color: (vehicle) => vehicle.interiorColor,
  dealer_id: (_, site) => site.id,
  dealer_name: (_, site) => site.name,
  dealer_phone: (_, site) => site.phone,
  'address.addr1': (_, site) => site.address,
  'address.city': (_, site) => site.city,
  'address.region': (_, site) => site.state,
  'address.postal_code': (_, site) => site.zip,
  'address.country': () => 'US',
}

const cells = Object.values(columns)
const images = Array.from({ length: imagesMax }, (_, i) => `image[${i}].url`)

export const metaFeed = csvTable(
  [...Object.keys(columns), ...images],
  async (vehicle, site) => [
    ...(await Promise.all(cells.map((cell) => cell(vehicle, site)))),
    ...images.map((_, i) => vehicle.images[i] ?? null),
  ],
  { forSpreadsheets: false },
)

function titleOf({ year, make, model, trim }: StoredVehicle): string {
  return cutAtWord([year, make, model, trim].filter((part) => part !== null).join(' '), titleCharsMax)
}

/** What was written, else what the dealership says itself. */
async function descriptionOf({ description, dealerComments }: StoredVehicle): Promise<string> {
  const text = description === null ? (dealerComments ?? '') : await plainText(description)
  return cutAtSentence(text, descriptionCharsMax)
}

/** A CVT is an automatic, as on fueleconomy.gov. Of "Automatic with manual mode" no one word is told. */
function transmissionOf({ transmission }: StoredVehicle): string | null {
  const isAutomatic = /\bautomatic\b|\bCVT\b/i.test(transmission ?? '')
  const isManual = /(?<!automated )\bmanual\b/i.test(transmission ?? '')
  if (isAutomatic === isManual) return null
  return isAutomatic ? 'AUTOMATIC' : 'MANUAL'
}

function wordOf(words: Record<string, string>, said: string | null): string | null {
  return said !== null && Object.hasOwn(words, said) ? (words[said] ?? null) : null
}
