// "The lowest price in stock is $24,950": a superlative that a figure carries.

import type { Fact } from '#facts/index.ts'
import type { Claim } from '../claim.ts'
import type { PreparedFacts } from './prepared-facts.ts'

const ownStock = /\b(?:stock|inventory|lot|our|here|listed|feed|these|them|we)\b/i
const elsewhere =
  /\b(?:town|class|segment|category|market|area|region|state|county|country|nation\w*|world|america|anywhere|around(?! \$?\d)|rivals?|competit\w+)\b/i
const named =
  /\b(?:in|near|around|across) (?!USD|MSRP|US\b|Row|Lot|Aisle|Section|Stall|Bay|Building|Stock)[A-Z]/
const low =
  /^(?:most affordable|lowest|cheapest|least|fewest|shortest|smallest|bottom|newest|youngest|freshest|gentlest|lightest|low)(?:[ -](?:expensive|costly|driven|used|miles?|mileage|road|wear|ground|distance|travell?ed|worn|money|you|i|we|and|any|is|are|on|for|one|shows|reads|has|at|comes?|stands?))?$/i
const high =
  /^(?:highest|oldest|eldest|priciest|costliest|dearest|most|longest|biggest|largest|furthest|farthest|top|busiest|best|hardest|heaviest|steepest|loftiest)(?:[ -](?:expensive|costly|driven|used|miles|mileage|road|wear|ground|distance|travell?ed|worn|money|you|i|we|and|any|is|are|on|for|one|shows|reads|has|at|comes?|stands?))?$/i
const ofMiles = /(?:driven|used|miles?|mileage|road|wear|ground|distance|travell?ed|worn)$/i
const ofPrice = /^(?:most affordable|cheapest|priciest|costliest|dearest)|(?:expensive|costly|money)$/i
/** "Our low-mileage one" */
const ofOne = /^(?:our|a|an|the|this|that|each|every) | (?:one|unit|end|mark)$|['’](?:d|ll|ve)$/gi
const lowMiles = /^low[ -]mil(?:es?|eage|er)$/i
const ofYear = /^(?:newest|oldest|latest)$/i
const milesNext = /^[ -]*(?:mil|odometer|odo\b|reading|record|clock|distance)/i
const priceNext = /^[ -]*(?:price|asking|ask\b|sticker|tag\b)/i

/** The facts that a superlative can be about: by its own words, by the next one, else by price or by miles. */
function attributesOf(claim: Claim, text: string): string[] {
  const words = claim.text.replace(ofOne, '')
  const end = low.test(words) ? 'lowest' : high.test(words) ? 'highest' : undefined
  const next = text.slice(claim.end, claim.end + 12)
  if (!end) return []
  if (ofMiles.test(words) || milesNext.test(next)) return [`stock_mileage_${end}`]
  // "our best-priced Civic"
  if (/^best$/i.test(words) && /^[ -]pric/i.test(next)) return ['stock_price_lowest']
  if (ofPrice.test(words) || priceNext.test(next)) return [`stock_price_${end}`]
  return [`stock_price_${end}`, `stock_mileage_${end}`]
}

/** "Our newest is a 2026": the year that is the last or the first of the stock. */
function yearsOf(p: PreparedFacts, claim: Claim): Fact[] {
  if (!ofYear.test(claim.text)) return []
  const years = p.byAttribute.get('stock_year') ?? []
  const values = years.map(({ value }) => Number(value))
  const end = /^oldest$/i.test(claim.text) ? Math.min(...values) : Math.max(...values)
  return years.filter(({ value }) => Number(value) === end)
}

const comparedCounts =
  /^(more|fewer|less)(?: [\w-]+){0,2}? (new|used|pre-?owned|certified)(?: [\w-]+){0,3}? than(?: [\w-]+){0,2}? (new|used|pre-?owned|certified)\b/i

/** "More new ones than used": two counts of a stock. */
function settleCounts(p: PreparedFacts, text: string, claim: Claim): void {
  const said = comparedCounts.exec(text.slice(claim.start, claim.start + 80))
  if (!said) return
  const countOf = (word: string): Fact | undefined =>
    p.byAttribute.get(`stock_${word.toLowerCase().replace(/^pre.*/, 'used')}_count`)?.[0]
  const [first, second] = [countOf(said[2]!), countOf(said[3]!)]
  if (!first || !second || first.subject !== second.subject) return
  const isMore = Number(first.value) > Number(second.value)
  const isHeld = first.value !== second.value && isMore === (said[1]!.toLowerCase() === 'more')
  Object.assign(claim, { status: isHeld ? 'supported' : 'contradicted', factIds: [first.id, second.id] })
}

/**
 * Superlatives of a sentence hold where the figure beside them is that extreme of the dealer's own stock. "The lowest price
 * in town" never is.
 */
export function settleExtremes(
  p: PreparedFacts,
  text: string,
  { start, end, claims }: { start: number; end: number; claims: readonly Claim[] },
): void {
  const superlatives = claims.filter(
    ({ kind, text: said }) => kind === 'superlative' || lowMiles.test(said.replace(ofOne, '')),
  )
  if (superlatives.length === 0) return
  const sentence = text.slice(start, end)
  if ((elsewhere.test(sentence) || named.test(sentence)) && !ownStock.test(sentence)) return
  const ids = new Set(claims.flatMap((one) => (one.status === 'supported' ? one.factIds : [])))
  for (const claim of superlatives) {
    settleCounts(p, text, claim)
    const carriers = [
      ...yearsOf(p, claim),
      ...attributesOf(claim, text).flatMap((attribute) => p.byAttribute.get(attribute) ?? []),
    ].filter((fact) => ids.has(fact.id))
    if (carriers.length > 0)
      Object.assign(claim, { status: 'supported', factIds: carriers.map((fact) => fact.id) })
  }
}
