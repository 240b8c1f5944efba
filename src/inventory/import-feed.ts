// Imports one inventory file. Rows go in by blocks, each in one transaction with its facts and the audit log, so that a
// crash loses nothing that was reported and a second run adds nothing twice. A row that cannot be taken
// is reported with its number and the reason.

import { changesOf, insertAudit } from '#audit/index.ts'
import { type Db, type Tx, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { sha256 } from '#kernel/crypto.ts'
import { newId } from '#kernel/ids.ts'
import { canonicalJson } from '#kernel/json.ts'
import { type NewFact, recordReadings, type Vpic, vpicFacts } from '#knowledge/index.ts'
import { insertEvents } from '#webhooks/index.ts'
import { type FeedVehicle, readFeed } from './feed/index.ts'
import { feedFacts, feedReading, vehicleSubject } from './feed-facts.ts'
import { refreshTexts } from './refresh-texts.ts'
import { describeAgain } from './request-descriptions.ts'
import { countInStock, upsertVehicles } from './vehicle-store.ts'

const blockRows = 200

/** Of a hostile file's rows, so many are listed; all are counted. */
const listedMax = 10_000

export type ImportReport = {
  rows: number
  added: number
  changed: number
  unchanged: number
  /** The first 10,000; `quarantined_count` counts all. */
  quarantined: { row: number; reason: string }[]
  quarantined_count: number
  /** The first 10,000; `warning_count` counts all. */
  warnings: { row: number; message: string }[]
  warning_count: number
  /** The vendor whose columns these are, where they tell. */
  format: string | null
  unmapped_columns: string[]
}

export type ImportDeps = { db: Db; clock: Clock; vpic: Vpic }

/** One that runs: what it has done so far, and the entry of the audit log that says so. */
type Import = { siteId: string; auditId: string; report: ImportReport }

/**
 * Reads a CSV feed into a site's inventory. Vehicles that the file does not name stay as they are.
 * @throws FeedError when the file as a whole cannot be read.
 */
export async function importFeed(
  deps: ImportDeps,
  siteId: string,
  source: AsyncIterable<Uint8Array>,
  onProgress: (rows: number) => void = () => {},
): Promise<ImportReport> {
  const report = emptyReport()
  const run: Import = { siteId, auditId: newId(), report }
  let block: FeedVehicle[] = []
  const flush = async () => {
    await writeBlock(deps, run, block)
    block = []
    onProgress(report.rows)
  }
  const feed = readFeed(source, {
    thisYear: deps.clock.now().getUTCFullYear(),
    onHeader: (header) => {
      report.format = header.format
      report.unmapped_columns = header.unmappedColumns
    },
  })
  for await (const row of feed) {
    report.rows++
    if ('vehicle' in row) {
      block.push(row)
      for (const message of row.warnings) noteWarning(report, row.row, message)
    } else noteQuarantine(report, row.row, row.reason)
    if (block.length >= blockRows) await flush()
  }
  await flush()
  await refreshTexts(deps, siteId)
  await tellOfFeed(deps, run)
  return report
}

function emptyReport(): ImportReport {
  return {
    rows: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    quarantined: [],
    quarantined_count: 0,
    warnings: [],
    warning_count: 0,
    format: null,
    unmapped_columns: [],
  }
}

function noteWarning(report: ImportReport, row: number, message: string): void {
  if (report.warning_count++ < listedMax) report.warnings.push({ row, message })
}

function noteQuarantine(report: ImportReport, row: number, reason: string): void {
  if (report.quarantined_count++ < listedMax) report.quarantined.push({ row, reason })
}

async function writeBlock(deps: ImportDeps, run: Import, block: readonly FeedVehicle[]): Promise<void> {
  const { siteId, report } = run
  if (block.length === 0) return
  const now = deps.clock.now()
  const writes = block.map(({ vehicle, status }) => ({
    vehicle,
    status,
    hash: sha256(canonicalJson({ vehicle, status })),
  }))
  await withTx(deps.db, async (tx) => {
    const outcomes = await upsertVehicles(tx, siteId, writes, now)
    const fresh = block.filter(({ vehicle }) => outcomes.get(vehicle.vin) !== 'unchanged')
    const stale = await recordFacts(deps, tx, siteId, fresh, now)
    const sold = new Set(fresh.filter(isSold).map(({ vehicle }) => vehicle.vin))
    await describeAgain(
      tx,
      siteId,
      stale.filter((vin) => !sold.has(vin)),
      now,
    )
    for (const one of outcomes.values()) report[one]++
    await tellAudit(tx, run, now)
  })
}

/**
 * What the feed says, and what vPIC says of the VIN where its check digit is right.
 * @returns VINs whose descriptions say what is no longer so.
 */
async function recordFacts(
  deps: ImportDeps,
  tx: Tx,
  siteId: string,
  block: readonly FeedVehicle[],
  now: Date,
): Promise<string[]> {
  if (block.length === 0) return []
  const decoded = block.flatMap(({ vehicle, checkDigitOk }): NewFact[] => {
    if (!checkDigitOk) return []
    return vpicFacts(deps.vpic.decode(vehicle.vin)).map((fact) => ({
      subject: vehicleSubject(vehicle.vin),
      ...fact,
    }))
  })
  return await recordReadings(tx, {
    siteId,
    subjects: block.map(({ vehicle }) => vehicleSubject(vehicle.vin)),
    said: [
      { reading: feedReading, facts: block.flatMap(({ vehicle }) => feedFacts(vehicle)) },
      { reading: vpicReading, facts: decoded },
    ],
    sold: block.filter(isSold).map(({ vehicle }) => vehicleSubject(vehicle.vin)),
    now,
  })
}

const vpicReading = { kind: 'vpic', title: 'NHTSA vPIC', url: 'https://vpic.nhtsa.dot.gov/' } as const

function isSold({ status }: FeedVehicle): boolean {
  return status === 'sold'
}

async function tellOfFeed({ db, clock }: ImportDeps, run: Import): Promise<void> {
  const { siteId } = run
  await withTx(db, async (tx) => {
    const now = clock.now()
    const data = { vehicle_count: await countInStock(tx, siteId) }
    await insertEvents(tx, [{ siteId, type: 'inventory.feed.updated', data }], now)
    await tellAudit(tx, run, now)
  })
}

/** With every block, so that the entry of an import that breaks off says what it has done till then. */
async function tellAudit(tx: Tx, { siteId, auditId, report }: Import, now: Date): Promise<void> {
  const { rows, added, changed, unchanged, quarantined_count } = report
  const details = changesOf({}, { rows, added, changed, unchanged, quarantined_count })
  const entry = { id: auditId, siteId, action: 'inventory.import', nounId: siteId, details } as const
  await insertAudit(tx, { kind: 'operator' }, [entry], now)
}
