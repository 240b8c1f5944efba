// Dates, times, places, roads and countries: claims that are recognised by their build and not by a closed list.

import figures from '../lexicon/figures.json' with { type: 'json' }
import places from '../lexicon/places.json' with { type: 'json' }
import { addPhrase, longestAt, makeTrie, type TrieNode } from '../text/phrase-trie.ts'
import { tableOf } from '../text/table.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { leadsToPraise, type Praise, praiseAt } from './praise.ts'

type View = { text: string; tokens: readonly Token[]; from: number; to: number; titleCase: boolean }

export type Pattern = { from: number; to: number } & (
  | { type: 'date'; year: number | null; month: number; day: number | null }
  | { type: 'time'; minutes: number }
  | { type: 'state'; code: string }
  | { type: 'place'; stems: string[] }
  | { type: 'street'; words: string[] }
  | { type: 'zip'; value: string }
  | { type: Praise['type'] }
  | { type: 'origin'; words: string[] }
)

const months = tableOf<number>(figures.months)
const stateTrie: TrieNode<string> = makeTrie()
for (const [name, code] of Object.entries(places.states)) addPhrase(stateTrie, stemsOf(name), code)
const stateCodes = new Set(Object.values(places.states))
const beforePlace: TrieNode<true> = makeTrie()
for (const phrase of places.before) addPhrase(beforePlace, stemsOf(phrase), true)
const streets = tableOf<string>(places.streets)
const directions = tableOf<string>(places.directions)
const countries = tableOf<string>(places.countries)
const namedRoads = new Set([
  'boulevard',
  'blvd',
  'avenue',
  'ave',
  'parkway',
  'pkwy',
  'turnpike',
  'expressway',
])

/** The state that begins at a token, by name or as the code after a comma. */
function stateAt(v: View, at: number): { to: number; code: string } | undefined {
  const token = v.tokens[at]!
  if (
    stateCodes.has(token.raw) &&
    at > v.from &&
    (token.gap === 'comma' || /^\d{5}$/.test(v.tokens[at + 1]?.raw ?? ''))
  )
    return { to: at + 1, code: token.raw }
  const found = token.cap ? longestAt(stateTrie, v.tokens, at, v.to) : undefined
  return found ? { to: found.end, code: found.values[0]! } : undefined
}

/** "123 Main Street" in one spelling, word by word. */
export const streetWords = (tokens: readonly Token[]): string[] =>
  tokens.map((token) => streets[token.word] ?? directions[token.word] ?? token.word)

export const countryOf = (words: readonly string[]): string => countries[words.join(' ')] ?? words.join(' ')

function streetAt(v: View, at: number, taken: (at: number) => boolean): Pattern | undefined {
  if (Number.isNaN(v.tokens[at]!.value) || v.tokens[at]!.gap === 'slash') return undefined
  for (let i = at + 1; i < Math.min(v.to, at + 6); i++) {
    const token = v.tokens[i]!
    // "27 MPG City | 36 MPG Hwy"
    if (taken(i) || token.word === 'mpg') return undefined
    if ((!token.cap && !/^\d/.test(token.raw)) || token.gap === 'comma' || token.gap === 'break')
      return undefined
    // "EPA CITY 19" above "EPA HWY 28"
    if (v.text.slice(v.tokens[i - 1]!.end, token.start).includes('\n')) return undefined
    const road = i > at + 1 || directions[token.word] === undefined ? streets[token.word] : undefined
    if (road && i > at + 1 && !(v.tokens[i + 1]?.cap && streets[v.tokens[i + 1]!.word]))
      return { type: 'street', from: at, to: i + 1, words: streetWords(v.tokens.slice(at, i + 1)) }
  }
  return undefined
}

/** "on Lamar Boulevard": a road by its name, without a number. */
function roadAt(v: View, at: number, taken: (at: number) => boolean): Pattern | undefined {
  const road = v.tokens[at + 1]
  if (!road || at + 1 >= v.to || !namedRoads.has(road.word) || road.gap !== 'join' || taken(at + 1))
    return undefined
  if (!road.cap || !v.tokens[at]!.cap) return undefined
  return { type: 'street', from: at, to: at + 2, words: streetWords(v.tokens.slice(at, at + 2)) }
}

