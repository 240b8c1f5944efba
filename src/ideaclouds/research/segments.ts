// Kinds of vehicle without a model: "used SUVs under $25,000", "electric cars", "Honda trucks".

import segmentData from './bank/segments.json' with { type: 'json' }
import { intentSet, splitList } from './bank.ts'
import type { Body } from './traits.ts'
import type { Intent, Powertrain } from './types.ts'
import { singular, tokenize } from './words.ts'

type Entry = { words: string[]; singular: string; plural: string; marks: string[]; order: number }

function read(data: Record<string, string>): Entry[] {
  return Object.entries(data)
    .flatMap(([name, row], order) => {
      const [one = '', many = one] = name.split('|')
      const [marks = '', phrases = ''] = row.split(': ')
      return splitList(phrases).map((phrase) => ({
        words: tokenize(phrase).map(singular),
        singular: one,
        plural: many,
        marks: marks === '' ? [] : marks.split(' '),
        order,
      }))
    })
    .sort((a, b) => b.words.length - a.words.length)
}

const bodies = read(segmentData.bodies)
const modifiers = read(segmentData.modifiers)

export type Segment = {
  /** Null: only modifiers. */
  body: { singular: string; plural: string; isGeneric: boolean } | null
  /** Adjectives in English order, without those of condition. */
  adjectives: string[]
  condition: 'used' | 'certified pre-owned' | null
  /** "under $35,000" */
  limit: string | null
  intents: Intent[]
  powertrain: Powertrain | null
  bodies: Set<Body>
  isCar: boolean
  /** Positions of the tokens that it took. */
  taken: ReadonlySet<number>
}

const powertrains: Readonly<Record<string, Powertrain>> = {
  electric: 'electric',
  hybrid: 'hybrid',
  phev: 'plug_in_hybrid',
  diesel: 'diesel',
  gas: 'gas',
}
const bodyMarks: readonly string[] = [
  'truck',
  'suv',
  'minivan',
  'van',
  'sedan',
  'coupe',
  'convertible',
  'hatchback',
  'wagon',
]

function collect(words: readonly string[], list: readonly Entry[], taken: Set<number>): Entry[] {
  const found: Entry[] = []
  for (const entry of list)
    for (let at = 0; at + entry.words.length <= words.length; at++) {
      const span = entry.words.map((_, i) => at + i)
      if (span.some((i) => taken.has(i)) || !entry.words.every((word, i) => words[at + i] === word)) continue
      for (const i of span) taken.add(i)
      if (!found.some((other) => other.order === entry.order)) found.push(entry)
    }
  return found.sort((a, b) => a.order - b.order)
}

/** "under $35k" and "below 20,000" as "under $35,000"; null when no price limit is named. */
function readLimit(tokens: readonly string[], taken: Set<number>): string | null {
  for (const [at, token] of tokens.entries()) {
    const amount = /^\$?(\d{1,3})k$|^\$?(\d{4,6})$/.exec(tokens[at + 1] ?? '')
    const isPrice = /\$|k$/.test(tokens[at + 1] ?? '') || Number(amount?.[2]) >= 3000
    if (!/^(?:under|below|than)$/.test(token) || !amount || !isPrice) continue
    taken.add(at).add(at + 1)
    const dollars = amount[1] ? Number(amount[1]) * 1000 : Number(amount[2])
    return `under $${dollars.toLocaleString('en-US')}`
  }
  return null
}

/** Every kind of vehicle that the tokens name: several bodies give several segments with the same adjectives. */
export function findSegments(tokens: readonly string[]): Segment[] {
  const words = tokens.map(singular)
  const taken = new Set<number>()
  const limit = readLimit(tokens, taken)
  const found = collect(words, bodies, taken)
  const mods = collect(words, modifiers, taken)
  const specific = found.filter((entry) => !entry.marks.includes('generic'))
  const powered = found.filter((entry) => entry.marks.some((mark) => mark in powertrains))
  const chosen = specific.length > 0 ? specific : powered.length > 0 ? powered : found.slice(0, 1)
  const lent = specific.length > 0 ? powered.map((entry) => entry.singular.split(' ')[0] ?? '') : []
  if (chosen.length === 0 && mods.length === 0 && !limit) return []

  const describe = (body: Entry | null): Segment => {
    const marks = [...mods.flatMap((entry) => entry.marks), ...(body?.marks ?? [])]
    if (specific.length > 0) marks.push(...powered.flatMap((entry) => entry.marks))
    const adjectives = mods
      .map((entry) => entry.singular)
      .filter((name) => !/^(?:used|certified pre-owned)$/.test(name))
    const power = marks.find((mark) => mark in powertrains)
    return {
      body: body && {
        singular: body.singular,
        plural: body.plural,
        isGeneric: body.marks.includes('generic'),
      },
      adjectives: [...new Set([...adjectives, ...lent])]
        .filter((name) => !body?.singular.startsWith(name))
        .slice(0, 3),
      condition: marks.includes('certified') ? 'certified pre-owned' : marks.includes('used') ? 'used' : null,
      limit,
      intents: [...new Set(marks.filter((mark) => intentSet.has(mark)))] as Intent[],
      powertrain: power ? (powertrains[power] ?? null) : null,
      bodies: new Set(marks.filter((mark) => bodyMarks.includes(mark)) as Body[]),
      isCar: marks.includes('car'),
      taken,
    }
  }
  return chosen.length === 0 ? [describe(null)] : chosen.slice(0, 4).map(describe)
}

/** The noun phrases of a segment, with the make if one is named: "used Honda SUVs under $25,000". */
export function segmentNames(segment: Segment | null, make: string | null, year: number | null) {
  const condition = segment?.condition ? [segment.condition] : []
  const limit = segment?.limit ? [segment.limit] : []
  const front = [
    ...(year === null ? [] : [String(year)]),
    ...(segment?.adjectives ?? []),
    ...(make ? [make] : []),
  ]
  const many = segment?.body ? [segment.body.plural] : [make ? 'models' : 'vehicles']
  const one = segment?.body ? [segment.body.singular] : make ? [] : ['vehicle']
  const join = (...parts: string[][]) => parts.flat().join(' ')
  return {
    plural: join(condition, front, many, limit),
    singular: join(condition, front, one, limit),
    /** Without "used" or "certified pre-owned". */
    plainPlural: join(front, many, limit),
    plainSingular: join(front, one, limit),
  }
}
