// The research of a keyword alone, against a large stock: the time of the slowest of four keywords.

import { research } from '#ideaclouds/research/index.ts'
import { median } from './load.ts'
import { note, type Row, standingRow } from './rows.ts'

const rounds = 50
const stock = Array.from({ length: 600 }, (_, i) => ({
  year: 2015 + (i % 12),
  make: ['Honda', 'Toyota', 'Ford', 'Zenvo'][i % 4]!,
  model: ['Civic', 'Camry', 'F-150', `Type ${i}`][i % 4]!,
  trim: `T${i % 40}`,
  fuelType: 'Gasoline',
  bodyStyle: 'Sedan',
  count: 1,
}))
const longest = `${'Honda Civic '.repeat(40)} towing`.slice(0, 500)
const keywords = ['2026 Honda Civic', 'rav4 vs crv', 'winter driving tips', longest]

function timesOf(keyword: string): number[] {
  return Array.from({ length: rounds }, () => {
    const from = performance.now()
    research({ keyword, questionIdBase: 1_772_000_000_000, stock, siteCity: null })
    return performance.now() - from
  })
}

export function researching(): Row {
  for (const keyword of keywords) timesOf(keyword) // what the first run compiles
  const slowest = Math.max(...keywords.map((keyword) => median(timesOf(keyword))))
  note('research: done')
  return standingRow('research of a keyword, stock of 600 models', `${slowest.toFixed(1)} ms`, '< 10 ms')
}
