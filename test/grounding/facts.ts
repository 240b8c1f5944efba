import type { Fact, FactValue } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'

let made = 0

export function fact(subject: string, attribute: string, value: FactValue, unit: string | null = null): Fact {
  return {
    id: `${attribute}#${++made}`,
    subject,
    attribute,
    value,
    unit,
    source: {
      kind: 'feed',
      title: 'Inventory feed',
      url: 'https://feeds.example.com/stock.csv',
      retrievedAt: '2026-03-01T08:00:00.000Z',
    },
  }
}

/** Facts of one subject; of an attribute with several values one each. */
export const table = (subject: string, rows: Record<string, FactValue | FactValue[]>): Fact[] =>
  Object.entries(rows).flatMap(([attribute, values]) =>
    (Array.isArray(values) ? values : [values]).map((value) => fact(subject, attribute, value)),
  )

export const site = table('site:1', {
  site_name: 'Lone Star Honda',
  site_phone: '(512) 555-0100',
  site_address: '1200 Main St',
  site_city: 'Austin',
  site_state: 'TX',
  site_zip: '78701',
  site_domain: 'lonestarhonda.com',
  site_oem: 'Honda',
})

/** A certified RAV4, row by row, for tables with or without more. */
export const rav4 = {
  ...{
    year: 2025,
    make: 'Toyota',
    model: 'RAV4',
    trim: 'Limited',
    condition: 'certified',
    body_style: 'SUV',
  },
  ...{
    exterior_color: 'Forest Green',
    interior_color: 'Ivory',
    seats: 5,
    doors: 4,
    horsepower: 203,
    owners: 2,
  },
  ...{ transmission: '8-Speed Automatic', drivetrain: 'AWD', fuel_type: 'Gasoline', cargo_volume: 37.6 },
  ...{
    combined_mpg: 30,
    price: 30_275,
    mileage: 50_251,
    towing_capacity: 1750,
    in_stock_since: '2026-03-06',
  },
}

/** A used pickup beside it. */
export const ram = {
  ...{ year: 2024, make: 'Ram', model: '2500', trim: 'Tradesman', condition: 'used', owners: 1, doors: 4 },
  ...{ body_style: 'Crew Cab Pickup', exterior_color: 'Sunset Orange', interior_color: 'Black', seats: 6 },
  ...{ engine: '6.7L I6', displacement_l: 6.7, horsepower: 370, fuel_type: 'Diesel', drivetrain: '4WD' },
  ...{ transmission: '6-Speed Automatic', price: 47_170, mileage: 57_482, towing_capacity: 19_980 },
}

/** A used CR-V as a rich feed describes one. */
export const crv = [
  ...table('vehicle:5J6RS4H77RL012345', {
    vin: '5J6RS4H77RL012345',
    stock_number: 'H1234',
    year: 2024,
    make: 'Honda',
    model: 'CR-V',
    trim: 'EX-L',
    condition: 'used',
    body_style: 'Sport Utility',
    exterior_color: 'Platinum White Pearl',
    interior_color: 'Gray',
    doors: 4,
    seats: 5,
    engine: '1.5L I4 DOHC 16V Turbocharged',
    cylinders: 4,
    displacement_l: 1.5,
    transmission: 'CVT',
    drivetrain: 'AWD',
    fuel_type: 'Gasoline',
    city_mpg: 27,
    highway_mpg: 32,
    price: 31995,
    msrp: 36500,
    mileage: 12345,
    in_stock_since: '2026-02-14',
    plant_country: 'United States',
    feature: [
      'Heated Front Seats',
      'Power Driver Seat w/Memory',
      'Leather-Trimmed Seats',
      'Apple CarPlay',
      'Android Auto',
      'Power Moonroof',
      'Blind Spot Information System',
      'Adaptive Cruise Control w/Low-Speed Follow',
      '9-Inch Touchscreen',
      '18-Inch Alloy Wheels',
      'Power Liftgate',
      'Remote Engine Start',
      'Dual-Zone Automatic Climate Control',
      'HondaLink',
      'Black Roof Rails',
      'Rear Backup Camera',
      'Lane Keeping Assist System (LKAS)',
      'Crosswind Assist',
      'Spare Tire Delete',
    ],
    option: ['All-Season Floor Mats', '12-Speaker Bose Premium Audio'],
  }),
  ...site,
]

/** An electric vehicle: a range beside the mileage. */
export const ioniq = [
  ...table('vehicle:KM8KRDAF1PU123456', {
    vin: 'KM8KRDAF1PU123456',
    year: 2023,
    make: 'Hyundai',
    model: 'IONIQ 5',
    trim: 'SEL',
    condition: 'certified',
    body_style: 'SUV',
    exterior_color: 'Digital Teal',
    drivetrain: 'RWD',
    fuel_type: 'Electric',
    transmission: '1-Speed Automatic',
    mileage: 29400,
    battery_range: 303,
    price: 28500,
    seats: 5,
    feature: ['Ventilated Front Seats', 'Heated Steering Wheel'],
  }),
  ...site,
]

/** What an article about stock cites. */
export const stock = [
  ...table('stock:2026 Honda Civic', {
    stock_count: 6,
    stock_new_count: 4,
    stock_used_count: 2,
    stock_price_lowest: 24950,
    stock_price_highest: 31200,
    stock_mileage_lowest: 5,
    stock_mileage_highest: 18200,
    stock_year: [2025, 2026],
    stock_model: ['Civic'],
    stock_trim: ['LX', 'Sport', 'EX', 'Touring'],
    stock_body_style: ['Sedan', 'Hatchback'],
    stock_exterior_color: ['Rallye Red', 'Meteorite Gray Metallic'],
    stock_transmission: ['CVT', '6-Speed Manual'],
    stock_drivetrain: ['FWD'],
    stock_fuel_type: ['Gasoline', 'Hybrid'],
    stock_seats: [5],
    stock_city_mpg: [28, 50],
    stock_highway_mpg: [36, 47],
    stock_feature: ['Heated Front Seats', 'Wireless Apple CarPlay', 'Adaptive Cruise Control'],
  }),
  ...site,
]

/** Two vehicles in one list, as a comparison cites them. */
export const pair = [
  ...table('vehicle:2HGFE1F97TH100001', {
    vin: '2HGFE1F97TH100001',
    stock_number: 'C100',
    year: 2026,
    make: 'Honda',
    model: 'Civic',
    trim: 'Touring',
    price: 31200,
    mileage: 12,
    drivetrain: 'FWD',
    city_mpg: 30,
    highway_mpg: 37,
    exterior_color: 'Rallye Red',
    feature: ['Bose Premium Audio'],
  }),
  ...table('vehicle:1HGCY2F84TA200002', {
    vin: '1HGCY2F84TA200002',
    stock_number: 'A200',
    year: 2026,
    make: 'Honda',
    model: 'Accord',
    trim: 'Sport',
    price: 33900,
    mileage: 25,
    drivetrain: 'FWD',
    city_mpg: 46,
    highway_mpg: 41,
    exterior_color: 'Canyon River Blue',
    feature: ['Heated Front Seats'],
  }),
  ...site,
]

export const bad = (claims: readonly Claim[]): string[] =>
  claims
    .filter((claim) => claim.status !== 'supported')
    .map((claim) => `${claim.status} ${claim.kind} "${claim.text}"`)
