// Crosses off what a text repeats as it stands in the facts: identifiers, phone numbers, dates, addresses,
// names, and features word for word.
import type { Atom } from './atoms.ts'
import type { FactIndex } from './fact-index.ts'
import { crossOff, report, type Trace } from './trace.ts'
import makes from './words/makes.json' with { type: 'json' }

const months = 'january february march april may june july august september october november december'.split(
  ' ',
)
const nameAttributes = new Set(
  'make model trim series site_name site_city site_state site_oem plant_country plant_city'.split(' '),
)
const otherStrings = new Set(
  'vin stock_number site_address site_zip site_domain feature option engine transmission drivetrain fuel_type body_style gvwr'.split(
    ' ',
  ),
)
const aliases = new Map(makes.map(({ make, aliases }) => [make.toLowerCase(), aliases]))
const models = new Set(makes.flatMap((make) => make.models.map((model) => model.toLowerCase())))

function atomsBetween(trace: Trace, start: number, end: number): [number, number] {
  const from = trace.atoms.findIndex((atom) => atom.end > start)
  const past = trace.atoms.findIndex((atom) => atom.start >= end)
  return [from, past < 0 ? trace.atoms.length : past]
}

function settle(trace: Trace, match: RegExpMatchArray, facts: number[], reason: string): void {
  const start = match.index ?? 0
  const [from, to] = atomsBetween(trace, start, start + match[0].length)
  if (from < 0 || from >= to) return
  if (facts.length > 0) crossOff(trace, from, to, facts)
  else report(trace, from, to, reason)
}

function factsWhere(index: FactIndex, attribute: string, holds: (value: string) => boolean): number[] {
  return [...index.facts.entries()].flatMap(([k, fact]) =>
    fact.attribute === attribute && holds(String(fact.value)) ? [k] : [],
  )
}

/** Phone numbers, VINs and dates have a shape of their own and are compared by content. */
export function crossOffPatterns(trace: Trace, index: FactIndex): void {
  for (const match of trace.text.matchAll(/(?:\+?1[ .-])?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b/g)) {
    const digits = match[0].replace(/\D/g, '').slice(-10)
    const facts = factsWhere(index, 'site_phone', (value) => value.replace(/\D/g, '').slice(-10) === digits)
    settle(trace, match, facts, 'phone number is not the site’s')
  }
  for (const match of trace.text.matchAll(/\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-HJ-NPR-Z0-9]{17}\b/g)) {
    settle(
      trace,
      match,
      factsWhere(index, 'vin', (value) => value.toUpperCase() === match[0]),
      'VIN is another',
    )
  }
  crossOffDates(trace, index)
}

function crossOffDates(trace: Trace, index: FactIndex): void {
  const names = months.map((m) => `${m}|${m.slice(0, 3)}`).join('|')
  const written = new RegExp(`\\b(${names})\\.? (\\d{1,2})?(?:st|nd|rd|th)?,? ?((?:19|20)\\d\\d)?\\b`, 'gi')
  for (const match of trace.text.matchAll(written)) {
    if (!match[2] && !match[3]) continue
    const month = months.findIndex((m) => m.startsWith((match[1] ?? '').toLowerCase().slice(0, 3))) + 1
    const facts = factsWhere(index, 'in_stock_since', (value) => {
      const [y, m, d] = value.split('-').map(Number)
      return m === month && (!match[2] || Number(match[2]) === d) && (!match[3] || Number(match[3]) === y)
    })
    settle(trace, match, facts, 'date is not in the facts')
  }
  for (const match of trace.text.matchAll(/\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\/(\d{1,2})\/(\d{4}))\b/g)) {
    const [y, m, d] = match[1] ? [match[1], match[2], match[3]] : [match[6], match[4], match[5]]
    const iso = [y, m?.padStart(2, '0'), d?.padStart(2, '0')].join('-')
    settle(
      trace,
      match,
      factsWhere(index, 'in_stock_since', (value) => value === iso),
      'date is not in the facts',
    )
  }
}

function matchLength(atoms: Atom[], from: number, needle: Atom[], isName: boolean): number {
  let n = 0
  while (n < needle.length && from + n < atoms.length) {
    const atom = atoms[from + n]!
    const want = needle[n]!
    const cased = !isName || !/^\p{Lu}/u.test(want.text) || /^\p{Lu}/u.test(atom.text)
    if (atom.norm !== want.norm || !cased) break
    if (n > 0 && /[;:!?()\n]/.test(atom.gap)) break
    n++
  }
  return n
}

/** A model may be shortened from the end ("Silverado" of "Silverado 1500") unless that is another model. */
function mayShorten(attribute: string, needle: Atom[], length: number): boolean {
  if (attribute !== 'model' && attribute !== 'trim') return false
  if (needle[length]?.gap.includes('-')) return false
  const short = needle
    .slice(0, length)
    .map((atom) => atom.lower)
    .join(' ')
  return short.length > 2 && !/^\d+$/.test(short) && (attribute === 'trim' || !models.has(short))
}

/** Longest names first, so that "Grand Cherokee L" is not read as "Grand Cherokee". */
export function crossOffNames(trace: Trace, index: FactIndex): void {
  const wanted = [...index.facts.entries()].flatMap(([k, fact]) => {
    const isName = nameAttributes.has(fact.attribute)
    if (!isName && !otherStrings.has(fact.attribute)) return []
    const others = fact.attribute === 'make' ? (aliases.get(String(fact.value).toLowerCase()) ?? []) : []
    return [fact.atoms, ...others.map((other) => other.split(' ').map(toAtom))].map((needle) => ({
      k,
      isName,
      needle,
      attribute: fact.attribute,
    }))
  })
  const longestFirst = wanted.toSorted((a, b) => b.needle.length - a.needle.length)
  for (const { k, isName, needle, attribute } of longestFirst) {
    for (let i = 0; i < trace.atoms.length && needle.length > 0; i++) {
      const length = matchLength(trace.atoms, i, needle, isName)
      if (length === 0 || trace.done[i] === 'reported') continue
      const whole = length === needle.length
      const fresh = trace.done.slice(i, i + length).some((state) => state === null)
      if (whole || (fresh && mayShorten(attribute, needle, length))) crossOff(trace, i, i + length, [k])
    }
  }
}

function toAtom(word: string): Atom {
  const lower = word.toLowerCase()
  const nothing = {
    start: 0,
    end: 0,
    gap: ' ',
    value: null,
    isDigits: false,
    sentence: 0,
    opens: false,
    heading: false,
  }
  return { text: word, lower, norm: lower, ...nothing }
}
