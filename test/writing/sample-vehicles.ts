// Facts of made-up vehicles of a few well-known models: enough trims, colors and gaps to fill one model's stock.

import type { Fact, FactValue, SourceKind } from '#facts/index.ts'
import { createPicker, type Picker } from '../../src/writing/phrase/index.ts'

type Line = {
  make: string
  model: string
  trims: string[]
  body: string
  engines: [string, number, number][]
  transmissions: string[]
  drives: string[]
  fuel: string
  seats: number
  doors: number
  mpg: [number, number] | null
  range: number | null
}

const line = (make: string, model: string, body: string, trims: string, rest: Partial<Line> = {}): Line => ({
  make,
  model,
  body,
  trims: trims.split(','),
  engines: [
    ['2.5L I4', 4, 2.5],
    ['2.0L I4 Turbo', 4, 2],
  ],
  transmissions: ['8-Speed Automatic'],
  drives: ['FWD', 'AWD'],
  fuel: 'Gasoline',
  seats: 5,
  doors: 4,
  mpg: [26, 33],
  range: null,
  ...rest,
})
const truck = {
  engines: [
    ['5.3L V8', 8, 5.3],
    ['2.7L I4 Turbo', 4, 2.7],
    ['3.5L V6 EcoBoost', 6, 3.5],
  ] as Line['engines'],
  transmissions: ['10-Speed Automatic'],
  drives: ['4WD', 'RWD'],
  mpg: [18, 23] as [number, number],
  seats: 6,
}
const electric = {
  engines: [['Electric Motor', 0, 0]] as Line['engines'],
  transmissions: ['1-Speed Automatic'],
  drives: ['AWD', 'RWD'],
  fuel: 'Electric',
  mpg: null,
  range: 272,
}
const cvt = {
  transmissions: ['CVT'],
  engines: [
    ['1.5L I4 Turbo', 4, 1.5],
    ['2.0L I4', 4, 2],
  ] as Line['engines'],
  mpg: [28, 34] as [number, number],
}

