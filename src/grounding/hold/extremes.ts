// "The lowest price in stock is $24,950": a superlative that a figure carries.

import type { Claim } from '../claim.ts'
import type { PreparedFacts } from './prepared-facts.ts'

const ownStock = /\b(?:stock|inventory|lot|our|here|listed|feed|these|them|we)\b/i
const elsewhere =
  /\b(?:town|class|segment|category|market|area|region|state|county|country|nation\w*|world|america|anywhere|around|rivals?|competit\w+)\b/i
const named = /\b(?:in|near|around|across) [A-Z]/
const miles = /\b(?:miles?|mileages?|odometers?|odos?)\b/i
const low =
  /^(?:lowest|cheapest|least expensive|least[ -]driven|fewest miles|least(?: (?:you|i|we|and|any|is|on|for|one))?|fewest)$/i
const high =
  /^(?:highest|priciest|costliest|most expensive|most miles|most[ -](?:driven|travell?ed)|most (?:you|i|we|and|any|is|on|for|one))$/i
function attributeOf(claim: Claim, text: string, isOfMiles: boolean): string | undefined {
  const end = low.test(claim.text) ? 'lowest' : high.test(claim.text) ? 'highest' : undefined
  const ofMiles =
    /(?:miles|driven|travell?ed)$/i.test(claim.text) ||
    /^\W*(?:mil|odometer|reading)/i.test(text.slice(claim.end, claim.end + 12)) ||
    isOfMiles
  return end && `${ofMiles ? 'stock_mileage' : 'stock_price'}_${end}`
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
  const isOfMiles = miles.test(sentence) && !sentence.includes('$')
  const ids = new Set(claims.slice(first).flatMap((one) => (one.status === 'supported' ? one.factIds : [])))
  for (const claim of superlatives) {
    const attribute = attributeOf(claim, text, isOfMiles)
    const carriers = (attribute ? (p.byAttribute.get(attribute) ?? []) : []).filter((fact) =>
      ids.has(fact.id),
    )
    if (carriers.length > 0)
      Object.assign(claim, { status: 'supported', factIds: carriers.map((fact) => fact.id) })
  }
}
