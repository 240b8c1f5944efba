// The vehicles as sections: the table, stocks side by side, single vehicles.

import type { Fact } from '#facts/index.ts'
import { createPicker } from '../../phrase/index.ts'
import { markOf, nameOf, textOf, type VehicleRecord } from '../ledger.ts'
import { type Draft, draft, type SectionsInput, usual } from './section-draft.ts'

const rowsMax = 20
const vehiclesMax = 40

/** The table: as many lines as these words have room for, none for fewer than two vehicles. */
export function stockSection(input: SectionsInput, words: number): Draft[] {
  const vehicles = input.ledger.groups.flatMap((group) => group.vehicles)
  const rows = Math.min(rowsMax, vehicles.length, Math.floor((words - usual.table) / usual.tableRow))
  if (rows < 2) return []
  const shown = pickVehicles(input, rows)
  const counts = input.ledger.groups.flatMap(
    (group) => group.stock.get('stock_count')?.map(({ fact }) => fact) ?? [],
  )
  const attributes = [
    'condition',
    'year',
    'make',
    'model',
    'trim',
    'exterior_color',
    'mileage',
    'price',
    'vin',
    'stock_number',
  ]
  const facts = [...counts, ...shown.flatMap((vehicle) => factsOf(vehicle, attributes))]
  const heading =
    input.form === 'questions' ? input.headings.question('stock') : input.headings.topic('stock')
  return [draft('stock', 'stock', heading, { facts, words: usual.table + rows * usual.tableRow })]
}

/** Single vehicles, as many as the length has room for. */
export function vehicleSections(input: SectionsInput, room: number, level: 2 | 3): Draft[] {
  const count = Math.min(vehiclesMax, Math.floor(room / usual.vehicle))
  return pickVehicles(input, count).map((vehicle) => {
    const vin = vehicle.subject.slice(vehicle.subject.indexOf(':') + 1)
    const heading = input.headings.given(vehicleHeading(vehicle))
    const facts = [...vehicle.values.values()].flat().map(({ fact }) => fact)
    return draft(`vehicle:${vin}`, 'vehicle', heading, { facts, words: usual.vehicle, level })
  })
}

function vehicleHeading(vehicle: VehicleRecord): string {
  return [nameOf(vehicle), markOf(vehicle)?.text].filter(Boolean).join(', ')
}

/** Vehicles for show: every stock and trim comes up before any comes twice. */
function pickVehicles(input: SectionsInput, count: number): VehicleRecord[] {
  const picker = createPicker(`${input.seed}\u0000vehicles`)
  const decks = input.ledger.groups.flatMap((group) => {
    const byTrim = Map.groupBy(
      picker.shuffle(group.vehicles),
      (vehicle) => textOf(vehicle.values, 'trim') ?? '',
    )
    return [...byTrim.values()]
  })
  const rounds = Math.max(0, ...decks.map((deck) => deck.length))
  const order = Array.from({ length: rounds }, (_, round) =>
    decks.flatMap((deck) => deck[round] ?? []),
  ).flat()
  return order.slice(0, Math.max(0, count))
}

/** Two stocks or more side by side; at an event they are what is there, and nobody compares them. */
export function compareSection(input: SectionsInput): Draft[] {
  if (input.eventFacts.length > 0) return []
  const groups = input.ledger.groups.filter(({ label }) => label !== null)
  if (groups.length < 2) return []
  const facts = groups.flatMap((group) => [...group.stock.values()].flat().map(({ fact }) => fact))
  const words = usual.compare + groups.length * usual.compareColumn
  return [draft('compare', 'compare', input.headings.topic('compare'), { facts, words })]
}

function factsOf(vehicle: VehicleRecord, attributes: readonly string[]): Fact[] {
  return attributes.flatMap((attribute) => vehicle.values.get(attribute)?.map(({ fact }) => fact) ?? [])
}
