// The many ways to say what a figure is about: each is held with the true value, and not with a wrong one.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact, FactValue } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, fact } from './facts.ts'

const car = (rows: Record<string, FactValue>): Fact[] =>
  Object.entries(rows).map(([attribute, value]) => fact('vehicle:1', attribute, value))

const common = {
  year: 2021,
  make: 'Kia',
  condition: 'used',
  body_style: 'SUV',
  mileage: 44_593,
  price: 31_995,
  msrp: 36_505,
  horsepower: 283,
  torque: 261,
  seats: 7,
  doors: 4,
  owners: 2,
}
const telluride = car({
  ...common,
  model: 'Telluride',
  city_mpg: 22,
  highway_mpg: 29,
  combined_mpg: 25,
  engine: '3.5L V6',
  displacement_l: 3.5,
  cylinders: 6,
  towing_capacity: 5000,
  cargo_volume: 38.2,
})
const ev6 = car({ ...common, model: 'EV6', fuel_type: 'Electric', battery_range: 272 })

type Way = { is: string; not: readonly string[]; facts: readonly Fact[]; said: readonly string[] }

const ways: Record<string, Way> = {
  mileage: {
    is: '44,593',
    not: ['45,493', '36,505'],
    facts: telluride,
    said: [
      'odometer_value: {}',
      '"odometerReading": {}',
      'Odom.: {}',
      'Speedo: {}',
      'Odometer (mi): {}',
      'Distance travelled: {}',
      'Total distance: {}',
      'The dash shows {}.',
      'The digital readout says {}.',
      'The odometer has ticked over to {}.',
      'The odometer is sitting at {}.',
      'Mileage is listed as {}.',
      'Mileage is recorded as {}.',
      'It has clocked up {}.',
      'It has covered {}.',
      'It has {} on the dash.',
      '{} is what the clock says.',
      'How far has it gone? {}.',
      'Odometer when listed: {}.',
      'The odometer confirms {}.',
      'The miles total {}.',
    ],
  },
  price: {
    is: '$31,995',
    not: ['$36,505', '$29,995'],
    facts: telluride,
    said: [
      'Price, before fees: {}',
      'Price before taxes and fees: {}',
      'It is up for sale at {}.',
      'We want {} for it.',
      'Price: {} (MSRP $36,505)',
    ],
  },
  'price without its sign': {
    is: '31995',
    not: ['36505', '29995'],
    facts: telluride,
    said: [
      '"askingPrice": {}',
      'sellingPrice: {}',
      'priceUsd: {}',
      'internetPrice: {}',
      'How much is it? {}.',
    ],
  },
  msrp: {
    is: '$36,505',
    not: ['$31,995', '$38,505'],
    facts: telluride,
    said: [
      'M.S.R.P.: {}',
      'RRP: {}',
      'base_msrp: {}',
      'stickerPrice: {}',
      'Cost new: {}',
      'Monroney: {}',
      'Brochure price: {}',
      'Launch price: {}',
      'Automaker’s price: {}',
      'The factory asked {}.',
      'The maker lists it at {}.',
      'It stickered new at {}.',
      'It sold new for {}.',
      'It originally sold for {}.',
      'When new it cost {}.',
      '{} was what the factory asked.',
      'What did it cost new? {}.',
      'MSRP stood at {}.',
      'The maker’s asking price is {}.',
      '{} is what it listed for new.',
      '{} was the tag when new.',
    ],
  },
  city: {
    is: '22',
    not: ['29', '25', '31'],
    facts: telluride,
    said: [
      'fuelEconomyCity: {}',
      'cityMpg: {}',
      'City (mpg): {}',
      'City fuel economy (mpg): {}',
      'City gas mileage: {}',
      'Urban mpg: {}',
      'Cty: {}',
      'MPG: {} cty',
      'The city estimate is {}.',
      'City mileage works out to {}.',
      'It gets {} mpg running errands.',
      'It gets {} mpg between stoplights.',
      'What does it get in town? {}.',
      'It gets {} mpg between red lights.',
      'A city number of {}.',
    ],
  },
  highway: {
    is: '29',
    not: ['22', '25', '34'],
    facts: telluride,
    said: [
      'fuelEconomyHighway: {}',
      'hwyMpg: {}',
      'Highway mpg (EPA): {}',
      'Hwy fuel economy: {}',
      'Extra-urban: {}',
      'Motorway mpg: {}',
      'The highway number is {}.',
      'At highway speeds it gets {}.',
      'It gets {} mpg on the turnpike.',
      'It gets {} mpg on long trips.',
      'It gets 22 mpg (city) and {} (highway).',
    ],
  },
  combined: {
    is: '25',
    not: ['22', '29', '34'],
    facts: telluride,
    said: [
      'fuelEconomyCombined: {}',
      'combined_fuel_economy: {}',
      'Combined fuel economy: {}',
      'Overall mileage: {}',
      'Blended rating: {}',
      'Avg MPG: {}',
      'It gets {} blended.',
      'The blend is {} mpg.',
      'It gets {} mpg across both.',
      'Combined city and highway: {}',
      'City plus highway: {} mpg.',
      'In a mix of city and highway, {} mpg.',
      'The combined EPA number is {}.',
      'It gets {} mpg across all driving.',
    ],
  },
  horsepower: {
    is: '283',
    not: ['261', '310'],
    facts: telluride,
    said: [
      'HP: {}',
      'bhp: {}',
      'engine_hp: {}',
      '"enginePower": {}',
      'Max. hp: {}',
      'Ponies: {}',
      'It has {} ponies.',
      'The engine cranks out {}.',
      'The power plant puts out {}.',
      'The engine is good for {}.',
      'Power peaks at {}.',
      'How powerful? {}.',
      'The horsepower number is {}.',
      'How many horses are under the hood? {}.',
    ],
  },
  torque: {
    is: '261',
    not: ['283', '310'],
    facts: telluride,
    said: [
      'Twist: {}',
      'Tq: {}',
      'maxTorque: {}',
      'Torque output: {}',
      'Pound-feet: {}',
      'It makes {} ft-lbs.',
    ],
  },
  displacement: {
    is: '3.5',
    not: ['2.5', '25'],
    facts: telluride,
    said: [
      'Engine capacity (L): {}',
      'engineSize: {}',
      'Litres: {}',
      'Swept volume: {}',
      'The engine displaces {}.',
      'How big is the engine? {}.',
    ],
  },
  towing: {
    is: '5,000',
    not: ['3,500', '44,593'],
    facts: telluride,
    said: [
      'maxTowingCapacity: {}',
      'towRating: {}',
      'Towing weight: {}',
      'Hitch rating: {}',
      'Pulling capacity: {}',
      'Caravan weight: {}',
      'GTW: {}',
      'It tows up to {}.',
      'It’ll pull {}.',
      'The hitch is good for {}.',
      'The hitch takes {}.',
      'Towing maxes out at {}.',
      'The trailer can weigh up to {}.',
      '{} is what it can tow.',
      'What will it tow? {}.',
    ],
  },
  cargo: {
    is: '38.2',
    not: ['42.2', '25'],
    facts: telluride,
    said: [
      'cargoVolume: {}',
      'cargo_volume_cuft: {}',
      'Cargo volume (cu ft): {}',
      'Cargo behind the seats: {}',
      'Trunk space: {}',
      'Boot capacity: {}',
      'Luggage: {}',
      'Cubic feet: {}',
      'The trunk holds {}.',
      'Cargo room measures {}.',
      'How big is the trunk? {}.',
    ],
  },
  seats: {
    is: '7',
    not: ['4', '5', '6'],
    facts: telluride,
    said: [
      '"seatingCapacity": {}',
      'numberOfSeats: {}',
      'max_passengers: {}',
      'Occupants: {}',
      'Pax: {}',
      'Seatbelts: {}',
      'Number of occupants: {}',
      'It hauls {} people.',
      'It is good for {} people.',
      'It has room enough for {}.',
      'There are {} seat belts.',
      'Up to {} can ride.',
      'Seating maxes out at {}.',
      'Seating capacity is listed at {}.',
      'A {}-person SUV.',
      'How many can ride? {}.',
      'How many will it sit? {}.',
      'It has {} proper seats.',
      'It will carry {}.',
      'Seats number {}.',
      'Seating totals {}.',
      '{} people get a seat.',
      '{} is how many it seats.',
      'You can put {} people in it.',
    ],
  },
  'seats in words': {
    is: 'seven',
    not: ['four', 'five'],
    facts: telluride,
    said: [
      'It’s good for {} people.',
      'It has spots for {}.',
      'Seating tops out at {}.',
      'It is roomy enough for {} adults.',
      'Occupants: {}.',
      'How many can ride? {}.',
    ],
  },
  doors: {
    is: '4',
    not: ['2', '5', '7'],
    facts: telluride,
    said: ['numDoors: {}', 'Drs: {}', 'It has {} side doors.', 'Its doors number {}.'],
  },
  owners: {
    is: '2',
    not: ['1', '3', '7'],
    facts: telluride,
    said: [
      'previousOwners: {}',
      'Names on title: {}',
      'Ownership history: {}',
      'Keeper count: {}',
      'It has been owned by {} people.',
      '{} people have owned it.',
      'It has had {} registered keepers.',
      'How many hands has it been through? {}.',
    ],
  },
  'owners in words': {
    is: 'two',
    not: ['one', 'three'],
    facts: telluride,
    said: ['It’s had {} keepers.', 'It’s been through {} sets of hands.', 'It has belonged to {} people.'],
  },
  cylinders: {
    is: '6',
    not: ['4', '8'],
    facts: telluride,
    said: ['Cyl: {}', 'numCylinders: {}', 'Cylinders number {}.'],
  },
  range: {
    is: '272',
    not: ['283', '303'],
    facts: ev6,
    said: [
      'electricRange: {}',
      'range_miles: {}',
      'Range (miles): {}',
      'Range (EPA): {}',
      'Miles to empty: {}',
      'It goes {} on a full charge.',
      'It can go {} on a charge.',
      'It runs {} miles on a charge.',
      'A full charge takes you {}.',
      'A full battery gets you {}.',
      'Range tops out at {}.',
      'How far will a charge take me? {}.',
      'Its electric range is {}.',
      'The range is listed at {}.',
      'Range runs to {} miles.',
    ],
  },
}

