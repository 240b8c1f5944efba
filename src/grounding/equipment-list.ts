import { isAllowed } from './find/exempt.ts'
import { idiomEnd } from './find/idioms.ts'
import { carriersOfWords } from './hold/judge-words.ts'
import { verdict } from './hold/verdict.ts'
import { addressesIn, push, type Reading, spanTokens } from './reading.ts'
import type { Block } from './text/blocks.ts'
import { endsSentence } from './text/sentences.ts'
import { anyFact } from './whom/scope.ts'

const requestWord =
  /^(ask|call|contact|visit|schedule|apply|see|learn|read|browse|check|confirm|compare|get|find|book|bring|shop|stop|text|email|message|view|explore|take|review)$/

/**
 * Items of a list of equipment that no vocabulary knows: beside at least two items that facts carry, a short item without
 * any claim states a piece of equipment too.
 */
export function readEquipmentLists(r: Reading, blocks: readonly Block[]): void {
  const carried = new Map<number, number>()
  const claimed = new Set<Block>()
  const sorted = [...r.claims].sort((a, b) => a.start - b.start)
  let next = 0
  for (const block of blocks) {
    if (block.kind !== 'item') continue
    while (next < sorted.length && sorted[next]!.start < block.from) next++
    let feature = false
    for (; next < sorted.length && sorted[next]!.start < block.to; next++) {
      claimed.add(block)
      if (sorted[next]!.kind === 'feature' && sorted[next]!.status === 'supported') feature = true
    }
    if (feature) carried.set(block.group, (carried.get(block.group) ?? 0) + 1)
  }
  for (const block of blocks) {
    if (block.kind !== 'item' || claimed.has(block) || (carried.get(block.group) ?? 0) < 2) continue
    const { from, to } = spanTokens(r, block.from, block.to)
    const words = r.tokens.slice(from, to)
    if (
      words.length === 0 ||
      words.length > 8 ||
      endsSentence(r.text.slice(Math.max(block.from, block.to - 4), block.to)) ||
      requestWord.test(words[0]!.stem) ||
      idiomEnd({ text: r.text, tokens: r.tokens, from, to }, from) === to ||
      isAllowed(r.allowed, r.tokens, from, to)
    )
      continue
    if (addressesIn(r, block.from, block.to).length > 0) continue
    const facts = carriersOfWords(
      r.p,
      words.map((token) => token.stem),
      anyFact,
    )
    push(r, words[0]!.start, words.at(-1)!.end, verdict('feature', facts))
  }
}
