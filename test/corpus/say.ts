// How a value is put into words. The same call with a false value gives the same form with another content.

import { pick, type Random } from './random.ts'
import wordsOf from './words/values.json' with { type: 'json' }
import type { Half, Value } from './world.ts'

const smallNumbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** 0 to 99 in words. */
function spelled(value: number): string {
  if (value < 20) return smallNumbers[value]!
  const rest = value % 10
  return tens[Math.floor(value / 10)]! + (rest ? `-${smallNumbers[rest]}` : '')
}

const digits = (value: number): string => value.toLocaleString('en-US')

/** The nearest round number that is no more than 2 % away. */
function roundNear(value: number): number {
  for (const step of [10000, 5000, 1000, 500, 100, 50, 10, 5, 1]) {
    const near = Math.round(value / step) * step
    if (near > 0 && Math.abs(near - value) <= 0.018 * value) return near
  }
  return value
}

const stepOf = (value: number): number => (value >= 10000 ? 1000 : value >= 1000 ? 100 : 10)
const roundBelow = (value: number): number => (Math.ceil(value / stepOf(value)) - 1) * stepOf(value)
const roundAbove = (value: number): number => (Math.floor(value / stepOf(value)) + 1) * stepOf(value)

const money: Record<string, (value: number) => string> = {
  '': (value) => `$${digits(value)}`,
  usd: (value) => `${digits(value)} USD`,
  k: (value) => `$${(value / 1000).toFixed(1)}k`,
  about: (value) => `about $${digits(roundNear(value))}`,
  around: (value) => `around $${digits(roundNear(value))}`,
  under: (value) => `under $${digits(roundAbove(value))}`,
  over: (value) => `over $${digits(roundBelow(value))}`,
}

const miles: Record<string, (value: number) => string> = {
  '': (value) => `${digits(value)} miles`,
  mi: (value) => `${digits(value)} mi`,
  bare: (value) => digits(value),
  k: (value) => `${(value / 1000).toFixed(1)}k miles`,
  about: (value) => `about ${digits(roundNear(value))} miles`,
  roughly: (value) => `roughly ${digits(roundNear(value))} miles`,
  under: (value) => `fewer than ${digits(roundAbove(value))} miles`,
  over: (value) => `over ${digits(roundBelow(value))} miles`,
}

const plain: Record<string, (value: number) => string> = {
  '': (value) => digits(value),
  word: spelled,
  mpg: (value) => `${value} mpg`,
  upper: (value) => `${value} MPG`,
}

const owners: Record<string, (value: number) => string> = {
  word: spelled,
  '': (value) => String(value),
  noun: (value) => (value === 1 ? 'one owner' : `${spelled(value)} owners`),
  adj: (value) => `${spelled(value)}-owner`,
  digit: (value) => `${value}-owner`,
}

const dates: Record<string, (value: string) => string> = {
  '': (value) =>
    new Date(`${value}T12:00:00Z`).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' }),
  slash: (value) => `${Number(value.slice(5, 7))}/${Number(value.slice(8))}/${value.slice(0, 4)}`,
}

const ofNumbers: Record<string, Record<string, (value: number) => string>> = {
  price: money,
  msrp: money,
  low: money,
  high: money,
  mileage: miles,
  miles_low: miles,
  miles_high: miles,
  range: miles,
  owners,
  liters: {
    '': (value) => `${value.toFixed(1)}-liter`,
    L: (value) => `${value.toFixed(1)}L`,
    space: (value) => `${value.toFixed(1)} liters`,
  },
  horsepower: {
    '': (value) => `${value} horsepower`,
    hp: (value) => `${value} hp`,
    dash: (value) => `${value}-horsepower`,
  },
  towing: {
    '': (value) => `${digits(value)} pounds`,
    lbs: (value) => `${digits(value)} lbs`,
    dash: (value) => `${digits(value)}-pound`,
  },
  cargo: { '': (value) => `${value} cubic feet`, short: (value) => `${value} cu. ft.` },
  year: { '': String },
}

const table: Record<string, Record<string, Record<Half, string[]>>> = wordsOf

/** The wordings of one value of an attribute that is told in words. */
export const wordings = (attribute: string, value: Value, half: Half): string[] =>
  table[attribute]?.[String(value)]?.[half] ?? [String(value)]

/** Every value that the corpus knows of an attribute that is told in words. */
export const knownValues = (attribute: string): string[] => Object.keys(table[attribute] ?? {})

/** @throws Error for a style that no one has written */
export function say(attribute: string, value: Value, style: string, half: Half, random: Random): string {
  if (attribute === 'since') return dates[style]!(String(value))
  if (typeof value === 'string')
    return style === 'exact' ? value : pick(random, wordings(attribute, value, half))
  const form = (ofNumbers[attribute] ?? plain)[style]
  if (!form) throw new Error(`"${attribute}" has no style "${style}".`)
  return form(value)
}
