// The vehicles themselves: the table of the stock, stocks side by side, and one vehicle in a paragraph.

import type { Fact } from '#facts/index.ts'
import { joinList, sentenceCase } from '../../phrase/index.ts'
import { featuredFirst } from '../featured.ts'
import { hasUsed, nameOf, type StockGroup, textOf, type VehicleRecord } from '../ledger.ts'
import { bullets, escapeMarkdown, table } from '../markdown.ts'
import { getTopic } from '../plan/topics.ts'
import type { Sayable } from '../sayable.ts'
import type { Composition } from './composition.ts'
import { paragraphs } from './paragraphs.ts'
import { readPart } from './part-values.ts'
import { claimList, refer, siteSlots, sourceSlots, vehicleSlots } from './slots.ts'
import { wordsFor } from './value-words.ts'

const notListed = 'not listed'
const notRecorded = 'not in our records'
const compared = [
  'count',
  'price',
  'mileage',
  'trim',
  'body_style',
  'engine',
  'transmission',
  'drivetrain',
  'fuel_type',
  'seats',
  'doors',
  'city_mpg',
  'highway_mpg',
  'battery_range',
]

type Column = { head: string; attributes: readonly string[]; words: string }
/** The VIN leads its line: it alone tells two vehicles of one trim apart. */
const columns: readonly Column[] = [
  { head: 'VIN', attributes: ['vin'], words: 'the VIN' },
  { head: 'Vehicle', attributes: ['year', 'make', 'model', 'trim'], words: 'the vehicle' },
  { head: 'Condition', attributes: ['condition'], words: 'the condition' },
  { head: 'Exterior', attributes: ['exterior_color'], words: 'the paint' },
  { head: 'Mileage', attributes: ['mileage'], words: 'the mileage' },
  { head: 'Price', attributes: ['price'], words: 'the price' },
]
const comparedTopics = ['availability', 'price', 'mileage', 'trims', 'seating', 'specs', 'powertrain']
const usedOnly = new Set(['Condition', 'Mileage'])

/** One line a vehicle, by price. An email has a short list in place of the table. */
export function composeStock({ context, ledger, speaker }: Composition): string {
  const rows = ledger.groups
    .flatMap((group) => group.vehicles)
    .filter((vehicle) => nameOf(vehicle) !== '')
    .sort((a, b) => priceOf(a) - priceOf(b))
  if (rows.length === 0) return ''
  const isMixed = rows.some((vehicle) => textOf(vehicle.values, 'condition') !== 'new')
  const shown = columns.filter(
    ({ head, attributes }) =>
      (isMixed || !usedOnly.has(head)) &&
      rows.some((vehicle) => attributes.some((attribute) => vehicle.values.get(attribute)?.length)),
  )
  const told = rows.flatMap((vehicle) => shown.flatMap(({ attributes }) => factsOf(vehicle, attributes)))
  speaker.note(told.map(({ id }) => id))
  if (context.articleType === 'emailtemplate') return emailList(rows)
  const counted = ledger.groups.reduce((sum, group) => sum + stockCount(group), 0)
  const listed = refer(joinList(shown.slice(1).map(({ words }) => words)))
  const intro = [
    speaker.say('stock.intro', { ...sourceSlots(told), listed }),
    counted > rows.length ? speaker.say('stock.part', {}) : undefined,
  ]
  const body = rows.map((vehicle) => shown.map(({ attributes }) => cell(vehicle, attributes)))
  const head = shown.map((column) => column.head)
  return `${intro.filter(Boolean).join(' ')}\n\n${table(head, body)}`
}

function factsOf(vehicle: VehicleRecord, attributes: readonly string[]): Fact[] {
  return attributes.flatMap(
    (attribute) =>
      vehicle.values
        .get(attribute)
        ?.slice(0, 1)
        .map(({ fact }) => fact) ?? [],
  )
}

function stockCount(group: StockGroup): number {
  const value = group.stock.get('stock_count')?.[0]?.fact.value
  return typeof value === 'number' ? value : 0
}

function priceOf(vehicle: VehicleRecord): number {
  const value = vehicle.values.get('price')?.[0]?.fact.value
  return typeof value === 'number' ? value : Number.MAX_SAFE_INTEGER
}

function cell(vehicle: VehicleRecord, attributes: readonly string[]): string {
  const text = attributes.flatMap((attribute) => textOf(vehicle.values, attribute) ?? []).join(' ')
  if (text === '') return notListed
  return attributes[0] === 'mileage' ? `${text} mi` : text
}

