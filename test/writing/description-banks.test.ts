import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openings, sections } from '../../src/writing/description/banks.ts'
import { countForms, createPicker, realize, type SlotLookup } from '../../src/writing/phrase/index.ts'
import banned from '../../src/writing/phrase-bank/banned-words.json' with { type: 'json' }

const references = ['subject', 'model', 'car', 'usedBody', 'name', 'full']
/** Every slot that can stand alone in a section, so that no single fact leaves the composer speechless. */
const claims: Record<string, string[]> = {
  figures: ['price', 'mileage', 'msrp'],
  power: ['engine', 'transmission', 'drive', 'fuelBurned', 'fuelKind', 'fuelRaw'],
  economy: ['cityMpg', 'highwayMpg', 'range'],
  looks: ['exterior', 'body', 'bodyRaw', 'doors'],
  cabin: ['interior', 'seats'],
  origin: ['plant'],
  equipment: ['features'],
  closing: ['stock', 'vin', 'phone'],
}
const entries = [...openings, ...sections].flatMap(([group, list]) => list.map((entry) => ({ group, entry })))
const everything: SlotLookup = (slot) => ({ wordings: [`«${slot}»`], facts: [], reference: true })

/** Readings of an entry with every slot filled by its name. */
function readingsOf(template: (typeof entries)[number]['entry']['template']): string[] {
  const picks = Array.from({ length: 25 }, (_, index) =>
    realize(template, everything, createPicker(`${index}`)),
  )
  return picks.map((phrase) => phrase?.text ?? '')
}

describe('the description banks', () => {
  test('have a sentence in every tone for each fact that stands alone', () => {
    for (const [section, slots] of Object.entries(claims)) {
      for (const slot of slots) {
        const lookup: SlotLookup = (name) =>
          name === slot || references.includes(name)
            ? { wordings: [`«${name}»`], facts: [], reference: name !== slot }
            : undefined
        const usable = (sections.get(section) ?? []).filter(
          ({ template, tones }) =>
            !tones && realize(template, lookup, createPicker('alone'))?.text.includes(`«${slot}»`),
        )
        const either = (sections.get(section) ?? []).filter(
          ({ slots: names, tones }) => !tones && names.includes(slot),
        )
        assert.ok(
          usable.length >= 1 || either.some(({ template }) => readsAlone(template, slot, lookup)),
          `${section}: {${slot}}`,
        )
      }
    }
  })

  test('have at least 120 opening forms in each tone', () => {
    const plain = [...openings.values()].flat().filter(({ tones }) => !tones)
    assert.ok(plain.reduce((sum, { template }) => sum + countForms(template), 0) >= 120)
    assert.ok(plain.length >= 60, `${plain.length} templates`)
  })

  test('are written without a capital, without a full stop, and with their spaces in order', () => {
    for (const { group, entry } of entries) {
      for (const reading of readingsOf(entry.template)) {
        assert.match(reading, /^(?:[a-z«]|EPA|VIN|MSRP)/, `${group}: ${reading}`)
        assert.doesNotMatch(reading, /\.$| {2}| [,.;:]|,,|[[\]{}|]/, `${group}: ${reading}`)
      }
    }
  })

  test('hold no banned word, no passive, no figure, and no word of praise', () => {
    const words = Object.values(banned)
      .flat()
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const pattern = new RegExp(`(?<![\\p{L}-])(?:${words.join('|')})(?![\\p{L}-])`, 'iu')
    for (const { group, entry } of entries) {
      for (const reading of readingsOf(entry.template)) {
        assert.doesNotMatch(reading, pattern, `${group}: ${reading}`)
        assert.doesNotMatch(
          reading,
          /\b(?:is|are|was|were|been|being) (?:\w+ly )?\w{2,}(?:ed|wn)\b/,
          `${group}: ${reading}`,
        )
        assert.doesNotMatch(reading, /\d|!/, `${group}: ${reading}`)
      }
    }
  })

  test('name EPA-estimated before every figure of fuel economy and range', () => {
    for (const { group, entry } of entries) {
      for (const reading of readingsOf(entry.template)) {
        const figure = /«(?:cityMpg|highwayMpg|range)»/.exec(reading)
        if (figure) assert.match(reading.slice(0, figure.index), /EPA-estimated/, `${group}: ${reading}`)
      }
    }
  })
})

function readsAlone(
  template: (typeof entries)[number]['entry']['template'],
  slot: string,
  lookup: SlotLookup,
): boolean {
  return Array.from({ length: 25 }, (_, index) => realize(template, lookup, createPicker(`${index}`))).some(
    (phrase) => phrase?.text.includes(`«${slot}»`),
  )
}
