// What a number in a text counts, read from its neighbours alone: "$" before it, "mpg" after it, "seats"
// on either side. A number whose meaning cannot be read gets the measure `bare`.
import type { Atom } from './atoms.ts'
import { continues } from './atoms.ts'

/** `from` and `to` (exclusive) span the number with the unit words that belong to it. */
export type Meaning = { measure: string; from: number; to: number }

const unitAfter: Record<string, string> = {
  l: 'L',
  liter: 'L',
  litre: 'L',
  cylinder: 'cylinders',
  cyl: 'cylinders',
  speed: 'speeds',
  door: 'doors',
  dr: 'doors',
  d: 'doors',
  passenger: 'seats',
  seat: 'seats',
  seater: 'seats',
  people: 'seats',
  adult: 'seats',
  occupant: 'seats',
  rider: 'seats',
  inch: 'inch',
  in: 'inch',
  way: 'way',
  speaker: 'speakers',
  zone: 'zone',
  valve: 'valve',
  v: 'valve',
  row: 'rows',
  hp: 'hp',
  horsepower: 'hp',
  horse: 'hp',
  lb: 'lb',
  pound: 'lb',
  kwh: 'kWh',
  kw: 'kW',
  volt: 'volt',
  watt: 'watt',
  month: 'month',
  year: 'years',
  percent: 'percent',
  day: 'day',
  key: 'keys',
  owner: 'owners',
  star: 'star',
  point: 'point',
  second: 'second',
  foot: 'foot',
  ft: 'foot',
  gallon: 'gallon',
  cup: 'cup',
  usb: 'usb',
  port: 'port',
  degree: 'degree',
  spoke: 'spoke',
  mph: 'mph',
  minute: 'minute',
  hour: 'hour',
  cc: 'cc',
}
/** Letters and words that are a unit only when they touch the number: "17in", not "5 in stock". */
const tightUnits = new Set(['in', 'd', 'v'])
const engineBefore = new Set(['l', 'liter', 'litre', 'turbo', 'turbocharged', 'supercharged', 'hybrid'])
const beforeCylinders = new Set(['v', 'i', 'inline', 'flat', 'straight', 'boxer', 'h', 'w'])
const beforeLabel: Record<string, string> = {
  door: 'doors',
  seat: 'seats',
  cylinder: 'cylinders',
  seating: 'seats',
  carry: 'seats',
  fit: 'seats',
  room: 'seats',
  space: 'seats',
  accommodate: 'seats',
  mileage: 'mi',
  odometer: 'mi',
  holds: 'seats',
  passenger: 'seats',
  capacity: 'seats',
  displacement: 'L',
  mile: 'mi',
}
const fillers = new Set(
  'for up to as many a an total of comfortably is are at show read reading sit stand with on has and the count around'.split(
    ' ',
  ),
)
const countWords = new Set(['stock', 'inventory', 'vehicle', 'unit', 'lot', 'similar', 'available', 'here'])
const rangeWords = new Set(['range', 'charge', 'charging'])
const drivenWords = new Set(['odometer', 'covered', 'driven', 'mileage'])

function near(atoms: Atom[], i: number, words: Set<string>, reach: number): boolean {
  const here = atoms[i]!.sentence
  for (let j = Math.max(0, i - reach); j <= Math.min(atoms.length - 1, i + reach); j++) {
    if (atoms[j]!.sentence === here && words.has(atoms[j]!.norm)) return true
  }
  return false
}

function money(atoms: Atom[], i: number): Meaning {
  const label = priceLabel(atoms, i)
  return { measure: label, from: i, to: atoms[i + 1]?.norm === 'dollar' ? i + 2 : i + 1 }
}

function isMoney(atoms: Atom[], i: number): boolean {
  return /\$\s?$/.test(atoms[i]!.gap) || (atoms[i + 1]?.norm === 'dollar' && continues(atoms[i + 1]!))
}

function labelOf(atoms: Atom[], j: number): string | null {
  const norm = atoms[j]!.norm
  if (norm === 'msrp' || norm === 'sticker' || norm === 'suggested') return 'usd-msrp'
  if (norm === 'sale') return 'usd-sale'
  if (norm === 'price' || norm === 'priced' || norm === 'asking') return 'usd-price'
  return null
}

