// The verifier on seeded errors in true texts that nothing of the product wrote. Prints the figures of the half that it was
// not tuned on.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { corpusOf, faultsOfKind, type Part } from './corpus.ts'
import { isFalse } from './false-check.ts'
import { errorKinds } from './faults.ts'
import { measure, type Tally } from './measure.ts'
import { randomOf } from './random.ts'
import type { Claim } from './render.ts'
import { worldOf } from './world.ts'

type Bar = { found: number; ofKind: number; alarms: number }

/**
 * The goal is the same for all. What was not tuned on has not reached it (docs/verifier.md): until then it is held to where
 * it stands, so that it can only get better.
 */
const bars: Record<Part, Bar> = {
  tuning: { found: 0.98, ofKind: 0.9, alarms: 0.02 },
  heldOut: { found: 0.98, ofKind: 0.83, alarms: 0.02 },
  reserve: { found: 0.99, ofKind: 0.9, alarms: 0.047 },
  newest: { found: 0.973, ofKind: 0.43, alarms: 0.024 },
}

const parts: Part[] = ['tuning', 'heldOut', 'reserve', 'newest']
const corpus = {
  tuning: corpusOf('tuning'),
  heldOut: corpusOf('heldOut'),
  reserve: corpusOf('reserve'),
  newest: corpusOf('newest'),
}
const measured = {
  tuning: measure(corpus.tuning),
  heldOut: measure(corpus.heldOut),
  reserve: measure(corpus.reserve),
  newest: measure(corpus.newest),
}
const share = ({ found, of }: Tally): number => found / of
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`

after(() => {
  console.log('part | errors found | true texts with a false alarm | claims falsely flagged')
  for (const part of parts) {
    const { all, alarms, truths, falseClaims, claims } = measured[part]
    console.log(
      `${part} | ${all.found} of ${all.of} (${percent(share(all))}) | ${alarms} of ${truths} | ${falseClaims} of ${claims}`,
    )
  }
  console.log('\n| kind of error, held-out half | found |\n|---|---|')
  for (const [kind, { found, of }] of measured.heldOut.kinds) console.log(`| ${kind} | ${found} of ${of} |`)
})

describe('the corpus', () => {
  it('has at least 20 kinds of 50 errors and 500 true texts', () => {
    assert.ok(errorKinds.length >= 20)
    assert.ok(faultsOfKind * 2 >= 50)
    for (const part of ['tuning', 'heldOut', 'reserve'] as const)
      for (const kind of errorKinds)
        assert.equal(corpus[part].seeded.filter((one) => one.kind === kind).length, faultsOfKind, kind)
    assert.ok(corpus.tuning.truths.length + corpus.heldOut.truths.length >= 500)
  })

  it('is the same every time', () => {
    assert.deepEqual(corpusOf('heldOut'), corpus.heldOut)
  })

  it('changes one place of a true text, and that place alone', () => {
    for (const part of parts)
      for (const { text, truth, start, end, was, kind } of corpus[part].seeded) {
        const undone = text.slice(0, start) + was + text.slice(end)
        const before = was === '' ? undone.slice(0, start - 1) + undone.slice(start) : undone
        assert.equal(before, truth, kind)
        assert.notEqual(text.slice(start, end), was, kind)
      }
  })

  it('shares no template between its parts and no model of vehicle between its halves', () => {
    const of = (part: Part, pick: (one: (typeof corpus)['tuning']['truths'][number]) => string[]) =>
      new Set(corpus[part].truths.flatMap(pick))
    const models = ({ facts }: { facts: { attribute: string; value: unknown }[] }): string[] =>
      facts.flatMap(({ attribute, value }) => (attribute === 'model' ? [String(value)] : []))
    assert.deepEqual(of('tuning', models).intersection(of('heldOut', models)), new Set())
    const voices = ({ voice }: { voice: string }): string[] => [voice]
    for (const [one, other] of [
      ['tuning', 'heldOut'],
      ['tuning', 'reserve'],
      ['heldOut', 'reserve'],
      ['newest', 'tuning'],
      ['newest', 'heldOut'],
      ['newest', 'reserve'],
    ] as const)
      assert.deepEqual(of(one, voices).intersection(of(other, voices)), new Set())
  })

  it('takes nothing for false that is true in other words', () => {
    const world = worldOf(randomOf(1), 'tuning', 'car')
    world.cars[0]!.values.drivetrain = 'AWD'
    const claim: Claim = {
      owner: 'car 1',
      attribute: 'drivetrain',
      value: 'AWD',
      style: '',
      capital: false,
      feature: null,
    }
    const tell = (value: string, words: string): boolean =>
      isFalse({ world, claim, changed: { ...claim, value }, was: 'AWD', words, sameValue: false })
    assert.equal(tell('FWD', 'front-wheel drive'), true)
    assert.equal(tell('4WD', 'four-wheel drive'), false)
    assert.equal(tell('AWD', 'all-wheel drive'), false)
  })

  it('is made without the writer and the verifier', () => {
    for (const name of readdirSync(import.meta.dirname).filter((one) => one.endsWith('.ts'))) {
      const source = readFileSync(join(import.meta.dirname, name), 'utf8')
      const imported = [...source.matchAll(/from '(#[^']+)'/g)].map((match) => match[1])
      const allowed = ['#facts/index.ts']
      if (/^(?:measure|copy\.test|lines\.test)\.ts$/.test(name)) allowed.push('#grounding/index.ts')
      for (const one of imported) assert.ok(allowed.includes(one!), `${name} imports ${one}`)
    }
  })
})

for (const part of parts) {
  // what was missed of all but the tuning half stays unseen, so that nobody tunes on it
  const shown = part === 'tuning' ? measured.tuning.faults.join('\n') : ''
  describe(`the verifier on the part "${part}"`, () => {
    const bar = bars[part]
    it(`finds at least ${percent(bar.found)} of the errors`, () => {
      assert.ok(share(measured[part].all) >= bar.found, `${percent(share(measured[part].all))}\n${shown}`)
    })
    it(`finds at least ${percent(bar.ofKind)} of the errors of each kind`, () => {
      for (const [kind, tally] of measured[part].kinds)
        assert.ok(share(tally) >= bar.ofKind, `${kind}: ${tally.found} of ${tally.of}\n${shown}`)
    })
    it(`raises a false alarm on at most ${percent(bar.alarms)} of the true texts`, () => {
      assert.ok(
        measured[part].alarms / measured[part].truths <= bar.alarms,
        `${measured[part].alarms}\n${shown}`,
      )
    })
  })
}
