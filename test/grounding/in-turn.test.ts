// Whose a value is by its place among the names: marks that lead to it, parentheses, turns, one and the other.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fact, ram, rav4, site, table } from './facts.ts'
import { fails, flagged, holds } from './held.ts'

const both = [...table('vehicle:1', rav4), ...table('vehicle:2', ram)]
const trims = ['Preferred', 'Turbo'].flatMap((trim, i) => [
  fact(`model:${i}`, 'model', 'CX-5'),
  fact(`model:${i}`, 'trim', trim),
  fact(`model:${i}`, 'msrp', 29_900 + 7_500 * i, 'USD'),
  fact(`model:${i}`, 'seats', 5),
])

describe('verify: names that marks part from their values', () => {
  holds(both, [
    'RAV4: 8-speed automatic, 2500: 6-speed automatic',
    'RAV4: 5 seats, 50,251 miles, Ram 2500: 6 seats, 57,482 miles',
    'RAV4 = green, Ram 2500 = orange',
    'RAV4 – $30,275, Ram 2500 – $47,170',
    '5 seats → RAV4; 6 seats → Ram 2500',
    'Forest Green = RAV4, Sunset Orange = Ram 2500.',
    'Name: RAV4\ngreen\nName: Ram 2500\norange',
  ])
  fails(both, [
    'RAV4: 6-speed automatic, 2500: 8-speed automatic',
    'RAV4: 5 seats, 57,482 miles, Ram 2500: 6 seats, 50,251 miles',
    'RAV4 = orange, Ram 2500 = green',
    '6 seats → RAV4; 5 seats → Ram 2500',
    'Sunset Orange = RAV4, Forest Green = Ram 2500.',
    'Name: RAV4\norange\nName: Ram 2500\ngreen',
  ])
  holds(both, [
    'Left: RAV4, green, right: Ram 2500, orange.',
    'No. 1: RAV4 Limited, green.',
    'RAV4 Limited: 5 people, $30,275.',
  ])
  fails(both, ['RAV4 Limited: 6 people, $30,275.'])
  holds(trims, [
    'Preferred: $29,900, Turbo: $37,400 (CX-5)',
    'Turbo, MSRP $37,400\nEverything listed above for the Preferred, plus:',
  ])
  fails(trims, ['Preferred: $37,400, Turbo: $29,900 (CX-5)'])
})

describe('verify: remarks in parentheses behind names', () => {
  holds(both, ['The RAV4 (green) and the Ram 2500 (Sunset Orange) are ready.'])
  fails(both, [
    'The RAV4 (orange) and the Ram 2500 (Sunset Orange) are ready.',
    'The RAV4 (green) and the Ram 2500 (Forest Green) are ready.',
  ])
})

describe('verify: values that alternate with the names behind them', () => {
  holds(both, [
    'Green covers the RAV4 and orange covers the Ram 2500.',
    'The 8-speed automatic that drives the RAV4 and the 6-speed automatic that drives the Ram 2500 differ.',
    'Green is the color of the RAV4 and so orange marks the Ram 2500.',
  ])
  fails(both, [
    'Orange covers the RAV4 and green covers the Ram 2500.',
    'The 6-speed automatic that drives the RAV4 and the 8-speed automatic that drives the Ram 2500 differ.',
  ])
  // what stands right before its name, and values behind the last name, are in no such turn
  holds(both, [
    'The certified RAV4 is certified by its maker; the Ram 2500 waits.',
    'Green is the RAV4, green all over, and the Ram 2500 orange.',
  ])
})

describe('verify: the first and the second, one and the other', () => {
  holds(both, [
    'We have the RAV4 and the Ram 2500, the first from 2025 and the second from 2024.',
    'The RAV4 and the Ram 2500 stand side by side, one in green, the other in orange.',
    'We have the RAV4 and the Ram 2500, one at $30,275, the other at $47,170.',
    'The RAV4 and the Ram 2500: the paint is green on the one and orange on the other.',
    'RAV4 versus Ram 2500: 8-speed automatic versus 6-speed automatic.',
    'It is green against orange, RAV4 against Ram 2500.',
  ])
  fails(both, [
    'We have the RAV4 and the Ram 2500, the first from 2024 and the second from 2025.',
    'The RAV4 and the Ram 2500 stand side by side, one in orange, the other in green.',
    'We have the RAV4 and the Ram 2500, one at $47,170, the other at $30,275.',
    'RAV4 versus Ram 2500: 6-speed automatic versus 8-speed automatic.',
    'It is orange against green, RAV4 against Ram 2500.',
  ])
})

