// Rows as text to entries: cells, then a vehicle or the reason why there is none, then what the rows have in common.
import type { Vehicle, VehicleCondition } from '../vehicle.ts'
import { cleanLine } from './clean-text.ts'
import type { ColumnMap } from './column-map.ts'
import { parseCells } from './dialect.ts'
import { FeedError } from './feed-error.ts'
import type { Dialect, Frame } from './frame-records.ts'
import { readVehicle, type VehicleRules, type VehicleStatus } from './read-vehicle.ts'

/**
 * `row` counts as a spreadsheet does: the first line of the file is row 1 (the header, as a rule), and a cell with line
 * breaks is still one row; empty rows count, though they give no entry. Of a row with broken quotes only the first line is
 * given up, so that from there on its further lines count as rows.
 */
export type FeedVehicle = {
  row: number
  vehicle: Vehicle
  status: VehicleStatus
  /** False for a mistyped VIN, and for VINs before model year 1981, which have no check digit: vPIC knows neither. */
  checkDigitOk: boolean
  /** Sentences: what was left out, cut or assumed. */
  warnings: string[]
}

export type FeedQuarantine = {
  row: number
  /** A sentence without a full stop. */
  reason: string
  /** When the row has one that can be read: the vehicle is in the file, even though this row cannot be taken. */
  vin: string | null
  /** The row as it stands in the file, on one line, at most 500 characters. */
  raw: string
}

export type FeedRow = FeedVehicle | FeedQuarantine

export type NumberedFrame = Frame & { row: number }

export type RowLimits = {
  thisYear: number | undefined
  defaultCondition: VehicleCondition | undefined
  recordCharsMax: number
  vehiclesMax: number
}

const rawCharsMax = 500
/** Where the caller names no year. */
const yearMaxWithoutClock = 2100

/** Turns rows into entries, in their order. A row without a single filled cell gives none. */
export function createRowReader(
  dialect: Dialect,
  columns: ColumnMap,
  limits: RowLimits,
): (frames: NumberedFrame[]) => Generator<FeedRow> {
  const rules: VehicleRules = {
    columns,
    yearMax: limits.thisYear === undefined ? yearMaxWithoutClock : limits.thisYear + 2,
    defaultCondition: limits.defaultCondition,
  }
  const findWinner = createSeen(limits.vehiclesMax)
  return function* (frames) {
    const readable = frames.filter((frame) => !frame.broken && frame.text.trim() !== '')
    const texts = readable.map((frame) => frame.text)
    const cells = parseCells(texts, dialect)
    const cellsOf = new Map(readable.map((frame, index) => [frame.row, cells[index]]))
    for (const frame of frames) {
      const entry = frame.broken
        ? quarantine(frame, brokenReason(frame.broken, limits.recordCharsMax))
        : readRow(frame, cellsOf.get(frame.row), rules)
      if (!entry) continue
      const winner = 'vehicle' in entry ? findWinner(entry) : undefined
      yield winner === undefined ? entry : quarantine(frame, winner.reason, winner.vin)
    }
  }
}

function isBlank(cell: string): boolean {
  return cell.replaceAll('\0', '').trim() === ''
}

/** @param cells undefined: an empty row; null: the parser gave it up. */
function readRow(
  frame: NumberedFrame,
  cells: string[] | null | undefined,
  rules: VehicleRules,
): FeedRow | undefined {
  if (cells === null) return quarantine(frame, 'The row cannot be read as CSV')
  if (!cells || cells.every(isBlank)) return undefined
  const { count } = rules.columns
  const filled = cells.findLastIndex((cell) => !isBlank(cell)) + 1
  if (filled > count)
    return quarantine(
      frame,
      `The row has ${filled} cells, the header has ${count}: a delimiter inside a value moves the values out of their columns`,
    )
  const reading = readVehicle(cells, rules)
  if ('reason' in reading) return quarantine(frame, reading.reason, reading.vin)
  if (cells.length < count)
    reading.warnings.push(`The row has ${cells.length} of ${count} cells; the rest is taken as empty.`)
  return { row: frame.row, ...reading }
}

/**
 * Remembers the vehicles taken. Says when the VIN is one of them, and warns when the stock number is.
 * @throws FeedError beyond `vehiclesMax`.
 */
function createSeen(vehiclesMax: number) {
  const rowOfVin = new Map<string, number>()
  const rowOfStock = new Map<string, number>()
  return ({ row, vehicle, warnings }: FeedVehicle): { vin: string; reason: string } | undefined => {
    const { vin, stockNumber } = vehicle
    const winner = rowOfVin.get(vin)
    if (winner !== undefined)
      return { vin, reason: `VIN ${vin} is already in row ${winner}, which was taken` }
    if (rowOfVin.size >= vehiclesMax)
      throw new FeedError(`The file has more than ${vehiclesMax} vehicles. Divide it and import the parts.`)
    rowOfVin.set(vin, row)
    if (stockNumber === null) return undefined
    const other = rowOfStock.get(stockNumber)
    if (other === undefined) rowOfStock.set(stockNumber, row)
    else warnings.push(`Stock number ${stockNumber} is also that of row ${other}.`)
    return undefined
  }
}

function quarantine(frame: NumberedFrame, reason: string, vin: string | null = null): FeedQuarantine {
  const raw = cleanLine(frame.text.slice(0, rawCharsMax))
  return { row: frame.row, reason, vin, raw: raw.slice(0, rawCharsMax) }
}

function brokenReason(broken: NonNullable<Frame['broken']>, recordCharsMax: number): string {
  return broken === 'oversize'
    ? `The row is longer than ${recordCharsMax} characters, or a quote in it is not closed`
    : 'A quote opens in this row and is not closed: quotes inside a value have to be doubled ("")'
}
