import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cutUnsupported, prepareFacts, verify } from '#grounding/index.ts'
import { bad } from './facts.ts'
import {
  describeSample,
  factsOf,
  inventions,
  mutations,
  random,
  sampleVehicle,
  sentences,
} from './vehicles.ts'

const seeds = Array.from({ length: 60 }, (_, i) => i + 1)
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

describe('verify on generated vehicles', () => {
  it('finds no fault in true descriptions', () => {
    for (const seed of seeds) {
      const next = random(seed)
      const one = sampleVehicle(next)
      const text = describeSample(one, next)
      assert.deepEqual(bad(verify(text, factsOf(one))), [], `seed ${seed}: ${text}`)
    }
  })

  for (const [name, { sentence, change }] of Object.entries(mutations))
    it(`flags a wrong ${name} in every wording`, () => {
      let tried = 0
      for (const seed of seeds) {
        const next = random(seed * 7919)
        const one = sampleVehicle(next)
        const wrong = { ...one, ...change(one, next) }
        const wording = Math.floor(next() * 1e9)
        const text = sentences[sentence]!(wrong, random(wording))
        if (isSame(text, sentences[sentence]!(one, random(wording)))) continue
        tried++
        assert.notDeepEqual(bad(verify(text, factsOf(one))), [], `seed ${seed}: ${text}`)
      }
      assert.ok(tried >= 15, `only ${tried} texts changed`)
    })

  for (const sentence of inventions)
    it(`flags "${sentence}" on any vehicle`, () => {
      for (const seed of seeds.slice(0, 8)) {
        const facts = factsOf(sampleVehicle(random(seed)))
        assert.notDeepEqual(bad(verify(sentence, facts)), [], `seed ${seed}`)
      }
    })

  it('leaves a description with inventions clean after the cut, its true sentences kept', () => {
    for (const seed of seeds) {
      const next = random(seed * 104729)
      const one = sampleVehicle(next)
      const prepared = prepareFacts(factsOf(one))
      const kept = describeSample(one, next)
      const paragraphs = kept.split('\n\n')
      const invented = inventions.filter(() => next() < 0.25)
      for (const sentence of invented)
        paragraphs.splice(Math.floor(next() * (paragraphs.length + 1)), 0, sentence)
      const text = paragraphs.join('\n\n')
      const cut = cutUnsupported(text, verify(text, prepared))
      assert.deepEqual(bad(verify(cut.text, prepared)), [], `seed ${seed}: ${cut.text}`)
      assert.equal(cut.text.trim(), kept.trim(), `seed ${seed}`)
    }
  })
})
