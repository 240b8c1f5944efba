// What a person says of an event is carried as it stands: its name and place as written, its days and times by value.
// Nothing in those words carries anything else.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { crv } from './facts.ts'

const source = { kind: 'site', title: 'Event', url: null, retrievedAt: '2026-03-01T00:00:00Z' } as const

function event(values: Record<string, string>): Fact[] {
  return Object.entries(values).map(([attribute, value]) => ({
    id: attribute,
    subject: 'event:1',
    attribute,
    value,
    unit: null,
    source,
  }))
}

const spring = event({
  event_name: 'Spring Clearance Sale',
  event_category: 'New Model Launch',
  event_start: '2026-04-01T09:00',
  event_end: '2026-04-07T21:30',
  event_location: '315 W Jericho Tpke, Huntington, NY 11743',
  event_description: 'Lowest prices in town. Free oil changes for life. Heated seats in every car.',
})

const statuses = (text: string, facts: readonly Fact[] = spring) =>
  verify(text, facts).map((claim) => `${claim.status} ${claim.text}`)

test('days and times of an event are carried by value, however they are written', () => {
  for (const time of ['9:00 AM', '9 AM', '9am', '9 a.m', '09:00']) {
    assert.deepEqual(statuses(`It begins on Wednesday, April 1, 2026 at ${time}.`), [
      'supported April 1, 2026',
      `supported ${time}`,
    ])
  }
  assert.deepEqual(statuses('It ends on April 7 at 9:30 PM.'), ['supported April 7', 'supported 9:30 PM'])
  assert.deepEqual(statuses('It ends on April 8 at 9:30 AM, not at 12:30 AM.'), [
    'contradicted April 8',
    'contradicted 9:30 AM',
    'contradicted 12:30 AM',
  ])
})

test('a time of day without a fact is not supported', () => {
  assert.deepEqual(statuses('We are open until 9 PM.', crv), ['unsupported 9 PM'])
})

test('noon and midnight are read as such', () => {
  const noon = event({ event_start: '2026-04-01T12:00', event_end: '2026-04-02T00:00' })
  assert.deepEqual(statuses('From 12:00 PM to 12:00 AM.', noon), ['supported 12:00 PM', 'supported 12:00 AM'])
})

test('the name and the place are carried whole and as written, their parts are not', () => {
  assert.deepEqual(
    statuses('Come to the Spring Clearance Sale at 315 W Jericho Tpke, Huntington, NY 11743.'),
    ['supported Spring Clearance Sale', 'supported 315 W Jericho Tpke, Huntington, NY 11743'],
  )
  for (const text of [
    'We hold a clearance.',
    'It is a SPRING CLEARANCE SALE.',
    'The dealership is located in Huntington.',
    'You find us at 315 W Jericho Tpke.',
  ]) {
    const found = verify(text, spring)
    assert.ok(found.length > 0 && found.every(({ status }) => status !== 'supported'), text)
  }
})

test('the kind of event is carried in any case', () => {
  assert.deepEqual(statuses('It is a new model launch.'), ['supported new model launch'])
})

test('nothing in the description carries a claim', () => {
  for (const text of [
    'We have the lowest prices.',
    'Free oil changes are included.',
    'It has heated seats.',
  ]) {
    const found = verify(text, spring)
    assert.ok(found.length > 0 && found.every(({ status }) => status !== 'supported'), text)
  }
})

test('a name made of claims carries none of them alone', () => {
  const loud = event({ event_name: 'Lowest Prices in Town, Guaranteed: 2026 Ford F-150 with 700 hp' })
  assert.deepEqual(statuses('Lowest Prices in Town, Guaranteed: 2026 Ford F-150 with 700 hp', loud), [
    'supported Lowest Prices in Town, Guaranteed: 2026 Ford F-150 with 700 hp',
  ])
  const found = verify('We have the lowest prices in town, guaranteed, on the Ford F-150 with 700 hp.', loud)
  assert.ok(found.length > 3 && found.every(({ status }) => status !== 'supported'))
})
