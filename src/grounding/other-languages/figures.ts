// Figures in a sentence of any published language: digits of every script with their grouping and decimal marks, small
// number words before a unit, and the unit that stands beside. What cannot be read is a figure without a value, which
// no fact carries.

import type { Language, UnitClass } from './languages.ts'

export type Figure = {
  start: number
  end: number
  /** NaN: not understood. */
  value: number
  /** How far the fact may be off, by the digits that are shown of a rounded figure: "2.9万" is 28,995. */
  within: number
  /** Undefined: no unit that is known. */
  unit: UnitClass | undefined
  /** Nothing follows in the sentence that it could count. */
  isBare: boolean
}

const zeros = [0x0660, 0x06f0, 0xff10]

/** The text with Western digits and marks, every place where it was. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19٫٬．，＄\u00a0\u202f\u2009]/g, (character) => {
    const code = character.charCodeAt(0)
    const zero = zeros.find((first) => code >= first && code <= first + 9)
    if (zero !== undefined) return String(code - zero)
    if ('٫．'.includes(character)) return '.'
    if ('٬，'.includes(character)) return ','
    return character === '＄' ? '$' : '\u00a0'
  })
}

/** In small letters, every place where it was: İ has two. */
export function lowerCase(text: string): string {
  return text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase()
    return small.length === letter.length ? small : letter
  })
}

const numerals = new Map(
  Object.entries({
    ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
    ...{ 영: 0, 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 },
  }),
)
const places = new Map(Object.entries({ 十: 10, 십: 10, 百: 100, 백: 100, 千: 1000, 천: 1000 }))
const myriads = new Map(Object.entries({ 万: 1e4, 萬: 1e4, 만: 1e4, 億: 1e8, 亿: 1e8, 억: 1e8 }))
const numeralShape = /^[〇零一二两兩三四五六七八九十百千万萬億亿영일이삼사오육칠팔구십백천만억]+/

/** 二十 is 20, 三万五千 is 35,000. */
function numeralValue(text: string): number {
  let whole = 0
  let part = 0
  let digit = 0
  for (const character of text) {
    const myriad = myriads.get(character)
    const place = places.get(character)
    if (myriad !== undefined) {
      whole += (part + digit || 1) * myriad
      part = 0
      digit = 0
    } else if (place !== undefined) {
      part += (digit || 1) * place
      digit = 0
    } else digit = digit * 10 + (numerals.get(character) ?? 0)
  }
  return whole + part + digit
}

type Read = { value: number; step: number }

