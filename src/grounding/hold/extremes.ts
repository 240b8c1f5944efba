// "The lowest price in stock is $24,950": a superlative that a figure carries.

import type { Claim } from '../claim.ts'
import type { PreparedFacts } from './prepared-facts.ts'

const ownStock = /\b(?:stock|inventory|lot|our|here|listed|feed|these|them|we)\b/i
const elsewhere =
  /\b(?:town|class|segment|category|market|area|region|state|county|country|nation\w*|world|america|anywhere|around|rivals?|competit\w+)\b/i
const named = /\b(?:in|near|around|across) (?!USD|MSRP|US\b)[A-Z]/
const low =
  /^(?:most affordable|lowest|cheapest|least|fewest|shortest|smallest|bottom|newest|freshest)(?:[ -](?:expensive|costly|driven|used|miles|mileage|road|distance|travell?ed|worn|money|you|i|we|and|any|is|on|for|one))?$/i
const high =
  /^(?:highest|priciest|costliest|dearest|most|longest|biggest|largest|furthest|farthest|top|busiest)(?:[ -](?:expensive|costly|driven|used|miles|mileage|road|distance|travell?ed|worn|money|you|i|we|and|any|is|on|for|one))?$/i
const ofMiles = /(?:driven|used|miles|mileage|road|distance|travell?ed|worn)$/i
const ofPrice = /^(?:most affordable|cheapest|priciest|costliest|dearest)|(?:expensive|costly|money)$/i
const milesNext = /^[ -]*(?:mil|odometer|odo\b|reading|record|clock|distance)/i
const priceNext = /^[ -]*(?:price|asking|ask\b|sticker|tag\b)/i

/** The facts that a superlative can be about: by its own words, by the next one, else by price or by miles. */
function attributesOf(claim: Claim, text: string): string[] {
  const end = low.test(claim.text) ? 'lowest' : high.test(claim.text) ? 'highest' : undefined
  if (!end) return []
  const next = text.slice(claim.end, claim.end + 12)
  if (ofMiles.test(claim.text) || milesNext.test(next)) return [`stock_mileage_${end}`]
  if (ofPrice.test(claim.text) || priceNext.test(next)) return [`stock_price_${end}`]
  return [`stock_price_${end}`, `stock_mileage_${end}`]
}

/**
 * Superlatives among `claims` from `first` on hold where the figure beside them is that extreme of the dealer's own stock.
 * "The lowest price in town" never is.
 */
export function settleExtremes(
  p: PreparedFacts,
  text: string,
  place: { from: number; to: number },
  claims: readonly Claim[],
  first: number,
): void {
  const superlatives = claims.slice(first).filter((claim) => claim.kind === 'superlative')
  if (superlatives.length === 0) return
  const sentence = text.slice(place.from, place.to)
  if ((elsewhere.test(sentence) || named.test(sentence)) && !ownStock.test(sentence)) return
  const ids = new Set(claims.slice(first).flatMap((one) => (one.status === 'supported' ? one.factIds : [])))
  for (const claim of superlatives) {
    const carriers = attributesOf(claim, text)
      .flatMap((attribute) => p.byAttribute.get(attribute) ?? [])
      .filter((fact) => ids.has(fact.id))
    if (carriers.length > 0)
      Object.assign(claim, { status: 'supported', factIds: carriers.map((fact) => fact.id) })
  }
}
