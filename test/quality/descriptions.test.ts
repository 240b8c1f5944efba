// The built-in writer measured on 500 vehicles: held by the product's verifier and by a second check that
// shares nothing with it, and compared text with text. Prints its figures.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { type PreparedFacts, prepareFacts, verify } from '#grounding/index.ts'
import { composeDescription } from '#writing/index.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'
import { factsOf } from './facts-of.ts'
import {
  distinct2Of,
  firstSentenceOf,
  gradeOf,
  mask,
  packageGradeOf,
  proseOf,
  sentenceReuseOf,
  sentencesOf,
  similarityOf,
  wordsOf,
} from './measures.ts'
import { type Mutation, mutations, swaps } from './mutate.ts'
import { secondCheck, traceOf } from './second-check.ts'

const count = 500
const seed = 2026

type Written = { vin: string; kind: string; facts: Fact[]; prepared: PreparedFacts; text: string }

const written: Written[] = generateVehicles({ seed, count }).map((vehicle) => {
  const facts = factsOf(vehicle)
  const kind = [vehicle.make, vehicle.model, vehicle.trim].join(' ')
  const text = composeDescription(facts, { seed: vehicle.vin }).markdown
  return { vin: vehicle.vin, kind, facts, prepared: prepareFacts(facts), text }
})
const verified = written.map(({ text, prepared }) => verify(text, prepared))
const traces = written.map(({ text, facts }) => traceOf(text, facts))
const texts = written.map(({ text }) => text)
const figures: [string, string, string][] = []

function figure(name: string, value: string, target: string): void {
  figures.push([name, value, target])
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function spread(values: number[], digits = 1): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return [Math.min(...values), mean, Math.max(...values)].map((value) => value.toFixed(digits)).join(' / ')
}

function show(k: number, words: string): string {
  const { vin, text } = written[k]!
  const at = text.indexOf(words)
  return `${vin}: "${words}" in …${text.slice(Math.max(0, at - 60), at + words.length + 40).replaceAll('\n', ' ')}…`
}

after(() => {
  const width = Math.max(...figures.map(([name]) => name.length))
  for (const [name, value, target] of figures)
    console.log(`${name.padEnd(width)}  ${value.padEnd(24)}  ${target}`)
})

test('500 vehicles with VINs of their own: at least 20 makes; new, used and certified; sparse and rich', () => {
  const values = (attribute: string) =>
    new Set(
      written.flatMap(({ facts }) =>
        facts.filter((fact) => fact.attribute === attribute).map(({ value }) => value),
      ),
    )
  assert.equal(values('vin').size, count)
  assert.ok(values('make').size >= 20)
  assert.deepEqual([...values('condition')].sort(), ['certified', 'new', 'used'])
  const features = written.map(({ facts }) => facts.filter(({ attribute }) => attribute === 'feature').length)
  assert.equal(Math.min(...features), 0)
  assert.ok(Math.max(...features) >= 12)
})

test('the verifier finds at least 6 claims in each description and supports them all', () => {
  const claims = verified.map((found) => found.length)
  const unsupported = verified.flatMap((found, k) =>
    found
      .filter(({ status }) => status !== 'supported')
      .map((claim) => `${claim.status} ${claim.kind} ${show(k, claim.text)}`),
  )
  figure('claims a text, least / mean / most', spread(claims), 'each at least 6')
  figure('claims not supported', String(unsupported.length), '0')
  assert.ok(Math.min(...claims) >= 6)
  assert.equal(unsupported.length, 0, unsupported.slice(0, 10).join('\n'))
})

test('the second check traces every number, name and listed word of each description to a fact', () => {
  const findings = traces.flatMap((trace, k) =>
    trace.findings.map(({ text, reason }) => `${reason}: ${show(k, text)}`),
  )
  const carried = traces.map((trace) => trace.carried.size)
  figure('findings of the second check', String(findings.length), '0')
  figure('facts carried, least / mean / most', spread(carried), 'each at least 6')
  assert.equal(findings.length, 0, findings.slice(0, 10).join('\n'))
  assert.ok(Math.min(...carried) >= 6)
})

test('each word of a description is carried by a fact or is a plain word that claims nothing', () => {
  const strange = written.flatMap(({ text, facts }) =>
    secondCheck(text, facts, { plainWordsOnly: true }).map((finding) => finding.text.toLowerCase()),
  )
  figure('words neither plain nor carried', String(strange.length), '0')
  const words = [...new Set(strange)].sort().join(', ')
  assert.equal(words, '', 'words of a new phrase: once looked at, they go into words/plain.json')
})

/** One change of each text, the kinds taken in turn; a kind that a text cannot have gives way to the next. */
function chooseChanges(): (Mutation & { k: number })[] {
  const kinds = ['number', 'trim', 'drive', 'colour', 'feature']
  return written.flatMap(({ text, facts }, k) => {
    const all = mutations(text, facts, seed + k)
    const order = [...kinds.slice(k % kinds.length), ...kinds.slice(0, k % kinds.length)]
    const chosen = order.flatMap((kind) => all.filter((mutation) => mutation.kind === kind))[0]
    return chosen ? [{ ...chosen, k }] : []
  })
}

