// A table's rows: each cell under the labels of its row and column, of whom its column or its row names.

import { isAnswered, markOf } from './find/answered.ts'
import { type Cells, mentionsOf, type Unit } from './find/mentions.ts'
import { keyOf } from './find/names.ts'
import type { Named, Scope } from './hold/verdict.ts'
import { contextOf, judgeMention } from './judge-mention.ts'
import { readUnit } from './read-unit.ts'
import { addressesIn, type Place, push, type Reading, spanTokens } from './reading.ts'
import type { Block } from './text/blocks.ts'
import type { Token } from './text/tokens.ts'
import { columnsOf } from './whom/columns.ts'
import { anyFact, scopesOf, within } from './whom/scope.ts'

type Span = { from: number; to: number }

/** What a cell holds by its row's or its column's label. */
function heldBy(labels: readonly Token[]): Cells {
  const words = labels.map((token) => token.stem).join(' ')
  if (/\b(?:stock|stk)(?: (?:number|no|num|id))?$|^(?:stock|stk) (?:number|no|num|id)\b/.test(words))
    return 'stock numbers'
  return /^(?:trim|grade)\b|\b(?:trim|grade)$/.test(words) ? 'trims' : undefined
}

/** A head in which one cell is a trim of the facts is a row of trims. */
function heldByHead(r: Reading, block: Block): Cells {
  const isTrim = (cell: Span): boolean => {
    const { from, to } = spanTokens(r, cell.from, cell.to)
    return to > from && r.p.trims.has(keyOf(r.tokens.slice(from, to).map((token) => token.stem)))
  }
  return block.cells.slice(1).some(isTrim) ? 'trims' : 'names'
}

/** "$33,450 | Price | $41,200" below "RAV4 | | Pilot": which cell is the label; 0 where it is the first. */
function middleLabel(text: string, block: Block, columns: Block['cells']): number {
  const wordsOf = (cell: Span | undefined): string => (cell ? text.slice(cell.from, cell.to) : '')
  if (!/^\$?\d/.test(wordsOf(block.cells[0]))) return 0
  const at = columns.findIndex((cell, i) => i > 0 && cell.from === cell.to)
  return at > 0 && /^[^\d]+$/.test(wordsOf(block.cells[at])) ? at : 0
}

export function readTable(r: Reading, block: Block, head: Block | undefined): void {
  const columns = head?.cells ?? []
  const tokensOf = (cell: Span | undefined): readonly Token[] => {
    if (!cell) return []
    const span = spanTokens(r, cell.from, cell.to)
    return r.tokens.slice(span.from, span.to)
  }
  const first = r.claims.length
  if (block === head) r.heads = []
  // "Mileage | Price" above "44,593 | $31,995": the first cell of a row is no label where it is a figure
  const above = block === head ? [] : tokensOf(columns[0])
  const middle = block === head ? 0 : middleLabel(r.text, block, columns)
  // what the label of marks names is said by them
  const isMarked = block !== head && areMarks(r, block.cells.slice(1))
  const rowNamed = isMarked
    ? undefined
    : block.cells[0]
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
    const before = r.claims.length
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
    const labelled = block.cells[isGrouped ? 1 : middle]
    const labels = block === head ? [] : [...tokensOf(labelled), ...tokensOf(column)]
    const held = block === head ? ofHead : heldBy(labels)
    // "Price | $31,200 / $33,900" below "Civic / Accord"
    const sideBySide = column ? columnsOf(r, column) : undefined
    readUnit(r, { block, ...cell, labels, named: columnNamed ?? rowNamed, cells: held, columns: sideBySide })
    if (labelled) judgeMark(r, block, labelled, cell, (columnNamed ?? rowNamed)?.scope ?? anyFact)
    const claims = r.claims.slice(before)
    if (block === head) r.heads[i] = claims
    // "Fewest miles" above "84"
    else if (r.heads[i]?.length)
      r.rows.push({ start: cell.from, end: cell.to, claims: [...r.heads[i], ...claims] })
  }
  // "Highest price | $41,905"
  r.rows.push({ start: block.from, end: block.to, claims: r.claims.slice(first) })
}

const areMarks = ({ text }: Reading, cells: readonly Span[]): boolean =>
  cells.length > 0 && cells.every(({ from, to }) => markOf(text.slice(from, to)) !== undefined)

/** "Head-up display | No | Yes" below names: what the label says, of the one whose column it is. */
function judgeMark(r: Reading, block: Block, label: Span, cell: Span, scope: Scope): void {
  const words = r.text.slice(cell.from, cell.to)
  const answer = markOf(words)
  if (!answer) return
  const { from, to } = spanTokens(r, label.from, label.to)
  const unit: Unit = { text: r.text, tokens: r.tokens, from, to, titleCase: true, cells: undefined }
  const mentions = mentionsOf(unit, r.p, () => false)
  const place: Place = { block, ...label, labels: [] }
  const context = contextOf(r, place, unit, mentions)
  for (const mention of mentions) {
    if (!isAnswered(mention)) continue
    const said = judgeMention(r, place, mention, context, answer === 'no', scope, undefined)
    if (said && (answer === 'yes' || said.status === 'contradicted')) push(r, cell.from, cell.to, said)
  }
}

/** Whom a table's column names, without judging it again. */
function namedBy(r: Reading, cell: Span): Named | undefined {
  const { from, to } = spanTokens(r, cell.from, cell.to)
  const unit: Unit = { text: r.text, tokens: r.tokens, from, to, titleCase: true, cells: 'names' }
  const mentions = mentionsOf(unit, r.p, () => false)
  const { whole, models } = scopesOf(r.p, unit, addressesIn(r, cell.from, cell.to), mentions)
  if (!whole) return undefined
  const above = r.headings.at(-1)?.named?.models
  return { scope: within(models ? undefined : above, whole), models: models ?? above }
}
