import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseVin, vinCheckDigitOk } from '../../src/inventory/feed/index.ts'

const alphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
const vins = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 11, maxLength: 17 })

describe('parseVin', () => {
  test('gives 11 to 17 letters and digits in upper case', () => {
    assert.deepEqual(parseVin('1hgbh41jxmn109186'), { vin: '1HGBH41JXMN109186' })
    fc.assert(fc.property(vins, (vin) => assert.deepEqual(parseVin(vin.toLowerCase()), { vin })))
  })

  test('says which character is wrong and where', () => {
    const reasons: [string, string][] = [
      ['1HGOH41JXMN109186', 'VIN has the letter O at position 4; VINs never contain I, O or Q'],
      ['1HGBH41JXMN10918q', 'VIN has the letter Q at position 17; VINs never contain I, O or Q'],
      ['1HG-BH41JXMN10918', 'VIN has "-" at position 4; VINs have only letters and digits'],
      [' 1HGBH41JXMN1091 ', 'VIN has " " at position 1; VINs have only letters and digits'],
      ['', 'VIN is missing'],
      ['1', 'VIN has 1 character; it must have 11 to 17'],
      ['1HGBH41JXM', 'VIN has 10 characters; it must have 11 to 17'],
      ['1HGBH41JXMN1091860', 'VIN has 18 characters; it must have 11 to 17'],
    ]
    for (const [text, reason] of reasons) assert.deepEqual(parseVin(text), { reason })
  })

  test('never takes a letter that only Unicode folds into A to Z', () => {
    for (const character of ['ı', 'ſ', '\u212a', 'Ａ', '٣', '😀'])
      assert.ok('reason' in parseVin(`1HGBH41JXMN10918${character}`), character)
  })

  test('takes any text at all without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const reading = parseVin(text)
        assert.ok('reason' in reading || /^[A-HJ-NPR-Z0-9]{11,17}$/.test(reading.vin))
      }),
    )
  })
})

describe('vinCheckDigitOk', () => {
  test('knows VINs whose check digit is right', () => {
    // The second is the worked example of 49 CFR 565 (check digit 4), the third sums to a multiple of 11 in ones.
    for (const vin of ['1M8GDM9AXKP042788', '1G4AH59H45G118341', '11111111111111111', '1HGBH41JXMN109186'])
      assert.equal(vinCheckDigitOk(vin), true, vin)
  })

  test('finds every mistyped character that changes the value of its position', () => {
    const sound = '1M8GDM9AXKP042788'
    for (const [index, character] of [...sound].entries())
      for (const other of alphabet) {
        const typed = sound.slice(0, index) + other + sound.slice(index + 1)
        if (index === 8) assert.equal(vinCheckDigitOk(typed), other === character, typed)
        else if (/\d/.test(other) && /\d/.test(character))
          assert.equal(vinCheckDigitOk(typed), other === character, typed)
      }
  })

  test('exactly one of the eleven check digits fits any sixteen characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...alphabet), minLength: 16, maxLength: 16 }), (rest) => {
        const fitting = [...'0123456789X'].filter((digit) =>
          vinCheckDigitOk(rest.slice(0, 8) + digit + rest.slice(8)),
        )
        assert.equal(fitting.length, 1)
      }),
    )
  })

  test('is false for the shorter VINs of before 1981 and for letters that no VIN has', () => {
    assert.equal(vinCheckDigitOk('1M8GDM9AXKP04278'), false)
    assert.equal(vinCheckDigitOk('OOOOOOOOOOOOOOOOO'), false)
  })
})