test('of 500 single false changes the verifier flags at least 95 %, and the second check too', () => {
  const changes = chooseChanges()
  const results = changes.map((change) => {
    const { facts, prepared } = written[change.k]!
    const byVerifier = verify(change.text, prepared).some(({ status }) => status !== 'supported')
    const bySecond = traceOf(change.text, facts).findings.length > 0
    return { ...change, byVerifier, bySecond }
  })
  for (const kind of [...new Set(results.map((result) => result.kind))].sort()) {
    const ofKind = results.filter((result) => result.kind === kind)
    const flagged = ofKind.filter(({ byVerifier }) => byVerifier).length
    const second = ofKind.filter(({ bySecond }) => bySecond).length
    const shares = `${percent(flagged / ofKind.length)} (second ${percent(second / ofKind.length)})`
    figure(`flagged of ${ofKind.length} changes: ${kind}`, shares, '')
  }
  const share = results.filter(({ byVerifier }) => byVerifier).length / results.length
  const second = results.filter(({ bySecond }) => bySecond).length / results.length
  figure(
    `flagged of all ${results.length} changes`,
    `${percent(share)} (second ${percent(second)})`,
    'at least 95 %',
  )
  const missed = results.filter(({ byVerifier }) => !byVerifier)
  const shown = missed
    .slice(0, 10)
    .map(({ k, kind, before, after }) => `${written[k]!.vin} ${kind}: ${before} -> ${after}`)
  assert.equal(results.length, count)
  assert.ok(share >= 0.95, shown.join('\n'))
  assert.ok(second >= 0.95)
})

test('two facts that change places in a text are found, though each word of it is carried', () => {
  const results = written.slice(0, 150).flatMap(({ text, facts, prepared }) =>
    swaps(text, facts).map((swap) => ({
      byVerifier: verify(swap.text, prepared).some(({ status }) => status !== 'supported'),
      bySecond: traceOf(swap.text, facts).findings.length > 0,
    })),
  )
  const share = results.filter(({ byVerifier }) => byVerifier).length / results.length
  const second = results.filter(({ bySecond }) => bySecond).length / results.length
  figure(
    `flagged of ${results.length} swaps`,
    `${percent(share)} (second ${percent(second)})`,
    'at least 90 %',
  )
  assert.ok(results.length >= 150)
  assert.ok(share >= 0.9)
  assert.ok(second >= 0.9)
})

test('each description reads at grade 6 to 10', () => {
  const grades = texts.map(gradeOf)
  figure('reading grade, least / mean / most', spread(grades), 'each 6 to 10')
  figure('the same, ratios rounded first', spread(texts.map(packageGradeOf)), '')
  const outside = grades.flatMap((grade, k) =>
    grade < 6 || grade > 10 ? [`${written[k]!.vin} ${grade.toFixed(1)}`] : [],
  )
  assert.deepEqual(outside, [])
})

test('no two descriptions open alike, and at least 60 stay different without what names the vehicle', () => {
  const openings = new Set(texts.map(firstSentenceOf))
  const masked = new Set(written.map(({ text, facts }) => mask(text, facts)))
  const maskedOpenings = new Set(written.map(({ text, facts }) => mask(firstSentenceOf(text), facts)))
  figure('different first sentences', `${openings.size} of ${count}`, 'all')
  figure('different texts, names and figures masked', `${masked.size} of ${count}`, 'at least 60')
  figure('different first sentences, masked', `${maskedOpenings.size} of ${count}`, 'at least 60')
  assert.equal(openings.size, count)
  assert.ok(maskedOpenings.size >= 60)
  assert.ok(masked.size >= 60)
})

test('descriptions of one dealer stay apart in their wording', () => {
  const similarity = similarityOf(
    texts,
    written.map(({ kind }) => kind),
    0.35,
  )
  const reuse = sentenceReuseOf(texts)
  const distinct2 = distinct2Of(texts.slice(0, 100))
  figure('4-gram Jaccard, greatest of a pair', similarity.max.toFixed(3), 'under 0.35')
  figure('4-gram Jaccard, greatest, same trim', similarity.maxSameTrim.toFixed(3), 'under 0.45')
  figure('4-gram Jaccard, mean', similarity.mean.toFixed(3), 'under 0.12')
  figure('sentences in more than 2 texts', percent(reuse.share), 'at most 5 %')
  figure('distinct-2 of 100 texts', distinct2.toFixed(3), 'at least 0.30')
  assert.ok(similarity.max < 0.35, similarity.worst.map((k) => texts[k]).join('\n-----\n'))
  assert.ok(similarity.maxSameTrim < 0.45)
  assert.ok(similarity.mean < 0.12)
  assert.ok(reuse.share <= 0.05, reuse.most.map(([sentence, n]) => `${n} ${sentence}`).join('\n'))
  assert.ok(distinct2 >= 0.3)
})

test('sentences are of readable length', () => {
  const sentences = texts.flatMap((text) =>
    sentencesOf(proseOf(text)).map((sentence) => wordsOf(sentence).length),
  )
  const p95 = sentences.toSorted((a, b) => a - b)[Math.floor(sentences.length * 0.95)] ?? 0
  figure('words a sentence, least / mean / most', spread(sentences), 'mean 12 to 18')
  figure('words a sentence, 95th percentile', String(p95), 'at most 28')
  figure(
    'words a text, least / mean / most',
    spread(
      texts.map((text) => wordsOf(text).length),
      0,
    ),
    '',
  )
  assert.ok(p95 <= 28)
})
