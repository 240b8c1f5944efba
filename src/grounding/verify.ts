// The verifier: finds every checkable claim of a text and holds it against recorded facts. It knows nothing of how the
// text was made. What it does not recognise it does not judge; what it recognises and no fact carries is never supported.

import type { Fact } from '#facts/index.ts'
import { type Address, addressesOf } from './addresses.ts'
import type { Context } from './bindings.ts'
import { type Block, blocksOf } from './blocks.ts'
import type { Claim } from './claim.ts'
import { allowedSet, isAllowed, isQuestion, requestExemption } from './exempt.ts'
import { carriersOfWords, judge, judgeAddress, type Scope, type Verdict } from './judge.ts'
import { type Mention, mentionsOf, type Unit } from './mentions.ts'
import { isNameHeading } from './name-heading.ts'
import { isNegated } from './negation.ts'
import { type PreparedFacts, prepareFacts } from './prepare.ts'
import { quotesOf } from './quotes.ts'
import { anyFact, scopeOf } from './scope.ts'
import { endsSentence, sentencesOf } from './sentences.ts'
import { type Token, tokenAt, tokenize } from './tokens.ts'

export type VerifyOptions = {
  /** Strings that claim nothing where they stand whole on their own: the user's title, the keyword, question headings. */
  allowed?: readonly string[]
}

type Reading = {
  text: string
  p: PreparedFacts
  tokens: readonly Token[]
  addresses: readonly Address[]
  allowed: ReadonlySet<string>
  claims: Claim[]
  /** Scopes of the headings above, by level. */
  headings: { level: number; scope: Scope | undefined }[]
}

type Place = { block: Block; from: number; to: number; labels: readonly Token[]; scope?: Scope | undefined }

const spanTokens = (r: Reading, from: number, to: number): { from: number; to: number } => ({
  from: tokenAt(r.tokens, from),
  to: tokenAt(r.tokens, to),
})

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

function addressesIn(r: Reading, from: number, to: number): Address[] {
  const found: Address[] = []
  let low = 0
  let high = r.addresses.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (r.addresses[middle]!.start < from) low = middle + 1
    else high = middle
  }
  for (let i = low; i < r.addresses.length && r.addresses[i]!.start < to; i++) found.push(r.addresses[i]!)
  return found
}

function push(r: Reading, start: number, end: number, verdict: Verdict): void {
  r.claims.push({ text: r.text.slice(start, end), start, end, ...verdict })
}

/** A claim that a source says so holds when the sentence names the source of a fact. */
function attributed(r: Reading, place: Place): Fact[] {
  const words = r.text.slice(place.from, place.to).toLowerCase()
  return r.p.facts.filter(
    (fact) => fact.source.title.length > 2 && words.includes(fact.source.title.toLowerCase()),
  )
}

/** "The lowest price in stock is $24,950" holds by the fact that carries its figure. */
function settleExtremes(r: Reading, first: number): void {
  const claims = r.claims.slice(first)
  for (const claim of claims) {
    if (claim.kind !== 'superlative' || !/^(lowest|highest|cheapest|least|most)/i.test(claim.text)) continue
    const end = /^(lowest|cheapest|least)/i.test(claim.text) ? '_lowest' : '_highest'
    const ids = claims.filter((one) => one.status === 'supported').flatMap((one) => one.factIds)
    const carriers = r.p.facts.filter((fact) => fact.attribute.endsWith(end) && ids.includes(fact.id))
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
    (mention.type === 'fact' && mention.facts.every((fact) => fact.attribute.startsWith('site_')))
  return judge(r.p, mention, context, r.text, negated, named ? anyFact : scope, after)
}

/** Judges one sentence, heading or cell; the scope it names, for a heading's section. */
function readUnit(r: Reading, place: Place): Scope | undefined {
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
    if (address.kind !== 'hidden' && !inQuote(address) && !r.allowed.has(address.value))
      push(r, address.start, address.end, judgeAddress(r.p, address))
  for (const quote of quotes) push(r, quote.start, quote.end, quote.verdict)
  const quoted = (at: number): boolean => quotes.some((quote) => at >= quote.from && at < quote.to)
  const mentions = mentionsOf(unit, r.p, quoted)
  const own = scopeOf(r.p, addresses, mentions)
  const scope = own ?? place.scope ?? r.headings.at(-1)?.scope ?? anyFact
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
    const verdict = judgeMention(r, place, mention, context, negated, scope, mentions[i + 1])
    if (verdict) push(r, mention.start, mention.end, verdict)
  }
  settleExtremes(r, first)
  return own
}

function readTable(r: Reading, block: Block, head: Block | undefined): void {
  const columns = head?.cells ?? []
  const tokensOf = (cell: { from: number; to: number } | undefined): readonly Token[] => {
    if (!cell) return []
    const span = spanTokens(r, cell.from, cell.to)
    return r.tokens.slice(span.from, span.to)
  }
  const rowScope = block.cells[0] ? readUnit(r, { block, ...block.cells[0], labels: [] }) : undefined
  for (const [i, cell] of block.cells.entries()) {
    if (i === 0) continue
    const column = block === head ? undefined : columns[i]
    const labels = block === head ? [] : [...tokensOf(block.cells[0]), ...tokensOf(column)]
    const columnScope = column ? namedBy(r, column) : undefined
    readUnit(r, { block, ...cell, labels, scope: columnScope ?? rowScope })
  }
}

