// What may be said aloud. Feed text is written by strangers: a value is stated only when it has the strict shape of
// its attribute and none of the screened words; otherwise the fact is left out and the text does without it.

import type { FactValue } from '#facts/index.ts'
import screened from '../phrase-bank/screened-words.json' with { type: 'json' }

const everywhere = new Set(Object.values(screened.everywhere).flat())
const inEquipment = new Set(Object.values(screened.equipment).flat())
const allowed = new Set(screened.allowed)
const noValues = new Set(screened.wholeValues)

type TextShape = {
  pattern: RegExp
  maxLength: number
  maxWords: number
  equipment?: boolean
  owner?: boolean
}

const name: TextShape = {
  pattern: /^[\p{L}\p{N}](?:[\p{L}\p{N} &'’/+()!.-]*[\p{L}\p{N})+!])?$/u,
  maxLength: 32,
  maxWords: 5,
}
const color: TextShape = {
  pattern: /^\p{L}(?:[\p{L}\p{N} &'’/.-]*[\p{L}\p{N}.])?$/u,
  maxLength: 40,
  maxWords: 6,
}
const technical: TextShape = {
  pattern: /^[\p{L}\p{N}](?:[\p{L}\p{N} &/+().,-]*[\p{L}\p{N})])?$/u,
  maxLength: 60,
  maxWords: 9,
}
const equipment: TextShape = {
  pattern: /^[\p{L}\p{N}](?:[\p{L}\p{N} &'’"/+().,-]*[\p{L}\p{N})"])?$/u,
  maxLength: 60,
  maxWords: 8,
  equipment: true,
}
const owned: TextShape = {
  pattern: /^[\p{L}\p{N}](?:[\p{L}\p{N} &'’.,/#-]*[\p{L}\p{N}.])?$/u,
  maxLength: 80,
  maxWords: 12,
  owner: true,
}

const textShapes: Readonly<Record<string, TextShape>> = {
  make: name,
  model: name,
  trim: name,
  series: name,
  plant_country: name,
  body_style: { ...technical, maxWords: 8 },
  exterior_color: color,
  interior_color: color,
  engine: technical,
  transmission: technical,
  drivetrain: technical,
  fuel_type: technical,
  feature: equipment,
  option: equipment,
  condition: { pattern: /^(?:new|used|certified)$/, maxLength: 9, maxWords: 1 },
  vin: { pattern: /^[A-HJ-NPR-Z0-9]{11,17}$/, maxLength: 17, maxWords: 1 },
  stock_number: { pattern: /^(?=.*[A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9-]{0,19}$/, maxLength: 20, maxWords: 1 },
  site_name: owned,
  event_name: {
    pattern: /^[\p{L}\p{N}](?:[\p{L}\p{N} &'’,/+()-]*[\p{L}\p{N})+])?$/u,
    maxLength: 80,
    maxWords: 12,
  },
  event_location: { ...owned, maxLength: 98, maxWords: 16, owner: false },
  site_city: owned,
  site_state: { ...owned, maxLength: 24 },
  site_phone: { pattern: /^\+?[\d(][\d ().-]{5,18}\d$/, maxLength: 20, maxWords: 5, owner: true },
}

const numberRanges: Readonly<Record<string, { min: number; max: number; decimals?: number }>> = {
  year: { min: 1900, max: 2099 },
  doors: { min: 2, max: 6 },
  seats: { min: 1, max: 15 },
  cylinders: { min: 2, max: 16 },
  displacement_l: { min: 0.3, max: 12, decimals: 2 },
  city_mpg: { min: 4, max: 150 },
  highway_mpg: { min: 4, max: 150 },
  battery_range: { min: 5, max: 900 },
  price: { min: 100, max: 9_999_999, decimals: 2 },
  sale_price: { min: 100, max: 9_999_999, decimals: 2 },
  msrp: { min: 100, max: 9_999_999, decimals: 2 },
  mileage: { min: 1, max: 999_999 },
}

/** True when the value may be said in a text: its attribute's shape, range and length hold and no screened word is in it. */
export function isPlainValue(attribute: string, value: FactValue): boolean {
  const range = numberRanges[attribute]
  if (range) return typeof value === 'number' && isPlainNumber(value, range)
  const shape = textShapes[attribute]
  return shape !== undefined && typeof value === 'string' && isPlainText(value, shape)
}

function isPlainNumber(value: number, range: { min: number; max: number; decimals?: number }): boolean {
  const scaled = value * 10 ** (range.decimals ?? 0)
  return value >= range.min && value <= range.max && Math.abs(scaled - Math.round(scaled)) < 1e-6
}

function isPlainText(text: string, shape: TextShape): boolean {
  if (text.length > shape.maxLength || !shape.pattern.test(text) || / {2}/.test(text)) return false
  const words = text.split(' ')
  if (words.length > shape.maxWords || words.some((word) => word.length > 24)) return false
  if (shape.owner) return true
  if (noValues.has(text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, ''))) return false
  // A full stop before a space, or a dot between letters, is a sentence or an address, not a name.
  if (/\.\s|\p{L}\.\p{L}{2}/u.test(text)) return false
  return words.every((word) => !isScreened(word, shape.equipment === true))
}

function isScreened(word: string, isEquipment: boolean): boolean {
  const whole = word.toLowerCase().replace(/[^\p{L}\p{N}'-]/gu, '')
  if (allowed.has(whole)) return false
  return [whole, ...whole.split(/[^\p{L}\p{N}]+/u)].some(
    (part) => everywhere.has(part) || (isEquipment && inEquipment.has(part)),
  )
}
