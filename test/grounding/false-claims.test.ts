// False claims that look like true ones, in texts with brackets (bracketed.ts).

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact, FactValue } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { holdBracketed } from './bracketed.ts'
import { bad, fact, site, table } from './facts.ts'

const jetta = {
  ...{ year: 2022, make: 'Volkswagen', model: 'Jetta', trim: 'SEL', condition: 'used', body_style: 'Sedan' },
  ...{ exterior_color: 'Ocean Blue', interior_color: 'Gray', seats: 5, doors: 4, horsepower: 158 },
  ...{ transmission: '6-Speed Manual', drivetrain: 'FWD', fuel_type: 'Gasoline', owners: 2 },
  ...{ city_mpg: 31, highway_mpg: 41, combined_mpg: 35, price: 14_150, mileage: 32_840 },
}
const highlander = {
  ...{
    year: 2023,
    make: 'Toyota',
    model: 'Highlander',
    trim: 'Limited',
    condition: 'used',
    body_style: 'SUV',
  },
  ...{ exterior_color: 'Crystal Black', interior_color: 'Ivory', seats: 8, doors: 4, horsepower: 265 },
  ...{ transmission: '8-Speed Automatic', drivetrain: 'AWD', fuel_type: 'Gasoline', owners: 1 },
  ...{ city_mpg: 22, highway_mpg: 29, combined_mpg: 25, price: 31_670, msrp: 48_900, mileage: 49_951 },
}
const crosstrek = (trim: string, msrp: number): Record<string, FactValue> => ({
  ...{ year: 2026, make: 'Subaru', model: 'Crosstrek', trim, msrp, seats: 5, drivetrain: 'AWD' },
})

const worlds: Record<string, Fact[]> = {
  one: [
    ...table('vehicle:2', {
      ...highlander,
      feature: ['Heated Front Seats', 'Backup Camera', 'Keyless Entry'],
    }),
    ...site,
  ],
  two: [
    ...table('vehicle:1', { ...jetta, feature: ['Heated Front Seats', 'LED Headlights'] }),
    ...table('vehicle:2', { ...highlander, feature: ['Backup Camera', 'Roof Rails'] }),
    ...site,
  ],
  trims: [
    ...table('model:2026 Subaru Crosstrek Premium', {
      ...crosstrek('Premium', 26_540),
      feature: ['Backup Camera'],
    }),
    ...table('model:2026 Subaru Crosstrek Limited', {
      ...crosstrek('Limited', 28_890),
      feature: ['Backup Camera', 'Navigation System', 'Power Folding Mirrors'],
    }),
    ...site,
  ],
  stock: [
    ...Object.entries({
      ...{ stock_count: 33, stock_new_count: 20, stock_used_count: 13, stock_certified_count: 1 },
      ...{ stock_model: 'Accord', stock_price_lowest: 18_450, stock_price_highest: 38_900 },
    }).map(([attribute, value]) => fact('stock:Honda Accord', attribute, value)),
    ...site,
  ],
}

