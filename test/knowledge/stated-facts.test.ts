import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'
import { hashFacts, statedFacts } from '#knowledge/index.ts'

const fact = (id: string, value: Fact['value'], kind: Fact['source']['kind'] = 'feed'): Fact => ({
  id,
  subject: 'vehicle:A',
  attribute: 'price',
  value,
  unit: 'USD',
  source: { kind, title: kind, url: null, retrievedAt: `2026-01-0${id}T00:00:00.000Z` },
})

const claim = (...factIds: string[]): Claim => ({
  text: 'x',
  start: 0,
  end: 1,
  kind: 'price',
  status: 'supported',
  factIds,
})

test('a fact that two sources say, or several claims rest on, is stated once', () => {
  const facts = [fact('1', 100), fact('2', 100, 'vpic'), fact('3', 200)]
  assert.deepEqual(statedFacts([claim('1', '2'), claim('1', '3')], facts), [
    { subject: 'vehicle:A', attribute: 'price', value: 100, claims: [0, 1] },
    { subject: 'vehicle:A', attribute: 'price', value: 200, claims: [1] },
  ])
})

test('a claim that also rests on what is no fact of the ledger is not watched', () => {
  assert.deepEqual(statedFacts([claim('1', '9')], [fact('1', 100)]), [])
})

test('texts that rest on the same facts have the same hash, whatever the order, the source and the time', () => {
  const one = hashFacts([claim('1'), claim('3')], [fact('1', 100), fact('3', 200)])
  const other = hashFacts([claim('2', '4')], [fact('4', 200), fact('2', 100, 'vpic'), fact('5', 300)])
  assert.deepEqual(one, other)
  assert.notDeepEqual(one, hashFacts([claim('1'), claim('3')], [fact('1', 101), fact('3', 200)]))
})
