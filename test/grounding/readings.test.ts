import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, crv, fact, ioniq, pair, stock } from './facts.ts'

const holds = (facts: readonly Fact[], ...texts: string[]): void => {
  for (const text of texts) assert.deepEqual(bad(verify(text, facts)), [], text)
}
const fails = (facts: readonly Fact[], ...texts: string[]): void => {
  for (const text of texts) assert.notDeepEqual(bad(verify(text, facts)), [], text)
}

const trims = ['LX', 'EX'].flatMap((trim, i) => [
  fact(`model:2026 Honda CR-V ${trim}`, 'model', 'CR-V'),
  fact(`model:2026 Honda CR-V ${trim}`, 'trim', trim),
  fact(`model:2026 Honda CR-V ${trim}`, 'msrp', 31000 + 2500 * i, 'USD'),
  fact(`model:2026 Honda CR-V ${trim}`, 'feature', i === 0 ? 'Heated Front Seats' : 'Power Liftgate'),
])

describe('verify: several figures of one cycle', () => {
  it('leaves the labels of figures that stand between to those', () => {
    const city = 'City fuel economy is listed at 28 mpg and 50 mpg'
    holds(stock, `${city}, and the highway ratings read 36 mpg and 47 mpg.`)
    fails(stock, `${city}, and the highway ratings read 28 mpg and 47 mpg.`)
  })
})

describe('verify: equipment in any order of its words', () => {
  it('reads what stands behind a head as what stands before it', () => {
    holds(
      crv,
      'It has front seats that heat up.',
      'It has heat for the front seats.',
      'It has a liftgate that opens by itself.',
      'It has a camera for backing up.',
      'It has cruise control that keeps its distance.',
      'It has a driver’s seat that remembers its position.',
    )
    fails(
      crv,
      'It has rear seats that heat up.',
      'It has cooling for the front seats.',
      'It has wipers that turn on in the rain.',
      'It has mirrors that fold in by themselves.',
      'It has a pad that charges your phone without a cable.',
    )
  })

  it('lets "and" join two of a kind and nothing else', () => {
    fails(crv, 'It has heat for the front and rear seats.', 'It has heat and cooling for the front seats.')
    holds(crv, 'It has front seats that heat up and a rear camera.')
  })
})

