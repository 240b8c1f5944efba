// What may be said of a fact. A feed is written by strangers: a value is stated only when it has the strict shape of
// its attribute. Markup, addresses, line breaks, sentences, instructions and advertising claims have none of these
// shapes; such a value is passed over, and the text does without it.

import { type Fact, getAttribute } from '#facts/index.ts'
import { isPlainValue } from '../description/plain-value.ts'
import { formatMoney, formatNumber, quietCapitals } from '../phrase/index.ts'

/** A fact and the words for its value, safe inside a line of Markdown. */
export type Sayable = { fact: Fact; text: string }

const addressShape = /^[\p{L}\p{N}][\p{L}\p{N} .,#'’/&-]{2,98}$/u
const vehiclesMax = 100_000
/** Free words of the feed: an advertising claim is no more a trim or a color than it is equipment. */
const described = new Set([
  ...['make', 'model', 'trim', 'series', 'body_style', 'exterior_color', 'interior_color'],
  ...['engine', 'transmission', 'drivetrain', 'fuel_type'],
])
/** What a counted stock's attribute counts or lists, as a vehicle's record names it. */
const ends: Readonly<Record<string, string>> = {
  stock_price_lowest: 'price',
  stock_price_highest: 'price',
  stock_mileage_lowest: 'mileage',
  stock_mileage_highest: 'mileage',
}

const localTimeShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/

/** The words for a fact's value, or undefined when the value has not the shape of its attribute. */
export function sayable(fact: Fact): Sayable | undefined {
  if (fact.attribute.startsWith('event_')) return sayableOfEvent(fact)
  if (!hasShape(fact)) return undefined
  const { kind } = getAttribute(fact.attribute)
  const { value } = fact
  if (typeof value === 'number') {
    const text = kind === 'money' ? formatMoney(value) : kind === 'year' ? String(value) : formatNumber(value)
    return { fact, text }
  }
  const isName = kind === 'name' && !fact.attribute.startsWith('site_')
  return { fact, text: isName ? quietCapitals(String(value)) : String(value) }
}

/**
 * Inside a sentence a name and a place stand without marks that would end it, and only where capitals tell them from the
 * words around them. A description is never said, only shown.
 */
function sayableOfEvent(fact: Fact): Sayable | undefined {
  const text = String(fact.value)
  switch (fact.attribute) {
    case 'event_start':
    case 'event_end':
      return localTimeShape.test(text) ? { fact, text } : undefined
    case 'event_category':
      return { fact, text }
    case 'event_name':
    case 'event_location': {
      const quiet = text.replace(/[.!?]+(?=[\s,]|$)/g, '').trim()
      const isName = /\s["'’(]?\p{Lu}/u.test(quiet)
      return isName && isPlainValue(fact.attribute, quiet) ? { fact, text: quiet } : undefined
    }
    default:
      return undefined
  }
}

function hasShape({ attribute, value }: Fact): boolean {
  if (attribute === 'site_address') return typeof value === 'string' && addressShape.test(value)
  if (attribute.endsWith('_count')) return isCount(value)
  if (attribute === 'plant_city') return isPlainValue('plant_country', value)
  const base =
    ends[attribute] ?? (attribute === 'stock_number' ? attribute : attribute.replace(/^stock_/, ''))
  if (!isPlainValue(base, value)) return false
  return typeof value !== 'string' || !described.has(base) || isPlainName(value)
}

function isCount(value: Fact['value']): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= vehiclesMax
}

/** True for a name that may stand in a text: no markup, no address, no sentence, none of the screened words. */
export function isPlainName(text: string): boolean {
  return isPlainValue('feature', text)
}
