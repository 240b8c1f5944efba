// The verifier: finds every checkable claim of a text and holds it against recorded facts. It knows nothing of how the
// text was made. What it does not recognise it does not judge; what it recognises and no fact carries is never supported.

import type { Fact } from '#facts/index.ts'
import { conditionAt } from './about/counted-things.ts'
import type { Claim } from './claim.ts'
import { readEquipmentLists } from './equipment-list.ts'
import { addressesOf } from './find/addresses.ts'
import { allowedSet, isAllowed } from './find/exempt.ts'
import { isNameHeading } from './find/name-heading.ts'
import { settleExtremes } from './hold/extremes.ts'
import { prepareFacts } from './hold/prepare.ts'
import type { PreparedFacts } from './hold/prepared-facts.ts'
import { readTable } from './read-table.ts'
import { readUnit } from './read-unit.ts'
import { type Reading, spanTokens } from './reading.ts'
import { type Block, blocksOf } from './text/blocks.ts'
import { sentencesOf } from './text/sentences.ts'
import { tokenAt, tokenize } from './text/tokens.ts'
import { settleContrasted } from './whole/contrasted.ts'
import { settleCounts } from './whole/counts-told.ts'
import { settleMisread } from './whole/misread.ts'
import { settleStrangeLabels } from './whole/strange-labels.ts'
import { toldBy } from './whole/told-facts.ts'
import { settleToldTwice } from './whole/told-twice.ts'

export type VerifyOptions = {
  /**
   * Strings that claim nothing where they stand whole on their own: the user's title, the keyword, question headings. A
   * paragraph or list item that is one of them to the letter, marks and links included, is passed over whole.
   */
  allowed?: readonly string[]
}

/** "Used Civics": the condition that a heading names, and no other. */
function conditionAlone(r: Reading, block: Block): string | undefined {
  const { from, to } = spanTokens(r, block.from, block.to)
  const words = r.tokens.slice(from, to)
  const conditions = new Set(words.flatMap((_, i) => conditionAt(words, i) ?? []))
  return conditions.size === 1 ? [...conditions][0] : undefined
}

function readHeading(r: Reading, block: Block): void {
  while ((r.headings.at(-1)?.level ?? 0) >= block.level) r.headings.pop()
  const first = r.claims.length
  const { columns } = r
  const named = readUnit(r, { block, from: block.from, to: block.to, labels: [] })
  if (named && r.columns === columns) r.columns = undefined
  const isName = isNameHeading(r.text, block.from, block.to, r.claims.slice(first))
  r.spokenOf = undefined
  if (r.text[block.to - 1] !== '?') r.led = undefined
  r.headings.push({
    level: block.level,
    named: (isName ? named : undefined) ?? r.headings.at(-1)?.named,
    condition: conditionAlone(r, block),
  })
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
    sentences: [],
    rows: [],
    heads: [],
    unheld: [],
    headings: [],
    spokenOf: undefined,
    asked: [],
    order: [],
    aliases: new Map(),
    columns: undefined,
    told: undefined,
    led: undefined,
    block: 0,
  }
  const given = new Set(options.allowed)
  const blocks = blocksOf(text)
  let head: Block | undefined
  for (const block of blocks) {
    r.block++
    if (block.kind !== 'item' && r.led?.by === 'item') r.led = undefined
    if (block.kind === 'heading') readHeading(r, block)
    else if (block.kind === 'head' || block.kind === 'row') {
      if (block.kind === 'head') head = block
      readTable(r, block, head)
    } else if (
      block.kind !== 'rule' &&
      !given.has(text.slice(block.from, block.to)) &&
      !isAllowed(r.allowed, r.tokens, tokenAt(r.tokens, block.from), tokenAt(r.tokens, block.to))
    )
      for (const sentence of sentencesOf(text, block.from, block.to)) {
        let to = sentence.end
        while (to > sentence.start && text[to - 1]! <= ' ') to--
        readUnit(r, { block, from: sentence.start, to, labels: [] })
      }
  }
  readEquipmentLists(r, blocks)
  const told = toldBy(p.byId, r.claims)
  settleToldTwice(r, told)
  settleMisread(r, told)
  settleStrangeLabels(r, told)
  settleContrasted(r, told)
  settleCounts(r, told)
  for (const stretch of [...r.sentences, ...r.rows]) settleExtremes(p, text, stretch)
  return apart(r.claims)
}
