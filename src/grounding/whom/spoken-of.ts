// Whom words speak of by what stands before them: a question, a colon, a line that is a name, two names told in turn.

import type { Address } from '../find/addresses.ts'
import { type Mention, mentionsOf, type Unit } from '../find/mentions.ts'
import type { Named, Scope } from '../hold/verdict.ts'
import type { Place, Reading } from '../reading.ts'
import { aliasAt } from './ordinals.ts'
import { type Scopes, scopesOf } from './scope.ts'

/** Whom what stands before names: a question for its answer, a colon for its list, a line that is a name for all below. */
export function ledBy({ led, block }: Reading, place: Place): Named | undefined {
  if (!led || (led.by === 'question' && block - led.block > 1)) return undefined
  // "- Civic" above "  - Seats: 5", "- Pacifica Pinnacle in silver" above "- 287 hp"
  if (led.by === 'item')
    return place.block.kind === 'item' && place.block.level >= (led.level ?? 0) ? led.named : undefined
  return led.by !== 'colon' || place.block.kind === 'item' ? led.named : undefined
}

/** Whom a question names its answer is about: of "What does the EX have that the LX lacks?" the first. */
export function askOf(r: Reading, place: Place, unit: Unit, addresses: readonly Address[]): void {
  const { each } = scopesOf(
    r.p,
    unit,
    addresses,
    mentionsOf(unit, r.p, () => false),
    r.order,
  )
  const isCompared = r.tokens
    .slice(unit.from, unit.to)
    .some((token) => /^(that|than|over|beyond)$/.test(token.word))
  const named = each.length === 1 || (each.length > 1 && isCompared) ? each[0]!.named : undefined
  if (place.block.kind === 'item') return
  if (named) r.led = { named, block: r.block, by: 'question' }
  else if (r.led?.by === 'question') r.led = undefined
  if (named && place.block.kind === 'paragraph') r.spokenOf = { named, block: place.block }
}

/** What the text calls a vehicle for short; "left" and "right" are columns too. */
export function keepAliases(r: Reading, unit: Unit, { each }: Scopes): void {
  for (const name of each) {
    const alias = name.subjects.size > 0 ? aliasAt(unit, name) : undefined
    if (alias) r.aliases.set(alias, name.subjects)
  }
  const left = r.aliases.get('left')
  const right = r.aliases.get('right')
  if (left && right && left !== right && !r.columns) r.columns = { mark: 'bar', each: [left, right] }
}

/** The two vehicles that are spoken of, in the order in which they were named. */
export function keepOrder(r: Reading, { each }: Scopes): void {
  for (const { subjects } of each) {
    // a model names none of its two trims
    if (subjects.size === 0 || subjects.size === r.p.named.vehicles.length) continue
    if (r.order.length === 2 || r.order.some((one) => isSame(one, subjects))) continue
    r.order.push(subjects)
  }
}

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a === b || (a.size === b.size && [...a].every((name) => b.has(name)))

/**
 * "Highway: 29 MPG / 35 MPG" below "Civic / Accord", "27 mpg and 28 mpg, respectively": two values are of the two vehicles
 * that were named before, in turn.
 */
export function rowOf(
  r: Reading,
  place: Place,
  unit: Unit,
  scopes: Scopes,
  mentions: readonly Mention[],
): (mention: Mention) => Scope | undefined {
  const none = (): undefined => undefined
  const { vehicles } = r.p.named
  if (scopes.each.length === 0 && r.spokenOf?.block === place.block && vehicles.length === 2) {
    const coupled = coupledOf(r, unit, mentions)
    if (coupled) return coupled
  }
  const last = unit.to > unit.from ? r.tokens[unit.to - 1]! : undefined
  const isInTurn =
    last?.stem === 'respectively' ||
    r.tokens
      .slice(unit.from, Math.min(unit.to, unit.from + 60))
      .some((token) => token.stem === 'respectively') ||
    r.tokens.slice(Math.max(unit.from, unit.to - 7), unit.to).some((token) => token.stem === 'order')
  if (!isInTurn && (vehicles.length !== 2 || r.order.length !== 2 || scopes.each.length > 0)) return none
  let parting = -1
  if (isInTurn) {
    const values = mentions.filter((one) => one.type !== 'model' && one.type !== 'make')
    const lists = listsOf(r, values, scopes)
    if (lists) return lists
    if (vehicles.length !== 2 || r.order.length !== 2) return none
    const [one, other] = values.slice(-2)
    const join = one && other ? r.tokens.slice(one.to, other.from) : []
    if (!one || !other || one.type !== other.type || join.length !== 1 || join[0]!.stem !== 'and') return none
    return (mention) =>
      mention === one || mention === other ? ofOrder(r, mention === one ? 0 : 1) : undefined
  }
  const colon = /^[\s*_-]*\p{L}[\p{L} .#()-]{0,30}[*_]{0,2}[:|][*_]{0,2} /u.exec(
    r.text.slice(place.from, place.from + 50),
  )
  const words = r.text.slice(place.from, Math.min(place.to, place.from + 160))
  if (!colon || words.split(parted).length !== 2) return none
  parting = place.from + words.search(parted)
  return (mention) =>
    mention.start < place.from + colon[0].length ? undefined : ofOrder(r, mention.start < parting ? 0 : 1)
}

