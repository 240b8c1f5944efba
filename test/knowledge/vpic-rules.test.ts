import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decodePattern } from '../../src/knowledge/vpic/decode.ts'
import type { Maker, PatternRow, PatternStore } from '../../src/knowledge/vpic/pattern-store.ts'
import {
  placeName,
  singleName,
  tradeModel,
  tradeSeries,
  tradeTrim,
} from '../../src/knowledge/vpic/trade-names.ts'
import { possibleModelYears } from '../../src/knowledge/vpic/vin-structure.ts'
import { element } from '../../src/knowledge/vpic/vpic-elements.ts'

const vin = '1HGCV1F31MA000001'

function pattern(elementId: number, text: string, more: Partial<PatternRow> = {}): PatternRow {
  return { element: elementId, keys: 'CV1', text, make: null, yearFrom: 2020, changed: 1, ...more }
}

/** A store with one maker, whose patterns all match. */
function storeOf(patternsByYear: { [year: number]: PatternRow[] }, maker: Partial<Maker> = {}): PatternStore {
  const nothing = () => []
  return {
    lastYear: 2027,
    findMaker: () => ({ positionSevenTellsCycle: true, make: 'Honda', readsSerial: false, ...maker }),
    listMatches: (_wmi, year) => patternsByYear[year],
    listEngineValues: (name) => (name === 'K20' ? [{ element: element.cylinders, text: '4' }] : []),
    listModels: nothing,
    listModelKeys: nothing,
    listTrimKeys: nothing,
    close: nothing,
  }
}

const trimOf = (...patterns: PatternRow[]) => decodePattern(storeOf({ 2021: patterns }), vin).values.trim

describe('of several patterns for one element', () => {
  test('the one of the newest schema wins, however old its last change', () => {
    const newest = pattern(element.trim, 'EX', { yearFrom: 2021, changed: 1 })
    const older = pattern(element.trim, 'LX', { yearFrom: 2019, changed: 9, keys: 'CV1F3' })
    assert.equal(trimOf(newest, older), 'EX')
    assert.equal(trimOf(older, newest), 'EX')
  })

  test('within a schema year the one changed last wins, then the more specific', () => {
    const changed = pattern(element.trim, 'EX', { changed: 2 })
    const specific = pattern(element.trim, 'LX', { changed: 1, keys: 'CV1F3' })
    const vague = pattern(element.trim, 'DX', { changed: 1, keys: '*V' })
    assert.equal(trimOf(changed, specific, vague), 'EX')
    assert.equal(trimOf(vague, specific), 'LX')
    assert.equal(trimOf(specific, vague), 'LX')
  })
})

test('an engine by name tells what no pattern says, and never overrules one', () => {
  const engine = pattern(element.engineModel, 'K20')
  const cylinders = pattern(element.cylinders, '3')
  assert.equal(decodePattern(storeOf({ 2021: [engine] }), vin).values.cylinders, 4)
  assert.equal(decodePattern(storeOf({ 2021: [engine, cylinders] }), vin).values.cylinders, 3)
})

test('an electric motor has no cylinders and no displacement, whatever a pattern says', () => {
  const rows = [
    pattern(element.fuelPrimary, 'Electric'),
    pattern(element.cylinders, '4'),
    pattern(element.displacementL, '2.0'),
  ]
  assert.deepEqual(decodePattern(storeOf({ 2021: rows }), vin).values, {
    make: 'Honda',
    fuel_type: 'Electric',
  })
})

test('displacement is litres with one decimal, from litres or cubic centimetres', () => {
  const litres = (...rows: PatternRow[]) => decodePattern(storeOf({ 2021: rows }), vin).values.displacement_l
  assert.equal(litres(pattern(element.displacementCc, '1498')), 1.5)
  assert.equal(litres(pattern(element.displacementL, '2.998832712')), 3)
  assert.equal(litres(pattern(element.displacementL, '3.5'), pattern(element.displacementCc, '3471')), 3.5)
  assert.equal(litres(pattern(element.displacementL, 'TBD')), undefined)
  assert.equal(litres(pattern(element.displacementCc, '0')), undefined)
})

