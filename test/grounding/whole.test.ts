// What only the text as a whole tells: a fact that is told twice in a breath, a figure that is another of its vehicle's.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, fact } from './facts.ts'

const carOf = (subject: string, model: string, price: number, city: number, colors: string[]): Fact[] => [
  fact(subject, 'model', model),
  fact(subject, 'price', price, 'USD'),
  fact(subject, 'msrp', price + 5_000, 'USD'),
  fact(subject, 'mileage', price / 10, 'mi'),
  fact(subject, 'city_mpg', city, 'mpg'),
  fact(subject, 'highway_mpg', city + 7, 'mpg'),
  fact(subject, 'exterior_color', colors[0]!),
  fact(subject, 'interior_color', colors[1]!),
  fact(subject, 'seats', 5),
]
const jetta = carOf('vehicle:1', 'Jetta', 24_660, 31, ['Magnetic Gray', 'Black'])
const both = [...jetta, ...carOf('vehicle:2', 'CX-5', 27_330, 24, ['Red', 'Ivory'])]

const flagged = (facts: readonly Fact[], text: string): string[] =>
  verify(text, facts)
    .filter(({ status }) => status !== 'supported')
    .map((claim) => claim.text)

describe('verify: one fact twice in a breath', () => {
  for (const [facts, text, second] of [
    [jetta, 'It is gray, with gray on the other side of the glass.', 'gray'],
    [jetta, 'Color: gray with gray', 'gray'],
    [jetta, '31 and 31 are the mpg figures, city first.', '31'],
    [both, 'Priced at $24,660 and $24,660, the Jetta and the CX-5 await you.', '$24,660'],
  ] as const)
    it(`is of what stands beside it in "${text}"`, () => {
      assert.deepEqual(flagged(facts, text), [second])
    })

  for (const [facts, text] of [
    [jetta, 'It is gray, with black on the other side of the glass.'],
    [jetta, 'The gray car has a black cabin. Gray, and proud of it, gray as rain.'],
    [jetta, 'It costs $24,660. Yes, $24,660, and not a dollar more than $24,660.'],
    [both, 'The Jetta and the CX-5 seat 5 and 5.'],
    [both, 'The Jetta is $24,660, and that is $24,660 with the mats. The CX-5 asks $27,330.'],
  ] as const)
    it(`is said again in "${text}"`, () => {
      assert.deepEqual(bad(verify(text, facts)), [])
    })
})

describe('verify: a figure that is another of its vehicle’s', () => {
  for (const text of [
    'Its economy (31 mpg among traffic lights, 38 mpg among trees) comes last.',
    'MSRP: $29,660. We ask $24,660. Once more, and slowly: an MSRP over $29,000, so it is $29,660.',
  ])
    it(`is that where the text tells elsewhere what it was held against: "${text}"`, () => {
      assert.deepEqual(bad(verify(text, jetta)), [])
    })

  for (const [text, wrong] of [
    ['It gets 31 mpg in the city. Its highway mileage is 31 mpg.', '31 mpg'],
    ['We ask $24,660. The MSRP is $24,660.', '$24,660'],
    ['Its economy (31 mpg among traffic lights, 31 mpg among trees) comes last.', '31 mpg'],
    ['Its economy (38 mpg among traffic lights) comes last.', '38 mpg'],
    [
      'It was never a car for 31 mpg in the city: 31 mpg in the city, 38 mpg on the road, 40 mpg on the road.',
      '40 mpg',
    ],
  ] as const)
    it(`is wrong in "${text}"`, () => {
      assert.ok(flagged(jetta, text).includes(wrong), flagged(jetta, text).join(' | '))
    })
})

const combined = (facts: readonly Fact[], values: readonly number[]): Fact[] => [
  ...facts,
  ...values.map((value, i) => fact(`vehicle:${i + 1}`, 'combined_mpg', value, 'mpg')),
]
const stock = [
  ['stock_model', 'CX-5'],
  ['stock_count', 28],
  ['stock_new_count', 17],
  ['stock_used_count', 11],
  ['stock_certified_count', 7],
].map(([attribute, value]) => fact('stock:CX-5', attribute as string, value!))

