// Texts with brackets: "[five~four~seven]" is five, and never four or seven. Each text stands with the true words, the first
// of each bracket, and with any of the wrong ones in one place it does not.

import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad } from './facts.ts'

const bracket = /\[([^\]]+)\]/g

/** The text with the true words, or with others at one place. */
function written(text: string, change?: { place: number; words: string }): string {
  let place = 0
  return text.replace(bracket, (_, words: string) =>
    change?.place === place++ ? change.words : (words.split('~')[0] as string),
  )
}

/** A test of each text, in each of the worlds it is written for. */
export function holdBracketed(
  worlds: Record<string, readonly Fact[]>,
  texts: Record<string, readonly string[]>,
): void {
  for (const [world, list] of Object.entries(texts))
    for (const text of list)
      it(`${world}: ${text.split('\n')[0]}`, () => {
        assert.deepEqual(bad(verify(written(text), worlds[world]!)), [], written(text))
        for (const [place, found] of [...text.matchAll(bracket)].entries())
          for (const words of found[1]!.split('~').slice(1)) {
            const changed = written(text, { place, words })
            assert.notDeepEqual(bad(verify(changed, worlds[world]!)), [], changed)
          }
      })
}
