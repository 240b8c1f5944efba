// How a file is written: which character divides its cells, how its lines end, and what its columns are called.
import { CsvError, parse } from 'csv-parse/sync'
import { cleanLine } from './clean-text.ts'
import { countKnownColumns } from './column-map.ts'
import { FeedError } from './feed-error.ts'
import { createFramer, type Dialect, type FrameLimits } from './frame-records.ts'

const delimiters = [',', '\t', '|', ';']

export type FeedStart = {
  dialect: Dialect
  header: string[]
  /** The row of the header as a spreadsheet counts. */
  headerRow: number
}

/**
 * Reads the header from the beginning of a file. The delimiter is the one whose header has the most names that are known;
 * failing that, the one that occurs most. A first line `sep=;` (a spreadsheet program's convention) settles it.
 * @param head the first 64 Ki characters, or the whole file when it is shorter (`whole`).
 * @throws FeedError when there is no header row, or when the text is XML, HTML or JSON.
 */
export function readStart(head: string, whole: boolean, limits: FrameLimits): FeedStart {
  refuseOtherLanguages(head)
  const eol = !head.includes('\n') && head.includes('\r') ? '\r' : '\n'
  let best: (FeedStart & { known: number }) | undefined
  for (const delimiter of settledDelimiter(head) ?? delimiters) {
    const start = readHeader(head, whole, { delimiter, eol }, limits)
    if (!start) continue
    const known = countKnownColumns(start.header)
    const isBetter =
      !best || known > best.known || (known === best.known && start.header.length > best.header.length)
    if (isBetter) best = { ...start, known }
  }
  if (best) return best
  if (whole && head.trim() === '') throw new FeedError('The file is empty: it has no header row.')
  throw new FeedError('The first row does not end: this is not a CSV file with a header row.')
}

function settledDelimiter(head: string): string[] | undefined {
  const settled = /^\s*"?sep=([,;|\t:])"?[ \t]*[\r\n]/i.exec(head)?.[1]
  return settled === undefined ? undefined : [settled]
}

function refuseOtherLanguages(head: string): void {
  const first = head.trimStart()[0]
  if (first === '<')
    throw new FeedError('This is XML or HTML, not CSV. Export the inventory as CSV and import that file.')
  if (first === '{' || first === '[')
    throw new FeedError('This is JSON, not CSV. Export the inventory as CSV and import that file.')
}

function readHeader(
  head: string,
  whole: boolean,
  dialect: Dialect,
  limits: FrameLimits,
): FeedStart | undefined {
  let row = 0
  for (const frame of createFramer(dialect, limits).push(head, whole)) {
    row += 1
    if (frame.text.trim() === '' || /^"?sep=."?$/i.test(frame.text.trim())) continue
    const header = frame.broken ? null : parseCells([frame.text], dialect)[0]
    return header ? { dialect, header: header.map(cleanLine), headerRow: row } : undefined
  }
  return undefined
}

/**
 * The cells of each row, blanks around them trimmed; null for a row that the parser cannot read.
 * Rows go to the parser together: one call costs as much as reading several rows.
 */
export function parseCells(rows: string[], dialect: Dialect): (string[] | null)[] {
  if (rows.length === 0) return []
  const together = tryParse(rows.join(dialect.eol), dialect)
  if (together?.length === rows.length) return together
  return rows.map((row) => {
    const alone = tryParse(row, dialect)
    return alone?.length === 1 ? (alone[0] ?? null) : null
  })
}

function tryParse(text: string, dialect: Dialect): string[][] | undefined {
  try {
    return parse(text, {
      delimiter: dialect.delimiter,
      record_delimiter: dialect.eol,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    })
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}