describe('verify: labels and figures', () => {
  it('gives each of a list of figures the label at its place', () => {
    holds(crv, 'Seats / doors: 5 / 4', 'MPG (highway / city): 32 / 27', 'Doors/seats .... 4/5')
    fails(crv, 'Seats / doors: 4 / 5', 'MPG (highway / city): 27 / 32', 'Doors/seats .... 5/4')
  })

  it('takes no labels from the clause behind the figures, and none that stand far apart', () => {
    holds(
      stock,
      'Six vehicles are in stock, priced between $24,950 and $31,200, and the sections below take up trims, prices, and equipment.',
      'Six vehicles are in stock, priced between $24,950 and $31,200; the sections below cover trims and prices.',
    )
    fails(
      stock,
      'Six vehicles are in stock, priced between $24,590 and $31,200, and the sections below take up trims, prices, and equipment.',
    )
    holds(crv, 'Fuel economy is 27 mpg city and 32 mpg highway, and seating is for 5, with 4 doors.')
    fails(crv, 'Fuel economy is 27 mpg city and 32 mpg highway, and seating is for 8, with 4 doors.')
  })

  it('lets a figure that no word names be any of the numbers, and none that a strange label names', () => {
    holds(crv, 'It is all there, the 31,995.', 'Here is the 12,345, and here the 36,500.')
    fails(
      crv,
      'It is all there, the 39,195.',
      'Stars: 5',
      'Gears: 5',
      '| Airbags | 5 |',
      'It ranks 31995 in town.',
    )
    fails(crv, 'In stock: 5.', 'We counted 5.')
  })

  it('settles an extreme by the cell beside it, and reads a label behind its group', () => {
    const table = '| Civic | Lone Star Motors |\n|---|---|\n'
    holds(stock, `${table}| Lowest price | $24,950 |\n| In stock | 6 |\n| New | 4 |`)
    fails(stock, `${table}| Lowest price | $31,200 |`, `${table}| Lowest price in town | $24,950 |`)
    fails(stock, `${table}| New | 6 |`)
    const grouped = '| Part | Item | Value |\n|---|---|---|\n'
    holds(crv, `${grouped}| Use | City mpg | 27 |\n| Build | Doors | 4 |`)
    fails(crv, `${grouped}| Use | City mpg | 32 |`, `${grouped}| Build | Doors | 5 |`)
  })

  it('reads a trim of a letter and a number, and one behind its name before any phrase', () => {
    const benz = [fact('vehicle:1', 'model', 'C-Class'), fact('vehicle:1', 'trim', 'C 300')]
    holds(benz, 'The C 300 trim is listed.', 'By trim, C 300 is on record.')
    fails(benz, 'The C 43 trim is listed.', 'The C-Class C 43 is on record.')
    const mazda = [
      fact('vehicle:1', 'make', 'Mazda'),
      fact('vehicle:1', 'model', 'Mazda3'),
      fact('vehicle:1', 'trim', 'Preferred'),
    ]
    holds(mazda, 'Ask about the Mazda3 Preferred by email.')
    fails(mazda, 'The Mazda3 is preferred by drivers.')
  })

  it('counts nothing by "the one", and reads no roof that opens where a list opens with rails', () => {
    const suv = [
      fact('vehicle:1', 'year', 2022),
      fact('vehicle:1', 'body_style', 'SUV'),
      fact('vehicle:1', 'feature', 'Roof Rails'),
    ]
    holds(suv, 'A 2022 SUV: compare its VIN with the one on the SUV.', 'The list opens with roof rails.')
    fails(suv, 'It has a roof that opens.')
  })

  it('ends a labelled line at its break whatever parts label and value', () => {
    holds(
      crv,
      'Odo | 12,345\nSeats | 5\nPaint | Platinum White Pearl',
      'City .... 27 mpg\nHighway .... 32 mpg',
    )
    fails(crv, 'Odo | 12,435\nSeats | 5', 'City .... 32 mpg\nHighway .... 27 mpg')
  })

  it('reads a label behind the figure that a line begins with', () => {
    holds(ioniq, '303: miles on a charge\n29,400: miles on the odometer')
    fails(ioniq, '29,400: miles on a charge')
  })

  it('takes what a question asks for as what the figure of its answer is about', () => {
    holds(crv, 'MSRP? $36,500.', 'How many seats? Five.', '**Q. Doors?**\nA. Four.')
    fails(crv, 'MSRP? $31,995.', 'How many seats? Seven.', '**Q. Doors?**\nA. Two.')
    holds(stock, 'How many are in stock? Six.', 'How many are new? Four.')
    fails(stock, 'How many are in stock? Four.', 'How many are new? Two.')
  })

  it('reads the cycle of a figure of fuel economy without its unit', () => {
    holds(
      crv,
      'It gets 27 in the city and 32 on the highway.',
      'In the city, expect 27 mpg; on the highway, 32.',
    )
    fails(
      crv,
      'It gets 32 in the city and 27 on the highway.',
      'In the city, expect 27 mpg; on the highway, 27.',
    )
  })

  it('lets an extreme of the own stock stand beside its figure, and none of any place', () => {
    holds(stock, 'The lowest odometer reads 5 miles, and the highest 18,200 miles.')
    fails(stock, 'The lowest odometer reads 18,200 miles.', 'The lowest price in Texas is $24,950.')
  })

  it('takes "nothing over" for a bound', () => {
    holds(stock, 'Nothing is over $31,200.')
    fails(stock, 'Nothing is over $29,000.')
  })

  it('finds a stock number by its shape alone', () => {
    holds(crv, 'Mention H1234 when you call.', '- **Stock number:** H1234')
    fails(crv, 'Mention H1324 when you call.', '- **Stock number:** H1324')
  })
})

