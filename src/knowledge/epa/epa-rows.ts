// A row of vehicles.csv of fueleconomy.gov: one configuration of one model year as EPA has rated it. Columns are as
// documented under "Vehicle" at https://www.fueleconomy.gov/feg/ws/: city08, highway08 and comb08 are MPG for fuelType1
// (of electric cars MPGe, which is another measure and left out), range is the EPA range for fuelType1, rangeA for
// fuelType2; 0 and -1 stand for what is not known. A model year has as many facts of an attribute as its configurations.

import { type FactValue, findMake, getAttribute, normalizeName } from '#facts/index.ts'
import type { NewFact } from '../fact-store.ts'

export const epaColumns = [
  'id',
  'year',
  'make',
  'model',
  'baseModel',
  'fuelType1',
  'fuelType2',
  'city08',
  'highway08',
  'comb08',
  'range',
  'rangeA',
  'cylinders',
  'displ',
  'drive',
] as const

export type EpaRow = Readonly<Record<(typeof epaColumns)[number], string>>

export type EpaFacts = { facts: NewFact[]; url: string }

const fuelNames: ReadonlyMap<string, string> = new Map([
  ['Regular Gasoline', 'Gasoline'],
  ['Midgrade Gasoline', 'Gasoline'],
  ['Premium Gasoline', 'Gasoline'],
  ['Diesel', 'Diesel'],
  ['Electricity', 'Electric'],
  ['Hydrogen', 'Hydrogen'],
  ['Natural Gas', 'Natural Gas'],
])

const driveNames: ReadonlyMap<string, string> = new Map([
  ['Front-Wheel Drive', 'Front-Wheel Drive'],
  ['Rear-Wheel Drive', 'Rear-Wheel Drive'],
  ['All-Wheel Drive', 'All-Wheel Drive'],
  ['4-Wheel Drive', 'Four-Wheel Drive'],
  ['Part-time 4-Wheel Drive', 'Four-Wheel Drive'],
])

/** Undefined for a make that is not sold to retail customers, and for a row without year or model. */
export function factsOfEpaRow(row: EpaRow): EpaFacts | undefined {
  const year = Number(row.year)
  const make = findMake(row.make)
  const model = make && modelName(make.models, row)
  if (!make || !model || !Number.isInteger(year) || year < 1984 || year > 2100) return undefined
  const subject = `model:${year} ${make.name} ${model}`
  const isElectric = row.fuelType1 === 'Electricity'
  const values: [string, FactValue | undefined][] = [
    ['city_mpg', isElectric ? undefined : figure(row.city08, 1, 250)],
    ['highway_mpg', isElectric ? undefined : figure(row.highway08, 1, 250)],
    ['combined_mpg', isElectric ? undefined : figure(row.comb08, 1, 250)],
    ['battery_range', electricRange(row)],
    ['fuel_type', fuelNames.get(row.fuelType1)],
    ['cylinders', figure(row.cylinders, 1, 16)],
    ['displacement_l', figure(row.displ, 0.1, 20)],
    ['drivetrain', driveNames.get(row.drive)],
  ]
  const facts = values.flatMap(([attribute, value]): NewFact[] =>
    value === undefined ? [] : [{ subject, attribute, value, unit: getAttribute(attribute).unit }],
  )
  return { facts, url: `https://www.fueleconomy.gov/feg/Find.do?action=sbs&id=${Number(row.id) || 0}` }
}

/** As the trade spells it, where it is known: "F150 Pickup 4WD" is an F-150, "CR-V Hybrid AWD" a CR-V Hybrid. */
function modelName(known: readonly string[], { model, baseModel }: EpaRow): string | undefined {
  const plain = model.replace(/\s+(?:[24A]WD|FWD|RWD)\b.*$/, '')
  for (const name of [plain, baseModel]) {
    const spelled = known.find((one) => normalizeName(one) === normalizeName(name))
    if (spelled) return spelled
  }
  return baseModel.trim() || undefined
}

function electricRange({ fuelType1, fuelType2, range, rangeA }: EpaRow): number | undefined {
  if (fuelType1 === 'Electricity') return figure(range, 1, 1500)
  return fuelType2 === 'Electricity' ? figure(rangeA, 1, 1500) : undefined
}

function figure(text: string, least: number, most: number): number | undefined {
  if (!/^\d+(?:\.\d+)?$/.test(text)) return undefined
  const value = Number(text)
  return value >= least && value <= most ? value : undefined
}
