const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const decimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })
const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 0,
})
const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const cardinal = new Intl.PluralRules('en-US')
const weekday = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' })

/** 31204 → "31,204"; fractions are kept to two places: 2.5 → "2.5". */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? whole.format(value) : decimal.format(value)
}

const ones = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** In words below ten, in figures from there on: 5 → "five", 12 → "12". For seats, doors and cylinders, never for measures. */
export function smallNumber(value: number): string {
  return ones[value] ?? formatNumber(value)
}

/** US dollars: 28450 → "$28,450", 28450.5 → "$28,450.50". */
export function formatMoney(value: number): string {
  return Number.isInteger(value) ? dollars.format(value) : cents.format(value)
}

/** `pluralize(1, 'mile', 'miles')` → "mile". */
function pluralize(count: number, one: string, other: string): string {
  return cardinal.select(count) === 'one' ? one : other
}

/** `countOf(31204, 'mile', 'miles')` → "31,204 miles". */
export function countOf(count: number, one: string, other: string): string {
  return `${formatNumber(count)} ${pluralize(count, one, other)}`
}

/** "2026-03-04" → "March 4, 2026". The calendar date as written, in no time zone. */
export function formatDate(calendarDate: string): string {
  return day.format(new Date(`${calendarDate.slice(0, 10)}T00:00:00Z`))
}

/** "2026-03-04T09:00" → "Wednesday, March 4, 2026". The calendar date as written, in no time zone. */
export function formatDay(calendarDate: string): string {
  return weekday.format(new Date(`${calendarDate.slice(0, 10)}T00:00:00Z`))
}

/** "2026-03-04T21:30" → "9:30 PM". The time of day as written, in no time zone. */
export function formatTime(localTime: string): string {
  return clock.format(new Date(`${localTime.slice(0, 16)}:00Z`)).replace(/\s/g, ' ')
}
