// Short texts with places for values, by writers who were asked to tell one thing (colors, miles, counts, gears) in as many
// ways as people do, and had nothing of the verifier.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '#facts/index.ts'
import { factsOf } from './facts-of-world.ts'
import { errorKinds, type Fault, faultOf } from './faults.ts'
import { randomOf } from './random.ts'
import { render, textOf, type Voice } from './render.ts'
import { type WorldKind, worldOf } from './world.ts'

type Line = { of: WorldKind; lines: string }
export type Told = { line: number; text: string; facts: Fact[]; faults: Fault[] }

/** Worlds that each line is told of. */
const worlds = 2

const voiceOf = ({ of, lines }: Line, name: string): Voice => ({
  name,
  of,
  blocks: [{ of: lines.split('\n').filter((line) => line !== ''), join: '\n' }],
})

/** Of every writer, each line told of two worlds, with each error that can be made of it. */
export function linesByWriter(): Map<string, Told[]> {
  const folder = join(import.meta.dirname, 'lines')
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file, at) => {
        const random = randomOf(20260401 + at)
        const list = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Line[]
        const told = list.flatMap((line, i) =>
          Array.from({ length: worlds }, (): Told => {
            const drafted = render(voiceOf(line, file), worldOf(random, 'tuning', line.of), random)
            return {
              line: i,
              text: textOf(drafted.pieces),
              facts: factsOf(drafted.world),
              faults: errorKinds.flatMap((kind) => faultOf(kind, drafted, random) ?? []),
            }
          }),
        )
        return [file.replace('.json', ''), told]
      }),
  )
}
