// Text to words with their places. Offsets are UTF-16 code units of the source, so that every claim can point at the
// words it judges. Markup between words is bridged; what a reader never sees (link targets, tags) is left out.

import { hashOf } from './phrase-trie.ts'
import { tableOf } from './table.ts'

/** What stands between a word and the one before it. */
export type Gap = 'join' | 'comma' | 'slash' | 'dash' | 'break'

export type Token = {
  start: number
  end: number
  /** As written. */
  raw: string
  /** Lower case, without accents, zero-width characters and possessive. */
  word: string
  /** `word` without the plural s: what phrases are compared by. */
  stem: string
  /** A number of the stem, by which a list of phrases knows whether one may begin with it. */
  hash: number
  gap: Gap
  /** Begins with a capital letter. */
  cap: boolean
  /** Of a number in digits, else NaN. */
  value: number
  /** Digits after the decimal point of a number. */
  decimals: number
}

export type Span = { start: number; end: number }

const wordPattern =
  /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?[\p{L}\p{N}]*|\d+(?:\.\d+)*[\p{L}\p{N}]*|[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]*(?:['’][\p{L}]{1,3})?|&/gu
const raised = /[¹²³⁰-⁹]/
/** The same where a text has raised figures: the mark of a footnote ("28 mpg³") is no part of a word, but "ft³" is one. */
const wordOfRaised = new RegExp(
  `(?:ft|in|m)[²³](?!\\p{L})|${wordPattern.source.replaceAll('\\p{N}', '\\p{Nd}')}`,
  'gu',
)
const asciiWord = /^[a-z0-9.,&]+$/
const numberHead = /^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([a-z]*)$/
const splitSuffixes = new Set(
  'k l mi mile miles mpg mpge hp in inch inches ft lb lbs kw kwh cc v w dr door doors cyl spd t am pm km gal mo at c h'.split(
    ' ',
  ),
)
const notPlural = new Set([
  'gas',
  'this',
  'its',
  'has',
  'was',
  'is',
  'us',
  'as',
  'ss',
  'plus',
  'series',
  'lens',
  'chassis',
  'cross',
  'lexus',
  'prius',
  'less',
  'access',
  'always',
  'versus',
  'yes',
  'news',
])

/** A word without the s of a plural or a verb ("carries"); the same cut for text, facts and lexicon, so that only equality matters. */
export function stemOf(word: string): string {
  if (/^\d{1,3}s$/.test(word)) return word.slice(0, -1)
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || notPlural.has(word)) return word
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /(?:[cs]h|x|ss|zz)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

const sameWord = tableOf<string>({
  '&': 'and',
  '1st': 'first',
  '2nd': 'second',
  '3rd': 'third',
  // as feeds and text messages shorten equipment
  pwr: 'power',
  htd: 'heated',
  lthr: 'leather',
  frt: 'front',
  whl: 'wheel',
  whls: 'wheels',
  pkg: 'package',
  ctrl: 'control',
  psgr: 'passenger',
  drvr: 'driver',
  spkr: 'speaker',
  spkrs: 'speakers',
  elec: 'electric',
  yrs: 'years',
  mos: 'months',
  strg: 'steering',
  snrf: 'sunroof',
  mnrf: 'moonroof',
  chgr: 'charger',
  wrls: 'wireless',
  blk: 'black',
  wht: 'white',
  gry: 'gray',
  grn: 'green',
  slvr: 'silver',
  blu: 'blue',
  brn: 'brown',
  clim: 'climate',
  cntrl: 'control',
  alum: 'aluminum',
})

/** Lower case, compatibility characters and accents folded, possessive 's and invisible characters gone. */
function foldWord(raw: string): string {
  let word = raw.toLowerCase()
  if (!asciiWord.test(word)) {
    word = word
      .normalize('NFKD')
      .replace(/[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
      .replace('’', "'")
    if (word.endsWith("'s")) word = word.slice(0, -2)
  }
  return sameWord[word] ?? word
}

/** "Pinnacle 🚗 black": a sign from ☀ to ➿, or the first half of a pair. */
const isPicture = (code: number): boolean => code <= 0x27bf || (code >= 0xd83c && code <= 0xd83e)

const isDigit = (code: number): boolean => code >= 48 && code <= 57

const nextLabel = /^[A-Z][A-Za-z. /&-]{1,24}:\s*\$?\d/

/** "Seats: 5  Doors: 4", "Seats: 5 Doors: 4": behind a figure, a label that leads to another. */
const isCell = (text: string, from: number, to: number): boolean =>
  /:\*{0,2} ?\$?[\d.,]{1,8}$/.test(text.slice(Math.max(0, from - 14), from)) &&
  text.slice(from, to).trim() === '' &&
  nextLabel.test(text.slice(to, to + 40))

/** "**Odometer** 62,579 **Owners** 2": bold words that lead to a figure of their own. */
const boldLabel = /^\*\*[^*\n\d]{1,30}(?:\*\*:?|:\*\*)\s*\$?\d/

/** A tag behind which something else begins. */
const endsLine = /^<(?:br|\/?(?:p|li|td|tr|th|div|h\d)\b)/i

function gapBetween(text: string, from: number, to: number): Gap {
  let gap: Gap = 'join'
  for (let i = from; i < to; i++) {
    switch (text[i]) {
      case ';':
      case ':':
      case '!':
      case '?':
      case '|':
      case '(':
      case ')':
      case '[':
      case ']':
      case '•':
      case '…':
      case '—':
      case '=':
      case '→':
      case '»':
      case '·':
      case '\t':
        return 'break'
      case ' ':
        if (i + 1 === to && isDigit(text.charCodeAt(from - 1)) && isCell(text, from, to)) return 'break'
        break
      case '*':
        if (text[i - 1] === ' ' && boldLabel.test(text.slice(i, i + 48))) return 'break'
        break
      case '>':
        if (text[i - 1] === ' ' && text[i + 1] === ' ') return 'break'
        break
      case '`':
        if (text.startsWith('` `', i)) return 'break'
        break
      case '<':
        if (endsLine.test(text.slice(i, i + 6))) return 'break'
        i = Math.max(i, text.lastIndexOf('>', to))
        break
      case '.':
        if (text[i - 1] === '.') return 'break'
        break
      case ',':
        gap = 'comma'
        break
      case '/':
      case '+':
        gap = 'slash'
        break
      case '–':
      case '-':
      case '‐':
      case '‑':
      case '−':
        if (text[i - 1] === ' ' || text[i - 1] === '\n') return 'break'
        gap = gap === 'join' ? 'dash' : gap
        break
      default:
        if (text.charCodeAt(i) >= 0x2600 && isPicture(text.charCodeAt(i))) return 'break'
    }
  }
  return gap
}

type Word = Pick<Token, 'raw' | 'word' | 'stem' | 'hash' | 'cap' | 'value' | 'decimals'>

function readWord(raw: string): Word {
  const word = foldWord(raw)
  const first = raw.charCodeAt(0)
  const digits = first >= 48 && first <= 57
  const head = digits || word !== raw.toLowerCase() ? numberHead.exec(word) : null
  const plain = head !== null && head[2] === ''
  const stem = stemOf(word)
  return {
    raw,
    word,
    stem,
    hash: hashOf(stem),
    cap: first < 128 ? first >= 65 && first <= 90 : raw[0] !== raw[0]?.toLowerCase(),
    value: plain ? Number(word.replaceAll(',', '')) : Number.NaN,
    decimals: plain && word.includes('.') ? word.length - word.indexOf('.') - 1 : 0,
  }
}

const known = new Map<string, Word>()
const knownMax = 20_000
/** A longer piece of a text keeps the whole of it in memory. */
const knownLettersMax = 12

/** Most words come again and again, and one string for all of them is found faster in every lexicon. */
function wordOf(raw: string): Word {
  const again = known.get(raw)
  if (again) return again
  const word = readWord(raw)
  if (raw.length > knownLettersMax) return word
  if (known.size >= knownMax) known.clear()
  known.set(raw, word)
  return word
}

function makeToken(raw: string, start: number, gap: Gap): Token {
  const { word, stem, hash, cap, value, decimals } = wordOf(raw)
  return { start, end: start + raw.length, raw, word, stem, hash, gap, cap, value, decimals }
}

/**
 * The words of a text, in order. A number is parted from a unit that is written against it ("1.5L", "12k").
 * @param skip spans to leave out, sorted and apart
 */
export function tokenize(text: string, skip: readonly Span[] = []): Token[] {
  const tokens: Token[] = []
  let last = 0
  let next = 0
  const pattern = raised.test(text) ? wordOfRaised : wordPattern
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index
    while (next < skip.length && skip[next]!.end <= start) next++
    const hole = skip[next]
    if (hole && hole.start <= start) {
      pattern.lastIndex = hole.end
      continue
    }
    const raw = match[0]
    const gap: Gap = tokens.length === 0 ? 'break' : gapBetween(text, last, start)
    last = start + raw.length
    const code = raw.charCodeAt(0)
    const parts = code >= 48 && code <= 57 ? numberHead.exec(raw.toLowerCase()) : null
    if (parts && parts[2] !== '' && splitSuffixes.has(parts[2]!)) {
      const cut = parts[1]!.length
      tokens.push(makeToken(raw.slice(0, cut), start, gap), makeToken(raw.slice(cut), start + cut, 'join'))
    } else tokens.push(makeToken(raw, start, gap))
  }
  return tokens
}

/** The stems of a phrase, as the tries hold them. */
export function stemsOf(phrase: string): string[] {
  return tokenize(phrase).map((token) => token.stem)
}

/** Words to be looked up by their stems. */
export const stemSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(stemOf))

/** Index of the first token that starts at or after `offset`. */
export function tokenAt(tokens: readonly Token[], offset: number): number {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.start < offset) low = middle + 1
    else high = middle
  }
  return low
}
