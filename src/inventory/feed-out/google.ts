// Google's vehicle listings: https://developers.google.com/vehicle-listings/reference/feed-specification, read as far
// as exterior_color. A column says what the record says, else nothing. A vehicle that Google will refuse, without a
// price or with a VIN whose check digit is wrong, is in the file like any other: the file has to be the whole stock,
// refusing is by the row, old and imported vehicles need no check digit, and Google's report names the row to those
// who can put it right.

import type { SiteRow } from '#sites/index.ts'
import type { StoredVehicle } from '../vehicle-store.ts'
import { type Cell, csvTable } from './csv-table.ts'
import { usd } from './usd.ts'

const imagesMax = 10

const columns: Record<string, (vehicle: StoredVehicle, site: SiteRow) => Cell> = {
  vin: (vehicle) => vehicle.vin,
  id: (vehicle) => vehicle.stockNumber,
  store_code: (_, site) => site.id,
  dealership_name: (_, site) => site.name,
  dealership_address: (_, site) => addressOf(site),
  price: (vehicle) => usd(vehicle.salePrice ?? vehicle.price),
  vehicle_msrp: (vehicle) => (vehicle.condition === 'new' ? usd(vehicle.msrp) : null),
  condition: (vehicle) => (vehicle.condition === 'new' ? 'new' : 'used'),
  certified_pre_owned: (vehicle) => (vehicle.condition === 'certified' ? 1 : null),
  make: (vehicle) => vehicle.make,
  model: (vehicle) => vehicle.model,
  trim: (vehicle) => vehicle.trim,
  year: (vehicle) => vehicle.year,
  mileage: (vehicle) => (vehicle.mileage === null ? null : `${vehicle.mileage} miles`),
  date_in_stock: (vehicle) => vehicle.inStockSince,
  exterior_color: (vehicle) => vehicle.exteriorColor,
  link: (vehicle) => vehicle.url,
  image_link: (vehicle) => vehicle.images[0] ?? null,
}

const cells = Object.values(columns)
const furtherImages = Array.from({ length: imagesMax }, () => 'additional_image_link')

export const googleFeed = csvTable(
  [...Object.keys(columns), ...furtherImages],
  (vehicle, site) => [
    ...cells.map((cell) => cell(vehicle, site)),
    ...furtherImages.map((_, i) => vehicle.images[i + 1] ?? null),
  ],
  { forSpreadsheets: false },
)

/** "12 Harbor Road, Huntington, NY 11743, US". */
function addressOf({ address, city, state, zip }: SiteRow): string {
  return [address, city, `${state} ${zip}`, 'US'].filter((part) => part !== null).join(', ')
}
