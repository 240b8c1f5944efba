import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Fact, FactValue } from '#facts/index.ts'
import { composeDescription, planDescription } from '../../src/writing/description/index.ts'
import { factsOf } from '../quality/facts-of.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'

const vin = '5J6RW2H89NL012345'
const rich = {
  vin,
  stock_number: 'H1234',
  condition: 'used',
  year: 2022,
  make: 'Honda',
  model: 'CR-V',
  trim: 'EX-L',
  body_style: 'SUV',
  exterior_color: 'Platinum White Pearl',
  interior_color: 'Black',
  engine: '1.5L I4 Turbo',
  transmission: 'CVT',
  drivetrain: 'AWD',
  fuel_type: 'Gasoline',
  doors: 4,
  seats: 5,
  mileage: 31204,
  price: 28450,
  city_mpg: 27,
  highway_mpg: 32,
} satisfies Record<string, FactValue>
const equipment = [
  'Adaptive Cruise Control',
  'Heated Front Seats',
  'Apple CarPlay',
  'Power Liftgate',
  'Moonroof',
  'Blind Spot Monitor',
  'Keyless Entry',
  'Roof Rails',
]
const site = {
  site_name: 'Lakeview Auto Center',
  site_phone: '(414) 555-0177',
  site_city: 'Milwaukee',
  site_state: 'WI',
}

function fact(subject: string, attribute: string, value: FactValue, kind: Fact['source']['kind']): Fact {
  const source = { kind, title: kind, url: null, retrievedAt: '2026-11-01T00:00:00.000Z' }
  return { id: `${kind}:${attribute}:${value}`, subject, attribute, value, unit: null, source }
}
const feed = (attribute: string, value: FactValue) => fact(`vehicle:${vin}`, attribute, value, 'feed')
const vpic = (attribute: string, value: FactValue) => fact(`vehicle:${vin}`, attribute, value, 'vpic')
const feedOf = (row: Record<string, FactValue>) =>
  Object.entries(row).map(([attribute, value]) => feed(attribute, value))
const siteFacts = Object.entries(site).map(([attribute, value]) => fact('site:1', attribute, value, 'site'))
const richFacts = [...feedOf(rich), ...equipment.map((name) => feed('feature', name)), ...siteFacts]
const seeds = Array.from({ length: 60 }, (_, index) => `${vin}${index}`)
const textsOf = (facts: Fact[], tone?: string) =>
  seeds.map((seed) => composeDescription(facts, { seed, ...(tone ? { voice: { tone } } : {}) }).markdown)