/** What a run of digits and marks says. Several figures where the marks part dates. */
function readDigits(raw: string, { pointGroups }: Language): Read[] {
  const plain = raw.replace(/[\s\u00a0'’]/g, '')
  const marks = plain.match(/[.,]/g) ?? []
  const [first] = marks
  if (first === undefined) return [{ value: Number(plain), step: 0 }]
  const parts = plain.split(/[.,]/)
  const groups = (list: string[]) => list.slice(1).every((one) => one.length === 3) && list[0]!.length <= 3
  if (new Set(marks).size === 1) {
    const isGrouped = groups(parts) && parts[0] !== '0' && (first === ',' || pointGroups)
    if (isGrouped) return [{ value: Number(parts.join('')), step: 0 }]
    if (marks.length === 1) return [decimal(parts[0]!, parts[1]!)]
    return parts.map((part) => ({ value: Number(part), step: 0 }))
  }
  const whole = parts.slice(0, -1)
  const isOnce = marks.filter((mark) => mark === marks.at(-1)).length === 1
  return isOnce && groups(whole)
    ? [decimal(whole.join(''), parts.at(-1)!)]
    : parts.map((part) => ({ value: Number(part), step: 0 }))
}

const decimal = (whole: string, digits: string): Read => ({
  value: Number(`${whole}.${digits}`),
  step: 10 ** -digits.length,
})

const currencyBefore = /(US\$|USD|[A-Z]{1,2}\$|\$|€|£|¥|₩|₪|₽|₫|₱|EUR|CAD|MXN)[\s\u00a0]?$/
const digitsShape = /(?<!\d)(?:\d{1,3}(?:[\u00a0]\d{3})+(?![\d])|\d+)(?:[.,'’]\d+)*/g
const spacedShape = /(?<!\d)(?:\d{1,3}(?:[ \u00a0]\d{3})+(?![\d])|\d+)(?:[.,'’]\d+)*/g

/**
 * @param text a sentence
 * @param isTaken whether a place belongs to a name ("RAV4", a VIN)
 */
export function figuresOf(text: string, language: Language, isTaken: (at: number) => boolean): Figure[] {
  const western = westernDigits(text)
  const lower = lowerCase(western)
  const found: Figure[] = []
  for (const match of western.matchAll(language.spaceGroups ? spacedShape : digitsShape)) {
    if (isTaken(match.index)) continue
    found.push(...figuresAt(western, lower, match.index, match[0], language))
  }
  return [...found, ...wordFigures(lower, language, isTaken, found)].sort((a, b) => a.start - b.start)
}

function figuresAt(text: string, lower: string, start: number, raw: string, language: Language): Figure[] {
  const before = currencyBefore.exec(text.slice(Math.max(0, start - 5), start))?.[1]
  const from = start - (before ? before.length + (/[\s\u00a0]/.test(text[start - 1] ?? '') ? 1 : 0) : 0)
  const more = multiplierAt(lower, start + raw.length, language)
  const unit = unitAt(lower, more.end, language)
  const end = unit?.end ?? more.end
  const unitClass = before ? currencyOf(before) : unit?.unit
  return readDigits(raw, language).map(({ value, step }) => ({
    start: from,
    end,
    value: value * more.times,
    within: more.times > 1 ? ((step || 1) * more.times) / 2 : step / 2,
    unit: unitClass,
    isBare: !/^[\s\u00a0]*[\p{L}%]/u.test(text.slice(end)),
  }))
}

function currencyOf(sign: string): UnitClass {
  return sign === '$' || sign === 'US$' || sign === 'USD' ? 'usd' : 'money'
}

/** 万, тысяч, mil behind digits. */
function multiplierAt(lower: string, at: number, { numberWords }: Language): { times: number; end: number } {
  const from = at + (/^[\s\u00a0]/.test(lower.slice(at, at + 1)) ? 1 : 0)
  const myriad =
    myriads.get(lower[from] ?? '') ?? (lower[from] === '千' || lower[from] === '천' ? 1000 : undefined)
  if (myriad !== undefined) return { times: myriad, end: from + 1 }
  const word = /^[\p{L}\p{M}]+\.?/u.exec(lower.slice(from, from + 20))?.[0]
  for (const one of word ? [word, word.replace(/\.$/, '')] : []) {
    const times = numberWords.get(one)
    if (times !== undefined && times >= 1000) return { times, end: from + one.length }
    if (one === 'k' && from === at) return { times: 1000, end: from + 1 }
  }
  return { times: 1, end: at }
}

const link = /^(?:[\s\u00a0]|-|‑)?(?:(?:de|d['’]|na|ng|من|個の|개의|個|个)(?:[\s\u00a0]|(?<=['’의の個个])))?/u

/** The unit that begins at a place, a space, a hyphen or a "de" before it. */
function unitAt(
  lower: string,
  at: number,
  { units, isUnspaced }: Language,
): { unit: UnitClass; end: number } | undefined {
  for (const from of new Set([
    at,
    at + (/^[\s\u00a0-]/.test(lower.slice(at, at + 1)) ? 1 : 0),
    at + (link.exec(lower.slice(at))?.[0].length ?? 0),
  ])) {
    for (const { words, unit } of units) {
      if (!lower.startsWith(words, from)) continue
      // "29 시내" is no 29 시: one sign counts only where it stands against its figure.
      if (isUnspaced && words.length === 1 && from > at && /\p{L}/u.test(words)) continue
      const end = from + words.length
      const isWord = /[\p{L}\p{M}]$/u.test(words)
      const isUnspacedWord = isUnspaced && !/[a-z]$/.test(words)
      if (isWord && !isUnspacedWord && /^[\p{L}\p{M}\d]/u.test(lower.slice(end))) continue
      return { unit, end }
    }
  }
  return undefined
}

/** Number words are read where a unit follows: "cinco asientos", "五座". Elsewhere "two" is often no figure. */
function wordFigures(
  lower: string,
  language: Language,
  isTaken: (at: number) => boolean,
  known: readonly Figure[],
): Figure[] {
  const isKnown = (at: number) => isTaken(at) || known.some(({ start, end }) => at >= start && at < end)
  return language.isUnspaced
    ? numeralFigures(lower, language, isKnown)
    : spelledFigures(lower, language, isKnown)
}

function numeralFigures(lower: string, language: Language, isKnown: (at: number) => boolean): Figure[] {
  const figures: Figure[] = []
  for (let at = 0; at < lower.length; at++) {
    const raw = numeralShape.exec(lower.slice(at, at + 20))?.[0]
    const words = [...language.numberWords.keys()].find((word) => lower.startsWith(word, at))
    const length = raw?.length ?? words?.length
    if (length === undefined || isKnown(at)) continue
    const unit = unitAt(lower, at + length, language)
    // Korean's numerals are syllables of words too: 사이 is no 42.
    const isInWord = raw !== undefined && language.name === 'Korean' && /\p{L}/u.test(lower[at - 1] ?? '')
    if (unit && !isInWord) {
      const value = raw === undefined ? (language.numberWords.get(words!) ?? Number.NaN) : numeralValue(raw)
      // "一台" is "a car", not a count.
      if (value > 1)
        figures.push({ start: at, end: unit.end, value, within: 0, unit: unit.unit, isBare: false })
    }
    at += length - 1
  }
  return figures
}

function spelledFigures(lower: string, language: Language, isKnown: (at: number) => boolean): Figure[] {
  const figures: Figure[] = []
  const word = /[\p{L}\p{M}][\p{L}\p{M}'’-]*\.?/gu
  let run: { start: number; end: number; values: number[] } | undefined
  const close = () => {
    const unit = run && unitAt(lower, run.end, language)
    if (run && unit) {
      const { start, values } = run
      figures.push({
        start,
        end: unit.end,
        value: product(values),
        within: 0,
        unit: unit.unit,
        isBare: false,
      })
    }
    run = undefined
  }
  for (const match of lower.matchAll(word)) {
    const [raw] = match
    const value = language.numberWords.get(raw) ?? language.numberWords.get(raw.replace(/[.-]+$/, ''))
    const follows =
      run && /^(?:[\s\u00a0-]|[\s\u00a0](?:y|e|et)[\s\u00a0])?$/.test(lower.slice(run.end, match.index))
    if (run && !follows) close()
    if (value === undefined || isKnown(match.index)) {
      close()
      continue
    }
    const end = match.index + raw.replace(/[.-]+$/, '').length
    run = run ? { ...run, end, values: [...run.values, value] } : { start: match.index, end, values: [value] }
  }
  close()
  return figures
}

/** Of one word, or of a small number before thousands; what is put together otherwise is not understood. */
function product(values: readonly number[]): number {
  const [first = Number.NaN, second, ...rest] = values
  if (second === undefined) return first
  return rest.length === 0 && first < second && second >= 100 ? first * second : Number.NaN
}
