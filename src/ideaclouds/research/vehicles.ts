// Finds the vehicles that a keyword names: the longest names first, left to right, each with the year and the trim
// that stand beside it. A name that is also a word of everyday language ("Pilot", "Golf") counts only with its make,
// with a year before it, from stock, or when the rest of the keyword is about vehicles.

import {
  type Catalogue,
  certaintyOfModel,
  currentName,
  isMakeBefore,
  isWordMake,
  longestName,
  type Reading,
  usualMakeOf,
} from './catalogue.ts'
import { nameOf, readVersion, type Version } from './versions.ts'
import { compact } from './words.ts'

export type FoundVehicle = Omit<Version, 'end'> & { year: number | null; make: string }

export type Findings = {
  vehicles: FoundVehicle[]
  /** Makes named, with or without a model, in order. */
  makes: string[]
  years: number[]
  /** The tokens with those of names, trims and years blanked. */
  rest: string[]
}

type Mention = { start: number; end: number; readings: readonly Reading[]; state: 'sure' | 'maybe' }

const isYear = (token: string | undefined): boolean =>
  token !== undefined && /^(?:19[5-9]\d|20[0-4]\d)$/.test(token)

function isAmount(tokens: readonly string[], at: number): boolean {
  return (
    /^(?:under|below|than|over|above|of)$/.test(tokens[at - 1] ?? '') &&
    !/^(?:model|models)$/.test(tokens[at + 1] ?? '')
  )
}

/** The makes named anywhere, before the mentions are settled: a model may precede its make. */
function scan(tokens: readonly string[], catalogue: Catalogue): Mention[] {
  const mentions: Mention[] = []
  for (let start = 0; start < tokens.length; start++) {
    for (let length = Math.min(longestName, tokens.length - start); length >= 1; length--) {
      const slice = tokens.slice(start, start + length)
      const readings = catalogue.lookup(slice)
      if (readings.length === 0) continue
      const makeOnly = readings.every((reading) => reading.model === null)
      if (makeOnly && !isMakeBefore(slice.join(''), tokens[start + length])) break
      mentions.push({ start, end: start + length, readings, state: 'maybe' })
      start += length - 1
      break
    }
  }
  return mentions
}

type Settled = { start: number; end: number; make: string; model: string | null; state: 'sure' | 'maybe' }

function settle(
  mention: Mention,
  all: readonly Mention[],
  named: ReadonlySet<string>,
  tokens: readonly string[],
  catalogue: Catalogue,
): Settled | null {
  const { start, end } = mention
  const makeReading = mention.readings.find((reading) => reading.model === null)
  const models = mention.readings.filter((reading) => reading.model !== null)
  const own = models.find((reading) => named.has(reading.make)) ?? models.find((reading) => reading.withMake)
  if (own?.model && (own.withMake || isNearMake(own, mention, all, tokens)))
    return { start, end, make: own.make, model: own.model, state: 'sure' }
  const eponym = makeReading && models.find((reading) => reading.make === makeReading.make)
  if (eponym) return { start, end, make: eponym.make, model: eponym.model, state: 'sure' }
  if (makeReading)
    return {
      start,
      end,
      make: makeReading.make,
      model: null,
      state: isWordMake(tokens.slice(start, end).join('')) ? 'maybe' : 'sure',
    }
  return own ? null : settleAlone(models, start, end, tokens, catalogue)
}

/** A short or numeric name belongs to a make only right behind it: "Lexus IS", "Ram 1500", "Chrysler 300". */
function isNearMake(
  reading: Reading,
  mention: Mention,
  all: readonly Mention[],
  tokens: readonly string[],
): boolean {
  const key = compact(reading.model ?? '')
  if (key.length > 2 && !/^\d+$/.test(key)) return true
  const behind = isYear(tokens[mention.start - 1]) ? mention.start - 1 : mention.start
  const follows = all.some(
    (other) =>
      other.end === behind && other.readings.some((r) => r.make === reading.make && r.model === null),
  )
  return (
    follows && (key !== 'is' || tokens[mention.end] === undefined || /^\d/.test(tokens[mention.end] ?? ''))
  )
}

function settleAlone(
  models: readonly Reading[],
  start: number,
  end: number,
  tokens: readonly string[],
  catalogue: Catalogue,
): Settled | null {
  const first = models[0]
  if (!first?.model) return null
  const stocked = models.find((reading) => catalogue.stockOf(reading.make, reading.model ?? '').length > 0)
  const usual = models.find((reading) => reading.make === usualMakeOf(reading.model ?? ''))
  const choice = stocked ?? usual ?? first
  const model = choice.model ?? first.model
  const certainty = certaintyOfModel(model)
  const afterYear = isYear(tokens[start - 1]) && !isAmount(tokens, start - 1)
  if (certainty === 'needs make' && !(afterYear && compact(model).length > 2)) return null
  const sure = certainty === 'sure' || afterYear || stocked !== undefined
  return { start, end, make: choice.make, model, state: sure ? 'sure' : 'maybe' }
}

