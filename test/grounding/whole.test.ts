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