/** The scope that a table's column names, without judging it again. */
function namedBy(r: Reading, cell: { from: number; to: number }): Scope | undefined {
  const { from, to } = spanTokens(r, cell.from, cell.to)
  const unit: Unit = { text: r.text, tokens: r.tokens, from, to, titleCase: true }
  return scopeOf(
    r.p,
    addressesIn(r, cell.from, cell.to),
    mentionsOf(unit, r.p, () => false),
  )
}

function readHeading(r: Reading, block: Block): void {
  while ((r.headings.at(-1)?.level ?? 0) >= block.level) r.headings.pop()
  const first = r.claims.length
  const named = readUnit(r, { block, from: block.from, to: block.to, labels: [] })
  const scope = isNameHeading(r.text, block.from, block.to, r.claims.slice(first)) ? named : undefined
  r.headings.push({ level: block.level, scope: scope ?? r.headings.at(-1)?.scope })
}

const requestWord =
  /^(ask|call|contact|visit|schedule|apply|see|learn|read|browse|check|confirm|compare|get|find|book|bring|shop|stop|text|email|message|view|explore|take|review)$/

/**
 * Items of a list of equipment that no vocabulary knows: beside at least two items that facts carry, a short item without
 * any claim states a piece of equipment too.
 */
function readEquipmentLists(r: Reading, blocks: readonly Block[]): void {
  const carried = new Map<number, number>()
  const claimed = new Set<Block>()
  const sorted = [...r.claims].sort((a, b) => a.start - b.start)
  let next = 0
  for (const block of blocks) {
    if (block.kind !== 'item') continue
    while (next < sorted.length && sorted[next]!.start < block.from) next++
    let feature = false
    for (; next < sorted.length && sorted[next]!.start < block.to; next++) {
      claimed.add(block)
      if (sorted[next]!.kind === 'feature' && sorted[next]!.status === 'supported') feature = true
    }
    if (feature) carried.set(block.group, (carried.get(block.group) ?? 0) + 1)
  }
  for (const block of blocks) {
    if (block.kind !== 'item' || claimed.has(block) || (carried.get(block.group) ?? 0) < 2) continue
    const { from, to } = spanTokens(r, block.from, block.to)
    const words = r.tokens.slice(from, to)
    if (
      words.length === 0 ||
      words.length > 8 ||
      endsSentence(r.text.slice(Math.max(block.from, block.to - 4), block.to)) ||
      requestWord.test(words[0]!.stem) ||
      isAllowed(r.allowed, r.tokens, from, to)
    )
      continue
    if (addressesIn(r, block.from, block.to).length > 0) continue
    const facts = carriersOfWords(
      r.p,
      words.map((token) => token.stem),
      anyFact,
    )
    push(r, words[0]!.start, words.at(-1)!.end, {
      kind: 'feature',
      status: facts.length > 0 ? 'supported' : 'unsupported',
      factIds: facts.slice(0, 8).map((fact) => fact.id),
    })
  }
}

/** Claims in order; of two that overlap the one that holds gives way. */
function apart(claims: Claim[]): Claim[] {
  const kept: Claim[] = []
  for (const claim of claims.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1)
    if (!last || claim.start >= last.end) kept.push(claim)
    else if (last.status === 'supported') kept.splice(-1, 1, claim)
  }
  return kept
}

/**
 * Every checkable claim of a text, in order and apart.
 * @param text Markdown or plain text
 * @param facts the ledger's facts, or the same prepared once for several texts
 * @returns claims whose `text` is `text.slice(start, end)`; `supported` with the facts that carry it, `contradicted` with
 * those of the same attribute that say otherwise, `unsupported` with none. Questions, requests and `allowed` give none.
 */
export function verify(
  text: string,
  facts: readonly Fact[] | PreparedFacts,
  options: VerifyOptions = {},
): Claim[] {
  const p = 'prepared' in facts ? facts : prepareFacts(facts)
  const addresses = addressesOf(text)
  const r: Reading = {
    text,
    p,
    tokens: tokenize(text, addresses),
    addresses,
    allowed: allowedSet(options.allowed ?? []),
    claims: [],
    headings: [],
  }
  const blocks = blocksOf(text)
  let head: Block | undefined
  for (const block of blocks) {
    if (block.kind === 'heading') readHeading(r, block)
    else if (block.kind === 'head' || block.kind === 'row') {
      if (block.kind === 'head') head = block
      readTable(r, block, head)
    } else if (
      block.kind !== 'rule' &&
      !isAllowed(r.allowed, r.tokens, tokenAt(r.tokens, block.from), tokenAt(r.tokens, block.to))
    )
      for (const sentence of sentencesOf(text, block.from, block.to)) {
        let to = sentence.end
        while (to > sentence.start && text[to - 1]! <= ' ') to--
        readUnit(r, { block, from: sentence.start, to, labels: [] })
      }
  }
  readEquipmentLists(r, blocks)
  return apart(r.claims)
}
