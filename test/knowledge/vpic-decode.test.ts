import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { getAttribute } from '../../src/facts/index.ts'
import { checkDigit, type Vpic, vpicFacts } from '../../src/knowledge/vpic/vpic.ts'
import catalogue from '../vehicles/catalogue.json' with { type: 'json' }
import { openSharedVpic, withCheckDigit } from './vpic-shared-cache.ts'

const accord = '1HGCM82633A004352'
let vpic: Vpic
before(async () => {
  vpic = await openSharedVpic()
})
after(() => vpic.close())

const valuesOf = (vin: string) => vpic.decode(withCheckDigit(vin)).values

describe('the check digit', () => {
  test('is computed as 49 CFR 565.15(c) says, X for ten', () => {
    assert.equal(checkDigit('1M8GDM9AXKP042788'), 'X')
    assert.equal(checkDigit(accord), '3')
    assert.equal(checkDigit('11111111111111111'), '1')
  })

  test('does not depend on what stands in position 9', () => {
    for (const character of '0123456789X') {
      assert.equal(checkDigit(accord.slice(0, 8) + character + accord.slice(9)), '3')
    }
  })

  test('of what is no VIN is undefined', () => {
    for (const text of ['', 'ABC', `${accord}1`, '1HGCM826I3A004352', '1HGCM82Q33A004352', 'O'.repeat(17)]) {
      assert.equal(checkDigit(text), undefined)
    }
  })
})

describe('a VIN with a right check digit', () => {
  test('tells year, make, model, trim, body, engine and plant in the words of the trade', () => {
    assert.deepEqual(vpic.decode('1HGCV1F31MA000001'), {
      vin: '1HGCV1F31MA000001',
      checkDigitOk: true,
      modelYear: 2021,
      values: {
        make: 'Honda',
        model: 'Accord',
        trim: 'Sport',
        body_style: 'Sedan',
        doors: 4,
        cylinders: 4,
        displacement_l: 1.5,
        fuel_type: 'Gasoline',
        engine_model: 'L15BE',
        engine_configuration: 'In-Line',
        gvwr: 'Class 1C: 4,001 - 5,000 lb (1,814 - 2,268 kg)',
        plant_city: 'Marysville',
        plant_state: 'Ohio',
        plant_country: 'United States',
      },
    })
  })

  test('is read in any case and with white space around it', () => {
    assert.deepEqual(vpic.decode(` ${accord.toLowerCase()}\n`), vpic.decode(accord))
    assert.equal(vpic.decode(accord).values.model, 'Accord')
  })

  test('of the years before 2010 is told apart by the digit in position 7', () => {
    assert.equal(vpic.decode(accord).modelYear, 2003)
    assert.equal(vpic.decode(withCheckDigit('1HGCV1F30MA000001')).modelYear, 2021)
    assert.equal(vpic.decode(withCheckDigit('5YJRE1A1081000001')).modelYear, 2008)
  })

  test('of an electric car has a fuel and no cylinders or displacement', () => {
    const { fuel_type, cylinders, displacement_l } = valuesOf('5YJ3E1EA0NF000001')
    assert.deepEqual([fuel_type, cylinders, displacement_l], ['Electric', undefined, undefined])
  })

  test('of a car with a second electric source has no fuel type: it may be a hybrid of any kind', () => {
    const values = valuesOf('2HKRS6H90TH100001')
    assert.equal(values.model, 'CR-V')
    assert.equal('fuel_type' in values, false)
  })

  test('gets the model that the trade names by its series', () => {
    assert.equal(valuesOf('1GCNACAD0NZ100001').model, 'Silverado 1500')
    assert.deepEqual(
      [valuesOf('3MW69FF00P8100001').model, valuesOf('3MW69FF00P8100001').trim],
      ['3 Series', '330i'],
    )
  })

  test('gets the make that the trade names, also where vPIC counts the model to another', () => {
    const { make, model } = valuesOf('JTKJF5C70D3000001')
    assert.deepEqual([make, model], ['Scion', 'tC'])
    assert.equal(valuesOf('1C6SRFFT0NN000001').make, 'Ram')
  })

  test('of a small maker is known by positions 12-14 beside the first three', () => {
    assert.equal(valuesOf('ZA9HAAAA0GAF76001').model, 'Huayra')
    assert.equal(valuesOf('ZA9HAAAA0GAF99001').model, undefined)
  })

  test('whose keys read the serial number is not confused with its pattern', () => {
    const eleven = valuesOf('SCCZZZ1Z07A020001')
    const spa = valuesOf('SCCZZZ1Z07A040001')
    assert.deepEqual([eleven.model, spa.model], ['Eleven', 'Spa'])
  })

  test('of a maker that vPIC has no cars, trucks or MPVs of tells nothing', () => {
    const decoding = vpic.decode(withCheckDigit('1HD1KB400MB600001'))
    assert.deepEqual([decoding.checkDigitOk, decoding.modelYear, decoding.values], [true, null, {}])
  })

  test('counts no tailgate as a door', () => {
    assert.equal('doors' in valuesOf('2T3P1RFV0NC000001'), false)
  })

  test('gives no cab, roof or drive as a trim', () => {
    assert.equal('trim' in valuesOf('1FTFW1E50NFA00001'), false)
    for (const { years } of catalogue) {
      for (const { pattern, plant } of years) {
        const { trim } = valuesOf(`${pattern}0N${plant}100001`)
        if (trim) assert.doesNotMatch(String(trim), /cab\b|crew|roof|quattro|xdrive|4motion|4matic|[,;/]/i)
      }
    }
  })

  test('says nothing of drive, transmission, power, seats or price, which vPIC does not know', () => {
    const known = new Set<string>()
    for (const { years } of catalogue) {
      for (const { pattern, plant, year } of years) {
        const code = 'ABCDEFGHJKLMNPRST'.charAt(year - 2010)
        for (const key of Object.keys(valuesOf(`${pattern}0${code}${plant}100001`))) known.add(key)
      }
    }
    const expected = [
      ...['make', 'model', 'series', 'trim', 'body_style', 'doors', 'gvwr'],
      ...['cylinders', 'displacement_l', 'fuel_type', 'engine_model', 'engine_configuration'],
      ...['plant_city', 'plant_state', 'plant_country'],
    ]
    assert.ok(known.size >= 12)
    assert.deepEqual(
      [...known].filter((key) => !expected.includes(key)),
      [],
    )
  })
})

