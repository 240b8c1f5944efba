import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { crv, ioniq, stock } from './facts.ts'

/** [sentence, words of the claim, status] */
type Row = [string, string, 'supported' | 'contradicted' | 'unsupported', (readonly Fact[])?]

const s = 'supported'
const c = 'contradicted'
const u = 'unsupported'

const tables: Record<string, { kind: string; rows: Row[] }> = {
  'model years': {
    kind: 'year',
    rows: [
      ['This 2024 Honda CR-V is here.', '2024', s],
      ['This 2023 Honda CR-V is here.', '2023', c],
      ['Model year: 2024', '2024', s],
      ['Our 2026 Civics have arrived.', '2026', s, stock],
      ['Our 2024 Civics have arrived.', '2024', c, stock],
    ],
  },
  'makes and models': {
    kind: '',
    rows: [
      ['This Honda is ready.', 'Honda', s],
      ['This Toyota is ready.', 'Toyota', u],
      ['This Chevy is ready.', 'Chevy', u],
      ['This toyota is ready.', 'toyota', u],
      ['The CR-V is ready.', 'CR-V', s],
      ['The CRV is ready.', 'CRV', s],
      ['The Pilot is ready.', 'Pilot', u],
      ['Compare it with the RAV4 today.', 'RAV4', u],
      ['This 2024 Honda Accord is ready.', 'Accord', u],
      ['It shares parts with the Ford F-150.', 'F-150', u],
      ['It beats any Tesla Model 3.', 'Model 3', u],
      ['It rivals a Ram 1500 in size.', 'Ram 1500', u],
      ['This Honda Odyssey has room.', 'Odyssey', u],
      ['This 2024 Honda Brio is here.', 'Brio', u],
      ['The IONIQ 5 is here.', 'IONIQ 5', s, ioniq],
      ['The IONIQ 6 is here.', 'IONIQ 6', u, ioniq],
      ['Six Civics are in stock.', 'Civics', s, stock],
      ['Every Honda Civic is here.', 'Honda', s, stock],
    ],
  },
  trims: {
    kind: 'trim',
    rows: [
      ['This CR-V EX-L is here.', 'EX-L', s],
      ['This CR-V EX is here.', 'EX', c],
      ['This CR-V Touring is here.', 'Touring', c],
      ['This Honda CR-V Sport Touring is here.', 'Sport Touring', c],
      ['The Touring trim adds more.', 'Touring', c],
      ['This CR-V XRT is here.', 'XRT', c],
      ['The Civic Sport is here.', 'Sport', s, stock],
      ['The Civic Limited is here.', 'Limited', u, stock],
    ],
  },
  mileage: {
    kind: 'number',
    rows: [
      ['It has 12,345 miles.', '12,345 miles', s],
      ['It has 12345 miles on it.', '12345 miles', s],
      ['The odometer reads 12,345.', '12,345', s],
      ['Mileage: 12,345', '12,345', s],
      ['Only 12,345 mi so far.', '12,345 mi', s],
      ['It has 12k miles.', '12k miles', s],
      ['About 12,300 miles so far.', '12,300 miles', s],
      ['Under 13,000 miles on the clock.', '13,000 miles', s],
      ['It has over 12,000 miles.', '12,000 miles', s],
      ['Nearly 12,500 miles on it.', '12,500 miles', s],
      ['It has 12,354 miles.', '12,354 miles', c],
      ['It has 12,300 miles.', '12,300 miles', c],
      ['It has over 12,400 miles.', '12,400 miles', c],
      ['It has fewer than 12,000 miles.', '12,000 miles', c],
      ['About 13,000 miles so far.', '13,000 miles', c],
      ['It has 15k miles.', '15k miles', c],
      ['It has twelve thousand miles.', 'twelve thousand miles', c],
      ['We are 12,345 miles away.', '12,345 miles', u],
      ['Nearly 30,000 miles on it.', '30,000 miles', s, ioniq],
      ['Mileage runs from 5 to 18,200 miles.', '18,200 miles', s, stock],
    ],
  },
  'range is not mileage': {
    kind: 'number',
    rows: [
      ['The EPA-estimated range is 303 miles.', '303 miles', s, ioniq],
      ['It goes 303 miles on a full charge.', '303 miles', s, ioniq],
      ['It offers 303 miles of range.', '303 miles', s, ioniq],
      ['About 300 miles of range.', '300 miles', s, ioniq],
      ['Over 300 miles of range.', '300 miles', s, ioniq],
      ['Up to 303 miles of range.', '303 miles', s, ioniq],
      ['Over 310 miles of range.', '310 miles', c, ioniq],
      ['It offers 320 miles of range.', '320 miles', c, ioniq],
      ['It offers 29,400 miles of range.', '29,400 miles', c, ioniq],
      ['It has 303 miles on the odometer.', '303 miles', c, ioniq],
      ['It offers 303 miles of range.', '303 miles', u],
    ],
  },
  prices: {
    kind: 'price',
    rows: [
      ['It is priced at $31,995.', '$31,995', s],
      ['Price: $31,995.00', '$31,995.00', s],
      ['Yours for $31,995!', '$31,995', s],
      ['About $32,000.', '$32,000', s],
      ['It is under $32,000.', '$32,000', s],
      ['The MSRP was $36,500.', '$36,500', s],
      ['It had a $36,500 sticker price.', '$36,500', s],
      ['Save $4,505 off MSRP.', '$4,505', s],
      ['It is priced at $31,959.', '$31,959', c],
      ['It is priced at $36,500.', '$36,500', c],
      ['It costs $36,500.', '$36,500', c],
      ['The MSRP was $31,995.', '$31,995', c],
      ['It is under $30,000.', '$30,000', c],
      ['Its sale price is $31,995.', '$31,995', u],
      ['Save $5,000 today.', '$5,000', u],
      ['Drive it for $399 a month.', '$399', u],
      ['Only $500 down.', '$500', u],
      ['The price is $12,345.', '$12,345', c],
      ['It costs $28,500.', '$28,500', s, ioniq],
      ['It costs $28.5k.', '$28.5k', s, ioniq],
      ['Prices start at $24,950.', '$24,950', s, stock],
      ['Prices start at $31,200.', '$31,200', c, stock],
      ['Prices run from $24,950 to $31,200.', '$31,200', s, stock],
      ['Prices run from $24,950 to $33,200.', '$33,200', c, stock],
      ['Civics between $24,950 and $31,200.', '$24,950', s, stock],
    ],
  },
  'fuel economy by mode': {
    kind: 'number',
    rows: [
      ['It gets 27 mpg city.', '27 mpg', s],
      ['It gets 32 mpg on the highway.', '32 mpg', s],
      ['It gets 27 mpg city and 32 highway.', '32', s],
      ['Rated 27/32 mpg city/highway.', '27', s],
      ['Rated 27/32 mpg.', '32 mpg', s],
      ['Up to 32 mpg.', '32 mpg', s],
      ['City mileage is 27 mpg.', '27 mpg', s],
      ['Highway: 32 mpg', '32 mpg', s],
      ['It earns 27 miles per gallon in town.', '27 miles per gallon', s],
      ['It gets 32 mpg city.', '32 mpg', c],
      ['It gets 27 mpg on the highway.', '27 mpg', c],
      ['Rated 32/27 mpg city/highway.', '32', c],
      ['It gets 34 mpg.', '34 mpg', c],
      ['It averages 30 mpg combined.', '30 mpg', u],
      ['It gets 27 mpg city.', '27 mpg', u, ioniq],
      ['From 28 mpg city to 50 mpg city.', '50 mpg', s, stock],
    ],
  },
  'engine figures': {
    kind: 'engine',
    rows: [
      ['A 1.5L engine.', '1.5L', s],
      ['A 1.5-liter engine.', '1.5-liter', s],
      ['A 2.0L engine.', '2.0L', c],
      ['A 4-cylinder engine.', '4-cylinder', s],
      ['A four-cylinder engine.', 'four-cylinder', s],
      ['An I4 engine.', 'I4', s],
      ['An inline-four engine.', 'inline-four', s],
      ['A 6-cylinder engine.', '6-cylinder', c],
      ['A V6 engine.', 'V6', c],
      ['A V4 engine.', 'V4', c],
      ['A flat-four engine.', 'flat-four', c],
      ['A turbocharged engine.', 'turbocharged', s],
      ['A twin-turbo engine.', 'twin-turbo', u],
      ['A supercharged engine.', 'supercharged', u],
      ['An EcoBoost engine.', 'EcoBoost', u],
      ['A DOHC design.', 'DOHC', s],
    ],
  },
  'figures no attribute has': {
    kind: 'number',
    rows: [
      ['It makes 190 horsepower.', '190 horsepower', u],
      ['It makes 190 hp.', '190 hp', u],
      ['With 179 lb-ft of torque.', '179 lb-ft', u],
      ['It tows 1,500 pounds.', '1,500 pounds', u],
      ['A 75 kWh battery.', '75 kWh', u],
      ['It holds 39.3 cubic feet.', '39.3 cubic feet', u],
      ['Rates cut by 20%.', '20%', u],
      ['It is 3 years old.', '3 years', u],
      ['It rides on 18-inch wheels.', '18-inch', s],
      ['It rides on 20-inch wheels.', '20-inch', c],
      ['An 18-inch touchscreen.', '18-inch', c],
      ['A touchscreen of 9 inches.', '9 inches', s],
      ['It has 12 speakers.', '12 speakers', s],
      ['It has 8 speakers.', '8 speakers', c],
      ['It ranks 31995 in the state.', '31995', u],
    ],
  },
  'seats and doors': {
    kind: 'number',
    rows: [
      ['It seats five.', 'five', s],
      ['Seating for five passengers.', 'five passengers', s],
      ['A 5-passenger SUV.', '5-passenger', s],
      ['Room for up to 5.', '5', s],
      ['Seats: 5', '5', s],
      ['It seats seven.', 'seven', c],
      ['Seating for 8.', '8', c],
      ['It has four doors.', 'four doors', s],
      ['A 4-door SUV.', '4-door', s],
      ['A two-door body.', 'two-door', c],
    ],
  },
  drivetrains: {
    kind: 'drivetrain',
    rows: [
      ['It has AWD.', 'AWD', s],
      ['It has all-wheel drive.', 'all-wheel drive', s],
      ['Power goes to all four wheels.', 'Power goes to all four wheels', s],
      ['It has four-wheel drive.', 'four-wheel drive', c],
      ['It is a 4x4.', '4x4', c],
      ['It has FWD.', 'FWD', c],
      ['It has rear-wheel drive.', 'rear-wheel drive', c],
      ['It is not front-wheel drive.', 'front-wheel drive', s],
      ['It does not have all-wheel drive.', 'all-wheel drive', c],
    ],
  },
  transmissions: {
    kind: 'transmission',
    rows: [
      ['It has a CVT.', 'CVT', s],
      ['It has a continuously variable transmission.', 'continuously variable transmission', s],
      ['It has an automatic transmission.', 'automatic transmission', s],
      ['It has a 6-speed manual.', 'manual', c],
      ['It has a dual-clutch transmission.', 'dual-clutch transmission', c],
      ['It has an 8-speed automatic.', '8-speed', u],
      ['It has six speeds and a manual.', 'six speeds', s, stock],
      ['It has a 5-speed manual.', '5-speed', c, stock],
    ],
  },
  fuels: {
    kind: 'fuel',
    rows: [
      ['A gasoline engine.', 'gasoline engine', s],
      ['A gas-powered SUV.', 'gas-powered', s],
      ['A diesel engine.', 'diesel engine', c],
      ['A hybrid powertrain.', 'hybrid powertrain', c],
      ['A plug-in hybrid.', 'plug-in hybrid', c],
      ['An electric SUV.', 'electric', c],
      ['It is fully electric.', 'fully electric', s, ioniq],
      ['It is a hybrid.', 'hybrid', c, ioniq],
    ],
  },
  'body styles': {
    kind: 'body',
    rows: [
      ['This SUV is ready.', 'SUV', s],
      ['This sport utility is ready.', 'sport utility', s],
      ['This sedan is ready.', 'sedan', c],
      ['This minivan is ready.', 'minivan', c],
      ['A crew cab truck.', 'crew cab truck', c],
    ],
  },
  colors: {
    kind: 'color',
    rows: [
      ['It comes in Platinum White Pearl.', 'Platinum White Pearl', s],
      ['It is white.', 'white', s],
      ['It has a gray interior.', 'gray', s],
      ['It has a grey cabin.', 'grey', s],
      ['Finished in Crystal White Pearl.', 'Crystal White Pearl', c],
      ['It comes in Lunar Silver.', 'Lunar Silver', c],
      ['It has a black interior.', 'black', c],
      ['It has a white interior.', 'white', c],
      ['A gray exterior.', 'gray', c],
      ['Exterior color: Gray', 'Gray', c],
      ['Interior: Gray', 'Gray', s],
      ['Choose Rallye Red today.', 'Rallye Red', s, stock],
      ['Choose Aegean Blue today.', 'Aegean Blue', c, stock],
    ],
  },
  condition: {
    kind: 'condition',
    rows: [
      ['This used CR-V is ready.', 'used', s],
      ['A pre-owned SUV.', 'pre-owned', s],
      ['This certified pre-owned SUV.', 'certified pre-owned', c],
      ['A brand-new SUV.', 'brand-new', c],
      ['This new Honda CR-V is ready.', 'new', c],
      ['A certified IONIQ 5.', 'certified', s, ioniq],
      ['A used IONIQ 5.', 'used', s, ioniq],
    ],
  },
  features: {
    kind: 'feature',
    rows: [
      ['It has heated seats.', 'heated seats', s],
      ['It has heated front seats.', 'heated front seats', s],
      ['It has seat heaters.', 'seat heaters', s],
      ['It has a sunroof.', 'sunroof', s],
      ['It has a blind spot monitor.', 'blind spot monitor', s],
      ['It has radar cruise control.', 'radar cruise control', s],
      ['It has a backup camera.', 'backup camera', s],
      ['It has remote start.', 'remote start', s],
      ['It has dual-zone climate control.', 'dual-zone climate control', s],
      ['It has air conditioning.', 'air conditioning', s],
      ['It has crosswind assist.', 'crosswind assist', s],
      ['It has black roof rails.', 'black roof rails', s],
      ['Lane keep assist is here.', 'Lane keep assist', s],
      ['It has a Bose premium audio system.', 'Bose premium audio system', s],
      ['The front seats are heated.', 'heated', s],
      ['It has ventilated seats.', 'ventilated seats', u],
      ['It has heated rear seats.', 'heated rear seats', u],
      ['It has heated and ventilated front seats.', 'heated and ventilated front seats', u],
      ['The front seats are ventilated.', 'ventilated', u],
      ['It has heated seats and steering wheel.', 'steering wheel', u],
      ['It has a panoramic sunroof.', 'panoramic sunroof', u],
      ['It has tri-zone climate control.', 'tri-zone climate control', u],
      ['It has a third row.', 'third row', u],
      ['It has a tow package.', 'tow package', u],
      ['It has wireless Apple CarPlay.', 'wireless Apple CarPlay', u],
      ['It has a Harman Kardon sound system.', 'Harman Kardon sound system', u],
      ['It has OnStar.', 'OnStar', u],
      ['It has quantum hover assist.', 'quantum hover assist', u],
      ['It has silver roof rails.', 'silver roof rails', u],
      ['It has no sunroof.', 'sunroof', c],
      ['It does not have heated seats.', 'heated seats', c],
      ['It has no third row.', 'third row', u],
      ['It has no spare tire.', 'spare tire', s],
      ['It has a spare tire.', 'spare tire', c],
    ],
  },
  identifiers: {
    kind: 'identifier',
    rows: [
      ['VIN 5J6RS4H77RL012345', '5J6RS4H77RL012345', s],
      ['VIN 5J6RS4H77RL012346', '5J6RS4H77RL012346', c],
      ['Stock #H1234', 'Stock #H1234', s],
      ['Stock number H1235.', 'Stock number H1235', c],
      ['Ask for #H9999.', '#H9999', c],
    ],
  },
  contact: {
    kind: 'contact',
    rows: [
      ['Call (512) 555-0100.', '(512) 555-0100', s],
      ['Call 512-555-0100.', '512-555-0100', s],
      ['Call (512) 555-0199.', '(512) 555-0199', c],
      ['We are at 1200 Main Street.', '1200 Main Street', s],
      ['We are at 1300 Main Street.', '1300 Main Street', c],
      ['We are in Austin, Texas.', 'Austin', s],
      ['We are in Austin, Texas.', 'Texas', s],
      ['We are in Dallas, TX.', 'Dallas', u],
      ['We are in Austin, OK.', 'OK', c],
      ['Austin, TX 78701', '78701', s],
      ['Austin, TX 78702', '78702', c],
      ['Serving Round Rock since day one.', 'Round Rock', u],
      ['Visit www.lonestarhonda.com today.', 'www.lonestarhonda.com', s],
      ['Visit https://other-dealer.com/cars today.', 'https://other-dealer.com/cars', u],
      ['See https://feeds.example.com/stock.csv', 'https://feeds.example.com/stock.csv', s],
      ['Write to sales@lonestarhonda.com', 'sales@lonestarhonda.com', u],
      ['Visit Lone Star Honda.', 'Lone Star Honda', s],
      ['Visit us at Smith Brothers Motors.', 'Smith Brothers Motors', u],
    ],
  },
  counts: {
    kind: 'count',
    rows: [
      ['Six 2026 Civics are in stock.', 'Six', s, stock],
      ['We have 6 Civics.', '6', s, stock],
      ['There are 4 new Civics on the lot.', '4', s, stock],
      ['Two used Civics are available.', 'Two', s, stock],
      ['Choose from 6 Civics.', '6', s, stock],
      ['Seven Civics are in stock.', 'Seven', c, stock],
      ['There are 6 new Civics on the lot.', '6', c, stock],
      ['Four used Civics are available.', 'Four', c, stock],
      ['We have 14 in stock.', '14', u],
    ],
  },
  'superlatives and comparisons': {
    kind: 'superlative',
    rows: [
      ['It is the best SUV.', 'best', u],
      ['The lowest prices in town.', 'lowest', u],
      ['Austin’s #1 choice.', '1', u],
      ['Our number one seller.', 'number one', u],
      ['The most reliable SUV.', 'most reliable', u],
      ['It offers the most legroom.', 'most legroom', u],
      ['It has more room than others.', 'more room than', u],
      ['It is cheaper than rivals.', 'cheaper than', u],
      ['It is roomier than most.', 'roomier than', u],
      ['Unbeatable value.', 'Unbeatable', u],
      ['The lowest price in stock is $24,950.', 'lowest', s, stock],
      ['The lowest price in stock is $23,950.', 'lowest', u, stock],
      ['The lowest price in Texas is $24,950.', 'lowest', u, stock],
      ['The lowest mileage in stock costs $24,950.', 'lowest', u, stock],
      ['Our most reliable Civic costs $31,200.', 'most reliable', u, stock],
    ],
  },
  assertions: {
    kind: 'assertion',
    rows: [
      ['It is a one-owner SUV.', 'one-owner', u],
      ['It is accident-free.', 'accident-free', u],
      ['A clean Carfax is included.', 'clean Carfax', u],
      ['It comes with a warranty.', 'warranty', u],
      ['It earned a five-star safety rating.', 'five-star safety rating', u],
      ['An award-winning SUV.', 'award-winning', u],
      ['It is an IIHS Top Safety Pick.', 'Top Safety Pick', u],
      ['We always answer.', 'always', u],
      ['Your approval is guaranteed.', 'guaranteed', u],
      ['It is in pristine shape.', 'pristine', u],
      ['Experts say it is quiet.', 'Experts say', u],
      ['According to the Inventory feed, it is here.', 'According to', s],
      ['According to Dr. Smith, it is quiet.', 'According to', u],
      [
        'A driver said "this one changed my life forever" last week.',
        '"this one changed my life forever"',
        u,
      ],
      ['It was built in the United States.', 'United States', s],
      ['It was built in Japan.', 'Japan', c],
    ],
  },
}

