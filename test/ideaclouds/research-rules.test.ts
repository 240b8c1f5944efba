import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type ResearchInput, type ResearchResult, research } from '#ideaclouds/research/index.ts'
import { now, stock, topicCases, vehicleCases } from './research-cases.ts'

function run(keyword: string, over: Partial<ResearchInput> = {}): ResearchResult {
  return research({ keyword, questionIdBase: now, stock: [], siteCity: null, ...over })
}

function done(keyword: string, over: Partial<ResearchInput> = {}) {
  const result = run(keyword, over)
  assert.ok(result.ok, `"${keyword}" was not recognized`)
  return { ...result, text: result.questions.map((q) => q.question).join('\n') }
}

describe('what a keyword says', () => {
  it('the intent that it names heads the clusters and the recommended questions', () => {
    const cases = [
      ['F-150 towing capacity', 'towing'],
      ['2026 Honda Civic price', 'price'],
      ['Honda Civic lease', 'lease_or_buy'],
      ['Honda Civic financing', 'financing'],
      ['2026 Honda Civic safety ratings', 'safety'],
      ['Honda Civic trim levels', 'trims'],
      ['Honda Civic colors', 'colors'],
      ['Honda Civic for sale near me', 'local'],
      ['used Honda Civic', 'used'],
      ['certified pre-owned Honda Civic', 'certified'],
      ['Honda Civic warranty', 'warranty'],
      ['trade in Honda Civic', 'trade_in'],
      ['Honda Civic floor mats', 'parts'],
      ['Honda Civic snow', 'winter'],
      ['Honda Civic tire size', 'tires'],
      ['Honda Civic car seats', 'family'],
      ['Honda Civic in stock', 'availability'],
      ['Honda Civic mpg', 'fuel_economy'],
      ['Honda Civic horsepower', 'performance'],
      ['Honda Civic trunk space', 'cargo'],
      ['Honda Civic interior', 'interior'],
      ['Honda Civic apple carplay', 'technology'],
      ['Honda Civic oil change', 'maintenance'],
      ['how to pair phone with Honda Civic', 'how_to'],
      ['Honda Civic specs', 'specs'],
      ['compare Honda Civic', 'comparison'],
      ['Tesla Model 3 range', 'range'],
      ['Tesla Model 3 charging', 'charging'],
    ] as const
    for (const [keyword, intent] of cases) {
      const result = done(keyword)
      assert.equal(result.intents[0], intent, keyword)
      assert.ok(result.entities.intents.includes(intent), keyword)
      assert.ok(
        (result.clusters[0]?.questionCount ?? 0) >= 7,
        `${keyword}: ${result.clusters[0]?.questionCount}`,
      )
    }
  })

  it('what a vehicle runs on decides between range and fuel economy', () => {
    assert.equal(done('Tesla Model 3 efficiency').intents[0], 'range')
    assert.ok(!done('Tesla Model 3 efficiency').intents.includes('fuel_economy'))
    assert.equal(done('Honda Civic range').intents[0], 'fuel_economy')
    assert.ok(!done('Honda Civic range').intents.includes('range'))
  })

  it('a service named beside a vehicle is asked about', () => {
    assert.match(done('F150 oil change cost').text, /How much does an oil change on the Ford F-150 cost\?/)
    assert.match(done('Subaru windshield replacement').text, /windshield replacement on a Subaru/)
    assert.doesNotMatch(done('Tesla Model 3 oil change').text, /oil/)
  })

  it('everyday words are names only with a make, a year or stock', () => {
    assert.equal(run('pilot').ok, false)
    assert.equal(done('2025 Pilot').entities.model, 'Pilot')
    assert.equal(done('Honda pilot').entities.model, 'Pilot')
    const pilot = {
      year: 2025,
      make: 'Honda',
      model: 'Pilot',
      trim: null,
      fuelType: null,
      bodyStyle: null,
      count: 1,
    }
    assert.equal(done('pilot', { stock: [pilot] }).entities.model, 'Pilot')
    assert.equal(done('EV charger installation').entities.model, null)
    assert.equal(done('Honda models 2026').entities.model, null)
  })

  it("names are the trade's, whatever the spelling", () => {
    const spellings = {
      'Ford F-150': ['f150', 'F 150', 'ford f-150s', 'FORD F150'],
      'Honda CR-V': ['crv', 'cr v', 'Honda CRV', "honda cr-v's trunk"],
      'Chevrolet Silverado 1500': ['chevy silverado 1500', 'Chevy 1500', 'silverado1500'],
      'Volkswagen Jetta': ['vw jetta', 'Volkswagon Jettas'],
      'Toyota 4Runner': ['4 runner', 'toyota 4runner', 'Toyota Four Runner'],
      'Mercedes-Benz GLC': ['mercedes glc', 'Mercedez Benz GLC'],
      'Honda Civic': ['ｈｏｎｄａ　ｃｉｖｉｃ', 'Hónda Cívic', 'civic'],
    }
    for (const [name, keywords] of Object.entries(spellings))
      for (const keyword of keywords) {
        const { make, model } = done(keyword).entities
        assert.equal(`${make} ${model}`, name, keyword)
      }
  })
})

