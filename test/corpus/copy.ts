// Whole texts as people write them: each of 40 worlds told once, in the manner of a trade, by a writer who had the facts and
// nothing of the verifier. Other than the voices they have no places for values: they are in the words that came.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '#facts/index.ts'
import { factsOf } from './facts-of-world.ts'
import { randomOf } from './random.ts'
import { type Half, type WorldKind, worldOf } from './world.ts'

/** What a writer was given, in order. */
const kinds: WorldKind[] = (
  [
    ['car', 14],
    ['ev', 4],
    ['pair', 8],
    ['stock', 8],
    ['model', 6],
  ] as const
).flatMap(([kind, times]) => Array.from({ length: times }, () => kind))

/** A text that says what its facts do not is left out. */
type File = { seed: number; half: Half; texts: (string | null)[] }

export type Copy = { writer: string; place: number; text: string; facts: Fact[] }

/** The texts of a folder, by writer and in their order. */
export function copyIn(folder: string): Copy[] {
  const path = join(import.meta.dirname, folder)
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const { seed, half, texts } = JSON.parse(readFileSync(join(path, name), 'utf8')) as File
      const random = randomOf(seed)
      return kinds.flatMap((kind, i) => {
        const facts = factsOf(worldOf(random, half, kind))
        const text = texts[i]
        return typeof text === 'string'
          ? [{ writer: name.replace('.json', ''), place: i + 1, text, facts }]
          : []
      })
    })
}
