// A number in digits or in words: "12,345", "twenty-seven thousand three hundred", "thirty-two point three", "two dozen".

import data from '../lexicon/figures.json' with { type: 'json' }
import { tableOf } from '../text/table.ts'
import type { Token } from '../text/tokens.ts'
import type { Reading } from './units.ts'

export const numberWords = tableOf<number>(data.words)

/** A number in digits or in a word. */
export const isNumber = ({ value, stem }: Token): boolean => !Number.isNaN(value) || stem in numberWords

const scales = tableOf<number>(data.scales)

/** The number that begins at a token, digits or words, with "thousand" and "k". */
export function readNumber(tokens: readonly Token[], at: number, to: number): Reading | undefined {
  const token = tokens[at]!
  let value = token.value
  let next = at + 1
  let { decimals } = token
  let scale = 1
  const spelled = Number.isNaN(value)
  if (spelled) {
    const half = halfDozen(tokens, at, to)
    if (half) return { value: 6, decimals: 0, scale: 1, to: half, spelled }
    const word = numberWords[token.stem]
    if (word === undefined || token.word === 'ones') return undefined
    value = word
    const year = word === 20 ? yearBehind(tokens, next, to) : undefined
    if (year) return { value: year.value, decimals: 0, scale: 1, to: year.to, spelled }
    const unit =
      next < to && tokens[next]!.gap !== 'comma' && tokens[next]!.gap !== 'break'
        ? numberWords[tokens[next]!.stem]
        : undefined
    if (word >= 20 && word % 10 === 0 && unit !== undefined && unit < 10 && unit > 0) {
      value += unit
      next++
    }
  }
  while (next < to && (tokens[next]!.gap === 'join' || tokens[next]!.gap === 'dash')) {
    const factor = scales[tokens[next]!.stem]
    if (factor === undefined || (tokens[next]!.stem === 'k' && tokens[next]!.start !== tokens[next - 1]!.end))
      break
    // "five Grand Cherokees"
    if (tokens[next]!.stem === 'grand' && tokens[next]!.cap) break
    value *= factor
    scale *= factor
    next++
  }
  const tenth = spelled && scale === 1 ? tenthBehind(tokens, next, to) : undefined
  if (tenth !== undefined) {
    value += tenth / 10
    decimals = 1
    next += 2
  }
  const rest = spelled && scale > 1 ? restOfNumber(tokens, next, to, scale) : undefined
  if (rest) {
    value += rest.value
    scale = 1
    next = rest.to
  }
  // "two dozen"
  if (spelled && scale === 1 && value < 10 && next < to && isDozen(tokens[next]!)) {
    value *= 12
    next++
  }
  // "one (1)", as contracts have it
  if (spelled && next < to && tokens[next]!.gap === 'break' && tokens[next]!.value === value) next++
  return { value, decimals, scale, to: next, spelled }
}

/** "twenty twenty-six": of a year what follows "twenty". */
function yearBehind(
  tokens: readonly Token[],
  at: number,
  to: number,
): { value: number; to: number } | undefined {
  const tens = at < to && tokens[at]!.gap === 'join' ? numberWords[tokens[at]!.stem] : undefined
  if (tens === undefined || tens < 10 || tens > 30) return undefined
  const ones =
    at + 1 < to && /^(?:join|dash)$/.test(tokens[at + 1]!.gap) ? numberWords[tokens[at + 1]!.stem] : undefined
  const isBoth = tens >= 20 && ones !== undefined && ones > 0 && ones < 10
  return { value: 2000 + tens + (isBoth ? ones : 0), to: isBoth ? at + 2 : at + 1 }
}

/** "thirty-two point three" */
function tenthBehind(tokens: readonly Token[], at: number, to: number): number | undefined {
  if (at + 1 >= to || tokens[at]!.word !== 'point' || tokens[at]!.gap !== 'join') return undefined
  const digit = numberWords[tokens[at + 1]!.stem]
  return digit !== undefined && digit < 10 && tokens[at + 1]!.gap === 'join' ? digit : undefined
}

const isDozen = ({ word, gap }: Token): boolean => word === 'dozen' && gap === 'join'

/** Where "half a dozen", "half-dozen" ends. */
function halfDozen(tokens: readonly Token[], at: number, to: number): number | undefined {
  if (tokens[at]!.word !== 'half') return undefined
  const dozen = tokens[at + 1]?.word === 'a' ? at + 2 : at + 1
  return dozen < to && tokens[dozen]!.word === 'dozen' ? dozen + 1 : undefined
}

/** Words of "nine hundred and ninety-nine" */
const restMax = 5

/** "… three hundred fifteen" behind "twenty-seven thousand": what a number in words adds below its scale. */
function restOfNumber(
  tokens: readonly Token[],
  at: number,
  to: number,
  scale: number,
): { value: number; to: number } | undefined {
  const joined = at < to && tokens[at]!.word === 'and' && tokens[at]!.gap === 'join' ? at + 1 : at
  if (joined >= to || !/^(?:join|comma|dash)$/.test(tokens[joined]!.gap)) return undefined
  if (!Number.isNaN(tokens[joined]!.value)) return undefined
  const rest: Reading | undefined = readNumber(tokens, joined, Math.min(to, joined + restMax))
  if (!rest || rest.value >= scale || rest.value === 0 || tokens[joined]!.word === 'dozen') return undefined
  // "thirty thousand and four doors", "twelve hundred, five of them new"
  const isListed = tokens[joined]!.gap === 'comma' || (joined > at && scale > 100)
  if (isListed && rest.value < 100) return undefined
  return { value: rest.value, to: rest.to }
}
