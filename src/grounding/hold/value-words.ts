// What a fact's value says by its words alone, whichever fact has it: a feed says "Heated Front Seats" of every other
// vehicle, and it is read once.

import { LRUCache } from 'lru-cache'
import { type ConceptMatch, conceptsAt } from '../find/concepts.ts'
import { type Figure, figuresOf } from '../find/figures.ts'
import { type Token, tokenize } from '../text/tokens.ts'

export type ValueWords = {
  tokens: readonly Token[]
  stems: readonly string[]
  /** For each word, the phrases of the vocabularies that begin there. */
  concepts: readonly (readonly ConceptMatch[])[]
  figures: readonly Figure[]
  /** The word from which on it says what is absent; 0 when all of it does ("Sunroof Delete"), their number when none does. */
  denial: number
}

const valuesMax = 5000
/** A longer value, such as a paragraph of a seller's, is no other vehicle's. */
const lettersMax = 100
const kept = new LRUCache<string, ValueWords>({ max: valuesMax })
/** A sum, a VIN, a stock number: one vehicle's own, and read as fast as it is found. */
const isOwn = (value: string): boolean => !value.includes(' ') && /\d/.test(value)

const isVehicle = (): boolean => true
const isTaken = (): boolean => false

const denials = new Set([
  'without',
  'no',
  'not',
  'less',
  'excluding',
  'delete',
  'deleted',
  'omit',
  'omitted',
  'lacks',
])

function denialAt(tokens: readonly Token[]): number {
  for (let i = 0; i < tokens.length; i++) {
    const { stem } = tokens[i]!
    if (stem === 'w' && tokens[i + 1]?.stem === 'o' && tokens[i + 1]?.gap === 'slash') return i
    if (stem.startsWith('delet') || stem.startsWith('omit')) return 0
    if (denials.has(stem)) return i
  }
  return tokens.length
}

function read(value: string): ValueWords {
  const tokens = tokenize(value)
  const within = { from: 0, to: tokens.length }
  let concepts: ConceptMatch[][] | undefined
  let figures: Figure[] | undefined
  return {
    tokens,
    stems: tokens.map(({ stem }) => stem),
    denial: denialAt(tokens),
    get concepts() {
      concepts ??= tokens.map((_, at) => conceptsAt(tokens, at, within, isVehicle))
      return concepts
    },
    get figures() {
      figures ??= figuresOf(value, tokens, within, isTaken)
      return figures
    },
  }
}

export function wordsOf(value: string): ValueWords {
  if (value.length > lettersMax || isOwn(value)) return read(value)
  const again = kept.get(value)
  if (again) return again
  const words = read(value)
  kept.set(value, words)
  return words
}