test('a rating that reaches over several weight classes is no rating class', () => {
  const rows = [pattern(element.gvwr, 'Class 1'), pattern(element.gvwrTo, 'Class 2')]
  assert.equal('gvwr' in decodePattern(storeOf({ 2021: rows }), vin).values, false)
  assert.equal(decodePattern(storeOf({ 2021: rows.slice(0, 1) }), vin).values.gvwr, 'Class 1')
})

describe('the model year', () => {
  test('is that of the cycle which position 7 tells, and never after the newest schema', () => {
    assert.deepEqual(possibleModelYears('1HGCV1F31AA000001', 2027), [2010, 1980])
    assert.deepEqual(possibleModelYears('1HGCV1231AA000001', 2027), [1980, 2010])
    assert.deepEqual(possibleModelYears('1HGCV1F313A000001', 2027), [2003])
    assert.deepEqual(possibleModelYears('1HGCV1F310A000001', 2027), [])
    assert.deepEqual(possibleModelYears('1HGCV1F31ZA000001', 2027), [])
  })

  test('of a car without a schema in that cycle is that of the other', () => {
    assert.equal(decodePattern(storeOf({ 1991: [pattern(element.trim, 'LX')] }), vin).modelYear, 1991)
    assert.equal(decodePattern(storeOf({}), vin).modelYear, 2021)
  })

  test('of a heavy truck is that in which its VIN means a model', () => {
    const model = pattern(element.model, 'F-350', { make: 'Ford' })
    const others = [pattern(element.trim, 'XL'), pattern(element.cylinders, '8')]
    const heavy = { positionSevenTellsCycle: false }
    assert.equal(decodePattern(storeOf({ 1991: [model], 2021: others }, heavy), vin).modelYear, 1991)
    const digitInSeven = '1HGCV1231MA000001'
    assert.equal(
      decodePattern(storeOf({ 1991: [model], 2021: [model] }, heavy), digitInSeven).modelYear,
      2021,
    )
  })
})

describe('names of the trade', () => {
  test('stand for one thing, or are left out', () => {
    for (const text of ['EX, EX-L', 'Fleet/Base', 'SE or SEL', 'SE w/ Package', 'TBD', '', ' '.repeat(3)]) {
      assert.equal(singleName(text), undefined, text)
    }
    assert.equal(singleName(' EX-L '), 'EX-L')
  })

  test('are no cabs, roofs, drives, abbreviations or the model again', () => {
    for (const text of [
      'SuperCrew',
      'Crew Cab',
      'High Roof',
      'xDrive',
      'quattro Premium',
      'LE HV',
      'Mazda3',
    ]) {
      assert.equal(tradeTrim(text, 'Mazda3'), undefined, text)
    }
    assert.equal(tradeTrim('TOURING', 'Civic'), 'Touring')
    assert.equal(tradeTrim('Sport Touring', 'Civic'), 'Sport Touring')
  })

  test('of a series are no internal codes', () => {
    for (const text of ['AGT20L', '70 Series', 'Type 992']) assert.equal(tradeSeries(text), undefined, text)
    assert.equal(tradeSeries('3-Series'), '3 Series')
    assert.equal(tradeSeries('2500'), '2500')
  })

  test('of makes and models are those of names/makes.json, else as vPIC has them', () => {
    assert.deepEqual(tradeModel('RIVIAN', 'R1S'), { make: 'Rivian', model: 'R1S' })
    assert.deepEqual(tradeModel('Toyota', 'Scion tC'), { make: 'Scion', model: 'tC' })
    assert.deepEqual(tradeModel('Toyota', 'Prius Prime (PHEV)'), { make: 'Toyota', model: 'Prius Prime' })
    assert.deepEqual(tradeModel('Kenworth', 'T680'), { make: 'Kenworth', model: 'T680' })
  })

  test('of places have capitals and no brackets', () => {
    assert.equal(placeName('UNITED STATES (USA)'), 'United States')
    assert.equal(placeName("COEUR D'ALENE"), "Coeur D'alene")
    assert.equal(placeName('LANSING - GRAND RIVER'), 'Lansing - Grand River')
    assert.equal(placeName('FLINT/PONTIAC'), undefined)
  })
})