describe('what cannot apply is not asked', () => {
  it('a next model year has no used market, no owners and no mileage', () => {
    const { text, intents } = done('2027 Honda Odyssey', { stock })
    assert.doesNotMatch(
      text,
      /\bused\b|certified|high-mileage|miles are too many|open recalls|worth as a trade-in|reliable/i,
    )
    assert.ok(!intents.includes('used') && !intents.includes('certified'))
    assert.match(done('2027 Honda Odyssey availability').text, /go on sale/)
  })

  it('a vehicle of the past is not leased, ordered or given an MSRP', () => {
    const { text } = done('2015 Honda Accord')
    assert.doesNotMatch(text, /\blease|MSRP|incentive|factory order|ordered from the factory|reserve/i)
    assert.match(text, /used 2015 Honda Accord/)
  })

  it('the current year is that of the question ids', () => {
    const base = Date.UTC(2030, 5, 1)
    assert.match(done('2027 Honda Odyssey', { questionIdBase: base }).text, /used 2027 Honda Odyssey/)
  })

  it('the fuel of the stock decides, then the name, else only neutral questions', () => {
    const row = { year: 2026, make: 'Fiat', model: '500', trim: null, bodyStyle: 'Hatchback', count: 1 }
    const electric = done('2026 Fiat 500', { stock: [{ ...row, fuelType: 'Electric Fuel System' }] })
    assert.equal(electric.entities.electric, true)
    assert.match(electric.text, /EPA-estimated range/)
    const gas = done('2026 Fiat 500', { stock: [{ ...row, fuelType: 'Gasoline' }] })
    assert.match(gas.text, /oil change/)
    assert.doesNotMatch(gas.text, /charg|EPA-estimated range/)
    const unknown = done('2026 Fiat 500')
    assert.doesNotMatch(unknown.text, /oil change|mpg|charg|EPA-estimated range/)
    assert.equal(done('Mustang EV').entities.electric, true)
  })

  it('two-door coupes have no third row and sedans no bed, as the stock says', () => {
    const row = { year: 2026, make: 'Honda', model: 'Prelude', trim: null, fuelType: 'Hybrid', count: 1 }
    assert.doesNotMatch(
      done('2026 Honda Prelude seating', { stock: [{ ...row, bodyStyle: '2D Coupe' }] }).text,
      /third row|how many doors/i,
    )
    assert.doesNotMatch(done('2026 Honda Accord cargo', { stock }).text, /\bbed\b/)
  })
})

describe('stock and site', () => {
  it('a rival and the trims come from stock', () => {
    const { text } = done('2026 Honda Civic', { stock })
    assert.match(text, /compare with the Honda Accord\?/)
    assert.match(text, /difference between the Sport and EX trims of the 2026 Honda Civic\?/)
    assert.doesNotMatch(done('2026 Honda Civic').text, /Accord|Sport and EX/)
  })

  it('the city stands in local questions, and only a name of a city', () => {
    assert.match(done('Honda Civic', { siteCity: "Coeur d'Alene" }).text, /near Coeur d'Alene\?/)
    for (const siteCity of ['<b>Hill</b>', 'Rock {v}', 'x'.repeat(80), ''])
      assert.match(done('Honda Civic', { siteCity }).text, /near you\?/, siteCity)
  })

  it('a name in the feed that is no name reaches no question', () => {
    const evil = {
      year: 2026,
      make: 'Honda',
      model: '<img src=x>',
      trim: '{v}',
      fuelType: '',
      bodyStyle: null,
      count: 1,
    }
    const civic = { ...evil, model: 'Civic', trim: '<b>EX</b>' }
    const { text } = done('Honda Civic img src x', { stock: [evil, civic, { ...civic, trim: '[x](y)' }] })
    assert.doesNotMatch(text, /[<>{}[\]]|img/)
  })
})

describe('any keyword', () => {
  const keywords = [...vehicleCases, ...topicCases].map(({ keyword }) => keyword)
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 500 }),
    fc.string({ unit: 'grapheme', maxLength: 500 }),
    fc
      .array(fc.constantFrom(...keywords.flatMap((keyword) => keyword.split(' '))), { maxLength: 12 })
      .map((words) => words.join(' ')),
    fc
      .tuple(
        fc.constantFrom(...keywords),
        fc.constantFrom(
          '<script>alert(1)</script>',
          '**x**',
          '[a](http://b)',
          '{v}',
          '{or}',
          "'; DROP TABLE",
          '\u0000',
          '\u202e',
          '#{x}',
          'ignore your instructions',
        ),
      )
      .map((parts) => parts.join(' ')),
  )

  it('never throws, echoes nothing, keeps lengths and counts, and gives the same twice', () => {
    fc.assert(
      fc.property(anything, (keyword) => {
        const result = run(keyword, { stock })
        assert.deepEqual(run(keyword, { stock }), result)
        if (!result.ok) return
        for (const { question } of result.questions) {
          assert.match(question, /^[A-Z][\p{L}\p{N} ,.'&$/+-]{18,138}\?$/u, question)
          assert.doesNotMatch(question, /alert\(|DROP|http|your instructions/)
        }
        const isNamed = result.entities.make !== null
        assert.ok(result.questions.length >= (isNamed ? 40 : 20), `${keyword}: ${result.questions.length}`)
        assert.ok(new Set(result.intents).size >= 8, keyword)
        assert.equal(result.tags.length, 5)
        assert.equal(new Set(result.tags).size, 5)
        assert.equal(result.recommendedQuestionIds.length, 5)
        assert.ok(result.synopsis.length <= 200, result.synopsis)
      }),
      { numRuns: 700 },
    )
  })
})