function dateAt(v: View, at: number): Pattern | undefined {
  const token = v.tokens[at]!
  const [second, third] = [v.tokens[at + 1], v.tokens[at + 2]]
  const here = (one: Token | undefined, index: number): one is Token =>
    one !== undefined && index < v.to && one.gap !== 'break'
  const year = (one: Token | undefined): number | null =>
    one && one.value >= 1950 && one.value <= 2100 && one.raw.length === 4 ? one.value : null
  const month = token.cap ? months[token.word] : undefined
  if (month !== undefined && here(second, at + 1)) {
    const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(second.word)?.[1] ?? Number.NaN)
    if (day >= 1 && day <= 31) {
      // "March 6 of 2026"
      const last = here(third, at + 2) && third.word === 'of' ? at + 3 : at + 2
      const whole = here(v.tokens[last], last) ? year(v.tokens[last]) : null
      return { type: 'date', from: at, to: whole ? last + 1 : at + 2, month, day, year: whole }
    }
    if (year(second)) return { type: 'date', from: at, to: at + 2, month, day: null, year: year(second) }
  }
  const before = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token.word)?.[1] ?? Number.NaN)
  const of = second?.word === 'of' ? 1 : 0
  const named = v.tokens[at + 1 + of]
  // "14 February 2026", "the 14th of February"
  if (
    before >= 1 &&
    before <= 31 &&
    here(named, at + 1 + of) &&
    named.cap &&
    months[named.word] !== undefined
  ) {
    const next = v.tokens[at + 2 + of]
    const whole = here(next, at + 2 + of) ? year(next) : null
    const to = at + 2 + of + (whole ? 1 : 0)
    return { type: 'date', from: at, to, month: months[named.word]!, day: before, year: whole }
  }
  // "came in on 3/19", and not "rated at 3/19"
  if (
    at > v.from &&
    /^(?:on|since)$/.test(v.tokens[at - 1]!.word) &&
    /^\d{1,2}$/.test(token.raw) &&
    here(second, at + 1) &&
    second.gap === 'slash' &&
    /^\d{1,2}$/.test(second.raw) &&
    token.value >= 1 &&
    token.value <= 12 &&
    second.value >= 1 &&
    second.value <= 31 &&
    !(here(third, at + 2) && third.gap === 'slash')
  )
    return { type: 'date', from: at, to: at + 2, month: token.value, day: second.value, year: null }
  if (
    Number.isNaN(token.value) ||
    !here(second, at + 1) ||
    !here(third, at + 2) ||
    Number.isNaN(second.value) ||
    Number.isNaN(third.value) ||
    second.gap !== third.gap
  )
    return undefined
  // "Seats/doors/owners: 6/4/1"
  if (second.gap === 'slash' && token.value <= 12 && second.value <= 31 && third.raw.length > 1)
    return {
      type: 'date',
      from: at,
      to: at + 3,
      month: token.value,
      day: second.value,
      year: third.value < 100 ? 2000 + third.value : third.value,
    }
  if (second.gap === 'dash' && year(token) && second.value <= 12 && third.value <= 31)
    return { type: 'date', from: at, to: at + 3, month: second.value, day: third.value, year: year(token) }
  return undefined
}

/** "9:00 AM", "9 a.m.", "9am", "21:30": a time of day, in minutes after midnight. */
function timeAt(v: View, at: number): Pattern | undefined {
  const hour = v.tokens[at]!
  if (!/^\d{1,2}$/.test(hour.raw) || hour.value > 23) return undefined
  const second = at + 1 < v.to ? v.tokens[at + 1] : undefined
  const isClock =
    second !== undefined && /^[0-5]\d$/.test(second.raw) && v.text.slice(hour.end, second.start) === ':'
  const after = isClock ? at + 2 : at + 1
  const half = halfOfDay(v, after)
  if (!half) {
    // "(0:30)", "0:05", as a script counts
    if (!isClock || hour.raw === '0') return undefined
    return { type: 'time', from: at, to: after, minutes: hour.value * 60 + second.value }
  }
  if (hour.value < 1 || hour.value > 12) return undefined
  const minutes = (hour.value % 12) * 60 + (isClock ? second.value : 0) + (half.isAfternoon ? 720 : 0)
  return { type: 'time', from: at, to: half.to, minutes }
}

function halfOfDay(v: View, at: number): { to: number; isAfternoon: boolean } | undefined {
  const token = at < v.to ? v.tokens[at]! : undefined
  if (token?.gap !== 'join') return undefined
  if (/^[ap]m$/.test(token.word)) return { to: at + 1, isAfternoon: token.word === 'pm' }
  const isParted = /^[ap]$/.test(token.word) && at + 1 < v.to && v.tokens[at + 1]!.word === 'm'
  return isParted ? { to: at + 2, isAfternoon: token.word === 'p' } : undefined
}

/** "our Round Rock showroom" */
function locationAt(v: View, at: number, taken: (at: number) => boolean): Pattern | undefined {
  const site = v.tokens[at + 1]
  if (
    v.tokens[at]!.cap &&
    at > v.from &&
    site &&
    at + 1 < v.to &&
    site.gap === 'join' &&
    /^(showroom|location|branch)$/.test(site.stem)
  ) {
    let from = at
    while (
      from > v.from + 1 &&
      at - from < 2 &&
      v.tokens[from - 1]!.cap &&
      v.tokens[from]!.gap === 'join' &&
      !taken(from - 1)
    )
      from--
    return { type: 'place', from, to: at + 1, stems: v.tokens.slice(from, at + 1).map((token) => token.stem) }
  }
  return undefined
}

/** "Near Me", as people search and headings repeat */
const self = /^(?:me|you|us|here|it|them|your|my|our|range|driving|road|highway|warranty|coverage)$/