describe('verify: which of two', () => {
  it('holds values in turn against the two that were named', () => {
    holds(pair, 'Civic / Accord\n\nCity: 30 / 46\n\nPrice: $31,200 / $33,900')
    fails(pair, 'Civic / Accord\n\nPrice: $33,900 / $31,200')
    holds(pair, 'From the Civic to the Accord the price goes from $31,200 to $33,900.')
    fails(pair, 'From the Civic to the Accord the price goes from $33,900 to $31,200.')
  })

  it('holds a range behind a clause of its own against the name of that clause', () => {
    const none = fact('stock:2026 Toyota RAV4', 'stock_count', 0)
    const civics = [
      fact('stock:2026 Honda Civic', 'stock_count', 4),
      fact('stock:2026 Honda Civic', 'stock_price_lowest', 25_100, 'USD'),
      fact('stock:2026 Honda Civic', 'stock_price_highest', 32_495, 'USD'),
    ]
    const one = [
      fact('stock:2023 Toyota Camry', 'stock_count', 1),
      fact('stock:2023 Toyota Camry', 'stock_price_lowest', 29_495, 'USD'),
    ]
    holds(
      [none, ...civics],
      'There is no 2026 Toyota RAV4 vehicle in the feed, and you can choose from four 2026 Honda Civic vehicles, priced from $25,100 to $32,495.',
    )
    fails(
      [none, ...civics],
      'There is no 2026 Toyota RAV4 vehicle in the feed, and you can choose from four 2026 Honda Civic vehicles, priced from $25,100 to $34,295.',
    )
    holds(
      [...civics, ...one],
      'The feed lists one 2023 Toyota Camry vehicle, with a price of $29,495, and four 2026 Honda Civic vehicles are in stock.',
    )
    fails(
      [...civics, ...one],
      'The feed lists one 2023 Toyota Camry vehicle, with a price of $25,100, and four 2026 Honda Civic vehicles are in stock.',
    )
  })

  it('knows the former from the latter', () => {
    holds(pair, 'The Civic and the Accord are here. The latter is Canyon River Blue.')
    fails(pair, 'The Civic and the Accord are here. The former is Canyon River Blue.')
  })

  it('holds a list against the name that leads to it, whatever ends the line', () => {
    for (const lead of [
      '**EX** (adds)',
      'EX, at $33,500: the same, with the addition of',
      'EX: $33,500. All that, and:',
    ]) {
      holds(trims, `${lead}\n\n- Power liftgate`)
      fails(trims, `${lead}\n\n- Heated front seats`)
    }
    holds(trims, 'What the EX adds to the LX: a power liftgate.')
    fails(trims, 'What the EX adds to the LX: heated front seats.')
    holds(trims, 'The LX has: heated front seats\nThe EX has: a power liftgate')
    fails(trims, 'The LX has: a power liftgate\nThe EX has: heated front seats')
  })

  it('gives a figure to the name that is said to be it', () => {
    holds(pair, '$33,900 is what the Accord costs, and $31,200 the Civic.')
    fails(pair, '$31,200 is what the Accord costs, and $33,900 the Civic.')
  })

  it('holds an answer against the trim of its question', () => {
    holds(trims, '**What comes with the LX?** Heated front seats.')
    fails(trims, '**What comes with the LX?** A power liftgate.')
  })

  it('holds a list against the name before its colon, and all below a line that is a name', () => {
    holds(trims, 'The LX adds:\n\n- Heated front seats', '**CR-V EX**\n\nIt has a power liftgate.')
    fails(trims, 'The LX adds:\n\n- Power liftgate', '**CR-V EX**\n\nIt has heated front seats.')
  })

  it('reads a heading with a price as the name of what is below', () => {
    holds(trims, '## CR-V LX: $31,000\n\n- Heated front seats')
    fails(trims, '## CR-V LX: $31,000\n\n- Power liftgate')
  })

  it('reads a trim by its label, its form and its grade', () => {
    holds(
      trims,
      '## The second step: EX',
      'For $33,500 the EX gives you a power liftgate.',
      'CR-V, the EX the grade',
    )
    fails(
      trims,
      '## The second step: Touring',
      'For $33,500 the Touring gives you more.',
      'CR-V in Touring form',
    )
    fails(trims, 'The CR-V – Touring, 2026 – is here.', 'Here is the Laramie reduced to a list.')
  })

  it('knows a name that is only compared with from the one that is spoken of', () => {
    holds(
      trims,
      '**Is the EX worth it?** That’s $33,500 against $31,000 for the LX. What you gain is a power liftgate.',
      '**Why the EX?** Because it brings a power liftgate, none of which the LX has.',
      'The EX is the LX plus a power liftgate.',
      'The EX has the LX equipment; on top, it comes with a power liftgate.',
      'What the EX adds over the LX: a power liftgate.',
    )
    fails(
      trims,
      '**Is the LX worth it?** That’s $31,000 against $33,500 for the EX. What you gain is a power liftgate.',
      'The LX is the EX plus a power liftgate.',
    )
  })

  it('knows two trims by going up and by staying, and what is on both', () => {
    holds(trims, 'LX or EX?\n\nThe LX and the EX differ. Step up, and you get a power liftgate.')
    fails(trims, 'LX or EX?\n\nThe LX and the EX differ. Stay put, and you get a power liftgate.')
    fails(trims, 'On both: a power liftgate.', 'And a power liftgate – on both')
  })

  it('knows a trim without its model beside another', () => {
    holds(trims, 'CR-V: LX or EX', 'CR-V: LX / EX')
    fails(trims, 'CR-V: LX or EX-L', 'CR-V: LX / EX-L')
  })
})

