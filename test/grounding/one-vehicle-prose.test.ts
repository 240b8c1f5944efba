// One vehicle in running prose: each line holds with the true values, and with each of the wrong ones it does not; and its
// equipment in the words of many writers, with it and without.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact, FactValue } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, fact, site } from './facts.ts'

const subject = 'vehicle:2P0PLM93736626787'
const rows: Record<string, FactValue> = {
  vin: '2P0PLM93736626787',
  stock_number: 'K5099',
  year: 2023,
  make: 'Subaru',
  model: 'Crosstrek',
  trim: 'Sport',
  condition: 'used',
  body_style: 'SUV',
  exterior_color: 'Platinum White Pearl',
  interior_color: 'Red',
  doors: 4,
  seats: 5,
  owners: 2,
  engine: '2.0L H4',
  cylinders: 4,
  displacement_l: 2,
  horsepower: 152,
  torque: 145,
  towing_capacity: 1500,
  cargo_volume: 19.9,
  transmission: 'CVT',
  drivetrain: 'AWD',
  fuel_type: 'Gasoline',
  city_mpg: 27,
  highway_mpg: 34,
  combined_mpg: 29,
  price: 28_685,
  msrp: 31_685,
  mileage: 17_500,
}
const carriers = Object.entries(rows).map(([attribute, value]) => fact(subject, attribute, value))
const crosstrek: Fact[] = [
  ...carriers,
  ...['LED Headlights', 'Heated Front Seats', '12-Speaker Bose Premium Audio'].map((value) =>
    fact(subject, 'feature', value),
  ),
  ...site,
]

const prose = `{Five~Four~Ten} can buckle up, and four doors let them in.
Accommodation is for {five~three}.
All {five~six} of us had a belt.
My knees liked the back seat, which is one of {five~seven} places to sit.
It has {four~two} full doors.
It has {five~six} comfortable seats.
What you pay is \${28,685~31,685}; what the sticker called for was \${31,685~28,685}.
The sticker in the glove box still says \${31,685~30,685}; we paid \${28,685~27,685}.
The money: \${28,685~29,685} asked, \${31,685~28,685} on the original label.
Someone else paid \${31,685~33,685} for it; you can have it for \${28,685~31,685}.
It offers value at \${28,685~31,685}.
We've knocked it down to \${28,685~27,685} from \${31,685~32,685}.
\${28,685~27,685}, down from \${31,685~33,685}.
We marked it from \${31,685~33,685} to \${28,685~27,685}.
You pay \${28,685~27,685}, not \${31,685~28,685}.
Our price is \${3,000~2,000} less than the \${31,685~32,685} sticker.
You keep \${3,000~2,000}.
The price is {twenty-eight thousand six hundred eighty-five~twenty-eight thousand five hundred eighty-five} dollars.
It has {seventeen thousand five hundred~seventeen thousand six hundred} miles.
{One hundred fifty-two~Two hundred fifty-two} horsepower.
{One hundred and forty-five~One hundred and fifty-five} pound-feet of torque.
In traffic you'll average {27~34~29} mpg; let it stretch out and you'll see {34~27~29} mpg.
A mixed diet of streets and interstates works out to {29~34~27} mpg.
City and highway driving returns {29~34~27} mpg.
It will do {34~35~27} miles on a highway gallon.
Figure on {27~34} mpg around town and {34~27} once you're out on the turnpike.
{29~34} is what most of us will see in mixed driving.
Expect {29~27} mpg combined, or {27~34} and {34~27} split out.
City, {27~34}; highway, {34~27}; both, {29~27}.
Bring the trailer, as long as it weighs no more than {1,500~1,600~2,000} pounds.
The trailer you tow may weigh {1,500~2,500} pounds.
The odometer sits at {17,500~15,700}.
The heart of it is a {2.0~3.5}-liter {four~six~eight}.
152 horsepower come from {2.0~2.5} liters of {four~six}.
The engine is a plain {2.0~2.5}.
It has a horizontally opposed {four~six}.
It has a {boxer~V 6~V 8}.
It's a gasoline {crossover SUV~minivan~pickup}.
Ext. {Platinum White Pearl~Ocean Blue~Red} / int. {Red~Black~White}. Two owners.
In {white~red~gray}, it photographs well.
Feast your eyes on this {white~red~black} Crosstrek.
You want the {white~red~black} SUV.
For sale: 2023 Crosstrek Sport, {white~red~grey}, 17,500 miles.
It arrived wearing {white~red} and showing 17,500 miles.
{Bright red~Bright blue} is the color inside.
It has saddle stitching and {red~black} trim inside.
Odo 17,500 mi, asking 28,685 USD, {2~3} prev. owner(s)
{Two~Three} names in its history.
{Two~Three} titles so far.
{Two~Three} people drove it before you.
It has Bose speakers, {twelve~ten} of them.
My six-year-old loves the {heated~ventilated} front seats.
We like headlights {with LEDs~that turn with the wheel}.
I had never owned anything with {LED headlights~a sunroof}.
Sit in it, and the trip computer agreed with {27~34} mpg in the city.
Mpg in the city, {27~34}; on the highway, {34~27}; averaged, {29~27}.
At the pump: {29~27} mpg, all told.
With every seat in place, and there are {five~eight} of those, it holds 19.9 cubic feet.
The sticker: \${31,685~32,685} new, \${28,685~31,685} now.
It lists for \${31,685~32,685} and leaves for \${28,685~27,685}.
Take \${3,000~2,000} off \${31,685~28,685} and you have our price.
You'd pay \${28,685~27,685}, or \${3,000~2,500} less than the label.
Okay, three: the price is \${28,685~27,685}.
It is yours in the best sense for \${28,685~27,685}.
Ask me about gas and I'd say {27~34} in the city and {34~27} on the highway.
This {Sport~Premium} pairs {152~182} horsepower with {all-wheel drive~front-wheel drive}.
This week it's a {white~red} {Crosstrek~Traverse}.
A {2.0~2.5}-liter gasoline {four~six} moves it.
All-wheel drive, CVT, {used~new}.
It has had {two~three} different owners.
{Two~Four} different keepers.
It was \${31,685~32,685} on day one; it is \${28,685~31,685} now.
Behold its price: \${28,685~27,685}, once \${31,685~33,685}.
The clock has turned over {17,500~17,100} miles so far.
{Five~Two} is the number of seats.
Ownership: two owners, 17,500 miles, {used~new}.
The shortest answer is \${28,685~31,685}.
Spec for spec: 2.0L, 152 hp, {CVT~6-speed manual}, {all-wheel drive~front-wheel drive}.
We looked at gas, too: {27~34} around town, and {34~27} on the highway.
This {Crosstrek's~Traverse's~CR-V's} story is short.`

