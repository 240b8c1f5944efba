// The verifier alone, on one core: texts of 200 words, and how its time grows with text and facts.

import type { Fact, FactValue } from '#facts/index.ts'
import { prepareFacts, verify } from '#grounding/index.ts'
import { median } from './load.ts'
import { note, type Row, standingRow } from './rows.ts'

const models = ['CR-V', 'Accord', 'Civic', 'Pilot', 'Passport', 'Odyssey', 'HR-V', 'Ridgeline']
const secondsOfRun = 2

/** A vehicle that no other is like: its figures and its stock number are its own. */
function factsOf(i: number): Fact[] {
  const rows: [string, FactValue | FactValue[]][] = [
    ['stock_number', `H${1000 + i}`],
    ['year', 2020 + (i % 7)],
    ['make', 'Honda'],
    ['model', models[i % models.length]!],
    ['trim', ['LX', 'EX', 'EX-L', 'Touring'][i % 4]!],
    ['condition', 'used'],
    ['body_style', 'SUV'],
    ['exterior_color', 'Platinum White Pearl'],
    ['interior_color', 'Gray'],
    ['doors', 4],
    ['seats', 5],
    ['engine', '1.5L I4 DOHC 16V Turbocharged'],
    ['cylinders', 4],
    ['displacement_l', 1.5],
    ['transmission', 'CVT'],
    ['drivetrain', 'AWD'],
    ['fuel_type', 'Gasoline'],
    ['city_mpg', 27],
    ['highway_mpg', 32],
    ['price', 20000 + 15 * i],
    ['mileage', 10000 + 37 * i],
    [
      'feature',
      ['Heated Front Seats', 'Apple CarPlay', 'Power Moonroof', 'Adaptive Cruise Control', 'Power Liftgate'],
    ],
  ]
  return rows.flatMap(([attribute, values]) =>
    [values].flat().map((value, n) => ({
      id: `${attribute}-${n}-${i}`,
      subject: `vehicle:VIN${i}`,
      attribute,
      value,
      unit: null,
      source: {
        kind: 'feed' as const,
        title: 'Inventory feed',
        url: null,
        retrievedAt: '2026-03-01T08:00:00.000Z',
      },
    })),
  )
}

/** 200 words about a vehicle: figures, equipment, and the sentences between them that claim nothing. */
function textOf(i: number): string {
  const name = `${2020 + (i % 7)} Honda ${models[i % models.length]} ${['LX', 'EX', 'EX-L', 'Touring'][i % 4]}`
  return `## ${name}, stock number H${1000 + i}

This used SUV wears Platinum White Pearl over a gray interior, and it has ${(10000 + 37 * i).toLocaleString('en-US')} miles on the odometer. The price is $${(20000 + 15 * i).toLocaleString('en-US')}. A turbocharged 1.5-liter four-cylinder sends its power through a CVT, and all-wheel drive keeps it steady when the road is wet. The EPA estimates 27 mpg in the city and 32 mpg on the highway, so a week of errands asks little of the tank.

It seats five and has four doors, which makes school runs easy. Heated front seats take the edge off cold mornings, and a power moonroof lets the light in on better ones. Apple CarPlay puts your phone on the screen. Adaptive cruise control keeps a set gap on the open road, and a power liftgate opens the back when your hands are full.

Come and sit in it before you decide. Bring the people who will ride with you, and the things that you carry every day. Adjust the wheel, try the mirrors and fold the rear seats down once. Take it over a rough street and up to speed. Our team will have the keys and the paperwork ready, and you can take as long as you like. If another one suits you more, we will bring it round to the door.
`
}

/** Texts a second that have `times` times the words and the facts; preparing the facts is part of it. */
function rate(times: number): number {
  const facts = Array.from({ length: times }, (_, i) => factsOf(i)).flat()
  const text = Array.from({ length: times }, (_, i) => textOf(i)).join('\n')
  const claims = verify(text, prepareFacts(facts))
  if (claims.length < 20 * times || claims.some((claim) => claim.status !== 'supported'))
    throw new Error('The text of the bench does not verify; its figure would mean nothing.')
  const start = performance.now()
  let done = 0
  while (performance.now() - start < secondsOfRun * 1000) {
    verify(text, prepareFacts(facts))
    done++
  }
  return (done * 1000) / (performance.now() - start)
}

/** Sizes by turns, so that all meet the same machine. */
export function verifying(runs: number): Row[] {
  const sizes = [1, 4, 16]
  const rates = new Map<number, number[]>(sizes.map((size) => [size, []]))
  rate(4) // what the first run compiles
  for (let run = 0; run < runs; run++) {
    for (const size of sizes) rates.get(size)!.push(rate(size))
    note(`verifying: run ${run + 1} of ${runs}`)
  }
  const words = textOf(0).split(/\s+/).length
  const one = median(rates.get(1)!)
  return sizes.map((size) => {
    const perText = median(rates.get(size)!) * size
    return {
      ...standingRow(
        `verifying, ${words * size} words against ${factsOf(0).length * size} facts, one core`,
        `${Math.round(perText)} × ${words} words/s`,
        size === 1 ? '>= 1000' : 'ratio to the first >= 0.67',
      ),
      ratio: (perText / one).toFixed(2),
    }
  })
}
