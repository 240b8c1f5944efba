import { LRUCache } from 'lru-cache'
import { normalizeName } from '#facts/index.ts'
import { keysOverlap, parseKey } from './key-pattern.ts'
import type { PatternStore } from './pattern-store.ts'
import { tradeModel, tradeTrim } from './trade-names.ts'

export type ModelIndex = {
  /** Whether vPIC has a schema of that model year with that model, by the trade's names in any spelling. */
  hasModel(year: number, make: string, model: string): boolean
  /**
   * Trims of a model, of one model year or of all, as vPIC spells them. Records that name several trims are left
   * out, and many models have none. Some 10 ms at the first call for a model.
   */
  listTrims(make: string, model: string, year?: number): readonly string[]
}

type Trim = { name: string; yearFrom: number; yearTo: number }

/** Lookups by make and model over the prepared data; names are read at the first call. */
export function openModelIndex(store: PatternStore): ModelIndex {
  let valueIds: Map<string, number[]> | undefined
  const trimsByModel = new LRUCache<string, Trim[]>({ max: 500 })

  const nameOf = (make: string, model: string) => `${normalizeName(make)} ${normalizeName(model)}`
  const modelKeys = (name: string) => {
    valueIds ??= store.listModels().reduce((known, row) => {
      const trade = tradeModel(row.make, row.model)
      const key = nameOf(trade.make, trade.model)
      return known.set(key, [...(known.get(key) ?? []), row.valueId])
    }, new Map<string, number[]>())
    return (valueIds.get(name) ?? []).flatMap((id) => store.listModelKeys(id))
  }
  const readTrims = (name: string): Trim[] =>
    modelKeys(name).flatMap(({ schema, keys, yearFrom, yearTo }) => {
      const elements = parseKey(keys)
      return store
        .listTrimKeys(schema)
        .filter((trim) => keysOverlap(elements, parseKey(trim.keys)))
        .flatMap((trim) => tradeTrim(trim.text, undefined) ?? [])
        .map((trim) => ({ name: trim, yearFrom, yearTo }))
    })

  return {
    hasModel: (year, make, model) =>
      modelKeys(nameOf(make, model)).some((keys) => keys.yearFrom <= year && keys.yearTo >= year),
    listTrims(make, model, year) {
      const name = nameOf(make, model)
      const trims = trimsByModel.get(name) ?? readTrims(name)
      trimsByModel.set(name, trims)
      const wanted = trims.filter(
        (trim) => year === undefined || (trim.yearFrom <= year && trim.yearTo >= year),
      )
      return [...new Set(wanted.map((trim) => trim.name))].sort()
    },
  }
}
