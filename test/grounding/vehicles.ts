import type { Fact } from '#facts/index.ts'
import { fact, site } from './facts.ts'

/** What a generated vehicle is; every field becomes a fact. */
export type Sample = {
  vin: string
  stock: string
  year: number
  make: string
  model: string
  trim: string
  condition: 'new' | 'used' | 'certified'
  body: string
  exterior: string
  interior: string
  doors: number
  seats: number
  liters: number
  cylinders: number
  transmission: string
  drivetrain: string
  fuel: string
  city: number
  highway: number
  price: number
  msrp: number
  mileage: number
  features: string[]
}

const lines: [string, string, string, string[]][] = [
  ['Honda', 'CR-V', 'Sport Utility', ['LX', 'EX', 'EX-L', 'Sport Touring']],
  ['Honda', 'Pilot', 'SUV', ['Sport', 'EX-L', 'TrailSport', 'Elite']],
  ['Toyota', 'RAV4', 'SUV', ['LE', 'XLE', 'XLE Premium', 'Limited']],
  ['Toyota', 'Camry', 'Sedan', ['LE', 'SE', 'XSE']],
  ['Ford', 'F-150', 'Crew Cab Pickup', ['XLT', 'Lariat', 'Platinum']],
  ['Ford', 'Escape', 'SUV', ['Active', 'ST-Line', 'Platinum']],
  ['Chevrolet', 'Silverado 1500', 'Crew Cab Pickup', ['WT', 'LT', 'LTZ', 'High Country']],
  ['Chevrolet', 'Equinox', 'SUV', ['LS', 'LT', 'RS', 'Premier']],
  ['Jeep', 'Grand Cherokee', 'SUV', ['Laredo', 'Limited', 'Overland', 'Summit']],
  ['Subaru', 'Outback', 'Wagon', ['Premium', 'Limited', 'Touring', 'Onyx Edition']],
  ['Mazda', 'CX-5', 'SUV', ['Select', 'Preferred', 'Premium Plus']],
  ['Hyundai', 'Tucson', 'SUV', ['SE', 'SEL', 'Limited']],
  ['Kia', 'Telluride', 'SUV', ['LX', 'EX', 'SX']],
  ['Nissan', 'Rogue', 'SUV', ['S', 'SV', 'SL', 'Platinum']],
  ['BMW', 'X3', 'SUV', ['xDrive30i', 'M40i']],
  ['Lexus', 'RX', 'SUV', ['Premium', 'Luxury', 'F SPORT']],
]
const exteriors = [
  'Platinum White Pearl',
  'Crystal Black',
  'Radiant Red Metallic',
  'Lunar Silver Metallic',
  'Magnetic Gray',
  'Oxford White',
  'Blueprint',
  'Soul Red Crystal Metallic',
  'Ocean Blue',
  'Obsidian',
]
const interiors = ['Black', 'Gray', 'Ivory', 'Saddle Brown', 'Red', 'Charcoal']
const transmissions = ['CVT', '8-Speed Automatic', '10-Speed Automatic', '6-Speed Manual', 'Automatic']
const drivetrains = ['AWD', 'FWD', '4WD', 'RWD']
const fuels = ['Gasoline', 'Hybrid', 'Diesel', 'Plug-In Hybrid']
const featurePool: [string, string][] = [
  ['Heated Front Seats', 'heated front seats'],
  ['Ventilated Front Seats', 'ventilated front seats'],
  ['Apple CarPlay', 'Apple CarPlay'],
  ['Android Auto', 'Android Auto'],
  ['Power Moonroof', 'a power sunroof'],
  ['Panoramic Sunroof', 'a panoramic moonroof'],
  ['Blind Spot Monitor', 'a blind-spot monitor'],
  ['Adaptive Cruise Control', 'adaptive cruise control'],
  ['Power Liftgate', 'a power liftgate'],
  ['Remote Start', 'remote engine start'],
  ['Navigation System', 'built-in navigation'],
  ['Heated Steering Wheel', 'a heated steering wheel'],
  ['Third Row Seating', 'a third row'],
  ['Tow Package', 'a towing package'],
  ['Roof Rails', 'roof rails'],
  ['Rear View Camera', 'a backup camera'],
  ['Wireless Charging', 'a wireless phone charger'],
  ['Leather Seats', 'leather upholstery'],
  ['LED Headlights', 'LED headlamps'],
  ['Fog Lights', 'front fog lamps'],
  ['Rain-Sensing Wipers', 'rain-sensing wipers'],
  ['Bose Premium Audio', 'Bose premium audio'],
  ['Lane Keeping Assist', 'lane-keep assist'],
  ['Rear Cross Traffic Alert', 'rear cross-traffic alert'],
  ['Heads-Up Display', 'a head-up display'],
  ['Keyless Entry', 'keyless entry'],
  ['Push Button Start', 'push-button start'],
  ['Dual-Zone Climate Control', 'dual-zone climate control'],
  ['Surround View Camera', 'a 360-degree camera'],
  ['Alloy Wheels', 'alloy wheels'],
  ['Memory Seat', 'a memory driver seat'],
  ['Spray-In Bedliner', 'a spray-in bed liner'],
]