function placeAt(v: View, at: number, taken: (at: number) => boolean): Pattern | undefined {
  const led = longestAt(beforePlace, v.tokens, at, v.to)
  // "Near Me", as people search
  if (led && !/^(me|you|us|here|home|work)$/.test(v.tokens[led.end]?.word ?? '')) {
    let to = led.end
    while (
      to < v.to &&
      to < led.end + 4 &&
      v.tokens[to]!.cap &&
      !taken(to) &&
      !self.test(v.tokens[to]!.word) &&
      (to === led.end || v.tokens[to]!.gap === 'join' || v.tokens[to]!.gap === 'dash')
    )
      to++
    if (to > led.end)
      return {
        type: 'place',
        from: led.end,
        to,
        stems: v.tokens.slice(led.end, to).map((token) => token.stem),
      }
  }
  // "our Portland, Maine showroom"
  const isState = v.tokens[at]!.gap === 'comma' && stateAt(v, at) !== undefined
  const location = isState ? undefined : locationAt(v, at, taken)
  if (location) return location
  const state = v.tokens[at + 1]
  if (v.tokens[at]!.cap && state?.gap === 'comma' && at + 1 < v.to && stateAt(v, at + 1)) {
    let from = at
    while (
      from > v.from &&
      at - from < 2 &&
      v.tokens[from - 1]!.cap &&
      v.tokens[from]!.gap === 'join' &&
      !taken(from - 1)
    )
      from--
    return { type: 'place', from, to: at + 1, stems: v.tokens.slice(from, at + 1).map((token) => token.stem) }
  }
  return undefined
}

const making = new Set(['built', 'assembled', 'manufactured', 'made', 'produced'])
const moving = new Set(['imported', 'shipped'])

function originAt(v: View, at: number): Pattern | undefined {
  const link = v.tokens[at + 1]?.stem
  const led = making.has(v.tokens[at]!.stem) && link === 'in'
  const moved = moving.has(v.tokens[at]!.stem) && link === 'from'
  if ((!led && !moved) || at + 2 >= v.to) return undefined
  let from = at + 2
  if (v.tokens[from]!.stem === 'the') from++
  let to = from
  while (
    to < v.to &&
    to < from + 5 &&
    (v.tokens[to]!.cap || (to > from && v.tokens[to]!.stem === 'of')) &&
    v.tokens[to]!.gap !== 'break' &&
    (to === from || v.tokens[to]!.gap !== 'comma')
  )
    to++
  return to > from
    ? { type: 'origin', from, to, words: v.tokens.slice(from, to).map((token) => token.word) }
    : undefined
}

/** @param address where the last part of an address ends: "48 Ocean Avenue, Portland 04101" */
function zipAt(v: View, at: number, address: number, taken: (at: number) => boolean): Pattern | undefined {
  const token = v.tokens[at]!
  if (!/^\d{5}$/.test(token.raw) || at === v.from) return undefined
  const before = v.tokens[at - 1]!
  const after =
    before.stem === 'zip' ||
    before.stem === 'code' ||
    (before.stem === 'is' && at - 2 > v.from && /^(zip|code)$/.test(v.tokens[at - 2]!.stem)) ||
    stateCodes.has(before.raw) ||
    stateTrie.next?.has(before.stem) ||
    (token.gap === 'comma' && before.cap && at - v.from > 1) ||
    (before.cap &&
      token.gap === 'join' &&
      (token.raw.startsWith('0') ||
        (address >= 0 && at - address < 4) ||
        (before.gap === 'comma' && taken(at - 1))))
  return after ? { type: 'zip', from: at, to: at + 1, value: token.raw } : undefined
}

const leads = new Set([...making, ...moving, ...(beforePlace.next?.keys() ?? [])])

/** Whether any may begin at a word: most words have neither a capital nor a figure and lead to none. */
const mayBegin = ({ cap, word, stem, value }: Token): boolean =>
  cap || !Number.isNaN(value) || /^\d/.test(word) || leads.has(stem) || leadsToPraise(stem)

/** Patterns of a unit among the words that nothing else has taken, in order and apart. */
export function patternsOf(v: View, taken: (at: number) => boolean): Pattern[] {
  const found: Pattern[] = []
  let at = v.from
  while (at < v.to) {
    if (taken(at) || !mayBegin(v.tokens[at]!)) {
      at++
      continue
    }
    const state = stateAt(v, at)
    const pattern: Pattern | undefined =
      dateAt(v, at) ??
      timeAt(v, at) ??
      streetAt(v, at, taken) ??
      roadAt(v, at, taken) ??
      zipAt(v, at, /^(?:street|place)$/.test(found.at(-1)?.type ?? '') ? found.at(-1)!.to : -1, taken) ??
      originAt(v, at) ??
      placeAt(v, at, taken) ??
      (state ? { type: 'state', from: at, to: state.to, code: state.code } : undefined) ??
      praiseAt(v, at, taken)
    const free = pattern && pattern.from >= (found.at(-1)?.to ?? v.from)
    for (let i = pattern?.from ?? 0; free && i < pattern.to; i++) if (taken(i)) pattern.to = i
    if (free && pattern.to > pattern.from) found.push(pattern)
    at = Math.max(at + 1, free ? pattern.to : 0)
  }
  return found
}
