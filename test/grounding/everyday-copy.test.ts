// What dealers, agencies and language models write every day: each text stands as it is, and not with the wrong words of
// its brackets (bracketed.ts).

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact, FactValue } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { holdBracketed } from './bracketed.ts'
import { bad, fact, ram, rav4, site, table } from './facts.ts'

const ownFeatures = {
  rav4: ['Leather-Trimmed Seats', 'Apple CarPlay'],
  ram: ['Bed Liner', 'Heated Front Seats'],
}

const laramie = (trim: string, msrp: number): Record<string, FactValue> => ({
  ...{
    year: 2026,
    make: 'Ram',
    model: '2500',
    trim,
    msrp,
    seats: 6,
    displacement_l: 6.7,
    fuel_type: 'Diesel',
  },
  body_style: 'Crew Cab Pickup',
})

const worlds: Record<string, Fact[]> = {
  suv: [...table('vehicle:1', { ...rav4, feature: ownFeatures.rav4 }), ...site],
  denver: [...table('vehicle:1', rav4), fact('site:1', 'site_state', 'CO')],
  truck: [...table('vehicle:2', { ...ram, feature: ownFeatures.ram }), ...site],
  two: [
    ...table('vehicle:1', { ...rav4, feature: ownFeatures.rav4 }),
    ...table('vehicle:2', { ...ram, feature: ownFeatures.ram }),
    ...site,
  ],
  trims: [
    ...table('model:2026 Ram 2500 Big Horn', { ...laramie('Big Horn', 61_245), feature: ['Backup Camera'] }),
    ...table('model:2026 Ram 2500 Laramie', {
      ...laramie('Laramie', 63_580),
      feature: ['Backup Camera', 'Power Moonroof'],
    }),
    ...site,
  ],
  numbered: [
    ...table('vehicle:1', { ...rav4, stock_number: 'T1001' }),
    ...table('vehicle:2', { ...ram, stock_number: 'M2002' }),
    ...site,
  ],
  seats: [
    ...table('vehicle:1', {
      ...rav4,
      feature: ['Heated Front Seats', 'Ventilated Front Seats', 'Heated Rear Seats'],
    }),
    ...site,
  ],
  stock: [
    ...table('stock:Honda Accord', {
      ...{ stock_model: 'Accord', stock_count: 30, stock_new_count: 14, stock_used_count: 16 },
      ...{ stock_price_lowest: 21_965, stock_price_highest: 40_695, stock_body_style: 'Sedan' },
      ...{ stock_mileage_lowest: 406, stock_mileage_highest: 89_594, stock_fuel_type: 'Hybrid' },
    }),
    ...['Sport', 'EX-L', 'Touring'].map((trim) => fact('stock:Honda Accord', 'stock_trim', trim)),
    ...site,
  ],
}

