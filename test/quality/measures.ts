// Figures of a set of descriptions: reading grade, and how far they differ from each other.
import readability from 'text-readability'
import type { PlainFact } from './plain-fact.ts'

/** Running text alone: no headings, lists, tables, markup. */
function runningTextOf(markdown: string): string {
  const lines = markdown.split('\n').filter((line) => {
    const trimmed = line.trim()
    return trimmed !== '' && !/^(?:#{1,6}\s|[-*+•]\s|\|)/i.test(trimmed) && /[.!?]["')*]*$/.test(trimmed)
  })
  return lines
    .join(' ')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Running text without VINs. */
export function proseOf(markdown: string): string {
  return runningTextOf(markdown).replace(/,? ?\b[A-HJ-NPR-Z0-9]{17}\b/g, '')
}

export function sentencesOf(text: string): string[] {
  return (text.match(/.+?(?:[.!?]["')*]*(?=\s|$)|$)/gs) ?? [])
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\d][\p{L}\d.,'’-]*[\p{L}\d]|[\p{L}\d]/gu) ?? []
}

/** Flesch-Kincaid grade on prose, unrounded: 0.39 words/sentence + 11.8 syllables/word - 15.59; figures have no syllables. */
export function gradeOf(markdown: string): number {
  const prose = proseOf(markdown)
  const words = wordsOf(prose)
  if (words.length === 0) return 0
  const syllables = words.reduce((sum, word) => sum + readability.syllableCount(word), 0)
  return 0.39 * (words.length / sentencesOf(prose).length) + 11.8 * (syllables / words.length) - 15.59
}

/** The grade as the package gives it; it rounds both ratios to one decimal first, which moves it by up to 0.6. */
export function packageGradeOf(markdown: string): number {
  return readability.fleschKincaidGrade(proseOf(markdown))
}

export function firstSentenceOf(markdown: string): string {
  return sentencesOf(runningTextOf(markdown))[0] ?? ''
}

const masked: Record<string, string> = {
  make: 'MAKE',
  model: 'MODEL',
  trim: 'TRIM',
  exterior_color: 'COLOR',
  interior_color: 'COLOR',
  vin: 'VIN',
  stock_number: 'STOCK',
  site_name: 'SITE',
  site_phone: 'PHONE',
  site_city: 'CITY',
}

/** The text without what only names the vehicle: make, model, trim, color, identifiers, and every figure. */
export function mask(text: string, facts: PlainFact[]): string {
  const names = facts
    .flatMap(({ attribute, value }) =>
      masked[attribute] ? [{ tag: masked[attribute], name: String(value) }] : [],
    )
    .toSorted((a, b) => b.name.length - a.name.length)
  const tagged = names.reduce((rest, { tag, name }) => {
    const literal = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    return rest.replace(new RegExp(`(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])`, 'giu'), tag)
  }, text)
  return tagged
    .replace(/\$?\d[\d,.]*\d|\d/g, '#')
    .replace(/\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b/gi, '#')
    .replace(/\ban? (?=[A-Z]{3,})/g, 'a ')
}

/** Ids of the text's word 4-grams, sorted; `ids` is filled as new ones appear. */
function gramIds(text: string, ids: Map<string, number>): Int32Array {
  const words = wordsOf(text)
  const found = new Set<number>()
  for (let i = 0; i + 4 <= words.length; i++) {
    const gram = words.slice(i, i + 4).join(' ')
    const id = ids.get(gram) ?? ids.size
    ids.set(gram, id)
    found.add(id)
  }
  return Int32Array.from(found).sort()
}

function jaccardOf(a: Int32Array, b: Int32Array): number {
  let i = 0
  let j = 0
  let both = 0
  while (i < a.length && j < b.length) {
    const x = a[i]!
    const y = b[j]!
    if (x === y) both++
    if (x <= y) i++
    if (y <= x) j++
  }
  const all = a.length + b.length - both
  return all === 0 ? 0 : both / all
}

export type Similarity = {
  max: number
  mean: number
  maxSameTrim: number
  worst: [number, number]
  over: number
}

/**
 * 4-gram Jaccard over all pairs.
 * @param kinds one string a text: pairs with the same string are of the same trim and have a limit of their own
 * @param limit counts the pairs of different trims above it, as `over`
 */
export function similarityOf(texts: string[], kinds: string[], limit: number): Similarity {
  const ids = new Map<string, number>()
  const grams = texts.map((text) => gramIds(text, ids))
  const result: Similarity = { max: 0, mean: 0, maxSameTrim: 0, worst: [0, 0], over: 0 }
  let sum = 0
  for (let i = 0; i < grams.length; i++) {
    for (let j = i + 1; j < grams.length; j++) {
      const value = jaccardOf(grams[i]!, grams[j]!)
      sum += value
      if (kinds[i] === kinds[j]) {
        result.maxSameTrim = Math.max(result.maxSameTrim, value)
        continue
      }
      if (value > limit) result.over++
      if (value > result.max) {
        result.max = value
        result.worst = [i, j]
      }
    }
  }
  result.mean = sum / Math.max(1, (grams.length * (grams.length - 1)) / 2)
  return result
}

/** Share of all sentences that stand word for word in more than two of the texts. */
export function sentenceReuseOf(texts: string[]): { share: number; most: [string, number][] } {
  const owners = new Map<string, Set<number>>()
  const all = texts.flatMap((text, k) =>
    sentencesOf(runningTextOf(text)).map((sentence) => ({ sentence, k })),
  )
  for (const { sentence, k } of all) owners.set(sentence, (owners.get(sentence) ?? new Set()).add(k))
  const reused = all.filter(({ sentence }) => (owners.get(sentence)?.size ?? 0) > 2)
  const most = [...owners].map(([sentence, set]): [string, number] => [sentence, set.size])
  return {
    share: reused.length / Math.max(1, all.length),
    most: most.toSorted((a, b) => b[1] - a[1]).slice(0, 10),
  }
}

/** Different word pairs over all word pairs of the texts together. */
export function distinct2Of(texts: string[]): number {
  const pairs = texts.flatMap((text) => {
    const words = wordsOf(text)
    return words.slice(1).map((word, i) => `${words[i]} ${word}`)
  })
  return new Set(pairs).size / Math.max(1, pairs.length)
}
