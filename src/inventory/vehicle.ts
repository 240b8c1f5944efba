export const vehicleConditions = ['new', 'used', 'certified'] as const
export type VehicleCondition = (typeof vehicleConditions)[number]

/** What a feed row says of one vehicle, cleaned. Money in whole US dollars, distances in miles, displacement in litres. */
export type Vehicle = {
  /** 17 characters, upper case (11-17 for vehicles before 1981). */
  vin: string
  stockNumber: string | null
  condition: VehicleCondition
  year: number
  make: string
  model: string
  trim: string | null
  bodyStyle: string | null
  exteriorColor: string | null
  interiorColor: string | null
  engine: string | null
  cylinders: number | null
  displacementL: number | null
  transmission: string | null
  drivetrain: string | null
  fuelType: string | null
  doors: number | null
  seats: number | null
  mileage: number | null
  price: number | null
  msrp: number | null
  salePrice: number | null
  cityMpg: number | null
  highwayMpg: number | null
  /** Miles on a full charge. */
  batteryRange: number | null
  options: string[]
  features: string[]
  dealerComments: string | null
  images: string[]
  url: string | null
  /** Calendar date, YYYY-MM-DD. */
  inStockSince: string | null
}