/** The nearest label before the amount, back to the amount before it; else the nearest after it. */
function priceLabel(atoms: Atom[], i: number): string {
  const here = atoms[i]!.sentence
  let weak: string | null = null
  for (let j = i - 1; j >= 0 && atoms[j]!.sentence === here && !isMoney(atoms, j); j--) {
    const label = labelOf(atoms, j)
    if (label && label !== 'usd-price') return label
    weak ??= label
  }
  if (weak) return weak
  for (let j = i + 1; j < Math.min(atoms.length, i + 6) && atoms[j]!.sentence === here; j++) {
    if (isMoney(atoms, j) || !continues(atoms[j]!) || atoms[j]!.norm === 'and') break
    const label = labelOf(atoms, j)
    if (label) return label
  }
  return 'usd-price'
}

/** Range as a distance, not in "Long Range" or "Range Rover". */
function isRangeWord(atoms: Atom[], j: number): boolean {
  if (atoms[j]!.text === 'Range') return false
  return rangeWords.has(atoms[j]!.norm) && !/^(?:long|standard|extended)$/.test(atoms[j - 1]?.norm ?? '')
}

/** "A range of 358 miles", "261 miles (EPA-estimated) on a charge"; the words must be of the same clause. */
function speaksOfRange(atoms: Atom[], i: number): boolean {
  const here = atoms[i]!.sentence
  for (let j = i - 1; j >= 0 && atoms[j]!.sentence === here; j--) {
    if (drivenWords.has(atoms[j]!.norm) || atoms[j]!.norm === 'mile') break
    if (/[,;]/.test(atoms[j + 1]!.gap)) break
    if (isRangeWord(atoms, j)) return true
  }
  for (let j = i + 2; j < Math.min(atoms.length, i + 8); j++) {
    const atom = atoms[j]!
    if (atom.sentence !== here || atom.norm === 'and' || /[,;]/.test(atom.gap)) break
    if (isRangeWord(atoms, j)) return true
  }
  return false
}

function unitMeaning(atoms: Atom[], i: number): Meaning | null {
  const next = atoms[i + 1]
  if (!next || !continues(next)) return null
  if (next.norm === 'mile' || next.norm === 'mi') {
    return { measure: speaksOfRange(atoms, i) ? 'mi-range' : 'mi', from: i, to: i + 2 }
  }
  if (tightUnits.has(next.norm) && !/^-?$/.test(next.gap)) return null
  const measure = unitAfter[next.norm]
  if (measure) return { measure, from: i, to: i + 2 }
  const second = atoms[i + 2]
  const far = second && continues(second) ? unitAfter[second.norm] : undefined
  const small = (atoms[i]!.value ?? 0) <= 15 && !next.isDigits
  if (far && small && ['seats', 'doors', 'cylinders'].includes(far))
    return { measure: far, from: i, to: i + 3 }
  return null
}

function labelMeaning(atoms: Atom[], i: number): Meaning | null {
  const before = atoms[i - 1]
  if (before && beforeCylinders.has(before.norm) && /^-?$/.test(atoms[i]!.gap)) {
    return { measure: 'cylinders', from: i - 1, to: i + 1 }
  }
  if (before && engineBefore.has(before.norm) && continues(atoms[i]!) && (atoms[i]!.value ?? 99) <= 16) {
    return { measure: 'cylinders', from: i, to: i + 1 }
  }
  if (
    !atoms[i]!.isDigits &&
    (before?.norm === 'for' || /^(?:can|fit|ride|sit)$/.test(atoms[i + 1]?.norm ?? ''))
  ) {
    return { measure: 'seats', from: i, to: i + 1 }
  }
  const isAnswer = atoms[i]!.gap.includes('?')
  for (let j = i - 1; j >= Math.max(0, i - 6); j--) {
    if (atoms[j]!.sentence !== atoms[i]!.sentence && !isAnswer) break
    const measure = beforeLabel[atoms[j]!.norm]
    if (measure) return { measure, from: j, to: i + 1 }
    if (!fillers.has(atoms[j]!.norm)) break
  }
  return null
}

/** The meaning of the number at `i`; fuel economy is read by the sentence (see mpg.ts). */
export function meaningOf(atoms: Atom[], i: number): Meaning {
  const atom = atoms[i]!
  if (isMoney(atoms, i)) return money(atoms, i)
  if (/^\s*%/.test(atoms[i + 1]?.gap ?? '')) return { measure: 'percent', from: i, to: i + 1 }
  const unit = unitMeaning(atoms, i) ?? labelMeaning(atoms, i)
  if (unit) return unit
  if (/^(19[5-9]|20[0-3])\d$/.test(atom.text)) return { measure: 'year', from: i, to: i + 1 }
  if (near(atoms, i, countWords, 5)) return { measure: 'count', from: i, to: i + 1 }
  return { measure: 'bare', from: i, to: i + 1 }
}
