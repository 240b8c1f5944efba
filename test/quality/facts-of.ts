// One vehicle's record and a dealership's profile as facts of the ledger.
import { type Fact, type FactValue, getAttribute } from '#facts/index.ts'
import type { Vehicle } from '#inventory/vehicle.ts'

const fields = {
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
  options: 'option',
  features: 'feature',
  inStockSince: 'in_stock_since',
} as const satisfies Partial<Record<keyof Vehicle, string>>

const dealership = {
  site_name: 'Lakeview Auto Center',
  site_phone: '(414) 555-0177',
  site_address: '2210 N Prospect Ave',
  site_city: 'Milwaukee',
  site_state: 'WI',
  site_zip: '53202',
  site_domain: 'lakeviewauto.example',
}

function fact(n: number, subject: string, attribute: string, value: FactValue, kind: 'feed' | 'site'): Fact {
  return {
    id: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    subject,
    attribute,
    value,
    unit: getAttribute(attribute).unit,
    source: {
      kind,
      title: kind === 'feed' ? 'Inventory feed' : 'Dealership profile',
      url: null,
      retrievedAt: '2026-01-15T08:00:00Z',
    },
  }
}

/** The record's facts, one a value, then the dealership's; ids count up from 1 for each vehicle. */
export function factsOf(vehicle: Vehicle): Fact[] {
  const ofVehicle = Object.entries(fields).flatMap(([field, attribute]) => {
    const value = vehicle[field as keyof typeof fields]
    return (Array.isArray(value) ? value : [value]).flatMap((each) =>
      each === null ? [] : [{ attribute, value: each }],
    )
  })
  const ofSite = Object.entries(dealership).map(([attribute, value]) => ({ attribute, value }))
  return [
    ...ofVehicle.map(({ attribute, value }, k) =>
      fact(k + 1, `vehicle:${vehicle.vin}`, attribute, value, 'feed'),
    ),
    ...ofSite.map(({ attribute, value }, k) =>
      fact(ofVehicle.length + k + 1, 'site:lakeview', attribute, value, 'site'),
    ),
  ]
}
