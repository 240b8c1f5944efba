// One sentence, heading or cell: what it says, what of that is exempt, whom it speaks of, and what the facts say to it.

import type { Fact } from '#facts/index.ts'
import type { Address } from './find/addresses.ts'
import { isAllowed, isAllowedLink, isQuestion, requestExemption } from './find/exempt.ts'
import { type Mention, mentionsOf, type Unit } from './find/mentions.ts'
import { isNegated } from './find/negation.ts'
import { quotesOf } from './find/quotes.ts'
import { judge } from './hold/judge.ts'
import { judgeAddress } from './hold/judge-place.ts'
import { anyFact, scopesOf, within } from './hold/scope.ts'
import type { Context } from './hold/targets.ts'
import type { Scope, Verdict } from './hold/verdict.ts'
import { addressesIn, type Place, push, type Reading, spanTokens } from './reading.ts'
import type { Token } from './text/tokens.ts'

/** Capitals say nothing of names where most words have one, as in headings. */
function isTitleCase(tokens: readonly Token[], from: number, to: number, last = ''): boolean {
  if (last === '.' || last === '!') return false
  let words = 0
  let capitals = 0
  for (let i = from; i < to; i++) {
    const token = tokens[i]!
    if (token.word.length < 4 || !Number.isNaN(token.value)) continue
    words++
    if (token.cap) capitals++
  }
  return words > 0 && capitals * 10 >= words * 8
}

/** A claim that a source says so holds when the sentence names the source of a fact. */
function attributed(r: Reading, place: Place): Fact[] {
  const words = r.text.slice(place.from, place.to).toLowerCase()
  return r.p.facts.filter(
    (fact) => fact.source.title.length > 2 && words.includes(fact.source.title.toLowerCase()),
  )
}

const ownStock = /\b(?:stock|inventory|lot|our|here|listed|feed|these|them|we)\b/i
const extreme = /^(?:(lowest|cheapest|least expensive)|highest|priciest|most expensive)$/i

/** "The lowest price in stock is $24,950" holds by the fact that carries its figure; the lowest in town does not. */
function settleExtremes(r: Reading, place: Place, first: number): void {
  if (!ownStock.test(r.text.slice(place.from, place.to))) return
  const claims = r.claims.slice(first)
  for (const claim of claims) {
    const match = claim.kind === 'superlative' ? extreme.exec(claim.text) : null
    if (!match) continue
    const what = /^\W*mil/i.test(r.text.slice(claim.end, claim.end + 12)) ? 'stock_mileage' : 'stock_price'
    const attribute = `${what}_${match[1] ? 'lowest' : 'highest'}`
    const ids = claims.filter((one) => one.status === 'supported').flatMap((one) => one.factIds)
    const carriers = r.p.facts.filter((fact) => fact.attribute === attribute && ids.includes(fact.id))
    if (carriers.length > 0)
      Object.assign(claim, { status: 'supported', factIds: carriers.map((fact) => fact.id) })
  }
}

function judgeMention(
  r: Reading,
  place: Place,
  mention: Mention,
  context: Context,
  negated: boolean,
  scope: Scope,
  after: Mention | undefined,
): Verdict | undefined {
  if (
    mention.type === 'concept' &&
    mention.entries.some((entry) => entry.concepts.includes('assertion:attribution'))
  ) {
    const facts = attributed(r, place)
    return {
      kind: 'assertion',
      status: facts.length > 0 ? 'supported' : 'unsupported',
      factIds: facts.slice(0, 1).map((fact) => fact.id),
    }
  }
  const named =
    mention.type === 'model' ||
    (mention.type === 'fact' && mention.facts.every((fact) => /^(?:site|event)_/.test(fact.attribute)))
  return judge(r.p, mention, context, r.text, negated, named ? anyFact : scope, after)
}

/** Judges one sentence, heading or cell; the scope it names, for a heading's section. */
export function readUnit(r: Reading, place: Place): Scope | undefined {
  const { from, to } = spanTokens(r, place.from, place.to)
  const addresses = addressesIn(r, place.from, place.to)
  if (isAllowed(r.allowed, r.tokens, from, to)) return undefined
  const titleCase = isTitleCase(r.tokens, from, to, r.text[place.to - 1])
  const unit: Unit = { text: r.text, tokens: r.tokens, from, to, titleCase }
  const heading = place.block.kind === 'heading'
  if (heading ? r.text[place.to - 1] === '?' : isQuestion(unit, place.to)) return undefined
  const first = r.claims.length
  const quotes = quotesOf(r.text, r.tokens, place, from, to, r.p.facts)
  const inQuote = (address: Address): boolean =>
    quotes.some((quote) => address.start < quote.end && address.end > quote.start)
  for (const address of addresses)
    if (address.kind !== 'hidden' && !inQuote(address) && !isAllowedLink(r.allowed, address.value))
      push(r, address.start, address.end, judgeAddress(r.p, address))
  for (const quote of quotes) push(r, quote.start, quote.end, quote.verdict)
  const quoted = (at: number): boolean => quotes.some((quote) => at >= quote.from && at < quote.to)
  const mentions = mentionsOf(unit, r.p, quoted)
  const scopes = scopesOf(r.p, unit, addresses, mentions)
  const spokenOf = place.scope ?? r.headings.at(-1)?.scope
  const inherited = spokenOf ?? anyFact
  const scopeOf = (mention: Mention): Scope => {
    const own = scopes.of(mention)
    return own ? within(scopes.trimsOnly ? spokenOf : undefined, own) : inherited
  }
  const exempt = requestExemption(unit)
  const names = new Uint8Array(to - from)
  const figures = new Uint8Array(to - from)
  for (const mention of mentions)
    (mention.type === 'figure' ? figures : names).fill(1, mention.from - from, mention.to - from)
  const inside =
    (set: Uint8Array) =>
    (at: number): boolean =>
      at >= from && at < to && set[at - from] === 1
  const context: Context = {
    tokens: r.tokens,
    from,
    to,
    taken: inside(names),
    figureAt: inside(figures),
    labels: place.labels,
  }
  let negatedTo = -1
  for (const [i, mention] of mentions.entries()) {
    if (exempt(mention)) continue
    const negated = isNegated(unit, mention, negatedTo)
    if (negated) negatedTo = mention.to
    const verdict = judgeMention(r, place, mention, context, negated, scopeOf(mention), mentions[i + 1])
    if (verdict) push(r, mention.start, mention.end, verdict)
  }
  settleExtremes(r, place, first)
  return scopes.whole && within(scopes.trimsOnly ? spokenOf : undefined, scopes.whole)
}