describe('verify: colors', () => {
  it('gives two colors the two parts of their label', () => {
    holds(crv, 'Exterior / interior: Platinum White Pearl / Gray')
    fails(crv, 'Exterior / interior: Gray / Platinum White Pearl')
  })

  it('reads a table’s label of two parts, "in" and "out", paint over cabin, and the part that is asked about', () => {
    const cell = (colors: string): string => `| | CR-V |\n|---|---|\n| Ext. / int. color | ${colors} |`
    holds(
      crv,
      cell('White / Gray'),
      'White out, gray in.',
      'White over gray.',
      'What is it like inside? Gray.',
    )
    fails(
      crv,
      cell('Gray / White'),
      'Gray out, white in.',
      'Gray over white.',
      'What is it like inside? White.',
    )
  })

  it('takes no capital at a line’s start, behind a picture or of a model for a color’s', () => {
    holds(crv, 'CR-V, white with gray inside\nYes to heated front seats', 'The CR-V EX-L 🚗 White outside')
    holds(crv, 'There’s White in the row.', 'the white CR-V EX-L')
    fails(crv, 'There’s Forest Green in the row.')
  })

  it('reads the part across a comma and across "on the"', () => {
    holds(crv, 'The cabin, finished in gray, seats five.', 'White on the outside meets gray on the inside.')
    fails(crv, 'The cabin, finished in white, seats five.', 'Gray on the outside meets white on the inside.')
  })
})