describe('verify: what is written every day', () => {
  holdBracketed(worlds, {
    suv: [
      'It is a five-seat SUV in [Forest Green~Ivory] with all-wheel drive.',
      'This [crossover~minivan] seats five.',
      'AT A GLANCE\n[Forest Green~Ocean Blue] outside, Ivory inside.',
      "There's something cheerful about a [green~red] SUV on a gray Texas morning.",
      'Leather-trimmed seats in a warm [Ivory~Saddle Brown] make the cabin.',
      'It has [leather-trimmed~heated] seats in a warm Ivory.',
      "We've had it since March [6~7] of 2026.",
      'If smartphone integration matters to you, it has [Apple CarPlay~Android Auto].',
      'It comes with smartphone integration.',
      'This [Forest Green~Ivory] RAV4 offers seating for five.',
      '▪️ [Forest Green~Ocean Blue]\n▪️ Leather-trimmed seats',
      'Color: [Forest Green~Ocean Blue] / [Ivory~Black]',
      'Combined mileage is [30~27].',
      "We're always glad to help with your new favorite SUV.",
      'Road trip season is always around the corner. It seats [five~six].',
      'If you pull a trailer, it is rated at [1,750~2,750] pounds.',
      'Option one is this SUV: five seats, [Forest Green~Ocean Blue] with ivory within.',
      'Picking a trim can be harder than picking a model.',
      'Plan on a good set of snow tires. All-wheel drive never goes out of style.',
      'The truck-minded among you will like it, as the only car in the driveway. For the drive itself there is [Apple CarPlay~Android Auto].',
      'It cools off while you are parked outside in August.',
      "Adventure doesn't always announce itself.",
      'Pick a favorite online. Whether you are outgrowing a sedan or not, it seats [five~six].',
      'Going certified doesn’t mean buying new. It shows [50,251~52,051] miles.',
      '**1. How far has it gone?** It shows [50,251~52,051] miles.\n\n**2. What is it like?** It seats five.',
      'A certified SUV spares you new-car money. It is [certified~new].',
      'Families who have outgrown a minivan look at it. It is an [SUV~minivan].',
      'It is not a hybrid.',
      'The best next step is a drive. Best number for me is (512) 555-0100.',
      'Performance: the engine makes [203~230] horsepower.',
      'All-wheel drive is less a luxury than a necessity, and some weeks ask more of a car than others.',
      'It looks good next to gray March snow in [Forest Green~Sunset Orange].',
      'Apple CarPlay comes with it, so nobody in the family has to share a cable.',
      'Five Seats and an Ivory Interior: Meet Our [2025~2024] RAV4 Limited',
      'The driver can be six inches shorter. It seats [five~six].',
      'You can see it at [1200~1300] Main St in Austin, or swing by [1200~48] Main.',
      'This [Forest Green~Ivory] SUV seats five, and the [Forest Green~Ivory] crossover seats up to five.',
      "You'll learn more in ten minutes than from any column of numbers. It makes [203~230] horsepower.",
      'Q: Is there an SUV for under $31,000?\n\nA: One place to start is a 2025 Toyota [RAV4~Pilot] at Lone Star Honda in Austin.',
      'The cabin is loaded with thoughtful touches. It has [5~7] seats.',
      "Good for a family that's always loading something in.",
      'Silence has never been so exciting. It seats [five~seven].',
      'The follow-up is nearly always about trims. This is a [Limited~XLE].',
      'A good seat makes highway miles feel lighter.',
      'Text me your favorite color, or pick a couple of favorites.',
      'We will have both sets of keys ready.',
      'It runs on gas, not [a hybrid~gas].',
      'Twenty twenty-[five~six] RAV4, and it is ready.',
      'SCRIPT: walkaround\n\n"Hey folks, this one is certified. It shows [50,251~52,051] miles."',
    ],
    denver: ['It is ready for Colorado roads with [203~230] horsepower. The [RAV4~Colorado] seats five.'],
    truck: [
      'Bidders who need all-wheel drive should note that this truck does not have it.',
      "You asked whether it's all-wheel drive. It isn't.",
      'If all-wheel drive is a must, look elsewhere. It seats [six~five].',
      'It has been owned by [one~two] person before you. The 6.7 six-cylinder makes [370~320] hp.',
      'It runs I-35 all day with [370~317] horsepower.',
      'It stands one row over.',
      'It has fewer miles ([57,482~57,842]) and one previous owner.',
      'Pulling hay or a fifth wheel, it is rated at [19,980~18,980] pounds.',
      'RADIO :60\n\nANNCR: Six seats. Start your paperwork from home.',
      '24 Tradesman crew cab, 4x4, [6.7~5.7] diesel. 1 owner.',
      '[24~23] Tradesman crew cab, 4x4.',
      'It runs on diesel, not gas.',
    ],
    two: [
      'The Ram is new to us. It seats [six~five] (the RAV4 seats five), tows [19,980~1,750] pounds and has [a bed liner~leather-trimmed seats].',
      "The Ram seats six and tows [19,980~1,750] pounds (the RAV4's rating is [1,750~19,980]), with [heated front seats~leather-trimmed seats].",
      'The RAV4 has 203 hp and 37.6 cubic feet, compared with [370~203] hp and [six~five] seats for the Ram. It shows [50,251~52,051] miles.',
      'The RAV4 seats [five~six] and makes [203~370] horsepower, next to [370~203] in the Ram.',
      "The RAV4 seats five to the Ram's [six~five], and adds [leather-trimmed seats~a bed liner].",
      'The RAV4 is here. It makes 203 horsepower, compared with the Ram’s [370~230].',
      'The Ram seats six at [19,980~1,750] pounds of towing versus [1,750~19,980] for the SUV.',
      'Used RAV4 vs. Used Ram: the RAV4 is [certified~new].',
      'Families often weigh an SUV against a truck.',
      'The Ram is here. Orange, with [six~five] seats and [370~203] hp.',
      'The Ram costs $[47,170~30,275]. We have it at $[47,170~30,275], and our price holds.',
      '1) 2025 RAV4. Two owners, [50,251~57,482] miles, five seats.\n\n2) 2024 Ram 2500. [Six~Five] seats.',
      'The Ram is here. It has [57,482~50,251] miles, the RAV4 [50,251~57,482]. It also has [a bed liner~leather-trimmed seats].',
      "The Ram tows [19,980~1,750] pounds instead of the RAV4's [1,750~19,980]. It has [a bed liner~leather-trimmed seats].",
      "The Ram's [370~203] horsepower tops the RAV4's [203~370].",
      'By body it is SUV versus Crew Cab Pickup.',
      'Here is the work truck and the SUV for your daughter. TRUCK: [used~new] Ram 2500.',
      'The RAV4 makes 203 horsepower. The Ram has [370~203], plus a 19,980-pound tow rating.',
      'If you pull heavy loads, the Ram is your truck.',
      'Start with the truck if you tow [19,980~1,750] pounds.',
      'The numbers are [1,750~19,980] pounds for the SUV and [19,980~1,750] for the truck.',
      'The truck has [four-wheel~all-wheel] drive; the SUV has [all-wheel~four-wheel] drive.',
      'The [SUV~truck] seats five.',
      'The RAV4 is here. It seats [five~six] where the Ram seats six, and the RAV4 shows [50,251~57,482] miles.',
      'The RAV4 is here. It makes [203~370] horsepower, next to [370~203] in the Ram. It seats [five~six].',
      'The RAV4 and the Ram are here.\n\nThe Ram is orange. It has [six~five] seats and [370~203] hp.',
      'The Ram seats six. By body it is Crew Cab Pickup versus SUV.',
      'That is what it is. The truck seats [six~five].',
      'The RAV4 is here. It makes 203 horsepower and seats five, where the Ram seats [six~five].',
      'The RAV4 is here. It seats [five~six], where the Ram seats six.',
      "The Ram seats six. It'll pull [19,980~1,750] pounds, while the RAV4 is rated at [1,750~19,980]. It shows [57,482~50,251] miles.",
      "The Ram is here. You get six seats to the RAV4's [five~six], plus [a bed liner~leather-trimmed seats].",
      'The Ram also has more power, 370 horsepower to [203~302].',
      '37.6 cubic feet in the RAV4. The Ram also has more power, 370 horsepower to [203~37.6].',
      'The Ram is the stronger of the two at [370~203] horsepower, compared with [203~370] for the RAV4.',
      "It's the RAV4 that has done less, [50,251~57,482] against the Ram's [57,482~50,251].",
      'The RAV4 has [37.6~27.6] cubic feet of cargo room, and the Ram seats [six~five].',
      'The RAV4 is here. More room too: [37.6~22.9] cubic feet back here, and the Ram tows [19,980~1,750] pounds.',
      'The RAV4 is certified. It runs on gas, not diesel.',
      'These are the 2 you picked. The Ram is [used~new].',
    ],
    numbered: [
      'The RAV4 (stock T1001) seats [five~six] and is certified, versus [six~five] seats for the truck.',
    ],
    seats: ['It has front seats that are heated and ventilated, [heated~ventilated] rear seats.'],
    trims: [
      '## Ram 2500 Laramie\n\nEverything on the Big Horn, plus [a power moonroof~heated seats].',
      'Big Horn: MSRP $61,245\n\nLaramie – MSRP $63,580\nAll the Big Horn stuff PLUS [a power moonroof~navigation].',
      'Move up to the Laramie and you keep everything the Big Horn provides while gaining [a power moonroof~navigation].',
      'TRIM CHECK: RAM 2500, BIG HORN VERSUS LARAMIE\n\nMSRP is $[61,245~63,580] for the Big Horn.',
      'Same truck underneath: [6.7~6.4] diesel.',
      'LARAMIE: MSRP $63,580\nThe same equipment as the Big Horn, along with [a power moonroof~navigation].',
      "The Laramie carries an MSRP of $[63,580~61,245]. It keeps all of the Big Horn's equipment and brings [a power moonroof~navigation].",
      'The Laramie adds [a power moonroof~navigation] to what you get in the Big Horn.',
      'The Laramie adds [a power moonroof~navigation] (the Big Horn has a backup camera) to the list.',
      'All of the above comes with both. They have [a backup camera~navigation].',
    ],
    stock: [
      'Look at the odometers, which range from [406~460] miles to [89,594~98,594].',
      'On mileage, the range is [406~1,406] to just under 90,000.',
      'Mileage goes from 406 up to [89,594~98,594], so there is something for everybody.',
      'Begin with miles. They go from [406~460] all the way to 89,594.',
      'Nothing is priced below $[21,965~22,965] or above $[40,695~39,695].',
      'Today that means [30~31] at Lone Star Honda, made up of [14~15] new and 16 used.',
      'All three trims in our inventory, Sport, EX-L and Touring, share one body. We have [30~34].',
      'In stock are [30~28] of these hybrid, four-door sedans, [14~15] brand new.',
      'You will find 14 new models and 16 used ones.',
      'Our current selection includes [30~28] of these four-door sedans: 14 new and 16 used.',
      'Most are used, [16~15] in all, joined by 14 new ones.',
      'Right now Lone Star Honda has [30~28] of them: 16 used, 14 new.',
      "Three trims are on hand, namely Sport, EX-L and Touring. Tell us which two or three you'd like to see.",
      'Of the [30~28] we have here, 14 are new.',
      'We have 30 to choose from, including [14~15] that are new.',
      'The car with the fewest miles has [406~460] of them.',
      'Fourteen are new, and [sixteen~fifteen] of the sedans in stock are used.',
      'Lone Star Honda has a deep bench of Accords, [30~31] in all.',
      'Truck season never really ends. We have [30~34].',
      'You can discover [30~28] of these hybrid sedans at Lone Star Honda.',
      'The lot holds [30~28] of these four-door sedans.',
      'In Accords we have [30~28] of them right now. Fourteen are new.',
      "We're up to our elbows in Accords! [30~28] of them, to be exact.",
      'It has [thirty~twenty-nine] of them, 14 new and [16~17] used.',
      'It has [30~28] of the hybrid sedans in stock.',
      'Lone Star Honda has [30~28] to put forward.',
      'As for the Accord, we have [30~28] of them to show you.',
      'Most of them, [16~15] to be exact, are used.',
      'Need four doors? We have [thirty~twenty-eight] Honda Accords.',
      'Mileage? As low as [406~460], and no higher than [89,594~88,594].',
      'How many miles? That starts at [406~460] and goes no higher than [89,594~88,594].',
      'Then tell us which Accord comes closest, and say hello to the [14~15] new ones.',
      'We have [30~28] Sport, EX-L and Touring sedans, and the trims are the Sport, the EX-L and the Touring.',
      'Once you have a favorite, see which one gets the most votes. You could do worse than a hybrid. All the best from Lone Star Honda!',
    ],
  })
})

