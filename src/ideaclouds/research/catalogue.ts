// Names of makes and models, looked up by their letters and digits alone ("F-150", "f 150" and "F150" are one).
// The makes and models of facts/ are indexed once; those of a site's stock join them for one research.

import { listMakes } from '#facts/index.ts'
import aliases from './bank/aliases.json' with { type: 'json' }
import ambiguous from './bank/ambiguous.json' with { type: 'json' }
import trimData from './bank/trims.json' with { type: 'json' }
import type { StockModel } from './types.ts'
import { compact, singular } from './words.ts'

export type Reading = {
  make: string
  /** Null: the make alone. */
  model: string | null
  /** The text holds the make as well ("Mini Cooper"). */
  withMake: boolean
}

type Index = Map<string, Reading[]>

const words = (text: string): Set<string> => new Set(text.split(' '))
const wordModels = words(ambiguous.models)
const modelsNeedingMake = words(ambiguous.needMake)
const genericModels = words(ambiguous.generic)
const wordMakes = words(ambiguous.makes)
const makeNotBefore = new Map(
  Object.entries(ambiguous.makeNotBefore).map(([make, text]) => [make, words(text)]),
)
const renamed = new Map(Object.entries(aliases.renamed))
const makeOfModel = new Map(Object.entries(aliases.makeOf))

/** Longest name in tokens: "Grand Cherokee L" with its make, and a hyphen or two. */
export const longestName = 7

function add(index: Index, key: string, reading: Reading): void {
  if (key === '') return
  const readings = index.get(key)
  if (!readings) index.set(key, [reading])
  else if (!readings.some((known) => known.make === reading.make && known.model === reading.model))
    readings.push(reading)
}

function addModel(
  index: Index,
  makeNames: readonly string[],
  make: string,
  model: string,
  spelling = model,
): void {
  const key = compact(spelling)
  add(index, key, { make, model, withMake: false })
  for (const name of makeNames) add(index, compact(name) + key, { make, model, withMake: true })
  if (/\dHD$/i.test(spelling)) addModel(index, makeNames, make, model, spelling.slice(0, -2))
}

const makeNames = new Map<string, string[]>()
const modelsOfMake = new Map<string, readonly string[]>()
const electricModels = new Set<string>()

function buildIndex(): Index {
  const index: Index = new Map()
  const typos = new Map(Object.entries(aliases.makes))
  const spellings = new Map(Object.entries(aliases.models))
  for (const make of listMakes()) {
    const names = [make.name, ...make.aliases, ...(typos.get(make.name)?.split('|') ?? [])]
    makeNames.set(make.name, names)
    modelsOfMake.set(make.name, make.models)
    for (const name of names) add(index, compact(name), { make: make.name, model: null, withMake: true })
    for (const model of make.models) {
      if (genericModels.has(compact(model))) continue
      addModel(index, names, make.name, model)
      for (const other of spellings.get(`${make.name}|${model}`)?.split('|') ?? [])
        addModel(index, names, make.name, model, other)
    }
    for (const model of make.electricModels) electricModels.add(`${make.name}|${model}`)
  }
  return index
}

const known = buildIndex()
const canonicalMakes = new Map(
  [...makeNames].flatMap(([make, names]) => names.map((name) => [compact(name), make])),
)
const canonicalModels = new Map(
  [...modelsOfMake].flatMap(([make, models]) => models.map((model) => [`${make}|${compact(model)}`, model])),
)
const trimsOfMake = new Map(Object.entries(trimData).map(([make, text]) => [make, text.split('|')]))

/** Sold with an electric motor alone. */
export function isElectricModel(make: string, model: string): boolean {
  return electricModels.has(`${make}|${model}`)
}

export function areAllModelsElectric(make: string): boolean {
  const models = modelsOfMake.get(make) ?? []
  return models.length > 0 && models.every((model) => isElectricModel(make, model))
}

export function modelNamesOf(make: string): readonly string[] {
  return modelsOfMake.get(make) ?? []
}

