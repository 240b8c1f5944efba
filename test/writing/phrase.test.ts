import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import readability from 'text-readability'
import type { Fact } from '#facts/index.ts'
import {
  articleFor,
  asSentence,
  countForms,
  countOf,
  countSyllables,
  createPicker,
  formatDate,
  formatMoney,
  formatNumber,
  isSingularEquipment,
  joinList,
  loadBank,
  lowerCommonWords,
  lowerPlainColor,
  measureReadability,
  parseTemplate,
  quietCapitals,
  realize,
  realizeSentence,
  type SlotLookup,
  sentenceCase,
  sentenceLengthFor,
  smallNumber,
} from '../../src/writing/phrase/index.ts'

const source = { kind: 'feed' as const, title: 'feed', url: null, retrievedAt: '2026-11-01T00:00:00.000Z' }
const fact = (attribute: string, value: string): Fact => ({
  id: attribute,
  subject: 'vehicle:V',
  attribute,
  value,
  unit: null,
  source,
})
const price = fact('price', '$20,000')
const color = fact('exterior_color', 'blue')
const claims: SlotLookup = (slot) => {
  const facts = { price, color }[slot]
  return facts && { wordings: [String(facts.value)], facts: [facts] }
}

describe('words and figures', () => {
  test('a and an go by sound', () => {
    for (const words of [
      'hour',
      'X5',
      'SUV',
      'EV',
      '8-speed',
      '11',
      '18,000',
      'LED',
      'automatic',
      'EPA-estimated',
      'F-150',
      'unmarked',
      'eight',
      'MX-5',
    ]) {
      assert.equal(articleFor(words), 'an', words)
    }
    for (const words of [
      'used car',
      'unit',
      'one-speed',
      'CVT',
      'USB port',
      '1.5L',
      '2022 Honda',
      'Honda',
      'UX',
      'European',
      'RAV4',
      'universal',
      '10-speed',
      'V6',
      '115',
    ]) {
      assert.equal(articleFor(words), 'a', words)
    }
  })

  test('figures are exact and American', () => {
    assert.deepEqual(
      [formatNumber(31204), formatNumber(2.5), formatMoney(28450), formatMoney(28450.5)],
      ['31,204', '2.5', '$28,450', '$28,450.50'],
    )
    assert.deepEqual(
      [countOf(1, 'mile', 'miles'), countOf(31204, 'mile', 'miles')],
      ['1 mile', '31,204 miles'],
    )
    assert.deepEqual([smallNumber(5), smallNumber(12)], ['five', '12'])
    assert.equal(formatDate('2026-03-04'), 'March 4, 2026')
    assert.deepEqual(
      [joinList(['a']), joinList(['a', 'b']), joinList(['a', 'b', 'c'], 'or')],
      ['a', 'a and b', 'a, b, or c'],
    )
  })

  test('capitals: sentences get one, shouting loses them, names and initials keep theirs', () => {
    assert.deepEqual([sentenceCase('the car'), sentenceCase('iX is here')], ['The car', 'iX is here'])
    assert.deepEqual(['SILVERADO 1500', 'CR-V', 'GMC', 'BLACK PEARL', 'RAV4', 'Model Y'].map(quietCapitals), [
      'Silverado 1500',
      'CR-V',
      'GMC',
      'Black Pearl',
      'RAV4',
      'Model Y',
    ])
    assert.equal(
      lowerCommonWords('Bose Premium Audio with LED Headlights'),
      'Bose premium audio with LED headlights',
    )
    assert.deepEqual(
      [lowerPlainColor('Black'), lowerPlainColor('Sonic Gray Pearl')],
      ['black', 'Sonic Gray Pearl'],
    )
    assert.deepEqual(
      ['Backup Camera', 'Heated Front Seats', 'Adaptive Cruise Control'].map(isSingularEquipment),
      [true, false, false],
    )
  })
})

