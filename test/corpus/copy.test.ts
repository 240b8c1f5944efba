// The verifier on whole texts as people write them, and on the same with a figure of the other vehicle. Prints its figures.

import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { type Claim, type PreparedFacts, prepareFacts, verify } from '#grounding/index.ts'
import { type Copy, copyIn } from './copy.ts'

/** True texts with a false alarm, at most: where it stands. */
const flaggedMax = 30

const read = copyIn('copy')

const flaggedIn = ({ text, facts }: Copy) =>
  verify(text, prepareFacts(facts)).filter((claim) => claim.status !== 'supported')

const flagged = read.flatMap((copy) => {
  const claims = flaggedIn(copy)
  return claims.length === 0 ? [] : [{ ...copy, claims }]
})

const vehiclesOf = (facts: readonly Fact[]): string[] => [
  ...new Set(facts.map(({ subject }) => subject).filter((name) => /^(vehicle|model):/.test(name))),
]

const inCommas = (value: number): string => value.toLocaleString('en-US')

/** What the other of two vehicles has of what the claim says, in the claim's words; undefined where both have the same. */
function exchanged(claim: Claim, facts: readonly Fact[]): string | undefined {
  const own = facts.find(({ id }) => id === claim.factIds[0])
  if (typeof own?.value !== 'number' || own.attribute === 'year' || !/^(vehicle|model):/.test(own.subject))
    return undefined
  const alike = facts.filter(({ attribute }) => attribute === own.attribute)
  const other = alike.find(({ subject, value }) => subject !== own.subject && value !== own.value)
  if (typeof other?.value !== 'number') return undefined
  const shown = [inCommas(own.value), String(own.value)].find((words) => claim.text.includes(words))
  if (shown === undefined || /\d\.\d/.test(claim.text)) return undefined
  return claim.text.replace(shown, shown.includes(',') ? inCommas(other.value) : String(other.value))
}

/** Whether the text with other words in the place of a claim is still held to be true there. */
function passes(text: string, claim: Claim, words: string, p: PreparedFacts): boolean {
  const changed = text.slice(0, claim.start) + words + text.slice(claim.end)
  return verify(changed, p).every(
    ({ status, start, end }) =>
      status === 'supported' || start >= claim.start + words.length || end <= claim.start,
  )
}

/** Each figure of a text of two vehicles exchanged for that of the other. */
function exchanges({ text, facts }: Copy): { words: string; passes: boolean }[] {
  if (vehiclesOf(facts).length !== 2) return []
  const p = prepareFacts(facts)
  return verify(text, p).flatMap((claim) => {
    const words = claim.status === 'supported' ? exchanged(claim, facts) : undefined
    return words === undefined ? [] : [{ words, passes: passes(text, claim, words, p) }]
  })
}

after(() => {
  const claims = flagged.reduce((sum, one) => sum + one.claims.length, 0)
  console.log(`copy: ${flagged.length} of ${read.length} true texts with a false alarm, ${claims} claims`)
})

describe('the verifier on texts as people write them', () => {
  it('has at least 500 of them, each of its own facts', () => {
    assert.ok(read.length >= 500, String(read.length))
    assert.equal(new Set(read.map(({ text }) => text)).size, read.length)
  })

  it('finds something to hold in each of them', () => {
    for (const { writer, place, text, facts } of read)
      assert.ok(verify(text, prepareFacts(facts)).length > 5, `${writer} ${place}`)
  })

  it('finds at least 98 % of the figures that are exchanged between two vehicles', () => {
    const tried = read.flatMap((copy) =>
      exchanges(copy).map((one) => ({ ...one, of: `${copy.writer} ${copy.place}` })),
    )
    const missed = tried.filter((one) => one.passes)
    console.log(`copy: ${tried.length - missed.length} of ${tried.length} exchanged figures found`)
    assert.ok(tried.length > 800, String(tried.length))
    const lines = missed.map(({ of, words }) => `${of}: ${words}`)
    assert.ok(missed.length <= 0.02 * tried.length, lines.join('\n'))
  })

  it(`raises a false alarm on at most ${flaggedMax}`, () => {
    const lines = flagged.map(
      ({ writer, place, claims }) => `${writer} ${place}: ${claims.map((claim) => claim.text).join(' | ')}`,
    )
    assert.ok(flagged.length <= flaggedMax, lines.join('\n'))
  })
})
