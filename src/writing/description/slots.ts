// Facts as words: each slot of the description banks with its wordings, and every wording with its facts.

import type { Fact } from '#facts/index.ts'
import {
  countOf,
  formatMoney,
  formatNumber,
  lowerCommonWords,
  lowerPlainColor,
  quietCapitals,
  type SlotValue,
  smallNumber,
} from '../phrase/index.ts'
import type { SelectedFacts } from './select-facts.ts'
import { findTerm, type TermKind } from './vehicle-terms.ts'

type Words = { text: string; facts: readonly Fact[] }

/** Slots of the description banks: what the words of a template may name. */
export const slotNames = [
  'subject',
  'model',
  'full',
  'name',
  'car',
  'usedBody',
  'site',
  'siteName',
  'town',
  'place',
  'phone',
  'stock',
  'vin',
  'price',
  'msrp',
  'mileage',
  'exterior',
  'interior',
  'paint',
  'lined',
  'body',
  'bodyRaw',
  'doors',
  'seats',
  'engine',
  'transmission',
  'gearbox',
  'drive',
  'fuelBurned',
  'fuelKind',
  'fuelRaw',
  'cityMpg',
  'highwayMpg',
  'range',
  'plant',
  'features',
  'leadFeatures',
]

/** An engine or a transmission in more words than this reads badly inside a sentence; it goes to the list. */
const sentenceValueLength = 34

/** Displacement is written with its tenth even where that is 0: "2.0-liter". */
const literFormat = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 2 })

const conditionWords: Readonly<Record<string, string>> = {
  new: 'new',
  used: 'used',
  certified: 'certified pre-owned',
}

/** Every slot that these facts can fill; `features` and `leadFeatures` depend on the plan and are filled by the composer. */
export function buildSlots(selected: SelectedFacts): Map<string, SlotValue> {
  const slots = new Map<string, SlotValue>()
  const fact = (attribute: string) => selected.byAttribute.get(attribute)
  const claim = (
    slot: string,
    attribute: string,
    wordings: (value: string) => readonly string[] | undefined,
  ) => {
    const carrier = fact(attribute)
    const texts = carrier && wordings(String(carrier.value))
    if (carrier && texts?.length) slots.set(slot, { wordings: texts, facts: [carrier] })
  }
  addReferences(slots, fact)
  addPowertrain(slots, fact)
  claim('price', priceAttribute(selected), (value) => [formatMoney(Number(value))])
  claim('msrp', 'msrp', (value) => [formatMoney(Number(value))])
  claim('mileage', 'mileage', (value) => [countOf(Number(value), 'mile', 'miles')])
  claim('exterior', 'exterior_color', (value) => [colorWords(value)])
  claim('interior', 'interior_color', (value) => [colorWords(value)])
  claim('paint', 'exterior_color', (value) => [paintWords(value)])
  claim('lined', 'interior_color', (value) => [linedWords(value)])
  claim('doors', 'doors', (value) => [`${smallNumber(Number(value))} doors`])
  claim('seats', 'seats', (value) => [smallNumber(Number(value))])
  claim('body', 'body_style', (value) => findTerm('body', value)?.wordings)
  claim('bodyRaw', 'body_style', (value) => (findTerm('body', value) ? undefined : [quietCapitals(value)]))
  claim('stock', 'stock_number', (value) => [value])
  claim('vin', 'vin', (value) => [value])
  claim('phone', 'site_phone', (value) => [value])
  claim('plant', 'plant_country', (value) => [quietCapitals(value)])
  return slots
}

/** The one price that the text states: the price, else the sale price as the price asked. */
export function priceAttribute(selected: SelectedFacts): 'price' | 'sale_price' {
  return selected.byAttribute.has('price') ? 'price' : 'sale_price'
}

/** True when a value is stated in the list ("Engine: …") because it would break a sentence. */
export function isListedValue(attribute: string, value: string): boolean {
  if (attribute === 'engine') return value.length > sentenceValueLength
  return (
    attribute === 'transmission' && !findTerm('transmission', value) && value.length > sentenceValueLength
  )
}

type Find = (attribute: string) => Fact | undefined

function addReferences(slots: Map<string, SlotValue>, fact: Find): void {
  const identity = nameOf(fact)
  const condition = fact('condition')
  const conditionWord = condition && conditionWords[String(condition.value)]
  const reference = (slot: string, { text, facts }: Words) =>
    slots.set(slot, { wordings: [text], facts, reference: true })
  const withCondition = (base: Words): Words =>
    condition && conditionWord
      ? { text: `${conditionWord} ${base.text}`, facts: [condition, ...base.facts] }
      : base
  const style = fact('body_style')
  const noun = style && findTerm('body', String(style.value))?.wordings[0]
  const body: Words = style && noun ? { text: noun, facts: [style] } : { text: 'vehicle', facts: [] }
  reference('name', identity.name)
  reference('full', withCondition(identity.name))
  reference('model', identity.short[0] ?? { text: 'vehicle', facts: [] })
  reference('usedBody', withCondition(body))
  ;[...identity.short, body].forEach((words, index) => {
    reference(`car${index}`, words)
  })
  const siteName = fact('site_name')
  for (const slot of siteName ? ['site', 'siteName'] : []) {
    reference(slot, { text: String(siteName?.value), facts: siteName ? [siteName] : [] })
  }
  const city = fact('site_city')
  const state = fact('site_state')
  if (city) slots.set('town', { wordings: [String(city.value)], facts: [city] })
  if (city && state) {
    slots.set('place', { wordings: [`${city.value}, ${state.value}`], facts: [city, state] })
  }
}