/** False in their world, each near to something that is passed over. */
const near: Record<string, string> = {
  suv: `If you need room, this minivan seats five.
If you want grip, four-wheel drive is standard, and so is a diesel.
Anyone who wants power gets a diesel.
If you need a diesel, this one is it.
It has a diesel engine, and rivals don't have it.
This manual gearbox is special because rivals don't offer one.
It's a diesel. This isn't, of course, loud.
It is front-wheel drive. It doesn't, however, disappoint.
It comes with a fifth wheel.
Fitted with a 5th wheel and leather.
It is safer than anything.
It's quieter than anything in town.
It is more reliable than competing SUVs.
It is roomier than competing crossovers.
It has 8 you'll like.
Visit us at 1200 North Elm St, Austin.
See it charged in twenty minutes.
See your credit approved in ten minutes.
The red winter SUV.
A red winter special with all-wheel drive.
A blue day-trip SUV.
This RAV4 is the best bet in Austin.
It has never been so reliable.
The RAV4 is nearly always about savings.
It comes loaded with every feature.
It is loaded with luxury.
It has a lot of highway miles, 50,251 in all.
The price is two thousand twenty-five.
It has more of a punch than rivals.`,
  truck: `It has a gooseneck in the bed.
It runs on diesel. It is all-wheel drive, and it seats six.`,
  two: `The Ram leads the SUV class.
The RAV4 is the truck to buy.
The RAV4 is your truck.
The RAV4 is the pickup of the two.
The Ram is the SUV of the two.
If all-wheel drive is a must, the Ram is your pick.`,
  stock: `Here are the 9 we have.
These are the 9 we have in stock.
We have 9 for your family.
The 9 we stock are new.
All two trims are new.
All four trims are here.
We have 30 Touring Accords.
We have 30 of the Touring sedans in stock.
We have 30 of these EX-L sedans.
We have 14 new Touring Accords.
We have 14 of them, all used.
We have 16 of them, to be fair, new.
Need four doors? We have 5 Honda Accords.
Mileage? As low as 406, and the best in town.
This one comes closest to perfect, and it is the best.`,
}

