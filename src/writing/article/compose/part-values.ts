// The values behind one part of a topic: of the counted stock where it is counted, else of the vehicles themselves.

import type { StockGroup } from '../ledger.ts'
import type { Part } from '../plan/topics.ts'
import type { Sayable } from '../sayable.ts'

/**
 * Distinct values in a stable order: figures by size, names as recorded. A range has its two ends.
 * @param isPartial the vehicles are some of many: their values alone are no account of the stock.
 */
export function readPart(part: Part, group: StockGroup, isPartial: boolean): readonly Sayable[] {
  if (part.form === 'site') return []
  const counted = part.stock.flatMap((attribute) => group.stock.get(attribute) ?? [])
  if (part.form === 'count') return counted.slice(0, 1)
  const isExample = isPartial && part.form !== 'match'
  const values = counted.length > 0 || isExample ? counted : distinctOfVehicles(part.vehicle, group)
  if (part.form === 'range') return ends(values)
  return part.form === 'numbers' ? [...values].sort(bySize) : values
}

function distinctOfVehicles(attribute: string | null, group: StockGroup): Sayable[] {
  if (attribute === null) return []
  const byText = new Map<string, Sayable>()
  for (const vehicle of group.vehicles) {
    for (const said of vehicle.values.get(attribute) ?? []) {
      const key = said.text.toLowerCase()
      if (!byText.has(key)) byText.set(key, said)
    }
  }
  return [...byText.values()]
}

/** The lowest and the highest, or the one value there is. */
export function ends(values: readonly Sayable[]): Sayable[] {
  const sorted = [...values].sort(bySize)
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (!low || !high) return []
  return low.text === high.text ? [low] : [low, high]
}

function bySize(a: Sayable, b: Sayable): number {
  return Number(a.fact.value) - Number(b.fact.value)
}