/** A name from a feed that is fit to stand in a sentence, or null. Shouting is lowered: "CIVIC" to "Civic". */
function cleanName(name: string | null): string | null {
  const text = name?.normalize('NFKC').replace(/\s+/g, ' ').trim() ?? ''
  if (!/^[\p{Letter}\p{Number}][\p{Letter}\p{Number} .,&'’/+-]{0,39}$/u.test(text) || !/[a-z0-9]/i.test(text))
    return null
  return text.replace(/\p{Uppercase_Letter}{5,}/gu, (word) => word[0] + word.slice(1).toLowerCase())
}

type StockEntry = StockModel & { make: string; model: string; trim: string | null }

export type Catalogue = {
  /** What the tokens, joined, may name. */
  lookup: (tokens: readonly string[]) => readonly Reading[]
  /** The site's stock of a model, under canonical names; what cannot stand in a sentence is left out. */
  stockOf: (make: string, model: string) => readonly StockEntry[]
  /** Names of trims by their letters and digits: those in stock, and those that the make sells on any model (NHTSA vPIC). */
  trimsOf: (make: string, model: string) => ReadonlyMap<string, string>
  /** The stock, a list for each model. */
  models: () => readonly (readonly StockEntry[])[]
}

function canonicalStock(stock: readonly StockModel[]): StockEntry[] {
  const names = new Map<string, { make: string; model: string } | null>()
  const trims = new Map<string | null, string | null>()
  const entries: StockEntry[] = []
  for (const entry of stock) {
    const spelling = `${entry.make}|${entry.model}`
    if (!names.has(spelling)) {
      const make = canonicalMakes.get(compact(entry.make)) ?? cleanName(entry.make)
      const model = make && (canonicalModels.get(`${make}|${compact(entry.model)}`) ?? cleanName(entry.model))
      names.set(spelling, make && model ? { make, model } : null)
    }
    const name = names.get(spelling)
    if (!name) continue
    if (!trims.has(entry.trim)) trims.set(entry.trim, cleanName(entry.trim))
    entries.push({ ...entry, ...name, trim: trims.get(entry.trim) ?? null })
  }
  return entries
}

/** The names of facts/ and of this stock. */
export function openCatalogue(stock: readonly StockModel[]): Catalogue {
  const stocked = Map.groupBy(canonicalStock(stock), (entry) => `${entry.make}|${entry.model}`)
  const trims = new Map<string, ReadonlyMap<string, string>>()
  const own: Index = new Map()
  for (const name of stocked.keys()) {
    const [make = '', model = ''] = name.split('|')
    if (canonicalModels.has(`${make}|${compact(model)}`)) continue
    const names = makeNames.get(make) ?? [make]
    if (!makeNames.has(make)) add(own, compact(make), { make, model: null, withMake: true })
    addModel(own, names, make, model)
  }
  const find = (key: string): readonly Reading[] => [...(own.get(key) ?? []), ...(known.get(key) ?? [])]

  return {
    stockOf: (make, model) => stocked.get(`${make}|${model}`) ?? [],
    trimsOf(make, model) {
      const name = `${make}|${model}`
      const memo = trims.get(name)
      if (memo) return memo
      const own = new Set((stocked.get(name) ?? []).map((entry) => entry.trim ?? ''))
      const found = new Map([...(trimsOfMake.get(make) ?? []), ...own].map((trim) => [compact(trim), trim]))
      trims.set(name, found)
      return found
    },
    models: () => [...stocked.values()],
    lookup(tokens) {
      const key = tokens.join('')
      const exact = find(key)
      // "models" is the plural of a word before it is a Model S.
      if (exact.length > 0) return tokens.length === 1 && /^model[sxy]$/.test(key) ? [] : exact
      const last = tokens.at(-1) ?? ''
      const one = last.length > 1 && last.endsWith('s') ? [singular(last), last.slice(0, -1)] : []
      for (const form of one) {
        const readings = find([...tokens.slice(0, -1), form].join(''))
        if (readings.length > 0 && key.length > 3) return readings
      }
      return []
    },
  }
}

/** How far a model's name stands for itself where no make is named. */
export function certaintyOfModel(model: string): 'sure' | 'maybe' | 'needs make' {
  const key = compact(model)
  if (modelsNeedingMake.has(key) || genericModels.has(key) || /^\d+$|^[a-z]{1,2}$/.test(key))
    return 'needs make'
  if (wordModels.has(key)) return 'maybe'
  const isCode = /\d/.test(key) || model.includes('-')
  return key.length > 3 || (key.length === 3 && isCode) ? 'sure' : 'maybe'
}

/** Whether a make's name needs other evidence that the keyword is about vehicles ("Lincoln", "Eagle"). */
export function isWordMake(token: string): boolean {
  return wordMakes.has(token)
}

export function isMakeBefore(token: string, next: string | undefined): boolean {
  return next === undefined || !makeNotBefore.get(token)?.has(next)
}

/** A model that went on under another name: "Dodge Ram 1500" is a Ram 1500 since 2011. */
export function currentName(
  make: string,
  model: string,
  year: number | null,
): { make: string; model: string } {
  const [newMake, newModel, since] = renamed.get(`${make}|${model}`)?.split('|') ?? []
  return newMake && newModel && (year ?? 9999) >= Number(since)
    ? { make: newMake, model: newModel }
    : { make, model }
}

/** Of several makes that have sold a model of that name, the one that is meant when none is named. */
export function usualMakeOf(model: string): string | undefined {
  return makeOfModel.get(compact(model))
}
