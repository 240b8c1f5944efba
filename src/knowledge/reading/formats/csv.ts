import { parse } from 'csv-parse/sync'
import { cleanText } from '../clean-text.ts'
import { decodeText } from '../decode-text.ts'
import { documentLimits, type ReadDocument, type ReadingTask, UnreadableDocument } from '../document.ts'

/** One table, whose first row is its headings. Comma, semicolon, tab or bar between the cells. */
export function readCsv({ bytes, charset }: ReadingTask): ReadDocument {
  const text = decodeText(bytes, charset)
  const [headers, ...rows] = parsed(text)
  if (!headers) throw new UnreadableDocument('The file is empty. Add one with a row of headings.')
  return { title: null, passages: [], tables: [{ headers, rows }] }
}

function parsed(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      to: documentLimits.tableRows + 1,
      max_record_size: 100_000,
      cast: (cell) => cleanText(cell),
    })
  } catch (cause) {
    throw new UnreadableDocument(
      'The file is not CSV: a quotation mark has no partner, or a row has no end. Export it again.',
      { cause },
    )
  }
}

function delimiterOf(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: line.split(mark).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark
}