describe('templates', () => {
  test('faults are named', () => {
    assert.throws(() => parseTemplate('[a|b'), /never closed/)
    assert.throws(() => parseTemplate('a] b'), /stray "]"/)
    assert.throws(() => parseTemplate('{two words}'), /not a slot/)
    assert.throws(() => parseTemplate('{open'), /never closed/)
    assert.throws(() => parseTemplate('<gone>'), /unknown fragment/)
    assert.throws(() => parseTemplate('<a>', { a: 'x <b>', b: '<a>' }), /contains itself/)
  })

  test('a fault in a bank names the file, the group and the entry', () => {
    const rules = { slots: ['price'], tones: ['friendly'], groups: ['figures'] }
    const load = (data: unknown) => () => loadBank('phrase-bank/x.json', data, rules)
    assert.throws(
      load({ figures: ['ok {price}', 'bad {prise}'] }),
      /phrase-bank\/x\.json: "figures" entry 2: unknown slot \{prise\}/,
    )
    assert.throws(load({ figures: ['{price} and {price}'] }), /"figures" entry 1: \{price\} is said twice/)
    assert.throws(load({ figures: [{ text: 'ok', tones: ['loud'] }] }), /tones must be of friendly/)
    assert.throws(load({ figures: [''] }), /has no text/)
    assert.throws(load({ figures: [] }), /group "figures" is missing or empty/)
    assert.throws(load([]), /must be an object/)
  })

  test('a choice whose slot has nothing to say is never taken', () => {
    const template = parseTemplate('it [shows {mileage}|costs {price}][ in {trim}|]')
    for (let seed = 0; seed < 40; seed += 1)
      assert.equal(realize(template, claims, createPicker(`${seed}`))?.text, 'it costs $20,000')
    assert.equal(realize(parseTemplate('it has {mileage}'), claims, createPicker('x')), undefined)
    assert.equal(realize(parseTemplate('[{mileage}|{trim}]'), claims, createPicker('x')), undefined)
  })

  test('a fact is claimed once in a phrase, and a phrase carries exactly the facts that it says', () => {
    const template = parseTemplate('[{price}|{color}][ and {price}| and {color}|]')
    for (let seed = 0; seed < 60; seed += 1) {
      const phrase = realize(template, claims, createPicker(`${seed}`))
      const said = [price, color].filter(({ value }) => phrase?.text.includes(String(value)))
      assert.deepEqual(new Set(phrase?.facts), new Set(said))
      assert.ok((phrase?.text.match(/\$/g)?.length ?? 0) <= 1, phrase?.text)
    }
  })

  test('values are words and never grammar', () => {
    const trap: SlotLookup = () => ({ wordings: ['[a|b] {price} <odo>'], facts: [price] })
    assert.equal(realize(parseTemplate('x {price}'), trap, createPicker('s'))?.text, 'x [a|b] {price} <odo>')
  })

  test('sentences begin with a capital and end once', () => {
    assert.equal(
      realizeSentence(parseTemplate('{a color} car'), claims, createPicker('s'))?.text,
      'A blue car.',
    )
    assert.equal(asSentence({ text: 'the list:', facts: [] }).text, 'The list:')
  })

  test('forms are counted through nested choices', () => {
    assert.equal(countForms(parseTemplate('[a|b[c|d|e]] [x|y]')), 8)
  })
})

describe('seeded choice', () => {
  test('the same seed repeats, another parts, a fork leaves its source where it was', () => {
    const draw = (seed: string) =>
      Array.from(
        { length: 20 },
        (
          (picker) => () =>
            picker.below(1000)
        )(createPicker(seed)),
      )
    assert.deepEqual(draw('a'), draw('a'))
    assert.notDeepEqual(draw('a'), draw('b'))
    const [one, other] = [createPicker('a'), createPicker('a')]
    one.fork('x').below(10)
    assert.equal(one.below(1000), other.below(1000))
  })

  test('each of ten comes a tenth of the time, within 10 %', () => {
    const picker = createPicker('even')
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 20_000; i += 1) {
      const drawn = picker.below(10)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    for (const count of counts) assert.ok(count > 1800 && count < 2200, `${counts}`)
  })
})

describe('readability', () => {
  test('syllables agree with a dictionary-backed counter to 2 % over vehicle copy', () => {
    const text =
      'this certified pre-owned sedan has an automatic transmission and an odometer reading of thirty thousand miles and the dealership answers inquiries regarding equipment such as adaptive cruise control heated leather seats and a panoramic sunroof while the advertised price of the vehicle stands in the inventory listing with its identification number'
    const ours = text.split(' ').reduce((sum, word) => sum + countSyllables(word), 0)
    assert.ok(Math.abs(ours - readability.syllableCount(text)) / ours < 0.02, `${ours}`)
  })

  test('the grade is Flesch and Kincaid’s, and the sentence length for a grade gives that grade', () => {
    const { grade, meanWords, meanSyllables } = measureReadability([
      'The car has four doors.',
      'It is blue and new and it runs on gas.',
    ])
    assert.ok(Math.abs(grade - (0.39 * meanWords + 11.8 * meanSyllables - 15.59)) < 1e-9)
    assert.ok(Math.abs(sentenceLengthFor(grade, meanSyllables) - meanWords) < 1e-9)
  })
})
