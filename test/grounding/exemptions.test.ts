import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verify } from '#grounding/index.ts'
import { bad, crv } from './facts.ts'

const silent = (text: string, allowed: string[] = []): void =>
  assert.deepEqual(
    verify(text, crv, { allowed }).map((claim) => claim.text),
    [],
  )
const flagged = (text: string, allowed: string[] = []): void =>
  assert.notDeepEqual(bad(verify(text, crv, { allowed })), [], text)

describe('verify: questions', () => {
  for (const text of [
    'Does it have a third row?',
    'Is the Toyota RAV4 better?',
    'Looking for an SUV with ventilated seats?',
    'How much does it cost, $20,000 or $30,000?',
    '## Which SUV is the best in Texas?',
    '### 2026 Toyota RAV4: what does it cost?',
    'Need seven seats? Want AWD?',
    'Never owned a plug-in?',
    'Torn between two trims with a sunroof?',
  ])
    it(`claims nothing in "${text}"`, () => silent(text))

  for (const text of [
    'Did you know it has 500 horsepower?',
    'Have you seen our ventilated seats?',
    'Why is it the best SUV in Texas?',
    'It has a V8, right?',
    'The best SUV in town?',
    'Have you seen it; it has a V8?',
    'Is it fast, because it has a V8?',
    'Want more? It has a V8.',
    'Who else offers a lifetime warranty?',
  ])
    it(`still judges "${text}"`, () => flagged(text))
})

describe('verify: requests to ask', () => {
  for (const text of [
    'Ask our team about towing capacity.',
    'Ask us whether it has a tow package.',
    'Ask which vehicles have ventilated seats.',
    'Call us for warranty details.',
    'Please contact us about a vehicle history report.',
    'Check with our team about available tow hitches.',
    'Contact us to confirm whether a third row is available.',
    'For details about warranty coverage, call our team.',
    'You can ask about ventilated seats.',
    'For the vehicle history report, ask our team.',
  ])
    it(`claims nothing in "${text}"`, () => silent(text))

  for (const text of [
    'Ask about the 5,000-pound towing capacity.',
    'Ask about our panoramic sunroof.',
    'Ask about its ventilated seats.',
    'Ask about the best SUV in town.',
    'Ask about guaranteed approval at the lowest prices.',
    'Call us because it has ventilated seats.',
    'Call us about this CR-V with ventilated seats.',
    'Call us and enjoy ventilated seats.',
    'Call about service, and enjoy ventilated seats.',
    'Ask about the Toyota RAV4.',
    'Ask about our one-owner SUV.',
    'Contact us for a price of $29,995.',
    'Check out the ventilated seats.',
    'It has ventilated seats; ask about them.',
    'Ask for Jim. It has a V8.',
  ])
    it(`still judges "${text}"`, () => flagged(text))
})

