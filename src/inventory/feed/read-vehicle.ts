// One row of cells to one vehicle. What cannot be read costs the value, with a warning; what makes it no vehicle at all
// (VIN, year, make, model) costs the row, with a reason. Nothing is inferred: an attribute that no cell states stays null.
import type { Vehicle, VehicleCondition } from '../vehicle.ts'
import { cleanAddresses, cleanParagraphs, limitChars, quoteCell } from './clean-text.ts'
import type { ColumnMap, FeedAttribute } from './column-map.ts'
import {
  findBodyStyle,
  findCondition,
  findDrivetrain,
  findFlag,
  findFuel,
  findStatus,
  findTransmission,
} from './known-words.ts'
import { type Identity, nameCharsMax, readIdentity, readVin } from './read-identity.ts'
import { type ListReading, readEntries, readImages, readUrl } from './read-list.ts'
import { countRules, readCount, readDate, readDisplacement, readMileage, readMoney } from './read-number.ts'
import { createRowCells, type RowCells } from './row-cells.ts'
import { firstYearOfLongVins, vinCheckDigitOk } from './vin.ts'

export type VehicleStatus = 'in_stock' | 'sold'

export type VehicleReading =
  | { vehicle: Vehicle; status: VehicleStatus; checkDigitOk: boolean; warnings: string[] }
  | { reason: string; vin: string | null }

export type VehicleRules = {
  columns: ColumnMap
  yearMax: number
  /** For rows that do not say whether the vehicle is new or used. */
  defaultCondition: VehicleCondition | undefined
}

const stockNumberCharsMax = 64
const commentsCharsMax = 20_000

export function readVehicle(cells: string[], rules: VehicleRules): VehicleReading {
  const row = createRowCells(cells, rules.columns)
  const vin = readVin(row)
  if ('reason' in vin) return { reason: vin.reason, vin: null }
  const identity = readIdentity(row, vin.vin, rules.yearMax)
  if ('reason' in identity) return { reason: identity.reason, vin: vin.vin }
  const checkDigitOk = vinCheckDigitOk(identity.vin)
  if (!checkDigitOk && identity.year >= firstYearOfLongVins)
    row.warn(`VIN ${identity.vin} has a wrong check digit (position 9): a character may be mistyped.`)
  const isSold = row.raw('status').some(({ text }) => findStatus(text) === 'sold')
  const status = isSold ? 'sold' : 'in_stock'
  return { vehicle: assemble(row, identity, rules), status, checkDigitOk, warnings: row.warnings }
}

function assemble(row: RowCells, identity: Identity, rules: VehicleRules): Vehicle {
  const mileageUnit = row.line('mileageUnit')?.text ?? ''
  const mileage = row.value('mileage', (text) => readMileage(text, mileageUnit))
  const condition = readCondition(row, mileage, rules)
  const separators = rules.columns.format?.separators
  return {
    ...identity,
    stockNumber: readName(row, 'stockNumber', undefined, stockNumberCharsMax),
    condition,
    trim: readName(row, 'trim'),
    bodyStyle: readName(row, 'bodyStyle', findBodyStyle),
    exteriorColor: readName(row, 'exteriorColor'),
    interiorColor: readName(row, 'interiorColor'),
    ...readEngine(row),
    transmission: readName(row, 'transmission', findTransmission),
    drivetrain: readName(row, 'drivetrain', findDrivetrain),
    doors: row.value('doors', (text) => readCount(text, countRules.doors)),
    seats: row.value('seats', (text) => readCount(text, countRules.seats)),
    mileage: plausibleMileage(row, mileage, condition),
    ...readPrices(row),
    options: readList(row, 'options', (texts) => readEntries(texts, separators?.options)),
    features: readList(row, 'features', (texts) => readEntries(texts, separators?.features)),
    dealerComments: readComments(row),
    images: readList(row, 'images', (texts) => readImages(texts, separators?.images)),
    url: readAddress(row),
    inStockSince: row.value('inStockSince', readDate),
  }
}

/** A short text: the set word for it where there is one, else as it stands. */
function readName(
  row: RowCells,
  attribute: FeedAttribute,
  findWord?: (text: string) => string | undefined,
  charsMax = nameCharsMax,
): string | null {
  const cell = row.line(attribute)
  if (!cell) return null
  const { text, wasCut } = limitChars(findWord?.(cell.text) ?? cell.text, charsMax)
  if (wasCut) row.warn(`${cell.column.name} is longer than ${charsMax} characters and was cut.`)
  return text
}

/**
 * The first cell with a known word decides. A certified flag makes a used vehicle certified, never a new one, and its
 * "no" outweighs a certified beside it: nothing is called certified that the row also denies.
 */
