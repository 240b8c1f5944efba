import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verify } from '#grounding/index.ts'
import { bad, crv, ioniq, pair, stock } from './facts.ts'

// True texts in many wordings: a verifier that flags them would empty the page.
const true_ = {
  crv: [
    'This 2024 Honda CR-V EX-L comes in Platinum White Pearl with a Gray interior.',
    'Its 1.5L 4-cylinder engine drives all four wheels through a CVT.',
    'It has 12,345 miles on the odometer and is priced at $31,995.',
    'A turbocharged 1.5-liter four-cylinder pairs with a continuously variable transmission and all-wheel drive.',
    'EPA-estimated fuel economy is 27 mpg in the city and 32 mpg on the highway.',
    'Expect an EPA-estimated 27 mpg city / 32 mpg highway.',
    'Five seats, four doors and a power liftgate make school runs easy.',
    'Heated front seats take the edge off cold mornings, and remote start warms the cabin before you leave.',
    'The leather-trimmed seats are heated in front, and the driver’s seat remembers its position.',
    'Apple CarPlay and Android Auto put your phone on the 9-inch touchscreen.',
    'A power moonroof lets the light in.',
    'Adaptive cruise control keeps a set gap, and the blind-spot monitor watches the next lane.',
    'Dual-zone automatic climate control keeps both front seats happy.',
    'Black roof rails and 18-inch alloy wheels finish the outside.',
    'The price is $31,995, which is $4,505 below the $36,500 MSRP.',
    'With just 12,345 miles, this pre-owned SUV has plenty left to give.',
    'It runs on gasoline.',
    'Stock number H1234, VIN 5J6RS4H77RL012345.',
    'Call Lone Star Honda at (512) 555-0100 or visit 1200 Main St, Austin, TX 78701.',
    'Ask our team about towing capacity.',
    'Contact us to confirm whether a tow package is available.',
    'Call us for warranty details.',
    'For the vehicle history report, ask our sales team.',
    'Looking for an SUV with a third row?',
    'Does it have heated rear seats?',
    'What is the best color for resale?',
    'You will find it in stock since February 14, 2026.',
    'Assembled in the United States.',
    'Schedule a test drive and see how it fits your garage.',
    'The front seats have room for tall drivers, and the tailgate opens high.',
    'Take a look at the photos, then stop by.',
    'Every button is where you expect it.',
    'It is easy to park and simple to live with.',
    'Here are three things to check on your test drive.',
    'Learn more about this vehicle on lonestarhonda.com.',
    'Pick what works best for you.',
    'There is no need to rush.',
    'It has everything on your list but the dog.',
    'The owner’s manual explains each setting.',
    'Price excludes tax, title and license.',
    'Fuel economy figures are EPA estimates; your mileage will vary.',
    '| Detail | Value |\n| --- | --- |\n| Price | $31,995 |\n| Mileage | 12,345 miles |\n| City mpg | 27 |\n| Highway mpg | 32 |\n| Seats | 5 |',
    '## Heated Seats and a Power Moonroof',
    '**Engine:** 1.5L I4 DOHC 16V Turbocharged',
    '- **Exterior:** Platinum White Pearl\n- **Interior:** Gray\n- **Drivetrain:** AWD',
    'Finished in white over gray, it looks at home anywhere.',
    'Front and rear passengers share the same view.',
    'Cold weather? The heated front seats help.',
    'It is a used vehicle with 12,345 miles, priced $4,505 under MSRP.',
  ],
  ioniq: [
    'About 300 miles of range on a full charge.',
    'The 303-mile EPA-estimated range covers a week of commuting.',
    'Nearly 30,000 miles on the odometer.',
    'This certified pre-owned 2023 Hyundai IONIQ 5 SEL is fully electric.',
    'Rear-wheel drive and a single-speed automatic keep it simple.',
    'It comes in Digital Teal and costs $28,500.',
    'Ventilated front seats and a heated steering wheel suit every season.',
    'An EV with 303 miles of range.',
  ],
  stock: [
    'Six 2026 Civics are in stock, priced from $24,950 to $31,200.',
    'Of the six, four are new and two are used.',
    'On the lot stand half a dozen Civics.',
    'Prices start at $24,950 and top out at $31,200.',
    'Choose between sedan and hatchback, in LX, Sport, EX and Touring trims.',
    'Colors include Rallye Red and Meteorite Gray Metallic.',
    'You can have a CVT or a 6-speed manual.',
    'City fuel economy ranges from 28 to 50 mpg.',
    'Our Honda Civic inventory includes gasoline and hybrid models.',
    'Mileage in stock runs from 5 miles to 18,200 miles.',
    'We have 6 Civics on the lot, 4 of them new.',
    'The lowest price in stock is $24,950.',
    'Every Civic here seats five and is front-wheel drive.',
    'Heated front seats and wireless Apple CarPlay are on at least one of them.',
    'Model years 2025 and 2026 are available.',
  ],
  pair: [
    'Stock C100 is a 2026 Honda Civic Touring with 12 miles, priced at $31,200.',
    'The Accord Sport gets 46 mpg city and 41 mpg highway; the Civic Touring gets 30 mpg city and 37 mpg highway.',
    'The Accord has heated front seats.',
    '| | Civic Touring | Accord Sport |\n| --- | --- | --- |\n| Price | $31,200 | $33,900 |\n| City mpg | 30 | 46 |\n| Highway mpg | 37 | 41 |',
  ],
}

const facts = { crv, ioniq, stock, pair }

for (const key of ['crv', 'ioniq', 'stock', 'pair'] as const)
  describe(`verify passes true texts about ${key}`, () => {
    for (const text of true_[key])
      it(text.slice(0, 90), () => assert.deepEqual(bad(verify(text, facts[key])), []))
  })
