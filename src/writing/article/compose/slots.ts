// What the banks' slots say for a stock, a vehicle and the dealership. A claim brings the facts that carry it;
// ways to refer ("the 2026 Honda Civic", "in the current feed") bring none.

import type { Fact, SourceKind } from '#facts/index.ts'
import sources from '../../article-bank/sources.json' with { type: 'json' }
import { joinList, type SlotValue } from '../../phrase/index.ts'
import { markOf, nameFacts, nameOf, type StockGroup, type Values, type VehicleRecord } from '../ledger.ts'
import type { Sayable } from '../sayable.ts'
import type { Slots } from './sentence.ts'
import { wordsFor } from './value-words.ts'

const smallNumbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** A count as it reads in a sentence: in words below ten. */
export function countWord(text: string): string {
  return smallNumbers[Number(text)] ?? text
}

export function refer(...wordings: string[]): SlotValue {
  return { wordings, facts: [], reference: true }
}

export function claim(
  said: Sayable | undefined,
  words: (text: string) => string = (text) => text,
): SlotValue | undefined {
  return said && { wordings: [words(said.text)], facts: [said.fact] }
}

/** Several values as one list; values that hold commas are parted by semicolons. */
export function claimList(
  said: readonly Sayable[],
  words: (text: string) => string = (text) => text,
): SlotValue | undefined {
  if (said.length === 0) return undefined
  const texts = [...new Set(said.map(({ text }) => words(text)))]
  const list =
    texts.some((text) => text.includes(',')) && texts.length > 1 ? texts.join('; ') : joinList(texts)
  return { wordings: [list], facts: said.map(({ fact }) => fact) }
}

/** "in the current feed" and "the current feed", after the kind of the facts' source. */
export function sourceSlots(facts: readonly Fact[]): Slots {
  const kind = facts[0]?.source.kind ?? 'feed'
  return { src: refer(...sources[kind].in), source: refer(...sources[kind].noun) }
}

/** "the current feed and the VIN record": every kind of source among the facts, in their order. */
export function sourcesSlot(facts: readonly Fact[]): SlotValue | undefined {
  const kinds = [...new Set(facts.map((fact): SourceKind => fact.source.kind))].filter(
    (kind) => kind !== 'site',
  )
  return kinds.length === 0 ? undefined : refer(joinList(kinds.map((kind) => sources[kind].noun[0] ?? '')))
}

/** How to name the stock; `topic` stands in for a stock without a name. */
export function nameSlots(group: StockGroup | undefined, topic?: string): Slots {
  const label = group?.label ?? null
  if (label === null) {
    const words = topic ?? 'this selection'
    return {
      theLabel: refer(group ? 'this selection' : words),
      Label: refer(topic ?? 'Our stock'),
      units: refer('vehicles in this selection'),
      unit: refer('vehicle in this selection'),
    }
  }
  const isPlural = /(?:vehicles|cars|trucks|vans|sedans|coupes|SUVs|crossovers|hybrids|wagons)$/i.test(label)
  return {
    theLabel: refer(isPlural ? 'this selection' : `the ${label}`),
    Label: refer(label),
    units: refer(isPlural ? label : `${label} vehicles`),
    unit: refer(isPlural ? label.slice(0, -1) : `${label} vehicle`),
  }
}

/** Six vehicles, in words: "six 2026 Honda Civic vehicles", "24 Honda Civic vehicles from model year 2026". */
export function countSlots(group: StockGroup): Slots {
  const said = group.stock.get('stock_count')?.[0]
  if (typeof said?.fact.value !== 'number') return {}
  const count = said.fact.value
  const small = smallNumbers[count]
  const { units, unit } = nameSlots(group)
  const [many, one] = [units?.wordings[0] ?? 'vehicles', unit?.wordings[0] ?? 'vehicle']
  const yearFirst = /^(\d{4}) (.+)$/.exec(many)
  const phrase = small
    ? `${small} ${count === 1 ? one : many}`
    : yearFirst
      ? `${said.text} ${yearFirst[2]} from model year ${yearFirst[1]}`
      : `${said.text} ${many}`
  return {
    count: { wordings: [small ?? said.text], facts: [said.fact] },
    countUnits: { wordings: [phrase], facts: [said.fact] },
  }
}

/** Name, phone and place of the dealership, as far as they are on record. */
export function siteSlots(site: Values): Slots {
  const one = (attribute: string) => claim(site.get(attribute)?.[0])
  const name = one('site_name')
  return {
    site: name && { ...name, reference: true },
    phone: one('site_phone'),
    address: claim(site.get('site_address')?.[0], (text) => text.split(',')[0] ?? text),
    city: one('site_city'),
    state: one('site_state'),
  }
}

/** All that is on record of one vehicle, as the bank `vehicle` names it. */
export function vehicleSlots(vehicle: VehicleRecord): Slots {
  const one = (attribute: string, words?: (text: string) => string) =>
    claim(vehicle.values.get(attribute)?.[0], words)
  const named = nameFacts(vehicle)
  return {
    ...sourceSlots(named),
    vehicle: nameSlot(vehicle),
    price: one('price'),
    msrp: one('msrp'),
    vin: vehicle.values.has('stock_number') ? one('vin') : undefined,
    ext: one('exterior_color', wordsFor('exterior_color')),
    int: one('interior_color', wordsFor('interior_color')),
    mileage: one('mileage'),
    drive: driveOf(vehicle),
    cityMpg: one('city_mpg'),
    highwayMpg: one('highway_mpg'),
    range: one('battery_range'),
    seats: one('seats'),
    doors: one('doors'),
  }
}

/** The name with its mark, so that a sentence on one vehicle cannot be read of another. */
function nameSlot(vehicle: VehicleRecord): SlotValue | undefined {
  const name = nameOf(vehicle)
  if (name === '') return undefined
  const mark = markOf(vehicle)
  const facts = [...nameFacts(vehicle), ...(mark ? [mark.fact] : [])]
  return { wordings: [mark ? `${name} (${mark.text})` : name], facts }
}

/** Engine, transmission and drivetrain as one list. */
function driveOf(vehicle: VehicleRecord): SlotValue | undefined {
  const said = ['engine', 'transmission', 'drivetrain'].flatMap((attribute) => {
    const value = vehicle.values.get(attribute)?.[0]
    return value ? [{ ...value, text: wordsFor(attribute)(value.text) }] : []
  })
  return claimList(said)
}
