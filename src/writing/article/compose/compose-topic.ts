// A topic in sentences: for each of its parts the figures of the stock, and, where asked, the entry of each vehicle.

import { sentenceCase } from '../../phrase/index.ts'
import { markOf, nameOf, type StockGroup, textOf, type VehicleRecord } from '../ledger.ts'
import { bullets } from '../markdown.ts'
import type { Part, Topic } from '../plan/topics.ts'
import type { Sayable } from '../sayable.ts'
import type { Composition } from './composition.ts'
import { ends, readPart } from './part-values.ts'
import type { Slots, Speaker } from './sentence.ts'
import { claim, claimList, countSlots, countWord, nameSlots, siteSlots, sourceSlots } from './slots.ts'
import { wordsFor } from './value-words.ts'

const detailLinesMax = 6
/** Units that stand beside each figure; seats and doors are words of the sentence. */
const measures = new Set(['mpg', 'miles', 'L'])
const featuresFirst = 6
const featuresMore = 5

/** Sentences on the topics for one stock, or an empty list when nothing is on record. */
export function sayTopics(
  topics: readonly Topic[],
  group: StockGroup,
  { section, ledger, speaker }: Omit<Composition, 'context'>,
): string[] {
  const base = { ...siteSlots(ledger.site), ...nameSlots(group) }
  const parts = [...new Set(topics.flatMap((topic) => topic.parts))]
  return parts.flatMap((part) => {
    const values = readPart(part, group, section.isPartial)
    if (values.length === 0) return []
    const slots = { ...base, ...sourceSlots(values.map(({ fact }) => fact)) }
    const wordsMax = section.targetWords / Math.max(1, ledger.groups.length)
    return sayPart(part, values, group, slots, speaker, wordsMax)
  })
}

function sayPart(
  part: Part,
  values: readonly Sayable[],
  group: StockGroup,
  slots: Slots,
  speaker: Speaker,
  wordsMax: number,
): string[] {
  if (part.form === 'features') return sayFeatures(values, slots, speaker, wordsMax)
  const say = (form: string, more: Slots) => {
    const sentence = speaker.say(`${part.key}.${form}`, { ...slots, ...more })
    return sentence === undefined ? [] : [sentence]
  }
  if (part.form === 'match') return sayMatch(values, slots, speaker)
  if (part.form === 'count') return sayCount(part, values, group, slots, speaker)
  const words = listWordsFor(part)
  if (part.form === 'range' || (part.form === 'numbers' && values.length > part.most)) {
    const [low, high] = ends(values)
    const sentences = say(high ? 'range' : 'one', { low: claim(low, words), high: claim(high, words) })
    if (sentences.length > 0) return sentences
  }
  const stated = values.slice(0, part.most)
  const form = values.length === 1 ? 'one' : stated.length < values.length ? 'some' : 'many'
  return say(form, { list: claimList(stated, words) })
}

function sayCount(
  part: Part,
  values: readonly Sayable[],
  group: StockGroup,
  slots: Slots,
  speaker: Speaker,
): string[] {
  const value = values[0]?.fact.value
  if (value === 0 && part.key !== 'count') return []
  const form = value === 0 ? 'none' : value === 1 ? 'one' : 'many'
  const count = part.key === 'count' ? countSlots(group) : { count: claim(values[0], countWord) }
  const sentence = speaker.say(`${part.key}.${form}`, { ...slots, ...count })
  return sentence === undefined ? [] : [sentence]
}

function sayMatch(values: readonly Sayable[], slots: Slots, speaker: Speaker): string[] {
  const list = claimList(values.slice(0, 4), wordsFor('feature'))
  const sentence = speaker.say('feature.match', { ...slots, list })
  return sentence === undefined ? [] : [sentence]
}

/** A first handful, then more while the section has room. */
function sayFeatures(values: readonly Sayable[], slots: Slots, speaker: Speaker, wordsMax: number): string[] {
  const order = speaker.picker.fork('features').shuffle(values)
  const room = Math.max(featuresFirst, Math.floor(wordsMax / 4))
  const stated = order.slice(0, room)
  const first = claimList(stated.slice(0, featuresFirst), wordsFor('feature'))
  const form = order.length === 1 ? 'one' : stated.length < order.length ? 'some' : 'many'
  const lead = speaker.say(`feature.${stated.length > featuresFirst ? 'some' : form}`, {
    ...slots,
    list: first,
  })
  const sentences = lead === undefined ? [] : [lead]
  for (let at = featuresFirst, turn = 0; at + 1 < stated.length && turn < 4; at += featuresMore, turn += 1) {
    const list = claimList(stated.slice(at, at + featuresMore), wordsFor('feature'))
    const more = speaker.say('feature.more', { ...slots, list }, turn)
    if (more !== undefined) sentences.push(more)
  }
  return sentences
}

/** Entries of single vehicles as a list with its own first line, or an empty text. Prices one a vehicle, all else one a trim. */
export function sayDetail(
  topics: readonly Topic[],
  vehicles: readonly VehicleRecord[],
  speaker: Speaker,
  isPartial: boolean,
): string {
  const parts = [...new Set(topics.flatMap((topic) => topic.parts))].filter(
    ({ vehicle, form }) => vehicle && form !== 'features',
  )
  const byPrice = parts.some(({ key }) => key === 'price' || key === 'mileage')
  const lines = new Map<string, Sayable[]>()
  for (const vehicle of vehicles) {
    const said = parts.flatMap((part) => entryOf(part, vehicle))
    const name = byPrice ? nameOf(vehicle) : modelOf(vehicle)
    if (said.length === 0 || !name) continue
    const mark = byPrice ? markOf(vehicle) : undefined
    const line = `${name}${mark ? `, ${mark.text}` : ''}: ${said.map(([words]) => words).join(', ')}`
    lines.set(line, [...said.map(([, value]) => value), ...(mark ? [mark] : [])])
  }
  const stated = [...lines].slice(0, detailLinesMax)
  if (stated.length < (isPartial ? 1 : 2)) return ''
  const intro = speaker.say(`detail.${isPartial ? 'some' : byPrice ? 'price' : 'other'}`, {})
  for (const [, said] of stated) speaker.note(said.map(({ fact }) => fact.id))
  return `${intro}\n\n${bullets(stated.map(([line]) => sentenceCase(line)))}`
}

/** Make, model and trim: what vehicles that differ in nothing else share. */
function modelOf(vehicle: VehicleRecord): string {
  return ['make', 'model', 'trim'].flatMap((attribute) => textOf(vehicle.values, attribute) ?? []).join(' ')
}

/**
 * How values read in a list of one part: figures with their unit, and a transmission as "automatic", which beside an
 * engine is an "automatic transmission".
 */
function listWordsFor(part: Part): (text: string) => string {
  if (part.form === 'numbers' && measures.has(part.unit ?? '')) return (text) => `${text} ${part.unit}`
  const words = wordsFor(part.key)
  return part.key === 'transmission' ? (text) => words(text).replace(/ transmission$/, '') : words
}

function entryOf(part: Part, vehicle: VehicleRecord): [string, Sayable][] {
  const said = part.vehicle === null ? undefined : vehicle.values.get(part.vehicle)?.[0]
  if (!said) return []
  if (part.key === 'msrp') return [[`MSRP ${said.text}`, said]]
  if (part.key === 'battery_range') return [[`EPA-estimated range of ${said.text} miles`, said]]
  if (part.unit === 'mpg') return [[`EPA-estimated ${said.text} ${part.detail}`, said]]
  const words = wordsFor(part.key)(said.text)
  return [[part.unit ? `${words} ${part.unit}` : words, said]]
}
