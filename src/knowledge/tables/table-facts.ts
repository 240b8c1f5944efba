// A table whose headings we know, to facts. Each row must say of what it speaks: a VIN, or year, make and model. A cell
// that is not plainly a value of its column says nothing; so does a heading without the unit that its figures need.

import { type FactValue, findMake, getAttribute, type SourceKind } from '#facts/index.ts'
import type { NewFact } from '../fact-store.ts'
import type { Table } from '../reading/document.ts'
import columns from './columns.json' with { type: 'json' }

const factsMax = 50_000
const nameCharactersMax = 80

/** What a figure may be; outside of it a cell is a slip, a shifted column or a lie. */
const spans: Readonly<Record<string, readonly [number, number]>> = {
  doors: [1, 7],
  seats: [1, 60],
  cylinders: [1, 16],
  displacement_l: [0.1, 20],
  city_mpg: [1, 250],
  highway_mpg: [1, 250],
  combined_mpg: [1, 250],
  battery_range: [1, 1500],
  towing_capacity: [100, 50_000],
  horsepower: [10, 3000],
  torque: [10, 5000],
  msrp: [1000, 5_000_000],
  price: [100, 5_000_000],
  sale_price: [100, 5_000_000],
  mileage: [0, 1_000_000],
}

/** Said of a vehicle on the lot: by the dealer, never by a page somewhere, and never of a whole model year. */
const ofOneVehicle = new Set(['price', 'sale_price', 'mileage'])

const attributeOfHeading = new Map(
  Object.entries(columns.facts).flatMap(([attribute, headings]) =>
    headings.map((heading) => [heading, attribute] as const),
  ),
)

/** @param source.kind a web page speaks of model years alone, and of no prices. */
export function factsOfTables(
  tables: readonly Table[],
  source: { kind: SourceKind; thisYear: number },
): NewFact[] {
  const facts: NewFact[] = []
  for (const { headers, rows } of tables) {
    const headings = headers.map(headingOf)
    for (const row of rows) {
      const subject = subjectOf(headings, row, source)
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

function subjectOf(
  headings: readonly string[],
  row: readonly string[],
  { kind, thisYear }: { kind: SourceKind; thisYear: number },
): string | undefined {
  const cell = (names: readonly string[]) =>
    row[headings.findIndex((heading) => names.includes(heading))] ?? ''
  const vin = cell(columns.vin).toUpperCase()
  if (vin !== '') return kind === 'web' || !/^[A-HJ-NPR-Z0-9]{17}$/.test(vin) ? undefined : `vehicle:${vin}`
  const year = Number(cell(columns.year))
  const make = findMake(cell(columns.make))?.name
  const model = nameOf(cell(columns.model))
  const isYear = Number.isInteger(year) && year >= 1981 && year <= thisYear + 2
  return isYear && make && model ? `model:${year} ${make} ${model}` : undefined
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
    const value = valueIn(key, attributeKind === 'number' || attributeKind === 'money', row[at] ?? '')
    return value === undefined ? [] : [{ subject, attribute: key, value, unit }]
  })
}

function valueIn(key: string, isFigure: boolean, cell: string): FactValue | undefined {
  if (!isFigure) return nameOf(cell)
  const digits = cell.replace(/^\$\s*/, '')
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(digits)) return undefined
  const value = Number(digits.replaceAll(',', ''))
  const [least, most] = spans[key] ?? [0, Number.MAX_SAFE_INTEGER]
  return value >= least && value <= most ? value : undefined
}

/** A name: short, on one line, without the marks of a sentence, an address or a program. */
function nameOf(cell: string): string | undefined {
  const isName =
    cell.length <= nameCharactersMax &&
    /^[\p{L}\p{N}][\p{L}\p{N} .,'’&/+()-]*$/u.test(cell) &&
    !/[.!?]\s|\/\/|www\./i.test(cell) &&
    cell.split(' ').length <= 8
  return isName ? cell : undefined
}