describe('what is said', () => {
  test('every fact that a rich row plans is said, and its words stand in the text', () => {
    for (const seed of seeds) {
      const { markdown, factIds } = composeDescription(richFacts, { seed })
      const plan = planDescription(richFacts, { seed })
      const planned = [...plan.sections.flatMap(({ facts }) => facts), ...plan.bullets]
      for (const { id } of planned)
        assert.ok(factIds.includes(id), `${id} is planned and not said\n${markdown}`)
      for (const words of [
        'used',
        '2022',
        'Honda',
        'CR-V',
        'EX-L',
        '$28,450',
        '31,204 miles',
        'Platinum White Pearl',
        '1.5L I4 Turbo',
        'H1234',
        vin,
        site.site_name,
        site.site_phone,
      ]) {
        assert.ok(markdown.includes(words), `${words} is missing\n${markdown}`)
      }
    }
  })

  test('a figure is said once', () => {
    for (const text of textsOf(richFacts)) {
      for (const words of [
        '$28,450',
        '31,204 miles',
        '1.5L I4 Turbo',
        'Platinum White Pearl',
        '27 mpg',
        'four doors',
        vin,
      ]) {
        assert.ok(text.split(words).length <= 2, `${words} is said twice\n${text}`)
      }
    }
  })

  test('ids are those of given facts, each once, and none of a fact that the text does not name', () => {
    for (const vehicle of generateVehicles({ seed: 21, count: 150 })) {
      const facts = factsOf(vehicle)
      const { markdown, factIds } = composeDescription(facts, { seed: vehicle.vin })
      assert.equal(new Set(factIds).size, factIds.length)
      const text = markdown.toLowerCase()
      for (const id of factIds) {
        const said = facts.find((one) => one.id === id)
        assert.ok(said, `${id} is no fact`)
        if (
          [
            'make',
            'model',
            'feature',
            'option',
            'exterior_color',
            'interior_color',
            'stock_number',
            'vin',
          ].includes(said.attribute)
        ) {
          assert.ok(
            text.includes(String(said.value).toLowerCase()),
            `${said.attribute} ${said.value}\n${markdown}`,
          )
        }
      }
    }
  })

  test('a sparse row still makes six claims, and the text ends when its facts do', () => {
    const facts = [
      ...feedOf({ vin, condition: 'used', year: 2022, make: 'Honda', model: 'CR-V', price: 28450 }),
      ...siteFacts,
    ]
    for (const seed of seeds) {
      const { markdown, factIds } = composeDescription(facts, { seed })
      assert.ok(factIds.length >= 6, markdown)
      assert.ok(markdown.split(/\s+/).length < 90, markdown)
      assert.doesNotMatch(markdown, /^- /m)
    }
  })

  test('any part of a row can be written, down to a vehicle of which nothing is known', () => {
    fc.assert(
      fc.property(fc.subarray(richFacts), fc.string(), (facts, seed) => {
        const known = facts.some(({ subject }) => subject.startsWith('vehicle:'))
          ? facts
          : [...facts, feed('vin', vin)]
        const { markdown, factIds } = composeDescription(known, { seed })
        assert.match(markdown, /^[A-Z$]/)
        assert.doesNotMatch(markdown, /undefined|null|NaN|[{}[\]<>|]| {2}| [.,;]|\.\.|,,/)
        for (const id of factIds) assert.ok(known.some((one) => one.id === id))
      }),
      { numRuns: 120 },
    )
  })

  test('a used car is called used, a certified one certified pre-owned, a new one new, in the first paragraph', () => {
    for (const [condition, words] of [
      ['used', /\bused\b/i],
      ['certified', /\bcertified pre-owned\b/i],
      ['new', /\bnew\b/i],
    ] as const) {
      const facts = [...feedOf({ ...rich, condition }), ...siteFacts]
      for (const text of textsOf(facts)) assert.match(text.split('\n\n')[0] ?? '', words)
    }
  })

  test('fuel economy and range are EPA-estimated in the sentence that gives them, with city and highway named', () => {
    const electric = [
      ...feedOf({ ...rich, fuel_type: 'Electric', engine: 'Electric Motor', battery_range: 272 }),
      ...siteFacts,
    ]
    for (const text of textsOf(richFacts)) {
      const said = text.split(/(?<=\.)\s/).filter((sentence) => /\bmpg\b/.test(sentence))
      assert.ok(said.length > 0)
      for (const sentence of said) {
        for (const words of [/EPA-estimated.*27 mpg.*32 mpg/s, /\bcity\b/i, /\bhighway\b/])
          assert.match(sentence, words)
      }
    }
    for (const text of textsOf(electric)) {
      assert.match(text, /EPA-estimated range[^.]*272 miles/)
      assert.doesNotMatch(text, /mpg/, 'an electric car’s figure would be MPGe')
    }
  })

  test('the price is one figure: no sale price beside it, and an MSRP for a new car alone', () => {
    const row = { ...rich, sale_price: 27900, msrp: 36050 }
    for (const text of textsOf([...feedOf(row), ...siteFacts]))
      assert.doesNotMatch(text, /27,900|36,050|MSRP|sale/i)
    for (const text of textsOf([...feedOf({ ...row, condition: 'new' }), ...siteFacts])) {
      assert.match(text, /MSRP/)
      assert.doesNotMatch(text, /27,900/)
    }
    const { price: _, ...unpriced } = row
    for (const text of textsOf([...feedOf(unpriced), ...siteFacts])) assert.match(text, /\$27,900/)
  })
})