describe('a VIN with a wrong check digit', () => {
  test('takes nothing from vPIC', () => {
    assert.deepEqual(vpic.decode('1HGCM82634A004352'), {
      vin: '1HGCM82634A004352',
      checkDigitOk: false,
      modelYear: null,
      values: {},
    })
  })

  test('takes nothing also after its pattern was decoded', () => {
    assert.equal(vpic.decode(accord).checkDigitOk, true)
    assert.deepEqual(vpic.decode(`${accord.slice(0, 8)}4${accord.slice(9)}`).values, {})
  })

  test('is every VIN with one character changed that changes the digit, and none throws', () => {
    const alphabet = [...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789']
    fc.assert(
      fc.property(fc.nat(16), fc.constantFrom(...alphabet), (position, character) => {
        const vin = accord.slice(0, position) + character + accord.slice(position + 1)
        const decoding = vpic.decode(vin)
        assert.equal(decoding.checkDigitOk, checkDigit(vin) === vin[8])
        if (!decoding.checkDigitOk) assert.deepEqual(decoding.values, {})
      }),
    )
  })
})

describe('any text', () => {
  test('never throws and, when it is no VIN, gives nothing', () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 20, unit: 'binary' }),
      fc.stringMatching(/^[A-Z0-9]{17}$/),
      fc.stringMatching(/^[A-HJ-NPR-Z0-9]{2}9[A-HJ-NPR-Z0-9]{14}$/),
      fc.constantFrom('', '1', accord.slice(1), `${accord}0`, 'IOQIOQIOQIOQIOQIO', '\u0000'.repeat(17)),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const decoding = vpic.decode(text)
        if (!decoding.checkDigitOk) assert.deepEqual([decoding.modelYear, decoding.values], [null, {}])
      }),
    )
  })

  test('with a right check digit never throws, whatever the maker and the year', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-HJ-NPR-Z0-9]{17}$/), (text) => {
        const decoding = vpic.decode(withCheckDigit(text))
        assert.equal(decoding.checkDigitOk, true)
        if (decoding.modelYear !== null) assert.ok(decoding.modelYear >= 1980 && decoding.modelYear < 2040)
      }),
    )
  })
})

describe('facts of a decoding', () => {
  test('have attributes of the vocabulary with their units, the model year among them', () => {
    const facts = vpicFacts(vpic.decode('1HGCV1F31MA000001'))
    for (const { attribute, unit } of facts) assert.equal(getAttribute(attribute).unit, unit)
    assert.deepEqual(
      facts.filter(({ attribute }) => ['year', 'displacement_l'].includes(attribute)),
      [
        { attribute: 'year', value: 2021, unit: null },
        { attribute: 'displacement_l', value: 1.5, unit: 'L' },
      ],
    )
  })

  test('are none when the check digit is wrong', () => {
    assert.deepEqual(vpicFacts(vpic.decode('1HGCM82634A004352')), [])
  })
})

describe('models and trims', () => {
  test('are found by any spelling of their names', () => {
    assert.ok(vpic.hasModel(2022, 'ford', 'f150'))
    assert.ok(vpic.hasModel(2022, 'Honda', 'CR V'))
    assert.ok(!vpic.hasModel(1990, 'Honda', 'Prologue'))
    assert.ok(!vpic.hasModel(2022, 'Honda', 'Silverado'))
  })

  test('are listed by model and year', () => {
    assert.ok(vpic.listTrims('Honda', 'Prologue', 2026).includes('EX-L'))
    assert.deepEqual(vpic.listTrims('Honda', 'Prologue', 2020), [])
    assert.deepEqual(vpic.listTrims('Nobody', 'Nothing'), [])
  })
})
