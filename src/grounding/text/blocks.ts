// Markdown seen as what can be cut out of it whole: headings, paragraphs, list items, table rows. Plain text is
// paragraphs. Not a full parser: it knows where a block starts and ends, and where its words are.

import { fieldsOf, markOfHead } from './delimited.ts'

export type BlockKind = 'heading' | 'paragraph' | 'item' | 'row' | 'head' | 'code' | 'rule'

export type Block = {
  kind: BlockKind
  /** Whole lines, the last line break included. */
  start: number
  end: number
  /** The words, without marker and white space. */
  from: number
  to: number
  /** Of a heading 1-6; of a list item its indentation in columns; else 0. */
  level: number
  /** Blocks of one tight list or one table share a number; 0: none. */
  group: number
  /** Cells of a table row. */
  cells: { from: number; to: number }[]
}

type Line = { start: number; end: number; next: number; text: string }

const itemMarker = /^([-*+•·▪◦–✓✔]|\d{1,9}[.)])(?:[ \t]+|$)/
const separator = /^[ \t|:-]+$/

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const next = found < 0 ? text.length : found + 1
    let end = found < 0 ? text.length : found
    if (text[end - 1] === '\r' && end > start) end--
    lines.push({ start, end, next, text: text.slice(start, end) })
    start = next
  }
  return lines
}

const indentOf = (line: string): number => {
  let width = 0
  for (const character of line) {
    if (character === ' ') width++
    else if (character === '\t') width += 4
    else break
  }
  return width
}

/** From..to without white space around and quote markers before. */
function trimmed(text: string, from: number, to: number): { from: number; to: number } {
  while (from < to && (text[from]! <= ' ' || text[from] === '>' || text[from] === '\u00a0')) from++
  while (to > from && (text[to - 1]! <= ' ' || text[to - 1] === '\u00a0')) to--
  return { from, to }
}

function headingLevel(body: string): number {
  let level = 0
  while (level < 7 && body[level] === '#') level++
  return level > 0 && level < 7 && (body.length === level || body[level] === ' ' || body[level] === '\t')
    ? level
    : 0
}

function isRule(body: string): boolean {
  const mark = body[0]
  if (mark !== '-' && mark !== '*' && mark !== '_') return false
  let marks = 0
  for (const character of body) {
    if (character === mark) marks++
    else if (character !== ' ' && character !== '\t') return false
  }
  return marks >= 3
}

const isSeparator = (line: Line | undefined): boolean =>
  line?.text.includes('|') === true && line.text.includes('-') && separator.test(line.text)

function cellsOf(text: string, line: Line): { from: number; to: number }[] {
  const { from, to } = trimmed(text, line.start, line.end)
  const cells: { from: number; to: number }[] = []
  let start = text[from] === '|' ? from + 1 : from
  for (let i = start; i <= to; i++) {
    if (i < to && (text[i] !== '|' || text[i - 1] === '\\')) continue
    if (i < to || i > start) cells.push(trimmed(text, start, i))
    start = i + 1
  }
  return cells
}

type Builder = {
  text: string
  lines: Line[]
  blocks: Block[]
  group: number
  /** Up to where lines are known to be no table without a rule. */
  noTableTo: number
}

function push(b: Builder, kind: BlockKind, first: number, last: number, markerEnd: number, level = 0): Block {
  const start = b.lines[first]!.start
  const end = b.lines[last]!.next
  const words = trimmed(b.text, markerEnd, b.lines[last]!.end)
  const block: Block = { kind, start, end, from: words.from, to: words.to, level, group: 0, cells: [] }
  b.blocks.push(block)
  return block
}

/** Fenced code from line `i`; the index after it. */
function readFence(b: Builder, i: number, fence: string): number {
  let last = i + 1
  while (last < b.lines.length && !b.lines[last]!.text.trimStart().startsWith(fence)) last++
  last = Math.min(last, b.lines.length - 1)
  push(b, 'code', i, last, Math.min(b.lines[i]!.next, b.lines[last]!.end))
  return last + 1
}

/** A row as wide as the table, behind a blank line, that heads no table of its own. */
function continuesTable(b: Builder, i: number, width: number): boolean {
  const line = b.lines[i]
  if (!line?.text.trimStart().startsWith('|') || isSeparator(b.lines[i + 1]) || isSeparator(line))
    return false
  return cellsOf(b.text, line).length === width
}

