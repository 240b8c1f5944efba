// The verifier on whole texts as people write them, and on the same with a figure of the other vehicle. Prints its figures.

import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { type Claim, type PreparedFacts, prepareFacts, verify } from '#grounding/index.ts'
import { type Copy, copyIn } from './copy.ts'

/** True texts with a false alarm, at most: where it stands. */
const flaggedMax = 103

const read = copyIn('copy')

const flaggedIn = ({ text, facts }: Copy) =>
  verify(text, prepareFacts(facts)).filter((claim) => claim.status !== 'supported')

const flagged = read.flatMap((copy) => {
  const claims = flaggedIn(copy)
  return claims.length === 0 ? [] : [{ ...copy, claims }]
})

const isVehicle = (subject: string): boolean => /^(vehicle|model):/.test(subject)

const vehiclesOf = (facts: readonly Fact[]): string[] => [
  ...new Set(facts.map(({ subject }) => subject).filter(isVehicle)),
]

const inCommas = (value: number): string => value.toLocaleString('en-US')

/** The claim's words with another number in the place of the fact's; undefined where they round it or say it in words. */
function withNumber(claim: Claim, own: number, other: number): string | undefined {
  const shown = [inCommas(own), String(own)].find((words) => claim.text.includes(words))
  if (shown === undefined || /\d\.\d/.test(claim.text)) return undefined
  return claim.text.replace(shown, shown.includes(',') ? inCommas(other) : String(other))
}

/** A figure that is carried, with a number that makes it false; `make` says which. */
function falsified(
  { text, facts, writer, place }: Copy,
  make: (fact: Fact, value: number) => number | undefined,
): { of: string; passes: boolean }[] {
  const p = prepareFacts(facts)
  return verify(text, p).flatMap((claim) => {
    const own = claim.status === 'supported' ? facts.find(({ id }) => id === claim.factIds[0]) : undefined
    if (typeof own?.value !== 'number') return []
    const other = make(own, own.value)
    const words = other === undefined ? undefined : withNumber(claim, own.value, other)
    if (words === undefined) return []
    return [{ of: `${writer} ${place}: ${words} of ${claim.text}`, passes: passes(text, claim, words, p) }]
  })
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
const exchanged = (copy: Copy) =>
  vehiclesOf(copy.facts).length !== 2
    ? []
    : falsified(copy, ({ subject, attribute }, value) => {
        if (attribute === 'year' || !isVehicle(subject)) return undefined
        const other = copy.facts.find(
          (fact) => fact.attribute === attribute && fact.subject !== subject && fact.value !== value,
        )?.value
        return typeof other === 'number' ? other : undefined
      })

/** Each figure a little too high, where no fact has that number. */
const raised = (copy: Copy) =>
  falsified(copy, (_, value) => {
    const other = value < 10 ? value + 1 : value < 100 ? value + 7 : Math.round(value * 1.17)
    return copy.facts.some((fact) => fact.value === other) ? undefined : other
  })

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

  for (const [what, make, share] of [
    ['exchanged between two vehicles', exchanged, 0.98],
    ['raised', raised, 0.99],
  ] as const)
    it(`finds at least ${share * 100} % of the figures that are ${what}`, () => {
      const tried = read.flatMap(make)
      const missed = tried.filter((one) => one.passes)
      console.log(`copy: ${tried.length - missed.length} of ${tried.length} figures found that are ${what}`)
      assert.ok(tried.length > 800, String(tried.length))
      assert.ok(missed.length <= (1 - share) * tried.length, missed.map(({ of }) => of).join('\n'))
    })

  it(`raises a false alarm on at most ${flaggedMax}`, () => {
    const lines = flagged.map(
      ({ writer, place, claims }) => `${writer} ${place}: ${claims.map((claim) => claim.text).join(' | ')}`,
    )
    assert.ok(flagged.length <= flaggedMax, lines.join('\n'))
  })
})
