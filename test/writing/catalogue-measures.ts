// Figures over a catalogue of descriptions, as docs/adr/0008 reports them.

import type { Fact } from '#facts/index.ts'

/** Paragraphs without the list and the line that leads into it. */
export function proseOf(markdown: string): string {
  const blocks = markdown.trim().split('\n\n')
  return blocks.filter((block) => !block.startsWith('- ') && !block.endsWith(':')).join(' ')
}

export function sentencesOf(prose: string): string[] {
  return prose.split(/(?<=[.!?])\s+(?=[A-Z$])/)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const words = (text: string) => text.toLowerCase().match(/[\p{L}\d]+(?:[.,'’-][\p{L}\d]+)*/gu) ?? []

function fourGrams(text: string): Set<string> {
  const list = words(text)
  return new Set(list.slice(3).map((_, index) => list.slice(index, index + 4).join(' ')))
}

/** 4-gram Jaccard of all pairs; pairs of one kind (same trim) apart from the others. */
export function similarity(
  texts: readonly string[],
  kinds: readonly string[],
): { max: number; maxSameKind: number; mean: number } {
  const grams = texts.map(fourGrams)
  const result = { max: 0, maxSameKind: 0, mean: 0 }
  let pairs = 0
  for (const [i, a] of grams.entries()) {
    for (const [k, b] of grams.slice(i + 1).entries()) {
      let both = 0
      for (const gram of a) if (b.has(gram)) both += 1
      const value = both / (a.size + b.size - both)
      const scope = kinds[i] === kinds[i + 1 + k] ? 'maxSameKind' : 'max'
      result[scope] = Math.max(result[scope], value)
      result.mean += value
      pairs += 1
    }
  }
  result.mean /= pairs
  return result
}

/** Share of the sentences that stand word for word in more than two texts. */
export function verbatimShare(texts: readonly string[]): number {
  const all = texts.flatMap((text, owner) =>
    [...new Set(sentencesOf(proseOf(text)))].map((sentence) => ({ sentence, owner })),
  )
  const owners = Map.groupBy(all, ({ sentence }) => sentence)
  return all.filter(({ sentence }) => (owners.get(sentence)?.length ?? 0) > 2).length / all.length
}

/** Different word pairs over all word pairs. */
export function distinct2(texts: readonly string[]): number {
  const pairs = texts.flatMap((text) =>
    words(text).map((word, index, list) => `${word} ${list[index + 1] ?? ''}`),
  )
  return new Set(pairs).size / pairs.length
}

/** A sentence without what only names the vehicle: make, model, trim, colors, the dealership, every figure. */
export function mask(sentence: string, facts: readonly Fact[]): string {
  const named = [
    'make',
    'model',
    'trim',
    'exterior_color',
    'interior_color',
    'stock_number',
    'vin',
    'site_name',
    'site_city',
    'site_phone',
  ]
  const names = facts
    .filter(({ attribute }) => named.includes(attribute))
    .sort((a, b) => String(b.value).length - String(a.value).length)
  const masked = names.reduce((text, { attribute, value }) => {
    const literal = String(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return text.replace(new RegExp(`(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])`, 'giu'), `<${attribute}>`)
  }, sentence)
  return masked
    .replace(/\$?\d[\d,.]*/g, '#')
    .replace(/\b(?:two|three|four|five|six|seven|eight|nine)\b/gi, '#')
    .replace(/\ban\b/g, 'a')
}