function readTable(b: Builder, i: number): number {
  const group = ++b.group
  const head = push(b, 'head', i, i + 1, b.lines[i]!.start)
  head.group = group
  head.cells = cellsOf(b.text, b.lines[i]!)
  head.to = b.lines[i]!.end
  let next = i + 2
  for (;;) {
    if (continuesTable(b, next + 1, head.cells.length) && b.lines[next]!.text.trim() === '') next++
    if (next >= b.lines.length || !b.lines[next]!.text.includes('|')) break
    const row = push(b, 'row', next, next, b.lines[next]!.start)
    row.group = group
    row.cells = cellsOf(b.text, b.lines[next]!)
    next++
  }
  return next
}

/**
 * Lines of as many fields as their head has, without a rule below it; the index after them, `i` where there are none. Lines that
 * are no table together are not tried again one by one.
 */
function readDelimited(b: Builder, i: number): number {
  if (i < b.noTableTo) return i
  const first = b.lines[i]!
  const mark = markOfHead(b.text, first.start, first.end)
  if (mark === undefined) return i
  const fields = (line: Line): Block['cells'] => fieldsOf(b.text, line.start, line.end, mark)
  const width = fields(first).length
  let next = i + 1
  while (
    next < b.lines.length &&
    b.lines[next]!.text.includes(mark) &&
    fields(b.lines[next]!).length === width
  )
    next++
  if (next === i + 1 || (next < b.lines.length && b.lines[next]!.text.trim() !== '')) {
    b.noTableTo = next
    return i
  }
  const group = ++b.group
  for (let at = i; at < next; at++) {
    const block = push(b, at === i ? 'head' : 'row', at, at, b.lines[at]!.start)
    block.group = group
    block.cells = fields(b.lines[at]!)
  }
  return next
}

const startsBlock = (line: Line, after: Line | undefined): boolean => {
  const body = line.text.trimStart()
  return (
    body === '' ||
    headingLevel(body) > 0 ||
    itemMarker.test(body) ||
    isRule(body) ||
    body.startsWith('```') ||
    body.startsWith('~~~') ||
    (body.includes('|') && isSeparator(after))
  )
}

const underline = (body: string): boolean => {
  const mark = body[0]
  if (mark !== '=' && mark !== '-') return false
  for (const character of body.trimEnd()) if (character !== mark) return false
  return true
}

/** A paragraph or a list item with its following lines; the index after it. */
function readWords(b: Builder, i: number): number {
  const line = b.lines[i]!
  const body = line.text.trimStart()
  const marker = itemMarker.exec(body)
  let last = i
  while (last + 1 < b.lines.length && !startsBlock(b.lines[last + 1]!, b.lines[last + 2])) last++
  const offset = line.start + line.text.length - body.length
  if (marker) {
    const item = push(b, 'item', i, last, offset + marker[0].length, indentOf(line.text))
    const before = b.blocks.at(-2)
    item.group = before?.kind === 'item' && before.end === item.start ? before.group : ++b.group
    return last + 1
  }
  const after = b.lines[last + 1]
  if (last === i && underline(b.lines[i]!.text.trim())) {
    push(b, 'rule', i, i, line.start)
    return i + 1
  }
  const end = last > i ? b.lines[last]!.text.trim() : ''
  if (end !== '' && underline(end)) {
    const heading = push(b, 'heading', i, last, offset, end[0] === '=' ? 1 : 2)
    Object.assign(heading, trimmed(b.text, heading.from, b.lines[last - 1]!.end))
    return last + 1
  }
  if (after?.text.trim().startsWith('-') && underline(after.text.trim()) && isRule(after.text.trim())) {
    const heading = push(b, 'heading', i, last + 1, offset, 2)
    Object.assign(heading, trimmed(b.text, heading.from, b.lines[last]!.end))
    return last + 2
  }
  push(b, 'paragraph', i, last, offset)
  return last + 1
}

/** The blocks of a text, in order; blank lines belong to none. Linear in the text. */
export function blocksOf(text: string): Block[] {
  const b: Builder = { text, lines: linesOf(text), blocks: [], group: 0, noTableTo: 0 }
  let i = 0
  while (i < b.lines.length) {
    const line = b.lines[i]!
    const body = line.text.trimStart()
    const level = headingLevel(body)
    if (body === '') i++
    else if (body.startsWith('```') || body.startsWith('~~~')) i = readFence(b, i, body.slice(0, 3))
    else if (level > 0) {
      const heading = push(b, 'heading', i, i, line.end - body.length + level, level)
      let to = heading.to
      while (to > heading.from && b.text[to - 1] === '#') to--
      Object.assign(heading, trimmed(text, heading.from, to))
      i++
    } else if (isRule(body)) {
      push(b, 'rule', i, i, line.start)
      i++
    } else if (body.includes('|') && isSeparator(b.lines[i + 1])) i = readTable(b, i)
    else {
      const next = readDelimited(b, i)
      i = next > i ? next : readWords(b, i)
    }
  }
  return b.blocks
}
