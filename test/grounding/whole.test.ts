// What only the text as a whole tells: a fact that is told twice in a breath, a figure that is another of its vehicle's.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { fact } from './facts.ts'
import { fails, flagged, holds } from './held.ts'

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

  holds(jetta, [
    'It is gray, with black on the other side of the glass.',
    'The gray car has a black cabin. Gray, and proud of it, gray as rain.',
    'It costs $24,660. Yes, $24,660, and not a dollar more than $24,660.',
  ])
  // city and highway of a hybrid
  holds(
    jetta.map((one) => (one.attribute === 'highway_mpg' ? { ...one, value: 31 } : one)),
    ['31 and 31 are the mpg figures, city first.', 'It gets 31 mpg in the city, yes, 31 mpg in the city.'],
  )
  holds(both, [
    'The Jetta and the CX-5 seat 5 and 5.',
    'The Jetta is $24,660, and that is $24,660 with the mats. The CX-5 asks $27,330.',
  ])
})

describe('verify: a figure that is another of its vehicle’s', () => {
  holds(jetta, [
    'Its economy (31 mpg among traffic lights, 38 mpg among trees) comes last.',
    'MSRP: $29,660. We ask $24,660. Once more, and slowly: an MSRP over $29,000, so it is $29,660.',
  ])

  for (const [text, wrong] of [
    ['It gets 31 mpg in the city. Its highway mileage is 31 mpg.', '31 mpg'],
    ['We ask $24,660. The MSRP is $24,660.', '$24,660'],
    ['We ask $24,660. Its price is $29,660.', '$29,660'],
    ['We ask $24,660. It is here for over $26,000.', '$26,000'],
    ['We ask $24,660. It goes at $29,660, with an MSRP of $29,660.', '$29,660'],
    ['It does 31 mpg in the city. It is not 31 mpg.', '31 mpg'],
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

describe('verify: a figure that may be of another vehicle', () => {
  holds(both, [
    'The Jetta is gray. The CX-5 asks $27,330. For $24,660 you may have its neighbor.',
    'The Jetta is gray. The CX-5 asks $27,330. At a price of $24,660 you may have its neighbor.',
  ])
  fails(both, [
    // nothing else is told of the other
    'The Jetta asks $24,660. It is yours for $27,330.',
    // it says whom it is about
    'The Jetta asks $24,660. The CX-5 is red. For the Jetta as it stands there we would like to see $27,330.',
    'The Jetta asks $24,660. Beside the CX-5 the Jetta asks $27,330.',
    'The Jetta asks $24,660. The CX-5 is red.\n\n| | Jetta | CX-5 |\n|---|---|---|\n| Damage | $27,330 | none |',
    // it is told of the other
    'The Jetta asks $24,660. The CX-5 asks $27,330. It is red, for $24,660.',
  ])
})

const rated = [
  ...both,
  fact('vehicle:1', 'combined_mpg', 34, 'mpg'),
  fact('vehicle:2', 'combined_mpg', 26, 'mpg'),
]
const stock = [
  ['stock_model', 'CX-5'],
  ['stock_count', 28],
  ['stock_new_count', 17],
  ['stock_used_count', 11],
  ['stock_certified_count', 7],
  ['stock_seats', 5],
].map(([attribute, value]) => fact('stock:CX-5', attribute as string, value!))

describe('verify: a figure that stands against another', () => {
  holds(rated, ['The Jetta is the one with the better mileage, at 34 mpg combined against 26.'])
  fails(rated, [
    'The Jetta is the one with the better mileage, at 33 mpg combined against 26.',
    'The Jetta is the one with the better mileage, at 34 mpg combined against 33, or 33 against 26.',
    'The Jetta is the one with the better mileage, at 34 mpg combined against 34.',
    'The Jetta is the one with the better mileage, at 34 mpg combined against 24.',
  ])
  holds(stock, ['17 of our 28 CX-5s sit up front.'])
  fails(stock, [
    'Sixteen of our 28 CX-5s sit up front.',
    '28 of our 17 CX-5s sit up front.',
    '7 of the 28 are new.',
    // of its seats
    '5 of our 28 CX-5s sit up front.',
  ])
})

const kept = [...jetta, fact('vehicle:1', 'owners', 2), fact('vehicle:1', 'doors', 4)]

describe('verify: a label that nobody knows', () => {
  holds(kept, [
    'Keepers: 2',
    'Carrying: 5',
    'Clock: 2,466',
    '| Jetta | |\n|---|---|\n| Hands it went through | 2 |',
  ])

  fails(kept, [
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
  fails(kept, ['| Paint | Stars |\n|---|---|\n| Gray | 5 |'])
  holds(kept, ['| Paint | Carrying |\n|---|---|\n| Gray | 5 |'])
  // two that sit and two that owned it
  fails(
    kept.map((one) => (one.attribute === 'seats' ? { ...one, value: 2 } : one)),
    ['Carrying: 2'],
  )
})

describe('verify: how long a coverage runs', () => {
  const covered = [fact('model:1', 'model', 'CX-5'), fact('model:1', 'warranty', '3 years / 36,000 miles')]
  holds(covered, [
    'Warranty: 36 months/36,000 miles',
    'Warranty 3/36,000',
    'You have three years of warranty, or 36,000 miles of it.',
    'The maker stands behind it for three years, up to 36,000 miles.',
    'Warranty: 3 yrs. or 36,000 mi.',
  ])
  fails(covered, [
    'Warranty: 48 months/36,000 miles',
    'Warranty: 36 months/60,000 miles',
    'Warranty 5/36,000',
    'You have three years of warranty, or 60,000 miles of it.',
    'It has gone 36,000 miles.',
    'For three years the CX-5 was driven in town by a teacher, and now it reads 36,000 miles.',
    'The 3 of them saw 36,000 go by.',
    'It was gone for three years, three years of our lives.',
  ])
})

describe('verify: whose coverage it is', () => {
  const each = [
    ...both,
    fact('vehicle:1', 'warranty', '3 years / 36,000 miles'),
    fact('vehicle:2', 'warranty', '5 years / 60,000 miles'),
  ]
  holds(each, ['The Jetta has 36 months/36,000 miles.'])
  it('is of neither figure of another’s', () => {
    assert.deepEqual(flagged(each, 'The CX-5 has 36 months/36,000 miles.'), ['36 months', '36,000 miles'])
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
  holds(trims, [
    'Moving up to the Turbo costs $37,400. It retains the Preferred’s equipment and adds a head-up display.',
    'The Turbo builds on the Preferred ($29,900) with a head-up display.',
  ])
  fails(trims, [
    'Moving up to the Turbo costs $37,400. It retains the Preferred’s equipment and adds a sunroof.',
    'The Turbo builds on the Preferred ($37,400) with a head-up display.',
    'The Preferred has a head-up display.',
  ])
})

const preferred = [...both, fact('vehicle:2', 'trim', 'Preferred'), fact('vehicle:2', 'year', 2022)]

describe('verify: words for what is no claim of a vehicle', () => {
  holds(preferred, [
    'CX-5 Performance',
    '# CX-5 Technology',
    'THE CX-5 COUNT',
    'Take it for ten miles.',
    'It stands two miles past the bridge.',
    'A 10-mile drive tells more.',
  ])
  fails(preferred, ['2022 CX-5 Performance', 'The 2022 CX-5 Performance is here.', 'It has gone ten miles.'])
})

describe('verify: whose color and whose price it is', () => {
  holds(both, [
    'The Jetta comes in gray, its rival in red.',
    'It’s $24,660 against $27,330, the Jetta being the first.',
  ])
  fails(both, [
    'The Jetta comes in gray, its rival in gray.',
    'It’s $27,330 against $24,660, the Jetta being the first.',
  ])
  holds(jetta, [
    'Black seats in a gray car.',
    'With black seats, in a gray car.',
    'Take a seat in the gray one.',
  ])
  fails(jetta, ['Black seats in a black car.', 'Gray seats in a gray car.'])
})

describe('verify: how many have been certified', () => {
  holds(stock, ['Eleven used; seven have been certified.'])
  fails(stock, ['Eleven used; eight have been certified.'])
})

const lot = [
  ...stock,
  fact('stock:CX-5', 'stock_mileage_lowest', 84, 'mi'),
  fact('stock:CX-5', 'stock_mileage_highest', 50_491, 'mi'),
]

describe('verify: a count that is told in turn with its condition', () => {
  holds(lot, [
    'I would put 17 down as new and 11 as used.',
    'Used CX-5s come to eleven with us.',
    'With 17 new and 11 used, the CX-5 fills 28 of our places.',
    'The CX-5 on the lot: new, 17; used, 11; certified within the used, 7.',
    'Do you have the CX-5 used? We do, 11 at the moment.',
    'It’s eleven of those that we call used, of the CX-5.',
    'CX-5 / new / 17',
    'Walk past 17 new ones and 11 used ones of the CX-5.',
  ])
  fails(lot, [
    'I would put 11 down as new and 17 as used.',
    'Used CX-5s come to seventeen with us.',
    'With 17 new and 11 used, the CX-5 fills 27 of our places.',
    'The CX-5 on the lot: new, 17; used, 11; certified within the used, 11.',
    'Do you have the CX-5 used? We do, 17 at the moment.',
    'All but 17 of our CX-5s are used and 11 photos.',
    '28 of the Turbo CX-5s are used.',
  ])
})

describe('verify: what is certified of the used', () => {
  holds(lot, ['Certified so far are 7 of the 11 used CX-5s.', 'CX-5: Papers come for 7 of the 11 used.'])
  fails(lot, ['Certified so far are 8 of the 11 used CX-5s.', '7 of the 11 used are used. (CX-5)'])
})

describe('verify: an extreme whose figure the whole text settles', () => {
  holds(lot, [
    'CX-5s. The fewest miles on any of them come to 84 miles. The most come to 50,491 miles.',
    'Our CX-5s: the fewest miles on any are 84 miles, the most 50,491 miles.',
    'Most miles on any CX-5 in stock: 50,491',
    'The youngest odometer among our CX-5s shows 84.',
    '| CX-5s | Low miles | High miles |\n|---|---|---|\n| 28 | 84 | 50,491 |',
    'CX-5s run to 50,491 miles. At 50.5k miles, one of them leads.',
    'No CX-5 of ours has gone past 50,491 miles.',
  ])
  fails(lot, [
    'CX-5s. The fewest miles on any of them come to 94 miles.',
    'Most miles on any CX-5 in stock: 84',
    'The fewest miles of any CX-5 in town: 84',
    '| CX-5s | Low miles | High miles |\n|---|---|---|\n| 28 | 50,491 | 84 |',
    'No CX-5 of ours has gone past 40,000 miles.',
  ])
})
