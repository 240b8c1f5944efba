// Which facts count the vehicles of a condition, or all of them.

import data from '../lexicon/bindings.json' with { type: 'json' }
import type { Target } from './targets.ts'

export const counts: Record<string, string[]> = data.stock.counts

export const noCount: Target = {
  target: 'count',
  kind: 'count',
  unit: null,
  attributes: [],
  text: false,
  isDefault: false,
  needsUnit: false,
}

/** A count of the vehicles of a condition, or of all. */
export function countOf(condition: string | undefined): Target {
  const conditional = condition ? counts[condition]! : []
  const all = ['stock_count', 'stock_new_count', 'stock_used_count', 'stock_certified_count']
  return { ...noCount, attributes: condition ? [...conditional, 'stock_count'] : all }
}
