import type { Vehicle } from '../../src/inventory/vehicle.ts'

type Cell = string | number | null

/** The columns of a HomeNet IOL export that a vehicle fills, and three that dealers add. */
const columns: { [name: string]: (vehicle: Vehicle) => Cell } = {
  Type: (vehicle) => (vehicle.condition === 'new' ? 'New' : 'Used'),
  Stock: (vehicle) => vehicle.stockNumber,
  VIN: (vehicle) => vehicle.vin,
  Year: (vehicle) => vehicle.year,
  Make: (vehicle) => vehicle.make,
  Model: (vehicle) => vehicle.model,
  Body: (vehicle) => vehicle.bodyStyle,
  Trim: (vehicle) => vehicle.trim,
  Doors: (vehicle) => vehicle.doors,
  ExteriorColor: (vehicle) => vehicle.exteriorColor,
  InteriorColor: (vehicle) => vehicle.interiorColor,
  EngineCylinders: (vehicle) => vehicle.cylinders,
  EngineDisplacement: (vehicle) =>
    vehicle.displacementL === null ? null : `${vehicle.displacementL.toFixed(1)}L`,
  Transmission: (vehicle) => vehicle.transmission,
  Miles: (vehicle) => vehicle.mileage,
  SellingPrice: (vehicle) => vehicle.price,
  MSRP: (vehicle) => vehicle.msrp,
  Certified: (vehicle) => (vehicle.condition === 'certified' ? 'True' : 'False'),
  DateInStock: (vehicle) => vehicle.inStockSince?.replace(/^(\d+)-(\d+)-(\d+)$/, '$2/$3/$1') ?? null,
  Description: (vehicle) => vehicle.dealerComments,
  Options: (vehicle) => vehicle.options.join('|'),
  Engine_Description: (vehicle) => vehicle.engine,
  Drivetrain: (vehicle) => vehicle.drivetrain,
  Fuel_Type: (vehicle) => vehicle.fuelType,
  CityMPG: (vehicle) => vehicle.cityMpg,
  HighwayMPG: (vehicle) => vehicle.highwayMpg,
  Internet_Price: (vehicle) => vehicle.price,
  PassengerCapacity: (vehicle) => vehicle.seats,
  ImageList: (vehicle) => vehicle.images.join('|'),
  Features: (vehicle) => vehicle.features.join('|'),
  'EV Range': (vehicle) => vehicle.batteryRange,
  Sale_Price: (vehicle) => vehicle.salePrice,
  VehicleUrl: (vehicle) => vehicle.url,
}

function quoted(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of the feed, without its line end. */
function toCsvRow(vehicle: Vehicle): string {
  return Object.values(columns)
    .map((cell) => quoted(cell(vehicle)))
    .join(',')
}

/** A HomeNet-style feed with its header; lines end with CRLF (RFC 4180). */
export function toCsv(vehicles: readonly Vehicle[]): string {
  return [Object.keys(columns).join(','), ...vehicles.map(toCsvRow), ''].join('\r\n')
}
