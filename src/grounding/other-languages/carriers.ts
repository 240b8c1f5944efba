// What facts carry in any language: figures with their units, and names word by word.

import { type Fact, getAttribute, normalizeName } from '#facts/index.ts'
import { figuresOf } from './figures.ts'
import { getLanguage, type UnitClass } from './languages.ts'

export type Carrier = {
  factId: string
  /** The models that its subject is of; empty: the dealership's, an event's. */
  models: ReadonlySet<string>
}

export type FigureCarrier = Carrier & { value: number; unit: UnitClass | undefined }

export type Carriers = {
  figures: readonly FigureCarrier[]
  /** By `normalizeName` of each word of a name or text. */
  words: ReadonlyMap<string, readonly Carrier[]>
  /** Makes and models of the facts, by `normalizeName`. */
  makes: ReadonlySet<string>
  models: ReadonlySet<string>
}

const unitOfAttribute: Readonly<Record<string, UnitClass>> = {
  ...{ seats: 'seats', doors: 'doors', cylinders: 'cylinders', owners: 'owners' },
  ...{ stock_count: 'vehicles', stock_new_count: 'vehicles', stock_used_count: 'vehicles' },
  stock_certified_count: 'vehicles',
}
const unitOfUnit: Readonly<Record<string, UnitClass>> = {
  ...{ USD: 'usd', mi: 'mile', mpg: 'mpg', L: 'litre', hp: 'hp' },
  ...{ 'lb-ft': 'lbft', lb: 'lb', 'cu-ft': 'cuft' },
}
const textCharactersMax = 2000

export function carriersOf(facts: readonly Fact[]): Carriers {
  const modelsOf = modelsBySubject(facts)
  const figures: FigureCarrier[] = []
  const words = new Map<string, Carrier[]>()
  for (const fact of facts) {
    const carrier = { factId: fact.id, models: modelsOf(fact.subject) }
    figures.push(...figuresIn(fact).map((figure) => ({ ...carrier, ...figure })))
    for (const word of new Set(wordsIn(fact))) words.set(word, [...(words.get(word) ?? []), carrier])
  }
  return { figures, words, makes: named(facts, 'make'), models: named(facts, 'model') }
}

const namedBy = { make: ['make', 'site_oem'], model: ['model', 'stock_model'] } as const

function named(facts: readonly Fact[], level: keyof typeof namedBy): Set<string> {
  const attributes: readonly string[] = namedBy[level]
  return new Set(
    facts
      .filter(({ attribute }) => attributes.includes(attribute))
      .map(({ value }) => normalizeName(String(value))),
  )
}

function modelsBySubject(facts: readonly Fact[]): (subject: string) => ReadonlySet<string> {
  const bySubject = new Map<string, Set<string>>()
  for (const { subject, attribute, value } of facts) {
    if (attribute !== 'model' && attribute !== 'stock_model') continue
    const own = bySubject.get(subject) ?? new Set()
    bySubject.set(subject, own.add(normalizeName(String(value))))
  }
  const models = [...named(facts, 'model')].filter(Boolean)
  return (subject) => {
    const known = bySubject.get(subject)
    if (known) return known
    const spoken = /^(?:stock|model):(.*)$/.exec(subject)?.[1]
    const name = normalizeName(spoken ?? '')
    const own = new Set(spoken === undefined ? [] : models.filter((model) => name.endsWith(model)))
    bySubject.set(subject, own)
    return own
  }
}

const english = getLanguage('English')

function figuresIn({ attribute, value, unit }: Fact): Pick<FigureCarrier, 'value' | 'unit'>[] {
  if (typeof value === 'number') {
    const own = unitOfAttribute[attribute.replace(/^stock_(seats|doors)$/, '$1')]
    return [{ value, unit: unit === null ? own : unitOfUnit[unit] }]
  }
  if (typeof value === 'boolean') return []
  if (getAttribute(attribute).kind === 'date') return momentFigures(value)
  return figuresOf(value.slice(0, textCharactersMax), english, () => false).map(({ value, unit }) => ({
    value,
    unit,
  }))
}

/** Year, month, day, hour of 24 and of 12, minute. */
function momentFigures(text: string): Pick<FigureCarrier, 'value' | 'unit'>[] {
  const [year, month, day, hour, minute] = text.split(/\D+/).map(Number)
  const units: [number | undefined, UnitClass][] = [
    ...([
      [month, 'month'],
      [day, 'day'],
      [hour, 'hour'],
    ] as [number | undefined, UnitClass][]),
    [hour === undefined ? undefined : hour % 12 || 12, 'hour'],
  ]
  const bare = [year, minute, ...units.map(([value]) => value)].map((value) => ({ value, unit: undefined }))
  return [...bare, ...units.map(([value, unit]) => ({ value, unit }))].flatMap(({ value, unit }) =>
    value === undefined || Number.isNaN(value) ? [] : [{ value, unit }],
  )
}

/** Short forms of what a drivetrain or gearbox is called. */
const shortForms: readonly [RegExp, string][] = [
  [/all[- ]wheel/i, 'awd'],
  [/front[- ]wheel/i, 'fwd'],
  [/rear[- ]wheel/i, 'rwd'],
  [/four[- ]wheel|4[- ]wheel/i, '4wd'],
  [/continuously variable/i, 'cvt'],
]

function wordsIn({ value, subject }: Fact): string[] {
  const text = typeof value === 'string' ? value.slice(0, textCharactersMax) : ''
  const spoken = /^(?:stock|model):(.*)$/.exec(subject)?.[1] ?? ''
  const parts = `${text} ${spoken}`.split(/[\s/(),]+/)
  const joined = parts.flatMap((part) => [part, ...part.split(/[-–'’.]/)])
  return [
    ...joined.map(normalizeName).filter(Boolean),
    ...shortForms.filter(([shape]) => shape.test(text)).map(([, short]) => short),
  ]
}
