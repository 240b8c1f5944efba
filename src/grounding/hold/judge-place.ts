// Dates, times, places, links and numbers of the dealer and of vehicles against the facts.

import type { Fact } from '#facts/index.ts'
import type { ClaimKind } from '../claim.ts'
import type { Address } from '../find/addresses.ts'
import { countryOf, type Pattern, streetWords } from '../find/patterns.ts'
import places from '../lexicon/places.json' with { type: 'json' }
import { stemsOf, tokenize } from '../text/tokens.ts'
import { attributeOf } from './attributes.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import { type Scope, type Verdict, verdict } from './verdict.ts'

const stateNames = new Map(Object.entries(places.states))
const wordsOf = (text: string): string[] => tokenize(text).map((token) => token.word)

function judgeDate(p: PreparedFacts, date: Pattern & { type: 'date' }, scope: Scope): Verdict {
  const facts = p.facts.filter((fact) => attributeOf(fact.attribute)?.kind === 'date' && scope(fact))
  const carriers = facts.filter((fact) => {
    const [year, month, day] = String(fact.value).slice(0, 10).split('-').map(Number)
    return (
      month === date.month &&
      (date.day === null || day === date.day) &&
      (date.year === null || year === date.year)
    )
  })
  return verdict('number', carriers, facts)
}

/** A time of day, against the facts that name one beside their date. */
function judgeTime(p: PreparedFacts, { minutes }: Pattern & { type: 'time' }, scope: Scope): Verdict {
  const timed = p.facts.flatMap((fact) => {
    const isDate = attributeOf(fact.attribute)?.kind === 'date' && scope(fact)
    const time = isDate ? /T(\d\d):(\d\d)/.exec(String(fact.value)) : null
    return time ? [{ fact, minutes: Number(time[1]) * 60 + Number(time[2]) }] : []
  })
  return verdict(
    'number',
    timed.filter((one) => one.minutes === minutes).map(({ fact }) => fact),
    timed.map(({ fact }) => fact),
  )
}

const valuesOf = (p: PreparedFacts, attribute: string): readonly Fact[] => p.byAttribute.get(attribute) ?? []

/** The facts whose value passes a test carry the claim; the others of the same attribute say otherwise. */
function among(kind: Verdict['kind'], facts: readonly Fact[], carries: (value: string) => boolean): Verdict {
  return verdict(
    kind,
    facts.filter((fact) => carries(String(fact.value))),
    facts,
  )
}

const isState = (value: string, code: string): boolean =>
  value.toUpperCase() === code || stateNames.get(value.toLowerCase()) === code

/** A date, a place, a road, a comparison. */
export function judgePattern(p: PreparedFacts, pattern: Pattern, scope: Scope): Verdict {
  switch (pattern.type) {
    case 'date':
      return judgeDate(p, pattern, scope)
    case 'time':
      return judgeTime(p, pattern, scope)
    case 'state':
      return among('contact', valuesOf(p, 'site_state'), (value) => isState(value, pattern.code))
    case 'place': {
      // a dealer may serve more places than its own: another city is not said to be false
      const wanted = pattern.stems.join(' ')
      return verdict(
        'contact',
        valuesOf(p, 'site_city').filter((fact) => stemsOf(String(fact.value)).join(' ') === wanted),
      )
    }
    case 'street': {
      const wanted = ` ${pattern.words.join(' ')} `
      const address = (value: string): string => ` ${streetWords(tokenize(value)).join(' ')} `
      return among('contact', valuesOf(p, 'site_address'), (value) => address(value).includes(wanted))
    }
    case 'zip':
      return among('contact', valuesOf(p, 'site_zip'), (value) => value.slice(0, 5) === pattern.value)
    case 'origin': {
      const wanted = countryOf(pattern.words)
      const facts = [...valuesOf(p, 'plant_country'), ...valuesOf(p, 'plant_city')].filter(scope)
      const named = (value: string): boolean =>
        value.split(/[(),]/).some((part) => countryOf(wordsOf(part)) === wanted)
      return among('assertion', facts, named)
    }
    case 'business':
      return verdict('contact', [])
    case 'voice':
      return verdict('assertion', [])
    case 'comparison':
      return verdict('superlative', [])
  }
}

const heldTo = (facts: readonly Fact[], kind: ClaimKind, isSame: (known: string) => boolean): Verdict =>
  verdict(
    kind,
    facts.filter((fact) => isSame(String(fact.value))),
    facts,
  )

/** A link, a telephone number, a VIN, its end or a stock number against the facts. */
export function judgeAddress(p: PreparedFacts, address: Address): Verdict {
  const { value } = address
  switch (address.kind) {
    case 'vin': {
      const facts = p.facts.filter((fact) => p.subjects.get(fact.subject)?.vins.has(value))
      const own = facts.filter((fact) => fact.attribute === 'vin')
      return verdict('identifier', own.length > 0 ? own : facts.slice(0, 1), valuesOf(p, 'vin'))
    }
    case 'vinEnd':
      return heldTo(valuesOf(p, 'vin'), 'identifier', (known) => known.toUpperCase().endsWith(value))
    case 'stock':
      return heldTo(valuesOf(p, 'stock_number'), 'identifier', (known) => known.toUpperCase() === value)
    case 'phone':
      return heldTo(
        valuesOf(p, 'site_phone'),
        'contact',
        (known) => known.replace(/\D/g, '').slice(-10) === value.slice(-10),
      )
    case 'url': {
      const host = value.split(/[/?#]/)[0]!
      const own = valuesOf(p, 'site_domain').filter((fact) => {
        const domain = String(fact.value)
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/^www\./, '')
          .split('/')[0]!
        return host === domain || host.endsWith(`.${domain}`)
      })
      const cited = p.facts.filter((fact) => fact.source.url && bare(fact.source.url) === value)
      return verdict('contact', own.length > 0 ? own : cited)
    }
    default:
      return verdict(
        'contact',
        p.facts.filter(
          (fact) => fact.attribute === 'site_email' && String(fact.value).toLowerCase() === value,
        ),
      )
  }
}

const bare = (url: string): string =>
  url
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '')
