// Descriptions held against the verifier, which shares nothing with their writer but the facts.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verify } from '#grounding/index.ts'
import { composeDescription } from '../../src/writing/description/index.ts'
import { factsOf } from '../quality/facts-of.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'

const tones = ['friendly', 'professional', 'enthusiastic']

test('no claim of a description is without a fact: 400 vehicles, four wordings each', () => {
  let claims = 0
  for (const vehicle of generateVehicles({ seed: 77, count: 400 })) {
    const facts = factsOf(vehicle)
    for (const [at, tone] of [undefined, ...tones].entries()) {
      const seed = `${vehicle.vin}-${at}`
      const { markdown } = composeDescription(facts, { seed, ...(tone ? { voice: { tone } } : {}) })
      const judged = verify(markdown, facts)
      claims += judged.length
      assert.deepEqual(
        judged.filter(({ status }) => status !== 'supported'),
        [],
        markdown,
      )
    }
  }
  assert.ok(claims > 10_000, `${claims} claims were judged`)
})
