// What is verified in a language that the verifier does not read: figures with their units, and names.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Fact } from '#facts/index.ts'
import { cutForeign, holdInLanguage, verifyIn } from '#grounding/index.ts'
import { corpusOf } from '../corpus/corpus.ts'
import sentences from './other-languages.json' with { type: 'json' }
import { facts } from './other-languages-facts.ts'

const wrongOf = (language: string, text: string) => wrongIn(language, text, facts)

const wrongIn = (language: string, text: string, known: readonly Fact[]) =>
  verifyIn(language, text, known)
    .filter(({ status }) => status !== 'supported')
    .map(({ text }) => text)

for (const [language, told] of Object.entries(sentences)) {
  test(`${language}: a true sentence stands, a false figure or name is found`, () => {
    for (const sentence of told.true) assert.deepEqual(wrongOf(language, sentence), [], sentence)
    for (const sentence of told.false) assert.notDeepEqual(wrongOf(language, sentence), [], sentence)
  })

  test(`${language}: the false sentences are cut, and the true ones stay to the letter`, () => {
    const mixed = told.true
      .map((sentence, i) => `${sentence} ${told.false[i % told.false.length]}`)
      .join('\n\n')
    const held = holdInLanguage(language, mixed, facts)
    assert.equal(held.text.trim(), told.true.join('\n\n'))
    for (const { text, start, end } of held.supported) assert.equal(held.text.slice(start, end), text)
  })
}

const dollars: Record<string, [string, string]> = {
  Spanish: ['es', 'Cuesta # dólares.'],
  French: ['fr', 'Elle coûte # dollars.'],
  Portuguese: ['pt', 'Custa # dólares.'],
  Tagalog: ['fil', 'Ang presyo ay # dolyar.'],
  Vietnamese: ['vi', 'Giá là # đô la.'],
  Russian: ['ru', 'Он стоит # долларов.'],
  'Mandarin Chinese': ['zh', '售价为#美元。'],
  Japanese: ['ja', '価格は#ドルです。'],
  Korean: ['ko', '가격은 #달러입니다.'],
  Arabic: ['ar-u-nu-arab', 'سعرها # دولار.'],
  Farsi: ['fa', 'قیمت آن # دلار است.'],
  Hebrew: ['he', 'המחיר הוא # דולר.'],
}

const priced = (value: number): Fact[] => [{ ...(facts.find(({ unit }) => unit === 'USD') as Fact), value }]

for (const [language, [tag, frame]] of Object.entries(dollars)) {
  test(`${language}: a figure is the fact's or it is not, however the language writes it`, () => {
    const format = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
    const figure = fc.oneof(
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.integer({ min: 1, max: 99_999 }).map((cents) => cents / 10),
    )
    fc.assert(
      fc.property(figure, figure, fc.boolean(), (said, known, isPlain) => {
        const words = isPlain && Number.isInteger(said) ? String(said) : format.format(said)
        const [claim, ...more] = verifyIn(language, frame.replace('#', words), priced(known))
        assert.deepEqual(more, [])
        const isNear = Math.abs(said - known) <= (Number.isInteger(said) ? 0 : 0.05)
        assert.equal(claim?.status, isNear ? 'supported' : 'contradicted')
        const [own] = verifyIn(language, frame.replace('#', words), priced(said))
        assert.equal(own?.status, 'supported', words)
      }),
      { numRuns: 200 },
    )
  })

  test(`${language}: no figure of any length or script passes without a fact`, () => {
    const digits = fc
      .tuple(fc.constantFrom(0x30, 0x660, 0x6f0, 0xff10), fc.stringMatching(/^[1-9][0-9]{0,15}$/))
      .map(([zero, text]) => [...text].map((digit) => String.fromCodePoint(zero + Number(digit))).join(''))
    fc.assert(
      fc.property(digits, (words) => {
        assert.notDeepEqual(wrongIn(language, frame.replace('#', words), []), [])
      }),
      { numRuns: 100 },
    )
  })
}

test('hostile text neither hangs nor passes: every place of a claim is its words', () => {
  const piece = fc.constantFrom(
    ...'İ٫٬．，$ .,1٣ İ五万千mil л.с. Toyota 本田 [x](http://a.b) ** \n- # | ?'.split(' '),
    ' ',
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(sentences)),
      fc.array(piece, { maxLength: 60 }),
      (language, parts) => {
        const text = parts.join('')
        for (const { start, end, text: words } of verifyIn(language, text, facts))
          assert.equal(text.slice(start, end), words)
        assert.deepEqual(wrongOf(language, holdInLanguage(language, text, facts).text), [])
      },
    ),
    { numRuns: 500 },
  )
})

const isForeignIn = (language: string, sentence: string) => cutForeign(language, sentence).removed.length > 0

test('no true English text has a sentence that is taken for another language', () => {
  for (const half of ['tuning', 'heldOut'] as const)
    for (const { text } of corpusOf(half).truths) assert.deepEqual(cutForeign('English', text).removed, [])
})

test('a sentence is of its own language, and of no other one that it is written unlike', () => {
  const latin = ['Spanish', 'French', 'Portuguese', 'Tagalog', 'Vietnamese']
  let told = 0
  let all = 0
  for (const [language, { true: own }] of Object.entries(sentences)) {
    for (const sentence of own) {
      assert.equal(isForeignIn(language, sentence), false, sentence)
      if (latin.includes(language)) {
        all += 1
        told += isForeignIn('English', sentence) ? 1 : 0
      } else
        for (const other of ['English', ...latin]) assert.equal(isForeignIn(other, sentence), true, sentence)
    }
  }
  assert.ok(told / all > 0.85, `${told} of ${all} sentences are told from English`)
})

test('English is told from every other language', () => {
  for (const sentence of [
    'The color is Radiant Red.',
    'It has heated seats and a sunroof.',
    'Call us to see this car.',
    'This is the best car that you will find.',
  ])
    for (const language of Object.keys(sentences)) {
      const left = holdInLanguage(language, sentence, facts).text
      assert.ok(isForeignIn(language, sentence) || left === '', `${sentence} in ${language}`)
    }
})