/** A small deterministic generator (mulberry32), so that a failure can be run again. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(next: () => number, from: readonly T[]): T => from[Math.floor(next() * from.length)]!

export function sampleVehicle(next: () => number): Sample {
  const [make, model, body, trims] = pick(next, lines)
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low))
  const price = whole(9000, 70000)
  const pool = [...featurePool]
  const features = Array.from({ length: 9 }, () => pool.splice(Math.floor(next() * pool.length), 1)[0]![0])
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
  return {
    vin: `1H${Array.from({ length: 9 }, () => pick(next, [...letters])).join('')}${whole(100000, 999999)}`,
    stock: `P${whole(1000, 9999)}A`,
    year: whole(2015, 2027),
    make,
    model,
    body,
    trim: pick(next, trims),
    condition: pick(next, ['new', 'used', 'certified'] as const),
    exterior: pick(next, exteriors),
    interior: pick(next, interiors),
    doors: pick(next, [2, 4]),
    seats: pick(next, [4, 5, 7, 8]),
    liters: pick(next, [1.5, 2, 2.5, 3.5, 5.3]),
    cylinders: pick(next, [4, 6, 8]),
    transmission: pick(next, transmissions),
    drivetrain: pick(next, drivetrains),
    fuel: pick(next, fuels),
    city: whole(15, 30),
    highway: whole(31, 45),
    price,
    msrp: price + whole(700, 9000),
    mileage: whole(900, 99000),
    features,
  }
}

export function factsOf(one: Sample): Fact[] {
  const subject = `vehicle:${one.vin}`
  const rows: [string, string | number][] = [
    ['vin', one.vin],
    ['stock_number', one.stock],
    ['year', one.year],
    ['make', one.make],
    ['model', one.model],
    ['trim', one.trim],
    ['condition', one.condition],
    ['body_style', one.body],
    ['exterior_color', one.exterior],
    ['interior_color', one.interior],
    ['doors', one.doors],
    ['seats', one.seats],
    ['displacement_l', one.liters],
    ['cylinders', one.cylinders],
    ['transmission', one.transmission],
    ['drivetrain', one.drivetrain],
    ['fuel_type', one.fuel],
    ['city_mpg', one.city],
    ['highway_mpg', one.highway],
    ['price', one.price],
    ['msrp', one.msrp],
    ['mileage', one.mileage],
    ...one.features.map((value): [string, string] => ['feature', value]),
  ]
  return [...rows.map(([attribute, value]) => fact(subject, attribute, value)), ...site]
}

const money = (value: number): string => `$${value.toLocaleString('en-US')}`
const words: Record<number, string> = { 2: 'two', 4: 'four', 5: 'five', 6: 'six', 7: 'seven', 8: 'eight' }
const driveWords: Record<string, string[]> = {
  AWD: ['all-wheel drive', 'AWD'],
  FWD: ['front-wheel drive', 'FWD'],
  '4WD': ['four-wheel drive', '4x4'],
  RWD: ['rear-wheel drive', 'RWD'],
}
const conditionWords = {
  new: ['new'],
  used: ['used', 'pre-owned'],
  certified: ['certified pre-owned', 'certified'],
}
const said = (feature: string): string => featurePool.find(([name]) => name === feature)![1]

/** One sentence an attribute, in several wordings. Each says only what the sample says. */
export const sentences: Record<string, (one: Sample, next: () => number) => string> = {
  name: (one, next) =>
    pick(next, [
      `This ${one.year} ${one.make} ${one.model} ${one.trim} is ready for a test drive.`,
      `Meet the ${one.year} ${one.make} ${one.model} ${one.trim}.`,
    ]),
  condition: (one, next) => `It is a ${pick(next, conditionWords[one.condition])} ${one.make}.`,
  exterior: (one, next) =>
    pick(next, [
      `It comes in ${one.exterior} paint.`,
      `The exterior is ${one.exterior}.`,
      `Exterior color: ${one.exterior}`,
    ]),
  interior: (one, next) =>
    pick(next, [`Inside, a ${one.interior} interior awaits.`, `Interior: ${one.interior}`]),
  doors: (one, next) =>
    pick(next, [`It has ${words[one.doors]} doors.`, `A ${one.doors}-door body makes loading simple.`]),
  seats: (one, next) =>
    pick(next, [`It seats ${words[one.seats]}.`, `There is seating for ${one.seats} passengers.`]),
  engine: (one, next) =>
    pick(next, [
      `A ${one.liters.toFixed(1)}L ${one.cylinders}-cylinder engine sits up front.`,
      `Under the hood is a ${one.liters.toFixed(1)}-liter ${words[one.cylinders]}-cylinder.`,
    ]),
  transmission: (one, next) =>
    pick(next, [
      `Its ${one.transmission.toLowerCase()} shifts smoothly.`,
      `Transmission: ${one.transmission}`,
    ]),
  drivetrain: (one, next) =>
    pick(next, [
      `It puts power down through ${pick(next, driveWords[one.drivetrain]!)}.`,
      `Drivetrain: ${pick(next, driveWords[one.drivetrain]!)}`,
    ]),
  fuel: (one) => `Fuel type: ${one.fuel}`,
  economy: (one, next) =>
    pick(next, [
      `It earns an EPA-estimated ${one.city} mpg city and ${one.highway} mpg highway.`,
      `Expect ${one.city}/${one.highway} mpg city/highway.`,
      `City fuel economy is ${one.city} mpg.`,
    ]),
  price: (one, next) =>
    pick(next, [
      `It is priced at ${money(one.price)}.`,
      `Our price is ${money(one.price)}, and the MSRP was ${money(one.msrp)}.`,
      `Price: ${money(one.price)}`,
    ]),
  mileage: (one, next) =>
    pick(next, [
      `The odometer shows ${one.mileage.toLocaleString('en-US')} miles.`,
      `It has ${one.mileage.toLocaleString('en-US')} miles.`,
      `Mileage: ${one.mileage.toLocaleString('en-US')}`,
    ]),
  identity: (one, next) =>
    pick(next, [`Stock number ${one.stock}.`, `VIN: ${one.vin}`, `Ask for stock #${one.stock}.`]),
  features: (one) =>
    `It has ${said(one.features[0]!)}, ${said(one.features[1]!)} and ${said(one.features[2]!)}.`,
  list: (one) =>
    `Highlights include:\n\n- ${one.features[3]}\n- ${said(one.features[4]!)}\n- ${one.features[5]}\n- ${one.features[6]}`,
  contact: () => 'Visit us at 1200 Main Street, Austin, TX 78701 or call (512) 555-0100.',
}

