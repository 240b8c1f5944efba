// Templates to texts. A template is plain words with slots: `{price}`, `{seats:word}`, `{2.trim}` of the second vehicle,
// `{s.count}` of the stock, `{d.phone}` of the dealer; `{Feature}` begins with a capital. What a slot says is known with its
// place, so a change of one claim is a change of one slot.

import { pick, type Random, shuffled } from './random.ts'
import { say } from './say.ts'
import type { Car, Feature, Half, Stock, Value, World, WorldKind } from './world.ts'

export type Block = {
  /** How many of the lines, in their order; all when absent. */
  take?: number
  of: string[]
  /** Between the lines: a space makes a paragraph, a line break a list or a table. */
  join?: string
  /** Lines before, such as a table's head. */
  head?: string[]
}
export type Voice = { name: string; of: WorldKind; blocks: Block[] }

export type Owner = 'car 1' | 'car 2' | 'stock' | 'dealer'
export type Claim = {
  owner: Owner
  attribute: string
  value: Value
  style: string
  capital: boolean
  feature: Feature | null
}
export type Piece = { text: string; claim: Claim | null }
export type Rendered = { voice: string; world: World; pieces: Piece[] }

const slot = /\{(?:([12sd])\.)?(\w+)(?::(\w+))?\}/g
const owners: Record<string, Owner> = { '1': 'car 1', '2': 'car 2', s: 'stock', d: 'dealer' }

export const carOf = (world: World, owner: Owner): Car | undefined =>
  owner === 'car 1' ? world.cars[0] : owner === 'car 2' ? world.cars[1] : undefined

type Source = {
  values: Record<string, Value>
  features: Feature[]
  car: Car | undefined
  stock: Stock | undefined
}

function sourceOf(world: World, owner: Owner): Source {
  const car = carOf(world, owner)
  if (owner === 'dealer') return { values: world.dealer, features: [], car: undefined, stock: undefined }
  if (owner === 'stock')
    return {
      values: world.stock?.values ?? {},
      features: world.stock?.features ?? [],
      car: undefined,
      stock: world.stock ?? undefined,
    }
  return { values: car?.values ?? {}, features: car?.features ?? [], car, stock: undefined }
}

/** What the second trim of a model adds to the first; of all else every piece of equipment. */
function sayable(world: World, owner: Owner, source: Source): Feature[] {
  if (world.kind !== 'model' || owner !== 'car 2') return source.features
  return source.features.filter((one) => !world.cars[0]!.features.includes(one))
}

type Pen = { world: World; random: Random; used: Set<Feature> }

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The words of a claim, with another value where one is given. */
export function wordsOfClaim(claim: Claim, half: Half, random: Random): string {
  const words = claim.feature
    ? pick(random, claim.feature[half])
    : say(claim.attribute, claim.value, claim.style, half, random)
  const plain = claim.style === 'bare' && claim.feature ? words.replace(/^(?:an?|the) /, '') : words
  return claim.capital ? capitalized(plain) : plain
}

function claimOf(pen: Pen, owner: Owner, name: string, style: string): Claim | undefined {
  const attribute = name.toLowerCase()
  const source = sourceOf(pen.world, owner)
  const base = { owner, attribute, style, capital: name !== attribute, feature: null }
  if (attribute === 'feature') {
    const feature = shuffled(pen.random, sayable(pen.world, owner, source)).find((one) => !pen.used.has(one))
    if (!feature) return undefined
    pen.used.add(feature)
    return { ...base, value: feature.fact, feature }
  }
  if (source.stock && (attribute === 'trim' || attribute === 'exterior'))
    return {
      ...base,
      value: pick(pen.random, attribute === 'trim' ? source.stock.trims : source.stock.colors),
    }
  const value = source.values[attribute]
  return value === undefined ? undefined : { ...base, value }
}

/** The pieces of a line; undefined where the world has no value for a slot. */
function renderLine(pen: Pen, line: string): Piece[] | undefined {
  const pieces: Piece[] = []
  let at = 0
  const before = new Set(pen.used)
  for (const match of line.matchAll(slot)) {
    const claim = claimOf(pen, owners[match[1] ?? '1']!, match[2]!, match[3] ?? '')
    if (!claim) {
      pen.used = before
      return undefined
    }
    if (match.index > at) pieces.push({ text: line.slice(at, match.index), claim: null })
    pieces.push({ text: wordsOfClaim(claim, pen.world.half, pen.random), claim })
    at = match.index + match[0].length
  }
  if (at < line.length) pieces.push({ text: line.slice(at), claim: null })
  return pieces
}

function renderBlock(pen: Pen, block: Block): Piece[] {
  const order = shuffled(pen.random, [...block.of.keys()])
  const chosen = new Map<number, Piece[]>()
  for (const i of order) {
    if (chosen.size === (block.take ?? block.of.length)) break
    const pieces = renderLine(pen, block.of[i]!)
    if (pieces) chosen.set(i, pieces)
  }
  const lines = [
    ...(block.head ?? []).map((line) => renderLine(pen, line) ?? []),
    ...[...chosen.keys()].sort((a, b) => a - b).map((i) => chosen.get(i)!),
  ]
  return lines.flatMap((line, i) => (i === 0 ? line : [{ text: block.join ?? ' ', claim: null }, ...line]))
}

/** A true text about a world, in a voice. */
export function render(voice: Voice, world: World, random: Random): Rendered {
  const pen: Pen = { world, random, used: new Set() }
  const blocks = voice.blocks.map((block) => renderBlock(pen, block)).filter((pieces) => pieces.length > 0)
  const pieces = blocks.flatMap((block, i) => (i === 0 ? block : [{ text: '\n\n', claim: null }, ...block]))
  return { voice: voice.name, world, pieces }
}

export const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('')