type Placed = FoundVehicle & { start: number; end: number }

function place(settled: Settled, tokens: readonly string[], catalogue: Catalogue): Placed | null {
  const version = readVersion(tokens, settled.end, settled.make, settled.model, catalogue)
  return version && { year: null, make: settled.make, start: settled.start, ...version }
}

const betweenYearAndName = new Set(['used', 'new', 'certified', 'pre', 'owned', 'preowned', 'cpo', 'the'])

function yearsBeside(
  vehicle: Placed,
  tokens: readonly string[],
  makeStarts: ReadonlyMap<number, number>,
): number[] {
  const found: number[] = []
  let at = vehicle.start - 1
  while (at >= 0 && (makeStarts.has(at) || betweenYearAndName.has(tokens[at] ?? ''))) at--
  if (isYear(tokens[at]) && !isAmount(tokens, at)) found.push(at)
  if (found.length === 0 && isYear(tokens[vehicle.end])) found.push(vehicle.end)
  return found
}

const isCue = (token: string): boolean => /^(?:vs|versus|v|or|compared|compare|against|between)$/.test(token)

/** Doubtful names stay when set against a sure one, or when the rest of the keyword is about vehicles. */
function keepCertain(
  settled: Settled[],
  tokens: readonly string[],
  isEvidence: (rest: readonly string[]) => boolean,
): Settled[] {
  if (settled.some((s) => s.state === 'sure'))
    return tokens.some(isCue) ? settled : settled.filter((s) => s.state === 'sure')
  const left = tokens.map((token, at) => (settled.some((s) => at >= s.start && at < s.end) ? '' : token))
  const besideYear = settled.some((s) => isYear(tokens[s.start - 1]))
  return besideYear || isEvidence(left) ? settled : []
}

/**
 * The vehicles, makes and years of a keyword's tokens. `isEvidence` says whether the tokens that are left are about
 * vehicles, which doubtful names need.
 */
export function findVehicles(
  tokens: readonly string[],
  catalogue: Catalogue,
  isEvidence: (rest: readonly string[]) => boolean,
): Findings {
  const mentions = scan(tokens, catalogue)
  const readings = mentions.flatMap((mention) => mention.readings)
  const named = new Set(readings.filter((r) => r.model === null || r.withMake).map((r) => r.make))
  let settled = mentions.map((m) => settle(m, mentions, named, tokens, catalogue)).filter((s) => s !== null)
  settled = keepCertain(settled, tokens, isEvidence)
  const placed = settled.map((s) => place(s, tokens, catalogue)).filter((p) => p !== null)
  const makeStarts = new Map(
    settled.flatMap((s) => Array.from({ length: s.end - s.start }, (_, i) => [s.start + i, s.end] as const)),
  )
  const rest = [...tokens]
  for (const span of [...settled, ...placed]) rest.fill('', span.start, span.end)

  const loose = rest.flatMap((token, at) => (isYear(token) && !isAmount(tokens, at) ? [at] : []))
  for (const vehicle of placed) {
    const [at] = yearsBeside(vehicle, tokens, makeStarts)
    if (at !== undefined) vehicle.year = Number(tokens[at])
  }
  const years = [...new Set(loose.map((at) => Number(tokens[at])))]
  for (const at of loose) rest[at] = ''
  const vehicles = unique(spreadYears(placed, years, tokens.some(isCue)).map(renameToCurrent))
  return { vehicles, makes: [...new Set(settled.map((s) => s.make))], years, rest }
}

/** One year counts for every vehicle; two years of one model set against each other are two vehicles. */
function spreadYears(placed: readonly Placed[], years: readonly number[], compared: boolean): FoundVehicle[] {
  const found = placed.map(({ start: _start, end: _end, ...vehicle }) => vehicle)
  const [only] = found
  if (found.length === 1 && only && years.length > 1)
    return compared ? years.slice(0, 5).map((year) => ({ ...only, year })) : [{ ...only, year: null }]
  return found.map((vehicle) => ({
    ...vehicle,
    year: vehicle.year ?? (years.length === 1 ? (years[0] ?? null) : null),
  }))
}

function renameToCurrent(vehicle: FoundVehicle): FoundVehicle {
  const { make, model } = currentName(vehicle.make, vehicle.model, vehicle.year)
  return model === vehicle.model
    ? vehicle
    : { ...vehicle, make, model, name: nameOf(make, model, vehicle.trim) }
}

function unique(vehicles: readonly FoundVehicle[]): FoundVehicle[] {
  const seen = new Map(vehicles.map((vehicle) => [`${vehicle.year} ${vehicle.name}`, vehicle] as const))
  return [...seen.values()].slice(0, 5)
}
