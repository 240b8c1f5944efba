// Which column of a file means which attribute. The names are data (aliases/*.json): an entry's columns stand in the order
// in which they win. A name is compared by compactKey; "{n}" in it stands for a number (Comment 1, image[0].url).

import type { Vehicle } from '../vehicle.ts'
import body from './aliases/body.json' with { type: 'json' }
import equipment from './aliases/equipment.json' with { type: 'json' }
import identity from './aliases/identity.json' with { type: 'json' }
import ignored from './aliases/ignored.json' with { type: 'json' }
import money from './aliases/money.json' with { type: 'json' }
import powertrain from './aliases/powertrain.json' with { type: 'json' }
import { compactKey } from './compact-key.ts'
import formats from './formats.json' with { type: 'json' }

/** What a column can mean: a field of the vehicle, or what is needed to fill one. */
export type FeedAttribute = keyof Vehicle | 'certified' | 'status' | 'vehicleName' | 'mileageUnit'

type Alias = { attribute: FeedAttribute; columns: string[]; firstColumnOnly?: boolean }

/** What is known of a vendor's file beyond its column names. */
type FeedFormat = {
  name: string
  signature: string[]
  /** What divides the entries of a list cell, instead of guessing. */
  separators?: { options?: string[]; features?: string[]; images?: string[] }
  /** No mileage, or 0, is how this format says that a vehicle is new. */
  newWithoutMileage?: boolean
}

export type Column = { index: number; name: string }

export type ColumnMap = {
  /** As many as the header has, without empty ones at its end. */
  count: number
  /** The columns of an attribute, the winning one first. */
  of: (attribute: FeedAttribute) => readonly Column[]
  unmapped: string[]
  /** The vendor whose signature columns are all there. */
  format: FeedFormat | undefined
}

const aliases = [identity, money, body, powertrain, equipment].flat() as Alias[]

type KnownName = { attribute: FeedAttribute; rank: number }

const exactNames = new Map<string, KnownName[]>()
const numberedNames: { pattern: RegExp; meanings: KnownName[] }[] = []
const ignoredNames = new Set<string>()
const ignoredPatterns: RegExp[] = []

for (const alias of aliases)
  for (const [rank, column] of alias.columns.entries()) {
    const meaning = { attribute: alias.attribute, rank }
    const pattern = numberedPattern(column)
    if (pattern) numberedNames.push({ pattern, meanings: [meaning] })
    else addMeaning(compactKey(column), meaning)
  }
for (const { columns } of ignored)
  for (const column of columns) {
    const pattern = numberedPattern(column)
    if (pattern) ignoredPatterns.push(pattern)
    else ignoredNames.add(compactKey(column))
  }

const firstColumnOnly = new Set(
  aliases.filter((alias) => alias.firstColumnOnly).map((alias) => alias.attribute),
)

/** Two spellings of one name ("Stock", "Stock #") are one name, at the better rank. */
function addMeaning(key: string, meaning: KnownName): void {
  const known = exactNames.get(key) ?? []
  if (!known.some(({ attribute }) => attribute === meaning.attribute))
    exactNames.set(key, [...known, meaning])
}

function numberedPattern(column: string): RegExp | undefined {
  if (!column.includes('{n}')) return undefined
  return new RegExp(`^${column.split('{n}').map(compactKey).join('\\d+')}$`)
}

function meaningsOf(name: string): KnownName[] {
  const key = compactKey(name)
  return exactNames.get(key) ?? numberedNames.find(({ pattern }) => pattern.test(key))?.meanings ?? []
}

function isIgnored(name: string): boolean {
  const key = compactKey(name)
  return ignoredNames.has(key) || ignoredPatterns.some((pattern) => pattern.test(key))
}

/** How many of the names mean something to us. */
export function countKnownColumns(header: readonly string[]): number {
  return header.filter((name) => meaningsOf(name).length > 0 || isIgnored(name)).length
}

/** The names under which an attribute is understood, as vendors write them. */
export function listColumnNames(attribute: FeedAttribute): string[] {
  return aliases.filter((alias) => alias.attribute === attribute).flatMap((alias) => alias.columns)
}

/** A column name that comes twice counts twice: the left one wins, and lists take both. */
export function mapColumns(header: readonly string[]): ColumnMap {
  const found = new Map<FeedAttribute, { column: Column; rank: number }[]>()
  const unmapped = new Set<string>()
  let count = 0
  for (const [index, name] of header.entries()) {
    if (compactKey(name) === '') continue
    count = index + 1
    const meanings = meaningsOf(name)
    if (meanings.length === 0 && !isIgnored(name)) unmapped.add(name)
    for (const { attribute, rank } of meanings)
      found.set(attribute, [...(found.get(attribute) ?? []), { column: { index, name }, rank }])
  }
  const columns = new Map<FeedAttribute, Column[]>()
  for (const [attribute, candidates] of found) {
    const sorted = candidates.toSorted((a, b) => a.rank - b.rank || a.column.index - b.column.index)
    const best = sorted.filter(({ rank }) => !firstColumnOnly.has(attribute) || rank === sorted[0]?.rank)
    columns.set(
      attribute,
      best.map(({ column }) => column),
    )
  }
  const keys = new Set(header.map(compactKey))
  return {
    count,
    of: (attribute) => columns.get(attribute) ?? [],
    unmapped: [...unmapped],
    format: (formats as FeedFormat[]).find(({ signature }) =>
      signature.every((name) => keys.has(compactKey(name))),
    ),
  }
}