describe('verify: a pair of colors below their label', () => {
  holds(
    ['Platinum White', 'Meteorite Gray', 'Canyon River Blue'].map((color) =>
      fact('stock:CR-V', 'stock_exterior_color', color),
    ),
    [
      '## What paint and cabin colors are listed?\n\nFor paint, the listings name Platinum White, Meteorite Gray, and Canyon River Blue.',
      '## What paint and cabin colors are listed?\n\nOutside, choose from Platinum White, Meteorite Gray, and Canyon River Blue.',
    ],
  )
  holds(both, ['Exterior / interior\nRAV4 – green / ivory\nRam 2500 – orange / black'])
  fails(both, ['Exterior / interior\nRAV4 – green / black\nRam 2500 – orange / ivory'])
})

describe('verify: what a conversation says', () => {
  holds(both, [
    '"Is the RAV4 green?"\n"It is, and the Ram 2500 is orange."',
    '"What do they seat?" "The RAV4 seats five, the Ram 2500 six."',
    '### "I can’t decide between the RAV4 and the Ram 2500."',
    'A reader wrote in with a question about the RAV4.',
    'Sort by "Mileage: low to high" and the RAV4 shows 50,251 miles.',
    'The RAV4 says 50,251 miles.',
  ])
  fails(both, [
    '"Is the RAV4 green?"\n"It is, and the Ram 2500 is green."',
    '"What do they seat?" "The RAV4 seats six, the Ram 2500 five."',
    '"Best RAV4 that I ever had."',
    'A reader wrote that the RAV4 never let her down.',
    '"Best RAV4 that I ever had."\n— Maria',
    '"Is it green?"\n"Best RAV4 that I ever had," says Maria.',
    '"Is it green?"\n"I would buy from them again tomorrow." — Maria',
  ])
})

const lists = [
  'NEW HERE\n\n- RAV4 Limited in green\n- 50,251 miles\n- 5 seats\n\nALSO\n\n- Ram 2500 in orange\n- 57,482 miles\n- 6 seats',
  '- RAV4 Limited\n- $30,275\n- Ram 2500\n- $47,170',
]

describe('verify: a list whose item names a vehicle for those below it', () => {
  holds(both, lists)
  fails(both, [
    lists[0]!.replace('50,251', '57,482'),
    lists[0]!.replace('6 seats', '5 seats'),
    lists[1]!.replace('$30,275', '$47,170'),
  ])
  // what follows a list is of neither
  holds(both, [
    `${lists[1]}\n\nOne has 50,251 miles.`,
    '- RAV4 Limited\n- $30,275\n\nAlso here.\n\n- $47,170\n- 6 seats',
  ])
})

const letters = 'THIS: the RAV4.\n\nTHAT: the Ram 2500.\n\nA is green. B is orange. B’s price is $47,170.'

describe('verify: letters for the first and the second', () => {
  holds(both, [letters])
  fails(both, [letters.replace('B is orange', 'B is green'), letters.replace('$47,170', '$30,275')])
})

describe('verify: one of several that something is told of', () => {
  const rogues = [
    fact('stock:Rogue', 'stock_model', 'Rogue'),
    fact('stock:Rogue', 'stock_count', 28),
    fact('stock:Rogue', 'stock_certified_count', 7),
    fact('stock:Rogue', 'stock_exterior_color', 'Blue'),
  ]
  holds(rogues, [
    'One Rogue in stock is blue.',
    'VOICE TWO: One Rogue has the miles; another has none.',
    'How many of the Rogues that you have in stock are certified? Count: 7.',
  ])
  fails(rogues, [
    'One Rogue in stock is certified.',
    'One Rogue in stock.',
    'How many of the Rogues that you have in stock are certified? Count: 28.',
  ])
})

