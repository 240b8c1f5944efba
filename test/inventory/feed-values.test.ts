import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { cleanLine, cleanParagraphs, isFormula } from '../../src/inventory/feed/clean-text.ts'
import {
  findBodyStyle,
  findCondition,
  findDrivetrain,
  findFuel,
  findStatus,
} from '../../src/inventory/feed/known-words.ts'
import { readEntries, readImages, readUrl } from '../../src/inventory/feed/read-list.ts'
import {
  countRules,
  type Reading,
  readCount,
  readDate,
  readDisplacement,
  readMileage,
  readMoney,
} from '../../src/inventory/feed/read-number.ts'
import { readOne } from './feed-harness.ts'

/** [cell, value] where a string that begins with "!" is the fault. */
function readsAs(
  read: (text: string) => Reading<number> | Reading<string>,
  cases: [string, string | number | null][],
): void {
  for (const [cell, expected] of cases) {
    const reading = read(cell)
    assert.deepEqual('fault' in reading ? `!${reading.fault}` : reading.value, expected, JSON.stringify(cell))
  }
}

describe('money', () => {
  test('is whole dollars however it is written', () => {
    readsAs(readMoney, [
      ['$28,500.00', 28_500],
      ['28500 USD', 28_500],
      ['USD 28,500', 28_500],
      ['US$28500.49', 28_500],
      ['28500.50', 28_501],
      ['2.85E+04', 28_500],
      ['  $ 28,500 ', 28_500],
      ['5000000', 5_000_000],
    ])
  })

  test('0, an empty cell and a request to call are no price', () => {
    for (const cell of [
      '',
      '0',
      '$0.00',
      '-0',
      'Call',
      'CALL FOR PRICE!',
      'Contact us',
      'N/A',
      '-',
      '#REF!',
      'null',
    ])
      readsAs(readMoney, [[cell, null]])
  })

  test('what is not a plausible amount in dollars is a fault, never a guess', () => {
    readsAs(readMoney, [
      ['-500', '!is below zero'],
      ['($500)', '!is below zero'],
      ['5000001', '!is above $5,000,000'],
      ['1', '!is below $100'],
      ['28,50', '!is not an amount in US dollars'],
      ['28.500,00', '!is not an amount in US dollars'],
      ['28.5k', '!is not an amount in US dollars'],
      ['CAD 28500', '!is not an amount in US dollars'],
      ['€28500', '!is not an amount in US dollars'],
      ['27000-28000', '!is not an amount in US dollars'],
      ['=SUM(1,2)', '!is not an amount in US dollars'],
    ])
  })

  test('reads every whole amount in its range back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 5_000_000 }), (amount) => {
        const written = [`${amount}`, `$${amount.toLocaleString('en-US')}.00`, `${amount}.0 USD`]
        for (const cell of written) assert.deepEqual(readMoney(cell), { value: amount })
      }),
    )
  })
})

describe('counts and measures', () => {
  test('mileage is miles, whole', () => {
    readsAs(
      (text) => readMileage(text, ''),
      [
        ['2333 Miles', 2_333],
        ['2,333', 2_333],
        ['2333.0', 2_333],
        ['12 mi.', 12],
        ['0', 0],
        ['', null],
        ['unknown', null],
        ['1000000', 1_000_000],
        ['1000001', '!is above 1,000,000 miles'],
        ['-5', '!is below zero'],
        ['12000 km', '!is in kilometers, not miles'],
        ['12k', '!is not a distance in miles'],
        ['TMU', '!is not a distance in miles'],
      ],
    )
    readsAs((text) => readMileage(text, 'KM'), [['12000', '!is in kilometers, not miles']])
    readsAs((text) => readMileage(text, 'MI'), [['12000', 12_000]])
  })

  test('displacement is liters', () => {
    readsAs(readDisplacement, [
      ['2.0L', 2],
      ['2.5 Liter', 2.5],
      ['5.7', 5.7],
      ['1998 cc', 2],
      ['0', null],
      ['', null],
      ['350', '!is not between 0.1 and 20 liters'],
      ['V6', '!is not a displacement in liters'],
    ])
  })

  test('cylinders, doors, seats and mpg are whole numbers in a plausible range', () => {
    readsAs(
      (text) => readCount(text, countRules.cylinders),
      [
        ['V6', 6],
        ['4-Cyl', 4],
        ['I-4', 4],
        ['8 Cylinders', 8],
        ['0', null],
        ['40', '!is not between 1 and 16'],
        ['2.0L', '!is not a whole number'],
      ],
    )
    readsAs(
      (text) => readCount(text, countRules.doors),
      [
        ['4dr', 4],
        ['2 Doors', 2],
        ['4.0', 4],
        ['four', '!is not a whole number'],
      ],
    )
    readsAs((text) => readCount(text, countRules.seats), [['7 Passenger', 7]])
    readsAs(
      (text) => readCount(text, countRules.cityMpg),
      [
        ['25 MPG', 25],
        ['25-28', '!is not a whole number'],
        ['999', '!is not between 1 and 250'],
      ],
    )
    readsAs((text) => readCount(text, countRules.batteryRange), [['310 miles', 310]])
  })

  test('dates are days of the calendar', () => {
    readsAs(readDate, [
      ['02/14/2026', '2026-02-14'],
      ['2/4/26', '2026-02-04'],
      ['2026-02-14', '2026-02-14'],
      ['2026-02-14T10:00:00Z', '2026-02-14'],
      ['02/14/2026 12:00:00 AM', '2026-02-14'],
      ['20260214', '2026-02-14'],
      ['', null],
      ['02/30/2026', '!is not a day of the calendar (month, day, year)'],
      ['25/12/2025', '!is not a day of the calendar (month, day, year)'],
      ['0000-01-01', '!is not a day of the calendar (month, day, year)'],
      ['yesterday', '!is not a date as MM/DD/YYYY or YYYY-MM-DD'],
    ])
  })
})

