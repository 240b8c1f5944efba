// The corpus: true texts in many voices, and the same with one claim made false. Nothing of it is made by the product's
// writer or verifier. The halves share no model of vehicle, no template and few wordings: one is for tuning the verifier, the
// other for its figures. The reserve has more voices in
// the worlds and wordings of the tuning half, the newest have those of five more writers in the worlds of the other.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '#facts/index.ts'
import { factsOf } from './facts-of-world.ts'
import { type ErrorKind, errorKinds, type Fault, faultOf } from './faults.ts'
import { type Random, randomOf, shuffled } from './random.ts'
import { type Rendered, render, textOf, type Voice } from './render.ts'
import { type Half, worldOf } from './world.ts'

export type Part = Half | 'reserve' | 'newest'

const voices: Record<Part, Voice[]> = {
  tuning: readVoices('tuning'),
  heldOut: readVoices('held-out'),
  reserve: readVoices('reserve'),
  newest: readVoices('newest'),
}
const worlds: Record<Part, Half> = {
  tuning: 'tuning',
  heldOut: 'heldOut',
  reserve: 'tuning',
  newest: 'heldOut',
}
const seeds: Record<Part, number> = {
  tuning: 20260301,
  heldOut: 20260302,
  reserve: 20260303,
  newest: 20260304,
}
const truthsOfPart = 300
export const faultsOfKind = 30

/** Of every file of the folder, in the order of their names. */
function readVoices(folder: string): Voice[] {
  const path = join(import.meta.dirname, 'voices', folder)
  return readdirSync(path)
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(path, name), 'utf8')))
}

export type Truth = { voice: string; text: string; facts: Fact[]; slots: Slot[] }
/** What a stretch of a true text says. */
export type Slot = { start: number; end: number; attribute: string }
export type Seeded = Fault & { voice: string; facts: Fact[]; truth: string }
export type Corpus = { truths: Truth[]; seeded: Seeded[] }

/** True texts without end: each voice in its turn, each time over a world of its own. */
function* drafts(part: Part, random: Random): Generator<Rendered> {
  for (let i = 0; ; i++) {
    const voice = voices[part][i % voices[part].length]!
    const drafted = render(voice, worldOf(random, worlds[part], voice.of), random)
    if (drafted.pieces.some((piece) => piece.claim)) yield drafted
  }
}

function slotsOf({ pieces }: Rendered): Slot[] {
  const slots: Slot[] = []
  let at = 0
  for (const { text, claim } of pieces) {
    if (claim) slots.push({ start: at, end: at + text.length, attribute: claim.attribute })
    at += text.length
  }
  return slots
}

function seed(part: Part, kind: ErrorKind, random: Random): Seeded[] {
  const found: Seeded[] = []
  let tried = 0
  for (const drafted of drafts(part, random)) {
    if (found.length === faultsOfKind) return found
    // its voices do not say all that can be made false
    if (part === 'newest' && tried > 2000) return found
    if (tried++ > 20_000) throw new Error(`No text of the part "${part}" has enough to make "${kind}" of.`)
    const fault = faultOf(kind, drafted, random)
    if (!fault) continue
    found.push({
      ...fault,
      voice: drafted.voice,
      facts: factsOf(drafted.world),
      truth: textOf(drafted.pieces),
    })
  }
  return found
}

/** One part, the same every time. */
export function corpusOf(part: Part): Corpus {
  const random = randomOf(seeds[part])
  const truths: Truth[] = []
  for (const drafted of drafts(part, random)) {
    if (truths.length === truthsOfPart) break
    truths.push({
      voice: drafted.voice,
      text: textOf(drafted.pieces),
      facts: factsOf(drafted.world),
      slots: slotsOf(drafted),
    })
  }
  return {
    truths,
    seeded: shuffled(random, [...errorKinds]).flatMap((kind) =>
      seed(part, kind, randomOf(seeds[part] + 977 * errorKinds.indexOf(kind))),
    ),
  }
}