describe('verify: a figure that stands against another', () => {
  for (const [facts, text] of [
    [
      combined(both, [34, 26]),
      'The Jetta is the one with the better mileage, at 34 mpg combined against 26.',
    ],
    [stock, '17 of our 28 CX-5s sit up front.'],
  ] as const)
    it(`is the counterpart of that: "${text}"`, () => {
      assert.deepEqual(bad(verify(text, facts)), [])
    })

  for (const [facts, text] of [
    [
      combined(both, [34, 26]),
      'The Jetta is the one with the better mileage, at 34 mpg combined against 34.',
    ],
    [
      combined(both, [34, 26]),
      'The Jetta is the one with the better mileage, at 34 mpg combined against 24.',
    ],
    [stock, 'Sixteen of our 28 CX-5s sit up front.'],
    [stock, '28 of our 17 CX-5s sit up front.'],
    [stock, '7 of the 28 are new.'],
  ] as const)
    it(`is no other: "${text}"`, () => {
      assert.notDeepEqual(bad(verify(text, facts)), [])
    })
})

const kept = [...jetta, fact('vehicle:1', 'owners', 2), fact('vehicle:1', 'doors', 4)]

describe('verify: a label that nobody knows', () => {
  for (const text of [
    'Keepers: 2',
    'Carrying: 5',
    'Clock: 2,466',
    '| Jetta | |\n|---|---|\n| Hands it went through | 2 |',
  ])
    it(`is of the one fact that its number can be: "${text}"`, () => {
      assert.deepEqual(bad(verify(text, kept)), [])
    })

  for (const text of [
    'Keepers: 3',
    'Stars: 5',
    'Cup holders: 5',
    'Airbags: 2',
    'Screens: 2',
    'Portals: 4',
    'Spirits: 2\nGhosts: 2',
    'In stock: 5',
    'Recalls: 2',
    'Payload: 2,466',
  ])
    it(`carries nothing else: "${text.replace('\n', ' / ')}"`, () => {
      assert.notDeepEqual(bad(verify(text, kept)), [])
    })
})

describe('verify: how long a coverage runs', () => {
  const covered = [fact('model:1', 'model', 'CX-5'), fact('model:1', 'warranty', '3 years / 36,000 miles')]
  for (const text of [
    'Warranty: 36 months/36,000 miles',
    'Warranty 3/36,000',
    'You have three years of warranty, or 36,000 miles of it.',
    'The maker stands behind it for three years, up to 36,000 miles.',
    'Warranty: 3 yrs. or 36,000 mi.',
  ])
    it(`is read in "${text}"`, () => {
      assert.deepEqual(bad(verify(text, covered)), [])
    })
  for (const text of [
    'Warranty: 48 months/36,000 miles',
    'Warranty: 36 months/60,000 miles',
    'Warranty 5/36,000',
    'You have three years of warranty, or 60,000 miles of it.',
    'It has gone 36,000 miles.',
  ])
    it(`is wrong in "${text}"`, () => {
      assert.notDeepEqual(bad(verify(text, covered)), [])
    })
})

describe('verify: one trim as the base of the other', () => {
  const trims = [
    fact('model:1', 'model', 'CX-5'),
    fact('model:1', 'trim', 'Preferred'),
    fact('model:1', 'msrp', 29_900, 'USD'),
    fact('model:1', 'feature', 'Heated Front Seats'),
    fact('model:2', 'model', 'CX-5'),
    fact('model:2', 'trim', 'Turbo'),
    fact('model:2', 'msrp', 37_400, 'USD'),
    fact('model:2', 'feature', 'Heated Front Seats'),
    fact('model:2', 'feature', 'Head-Up Display'),
  ]
  for (const text of [
    'Moving up to the Turbo costs $37,400. It retains the Preferred’s equipment and adds a head-up display.',
    'The Turbo builds on the Preferred ($29,900) with a head-up display.',
  ])
    it(`leaves what comes on top to the other: "${text}"`, () => {
      assert.deepEqual(bad(verify(text, trims)), [])
    })
  for (const text of [
    'Moving up to the Turbo costs $37,400. It retains the Preferred’s equipment and adds a sunroof.',
    'The Turbo builds on the Preferred ($37,400) with a head-up display.',
    'The Preferred has a head-up display.',
  ])
    it(`is wrong in "${text}"`, () => {
      assert.notDeepEqual(bad(verify(text, trims)), [])
    })
})

describe('verify: words for what is no claim of a vehicle', () => {
  for (const text of [
    'CX-5 Performance',
    '# CX-5 Technology',
    'Take it for ten miles.',
    'A 10-mile drive tells more.',
  ])
    it(`passes over "${text}"`, () => {
      assert.deepEqual(bad(verify(text, [...both, fact('vehicle:2', 'trim', 'Preferred')])), [])
    })
  for (const text of ['The 2022 CX-5 Performance is here.', 'It has gone ten miles.'])
    it(`holds "${text}"`, () => {
      assert.notDeepEqual(bad(verify(text, [...both, fact('vehicle:2', 'trim', 'Preferred')])), [])
    })
})