describe('verify: what a figure is about', () => {
  it('reads a label through words that name its vehicle, and no label of the figure before', () => {
    holds(
      crv,
      'MSRP on this one: $36,500',
      'MSRP on it is $36,500.',
      'MSRP for the CR-V is $36,500.',
      'Sticker when new: $36,500',
      '$36,500 was the sticker; around $32,000 is the conversation.',
      '27 mpg city, 32 mpg out of town',
    )
    fails(
      crv,
      'MSRP on this one: $31,995',
      'MSRP for the CR-V is $31,995.',
      '$31,995 was the sticker; $36,500 is the conversation.',
    )
  })

  it('reads the cycle from where one drives', () => {
    holds(
      crv,
      'It gets 27 mpg in town, 32 on the road.',
      'Around town, 27. On the freeway, 32.',
      'It gets 27 miles to the gallon in town and 32 out of it.',
      'A gallon every 27 miles in town.',
      'It gets 32 mpg on the highway, 27 of that kind in town.',
    )
    fails(
      crv,
      'It gets 32 mpg in town, 27 on the road.',
      'Around town, 32. On the freeway, 27.',
      'A gallon every 32 miles in town.',
    )
  })

  it('gives a figure that states another one again what that one is about', () => {
    holds(
      crv,
      'MSRP was around $36,000, or $36,500 to be exact.',
      'It shows fewer than 13,000 miles, 12,345 by the card.',
      'MSRP is $36,500, so call it about $36,500.',
    )
    fails(
      crv,
      'MSRP was around $36,000, or $36,400 to be exact.',
      'It shows fewer than 13,000 miles, 12,435 by the card.',
    )
  })

  it('lets a denied bound be the other bound', () => {
    holds(
      stock,
      'No odometer here reads higher than 18,200 miles.',
      'Nothing is priced below $24,950, nothing above $31,200.',
    )
    fails(stock, 'No odometer here reads higher than 18,000 miles.', 'Nothing is priced below $25,950.')
    holds(crv, 'It has 12,300 miles or so.', 'A hair under $32,000 takes it.')
    fails(crv, 'It has 13,300 miles or so.', 'A hair under $33,000 takes it.')
  })

  it('reads no figure in what is somebody, somewhere or some time', () => {
    holds(
      crv,
      'These are mpg figures one can live with.',
      'Five minutes on the phone tell you more, and so do ten in the driver’s seat.',
      'It is for a ten-hour day.',
      'One (1) Honda CR-V with five (5) seats.',
      'Call Lone Star Honda, 1200 Main St, Austin 78701.',
    )
    fails(
      crv,
      'It charges in ten minutes.',
      'We are ten minutes from downtown.',
      'Approval takes ten minutes.',
      'One (1) Honda CR-V with six (6) seats.',
    )
  })

  it('reads dates with the day before the month, and years in two figures', () => {
    holds(crv, 'Here since the 14th of February.', 'In stock since 14 February 2026.', 'It’s a ’24 CR-V.')
    fails(crv, 'Here since the 15th of February.', 'In stock since 14 March 2026.', 'It’s a ’23 CR-V.')
  })

  it('gives the answer what the question asks for', () => {
    holds(crv, '"How many miles does it have?" 12,345, on a 2024.', 'Who fits? Five people.')
    fails(crv, '"How many miles does it have?" 12,435, on a 2024.', 'Who fits? Six people.')
  })
})

describe('verify: counts and ends of stock', () => {
  it('counts a condition that a question, a sum, a part or a label names', () => {
    holds(
      stock,
      'And pre-owned? 2 at last count.',
      'We have 6 in stock: used makes up 2, and new is 4 of that 6.',
      'There are used ones, 2.',
      'That is 4 new and 2 used.',
      'New Civics: 4',
      '6 in all, 2 of that number used.',
      'We have got 6 of the Honda Civic.',
    )
    fails(
      stock,
      'And pre-owned? 3 at last count.',
      'Used makes up 4.',
      'There are used ones, 3.',
      'New Civics: 6',
      '6 in all, 3 of that number used.',
      'We have got 7 of the Honda Civic.',
      '2 of the Civics have a sunroof.',
    )
  })

  it('carries an end of stock by the figure beside it alone', () => {
    holds(
      stock,
      'The least travelled has done 5 miles, the most travelled 18,200 miles.',
      'The lowest is 5 mi. The highest is 18,200 mi.',
      'Roughly 18,000 miles on the highest.',
      'The top one is $31,200.',
      'lowest in USD 24,950, highest 31,200 USD',
      'It is 5 miles on the fresh one and 18,200 on the tired one.',
    )
    fails(
      stock,
      'The most travelled has done 5 miles.',
      'The lowest is 18,200 mi.',
      'Roughly 18,000 miles on the lowest.',
      'The top one is $24,950.',
      'The top one in Texas is $31,200.',
      'It is 5 miles on the fresh one and 18,300 on the tired one.',
    )
  })
})
