import words from '../phrase-bank/equipment-words.json' with { type: 'json' }

const commonWords = new Set(words.common)
const singularHeads = new Set(words.singularHeads)
const plainColors = new Set(words.colors)

/** First letter upper case; a name with an inner capital ("iX", "eTron") stays as it is. */
export function sentenceCase(text: string): string {
  const first = /^\p{L}+/u.exec(text)?.[0]
  if (first === undefined || /^\p{Ll}+\p{Lu}/u.test(first)) return text
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Values that shout are lowered word by word: "SILVERADO 1500" → "Silverado 1500", "CR-V", "GMC", "RAV4" stay. */
export function quietCapitals(text: string): string {
  if (/\p{Ll}/u.test(text)) return text
  return text.replace(/(?<![\p{L}\p{N}-])\p{Lu}{4,}(?![\p{L}\p{N}])/gu, (word) =>
    /[AEIOUY]/.test(word) ? word.charAt(0) + word.slice(1).toLowerCase() : word,
  )
}

/** For the middle of a sentence: everyday equipment words lose their capital, names and initials keep theirs. */
export function lowerCommonWords(text: string): string {
  return text.replace(/[\p{L}\p{N}'’]+/gu, (word) => {
    const lower = word.toLowerCase()
    return commonWords.has(lower) ? lower : word
  })
}

/** "Black" → "black"; a maker's color name ("Sonic Gray Pearl", "Obsidian") stays. */
export function lowerPlainColor(color: string): string {
  const parts = color.toLowerCase().split(/[\s/-]+/)
  return parts.every((part) => plainColors.has(part)) ? color.toLowerCase() : color
}

/** True for equipment that takes "a" in a sentence ("backup camera"), false for plurals and mass nouns ("heated seats"). */
export function isSingularEquipment(text: string): boolean {
  const head = /([\p{L}]+)\W*$/u.exec(text)?.[1]?.toLowerCase()
  return head !== undefined && singularHeads.has(head)
}
