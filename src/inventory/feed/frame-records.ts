// Text to records: where each row of a CSV file ends, quotes and line breaks inside them considered, with a bound on what
// is held. Only this file knows what to do about broken quotes. A quote that is neither doubled nor at the end of its cell
// is part of the value (20" wheels) and is doubled for the parser. But where it looks like the next cell's opening quote
// (straight after a delimiter), or the cell has already run over a line break, or the file or the bound ends first, the
// opening quote was never closed: then only the first line of that record is given up, and reading goes on at the next,
// so that one bad row does not swallow the rows after it. How the text is cut into pieces makes no difference.
import { FeedError } from './feed-error.ts'

export type Dialect = { delimiter: string; eol: '\n' | '\r' }

/** A row as it stands in the file, without its line break. `broken` says why its cells cannot be told apart. */
export type Frame = { text: string; broken?: 'unclosed' | 'oversize' }

export type FrameLimits = { recordCharsMax: number; brokenRowsMax: number }

type Framer = { push: (text: string, atEnd: boolean) => Generator<Frame> }

/** `end`: of the record, of what was looked at, or where it shows that the quote was not closed. */
type RecordEnd =
  | { kind: 'record'; end: number; strayQuotes: number[] }
  | { kind: 'more' | 'unclosed'; end: number }

/** How much of a row that cannot be read is kept for people to recognise it by. */
const excerptChars = 1_000

/** The next quote and the next line break from a place on. Places only grow, so no stretch of the text is searched twice. */
type Marks = { quote: (from: number) => number; eol: (from: number) => number }

function createMarks(text: string, eol: string): Marks {
  const finder = (character: string) => {
    let at = -2
    return (from: number) => {
      if (at !== -1 && at < from) at = text.indexOf(character, from)
      return at
    }
  }
  return { quote: finder('"'), eol: finder(eol) }
}

/**
 * Takes text piece by piece and gives the rows that are whole. Holds at most `recordCharsMax` characters and one piece.
 * An empty line is a frame with an empty text. What `push` returns must be read to its end before the next `push`.
 * @throws FeedError at the broken row after `brokenRowsMax` others: looking for the end of such a row costs up to
 * `recordCharsMax` steps, and a file with that many is damaged as a whole.
 */
export function createFramer(dialect: Dialect, limits: FrameLimits): Framer {
  const { recordCharsMax } = limits
  let pending = ''
  let skipping = false
  let brokenRows = 0
  return {
    *push(text, atEnd) {
      pending += text
      let start = 0
      if (skipping) {
        start = lineEnd(pending, 0, dialect, atEnd)
        skipping = start < 0
        if (skipping) start = pending.length
      }
      let marks = createMarks(pending, dialect.eol)
      while (start < pending.length) {
        const found = findRecordEnd(pending, start, marks, dialect, atEnd)
        const oversize = found.end - start > recordCharsMax
        if (found.kind === 'more' && !oversize) break
        if (found.kind === 'record' && !oversize) {
          yield { text: recordText(pending, start, found, dialect) }
          start = found.end + 1
          continue
        }
        brokenRows += 1
        if (brokenRows > limits.brokenRowsMax) throw tooManyBrokenRows(limits.brokenRowsMax)
        const next = lineEnd(pending, start, dialect, atEnd)
        const givenUp = next < 0 ? pending.length : next
        yield { text: excerpt(pending, start, givenUp), broken: oversize ? 'oversize' : 'unclosed' }
        skipping = next < 0
        start = givenUp
        marks = createMarks(pending, dialect.eol)
      }
      pending = pending.slice(start)
    },
  }
}

function tooManyBrokenRows(count: number): FeedError {
  return new FeedError(
    `More than ${count} rows of this file cannot be read: their quotes do not close, or they are too long. Export it again with every quote inside a value doubled ("").`,
  )
}

/** Just behind the next line break, or -1 when it has not come yet. */
function lineEnd(text: string, from: number, dialect: Dialect, atEnd: boolean): number {
  const eol = text.indexOf(dialect.eol, from)
  if (eol >= 0) return eol + 1
  return atEnd ? text.length : -1
}

function findRecordEnd(
  text: string,
  start: number,
  marks: Marks,
  dialect: Dialect,
  atEnd: boolean,
): RecordEnd {
  const strayQuotes: number[] = []
  let from = start
  for (;;) {
    const eol = marks.eol(from)
    const quote = marks.quote(from)
    if (quote < 0 || (eol >= 0 && eol < quote)) {
      if (eol >= 0) return { kind: 'record', end: eol, strayQuotes }
      return atEnd ? { kind: 'record', end: text.length, strayQuotes } : { kind: 'more', end: text.length }
    }
    if (before(text, start, quote, dialect) === 'text') {
      from = quote + 1
      continue
    }
    const close = findClosingQuote(text, quote, marks, dialect, atEnd, strayQuotes)
    if (typeof close !== 'number') return close
    from = close + 1
  }
}

function findClosingQuote(
  text: string,
  open: number,
  marks: Marks,
  dialect: Dialect,
  atEnd: boolean,
  strayQuotes: number[],
): number | Exclude<RecordEnd, { kind: 'record' }> {
  const firstBreak = marks.eol(open)
  let from = open + 1
  for (;;) {
    const quote = marks.quote(from)
    if (quote < 0) return { kind: atEnd ? 'unclosed' : 'more', end: text.length }
    if (text[quote + 1] === '"') {
      from = quote + 2
      continue
    }
    if (endsCell(text, quote + 1, dialect)) return quote
    const looksLikeOpening = before(text, open + 1, quote, dialect) === 'delimiter'
    if (looksLikeOpening || (firstBreak >= 0 && firstBreak < quote)) return { kind: 'unclosed', end: quote }
    strayQuotes.push(quote)
    from = quote + 1
  }
}

function isBlank(character: string): boolean {
  return character.trim() === ''
}

/** What stands before a quote, blanks aside: a delimiter or line break, text, or nothing since `start`. */
function before(
  text: string,
  start: number,
  quote: number,
  dialect: Dialect,
): 'delimiter' | 'text' | 'start' {
  for (let at = quote - 1; at >= start; at -= 1) {
    const character = text[at]!
    if (character === dialect.delimiter || character === dialect.eol) return 'delimiter'
    if (!isBlank(character)) return 'text'
  }
  return 'start'
}

/** Whether nothing but blanks stands between here and the end of the cell, as far as the text goes. */
function endsCell(text: string, from: number, dialect: Dialect): boolean {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!
    if (character === dialect.delimiter || character === dialect.eol) return true
    if (!isBlank(character)) return false
  }
  return true
}

function recordText(
  text: string,
  start: number,
  found: { end: number; strayQuotes: number[] },
  dialect: Dialect,
): string {
  const end = dialect.eol === '\n' && text[found.end - 1] === '\r' ? found.end - 1 : found.end
  let from = start
  let repaired = ''
  for (const quote of found.strayQuotes) {
    repaired += `${text.slice(from, quote)}"`
    from = quote
  }
  return repaired + text.slice(from, Math.max(from, end))
}

function excerpt(text: string, start: number, end: number): string {
  return text.slice(start, Math.min(end, start + excerptChars)).trim()
}
