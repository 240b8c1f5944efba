import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { keySubject, keysOverlap, matchesKey, parseKey } from '../../src/knowledge/vpic/key-pattern.ts'

const subject = keySubject('1HGCV1F31MA000001')

test('keys are held against positions 4-8, a bar, and 10-17', () => {
  assert.equal(subject, 'CV1F3|MA000001')
})

test('a key matches by literals, any, digits and sets, and says nothing of what follows it', () => {
  for (const key of [
    'CV1F3',
    'C',
    '',
    '*V',
    'C[T-W]1',
    '[ABC]',
    'C[0-9V]',
    '**#',
    '*****|*A',
    'CV1F3|MA000001',
  ]) {
    assert.ok(matchesKey(key, subject), key)
  }
  for (const key of ['D', 'CV2', '*#', '[ABD]', 'C[W-Z]', '*****|*B', '*****|N', 'CV1F3|MA0000012']) {
    assert.ok(!matchesKey(key, subject), key)
  }
})

test('a set without its closing bracket reaches to the end of the key', () => {
  assert.ok(matchesKey('[BCD', subject))
  assert.ok(!matchesKey('[BD', subject))
})

test('matching with and without the parsed form agree', () => {
  const element = fc.constantFrom('C', 'V', '1', '*', '#', 'Z')
  fc.assert(
    fc.property(fc.array(element, { maxLength: 5 }), (elements) => {
      const key = elements.join('')
      const parsed = parseKey(key).every((set, position) => !set || set.has(subject.charAt(position)))
      assert.equal(matchesKey(key, subject), parsed)
    }),
  )
})

test('two keys overlap when some VIN matches both', () => {
  assert.ok(keysOverlap(parseKey('C*1'), parseKey('*V')))
  assert.ok(keysOverlap(parseKey('[A-D]'), parseKey('[D-F]')))
  assert.ok(!keysOverlap(parseKey('[A-C]'), parseKey('[D-F]')))
  assert.ok(!keysOverlap(parseKey('*****|*A'), parseKey('*****|*B')))
})
