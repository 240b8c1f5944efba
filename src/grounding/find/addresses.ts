// What is read by its characters and not by its words: links, e-mail, telephone numbers, VINs, stock numbers. Also
// what a reader does not see (tags, targets of links inside the site), so that no word is read out of it.

import places from '../lexicon/places.json' with { type: 'json' }
import type { Span } from '../text/tokens.ts'

export type AddressKind = 'url' | 'email' | 'phone' | 'vin' | 'vinEnd' | 'stock' | 'hidden'

export type Address = Span & {
  kind: AddressKind
  /** What is compared: a URL or domain in lower case, a phone's digits, a VIN, its end or a stock number in upper case. */
  value: string
}

// No blank line: a heading "In stock" and a paragraph that begins with "No" name no stock number.
const space = String.raw`(?:[^\S\n]|\n(?!\s{0,9}\n)){0,3}`

// Every repetition is bounded and begins at a boundary, so the scan is linear in the text.
const pattern = new RegExp(
  [
    String.raw`(?<tag><!--[^]{0,2000}?-->|<\/?[a-zA-Z][^<>]{0,500}>)`,
    String.raw`(?<target>\]\([^()\s]{1,2000})`,
    String.raw`(?<url>(?:https?:\/\/|(?<![\w.])www\.)[^\s<>()[\]"'|]{1,2000})`,
    String.raw`(?<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})`,
    String.raw`(?<domain>(?<![\w.@-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}(?:${places.domains.join('|')})(?:\/[^\s<>()[\]"'|]{0,300})?(?![\w-]))`,
    String.raw`(?<phone>(?<![\w$.,-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-.]\d{4}(?![\w-])|(?<![\w$.,-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3} )\d{3} \d{4}(?![\w-]))`,
    String.raw`(?<vin>(?<![a-z0-9])(?=[a-z]{0,16}\d)[a-hj-npr-z0-9]{17}(?![a-z0-9]))`,
    String.raw`(?<vinEnd>(?<![a-z])vin\s(?:ends|ending|that ends|which ends)\s(?:in|with)\s[a-hj-npr-z0-9]{4,10}(?![a-z0-9-])|(?<![a-z])last\s(?:\d|four|five|six|eight)\s(?:digits\s|characters\s)?of\s(?:the\s|its\s)?vin(?::|\sare|\sis)?\s[a-hj-npr-z0-9]{4,10}(?![a-z0-9-]))`,
    String.raw`(?<stock>(?<![a-z])(?<!\bin )(?:stock|stk)(?:${space}(?:number|no\.?|num\.?)${space}(?:is\s)?[:#]{0,2}[*_]{0,2}|${space}[:#]{1,2}[*_]{0,2})${space}#?[a-z0-9][a-z0-9-]{0,19}(?![a-z0-9-]|["”″]| ?-?inch)|#[a-z]{1,3}\d{2,}[a-z0-9-]{0,12})`,
  ].join('|'),
  'gi',
)

const vinEndValue = /[a-z0-9]{4,10}$/i
const stockValue = /#?([a-z0-9][a-z0-9-]{0,19})$/i

function domainOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?*_~`]+$/, '')
    .replace(/\/$/, '')
}

const isImage = (text: string, at: number): boolean => {
  const open = text.lastIndexOf('[', at)
  return open > 0 && at - open < 500 && text[open - 1] === '!'
}

function fromTarget(text: string, start: number, raw: string): Address[] {
  const target = raw.slice(2)
  const place = { start: start + 2, end: start + raw.length }
  const lower = target.toLowerCase()
  if (isImage(text, start)) return [{ ...place, kind: 'hidden', value: '' }]
  if (lower.startsWith('http')) return [{ ...place, kind: 'url', value: domainOf(target) }]
  if (lower.startsWith('tel:')) return [{ ...place, kind: 'phone', value: target.replace(/\D/g, '') }]
  if (lower.startsWith('mailto:')) return [{ ...place, kind: 'email', value: lower.slice(7) }]
  return [{ ...place, kind: 'hidden', value: '' }]
}

/** Every such place in a text, in order and apart. */
export function addressesOf(text: string): Address[] {
  const found: Address[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index
    const groups = match.groups as Record<string, string | undefined>
    const raw = match[0]
    let end = start + raw.length
    if (groups.tag !== undefined) found.push({ start, end, kind: 'hidden', value: '' })
    else if (groups.target !== undefined) found.push(...fromTarget(text, start, raw))
    else if (groups.url !== undefined || groups.domain !== undefined) {
      while (end > start && '.,;:!?*_~`'.includes(text[end - 1]!)) end--
      found.push({ start, end, kind: 'url', value: domainOf(text.slice(start, end)) })
    } else if (groups.email !== undefined) found.push({ start, end, kind: 'email', value: raw.toLowerCase() })
    else if (groups.phone !== undefined)
      found.push({ start, end, kind: 'phone', value: raw.replace(/\D/g, '') })
    else if (groups.vin !== undefined) found.push({ start, end, kind: 'vin', value: raw.toUpperCase() })
    else if (groups.vinEnd !== undefined) {
      const value = vinEndValue.exec(raw)?.[0] ?? ''
      if (/\d/.test(value)) found.push({ start, end, kind: 'vinEnd', value: value.toUpperCase() })
    } else {
      const value = stockValue.exec(raw)?.[1] ?? ''
      // "Current stock: 31" is a number of vehicles
      const isCount = /^\d{1,2}$/.test(value) && /^(?:stock|stk)\s*:/i.test(raw)
      if (/\d/.test(value) && !isCount && !/^\d{1,2}(?:s$|-in)/i.test(value))
        found.push({ start, end, kind: 'stock', value: value.toUpperCase() })
    }
  }
  return found
}
