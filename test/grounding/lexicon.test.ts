import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { verify } from '#grounding/index.ts'
import { fact } from './facts.ts'

type Entry = { id: string; phrases: string[]; implies?: string[]; parts?: string[]; distinct?: boolean }

const folder = new URL('../../src/grounding/lexicon/', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const features = readdirSync(new URL('features/', folder)).flatMap(
  (name) => read(`features/${name}`) as Entry[],
)
const others = [
  'assertions',
  'body',
  'condition',
  'drivetrain',
  'engine',
  'fuel',
  'superlatives',
  'transmission',
]

/** One wording of a pattern: the first of each choice. */
function oneOf(pattern: string, macros: Record<string, string>): string {
  let text = pattern.replace(/\{(\w+)\}/g, (_, name: string) => macros[name] ?? '')
  while (/\([^()]*\)/.test(text))
    text = text.replace(/\(([^()]*)\)/, (_, inner: string) => inner.split('|')[0] ?? '')
  return text.replace(/ +/g, ' ').trim()
}

describe('grounding lexicon', () => {
  it('knows at least 220 pieces of equipment', () => {
    assert.ok(features.length >= 220, String(features.length))
    assert.equal(new Set(features.map(({ id }) => id)).size, features.length)
  })

  for (const [name, entries] of [
    ['features', features] as const,
    ...others.map((one) => [one, read(`${one}.json`) as Entry[]] as const),
  ])
    it(`${name}: implies and consists of entries that exist`, () => {
      const ids = new Set(entries.map(({ id }) => id))
      for (const entry of entries)
        for (const id of [...(entry.implies ?? []), ...(entry.parts ?? [])])
          assert.ok(ids.has(id), `${entry.id}: ${id}`)
    })

  it('recognises every piece of equipment: carried by its own words, unsupported without a fact', () => {
    const macros = read('macros.json') as Record<string, string>
    for (const { id, phrases } of features) {
      const words = oneOf(phrases[0]!, macros)
      const without = verify(`It has ${words} today.`, [])
      assert.ok(
        without.some((claim) => claim.kind !== 'number' && claim.status === 'unsupported'),
        `${id}: "${words}"`,
      )
      const claims = verify(`It has ${words} today.`, [fact('vehicle:A', 'feature', words)])
      assert.deepEqual(
        claims.filter((claim) => claim.status !== 'supported').map((claim) => claim.text),
        [],
        `${id}: "${words}"`,
      )
    }
  })
})