describe('verify: what is near to what is written every day', () => {
  for (const [world, texts] of Object.entries(near))
    for (const text of texts.split('\n'))
      it(`${world}: ${text}`, () => assert.notDeepEqual(bad(verify(text, worlds[world]!)), []))

  it('keeps a customer in marks a customer, whatever the first line tells of', () => {
    const text =
      '2025 RAV4: watch the video\n\n"The service was friendly and I left with a smile," says Jane Miller.'
    assert.ok(bad(verify(text, worlds.suv!)).some((one) => one.includes('The service was friendly')))
  })

  it('keeps one in marks whom a script has speak, and reads names that only stand aside', () => {
    const script =
      'SCRIPT: walkaround\n\n"The service was friendly and I left with a smile," says Jane Miller.'
    assert.ok(bad(verify(script, worlds.suv!)).some((one) => one.includes('The service was friendly')))
    const asides =
      'Told (the Big Horn is $61,245), it has all the Laramie stuff plus all the Big Horn stuff and 6.7 liters.'
    assert.deepEqual(bad(verify(asides, worlds.trims!)), [])
  })

  it('reads a text that ends in the middle of a count', () => {
    for (const text of ['We have one of.', "A car most dealers don't have one of."]) verify(text, worlds.suv!)
  })

  it('keeps counts that begin a line', () => {
    for (const text of ['30 Accord sedans, hybrids all.', '[14] Accord, new.'.replace(/[[\]]/g, '')])
      assert.deepEqual(bad(verify(text, worlds.stock!)), [], text)
  })
})
