/** Letters whose names begin with a vowel sound: "an SUV", "an F-150", "an X5", but "a UX", "a BMW". */
const vowelNamedLetters = /^[AEFHILMNORSX]$/
/** Written with a vowel, said with a consonant ("a used", "a unit"), or the other way round ("an hour"). */
const consonantSounds = /^(?:eu|ewe|one\b|once\b|uni(?![nm])|us[aeu]|util|ute\b|ural)/i
const vowelSounds = /^(?:hour|heir|honest|hono)/i

/**
 * "a" or "an" for the words that follow. Figures as they are said aloud ("an 8-speed", "an 11", "an 80", "a 1.5L"),
 * initials by the names of their letters ("an LED", "a USB"), words by sound for the usual exceptions.
 */
export function articleFor(words: string): 'a' | 'an' {
  const first = /^[\p{L}\p{N}.,'’-]+/u.exec(words)?.[0] ?? ''
  const figure = /^\d[\d,]*/.exec(first)?.[0].replaceAll(',', '')
  if (figure !== undefined) return soundsLikeVowelFigure(figure) ? 'an' : 'a'
  const lead = /^[A-Z]+(?![a-z])/.exec(first)?.[0]
  if (lead !== undefined && isSpelledOut(first, lead))
    return vowelNamedLetters.test(lead.charAt(0)) ? 'an' : 'a'
  if (vowelSounds.test(first)) return 'an'
  if (consonantSounds.test(first)) return 'a'
  return /^[aeiou]/i.test(first) ? 'an' : 'a'
}

/** "used 2022 Honda" → "a used 2022 Honda". */
export function withArticle(words: string): string {
  return `${articleFor(words)} ${words}`
}

function soundsLikeVowelFigure(figure: string): boolean {
  if (figure.startsWith('8')) return true
  // 11 and 18 are "eleven" and "eighteen" only where they lead a group of thousands; 1800 is said "eighteen hundred".
  const isTeen = figure.startsWith('11') || figure.startsWith('18')
  return isTeen && (figure.length % 3 === 2 || (figure.length === 4 && figure.endsWith('00')))
}

/** Short runs of capitals are letters (LED, EX-L, F-150); four or more with a vowel are a word (NISMO), as RAM and RAV4 are. */
function isSpelledOut(word: string, lead: string): boolean {
  if (lead === 'RAM' || lead === 'RAV') return false
  if (lead.length === 1) return word.length === 1 || /^[A-Z][-\d]/.test(word)
  return lead.length < 4 || !/[AEIOU]/.test(lead)
}