describe('set words', () => {
  test('conditions, drivetrains, fuels, bodies and statuses have one spelling', () => {
    const cases: [(text: string) => string | undefined, string[], string | undefined][] = [
      [findCondition, ['N', 'new', 'NEW'], 'new'],
      [findCondition, ['U', 'Used', 'Pre-Owned', 'pre owned'], 'used'],
      [findCondition, ['CPO', 'Certified Pre-Owned', 'certified'], 'certified'],
      [findCondition, ['Excellent', 'CARS & TRUCKS & VANS', 'Demo', ''], undefined],
      [findDrivetrain, ['awd', 'All-Wheel Drive', 'ALL WHEEL DRIVE'], 'AWD'],
      [findDrivetrain, ['4x4', '4WD', 'Four-Wheel Drive'], '4WD'],
      [findDrivetrain, ['2WD', '4x2', 'quattro'], undefined],
      [findFuel, ['Gas', 'GASOLINE', 'Premium Unleaded'], 'Gasoline'],
      [findFuel, ['Gas/Electric Hybrid', 'hybrid'], 'Hybrid'],
      [findFuel, ['PHEV', 'Plug-In Electric/Gas'], 'Plug-In Hybrid'],
      [findFuel, ['EV', 'Electric'], 'Electric'],
      [findFuel, ['E85 Flex Fuel', 'Flexible Fuel Vehicle (FFV)'], 'Flex Fuel'],
      [findFuel, ['Hydrogen', 'Gasoline/Mild Electric Hybrid'], undefined],
      [findBodyStyle, ['4dr SUV', '4D Sport Utility', 'sport utility vehicle', 'SUV 4 Door'], 'SUV'],
      [findBodyStyle, ['Crew Cab Pickup'], undefined],
      [findStatus, ['Sold', 'DELETE', 'inactive', 'removed', 'Wholesale', 'NOT_AVAILABLE'], 'sold'],
      [findStatus, ['In Stock', 'Available', 'Active', 'Pending', ''], undefined],
    ]
    for (const [find, spellings, word] of cases)
      for (const spelling of spellings) assert.equal(find(spelling), word, spelling)
  })

  test('an unknown word stays as it stands', async () => {
    const { vehicle } = await readOne({ Drivetrain: 'quattro', Fuel: 'Hydrogen', Body: 'Crew Cab Pickup' })
    assert.deepEqual(
      [vehicle.drivetrain, vehicle.fuelType, vehicle.bodyStyle],
      ['quattro', 'Hydrogen', 'Crew Cab Pickup'],
    )
  })

  test('a used vehicle with a certified flag is certified; a new one stays new, with a warning', async () => {
    for (const flag of ['Yes', 'True', '1', 'Y'])
      assert.equal((await readOne({ Certified: flag })).vehicle.condition, 'certified', flag)
    for (const flag of ['No', 'False', '0', '', 'N/A'])
      assert.equal((await readOne({ Certified: flag })).vehicle.condition, 'used', flag)
    const isNew = await readOne({ 'New/Used': 'N', Certified: 'Yes' })
    assert.equal(isNew.vehicle.condition, 'new')
    assert.deepEqual(isNew.warnings, ['The row says new and certified; taken as new.'])
    const contradicted = await readOne({ 'New/Used': 'CPO', Certified: 'No' })
    assert.equal(contradicted.vehicle.condition, 'used')
    assert.deepEqual(contradicted.warnings, ['The row says certified and not certified; taken as used.'])
  })

  test('a condition that is not stated is never new', async () => {
    for (const word of ['', 'Demo', 'Excellent']) {
      const { vehicle, warnings } = await readOne({ 'New/Used': word, Odometer: '' })
      assert.equal(vehicle.condition, 'used')
      assert.deepEqual(warnings, ['The row does not say whether the vehicle is new or used; taken as used.'])
    }
    const told = await readOne({ 'New/Used': '' }, { defaultCondition: 'new' })
    assert.equal(told.vehicle.condition, 'new')
    assert.deepEqual(told.warnings, [])
  })
})