describe('conflicts between sources', () => {
  test('the feed speaks first, vPIC of the year that the VIN says, and the other is not said beside it', () => {
    const facts = [
      ...richFacts,
      vpic('year', 2021),
      vpic('trim', 'Touring'),
      vpic('cylinders', 6),
      vpic('displacement_l', 3.5),
      vpic('fuel_type', 'Diesel'),
      vpic('doors', 2),
    ]
    for (const text of textsOf(facts)) {
      assert.match(text, /2021/)
      assert.doesNotMatch(text, /2022|Touring|six|3\.5|diesel|two doors/i)
    }
  })

  test('vPIC fills what a VIN tells and the feed leaves out', () => {
    const { engine: _, ...row } = rich
    const facts = [...feedOf(row), vpic('cylinders', 4), vpic('displacement_l', 1.5), ...siteFacts]
    for (const text of textsOf(facts))
      assert.match(text, /1\.5-liter four-cylinder engine|four-cylinder, 1\.5-liter engine/)
  })

  test('what a VIN does not tell is not taken from vPIC', () => {
    const { drivetrain: _, transmission: _t, mileage: _m, ...row } = rich
    const facts = [
      ...feedOf(row),
      vpic('drivetrain', 'RWD'),
      vpic('transmission', 'Manual'),
      vpic('mileage', 7),
      ...siteFacts,
    ]
    for (const text of textsOf(facts)) assert.doesNotMatch(text, /drive\b|manual|7 miles/i)
  })

  test('the newer of two readings of one source is said', () => {
    const older = {
      ...feed('price', 31000),
      source: { ...feed('price', 0).source, retrievedAt: '2026-10-01T00:00:00.000Z' },
    }
    for (const text of textsOf([older, ...richFacts])) assert.doesNotMatch(text, /31,000/)
  })
})

describe('shape of the text', () => {
  test('short paragraphs, four to eight pieces of equipment, then whom to call', () => {
    for (const text of textsOf(richFacts)) {
      const blocks = text.trim().split('\n\n')
      const bullets = blocks.find((block) => block.startsWith('- '))?.split('\n') ?? []
      assert.ok(bullets.length >= 4 && bullets.length <= 8, text)
      const paragraphs = blocks.filter((block) => !block.startsWith('- ') && !block.endsWith(':'))
      assert.ok(paragraphs.length >= 2 && paragraphs.length <= 5, text)
      for (const paragraph of paragraphs)
        assert.ok(paragraph.split(/(?<=\.)\s+(?=[A-Z])/).length <= 4, paragraph)
      const closing = blocks.slice(blocks.findIndex((block) => block.startsWith('- ')) + 1).join(' ')
      for (const words of [site.site_name, site.site_phone, 'H1234']) assert.ok(closing.includes(words), text)
    }
  })

  test('the same facts in any order and the same seed give the same text, another seed another', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(richFacts, { minLength: richFacts.length }), (shuffled) => {
        assert.deepEqual(
          composeDescription(shuffled, { seed: vin }),
          composeDescription(richFacts, { seed: vin }),
        )
      }),
      { numRuns: 40 },
    )
    assert.equal(new Set(textsOf(richFacts)).size, seeds.length)
  })

  test('a tone changes the words and not the facts', () => {
    const neutral = textsOf(richFacts).join(' ')
    assert.match(
      textsOf(richFacts, 'Warm and friendly').join(' '),
      /\bWe\b|Meet a|You'll find|Give us a call/,
    )
    assert.match(textsOf(richFacts, 'formal').join(' '), /presents|comprises|regarding|features a/)
    assert.doesNotMatch(neutral, /\bWe\b|You'll|presents (?:a|this)\b/)
    assert.deepEqual(textsOf(richFacts, 'no such tone'), textsOf(richFacts))
  })

  test('rare equipment is told first', () => {
    const stockShare = new Map(
      equipment.map((name) => [name.toLowerCase(), name === 'Roof Rails' ? 0.02 : 0.95]),
    )
    for (const seed of seeds) {
      const told = planDescription(richFacts, { seed, stockShare }).sections.find(
        ({ id }) => id === 'equipment',
      )
      assert.ok(told?.facts.some(({ value }) => value === 'Roof Rails'))
    }
  })

  test('without a vehicle, or with two of which none is the seed’s, there is nothing to write', () => {
    assert.throws(() => composeDescription(siteFacts, { seed: vin }), /no vehicle/)
    const two = [feed('year', 2022), fact('vehicle:OTHER', 'year', 2020, 'feed')]
    assert.throws(() => composeDescription(two, { seed: 'THIRD' }), /2 vehicles/)
    assert.match(composeDescription(two, { seed: vin }).markdown, /2022/)
  })
})