/** A whole description in random order. */
export function describeSample(one: Sample, next: () => number): string {
  const keys = Object.keys(sentences).sort(() => next() - 0.5)
  return keys.map((key) => sentences[key]!(one, next)).join('\n\n')
}

const other = <T>(next: () => number, from: readonly T[], than: T): T =>
  pick(
    next,
    from.filter((value) => value !== than),
  )
const elsewhere = (one: Sample): string[] =>
  featurePool.map(([name]) => name).filter((name) => !one.features.includes(name))

/** What a careless writer gets wrong: each makes one statement of one sentence false. */
export const mutations: Record<
  string,
  { sentence: string; change: (one: Sample, next: () => number) => Partial<Sample> }
> = {
  year: { sentence: 'name', change: (one, next) => ({ year: one.year + pick(next, [-2, -1, 1, 2]) }) },
  make: {
    sentence: 'name',
    change: (one, next) => ({
      make: other(
        next,
        lines.map(([make]) => make),
        one.make,
      ),
    }),
  },
  model: {
    sentence: 'name',
    change: (one, next) => ({
      model: other(
        next,
        lines.map(([, model]) => model),
        one.model,
      ),
    }),
  },
  trim: {
    sentence: 'name',
    change: (one, next) => ({
      trim: other(next, lines.find(([, model]) => model === one.model)![3], one.trim),
    }),
  },
  condition: {
    sentence: 'condition',
    change: (one, next) => ({
      condition:
        one.condition === 'new'
          ? pick(next, ['used', 'certified'] as const)
          : one.condition === 'used'
            ? pick(next, ['new', 'certified'] as const)
            : 'new',
    }),
  },
  exterior: {
    sentence: 'exterior',
    change: (one, next) => ({ exterior: other(next, exteriors, one.exterior) }),
  },
  interior: {
    sentence: 'interior',
    change: (one, next) => ({ interior: other(next, interiors, one.interior) }),
  },
  doors: { sentence: 'doors', change: (one) => ({ doors: 6 - one.doors }) },
  seats: { sentence: 'seats', change: (one, next) => ({ seats: other(next, [4, 5, 6, 7, 8], one.seats) }) },
  liters: {
    sentence: 'engine',
    change: (one, next) => ({ liters: other(next, [1.5, 2, 2.5, 3.5, 5.3], one.liters) }),
  },
  cylinders: {
    sentence: 'engine',
    change: (one, next) => ({ cylinders: other(next, [4, 6, 8], one.cylinders) }),
  },
  drivetrain: {
    sentence: 'drivetrain',
    change: (one, next) => ({ drivetrain: other(next, drivetrains, one.drivetrain) }),
  },
  fuel: {
    sentence: 'fuel',
    change: (one, next) => ({
      fuel: other(next, one.fuel === 'Plug-In Hybrid' ? ['Gasoline', 'Diesel'] : fuels, one.fuel),
    }),
  },
  city: { sentence: 'economy', change: (one, next) => ({ city: one.city + pick(next, [-2, -1, 1, 2]) }) },
  modes: { sentence: 'economy', change: (one) => ({ city: one.highway, highway: one.city }) },
  price: {
    sentence: 'price',
    change: (one, next) => ({ price: one.price + pick(next, [-1000, -100, -9, 9, 500]) }),
  },
  'price is MSRP': { sentence: 'price', change: (one) => ({ price: one.msrp }) },
  mileage: {
    sentence: 'mileage',
    change: (one, next) => ({ mileage: one.mileage + pick(next, [-90, -9, 9, 99, 1000]) }),
  },
  vin: {
    sentence: 'identity',
    change: (one) => ({
      vin: `${one.vin.slice(0, 16)}${one.vin.endsWith('1') ? '2' : '1'}`,
      stock: `${one.stock.slice(0, -1)}B`,
    }),
  },
  feature: {
    sentence: 'features',
    change: (one, next) => ({
      features: one.features.with(Math.floor(next() * 3), pick(next, elsewhere(one))),
    }),
  },
  'listed feature': {
    sentence: 'list',
    change: (one, next) => ({
      features: one.features.with(3 + Math.floor(next() * 4), pick(next, elsewhere(one))),
    }),
  },
}

/** Sentences that nothing in the facts carries. */
export const inventions = [
  'It is a one-owner vehicle.',
  'It has never been in an accident.',
  'A clean title comes with it.',
  'It has the lowest price in Texas.',
  'It is the best SUV you can buy.',
  'It is covered by a 36,000-mile warranty.',
  'It won a five-star safety rating.',
  'It makes 310 horsepower.',
  'It tows up to 5,000 pounds.',
  'It goes from 0 to 60 in 6.1 seconds.',
  'J.D. Power ranks it first.',
  'Pay just $299 a month.',
  'It was dealer maintained.',
  'It has new tires.',
  'Financing at 0% APR is offered.',
  'It is more reliable than a Toyota Corolla.',
  'We guarantee your satisfaction.',
  'Call (800) 555-0199 today.',
  'Visit our store in Dallas, TX.',
  'It was built in Japan.',
  'It gets 33 mpg combined.',
  'It has a 14-inch touchscreen.',
  'A 10-way power seat remembers you.',
  '“I love this car so much,” said one driver.',
]