function emailList(rows: readonly VehicleRecord[]): string {
  const lines = rows.map((vehicle) => {
    const more = [textOf(vehicle.values, 'exterior_color'), textOf(vehicle.values, 'price')].filter(Boolean)
    return `${sentenceCase(nameOf(vehicle))}${more.length > 0 ? `: ${more.join(', ')}` : ''}`
  })
  return bullets([...new Set(lines)])
}

/** Stocks as columns, what is on record as lines; what a line has of one stock and not of another says so. */
export function composeCompare({ section, context, ledger, speaker }: Composition): string {
  const labelled = ledger.groups.filter(({ label }) => label !== null)
  const groups = featuredFirst(labelled, context.featured, ({ subject }) => subject)
  const parts = [...new Set(comparedTopics.flatMap((id) => getTopic(id).parts))]
    .filter(({ key }) => compared.includes(key) && (key !== 'mileage' || labelled.some(hasUsed)))
    .sort((a, b) => compared.indexOf(a.key) - compared.indexOf(b.key))
  const rows = parts.flatMap((part) => {
    const values = groups.map((group) => readPart(part, group, section.isPartial))
    if (values.every((said) => said.length === 0)) return []
    for (const said of values) speaker.note(said.map(({ fact }) => fact.id))
    return [[compareHead(part.key), ...values.map((said) => compareCell(part.form, part.unit, said))]]
  })
  const isAny = groups.some((group) => stockCount(group) > 0)
  if (groups.length < 2 || !isAny || rows.length === 0) return ''
  const names = groups.map(({ label }) => label ?? '')
  const intro = speaker.say('compare.intro', { groups: refer(joinList(names.map((name) => `the ${name}`))) })
  return `${intro}\n\n${table(['', ...names.map(escapeMarkdown)], rows)}`
}

const heads: Readonly<Record<string, string>> = {
  count: 'Availability',
  mileage: 'Mileage',
  body_style: 'Body style',
  doors: 'Doors',
  price: 'Price',
  trim: 'Trims in stock',
  engine: 'Engine',
  transmission: 'Transmission',
  drivetrain: 'Drivetrain',
  fuel_type: 'Fuel type',
  seats: 'Seats',
  city_mpg: 'EPA-estimated city mpg',
  highway_mpg: 'EPA-estimated highway mpg',
  battery_range: 'EPA-estimated range',
}

function compareHead(part: string): string {
  return heads[part] ?? part
}

function compareCell(form: string, unit: string | null, said: readonly Sayable[]): string {
  if (said.length === 0) return notRecorded
  const texts = said.map(({ text }) => text)
  const suffix = unit === 'mpg' ? ' mpg' : unit === 'miles' ? ' miles' : ''
  if (form === 'count') return `${said[0]?.fact.value === 0 ? 'none' : texts[0]} in stock`
  if (form === 'range') return texts.slice(0, 2).join(' to ') + suffix
  return texts.slice(0, 6).join(', ') + suffix
}

/** One vehicle in sentences; the order of what follows the first is turned from vehicle to vehicle. */
export function composeVehicle({ section, ledger, speaker }: Composition): string {
  const vehicle = ledger.groups[0]?.vehicles[0]
  if (!vehicle) return ''
  const isNew = textOf(vehicle.values, 'condition')?.toLowerCase() === 'new'
  const features = speaker.picker
    .fork('features')
    .shuffle(vehicle.values.get('feature') ?? [])
    .slice(0, 5)
  const slots = {
    ...siteSlots(ledger.site),
    ...vehicleSlots(vehicle),
    features: claimList(features, wordsFor('feature')),
    ...(isNew ? { mileage: undefined } : {}),
  }
  const say = (...groups: string[]) => firstSaid(groups, (group) => speaker.say(`vehicle.${group}`, slots))
  const open = say('open', 'plain')
  if (open === undefined) return ''
  const middle = [
    say('msrp'),
    say('color', 'ext', 'int'),
    say('drive'),
    say('mileage'),
    say(features.length > 1 ? 'features' : 'feature'),
  ]
  const tail = [say('mpg', 'mpgcity'), say('range'), say('cabin', 'seats', 'doors')]
  const last = say('id')
  const start = section.turn % middle.length
  const turned = [...middle.slice(start), ...middle.slice(0, start)]
  const sentences = [open, ...turned, ...tail, last].filter((sentence) => sentence !== undefined)
  return paragraphs(sentences, speaker.picker)
}

function firstSaid(
  groups: readonly string[],
  say: (group: string) => string | undefined,
): string | undefined {
  for (const group of groups) {
    const sentence = say(group)
    if (sentence !== undefined) return sentence
  }
  return undefined
}
