// Whether a sentence is of another language than the text should be. In a language that is not the text's nobody has
// verified what it says.

import type { Language } from './languages.ts'
import lexicon from './lexicon/function-words.json' with { type: 'json' }

const functionWords = Object.entries(lexicon).map(([name, words]) => ({ name, words: new Set(words) }))
const hanOnlyMax = 12

/**
 * By its script, and among the languages in Latin letters by its small words. A sentence without a word that tells, such
 * as "Heated seats.", is of any language.
 */
export function isForeign(sentence: string, language: Language): boolean {
  if (hasOtherScript(sentence, language)) return true
  if (!language.isLatin) return false
  const words = sentence.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  const counts = functionWords.map(({ name, words: own }) => ({
    name,
    count: words.filter((word) => own.has(word)).length,
  }))
  const own = counts.find(({ name }) => name === language.name)?.count ?? 0
  const most = Math.max(...counts.filter(({ name }) => name !== language.name).map(({ count }) => count))
  return most >= 2 && most > 2 * own
}

function hasOtherScript(sentence: string, language: Language): boolean {
  for (const letter of sentence.match(/\p{L}/gu) ?? []) {
    if (/[\p{Script=Latin}\p{Script=Common}ªºµ]/u.test(letter) || language.scripts.test(letter)) continue
    return true
  }
  if (language.name !== 'Japanese') return false
  const han = sentence.match(/\p{Script=Han}/gu)?.length ?? 0
  return han > hanOnlyMax && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sentence)
}
