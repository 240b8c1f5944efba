// A table whose headings we know, to facts. Each row must say of what it speaks: a VIN, or year, make and model. A cell
// that is not plainly a value of its column says nothing; so does a heading without the unit that its figures need.

import { type FactValue, getAttribute, type SourceKind } from '#facts/index.ts'
import type { NewFact } from '../fact-store.ts'
import type { Table } from '../reading/document.ts'
import { figureIn, isFigure, nameIn, subjectOf } from '../stated-values.ts'
import columns from './columns.json' with { type: 'json' }

const factsMax = 50_000

/** Said of a vehicle on the lot: by the dealer, never by a page somewhere, and never of a whole model year. */
const ofOneVehicle = new Set(['price', 'sale_price', 'mileage'])

const attributeOfHeading = new Map(
  Object.entries(columns.facts).flatMap(([attribute, headings]) =>
    headings.map((heading) => [heading, attribute] as const),
  ),
)

type TableSource = { kind: SourceKind; thisYear: number }

/** @param source.kind a web page speaks of model years alone, and of no prices. */
export function factsOfTables(tables: readonly Table[], source: TableSource): NewFact[] {
  const facts: NewFact[] = []
  for (const { headers, rows } of tables) {
    const headings = headers.map(headingOf)
    for (const row of rows) {
      const subject = subjectOfRow(headings, row, source)
      if (subject === undefined) continue
      for (const fact of factsOfRow(subject, headings, row, source.kind)) {
        if (facts.length >= factsMax) return facts
        facts.push(fact)
      }
    }
  }
  return facts
}

/** "Towing capacity (lbs.)" is "towing capacity lbs". */
function headingOf(header: string): string {
  return header
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function subjectOfRow(headings: readonly string[], row: readonly string[], source: TableSource) {
  const cell = (names: readonly string[]) =>
    row[headings.findIndex((heading) => names.includes(heading))] ?? ''
  const named = {
    vin: cell(columns.vin).toUpperCase(),
    year: Number(cell(columns.year)),
    make: cell(columns.make),
    model: cell(columns.model),
  }
  return subjectOf(named, source)
}

function factsOfRow(
  subject: string,
  headings: readonly string[],
  row: readonly string[],
  kind: SourceKind,
): NewFact[] {
  return headings.flatMap((heading, at): NewFact[] => {
    const key = attributeOfHeading.get(heading)
    if (key === undefined) return []
    const { kind: attributeKind, unit } = getAttribute(key)
    if (ofOneVehicle.has(key) && !subject.startsWith('vehicle:')) return []
    if (attributeKind === 'money' && kind === 'web') return []
    const value = valueIn(key, row[at] ?? '')
    return value === undefined ? [] : [{ subject, attribute: key, value, unit }]
  })
}

function valueIn(key: string, cell: string): FactValue | undefined {
  return isFigure(key) ? figureIn(key, cell) : nameIn(cell)
}
