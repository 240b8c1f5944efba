// Whether a sentence is of another language than the text should be. In a language that is not the text's nobody has
// verified what it says.

import { getLanguage, type Language } from './languages.ts'
import lexicon from './lexicon/function-words.json' with { type: 'json' }

const unitLettersMin = 4

/** What tells a language in Latin letters: its small words, and its words for units that are no English ones. */
const tellingWords = Object.entries(lexicon).map(([name, words]) => ({
  name,
  words: new Set([...words, ...unitWords(name)]),
}))
const hanOnlyMax = 12
/** Of fewer words one alone does not tell. */
const wordsMin = 3
const vietnameseLetter = /[đơưăạảấầẩẫậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/u

function unitWords(name: string): string[] {
  const english = new Set(getLanguage('English').units.map(({ words }) => words))
  // English has these words too.
  const shared = [
    'places',
    'miles',
    'dollar',
    'euro',
    'euros',
    'peso',
    'pesos',
    'airbags',
    'airbag',
    'clients',
  ]
  return getLanguage(name)
    .units.map(({ words }) => words)
    .filter((words) => /^\p{L}+$/u.test(words) && words.length >= unitLettersMin)
    .filter((words) => name === 'English' || !(english.has(words) || shared.includes(words)))
}

/**
 * By its script, and among the languages in Latin letters by words that tell them. A sentence without such a word, as
 * "Heated seats.", is of any language.
 */
export function isForeign(sentence: string, language: Language): boolean {
  if (hasOtherScript(sentence, language)) return true
  if (!language.isLatin) return false
  const words = wordsOf(sentence)
  const ownWords = tellingWords.find(({ name }) => name === language.name)?.words ?? new Set()
  const others = words.filter((word) => !ownWords.has(word))
  const own = words.length - others.length
  const counts = tellingWords.map(({ words: told }) => others.filter((word) => told.has(word)).length)
  const most = Math.max(...counts)
  if (own > 0 || most > 1) return most > 1 && most > 2 * own
  return words.length >= wordsMin && (most > 0 || words.some((word) => hasOtherLetter(word, language)))
}

/** Of the web or of mail: its parts are no words, though "com" is one in Portuguese. */
const address = /\S+@\S+|\S*\p{L}\.\p{L}\S*/gu

/** In small letters, and without addresses and names: of the words with a capital the first alone. */
function wordsOf(sentence: string): string[] {
  const words = sentence.replace(address, ' ').match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []
  return words.filter((word, i) => i === 0 || !/^\p{Lu}/u.test(word)).map((word) => word.toLowerCase())
}

function hasOtherLetter(word: string, { name }: Language): boolean {
  if (name === 'Vietnamese') return false
  return vietnameseLetter.test(word) || (name === 'English' && /[^ -~]/.test(word))
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
