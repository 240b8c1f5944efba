// Single changes that turn a true description into a false one: the yardstick for a verifier. The lists are
// its own (words/mutations.json); every change is held against all facts, so that none is true by accident.
import type { PlainFact } from './plain-fact.ts'
import lists from './words/mutations.json' with { type: 'json' }

type MutationKind = 'number' | 'trim' | 'drive' | 'colour' | 'feature' | 'swap'

export type Mutation = {
  kind: MutationKind
  /** The whole changed text. */
  text: string
  before: string
  after: string
  /** Where `after` begins in the changed text. */
  start: number
}

type Spot = { start: number; end: number }
type Random = () => number

/** mulberry32: a small generator whose whole state is the seed. */
function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function pick<T>(random: Random, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)]
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

function literal(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

function spotsOf(text: string, words: string, flags: 'g' | 'gi'): Spot[] {
  const pattern = new RegExp(`(?<![\\p{L}\\d-])${literal(words)}(?![\\p{L}\\d-])`, `${flags}u`)
  return [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
}

function valuesOf(facts: PlainFact[], ...attributes: string[]): string[] {
  return facts.filter(({ attribute }) => attributes.includes(attribute)).map(({ value }) => String(value))
}

function change(kind: MutationKind, text: string, spot: Spot, after: string): Mutation {
  const changed = text.slice(0, spot.start) + after + text.slice(spot.end)
  return { kind, text: changed, before: text.slice(spot.start, spot.end), after, start: spot.start }
}

const identifiers = [
  'vin',
  'stock_number',
  'make',
  'model',
  'trim',
  'series',
  'site_phone',
  'site_address',
  'site_zip',
  'site_domain',
  'site_name',
  'in_stock_since',
]
const steps: Record<string, number[]> = {
  year: [-3, -2, -1, 1, 2],
  price: [-2000, -700, -100, 300, 1000, 4000],
  msrp: [-2000, -500, 500, 1500],
  sale_price: [-1500, -300, 400],
  mileage: [-4321, -900, 111, 1000, 9000],
  city_mpg: [-4, -2, 3, 6],
  highway_mpg: [-5, -3, 2, 7],
  battery_range: [-40, -12, 15, 60],
  displacement_l: [-0.5, 0.4, 1],
  cylinders: [-2, 2, 4],
  seats: [-3, 1, 2, 3],
  doors: [-2, 1, 3],
}
const numberNames = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

function written(value: number, like: string): string {
  if (/^[a-z]+$/i.test(like)) {
    const name = numberNames[value] ?? String(value)
    return /^[A-Z]/.test(like) ? name[0]?.toUpperCase() + name.slice(1) : name
  }
  if (like.includes('.')) return value.toFixed(1)
  return like.includes(',') ? value.toLocaleString('en-US') : String(value)
}

function numberSpots(text: string, fact: PlainFact, taken: Spot[]): Spot[] {
  const value = Number(fact.value)
  const forms = new Set([String(value), value.toLocaleString('en-US'), value.toFixed(1)])
  if (['seats', 'doors', 'cylinders'].includes(fact.attribute) && numberNames[value])
    forms.add(numberNames[value])
  const spots = [...forms].flatMap((form) => {
    const pattern = new RegExp(`(?<![\\p{L}\\d.,-])${literal(form)}(?![\\d]|[.,]\\d|\\p{L}{2})`, 'giu')
    return [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
  })
  return spots.filter((spot) => !taken.some((t) => spot.start < t.end && t.start < spot.end))
}

/** Small counts are changed only beside what they count; "5" may be anything. */
function isCountOf(text: string, spot: Spot, attribute: string): boolean {
  const around = text.slice(Math.max(0, spot.start - 24), spot.end + 14).toLowerCase()
  const words: Record<string, RegExp> = {
    seats: /seat|passenger|room for|people/,
    doors: /door/,
    cylinders: /cylinder|[vi]-?$|inline|flat/,
  }
  return words[attribute]?.test(around) ?? true
}

function changeNumber(text: string, facts: PlainFact[], random: Random): Mutation | null {
  const taken = valuesOf(facts, ...identifiers).flatMap((value) => spotsOf(text, value, 'gi'))
  const known = new Set(facts.flatMap(({ value }) => String(value).match(/\d+(?:\.\d+)?/g) ?? []).map(Number))
  const candidates = facts.flatMap((fact) =>
    steps[fact.attribute] ? numberSpots(text, fact, taken).map((spot) => ({ fact, spot })) : [],
  )
  for (const { fact, spot } of shuffled(random, candidates)) {
    if (!isCountOf(text, spot, fact.attribute)) continue
    for (const step of shuffled(random, steps[fact.attribute] ?? [])) {
      const value = Math.round((Number(fact.value) + step) * 10) / 10
      const max = fact.attribute === 'year' ? 2027 : Number.POSITIVE_INFINITY
      if (value < 1 || value > max || known.has(value)) continue
      return change('number', text, spot, written(value, text.slice(spot.start, spot.end)))
    }
  }
  return null
}

function isInFacts(words: string, facts: PlainFact[]): boolean {
  const everything = facts.map(({ value }) => String(value)).join('\n')
  return everything.toLowerCase().includes(words.toLowerCase()) && spotsOf(everything, words, 'gi').length > 0
}

function changeTrim(text: string, facts: PlainFact[], random: Random): Mutation | null {
  const [trim] = valuesOf(facts, 'trim')
  if (!trim) return null
  const elsewhere = facts.filter(({ attribute }) => attribute !== 'trim').map(({ value }) => String(value))
  const taken = elsewhere
    .filter((value) => value.includes(trim))
    .flatMap((value) => spotsOf(text, value, 'gi'))
  const spots = spotsOf(text, trim, 'g').filter((s) => !taken.some((t) => s.start < t.end && t.start < s.end))
  const spot = pick(random, spots)
  const known = facts.flatMap(({ value }) =>
    String(value)
      .toLowerCase()
      .split(/[^\p{L}\d/]+/u),
  )
  const other = pick(
    random,
    lists.trims.filter((each) => !isInFacts(each, facts) && !known.includes(each.toLowerCase())),
  )
  return spot && other ? change('trim', text, spot, other) : null
}

const conflicts: Record<string, string[]> = {
  awd: ['fwd', 'rwd'],
  '4wd': ['fwd', 'rwd'],
  fwd: ['rwd', 'awd', '4wd'],
  rwd: ['fwd', 'awd', '4wd'],
}

function changeDrive(text: string, facts: PlainFact[], random: Random): Mutation | null {
  const spots = lists.drives.flatMap(({ id, forms }) =>
    forms.flatMap((form) => spotsOf(text, form, 'gi').map((spot) => ({ id, spot }))),
  )
  const chosen = pick(random, spots)
  if (!chosen) return null
  const others = lists.drives.filter(
    ({ id, forms }) => conflicts[chosen.id]?.includes(id) && !forms.some((form) => isInFacts(form, facts)),
  )
  const other = pick(random, others)
  const before = text.slice(chosen.spot.start, chosen.spot.end)
  const after = /drive/i.test(before) ? other?.forms[0] : other?.forms[1]
  if (!after) return null
  return change(
    'drive',
    text,
    chosen.spot,
    /^[A-Z][a-z]/.test(before) ? after[0]?.toUpperCase() + after.slice(1) : after,
  )
}

function changeColour(text: string, facts: PlainFact[], random: Random): Mutation | null {
  const names = valuesOf(facts, 'exterior_color', 'interior_color')
  const spots = names.flatMap((name) => spotsOf(text, name, 'gi').map((spot) => ({ name, spot })))
  const chosen = pick(random, spots)
  const others = lists.colours.filter((colour) => colour.split(' ').every((word) => !isInFacts(word, facts)))
  const other = pick(random, others)
  if (!chosen || !other) return null
  const lower = /^\p{Ll}/u.test(text.slice(chosen.spot.start))
  return change('colour', text, chosen.spot, lower ? other.toLowerCase() : other)
}

function changeFeature(text: string, facts: PlainFact[], random: Random): Mutation | null {
  const owned = valuesOf(facts, 'feature', 'option')
  const everything = facts.map(({ value }) => String(value).toLowerCase()).join(' | ')
  const strangers = lists.features.filter(({ clash }) => !clash.some((word) => everything.includes(word)))
  const spot = pick(
    random,
    owned.flatMap((name) => spotsOf(text, name, 'gi')),
  )
  if (!spot) return addFeature(text, pick(random, strangers)?.name)
  const hasArticle = /\ban? $/i.test(text.slice(0, spot.start))
  const fitting = strangers.filter(({ name }) => /^an? /.test(name) === hasArticle)
  const name = pick(random, fitting)?.name.replace(/^an? /, '')
  if (!name) return null
  const capital = /^\p{Lu}/u.test(text.slice(spot.start))
  return change('feature', text, spot, capital ? name[0]?.toUpperCase() + name.slice(1) : name)
}

function addFeature(text: string, name: string | undefined): Mutation | null {
  const end = text.search(/[.!?](?:\s|$)/) + 1
  return end > 0 && name ? change('feature', text, { start: end, end }, ` It has ${name}.`) : null
}

/**
 * At most one change of each kind; a kind is left out when the text has nothing of it to change.
 * @param seed the same seed gives the same changes
 */
export function mutations(text: string, facts: PlainFact[], seed: number): Mutation[] {
  const random = randomOf(seed)
  return [changeNumber, changeTrim, changeDrive, changeColour, changeFeature].flatMap(
    (make) => make(text, facts, random) ?? [],
  )
}

const exchangeable = [
  ['city_mpg', 'highway_mpg'],
  ['price', 'msrp'],
  ['exterior_color', 'interior_color'],
] as const

/** Both values stay in the text but change places: every word is carried by some fact, and two claims are false. */
export function swaps(text: string, facts: PlainFact[]): Mutation[] {
  return exchangeable.flatMap((pair) => {
    const [a, b] = pair.map((attribute) => facts.find((fact) => fact.attribute === attribute)?.value)
    if (a === undefined || b === undefined || a === b) return []
    const [one, other] = [a, b].map((value) =>
      typeof value === 'number' ? value.toLocaleString('en-US') : String(value),
    )
    if (!one || !other || one.includes(other) || other.includes(one)) return []
    const spots = [...spotsOf(text, one, 'gi'), ...spotsOf(text, other, 'gi')].toSorted(
      (x, y) => y.start - x.start,
    )
    const found = new Set(spots.map(({ start, end }) => text.slice(start, end).toLowerCase()))
    if (found.size !== 2) return []
    const changed = spots.reduce((rest, { start, end }) => {
      const put = rest.slice(start, end).toLowerCase() === one.toLowerCase() ? other : one
      return rest.slice(0, start) + put + rest.slice(end)
    }, text)
    return [
      { kind: 'swap' as const, text: changed, before: one, after: other, start: spots.at(-1)?.start ?? 0 },
    ]
  })
}