function readCondition(row: RowCells, mileage: number | null, rules: VehicleRules): VehicleCondition {
  const flagCell = row.line('certified')
  const flag = flagCell && findFlag(flagCell.text)
  if (flagCell && !flag)
    row.warn(`${flagCell.column.name} ${quoteCell(flagCell.text)} is neither yes nor no; taken as no.`)
  const stated = row
    .raw('condition')
    .map(({ text }) => findCondition(text))
    .find((word) => word !== undefined)
  const condition = stated ?? unstatedCondition(row, flag === 'yes', mileage, rules)
  if (flag === 'no' && stated === 'certified') {
    row.warn('The row says certified and not certified; taken as used.')
    return 'used'
  }
  if (flag !== 'yes') return condition
  if (condition !== 'new') return 'certified'
  row.warn('The row says new and certified; taken as new.')
  return 'new'
}

/** Used where nothing tells: to call a used vehicle new is the worse mistake. */
function unstatedCondition(
  row: RowCells,
  isCertified: boolean,
  mileage: number | null,
  rules: VehicleRules,
): VehicleCondition {
  if (isCertified) return 'certified'
  if (rules.defaultCondition) return rules.defaultCondition
  const hasColumn = rules.columns.of('condition').length > 0
  if (!hasColumn && rules.columns.format?.newWithoutMileage && !mileage) return 'new'
  row.warn('The row does not say whether the vehicle is new or used; taken as used.')
  return 'used'
}

/** Where software wants a number, 0 stands for unknown: no used vehicle has run 0 miles. */
function plausibleMileage(row: RowCells, mileage: number | null, condition: VehicleCondition): number | null {
  if (mileage !== 0 || condition === 'new') return mileage
  row.warn('A mileage of 0 says nothing of a used vehicle and was left out.')
  return null
}

function readEngine(
  row: RowCells,
): Pick<
  Vehicle,
  'engine' | 'cylinders' | 'displacementL' | 'fuelType' | 'cityMpg' | 'highwayMpg' | 'batteryRange'
> {
  const engine = readName(row, 'engine')
  const engineAsFuel = engine === null ? undefined : findFuel(engine)
  return {
    engine: engineAsFuel === undefined ? engine : null,
    cylinders: row.value('cylinders', (text) => readCount(text, countRules.cylinders)),
    displacementL: row.value('displacementL', readDisplacement),
    fuelType: readName(row, 'fuelType', findFuel) ?? engineAsFuel ?? null,
    cityMpg: row.value('cityMpg', (text) => readCount(text, countRules.cityMpg)),
    highwayMpg: row.value('highwayMpg', (text) => readCount(text, countRules.highwayMpg)),
    batteryRange: row.value('batteryRange', (text) => readCount(text, countRules.batteryRange)),
  }
}

/** A sale price that is not below the price says nothing, or is a mistake; without a price it is the price. */
function readPrices(row: RowCells): Pick<Vehicle, 'price' | 'msrp' | 'salePrice'> {
  const price = row.value('price', readMoney)
  const salePrice = row.value('salePrice', readMoney)
  const msrp = row.value('msrp', readMoney)
  if (price === null || salePrice === null || salePrice < price)
    return { price, msrp, salePrice: price === null ? null : salePrice }
  if (salePrice > price)
    row.warn(`The sale price $${salePrice} is above the price $${price} and was left out.`)
  return { price, msrp, salePrice: null }
}

function readList(row: RowCells, attribute: FeedAttribute, read: (texts: string[]) => ListReading): string[] {
  const cells = row.raw(attribute)
  const first = cells[0]
  if (!first) return []
  const { entries, faults } = read(cells.map(({ text }) => text))
  for (const fault of faults) row.warn(`${first.column.name} ${fault}.`)
  return entries
}

function readComments(row: RowCells): string | null {
  const cell = row.line('dealerComments')
  if (!cell) return null
  const raw = row.raw('dealerComments').find(({ column }) => column.index === cell.column.index)
  const { text, wasCut } = limitChars(
    cleanParagraphs(raw?.text ?? '', commentsCharsMax * 4),
    commentsCharsMax,
  )
  if (wasCut) row.warn(`${cell.column.name} is longer than ${commentsCharsMax} characters and was cut.`)
  return text
}

function readAddress(row: RowCells): string | null {
  const cell = row.raw('url')[0]
  if (!cell) return null
  const url = readUrl(cleanAddresses(cell.text, 10_000))
  if (url === undefined)
    row.warn(`${cell.column.name} ${quoteCell(cell.text)} is no web address and was left out.`)
  return url ?? null
}
