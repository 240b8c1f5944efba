// What a stranger's text may say of a vehicle: which subjects it may speak of, and what a value must look like.

import { findMake, getAttribute, normalizeName, type SourceKind } from '#facts/index.ts'

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
  cargo_volume: [1, 1000],
  horsepower: [10, 3000],
  torque: [10, 5000],
  msrp: [1000, 5_000_000],
  price: [100, 5_000_000],
  sale_price: [100, 5_000_000],
  mileage: [0, 1_000_000],
}

/** A figure of the attribute, as digits; undefined for what is no plain figure or none that can be. */
export function figureIn(key: string, text: string): number | undefined {
  const digits = text.replace(/^\$\s*/, '')
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(digits)) return undefined
  const value = Number(digits.replaceAll(',', ''))
  const [least, most] = spans[key] ?? [0, Number.MAX_SAFE_INTEGER]
  return value >= least && value <= most ? value : undefined
}

/** A name: short, on one line, without the marks of a sentence, an address or a program. */
export function nameIn(text: string): string | undefined {
  const isName =
    text.length <= nameCharactersMax &&
    /^[\p{L}\p{N}][\p{L}\p{N} .,'’&/+()-]*$/u.test(text) &&
    !/[.!?]\s|\/\/|www\./i.test(text) &&
    text.split(' ').length <= 8
  return isName ? text : undefined
}

export function isFigure(key: string): boolean {
  const { kind } = getAttribute(key)
  return kind === 'number' || kind === 'money'
}

export type Named = { vin: string; year: number; make: string; model: string }

/** A vehicle by its VIN, which a page of the web does not speak of, else a model year as the trade spells it; undefined for anything else. */
export function subjectOf(
  { vin, year, make, model }: Named,
  { kind, thisYear }: { kind: SourceKind; thisYear: number },
): string | undefined {
  if (vin !== '') return kind === 'web' || !/^[A-HJ-NPR-Z0-9]{17}$/.test(vin) ? undefined : `vehicle:${vin}`
  const known = findMake(make)
  const name = known?.models.find((one) => normalizeName(one) === normalizeName(model)) ?? nameIn(model)
  const isYear = Number.isInteger(year) && year >= 1981 && year <= thisYear + 2
  return isYear && known && name ? `model:${year} ${known.name} ${name}` : undefined
}
