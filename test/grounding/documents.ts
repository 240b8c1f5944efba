import fc from 'fast-check'

// Documents made of true, false and neutral sentences in every kind of block, so that a cut meets all the seams.

const trueOnes = [
  'It has heated seats.',
  'This 2024 Honda CR-V EX-L has 12,345 miles.',
  'It is priced at $31,995.',
  'It gets 27 mpg city and 32 mpg highway.',
  'A gray interior awaits.',
  'It seats five.',
  'Call (512) 555-0100.',
  'The CR-V has AWD.',
  'Stock number H1234 is here.',
  'The **CVT** is smooth.',
  'See [our site](https://lonestarhonda.com/cars).',
  'The Civic Touring gets 37 mpg highway.',
  'Stock A200 is priced at $33,900.',
  'The Accord gets 46 mpg city.',
]
const falseOnes = [
  'It is the best SUV.',
  'It has 99,999 miles.',
  'It is priced at $1.',
  'It has ventilated seats.',
  'One owner, accident-free!',
  'It is a Toyota RAV4.',
  'It has a V8.',
  'He said "this is the finest car in the whole state" to us.',
  'Visit https://example.org/x now.',
  '**It has 500 hp.**',
  'The Accord gets 37 mpg highway.',
  'Stock A200 is priced at $31,200.',
  'It is rated 5 stars.',
  'We are in Dallas, TX.',
  'Built in Japan.',
  'It comes in Lunar Silver.',
]
const neutral = [
  'Bring your license.',
  'Is it right for you?',
  'Take your time.',
  'Ask our team about towing capacity.',
  'The road is long, e.g. on weekends.',
  'Sit in every seat!',
  'Nothing else matters…',
  'Mr. Smith waits (inside).',
  'A line\nthat wraps.',
  '*Enjoy the ride.*',
]

const sentence = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...trueOnes) },
  { weight: 3, arbitrary: fc.constantFrom(...falseOnes) },
  { weight: 3, arbitrary: fc.constantFrom(...neutral) },
)
const sentences = (max: number): fc.Arbitrary<string> =>
  fc.array(sentence, { minLength: 1, maxLength: max }).map((list) => list.join(' '))
const flat = (text: string): string => text.replaceAll('\n', ' ')

const features = [
  'Heated Front Seats',
  'Apple CarPlay',
  'Ventilated Seats',
  'Hover Mode Deluxe',
  'Panoramic Roof',
  'Black Roof Rails',
  'Free coffee',
  'Ask about the warranty',
  'Nice view',
]
const item = fc.oneof(fc.constantFrom(...features), sentences(3).map(flat))
const list = fc
  .tuple(
    fc.constantFrom('- ', '* ', '1. '),
    fc.array(fc.tuple(fc.constantFrom('', '', '  ', '    '), item), { minLength: 1, maxLength: 6 }),
  )
  .map(([marker, items]) =>
    items.map(([indent, text], i) => `${i === 0 ? '' : indent}${marker}${text}`).join('\n'),
  )
const cell = fc.constantFrom(
  'Price',
  '$31,995',
  '$1',
  'Seats',
  '5',
  '7',
  'CR-V',
  'Accord',
  'City mpg',
  '27',
  '46',
  'best',
  'yes',
  '',
)
const table = fc
  .tuple(
    fc.array(cell, { minLength: 2, maxLength: 3 }),
    fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 4 }),
  )
  .map(([head, rows]) =>
    [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
  )
const heading = fc
  .tuple(
    fc.constantFrom('#', '##', '###'),
    fc.constantFrom(
      'Overview',
      'The Best SUV',
      'Honda CR-V',
      'Stock A200',
      'Honda Accord',
      'Is it a good buy?',
      'Features and Equipment',
      'With 500 hp',
    ),
  )
  .map(([marks, text]) => `${marks} ${text}`)
const block = fc.oneof(
  { weight: 3, arbitrary: heading },
  { weight: 4, arbitrary: sentences(5) },
  { weight: 2, arbitrary: list },
  { weight: 1, arbitrary: table },
  { weight: 1, arbitrary: sentences(3).map((text) => flat(text).replace(/[.!?…]$/, ':')) },
  { weight: 1, arbitrary: sentences(3).map((text) => `> ${text.replaceAll('\n', '\n> ')}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '---',
      '```\nV8 power\n```',
      'The Best Car\n===',
      '**It has heated seats. It has 500 hp.** Fine.',
    ),
  },
)

/** A Markdown text; some blocks stand against each other without a blank line. */
export const document: fc.Arbitrary<string> = fc
  .array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n\n\n')), {
    minLength: 1,
    maxLength: 9,
  })
  .map((blocks) => blocks.map(([text, gap]) => text + gap).join(''))