for (const [name, table] of Object.entries(tables))
  describe(`verify: ${name}`, () => {
    for (const [text, words, status, facts = crv] of table.rows)
      it(`${status} in "${text}"`, () => {
        const claims = verify(text, facts)
        const claim = claims.find((one) => one.text === words)
        assert.ok(claim, `no claim "${words}" among ${JSON.stringify(claims.map((one) => one.text))}`)
        assert.equal(claim.status, status)
        if (table.kind !== '')
          assert.ok(
            claim.kind === table.kind || (table.kind === 'superlative' && claim.kind === 'assertion'),
            claim.kind,
          )
        assert.equal(claim.factIds.length > 0, status !== 'unsupported')
      })
  })

describe('verify: words that are also short names', () => {
  const dealer: Fact = {
    ...(crv[0] as Fact),
    id: 'dealer',
    subject: 'site:1',
    attribute: 'site_name',
    value: 'Harbor Honda',
  }
  it('reads "is" after a make as the verb and "IS" as the model', () => {
    const words = (text: string) => verify(text, [dealer]).map((claim) => `${claim.status} ${claim.text}`)
    assert.deepEqual(words('Harbor Honda is open.'), ['supported Harbor Honda'])
    assert.deepEqual(words('This Lexus IS is here.'), ['unsupported Lexus', 'unsupported IS'])
  })

  it('reads a stock number in one paragraph, and none across a blank line', () => {
    const found = (text: string) => verify(text, []).map((claim) => claim.text)
    assert.deepEqual(found('It has stock\nno. 2030.'), ['stock\nno. 2030'])
    assert.deepEqual(found('## Now in stock\n\nNo ABC2030 is here.'), [])
  })
})
