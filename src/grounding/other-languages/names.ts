// Names in a sentence: what is written with a capital or in Latin letters of another script's text, and makes, models
// and places in the scripts of other languages as far as the lexicon has them. What is no name by its build is not one
// here: "camioneta" names nothing.

import { findMake, listMakes, normalizeName } from '#facts/index.ts'
import everyday from '../lexicon/everyday-names.json' with { type: 'json' }
import trims from '../lexicon/trims.json' with { type: 'json' }
import { lowerCase } from './figures.ts'
import type { Language } from './languages.ts'
import lexicon from './lexicon/names.json' with { type: 'json' }

export type Name = {
  start: number
  end: number
  level: 'make' | 'model' | 'trim' | 'place' | 'name'
  /** The words it is compared by: one of them must be carried. */
  forms: readonly string[]
}

type Foreign = { words: string; level: Name['level']; forms: readonly string[] }

const foreignNames: readonly Foreign[] = [
  ...foreign(lexicon.makes, 'make'),
  ...foreign(lexicon.models, 'model'),
  ...foreign(lexicon.places, 'place'),
].sort((a, b) => b.words.length - a.words.length)

function foreign(book: Record<string, string[]>, level: Name['level']): Foreign[] {
  return Object.entries(book).flatMap(([name, spellings]) =>
    spellings.map((words) => ({
      words,
      level,
      forms: name.split('|').map(normalizeName),
    })),
  )
}

// A model that is an everyday word too ("Fit", "Pilot") counts by its capital alone, as any other name.
const everydayModels = new Set(everyday.models.map(normalizeName))
const models = new Set(
  listMakes().flatMap((make) => make.models.map(normalizeName).filter((name) => !everydayModels.has(name))),
)
const trimCodes = new Set(trims.codes.filter((code) => code.length > 1).map(normalizeName))

const latinWord =
  /[\p{Script=Latin}\d][\p{Script=Latin}\p{M}\d]*(?:[-&+/.‑](?=[\p{Script=Latin}\d])[\p{Script=Latin}\p{M}\d]+)*/gu
const cyrillicWord = /\p{Script=Cyrillic}[\p{Script=Cyrillic}-]*/gu

/** @param isHeading most words of a heading may have a capital: then capitals say nothing there */
export function namesOf(text: string, language: Language, isHeading: boolean): Name[] {
  const neutral = neutralOf(language)
  const titleCase = isHeading && isTitleCase(text)
  const found = language.isLatin ? [] : inOtherScript(text, language)
  const isTaken = (at: number) => found.some(({ start, end }) => at >= start && at < end)
  const words = [
    ...text.matchAll(latinWord),
    ...(language.name === 'Russian' ? text.matchAll(cyrillicWord) : []),
  ].sort((a, b) => a.index - b.index)
  for (const match of words) {
    const [word] = match
    const start = match.index
    if (isTaken(start) || !/\p{L}/u.test(word) || neutral.has(word)) continue
    const level = levelOf(word)
    const isLatin = /\p{Script=Latin}/u.test(word)
    const isName =
      level !== 'name' ||
      hasInnerMark(word) ||
      (isLatin && !language.isLatin ? word.length > 1 : isCapital(word) && !titleCase && !opens(text, start))
    if (isName && !isFigureWithUnit(word))
      found.push({ start, end: start + word.length, level, forms: [normalizeName(word)] })
  }
  return found.sort((a, b) => a.start - b.start)
}

const neutralWords = new Map<string, ReadonlySet<string>>()

function neutralOf({ name }: Language): ReadonlySet<string> {
  const known = neutralWords.get(name)
  if (known) return known
  const own = (lexicon.neutral as Record<string, string[]>)[name] ?? []
  const all = new Set([...lexicon.neutral.any, ...own])
  neutralWords.set(name, all)
  return all
}

function levelOf(word: string): Name['level'] {
  // "Óptima" is no Optima.
  if (!isCapital(word) || /[^ -~]/.test(word)) return 'name'
  const key = normalizeName(word)
  if (findMake(word)) return 'make'
  if (trimCodes.has(key) && word === word.toUpperCase()) return 'trim'
  return models.has(key) && key.length > 2 ? 'model' : 'name'
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)

/** "iPhone", "CR-V", "V6", "4x4": no word of a language is written so. */
function hasInnerMark(word: string): boolean {
  return /\p{Ll}\p{Lu}/u.test(word) || /\p{Lu}\p{Lu}/u.test(word) || (/\d/.test(word) && /\p{L}/u.test(word))
}

/** "29mpg" and "3.5L" are for the figures. */
function isFigureWithUnit(word: string): boolean {
  return /^\d+(?:[.,]\d+)*(?:mpg|mi|km|hp|cv|ch|l|kw|kwh|lb|lbs|in|k|h|usd)$/i.test(word)
}

/** Characters before a word that are looked at, so that a long text is read in one pass. */
const opensWithin = 12

/** Whether a word begins a sentence, a quotation or what follows a colon. */
function opens(text: string, at: number): boolean {
  return /(?:^|[:.!?¿¡…«"“„(—–-])[\s*_]*["“«„¿¡(]*[\s*_]*$/u.test(
    text.slice(Math.max(0, at - opensWithin), at),
  )
}

function isTitleCase(text: string): boolean {
  const words = (text.match(/\p{L}{4,}/gu) ?? []).filter((word) => !/^\p{Lu}+$/u.test(word))
  return words.length > 1 && words.filter(isCapital).length * 10 >= words.length * 7
}

/** Longest first; a Russian ending of up to three letters may follow a stem. */
function inOtherScript(text: string, { isUnspaced, name }: Language): Name[] {
  const lower = lowerCase(text)
  const found: Name[] = []
  for (const { words, level, forms } of foreignNames) {
    for (let at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + words.length)) {
      const end = at + words.length
      if (found.some(({ start, end: to }) => at < to && end > start)) continue
      if (!isUnspaced && !standsAlone(lower, at, end, name)) continue
      found.push({ start: at, end: name === 'Russian' ? endOfWord(lower, end) : end, level, forms })
    }
  }
  return found
}

/** Arabic, Farsi and Hebrew put "and", "the", "in" before a word without a space. */
function standsAlone(text: string, at: number, end: number, language: string): boolean {
  const before = /[\p{L}\p{M}]*$/u.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? ''
  const after = /^[\p{L}\p{M}]*/u.exec(text.slice(end, end + 12))?.[0] ?? ''
  if (language === 'Russian') return before === '' && after.length <= 3
  return /^[والبكلفהבלמכשו]{0,3}$/u.test(before) && after.length <= 2
}

const endOfWord = (text: string, at: number): number =>
  at + (/^[\p{L}\p{M}]*/u.exec(text.slice(at, at + 12))?.[0].length ?? 0)
