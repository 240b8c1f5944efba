// One row seen by attribute instead of by column, and the list of what is odd about it.
import { cleanLine, isFormula, quoteCell, unquoteFormulaText } from './clean-text.ts'
import type { Column, ColumnMap, FeedAttribute } from './column-map.ts'
import { saysNothing } from './known-words.ts'
import type { Reading } from './read-number.ts'

type Cell = { text: string; column: Column }

export type RowCells = {
  /** Cells of the attribute's columns that are not blank, the winning column first, as they stand in the file. */
  raw: (attribute: FeedAttribute) => Cell[]
  /** The first of them that says something, on one line; formulas are left out with a warning. */
  line: (attribute: FeedAttribute) => Cell | undefined
  /** What `read` makes of the first cell that is not nothing; a faulty cell ends the search with null and a warning. */
  value: <Value>(attribute: FeedAttribute, read: (text: string) => Reading<Value>) => Value | null
  warn: (sentence: string) => void
  warnings: string[]
}

const warningsMax = 50

export function createRowCells(cells: string[], columns: ColumnMap): RowCells {
  const warnings: string[] = []
  const warn = (sentence: string) => {
    if (warnings.length < warningsMax && !warnings.includes(sentence)) warnings.push(sentence)
  }
  const warnOfFormula = (column: Column) => warn(`${column.name} is a spreadsheet formula and was left out.`)
  const raw = (attribute: FeedAttribute): Cell[] => {
    const found: Cell[] = []
    for (const column of columns.of(attribute)) {
      const text = unquoteFormulaText(cells[column.index] ?? '')
      if (text === '') continue
      if (text.includes('\u{FFFD}'))
        warn(`${column.name} has characters that could not be read and were left out.`)
      if (isFormula(text)) warnOfFormula(column)
      else found.push({ text, column })
    }
    return found
  }
  return {
    raw,
    warn,
    warnings,
    line(attribute) {
      for (const { text, column } of raw(attribute)) {
        const line = cleanLine(text)
        // Cleaning can uncover one: "&#61;CMD()".
        if (isFormula(line)) warnOfFormula(column)
        else if (!saysNothing(line)) return { text: line, column }
      }
      return undefined
    },
    value(attribute, read) {
      for (const { text, column } of raw(attribute)) {
        const reading = read(text)
        if ('fault' in reading) {
          warn(`${column.name} ${quoteCell(text)} ${reading.fault} and was left out.`)
          return null
        }
        if (reading.value !== null) return reading.value
      }
      return null
    },
  }
}
