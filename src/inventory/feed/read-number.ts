// Amounts, distances, counts and dates as feeds write them. A reading is a value, nothing (null: the cell says nothing),
// or a fault: what is wrong with the cell, as the end of a sentence that begins with the cell.
import { cleanLine } from './clean-text.ts'
import { asksToCall, saysNothing } from './known-words.ts'

export type Reading<Value> = { value: Value | null } | { fault: string }

const nothing = { value: null }

/** Above this a price is a slip of the keyboard: no vehicle of a dealer's feed costs that. */
const priceMax = 5_000_000
/** Below this a price is a stand-in for "call": dealers type 1 or 99 where their software wants a number. */
const priceMin = 100
const mileageMax = 1_000_000

/** 28500, 28,500, 28,500.00 and 2.85E+04, which spreadsheets make of it. */
const plainNumber = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/
const scientificNumber = /^\d(?:\.\d+)?E\+?\d{1,2}$/i

function readPlainNumber(text: string): number | undefined {
  if (plainNumber.test(text)) return Number(text.replaceAll(',', ''))
  return scientificNumber.test(text) ? Number(text) : undefined
}

/** Whole US dollars; the cents are rounded. 0, an empty cell and words such as "call" are null. */
export function readMoney(cell: string): Reading<number> {
  const text = cleanLine(cell)
  if (saysNothing(text) || asksToCall(text)) return nothing
  const amount = text.replace(/^(?:US\s*\$|USD|\$)\s*/i, '').replace(/\s*(?:USD|\$)$/i, '')
  if (/^\(.*\)$|^-/.test(amount)) {
    return readPlainNumber(amount.replace(/[-()$\s]/g, '')) === 0 ? nothing : { fault: 'is below zero' }
  }
  const value = readPlainNumber(amount)
  if (value === undefined) return { fault: 'is not an amount in US dollars' }
  if (value === 0) return nothing
  if (value > priceMax) return { fault: 'is above $5,000,000' }
  if (value < priceMin) return { fault: 'is below $100' }
  return { value: Math.round(value) }
}

/** Miles, whole. Kilometres are not converted: the odometer's own figure is the fact. */
export function readMileage(cell: string, unit: string): Reading<number> {
  const text = cleanLine(cell)
  if (saysNothing(text)) return nothing
  if (/^-/.test(text)) return { fault: 'is below zero' }
  const [, digits = '', word = ''] = /^([\d,.E+]+)\s*([A-Za-z. ]*)$/.exec(text) ?? []
  const value = readPlainNumber(digits)
  if (value === undefined) return { fault: 'is not a distance in miles' }
  const spelledUnit = `${word} ${unit}`.toLowerCase()
  if (/\bk(?:ms?|ilomet\w*)\b/.test(spelledUnit)) return { fault: 'is in kilometers, not miles' }
  if (word !== '' && !/^(?:mi|mile)s?\.?$/i.test(word.trim())) return { fault: 'is not a distance in miles' }
  if (value > mileageMax) return { fault: 'is above 1,000,000 miles' }
  return { value: Math.round(value) }
}

/** "2.0L", "2.0", "2.5 Liter", "1998 cc"; what an engine without cylinders has is null. Liters, at most two decimals. */
export function readDisplacement(cell: string): Reading<number> {
  const text = cleanLine(cell)
  if (saysNothing(text)) return nothing
  const [, digits = '', unit = ''] = /^(\d{1,5}(?:\.\d+)?)\s*-?\s*([A-Za-z. ]*)$/.exec(text) ?? []
  const isCubicCentimeters = /^(?:cc|ccm)\.?$/i.test(unit)
  if (digits === '' || (unit !== '' && !isCubicCentimeters && !/^l(?:it(?:er|re)s?|\.)?$/i.test(unit)))
    return { fault: 'is not a displacement in liters' }
  const liters = isCubicCentimeters ? Number(digits) / 1_000 : Number(digits)
  if (liters === 0) return nothing
  if (liters < 0.1 || liters > 20) return { fault: 'is not between 0.1 and 20 liters' }
  return { value: Math.round(liters * 100) / 100 }
}

export type CountRule = { min: number; max: number; before?: RegExp; after: RegExp }

/** What may stand around the figure of a count. Limits are wide: they catch slips and shifted columns, not rare vehicles. */
export const countRules = {
  cylinders: { min: 1, max: 16, before: /^(?:[vihwlr]|flat|inline)$/, after: /^cyl(?:s|inders?)?$/ },
  doors: { min: 1, max: 7, after: /^(?:d|dr|door)s?$/ },
  seats: { min: 1, max: 60, after: /^(?:seat|passenger|person)s?$/ },
  cityMpg: { min: 1, max: 250, after: /^(?:mpge?|city|mpgcity|citympg)$/ },
  highwayMpg: { min: 1, max: 250, after: /^(?:mpge?|hwy|highway|mpghwy|hwympg)$/ },
  batteryRange: { min: 1, max: 1_500, after: /^(?:mi|mile)s?$/ },
} satisfies Record<string, CountRule>

/** A whole number with at most a word before or behind it: "4", "4dr", "V6", "6-Cyl", "25 MPG", "5.0". 0 is null. */
export function readCount(cell: string, rule: CountRule): Reading<number> {
  const text = cleanLine(cell)
  if (saysNothing(text)) return nothing
  const [, before = '', digits = '', after = ''] =
    /^([A-Za-z]*)[\s-]*(\d{1,5})(?:\.0+)?[\s-]*([A-Za-z. ]*)$/.exec(text) ?? []
  const isKnown = (word: string, words: RegExp | undefined) =>
    word === '' || words?.test(word.toLowerCase().replace(/[. ]/g, ''))
  if (digits === '' || !isKnown(before, rule.before) || !isKnown(after, rule.after))
    return { fault: 'is not a whole number' }
  const value = Number(digits)
  if (value === 0) return nothing
  if (value < rule.min || value > rule.max) return { fault: `is not between ${rule.min} and ${rule.max}` }
  return { value }
}

/** A calendar date as YYYY-MM-DD, from MM/DD/YYYY, MM-DD-YYYY, YYYY-MM-DD or YYYYMMDD; a time of day behind it is dropped. */
export function readDate(cell: string): Reading<string> {
  const text = cleanLine(cell)
  if (saysNothing(text)) return nothing
  const iso =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:$|[T ])/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const american = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?:$|[T ])/.exec(text)
  const parts = iso?.slice(1) ?? (american && [american[3], american[1], american[2]])
  if (!parts) return { fault: 'is not a date as MM/DD/YYYY or YYYY-MM-DD' }
  const [yearDigits = '', month = '', day = ''] = parts
  const year = yearDigits.length === 2 ? `20${yearDigits}` : yearDigits
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const isOnCalendar =
    !Number.isNaN(Date.parse(date)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
  if (!isOnCalendar || Number(year) < 1900)
    return { fault: 'is not a day of the calendar (month, day, year)' }
  return { value: date }
}