describe('verify: words that the record decides', () => {
  holds(both, ['The sticker on the RAV4 says $30,275.', 'Retail: $30,275 (RAV4)'])
  fails(both, ['The sticker on the RAV4 says $47,170.'])
  fails([...both, fact('vehicle:1', 'msrp', 36_000)], ['The sticker on the RAV4 says $30,275.'])
})

describe('verify: what a shopper types, asks and has', () => {
  holds(
    [fact('vehicle:1', 'model', 'CX-5'), fact('vehicle:1', 'exterior_color', 'Ocean Blue')],
    ['As for the CX-5, think Ocean Blue outside.'],
  )
  holds(both, [
    'Customer: is the RAV4 a truck\nAgent: The RAV4 is an SUV.',
    'I have about $20,000. Is there anything for me?',
    'You said AWD, under $20,000, and not green. The RAV4 is here.',
    'If a weekday suits you better than a Saturday, see the RAV4 then.',
    'Plan on driving two or three of them, the RAV4 first.',
    'As for the RAV4, think Forest Green outside.',
    'Q: How many ride in each?\nA: Five in the RAV4, six in the Ram 2500.',
    'Who rides in the RAV4: 5 people.',
  ])
  fails(both, [
    'As for the RAV4, think Sunset Orange outside.',
    'Agent: the RAV4 is a truck',
    'Customer: the RAV4 is a truck',
    'Customer: Best service in town!\nAgent: The RAV4 is an SUV.',
    'I have about $20,000 for the RAV4.',
    'Q: How many ride in each?\nA: Six in the RAV4, five in the Ram 2500.',
    'Who rides in the RAV4: 6 people.',
  ])
})

describe('verify: numbered names and what stays the same', () => {
  holds(
    [
      ...both,
      ...[27, 18].flatMap((city, i) => [
        fact(`vehicle:${i + 1}`, 'city_mpg', city, 'mpg'),
        fact(`vehicle:${i + 1}`, 'highway_mpg', city + 7, 'mpg'),
      ]),
    ],
    ['(1) RAV4, (2) Ram 2500.\n\nCity/highway: (1) 27/34; (2) 18/25'],
  )
  holds(site, ['Plan a visit to our Austin, Texas showroom.'])
  holds(
    [fact('stock:Ram 2500', 'stock_model', '2500'), fact('stock:Ram 2500', 'stock_count', 28)],
    ['The Ram brochures are beside the 2500s.'],
  )
  holds(both, [
    '(1) RAV4, (2) Ram 2500.\n\nGear: (1) 8-speed automatic, AWD; (2) 6-speed automatic, 4WD',
    'What doesn’t change on the RAV4 is the 8-speed automatic, nor AWD.',
  ])
  fails(both, [
    '(1) RAV4, (2) Ram 2500.\n\nGear: (1) 8-speed automatic, 4WD; (2) 6-speed automatic, AWD',
    'The RAV4 has neither a CVT nor AWD.',
  ])
})

it('holds lines in marks that nobody has asked for', () => {
  const said = ['"We drove here from Waco today."', '"I would buy from them again tomorrow."']
  assert.deepEqual(flagged(both, said.join('\n')), said)
})

describe('verify: a condition in the words that bring it', () => {
  holds(both, [
    'The Ram 2500 comes to you used.',
    'Good news on the Ram 2500.',
    'The Ram 2500 was sold new once.',
  ])
  fails(both, [
    'The Ram 2500 comes to you new.',
    'The Ram 2500 comes before you brand-new.',
    'The label of the Ram 2500 reads new.',
    'Listed new: the Ram 2500.',
    'New, with 57,482 miles on it: the Ram 2500.',
  ])
})

describe('verify: how many seats, in words for a count', () => {
  fails([...trims, fact('stock:CX-5', 'stock_count', 28)], ['Count five in all, our CX-5s.'])
  holds(trims, [
    'Put down $29,900 for the first one and $37,400 for the second, the CX-5 Preferred and the Turbo.',
    'Same CX-5 cabin, space for five in all.',
    'On the CX-5, neither the Preferred nor the Turbo strays from five seats.',
  ])
  fails(trims, ['Same CX-5 cabin, space for six in all.', 'We have five CX-5s in stock, five in all.'])
})
