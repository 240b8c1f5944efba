// What makes a row a vehicle: VIN, year, make and model. A row without one of them is no vehicle, and says which.
import { findMake, normalizeName } from '#facts/index.ts'
import { limitChars, quoteCell } from './clean-text.ts'
import type { RowCells } from './row-cells.ts'
import { firstYearOfLongVins, parseVin, type VinReading } from './vin.ts'

export type Identity = { vin: string; year: number; make: string; model: string }

const yearMin = 1900
export const nameCharsMax = 200

/**
 * The VIN of a row before its year is known. Blanks inside it and quotes around it are dropped: people paste VINs from
 * labels, and spreadsheets mark texts with an apostrophe.
 */
export function readVin(row: RowCells): VinReading {
  const cell = row.line('vin')
  if (!cell) return { reason: 'VIN is missing' }
  const text = limitChars(cell.text, nameCharsMax)
    .text.replace(/\s+/g, '')
    .replace(/^['"`]+|['"`]+$/g, '')
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(text))
    return { reason: `VIN is ${quoteCell(text)}: a spreadsheet made a number of it` }
  if (/^(.)\1{10,}$/.test(text)) return { reason: `VIN ${quoteCell(text)} is a stand-in` }
  return parseVin(text)
}

/**
 * @param yearMax the last model year that is plausible.
 * @returns the reason as a sentence without a full stop when the row is no vehicle; all that is missing is named at once.
 */
export function readIdentity(row: RowCells, vin: string, yearMax: number): Identity | { reason: string } {
  const together = splitVehicleName(row)
  const yearText = row.line('year')?.text ?? together?.year
  const make = readMake(row.line('make')?.text ?? together?.make)
  const model = readModel(make, row.line('model')?.text ?? together?.model)
  const missing = [!yearText && 'Year', !make && 'Make', !model && 'Model'].filter((name) => name !== false)
  if (!yearText || !make || !model)
    return { reason: `${listWords(missing)} ${missing.length === 1 ? 'is' : 'are'} missing` }
  const year = /^\d{4}(?:\.0+)?$/.test(yearText) ? Math.trunc(Number(yearText)) : undefined
  if (year === undefined) return { reason: `Year ${quoteCell(yearText)} is not a year of four digits` }
  if (year < yearMin || year > yearMax)
    return { reason: `Year ${year} is not between ${yearMin} and ${yearMax}` }
  if (vin.length < 17 && year >= firstYearOfLongVins)
    return {
      reason: `VIN has ${vin.length} characters; vehicles of model year ${firstYearOfLongVins} and later have 17`,
    }
  return { vin, year, make, model }
}

/** The trade's spelling of a make that we know ("CHEVROLET", "Chevy"), else as it stands. */
function readMake(text: string | undefined): string | undefined {
  return text && (findMake(text)?.name ?? limitChars(text, nameCharsMax).text)
}

/** The trade's spelling of a model that we know of this make ("CIVIC"), else as it stands. */
function readModel(make: string | undefined, text: string | undefined): string | undefined {
  if (!make || !text) return text
  const name = normalizeName(text)
  const known = findMake(make)?.models.find((model) => normalizeName(model) === name)
  return known ?? limitChars(text, nameCharsMax).text
}

/** "2021 Land Rover Discovery Sport": the year, the longest make that we know, and the rest. */
function splitVehicleName(row: RowCells): { year: string; make: string; model: string } | undefined {
  const [, year, rest] = /^(\d{4}) (.+)$/.exec(row.line('vehicleName')?.text ?? '') ?? []
  if (!year || !rest) return undefined
  const words = rest.split(' ')
  for (let count = Math.min(4, words.length - 1); count > 0; count -= 1) {
    const make = words.slice(0, count).join(' ')
    if (findMake(make)) return { year, make, model: words.slice(count).join(' ') }
  }
  return undefined
}

function listWords(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
