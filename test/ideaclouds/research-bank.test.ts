import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { intentKeys } from '#ideaclouds/research/index.ts'
import intentData from '../../src/ideaclouds/research/bank/intents.json' with { type: 'json' }

const folder = new URL('../../src/ideaclouds/research/bank/questions/', import.meta.url)
const files = readdirSync(folder).map((name) => ({
  name,
  sets: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string[]>,
}))

const little = new Set(
  'a an the and or of for to in on at by from with into is are was be do does did can could will would should may has have had not what which who when where why how if than then that this there you your it its they their much many more most long often far get come take need use make car cars vehicle vehicles up out off during before after'.split(
    ' ',
  ),
)

/** What a template asks without its names. */
function contentOf(template: string): string {
  const words = template
    .replace(/^\[[^\]]*\] /, '')
    .replace(/\{([^}|]*)\|[^}]*\}/g, '$1')
    .replace(/\{[^}]*\}/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && !little.has(word))
    .map((word) => word.replace(/ies$/, 'y').replace(/(?:ing|ed|es|s|e)$/, ''))
  return [...new Set(words)].sort().join(' ')
}

describe('the question bank', () => {
  it('has an entry with a label and triggers for every intent, and for no other', () => {
    assert.deepEqual(
      intentData.intents.map((entry) => entry.key),
      [...intentKeys],
    )
    for (const { label, triggers, near } of intentData.intents) {
      assert.ok(label.length > 0 && triggers.length > 0)
      for (const key of near) assert.ok((intentKeys as readonly string[]).includes(key), key)
    }
    for (const [name, plan] of Object.entries(intentData.plans))
      assert.deepEqual(plan.split(' ').toSorted(), [...intentKeys].toSorted(), name)
  })

  it('asks nothing twice within a set, whatever the order of the words', () => {
    const sets = Map.groupBy(files, ({ name }) => (name.startsWith('vehicle-') ? 'vehicle' : name))
    for (const [name, parts] of sets) {
      const templates = parts.flatMap(({ sets }) => Object.values(sets).flat())
      const seen = new Map<string, string>()
      for (const template of templates) {
        const content = contentOf(template)
        assert.equal(seen.get(content), undefined, `${name}: "${template}" and "${seen.get(content)}"`)
        seen.set(content, template)
      }
    }
  })

  it('presupposes no figure: no template holds a number but those of a name or a measure', () => {
    const allowed = /60 mph|12-volt|E85|100 percent|100 miles|Level 2|zero-percent/
    for (const { name, sets } of files)
      for (const template of Object.values(sets).flat())
        assert.doesNotMatch(
          template.replace(allowed, '').replace(/\{[^}]*\}|^\[[^\]]*\]/g, ''),
          /\d/,
          `${name}: ${template}`,
        )
  })

  it('knows at least seven questions for every intent of a vehicle', () => {
    const vehicle = files.filter(({ name }) => name.startsWith('vehicle-')).map(({ sets }) => sets)
    for (const key of intentKeys) {
      const count = vehicle.reduce((sum, sets) => sum + (sets[key]?.length ?? 0), 0)
      assert.ok(count >= 7, `${key}: ${count}`)
    }
  })
})
