import { createReadStream } from 'node:fs'
import {
  type FeedHeader,
  type FeedQuarantine,
  type FeedRow,
  type FeedVehicle,
  type ReadFeedOptions,
  readFeed,
} from '../../src/inventory/feed/index.ts'

export async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Every entry of a text or of bytes. */
export async function readAll(
  source: string | Buffer,
  options: ReadFeedOptions & { chunkBytes?: number } = {},
): Promise<FeedRow[]> {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  const { chunkBytes = 65_536, ...rest } = options
  const rows: FeedRow[] = []
  for await (const row of readFeed(inChunks(bytes, chunkBytes), { thisYear: 2026, ...rest })) rows.push(row)
  return rows
}

export async function readFixture(name: string): Promise<{ header: FeedHeader; vehicles: FeedVehicle[] }> {
  let header: FeedHeader | undefined
  const vehicles: FeedVehicle[] = []
  const file = createReadStream(new URL(`./feed-fixtures/${name}`, import.meta.url))
  for await (const row of readFeed(file, { thisYear: 2026, onHeader: (found) => (header = found) }))
    vehicles.push(asVehicle(row))
  if (!header) throw new Error('onHeader was not called')
  return { header, vehicles }
}

export function asVehicle(row: FeedRow | undefined): FeedVehicle {
  if (!row || !('vehicle' in row)) throw new Error(`no vehicle: ${JSON.stringify(row)}`)
  return row
}

export function asQuarantine(row: FeedRow | undefined): FeedQuarantine {
  if (!row || 'vehicle' in row) throw new Error(`not quarantined: ${JSON.stringify(row)}`)
  return row
}

/** The only row of a file with the given columns besides VIN, Year, Make and Model. */
export async function readOne(
  columns: Record<string, string>,
  options: ReadFeedOptions = {},
): Promise<FeedVehicle> {
  const all: Record<string, string> = {
    VIN: '1HGBH41JXMN109186',
    Year: '2021',
    Make: 'Honda',
    Model: 'Civic',
    'New/Used': 'U',
    ...columns,
  }
  const [row] = await readAll(toCsv([Object.keys(all), Object.values(all)]), options)
  return asVehicle(row)
}

/** Every cell in quotes. */
export function toCsv(rows: string[][], delimiter = ',', eol = '\n'): string {
  return rows
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + eol)
    .join('')
}