const lines: Line[] = [
  line('Honda', 'CR-V', 'SUV', 'LX,EX,EX-L,Touring', cvt),
  line('Honda', 'Civic', 'Sedan', 'LX,Sport,EX,Touring', cvt),
  line('Honda', 'Accord', 'Sedan', 'LX,EX,Sport-L', cvt),
  line('Honda', 'Pilot', 'SUV', 'EX-L,Touring,TrailSport', {
    seats: 8,
    engines: [['3.5L V6', 6, 3.5]],
    transmissions: ['10-Speed Automatic'],
    mpg: [19, 27],
  }),
  line('Toyota', 'Camry', 'Sedan', 'LE,SE,XLE'),
  line('Toyota', 'RAV4', 'SUV', 'LE,XLE,Limited,Adventure'),
  line('Toyota', 'Tacoma', 'Truck', 'SR5,TRD Sport,TRD Off-Road', truck),
  line('Toyota', 'Prius', 'Hatchback', 'LE,XLE', { fuel: 'Hybrid', mpg: [57, 56], transmissions: ['CVT'] }),
  line('Ford', 'F-150', 'Truck', 'XL,XLT,Lariat,Platinum', truck),
  line('Ford', 'Explorer', 'SUV', 'XLT,Limited,ST', { seats: 7, drives: ['RWD', '4WD'], mpg: [21, 28] }),
  line('Ford', 'Mustang', 'Coupe', 'EcoBoost,GT', {
    doors: 2,
    seats: 4,
    drives: ['RWD'],
    transmissions: ['6-Speed Manual', '10-Speed Automatic'],
  }),
  line('Ford', 'Escape', 'SUV', 'Active,ST-Line,Platinum'),
  line('Chevrolet', 'Silverado 1500', 'Truck', 'LT,RST,LTZ,High Country', truck),
  line('Chevrolet', 'Equinox', 'SUV', 'LS,LT,RS', cvt),
  line('Chevrolet', 'Bolt EUV', 'Hatchback', 'LT,Premier', { ...electric, range: 247 }),
  line('Chevrolet', 'Tahoe', 'SUV', 'LS,LT,Z71', { ...truck, seats: 8 }),
  line('Nissan', 'Rogue', 'SUV', 'S,SV,SL,Platinum', cvt),
  line('Nissan', 'Altima', 'Sedan', 'S,SV,SR', cvt),
  line('Hyundai', 'Tucson', 'SUV', 'SE,SEL,Limited'),
  line('Hyundai', 'Elantra', 'Sedan', 'SE,SEL', cvt),
  line('Hyundai', 'Ioniq 5', 'SUV', 'SE,SEL,Limited', { ...electric, range: 303 }),
  line('Kia', 'Sportage', 'SUV', 'LX,EX,SX'),
  line('Kia', 'Telluride', 'SUV', 'LX,S,EX,SX', { seats: 8, engines: [['3.8L V6', 6, 3.8]] }),
  line('Kia', 'Forte', 'Sedan', 'LXS,GT-Line', cvt),
  line('Jeep', 'Wrangler', 'SUV', 'Sport,Sahara,Rubicon', {
    drives: ['4x4'],
    engines: [['3.6L V6', 6, 3.6]],
    transmissions: ['6-Speed Manual', '8-Speed Automatic'],
    mpg: [17, 25],
  }),
  line('Jeep', 'Grand Cherokee', 'SUV', 'Laredo,Limited,Overland', { drives: ['4WD', 'RWD'] }),
  line('Ram', '1500', 'Truck', 'Big Horn,Laramie,Rebel', truck),
  line('Subaru', 'Outback', 'Wagon', 'Base,Premium,Limited,Wilderness', {
    drives: ['AWD'],
    transmissions: ['CVT'],
  }),
  line('Subaru', 'Forester', 'SUV', 'Base,Premium,Sport', { drives: ['AWD'], transmissions: ['CVT'] }),
  line('Mazda', 'CX-5', 'SUV', '2.5 S,2.5 S Select,2.5 Turbo', {
    drives: ['AWD'],
    transmissions: ['6-Speed Automatic'],
  }),
  line('BMW', 'X3', 'SUV', 'xDrive30i,M40i', { drives: ['AWD'] }),
  line('BMW', '330i', 'Sedan', 'Base,xDrive'),
  line('Mercedes-Benz', 'GLC 300', 'SUV', 'Base,4MATIC', {
    drives: ['4MATIC', 'RWD'],
    transmissions: ['9-Speed Automatic'],
  }),
  line('Audi', 'Q5', 'SUV', 'Premium,Premium Plus,Prestige', {
    drives: ['quattro'],
    transmissions: ['7-Speed S tronic Dual-Clutch'],
  }),
  line('Lexus', 'RX 350', 'SUV', 'Base,Premium,F Sport'),
  line('Tesla', 'Model 3', 'Sedan', 'Long Range,Performance', { ...electric, range: 341 }),
  line('Tesla', 'Model Y', 'SUV', 'Long Range,Performance', electric),
  line('Volkswagen', 'Jetta', 'Sedan', 'S,Sport,SE'),
  line('GMC', 'Sierra 1500', 'Truck', 'SLE,SLT,AT4,Denali', truck),
  line('Chrysler', 'Pacifica', 'Minivan', 'Touring L,Limited', {
    seats: 7,
    engines: [['3.6L V6', 6, 3.6]],
    transmissions: ['9-Speed Automatic'],
  }),
]

const exteriors = [
  'Black',
  'White',
  'Silver',
  'Red',
  'Blue',
  'Platinum White Pearl',
  'Sonic Gray Pearl',
  'Midnight Black Metallic',
  'Oxford White',
  'Radiant Red',
  'Lunar Silver Metallic',
  'Summit White',
  'Meteorite Gray',
  'Blueprint',
  'Soul Red Crystal Metallic',
  'Crystal Black Silica',
  'Wind Chill Pearl',
  'Cement',
  'Iconic Silver',
  'Deep Blue',
]
const interiors = [
  'Black',
  'Gray',
  'Jet Black',
  'Beige',
  'Ebony',
  'Black Leather',
  'Saddle Brown',
  'Ash Cloth',
  'Charcoal',
  'Medium Stone',
]
const features = [
  'Adaptive Cruise Control',
  'Blind Spot Monitor',
  'Lane Keeping Assist',
  'Backup Camera',
  'Heated Front Seats',
  'Heated Steering Wheel',
  'Ventilated Front Seats',
  'Power Liftgate',
  'Panoramic Sunroof',
  'Moonroof',
  'Apple CarPlay',
  'Android Auto',
  'Navigation System',
  'Wireless Phone Charger',
  'Bose Premium Audio',
  'Remote Start',
  'Keyless Entry',
  'Push Button Start',
  'LED Headlights',
  'Fog Lights',
  'Roof Rails',
  'Tow Hitch',
  'Trailer Brake Controller',
  'Third Row Seating',
  'Leather Seats',
  'Power Driver Seat',
  'Memory Seat',
  'Dual-Zone Climate Control',
  'Head-Up Display',
  'Surround View Camera',
  'Rear Cross Traffic Alert',
  'Parking Sensors',
  '18-Inch Alloy Wheels',
  '20-Inch Wheels',
  'Bluetooth',
  'USB-C Ports',
  'Wi-Fi Hotspot',
  'SiriusXM Radio',
  'Rain-Sensing Wipers',
  'Rear Spoiler',
  'Tinted Glass',
  'Spray-In Bedliner',
  'Running Boards',
  'Hands-Free Liftgate',
  'Auto-Dimming Mirror',
  'HomeLink Garage Door Opener',
  'Automatic High Beams',
  'Split Folding Rear Seat',
]

const alphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'

type SampleOptions = { seed: string; count: number; sparse?: number; only?: string }

/** Facts of `count` vehicles of one dealership; `sparse` is the share of rows with little beside their identity. */
export function sampleVehicles(options: SampleOptions): { vin: string; facts: Fact[] }[] {
  const picker = createPicker(options.seed)
  return Array.from({ length: options.count }, (_, index) =>
    sampleVehicle(picker.fork(String(index)), index, options),
  )
}

function sampleVehicle(picker: Picker, index: number, options: SampleOptions) {
  const pool = options.only ? lines.filter(({ model }) => model === options.only) : lines
  const car = picker.pick(pool)
  const vin = Array.from({ length: 17 }, () => picker.pick([...alphabet])).join('')
  const facts: Fact[] = []
  const add = (
    attribute: string,
    value: FactValue | null,
    kind: SourceKind = 'feed',
    subject = `vehicle:${vin}`,
  ) => {
    if (value === null) return
    const id = `${vin}-${facts.length}`
    facts.push({
      id,
      subject,
      attribute,
      value,
      unit: null,
      source: { kind, title: kind, url: null, retrievedAt: '2026-11-01T00:00:00Z' },
    })
  }
  const sparse = picker.chance(options.sparse ?? 0.2)
  const may = (share: number) => !sparse || picker.chance(share)
  const condition = picker.pick(['new', 'used', 'used', 'certified'])
  const engine = picker.pick(car.engines)
  add('vin', vin)
  if (may(0.6)) add('stock_number', `${picker.pick(['H', 'T', 'P', 'U'])}${10000 + index}`)
  add('condition', condition)
  add('year', condition === 'new' ? 2026 : 2016 + picker.below(9))
  add('make', car.make)
  add('model', car.model)
  if (may(0.5)) add('trim', picker.pick(car.trims))
  if (may(0.7)) add('price', 14000 + picker.below(60000))
  if (condition === 'new' && may(0.4)) add('msrp', 20000 + picker.below(60000))
  if (may(0.5)) add('mileage', condition === 'new' ? 1 + picker.below(40) : 3000 + picker.below(120000))
  if (may(0.3)) add('exterior_color', picker.pick(exteriors))
  if (may(0.1)) add('interior_color', picker.pick(interiors))
  if (may(0.3)) add('body_style', car.body)
  if (may(0.2)) add('drivetrain', picker.pick(car.drives))
  if (may(0.3)) add('transmission', picker.pick(car.transmissions))
  if (may(0.2)) add('engine', engine[0])
  else if (engine[1]) {
    add('cylinders', engine[1], 'vpic')
    add('displacement_l', engine[2], 'vpic')
  }
  add('fuel_type', car.fuel, sparse ? 'vpic' : 'feed')
  if (may(0.1)) add('doors', car.doors)
  if (may(0.1)) add('seats', car.seats)
  if (car.mpg && !sparse) {
    add('city_mpg', car.mpg[0])
    add('highway_mpg', car.mpg[1])
  }
  if (car.range && !sparse) add('battery_range', car.range)
  if (!sparse)
    for (const feature of picker.shuffle(features).slice(0, 4 + picker.below(14))) add('feature', feature)
  add('site_name', 'Riverside Motors', 'site', 'site:1')
  add('site_phone', '(555) 014-2200', 'site', 'site:1')
  add('site_city', 'Springfield', 'site', 'site:1')
  add('site_state', 'IL', 'site', 'site:1')
  return { vin, facts }
}