/** [claims nothing, claims something] by the same words */
const pairs: Record<string, [string[], string[]]> = {
  'promises, of people in general and as advice': [
    [
      'A number always looks bigger on the first read.',
      'The question is always range.',
      'Round up, never down.',
      'It is roomy, which my own car never was.',
      'It has never been easier to see one.',
      'A list, of course, has never persuaded anyone.',
    ],
    [
      'It never lets you down.',
      'Our team is always ready.',
      'A Honda never dies.',
      'It was never driven hard.',
    ],
  ],
  'comparisons with somebody’s own measure': [
    [
      'It goes farther than I do on a Sunday.',
      'You may enjoy it more than the maker did.',
      'Range matters more than any row above it.',
      'I would rather you read the odometer than took my word.',
      'Nobody should plan on more than the rating.',
      'It is darker than the photos suggest.',
      'A call beats an hour of browsing.',
    ],
    [
      'It is quieter than a library.',
      'You will enjoy it more than any other SUV.',
      'Nobody gives you more room.',
      'It is roomier than that of its rivals.',
      'It beats the competition.',
    ],
  ],
  superlatives: [
    [
      'It is best thought of as a week of errands.',
      'It suits the smallest member of your household.',
      'Our oldest gets a license in spring.',
      'It is my own favorite on a wet day.',
      'I have told no one else that you might come.',
      'It isn’t the fastest thing on the road.',
    ],
    ['It is the best way home.', 'It is the smallest of all SUVs.', 'No one else sells it for less.'],
  ],
  'ratings and sources': [
    ['As rated.', 'The rated figure is on the card.', 'According to the window sticker, it is used.'],
    ['It is rated by owners.', 'It is highly rated.', 'According to owners, it is quiet.'],
  ],
  quotations: [
    [
      '"Say it without the fine print." Gladly.',
      'Picture this: "Our eldest drives in spring. Which one should it be?"',
      'If your search bar says "used cars near me", this page is for you.',
      'Read this aloud:\n\n"Hi, I would like to know more about it."',
      'Before anyone says the word "sunroof," sit in it.',
      'Tap the button "Get my price today".',
    ],
    [
      '"The quietest cabin of the year," wrote one reviewer.',
      'One driver told us: "I would buy it again."',
      '"It is a joy on trips," says Linda.',
    ],
  ],
  'speech of no source': [
    [
      'We’d say: borrow one.',
      'Just say the word.',
      'My wife says I should stop.',
      'Nothing says Saturday like rain.',
    ],
    ['It is quiet, says Bob.', 'Linda said it was quiet.'],
  ],
  'idioms and courtesies': [
    [
      'Beat us to it: call (512) 555-0100.',
      'Best,\nMaria',
      'All the best,\nMaria',
      'Best regards,',
      'Best wishes from all of us.',
      'Best of luck with your search.',
      'First come, first served.',
      'Last but not least: come and see it.',
      'You’ve never driven one? Come by.',
      'You’ve never driven it.',
      'We’ve always found that a drive says more.',
      'We keep a coin in the drawer, but have always found that people know.',
      'Beat him to it.',
      'As always, call with questions.',
      'Better late than never.',
      'It never hurts to ask.',
      'Never say never.',
      'Easier said than done.',
      'More often than not, a call helps.',
      'Nothing more, nothing less.',
      'Plug in, zone out.',
      'Auto or manual?',
      'Once in a blue moon.',
      'We roll out the red carpet.',
      'It is there in black and white.',
      'Golden rule: drive it first.',
      'Number one rule: drive it first.',
      'Turn up the radio.',
      'It takes two to tango.',
      'Nothing beats seeing it in person.',
      'The best time to call is in the morning.',
      'The biggest question is color.',
      'Whatever suits you best.',
      'Our newest post is about color.',
      'One of our favorite questions.',
    ],
    [
      'Nobody can beat us.',
      'Best.',
      'The best.',
      'All the best features.',
      'The best of luck and the best SUV.',
      'It has never been driven.',
      'We’ve always had the lowest prices.',
      'We’ve always delivered.',
      'As always, the lowest prices in town.',
      'It never hurts your back.',
      'Plug-in, with a long range.',
      'It plugs in.',
      'It comes in black and white.',
      'A red one.',
      'We are number one.',
      'Nothing beats it.',
      'The best time of your life.',
      'The biggest selection in Texas.',
      'Our newest model.',
      'Our favorite SUV of all.',
      'It settles for nothing less than the best.',
    ],
  ],
  'numbers that only count off what follows': [
    [
      'CARD 2: 2024 Honda CR-V EX-L',
      'Option 1: come by. Option 2: call.',
      'Step 3: sign and drive home.',
      'Photo 7 shows the inside.',
      'Page 2 of 3.',
      'Photo 3 of 12.',
      'Tip #1: drive it.',
      'Reason 2: the color.',
      '2) Drive.',
      'Reply 1 for yes.',
      '(1) the color, (2) the price, (3) the drive.',
      '1 = the color, 2 = the price.',
      'A CR-V (1) and another CR-V (2). Miles: (1) 12,345; (2) 12,345.',
    ],
    [
      'The #1 dealer.',
      'We are #1.',
      '(3) keys.',
      'Doors: (3).',
      'One car 3 miles from new.',
      'It has 3 doors.',
      'Its 7 seats, in photo 7.',
      'Speakers (1), doors (3).',
      'Sunroofs (1), speakers (2).',
    ],
  ],
  'things of the house and of the reader': [
    [
      'Put it on the fridge.',
      'Drive with the radio off.',
      'Plan a home charger first.',
      'Type it into your GPS.',
      'My own truck is older.',
      'Take it in the school pickup lane.',
      'There is a bench to sit on.',
    ],
    ['It has a fridge.', 'It has a radio.', 'It comes with a home charger.', 'It has GPS.', 'It is a truck.'],
  ],
}

describe('verify: words that claim nothing, and the same that do', () => {
  for (const [name, [none, some]] of Object.entries(pairs))
    it(name, () => {
      for (const text of none) assert.deepEqual(bad(verify(text, crv)), [], text)
      for (const text of some) flagged(text)
    })
})

describe('verify: allowed strings', () => {
  const title = 'The Best SUV in Austin: 2026 Toyota RAV4'

  it('claims nothing where the string stands whole as a heading, a paragraph or an item', () => {
    silent(`# ${title}\n\nBring your license.`, [title])
    silent(`${title}\n\nBring your license.`, [title])
    silent(`- ${title}\n`, [title])
    silent(`## **${title}**\n`, [title])
  })

  it('takes no heed of case, punctuation and white space around', () => {
    silent('# the best suv in austin — 2026 toyota rav4!', [title])
  })

  it('still judges the string inside a longer sentence', () => {
    flagged(`We present ${title} today.`, [title])
    flagged(`# ${title} and More V8 Power`, [title])
  })

  it('still judges a part of the string', () => flagged('# The Best SUV in Austin', [title]))

  it('still judges a heading that asserts', () => flagged('## The best SUV in Austin'))

  it('allows a link that stands for itself', () =>
    silent('See https://example.org/a.', ['https://example.org/a', 'example.org/a']))
})

describe('verify: what no reader sees', () => {
  it('reads no claim out of tags, comments and targets of links inside the site', () => {
    silent('<div title="The best V8">Bring your license.</div> <!-- 500 hp -->')
    silent('See [the list](/inventory/toyota-rav4?price=1000).')
    silent('![A photo](https://cdn.example.org/v8-500-hp.jpg)')
  })

  it('judges the words of a link and of an image', () => {
    flagged('See [the best SUV](/inventory).')
    flagged('![A Toyota RAV4](/photo.jpg)')
    flagged('See [our list](https://example.org/list).')
  })
})