/** "2022 Honda CR-V EX-L" and shorter names for it; each part once, though feeds repeat the trim in the model. */
function nameOf(fact: Find): { name: Words; short: Words[] } {
  const parts: Words[] = []
  for (const attribute of ['year', 'make', 'model', 'trim']) {
    const carrier = fact(attribute) ?? (attribute === 'trim' ? fact('series') : undefined)
    if (!carrier) continue
    const text = quietCapitals(String(carrier.value))
    const said = ` ${parts.map((part) => part.text).join(' ')} `.toLowerCase()
    if (attribute !== 'year' && said.includes(` ${text.toLowerCase()} `)) continue
    parts.push({ text, facts: [carrier] })
  }
  const join = (from: readonly Words[]): Words => ({
    text: from.map((part) => part.text).join(' '),
    facts: from.flatMap((part) => part.facts),
  })
  const hasAttribute = (attribute: string) => (part: Words) => part.facts[0]?.attribute === attribute
  const model = parts.find(hasAttribute('model'))
  const make = parts.find(hasAttribute('make'))
  const name = parts.length > 0 ? join(parts) : { text: 'vehicle', facts: [] }
  // A model named by figures alone (Ram's 1500) is no name without its make.
  const short = model && /\p{L}/u.test(model.text) ? [model] : []
  if (model && make) short.push(join([make, model]))
  return { name, short }
}

function addPowertrain(slots: Map<string, SlotValue>, fact: Find): void {
  const engine = engineOf(fact)
  if (engine) slots.set('engine', engine)
  const say = (slot: string, carrier: Fact | undefined, texts: readonly string[] | undefined) => {
    if (carrier && texts?.length) slots.set(slot, { wordings: texts, facts: [carrier] })
  }
  const term = (kind: TermKind, carrier: Fact | undefined) => carrier && findTerm(kind, String(carrier.value))
  const transmission = fact('transmission')
  say('transmission', transmission, transmission && transmissionWords(String(transmission.value)))
  say(
    'gearbox',
    transmission,
    slots.get('transmission')?.wordings.map((text) => text.replace(/ transmission$/, '')),
  )
  const drive = fact('drivetrain')
  say('drive', drive, term('drivetrain', drive)?.wordings ?? (drive && [String(drive.value)]))
  const fuel = fact('fuel_type')
  const known = term('fuel', fuel)
  if (known?.kind === 'burns') say('fuelBurned', fuel, known.wordings)
  else if (known) say('fuelKind', fuel, known.wordings)
  else say('fuelRaw', fuel, fuel && [lowerCommonWords(String(fuel.value))])
  const gallons = known?.kind !== 'electric'
  for (const [slot, attribute] of [
    ['cityMpg', 'city_mpg'],
    ['highwayMpg', 'highway_mpg'],
  ] as const) {
    const economy = fact(attribute)
    // An electric vehicle's figure is MPGe, which the ledger does not say; the range speaks for it.
    if (economy && gallons) say(slot, economy, [`${formatNumber(Number(economy.value))} mpg`])
  }
  const range = fact('battery_range')
  say('range', range, range && [countOf(Number(range.value), 'mile', 'miles')])
}

function engineOf(fact: Find): SlotValue | undefined {
  const engine = fact('engine')
  // An engine as the feed words it stands alone: what vPIC says of its parts could differ from it.
  if (engine) {
    if (isListedValue('engine', String(engine.value))) return undefined
    const text = lowerCommonWords(String(engine.value))
    return { wordings: [engineWords(text)], facts: [engine] }
  }
  const liters = fact('displacement_l')
  const cylinders = fact('cylinders')
  const size = liters && `${literFormat.format(Number(liters.value))}-liter`
  const count = cylinders && `${smallNumber(Number(cylinders.value))}-cylinder`
  if (liters && cylinders) {
    return { wordings: [`${size} ${count} engine`, `${count}, ${size} engine`], facts: [liters, cylinders] }
  }
  if (liters) return { wordings: [`${size} engine`], facts: [liters] }
  return cylinders && { wordings: [`${count} engine`], facts: [cylinders] }
}

/** With a noun of its own, in the singular: "2.5L I4 engine", "electric motor", "powertrain with dual electric motors". */
function engineWords(text: string): string {
  if (/(?:motors|engines)$/i.test(text)) return `powertrain with ${text}`
  return /engine|motor|electric|hybrid/i.test(text) ? text : `${text} engine`
}

function transmissionWords(value: string): readonly string[] | undefined {
  const known = findTerm('transmission', value)
  if (known) return known.wordings
  if (isListedValue('transmission', value)) return undefined
  const text = lowerCommonWords(value)
  const words = text.replace(/^\d(?=[- ]speed)/i, (speeds) => smallNumber(Number(speeds)))
  return [/transmission|cvt$/i.test(words) ? words : `${words} transmission`]
}

/** "white paint"; a color that already names its finish stands alone ("Midnight Black Metallic"). */
function paintWords(value: string): string {
  const words = colorWords(value)
  return /metallic|pearl|tri-?coat|mica|clear ?coat|paint|finish/i.test(words) ? words : `${words} paint`
}

/** "black interior"; with a material in its name, "interior in black leather". */
function linedWords(value: string): string {
  const words = colorWords(value)
  return /leather|cloth|vinyl|suede|fabric|interior|seat/i.test(words)
    ? `interior in ${words}`
    : `${words} interior`
}

function colorWords(value: string): string {
  return lowerPlainColor(quietCapitals(value))
}
