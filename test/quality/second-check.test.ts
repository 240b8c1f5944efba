import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { falsified, lies, truthful } from './fixtures/texts.ts'
import { mutations } from './mutate.ts'
import { countCarried, secondCheck } from './second-check.ts'
import features from './words/features.json' with { type: 'json' }
import makes from './words/makes.json' with { type: 'json' }

test('at most 2 % of hand-written true descriptions raise a false alarm', () => {
  const alarms = truthful.filter(({ text, facts }) => secondCheck(text, facts).length > 0)
  assert.ok(truthful.length >= 40)
  assert.ok(
    alarms.length / truthful.length <= 0.02,
    alarms.map(({ text, facts }) => JSON.stringify(secondCheck(text, facts))).join('\n'),
  )
})

test('at least 98 % of hand-made false changes are found, at the changed words', () => {
  const missed = falsified.filter(({ text, facts, put }) => {
    const at = text.indexOf(put)
    return !secondCheck(text, facts).some((f) => f.start < at + put.length && at < f.start + f.text.length)
  })
  assert.ok(falsified.length >= 60)
  assert.ok(
    missed.length / falsified.length <= 0.02,
    missed.map(({ kind, put }) => `${kind}: ${put}`).join('\n'),
  )
})

test('at least 98 % of made single changes are found', () => {
  const changed = truthful.flatMap(({ text, facts }, k) =>
    mutations(text, facts, k).map((m) => ({ ...m, facts })),
  )
  const missed = changed.filter(({ text, facts }) => secondCheck(text, facts).length === 0)
  assert.ok(changed.length >= 120, String(changed.length))
  assert.ok(
    missed.length / changed.length <= 0.02,
    missed.map((m) => `${m.kind}: ${m.before} -> ${m.after}`).join('\n'),
  )
})

test('with plain words only, claims in words that no list foresees are found too', () => {
  const missed = lies.filter(({ text, facts, lie }) => {
    const findings = secondCheck(text, facts, { plainWordsOnly: true })
    return !findings.some(({ start }) => start >= text.length - lie.length)
  })
  assert.ok(lies.length >= 90)
  assert.ok(missed.length / lies.length <= 0.02, missed.map(({ lie }) => lie).join('\n'))
})

test('a name that stands neither in the facts nor in a list is a finding', () => {
  for (const { text, facts } of truthful) {
    const findings = secondCheck(`${text}\n\nYou also get Zephyrline with it.`, facts)
    assert.deepEqual(
      findings.filter(({ reason }) => reason === 'name that no fact has').map((finding) => finding.text),
      ['Zephyrline'],
    )
  }
})

test('a made change alters the text in one place and to nothing that a fact says', () => {
  for (const [k, { text, facts }] of truthful.entries()) {
    for (const { text: changed, before, after, start } of mutations(text, facts, k)) {
      assert.equal(changed.slice(0, start) + before + changed.slice(start + after.length), text)
      assert.ok(!facts.some(({ value }) => String(value).toLowerCase() === after.toLowerCase()), after)
    }
  }
})

test('with no facts, every claim of a description is a finding', () => {
  for (const { text } of truthful) assert.ok(secondCheck(text, []).length >= 3, text)
})

test('a finding names the words where they stand', () => {
  for (const { text, facts } of falsified) {
    for (const finding of secondCheck(text, facts)) {
      assert.equal(text.slice(finding.start, finding.start + finding.text.length), finding.text)
    }
  }
})

test('the facts that a description carries are counted once each', () => {
  const { text, facts } = truthful[0]!
  const carried = countCarried(text, facts)
  assert.ok(carried >= 18, String(carried))
  assert.equal(countCarried(`${text}\n\n${text}`, facts), carried)
  assert.equal(countCarried('A car.', facts), 0)
})

test('the word lists are as long as they must be', () => {
  assert.ok(features.length >= 250)
  assert.ok(makes.length >= 25)
})

test('the second check and what it imports know nothing of the product', () => {
  const folder = import.meta.dirname
  const mayImportProduct = new Set(['facts-of.ts', 'descriptions.test.ts'])
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !mayImportProduct.has(name) && name !== 'second-check.test.ts',
  )
  for (const name of files) {
    const source = readFileSync(`${folder}/${name}`, 'utf8')
    assert.doesNotMatch(source, /from '(?:#|(?:\.\.\/)+src\/)|facts-of|descriptions\.test/, name)
  }
})
