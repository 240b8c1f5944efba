// What no fact speaks of, as writers invent it: a sentence more, at the end of one that stands in prose.

import type { Fault } from './faults.ts'
import { pick, type Random } from './random.ts'
import { type Rendered, textOf } from './render.ts'
import inventions from './words/inventions.json' with { type: 'json' }

export const inventionKinds: readonly string[] = Object.keys(inventions)

/** Places behind a sentence of prose: never in a heading, a table, a list or a question. */
function places(text: string): number[] {
  const found: number[] = []
  for (const match of text.matchAll(/^(?![#|*\-\s])[^\n]*$/gm))
    for (const stop of match[0].matchAll(/[a-z)]\.(?= |$)/g)) found.push(match.index + stop.index + 2)
  return found
}

export function inventionOf(kind: string, drafted: Rendered, random: Random): Fault | undefined {
  const { world, pieces } = drafted
  if (world.kind !== 'car' && world.kind !== 'ev') return undefined
  const text = textOf(pieces)
  const free = places(text)
  if (free.length === 0) return undefined
  const at = pick(random, free)
  const words = pick(random, inventions[kind as keyof typeof inventions][world.half])
  return {
    kind,
    text: `${text.slice(0, at)} ${words}${text.slice(at)}`,
    start: at + 1,
    end: at + 1 + words.length,
    was: '',
  }
}