const texts: Record<string, string[]> = {
  one: [
    'It sits in [Limited~Platinum~XLE] dress.',
    'This is the [Limited~Platinum~LE] of the range.',
    'Grade: [Limited~Platinum~Sport]. Built: 2023.',
    'It wears the [Limited~Platinum~XLE] badge.',
    "You're looking at a [Limited~Platinum]-grade Highlander.",
    'Q: What trim is it?\nA: [Limited~Platinum~LE].',
    'The badge on the tailgate reads [Limited~Platinum].',
    'A handsome [Limited~Platinum~XLE].',
    '2023, [Limited~Platinum~Sport], $31,670.',
    'This here is your [Limited~Platinum].',
    'Hand over $[31,670~31,760] and the keys are yours.',
    '[AWD~FWD~RWD]? Yes.',
    'Q: Does it have [a backup camera~a sunroof~navigation]?\nA: Yes, it does.',
    'Is it [FWD~AWD]? No.',
    'Is it [an SUV~a minivan]? Yes.',
    "It's at [49,951~48,900].",
    'A [eight~five~seven]-seat SUV.',
    'A [eight~three]-seat four-door SUV.',
    '[Eight~Seven] fit in it.',
    'The rest: ivory cabin, [eight~six~four] places to sit.',
    'MPG: 22/[29~22~25]/25',
    '49,951 mi, 8 seats, [black~ivory~red].',
    'Color: [black~ivory]',
    "It's [black~ivory], it's AWD, and it's $31,670.",
    'The [black~ivory] Highlander is here.',
    'The Highlander, [an eight~a six]-speed auto, is here.',
    'The new one: model: [Highlander~Traverse~Pacifica].',
    'Look for the black [Highlander~Traverse~Pacifica].',
    'Check the box for [heated front seats~heated rear seats].',
  ],
  two: [
    'The Highlander seats eight, and the Jetta [five~four~eight].',
    'Seats? The Highlander has 8, the Jetta [5~4~8].',
    'The Jetta has seating for five, the Highlander for [eight~five~seven].',
    'Seats.\n\nThe Highlander has eight, the Jetta [five~eight~six].',
    'Q: How many does the Jetta seat?\nA: Five.\nQ: And the Highlander?\nA: [Eight~Five~Four].',
    '[Eight~Five] seats in the first, five in the second: that is the Highlander, then the Jetta.',
    'The Jetta makes 158 hp and the Highlander 265 hp. The first is [FWD~AWD], the second [AWD~FWD].',
    'The Jetta has a six-speed manual; the other has [an eight-speed automatic~a six-speed manual].',
    'The [FWD~AWD] Jetta and the [AWD~FWD] Highlander feel different.',
    'The Jetta is rated 31 city and 41 highway; the Highlander, [22~29] and [29~22].',
    'The Jetta gets 31 mpg in town and 41 mpg on the highway. The Highlander gets [22~29] mpg and [29~22] mpg.',
    "The Jetta's $[14,150~31,670] compares with the Highlander's $[31,670~14,150].",
    'Miles: Jetta [32,840~49,951] / Highlander [49,951~32,840]',
    'The Highlander is [black~ivory]. The Jetta is [blue~gray].',
    'Paint: [black~ivory] (Highlander), [blue~gray] (Jetta).',
    'Colors: [blue~gray] for the Jetta, [black~ivory] for the Highlander.',
    'The cheaper one is the [Jetta~Highlander].',
    'The Jetta is the [cheaper~pricier] of the two.',
    'The pricier one seats [eight~five].',
    'The less expensive car has [32,840~49,951] miles.',
    '## The case for the Jetta\n\nIt costs $[14,150~31,670]. It seats [five~eight].',
    '**Highlander highlights**\n\n- Price of $[31,670~14,150]\n- Finished in [black~ivory]',
    'Then the Highlander. [265~158] horsepower and all-wheel drive.',
    '[Highlander~Traverse]: 265 hp. Jetta: 158 hp.',
    'Seating: 8 ([Highlander~Pacifica]) / 5 (Jetta)',
  ],
  trims: [
    'Go [Premium~Sport] and pay $26,540. Go Limited and pay $28,890.',
    'With the [Premium~Sport~Touring] you get a backup camera.',
    '[Limited~Sport~Touring] buyers also get navigation.',
    'Two grades are on this page: [Premium~Sport] and Limited.',
    'Starting price, [Premium~Sport]: $26,540. Starting price, Limited: $28,890.',
    "It's the [Premium~Sport~Touring] that opens the range, at $26,540.",
    'A backup camera comes on the [Premium~Sport] already.',
    'Every [Limited~Touring] has navigation.',
    'What sets the [Limited~Touring] apart is navigation.',
    'Premium, $26,540; [Limited~Sport], $28,890.',
    '[Premium~Sport] for $26,540, [Limited~Touring] for $28,890: your pick.',
    'Want navigation? Go Limited. Happy with a backup camera? Stay [Premium~Sport].',
    '| Trim | MSRP |\n|---|---|\n| [Premium~Sport] | $26,540 |\n| Limited | $28,890 |',
    '### [Premium~Sport~Touring]\n\n- Backup camera\n\n### The [Limited~Sport]\n\n- Navigation',
    "The Limited is $28,890. On top of the [Premium~Sport]'s kit it has navigation.",
    'Even the [Limited~Premium] has mirrors that fold in.',
    'Everyone gets [a backup camera~navigation]; Limited owners get navigation too.',
    'The first is $26,540: the Premium. There is the Limited. The first has [a backup camera~navigation], the second has navigation.',
  ],
  stock: [
    'There are [thirty-three~thirty-four].',
    "You'll have [thirty-three~thirty-two] to look at.",
    "You'd be choosing among [thirty-three~twenty].",
    'There are thirteen used Accords here, [one~three] of them certified.',
    'We have 33 [Accord~CR-V]s right now: 20 new and 13 used.',
    '## [Accord~Highlander] inventory\n\n- Total: 33',
  ],
}

describe('verify: false claims that look like true ones', () => {
  holdBracketed(worlds, texts)
})

const invented = `It earned an Editors' Choice badge.
It was recognized for its value by IntelliChoice.
It was named the best new crossover.
It has a shelf of prizes.
One customer said it rides like a dream.
People who own one swear by it.
Owners report that it is cheap to run.
It gets rave reviews.
Reliability rating: above average.
It passed every crash test with flying colors.
Its safety is outstanding.
A service plan is thrown in.
The first two services are free.
Roadside help comes with it.
Nothing else comes close.
It puts rivals to shame.
It is in a league of its own.
It sets the standard.
It tops every list.
It has been in one family.
It came off a lease.
It has never seen snow.
The tires are nearly new.
We replaced the battery.
It had its timing belt done.
It has no mechanical issues.
It was driven by a retired teacher.
It was kept indoors.
Its oil was changed last week.
We don't charge a documentation fee.
There is an extra discount for teachers.
Veterans get a military discount.
Bad credit is fine with us.
You are already approved.
Nobody gets turned down here.
You won't see a speck of rust.
The back seat has hardly been sat in.
You can flat-tow it.
It is cheaper to insure than you think.`

describe('verify: inventions of which no fact speaks', () => {
  for (const text of invented.split('\n'))
    it(text, () => {
      assert.notDeepEqual(bad(verify(`This Highlander has 8 seats. ${text}`, worlds.one!)), [])
    })

  it('lets stand what only sounds like one', () => {
    const courtesies = [
      'Bring your trade-in, and the keys to it.',
      'Want a second look? Yes, come by.',
      'On the other hand, it seats eight.',
      'The first step is a call. The second is a drive.',
    ]
    for (const text of courtesies) assert.deepEqual(bad(verify(text, worlds.one!)), [], text)
  })
})
