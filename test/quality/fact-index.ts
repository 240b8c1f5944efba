// The facts of one vehicle, turned into what a text may say: names as rows of atoms, numbers with their
// measure, and the ids of the word lists that the facts' own words stand for.
import type { Atom } from './atoms.ts'
import { atomsOf } from './atoms.ts'
import { scan, withImplied } from './lexicon.ts'
import { meaningOf } from './number-meaning.ts'
import type { PlainFact } from './plain-fact.ts'

type IndexedFact = PlainFact & { atoms: Atom[] }

export type FactIndex = {
  facts: IndexedFact[]
  /** `measure|value` to the facts that say so. */
  numbers: Map<string, Set<number>>
  /** Ids of the word lists to the facts whose words stand for them. */
  ids: Map<string, Set<number>>
  attributes: Set<string>
  /** Every word of every feature, option, engine, trim and the like. */
  words: Set<string>
}

const measureOf: Record<string, string> = {
  year: 'year',
  doors: 'doors',
  seats: 'seats',
  cylinders: 'cylinders',
  displacement_l: 'L',
  city_mpg: 'mpg-city',
  highway_mpg: 'mpg-highway',
  battery_range: 'mi-range',
  mileage: 'mi',
  price: 'usd-price',
  msrp: 'usd-msrp',
  sale_price: 'usd-sale',
  stock_count: 'count',
  stock_new_count: 'count',
  stock_used_count: 'count',
  stock_certified_count: 'count',
  stock_price_lowest: 'usd-stock',
  stock_price_highest: 'usd-stock',
  stock_mileage_lowest: 'mi-stock',
  stock_mileage_highest: 'mi-stock',
  stock_year: 'year-stock',
  stock_seats: 'seats-stock',
  stock_doors: 'doors-stock',
  stock_city_mpg: 'mpg-stock',
  stock_highway_mpg: 'mpg-stock',
  stock_battery_range: 'mi-stock',
}
/** Attributes whose words may be met again in other places of a text: not names of people or places. */
const spoken = new Set(
  'feature option engine trim series model transmission drivetrain fuel_type body_style gvwr'.split(' '),
)
const cylinderIds: Record<string, number> = {
  cyl3: 3,
  cyl4: 4,
  cyl5: 5,
  cyl6: 6,
  cyl8: 8,
  cyl10: 10,
  cyl12: 12,
}

function add(map: Map<string, Set<number>>, key: string, fact: number): void {
  map.set(key, (map.get(key) ?? new Set()).add(fact))
}

function indexWords(index: FactIndex, fact: IndexedFact, k: number): void {
  for (const atom of fact.atoms) index.words.add(atom.norm)
  for (const mention of scan(fact.atoms)) {
    for (const entry of mention.entries) {
      if (entry.strict) continue
      for (const id of withImplied(entry.id)) {
        add(index.ids, id, k)
        const cylinders = cylinderIds[id]
        if (cylinders) add(index.numbers, `cylinders|${cylinders}`, k)
      }
    }
  }
  for (const [i, atom] of fact.atoms.entries()) {
    if (atom.value !== null) add(index.numbers, `${meaningOf(fact.atoms, i).measure}|${atom.value}`, k)
  }
}

function indexFact(index: FactIndex, fact: IndexedFact, k: number): void {
  index.attributes.add(fact.attribute)
  const measure = measureOf[fact.attribute]
  if (measure) {
    add(index.numbers, `${measure}|${Number(fact.value)}`, k)
    return
  }
  if (spoken.has(fact.attribute)) indexWords(index, fact, k)
  if (fact.attribute === 'condition') {
    for (const id of withImplied(String(fact.value).toLowerCase().split(/[ -]/)[0] ?? ''))
      add(index.ids, id, k)
  }
}

export function indexFacts(facts: PlainFact[]): FactIndex {
  const index: FactIndex = {
    facts: facts.map((fact) => ({ ...fact, atoms: atomsOf(String(fact.value)) })),
    numbers: new Map(),
    ids: new Map(),
    attributes: new Set(),
    words: new Set(),
  }
  for (const [k, fact] of index.facts.entries()) indexFact(index, fact, k)
  return index
}

const weakeners = new Set(
  'faux synthetic simulated imitation vegan prep ready wiring delete without no less tex look style'.split(
    ' ',
  ),
)

/** Facts that have the words in this order, at most two other words between each. */
export function factsWithWords(index: FactIndex, norms: string[]): number[] {
  return [...index.facts.entries()].flatMap(([k, fact]) =>
    spoken.has(fact.attribute) && hasInOrder(fact.atoms, norms) ? [k] : [],
  )
}

function hasInOrder(atoms: Atom[], norms: string[]): boolean {
  if (atoms.some((atom) => weakeners.has(atom.norm) && !norms.includes(atom.norm))) return false
  return atoms.some((_, from) => {
    let at = from
    for (const [n, norm] of norms.entries()) {
      const reach = n === 0 ? 1 : 3
      const hit = atoms.slice(at, at + reach).findIndex((atom) => atom.norm === norm)
      if (hit < 0) return false
      at += hit + 1
    }
    return true
  })
}
