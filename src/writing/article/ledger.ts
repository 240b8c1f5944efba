// The facts of one article as a writer needs them: the dealership, an event, and each counted stock with its vehicles.
// Only sayable values come in. Where sources disagree on a figure, the figure is left out.

import { byPrecedence, type Fact, getAttribute, normalizeName } from '#facts/index.ts'
import { isPlainName, type Sayable, sayable } from './sayable.ts'

export type Values = ReadonlyMap<string, readonly Sayable[]>
export type VehicleRecord = { subject: string; values: Values }

export type StockGroup = {
  /** `stock:<what is counted>`, or null for vehicles without a count. */
  subject: string | null
  /** What is counted, as a name: "2026 Honda Civic"; null when there is none that can be said. */
  label: string | null
  stock: Values
  vehicles: readonly VehicleRecord[]
  /** True when more are counted than there are vehicles here. */
  isPartial: boolean
}

export type Ledger = { site: Values; event: Values; groups: readonly StockGroup[] }

/** Sorts facts by subject; groups in the order in which they first appear. */
export function readLedger(facts: readonly Fact[]): Ledger {
  const bySubject = new Map<string, Fact[]>()
  for (const fact of facts) {
    const list = bySubject.get(fact.subject)
    if (list) list.push(fact)
    else bySubject.set(fact.subject, [fact])
  }
  const of = (kind: string) => [...bySubject].filter(([subject]) => subject.startsWith(`${kind}:`))
  const site = readValues(of('site').flatMap(([, list]) => list))
  const event = readValues(of('event').flatMap(([, list]) => list))
  const vehicles = of('vehicle').map(([subject, list]) => ({ subject, values: readValues(list) }))
  const stocks = of('stock').map(([subject, list]) => ({ subject, stock: readValues(list) }))
  return { site, event, groups: groupVehicles(stocks, vehicles) }
}

type Stock = { subject: string; stock: Values }

function groupVehicles(stocks: readonly Stock[], vehicles: readonly VehicleRecord[]): StockGroup[] {
  if (stocks.length === 0) {
    if (vehicles.length === 0) return []
    return [{ subject: null, label: commonLabel(vehicles), stock: new Map(), vehicles, isPartial: false }]
  }
  const members = stocks.map((): VehicleRecord[] => [])
  const named = stocks.map(({ subject }) => [...wordsOf(spokenSubject(subject))])
  for (const vehicle of vehicles) {
    const words = wordsOf(nameOf(vehicle))
    const fits = named.map((name) => (name.every((word) => words.has(word)) ? name.length : -1))
    members[Math.max(0, fits.indexOf(Math.max(...fits)))]?.push(vehicle)
  }
  return stocks.map((stock, index) => {
    const own = members[index] ?? []
    const count = Number(stock.stock.get('stock_count')?.[0]?.fact.value ?? 0)
    const label = labelOf(stock.subject) ?? commonLabel(own)
    return { ...stock, label, vehicles: own, isPartial: count > own.length }
  })
}

function readValues(facts: readonly Fact[]): Values {
  const values = new Map<string, Sayable[]>()
  for (const fact of facts) {
    const said = sayable(fact)
    if (said) values.set(fact.attribute, [...(values.get(fact.attribute) ?? []), said])
  }
  for (const [attribute, list] of values) values.set(attribute, settle(attribute, list))
  return values
}

function settle(attribute: string, list: readonly Sayable[]): Sayable[] {
  const { many, kind } = getAttribute(attribute)
  const distinct = list.filter((said, at) => list.findIndex((other) => isSame(other, said)) === at)
  if (many || distinct.length < 2) return distinct
  if (kind === 'number' || kind === 'money' || kind === 'year') return []
  return distinct.sort((a, b) => byPrecedence(a.fact, b.fact)).slice(0, 1)
}

function isSame(a: Sayable, b: Sayable): boolean {
  return a.text.toLowerCase() === b.text.toLowerCase()
}

function labelOf(subject: string): string | null {
  const spoken = spokenSubject(subject)
  return /\p{Lu}/u.test(spoken) && isPlainName(spoken) ? spoken : null
}

function spokenSubject(subject: string): string {
  return subject.slice(subject.indexOf(':') + 1).trim()
}

/** Year, make and model as far as all vehicles share them. */
function commonLabel(vehicles: readonly VehicleRecord[]): string | null {
  const shared = (attribute: string) => {
    const texts = new Set(vehicles.map((vehicle) => textOf(vehicle.values, attribute)))
    return texts.size === 1 ? [...texts][0] : undefined
  }
  const [make, model] = [shared('make'), shared('model')]
  if (!make || !model) return null
  const trim = vehicles.length === 1 ? shared('trim') : undefined
  return [shared('year'), make, model, trim].filter(Boolean).join(' ')
}

/** The first value's words, or undefined. */
export function textOf(values: Values, attribute: string): string | undefined {
  return values.get(attribute)?.[0]?.text
}

/** Condition (unless new), year, make, model and trim as far as they are on record: "used 2022 Honda Civic EX". */
export function nameOf(vehicle: VehicleRecord): string {
  const condition = textOf(vehicle.values, 'condition')?.toLowerCase()
  const parts = ['year', 'make', 'model', 'trim'].map((attribute) => textOf(vehicle.values, attribute))
  return [condition === 'new' ? undefined : condition, ...parts].filter(Boolean).join(' ')
}

/** What tells a vehicle from others of its name: "stock number H10234", else "VIN ...". */
export function markOf(vehicle: VehicleRecord): Sayable | undefined {
  const stock = vehicle.values.get('stock_number')?.[0]
  if (stock) return { fact: stock.fact, text: `stock number ${stock.text}` }
  const vin = vehicle.values.get('vin')?.[0]
  return vin && { fact: vin.fact, text: `VIN ${vin.text}` }
}

/** True when the stock has used or certified vehicles. */
export function hasUsed(group: StockGroup): boolean {
  const isCounted = ['stock_used_count', 'stock_certified_count'].some((attribute) =>
    group.stock.get(attribute)?.some(({ fact }) => fact.value !== 0),
  )
  return (
    isCounted || group.vehicles.some(({ values }) => /used|certified/.test(textOf(values, 'condition') ?? ''))
  )
}

/** The facts behind `nameOf`. */
export function nameFacts(vehicle: VehicleRecord): Fact[] {
  return ['condition', 'year', 'make', 'model', 'trim'].flatMap(
    (attribute) =>
      vehicle.values
        .get(attribute)
        ?.slice(0, 1)
        .map((said) => said.fact) ?? [],
  )
}

function wordsOf(name: string): Set<string> {
  return new Set(
    name
      .split(/[\s/]+/)
      .map((word) => normalizeName(word))
      .filter(Boolean),
  )
}
