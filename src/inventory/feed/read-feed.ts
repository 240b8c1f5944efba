// Reads a dealer's inventory file: bytes in, one entry for each row out, as a vehicle or with the reason why it is none.
// It promises that no row is lost silently, that memory does not grow with a row or with the file (but for the VINs and
// stock numbers seen, 125 bytes a vehicle), and that whatever the bytes are it ends in rows or in a FeedError.
// It does not decide what an import does with them.
import type { VehicleCondition } from '../vehicle.ts'
import { type ColumnMap, listColumnNames, mapColumns } from './column-map.ts'
import { decodeText, type FeedEncoding } from './decode-text.ts'
import { type FeedStart, readStart } from './dialect.ts'
import { FeedError } from './feed-error.ts'
import { createFramer, type FrameLimits } from './frame-records.ts'
import { createRowReader, type FeedRow, type NumberedFrame, type RowLimits } from './read-rows.ts'

export type FeedHeader = {
  encoding: FeedEncoding
  delimiter: string
  /** The vendor, where the columns tell: "vAuto", "HomeNet IOL". */
  format: string | null
  columns: string[]
  /** Columns whose names mean nothing to us; their cells are not read. */
  unmappedColumns: string[]
}

export type ReadFeedOptions = {
  /** The current year; model years up to two years on are plausible. Without it, up to 2100. */
  thisYear?: number
  /** For files that hold only new or only used vehicles and do not say so. Without it: used, with a warning. */
  defaultCondition?: VehicleCondition
  /** A longer row is quarantined. Default 1,048,576 characters. */
  recordCharsMax?: number
  /** More rows than this with quotes that do not close, or too long: FeedError. Default 1,000. */
  brokenRowsMax?: number
  /** More vehicles than this: FeedError. Default 1,000,000. */
  vehiclesMax?: number
  /** Called once, before the first row. */
  onHeader?: (header: FeedHeader) => void
}

const headChars = 65_536
/** Rows go to the parser in batches of about this many characters. */
const batchChars = 65_536

/**
 * Reads CSV text in UTF-8, UTF-16 or Windows-1252, divided by comma, tab, pipe or semicolon, with or without a byte order
 * mark, with the columns of HomeNet, vAuto, Google, Meta, CarDescribe, AutoXLoo and most others (aliases/*.json).
 * A VIN that comes twice: the first row wins, the other is quarantined and names it. A stock number that comes twice is a
 * warning. Implausible prices and mileages cost the value, not the row.
 * @throws FeedError when the file as a whole cannot be read: another kind of file, no header, no VIN column, a stream that
 * broke off, or more broken rows or vehicles than the limits allow.
 */
export async function* readFeed(
  source: AsyncIterable<Uint8Array | string> | NodeJS.ReadableStream,
  options: ReadFeedOptions = {},
): AsyncGenerator<FeedRow, void, undefined> {
  let encoding: FeedEncoding = 'utf-8'
  const texts = decodeText(withFeedErrors(source), (found) => {
    encoding = found
  })
  try {
    const limits = withDefaults(options)
    const { head, whole } = await readHead(texts)
    const start = readStart(head, whole, limits)
    const columns = mapColumns(start.header)
    requireVinColumn(columns, start.header)
    options.onHeader?.({
      encoding,
      delimiter: start.dialect.delimiter,
      format: columns.format?.name ?? null,
      columns: start.header,
      unmappedColumns: columns.unmapped,
    })
    const rowsOf = createTextReader(start, columns, limits)
    yield* rowsOf(head, whole)
    if (whole) return
    for await (const text of texts) yield* rowsOf(text, false)
    yield* rowsOf('', true)
  } finally {
    await texts.return(undefined)
  }
}

function withDefaults(options: ReadFeedOptions): FrameLimits & RowLimits {
  return {
    thisYear: options.thisYear,
    defaultCondition: options.defaultCondition,
    recordCharsMax: options.recordCharsMax ?? 1_048_576,
    brokenRowsMax: options.brokenRowsMax ?? 1_000,
    vehiclesMax: options.vehiclesMax ?? 1_000_000,
  }
}

/** Text of the file, piece by piece from its beginning, to entries. */
function createTextReader(
  start: FeedStart,
  columns: ColumnMap,
  limits: FrameLimits & RowLimits,
): (text: string, atEnd: boolean) => Generator<FeedRow> {
  const framer = createFramer(start.dialect, limits)
  const readRows = createRowReader(start.dialect, columns, limits)
  let row = 0
  return function* (text, atEnd) {
    let batch: NumberedFrame[] = []
    let chars = 0
    for (const frame of framer.push(text, atEnd)) {
      row += 1
      if (row <= start.headerRow) continue
      batch.push({ ...frame, row })
      chars += frame.text.length
      if (chars < batchChars) continue
      yield* readRows(batch)
      batch = []
      chars = 0
    }
    yield* readRows(batch)
  }
}

async function* withFeedErrors(
  source: AsyncIterable<Uint8Array | string> | NodeJS.ReadableStream,
): AsyncGenerator<Uint8Array | string> {
  try {
    yield* source
  } catch (cause) {
    const error = new FeedError(
      `The file could not be read to its end: ${cause instanceof Error ? cause.message : String(cause)}`,
    )
    error.cause = cause
    throw error
  }
}

/** The beginning, for the header; `whole` when nothing follows. */
async function readHead(texts: AsyncGenerator<string>): Promise<{ head: string; whole: boolean }> {
  let head = ''
  while (head.length < headChars) {
    const next = await texts.next()
    if (next.done) return { head, whole: true }
    head += next.value
  }
  return { head, whole: false }
}

function requireVinColumn(columns: ColumnMap, header: string[]): void {
  if (columns.of('vin').length > 0) return
  const seen = header.slice(0, 40).map((name) => name.slice(0, 60))
  const more = header.length > seen.length ? ` and ${header.length - seen.length} more` : ''
  throw new FeedError(
    `The file has no VIN column. Its columns are: ${seen.join(', ')}${more}. A VIN column is called ${listColumnNames('vin').join(', ')}.`,
  )
}