/** "On the highway it's 35 and 26.": of the two that a sentence before named. */
function coupledOf(
  r: Reading,
  unit: Unit,
  mentions: readonly Mention[],
): ((mention: Mention) => Scope | undefined) | undefined {
  const figures = mentions.filter((mention) => mention.type === 'figure')
  const [one, other] = figures
  if (!one || !other || figures.length > 2 || r.order.length !== 2 || other.from - one.to !== 1)
    return undefined
  if (
    !/^(and|or)$/.test(r.tokens[one.to]!.stem) ||
    /^(from|between|of)$/.test(r.tokens[one.from - 1]?.stem ?? '')
  )
    return undefined
  if (one.from === unit.from) return undefined
  // "five seats and 203 hp" are of one
  const [first, second] = [one.figure.unit, other.figure.unit]
  if (first !== second && first !== null && second !== null) return undefined
  return (mention) => (mention === one || mention === other ? ofOrder(r, mention === one ? 0 : 1) : undefined)
}

/** "The LX, EX and EX-L list for $31,000, $33,500 and $36,000, respectively": each list as long as that of the names. */
function listsOf(
  r: Reading,
  values: readonly Mention[],
  { each }: Scopes,
): ((mention: Mention) => Scope | undefined) | undefined {
  const names = each.length > 1 ? each : r.order.map((subjects) => ({ from: -1, subjects }))
  const found = new Map<Mention, Scope>()
  let list: Mention[] = []
  const close = (): void => {
    if (list.length > 1 && list.length === names.length && names.every(({ from }) => from < list[0]!.from))
      for (const [at, one] of list.entries()) found.set(one, ofSubjects(r, names[at]!.subjects))
    list = []
  }
  for (const value of values) {
    const before = list.at(-1)
    const between = before ? r.tokens.slice(before.to, Math.min(value.from, before.to + 2)) : []
    const isNext =
      before?.type === value.type &&
      value.from - before.to <= 1 &&
      between.every(({ stem }) => stem === 'and') &&
      // "a 203-horsepower inline four" is one thing
      (between.length > 0 || r.tokens[value.from]!.gap !== 'join') &&
      r.tokens[value.from]!.gap !== 'break'
    if (before && !isNext) close()
    list.push(value)
  }
  close()
  if (found.size === 0)
    for (const [value, at] of halvesOf(values, names)) found.set(value, ofSubjects(r, names[at]!.subjects))
  return found.size > 0 ? (mention) => found.get(mention) : undefined
}

const isFigure = (mention: Mention | undefined): boolean => mention?.type === 'figure'

/** "A 152-horsepower flat four, a 370-horsepower inline six, in that order": the same kinds of values of each. */
function halvesOf(values: readonly Mention[], names: readonly { from: number }[]): [Mention, 0 | 1][] {
  const half = values.length / 2
  const isRepeated = values.every((one, i) => i < half || isFigure(one) === isFigure(values[i - half]))
  if (names.length !== 2 || half < 2 || half > 3 || !Number.isInteger(half) || !isRepeated) return []
  return names.every(({ from }) => from < values[0]!.from)
    ? values.map((value, i) => [value, i < half ? 0 : 1])
    : []
}

/** What stands between two values in turn. */
const parted = / \/ | vs\.? | and (?=\$?\d)/

const ofOrder = (r: Reading, at: number): Scope => ofSubjects(r, r.order[at]!)

function ofSubjects(r: Reading, subjects: ReadonlySet<string>): Scope {
  const { vehicles } = r.p.named
  return (fact) => subjects.has(fact.subject) || !vehicles.includes(fact.subject)
}