/** Of no attribute that a fact has: {} is the value of a fact of another. */
const unknown: [string, string][] = [
  ['Airbags: {}', '7'],
  ['Stars: {}', '4'],
  ['Safety rating: {}', '4'],
  ['Overall rating: {}', '25'],
  ['Combined score: {}', '25'],
  ['Owner rating: {}', '2'],
  ['Fuel tank capacity: {}', '7'],
  ['Battery capacity: {}', '7'],
  ['The tank holds {}.', '7'],
  ['The trunk takes {} golf bags.', '7'],
  ['Rows of seats: {}', '7'],
  ['Passenger airbags: {}', '7'],
  ['Alternator output: {}', '283'],
  ['Charging power: {}', '283'],
  ['Power windows: {}', '283'],
  ['City population: {}', '22'],
  ['Average speed: {}', '25'],
  ['It goes from 0 to 60 in {}.', '7'],
  ['It hits 60 mph in {} seconds.', '6'],
  ['It comes with a {}-year warranty.', '7'],
  ['Payload: {}', '5,000'],
  ['Warranty (miles): {}', '44,593'],
  ['Quarter mile: {}', '44,593'],
  ['How many airbags? {}.', '7'],
  ['How big is the tank? {}.', '7'],
]

describe('verify: what a figure is about, in other words', () => {
  for (const [name, { is, not, facts, said }] of Object.entries(ways))
    for (const text of said)
      it(`${name}: "${text.replace('{}', is)}"`, () => {
        assert.deepEqual(bad(verify(text.replace('{}', is), facts)), [])
        for (const wrong of not)
          assert.notDeepEqual(bad(verify(text.replace('{}', wrong), facts)), [], `${wrong} is held`)
      })

  for (const [text, value] of unknown)
    it(`nothing carries "${text.replace('{}', value)}"`, () => {
      assert.notDeepEqual(bad(verify(text.replace('{}', value), telluride)), [])
    })

  it('leaves a small number in words behind a word for large ones alone', () => {
    const texts = ['It tows two jet skis.', 'It pulls one trailer.', 'The trunk takes two strollers.']
    for (const text of texts) assert.deepEqual(bad(verify(text, telluride)), [], text)
  })

  it('reads lines of keys as data is exported', () => {
    const text = (mileage: number, seats: number): string =>
      `odometer_reading: ${mileage}\nasking_price: 31995\nseating_capacity: ${seats}\nowner_count: 2\nnum_doors: 4`
    assert.deepEqual(bad(verify(text(44_593, 7), telluride)), [])
    assert.equal(bad(verify(text(45_593, 7), telluride)).length, 1)
    assert.equal(bad(verify(text(44_593, 5), telluride)).length, 1)
  })

  it('gives the first figure of a row the label of its column', () => {
    const table = (mileage: string): string =>
      `| Mileage | Price | Seats |\n|---|---|---|\n| ${mileage} | $31,995 | 7 |`
    assert.deepEqual(bad(verify(table('44,593'), telluride)), [])
    assert.equal(bad(verify(table('44,953'), telluride)).length, 1)
  })

  it('leaves the label of a figure in parentheses to that figure', () => {
    assert.deepEqual(bad(verify('It is $31,995 (MSRP was $36,505).', telluride)), [])
    assert.equal(bad(verify('It is $36,505 (MSRP was $36,505).', telluride)).length, 1)
    assert.deepEqual(bad(verify('It is $36,505 (MSRP).', telluride)), [])
  })
})