/** Each piece of equipment, and what writers call it. */
const wordings: Record<string, string> = {
  'Heated Rear Seats': 'heat in the second row|heat for those in back|seat warmers in back',
  'Heated Steering Wheel': 'a heated leather-wrapped wheel|a steering wheel that gets warm',
  'Panoramic Sunroof': 'a panoramic-view roof|a sunroof that runs the full length',
  'Android Auto': 'Android phone integration via Android Auto',
  'Wireless Phone Charger': 'a Qi pad|a drop-in tray that charges your phone wirelessly',
  'Lane Keeping Assist':
    'steering that helps keep you between the lines|a nudge back into the lane|a system that steers you back into your lane',
  'Rear Cross Traffic Alert': 'a warning when somebody crosses behind you|an alert for cars crossing behind',
  'Surround-View Camera': 'a camera that shows the car from above|cameras that show all four sides',
  'Backup Camera': 'a camera on the tail',
  'Hands-Free Power Liftgate': 'a liftgate that opens when your arms are full',
  'Remote Engine Start': 'an engine you can start from indoors',
  'Dual-Zone Automatic Climate Control': 'climate settings for each side of the car',
  'Tow Package': 'a hitch package',
  'Keyless Entry': 'doors that open without a key|a key-free way in|locks that open with the fob',
  'Rain-Sensing Wipers': 'wipers that wake up at the first drops',
  'Power Folding Mirrors': 'mirrors that fold themselves in',
  'Rear Entertainment System': 'movies in the back seat',
}

const partsOf = (line: string): string[][] =>
  line.split(/[{}]/).map((part, i) => (i % 2 === 0 ? [part] : part.split('~')))

const written = (parts: readonly string[][], at = -1, value = ''): string =>
  parts.map((options, i) => (i === at ? value : options[0])).join('')

describe('verify: a vehicle in running prose', () => {
  for (const line of prose.split('\n'))
    it(line, () => {
      const parts = partsOf(line)
      assert.deepEqual(bad(verify(written(parts), crosstrek)), [])
      for (const [at, [, ...wrong]] of parts.entries())
        for (const value of wrong) {
          const text = written(parts, at, value)
          assert.notDeepEqual(bad(verify(text, crosstrek)), [], text)
        }
    })
})

describe('verify: equipment as writers call it', () => {
  for (const [value, words] of Object.entries(wordings))
    for (const one of words.split('|'))
      it(`${value}: ${one}`, () => {
        for (const text of [`It has ${one}.`, `We like ${one}, and the drive home.`]) {
          assert.deepEqual(bad(verify(text, [...carriers, fact(subject, 'feature', value)])), [], text)
          assert.notDeepEqual(bad(verify(text, carriers)), [], text)
        }
      })
})

describe('verify: an award', () => {
  const facts = [...carriers, fact(subject, 'award', 'IIHS Top Safety Pick')]

  it('is another one with a plus', () => {
    assert.deepEqual(bad(verify('It is an IIHS Top Safety Pick.', facts)), [])
    assert.notDeepEqual(bad(verify('It is an IIHS Top Safety Pick+.', facts)), [])
  })
})
