import { stringify } from 'csv-stringify/sync'
import type { SiteRow } from '#sites/index.ts'
import type { StoredVehicle } from '../vehicle-store.ts'
import type { FeedFormat } from './feed-format.ts'

export type Cell = string | number | null
type RowReader = (vehicle: StoredVehicle, site: SiteRow) => Promise<readonly Cell[]> | readonly Cell[]

/**
 * RFC 4180: commas, CRLF, quotes doubled; what is null is empty.
 * @param options.forSpreadsheets a text that a spreadsheet would run (= + - @ at its beginning) gets an apostrophe
 * before it, which is wrong wherever it is shown as it stands.
 */
export function csvTable(
  names: readonly string[],
  cellsOf: RowReader,
  options: { forSpreadsheets: boolean },
): FeedFormat {
  const written = {
    record_delimiter: 'windows',
    // The library looks for CRLF alone.
    quoted_match: /[\r\n]/,
    escape_formulas: options.forSpreadsheets,
  } as const
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: stringify([[...names]], written),
    between: '',
    foot: '',
    async page(vehicles, site) {
      const rows: Cell[][] = []
      for (const vehicle of vehicles) rows.push([...(await cellsOf(vehicle, site))])
      return stringify(rows, written)
    },
  }
}
