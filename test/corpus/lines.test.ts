// The verifier on short texts that tell one thing in many ways. Prints its figures.

import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { type Claim, prepareFacts, verify } from '#grounding/index.ts'
import { linesByWriter, type Told } from './lines.ts'

/** By writer: true texts with a false alarm, at most, and errors that are missed, at most: where it stands. */
const bars: Record<string, { flagged: number; missed: number }> = {
  'colors-of-two': { flagged: 10, missed: 39 },
  'counts-and-conditions': { flagged: 33, missed: 50 },
  gears: { flagged: 25, missed: 30 },
  miles: { flagged: 12, missed: 38 },
  playful: { flagged: 50, missed: 40 },
  seats: { flagged: 14, missed: 97 },
}

const writers = linesByWriter()

const flaggedIn = (text: string, facts: Told['facts']): Claim[] =>
  verify(text, prepareFacts(facts)).filter(({ status }) => status !== 'supported')

const measured = [...writers].map(([writer, told]) => {
  const flagged = told.filter(({ text, facts }) => flaggedIn(text, facts).length > 0)
  const missed = told.flatMap(({ facts, faults }) =>
    faults.filter(
      ({ text, start, end }) =>
        !flaggedIn(text, facts).some((claim) => claim.start < end && claim.end > start),
    ),
  )
  const faults = told.reduce((sum, one) => sum + one.faults.length, 0)
  return { writer, told, flagged, missed, faults }
})

after(() => {
  for (const { writer, told, flagged, missed, faults } of measured)
    console.log(
      `lines, ${writer}: ${flagged.length} of ${told.length} true texts with a false alarm, ` +
        `${faults - missed.length} of ${faults} errors found`,
    )
})

describe('the verifier on short texts of one thing', () => {
  for (const { writer, flagged, missed } of measured) {
    it(`raises no more false alarms on ${writer} than it did`, () => {
      const lines = flagged.map(
        ({ line, text, facts }) =>
          `${line}: ${flaggedIn(text, facts)
            .map((one) => one.text)
            .join(' | ')} in ${text}`,
      )
      assert.ok(flagged.length <= bars[writer]!.flagged, lines.join('\n'))
    })
    it(`misses no more errors on ${writer} than it did`, () => {
      const lines = missed.map(
        ({ kind, text, start, end }) => `${kind}: "${text.slice(start, end)}" in ${text}`,
      )
      assert.ok(missed.length <= bars[writer]!.missed, lines.join('\n'))
    })
  }
})