describe('text', () => {
  test('loses its HTML, keeps its words apart, and decodes entities', () => {
    assert.equal(cleanParagraphs('<p>One</p><p>Two &amp; 20&quot;</p>', 1_000), 'One\nTwo & 20"')
    assert.equal(cleanParagraphs('a<br>b<br/>c', 1_000), 'a\nb\nc')
    assert.equal(cleanParagraphs('&lt;b&gt;Bold&lt;/b&gt; &amp;reg;', 1_000), 'Bold ®')
    assert.equal(cleanParagraphs('x<script>alert(1)</script>y<style>z{}</style>', 1_000), 'xy')
    assert.equal(cleanLine('EcoBoost&reg; <i>V6</i>'), 'EcoBoost® V6')
    assert.equal(cleanLine('R&D < 5 & AT&T'), 'R&D < 5 & AT&T')
  })

  test('loses control, zero-width and direction characters and lone surrogates', () => {
    assert.equal(cleanLine('A\u0000\u0007B\u200b\u202eC\ufeff\ud800D\u0085 E\u00a0F\tG\r\nH'), 'ABCD E F G H')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const clean = cleanLine(text)
        assert.ok(clean.isWellFormed())
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must be gone
        assert.ok(!/[\u0000-\u001f\u007f-\u009f\ufffd]/.test(clean))
      }),
    )
  })

  test('never comes out with a tag, however often it was escaped twice', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '&lt;',
      '&gt;',
      'b',
      '/',
      'script',
      ' ',
      '"',
      '&amp;',
      'x',
      '<b>',
      '</b>',
      '!--',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('').replaceAll('&amp;', '')
        assert.doesNotMatch(cleanParagraphs(text, 1_000), /<[a-z][^<>]*>/i)
      }),
    )
  })

  test('formulas are told from prices, lists and prose', () => {
    for (const text of ['=CMD()', '=1+1', "+cmd|' /C calc'!A0", '-2+3+cmd|x!A1', '@SUM(A1)'])
      assert.ok(isFormula(text), text)
    for (const text of ['-500', '+1 (800) 555-0100', '- Heated seats', '@dealer', 'A=B', '+ Free | Fast'])
      assert.ok(!isFormula(text), text)
  })

  test('too long a description is cut at a word, with a warning', async () => {
    const { vehicle, warnings } = await readOne({ Description: 'word '.repeat(5_000) })
    assert.ok(vehicle.dealerComments?.endsWith('word'))
    assert.ok((vehicle.dealerComments?.length ?? 0) <= 20_000)
    assert.deepEqual(warnings, ['Description is longer than 20000 characters and was cut.'])
  })
})

describe('lists', () => {
  test('are divided by what the cell uses, trimmed, and free of repetition', () => {
    const cases: [string, string[]][] = [
      ['A|B, C| a ||', ['A', 'B, C']],
      ['A;B, C', ['A', 'B, C']],
      ['• A\n• B\n- C', ['A', 'B', 'C']],
      ['A, B (x, y), 1,000 watts', ['A', 'B (x, y)', '1,000 watts']],
      ['<ul><li>A</li><li>B</li></ul>', ['A', 'B']],
      ['None', []],
      ['', []],
    ]
    for (const [cell, entries] of cases)
      assert.deepEqual(readEntries([cell], undefined).entries, entries, cell)
    assert.deepEqual(readEntries(['A, B'], ['|']).entries, ['A, B'])
    assert.deepEqual(readEntries(['A|=CMD()'], undefined), {
      entries: ['A'],
      faults: ['has a spreadsheet formula, which was left out'],
    })
  })

  test('are bounded, and say so', () => {
    const many = Array.from({ length: 600 }, (_, index) => `Feature ${index}`).join('|')
    const { entries, faults } = readEntries([many, `${'long '.repeat(100)}|x`], undefined)
    assert.equal(entries.length, 500)
    assert.deepEqual(faults, [
      'has an entry over 300 characters, cut',
      'has 602 entries; the first 500 were taken',
    ])
  })

  test('pictures keep commas and ampersands inside their addresses', () => {
    const urls = ['https://a.example/w_1,h_2/x.jpg', 'http://b.example/?a=1&region=2']
    for (const separator of ['|', ',', ';', ' ', ' , ', '\n'])
      assert.deepEqual(
        readImages([urls.join(separator)], undefined),
        { entries: urls, faults: [] },
        separator,
      )
    assert.deepEqual(readImages(['http://b.example/?a=1&amp;b=2', '//c.example/1'], undefined).entries, [
      'http://b.example/?a=1&b=2',
      'https://c.example/1',
    ])
    assert.deepEqual(readImages(['photo.jpg|https://a.example/1'], undefined), {
      entries: ['https://a.example/1'],
      faults: ['has an entry that is no web address'],
    })
  })

  test('an address is http or https, without credentials', () => {
    for (const bad of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://u:p@a.example/',
      'https://u@a.example/',
      'x',
      `https://a.example/${'x'.repeat(2_048)}`,
    ])
      assert.equal(readUrl(bad), undefined, bad.slice(0, 40))
  })

  test('a cell of nothing but separators costs no more than its length', () => {
    for (const character of ['|', ',', ';', ' ', '(,']) {
      const started = performance.now()
      readImages([character.repeat(200_000)], undefined)
      readEntries([character.repeat(200_000)], undefined)
      assert.ok(performance.now() - started < 5_000, character)
    }
  })
})
