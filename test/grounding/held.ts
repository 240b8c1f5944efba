// Texts that facts carry whole, and texts of which something is not.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad } from './facts.ts'

export const flagged = (facts: readonly Fact[], text: string): string[] =>
  verify(text, facts)
    .filter(({ status }) => status !== 'supported')
    .map((claim) => claim.text)

/** Each text is carried whole. */
export const holds = (facts: readonly Fact[], texts: readonly string[]): void => {
  for (const text of texts)
    it(`is carried in "${text.replaceAll('\n', ' / ')}"`, () => {
      assert.deepEqual(bad(verify(text, facts)), [])
    })
}

/** Something of each text is not carried. */
export const fails = (facts: readonly Fact[], texts: readonly string[]): void => {
  for (const text of texts)
    it(`is wrong in "${text.replaceAll('\n', ' / ')}"`, () => {
      assert.notDeepEqual(bad(verify(text, facts)), [])
    })
}
