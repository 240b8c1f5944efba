// EPA's fuel economy data, from the file that the operator has downloaded: read row by row, in one transaction, so that
// an import that breaks off has changed nothing and a second one of the same file changes nothing either. Its facts hold
// for every site and are kept once (docs/adr/0020-sources.md).

import type { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type Db, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import type { NewFact } from '../fact-store.ts'
import { type EpaRow, epaColumns, factsOfEpaRow } from './epa-rows.ts'
import { lockEpaSource, settleEpaSource, upsertEpaFacts } from './epa-store.ts'

const factsAtOnce = 5000

export type EpaReport = { rows: number; skipped: number; facts: number }

/** @throws OperatorError for a file that is not vehicles.csv. */
export async function importEpa(
  { db, clock }: { db: Db; clock: Clock },
  file: Readable,
  onProgress: (rows: number) => void = () => {},
): Promise<EpaReport> {
  const now = clock.now()
  const report: EpaReport = { rows: 0, skipped: 0, facts: 0 }
  await withTx(db, async (tx) => {
    const sourceId = await lockEpaSource(tx, now)
    let block: (NewFact & { url: string })[] = []
    for await (const row of rowsOf(file)) {
      report.rows++
      const read = factsOfEpaRow(row)
      if (!read) report.skipped++
      else block.push(...read.facts.map((fact) => ({ ...fact, url: read.url })))
      if (block.length < factsAtOnce) continue
      await upsertEpaFacts(tx, sourceId, block, now)
      block = []
      onProgress(report.rows)
    }
    await upsertEpaFacts(tx, sourceId, block, now)
    if (report.rows === 0) throw new OperatorError(`The file has no rows. ${whereFrom}`)
    report.facts = await settleEpaSource(tx, sourceId, now)
  })
  return report
}

const whereFrom =
  'Download vehicles.csv from https://www.fueleconomy.gov/feg/download.shtml and unpack it, if it is zipped.'

async function* rowsOf(file: Readable): AsyncGenerator<EpaRow> {
  const parser = file.pipe(
    parse({ bom: true, columns: columnsOf, relax_column_count: true, max_record_size: 100_000 }),
  )
  file.once('error', (error) => parser.destroy(error))
  try {
    for await (const row of parser) yield row
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new OperatorError(`The file is not CSV. ${whereFrom}`, { cause })
  }
}

function columnsOf(header: string[]): string[] {
  const missing = epaColumns.filter((name) => !header.includes(name))
  if (missing.length > 0)
    throw new OperatorError(`The file has no column ${missing.join(', ')}. ${whereFrom}`)
  return header
}
