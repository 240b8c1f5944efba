// "The lowest price in stock is $24,950": a superlative that a figure carries.

import type { Claim } from '../claim.ts'
import type { PreparedFacts } from './prepared-facts.ts'

const ownStock = /\b(?:stock|inventory|lot|our|here|listed|feed|these|them|we)\b/i
const elsewhere =
  /\b(?:town|class|segment|category|market|area|region|state|county|country|nation\w*|world|america|anywhere|around|rivals?|competit\w+)\b/i
const low = /^(?:lowest|cheapest|least expensive|least(?: you)?|fewest)$/i
const high = /^(?:highest|priciest|costliest|most expensive|most miles)$/i
/** What the sentence says of the extreme is its figure and nothing else. */
const saysFigure =
  /^\W*(?:the\s+)?(?:one with the\s+)?(?:lowest|highest|cheapest|priciest|costliest|most expensive|least|fewest|most miles)\b(?![\w\s]*\b(?:in|near|around|of|across)\b)[\w\s]{0,24}(?:\||:|\bis\b|\bstands\b|\bshows\b|\breads\b)\W*\d/i

function attributeOf(claim: Claim, text: string): string | undefined {
  const end = low.test(claim.text) ? 'lowest' : high.test(claim.text) ? 'highest' : undefined
  const ofMiles = /miles$/i.test(claim.text) || /^\W*mil/i.test(text.slice(claim.end, claim.end + 12))
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
  const sentence = text.slice(place.from, place.to)
  for (const claim of claims.slice(first)) {
    const attribute = claim.kind === 'superlative' ? attributeOf(claim, text) : undefined
    if (!attribute || !(ownStock.test(sentence) || (saysFigure.test(sentence) && !elsewhere.test(sentence))))
      continue
    const ids = claims.slice(first).flatMap((one) => (one.status === 'supported' ? one.factIds : []))
    const carriers = (p.byAttribute.get(attribute) ?? []).filter((fact) => ids.includes(fact.id))
    if (carriers.length > 0)
      Object.assign(claim, { status: 'supported', factIds: carriers.map((fact) => fact.id) })
  }
}
