// The verifier: finds every checkable claim of a text and holds it against recorded facts. It knows nothing of how the
// text was made. What it does not recognise it does not judge; what it recognises and no fact carries is never supported.

import type { Fact } from '#facts/index.ts'
import { conditionAt } from './about/counted-things.ts'
import type { Claim } from './claim.ts'
import { readEquipmentLists } from './equipment-list.ts'
import { addressesOf } from './find/addresses.ts'
import { allowedSet, isAllowed } from './find/exempt.ts'
import { type Cells, mentionsOf, type Unit } from './find/mentions.ts'
import { isNameHeading } from './find/name-heading.ts'
import { keyOf } from './find/names.ts'
import { settleExtremes } from './hold/extremes.ts'
import { prepareFacts } from './hold/prepare.ts'
import type { PreparedFacts } from './hold/prepared-facts.ts'
import type { Named } from './hold/verdict.ts'
import { readUnit } from './read-unit.ts'
import { addressesIn, type Reading, spanTokens } from './reading.ts'
import { type Block, blocksOf } from './text/blocks.ts'
import { sentencesOf } from './text/sentences.ts'
import { type Token, tokenAt, tokenize } from './text/tokens.ts'
import { columnsOf } from './whom/columns.ts'
import { scopesOf, within } from './whom/scope.ts'

export type VerifyOptions = {
  /**
   * Strings that claim nothing where they stand whole on their own: the user's title, the keyword, question headings. A
   * paragraph or list item that is one of them to the letter, marks and links included, is passed over whole.
   */
  allowed?: readonly string[]
}

/** What a cell holds by its row's or its column's label. */
function heldBy(labels: readonly Token[]): Cells {
  const words = labels.map((token) => token.stem).join(' ')
  if (/\b(?:stock|stk)(?: (?:number|no|num|id))?$|^(?:stock|stk) (?:number|no|num|id)\b/.test(words))
    return 'stock numbers'
  return /^(?:trim|grade)\b|\b(?:trim|grade)$/.test(words) ? 'trims' : undefined
}

/** A head in which one cell is a trim of the facts is a row of trims. */
function heldByHead(r: Reading, block: Block): Cells {
  const isTrim = (cell: { from: number; to: number }): boolean => {
    const { from, to } = spanTokens(r, cell.from, cell.to)
    return to > from && r.p.trims.has(keyOf(r.tokens.slice(from, to).map((token) => token.stem)))
  }
  return block.cells.slice(1).some(isTrim) ? 'trims' : 'names'
}

/** "$33,450 | Price | $41,200" below "RAV4 | | Pilot": which cell is the label; 0 where it is the first. */
function middleLabel(text: string, block: Block, columns: Block['cells']): number {
  const wordsOf = (cell: { from: number; to: number } | undefined): string =>
    cell ? text.slice(cell.from, cell.to) : ''
  if (!/^\$?\d/.test(wordsOf(block.cells[0]))) return 0
  const at = columns.findIndex((cell, i) => i > 0 && cell.from === cell.to)
  return at > 0 && /^[^\d]+$/.test(wordsOf(block.cells[at])) ? at : 0
}

function readTable(r: Reading, block: Block, head: Block | undefined): void {
  const columns = head?.cells ?? []
  const tokensOf = (cell: { from: number; to: number } | undefined): readonly Token[] => {
    if (!cell) return []
    const span = spanTokens(r, cell.from, cell.to)
    return r.tokens.slice(span.from, span.to)
  }
  const first = r.claims.length
  // "Mileage | Price" above "44,593 | $31,995": the first cell of a row is no label where it is a figure
  const above = block === head ? [] : tokensOf(columns[0])
  const middle = block === head ? 0 : middleLabel(r.text, block, columns)
  const rowNamed = block.cells[0]
    ? readUnit(r, {
        block,
        ...block.cells[0],
        labels: middle > 0 ? [...tokensOf(block.cells[middle]), ...above] : above,
        named: middle > 0 && columns[0] ? namedBy(r, columns[0]) : undefined,
        cells: heldBy(above) === 'trims' ? 'trims' : undefined,
      })
    : undefined
  const ofHead = block === head ? heldByHead(r, block) : undefined
  for (const [i, cell] of block.cells.entries()) {
    if (i === 0) continue
    const column = block === head ? undefined : columns[i]
    const columnNamed = column ? namedBy(r, column) : undefined
    // "Use | City mpg | 27": a group, its label, the value
    const isGrouped =
      block !== head &&
      i === 2 &&
      block.cells.length === 3 &&
      !columnNamed &&
      !rowNamed &&
      !/^[$~]?\d/.test(r.text.slice(block.cells[1]!.from, block.cells[1]!.to))
    const label = tokensOf(isGrouped ? block.cells[1] : block.cells[middle])
    const labels = block === head ? [] : [...label, ...tokensOf(column)]
    const held = block === head ? ofHead : heldBy(labels)
    // "Price | $31,200 / $33,900" below "Civic / Accord"
    const sideBySide = column ? columnsOf(r, column) : undefined
    readUnit(r, { block, ...cell, labels, named: columnNamed ?? rowNamed, cells: held, columns: sideBySide })
  }
  // "Highest price | $41,905"
  settleExtremes(r.p, r.text, block, r.claims, first)
}

/** Whom a table's column names, without judging it again. */
function namedBy(r: Reading, cell: { from: number; to: number }): Named | undefined {
  const { from, to } = spanTokens(r, cell.from, cell.to)
  const unit: Unit = { text: r.text, tokens: r.tokens, from, to, titleCase: true, cells: 'names' }
  const mentions = mentionsOf(unit, r.p, () => false)
  const { whole, models } = scopesOf(r.p, unit, addressesIn(r, cell.from, cell.to), mentions)
  if (!whole) return undefined
  const above = r.headings.at(-1)?.named?.models
  return { scope: within(models ? undefined : above, whole), models: models ?? above }
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
  return apart(r.claims)
}
