// The record as our own importer reads it back: the same names, and `|` between the entries of a list. The text
// that was written stands under a name that the importer leaves alone (see aliases/ignored.json).

import type { StoredVehicle } from '../vehicle-store.ts'
import { type Cell, csvTable } from './csv-table.ts'

const columns: Record<string, (vehicle: StoredVehicle) => Cell> = {
  vin: (vehicle) => vehicle.vin,
  stock_number: (vehicle) => vehicle.stockNumber,
  condition: (vehicle) => vehicle.condition,
  year: (vehicle) => vehicle.year,
  make: (vehicle) => vehicle.make,
  model: (vehicle) => vehicle.model,
  trim: (vehicle) => vehicle.trim,
  price: (vehicle) => vehicle.price,
  msrp: (vehicle) => vehicle.msrp,
  sale_price: (vehicle) => vehicle.salePrice,
  mileage: (vehicle) => vehicle.mileage,
  exterior_color: (vehicle) => vehicle.exteriorColor,
  interior_color: (vehicle) => vehicle.interiorColor,
  body_style: (vehicle) => vehicle.bodyStyle,
  engine: (vehicle) => vehicle.engine,
  cylinders: (vehicle) => vehicle.cylinders,
  engine_displacement: (vehicle) => (vehicle.displacementL === null ? null : `${vehicle.displacementL}L`),
  transmission: (vehicle) => vehicle.transmission,
  drivetrain: (vehicle) => vehicle.drivetrain,
  fuel_type: (vehicle) => vehicle.fuelType,
  doors: (vehicle) => vehicle.doors,
  seats: (vehicle) => vehicle.seats,
  city_mpg: (vehicle) => vehicle.cityMpg,
  highway_mpg: (vehicle) => vehicle.highwayMpg,
  battery_range: (vehicle) => vehicle.batteryRange,
  in_stock_since: (vehicle) => vehicle.inStockSince,
  url: (vehicle) => vehicle.url,
  images: (vehicle) => vehicle.images.join('|'),
  options: (vehicle) => listOf(vehicle.options),
  features: (vehicle) => listOf(vehicle.features),
  dealer_comments: (vehicle) => vehicle.dealerComments,
  ai_description: (vehicle) => vehicle.description,
}

function listOf(entries: readonly string[]): string {
  return entries.map((entry) => entry.replaceAll('|', '/')).join('|')
}

const cells = Object.values(columns)

export const csvFeed = csvTable(Object.keys(columns), (vehicle) => cells.map((cell) => cell(vehicle)), {
  forSpreadsheets: true,
})
