// Whom words speak of by what stands before them: a question, a colon, a line that is a name, two names told in turn.

import type { Address } from './find/addresses.ts'
import { type Mention, mentionsOf, type Unit } from './find/mentions.ts'
import { type Scopes, scopesOf } from './hold/scope.ts'
import type { Named, Scope } from './hold/verdict.ts'
import type { Place, Reading } from './reading.ts'

/** Whom what stands before names: a question for its answer, a colon for its list, a line that is a name for all below. */
export function ledBy({ led, block }: Reading, place: Place): Named | undefined {
  if (!led || (led.by === 'question' && block - led.block > 1)) return undefined
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
  const last = unit.to > unit.from ? r.tokens[unit.to - 1]! : undefined
  const isInTurn =
    last?.stem === 'respectively' ||
    r.tokens.slice(Math.max(unit.from, unit.to - 7), unit.to).some((token) => token.stem === 'order')
  if (vehicles.length !== 2 || r.order.length !== 2 || (scopes.each.length > 0 && !isInTurn)) return none
  let parting = -1
  if (isInTurn) {
    const values = mentions.filter((one) => one.type !== 'model' && one.type !== 'make')
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

/** What stands between two values in turn. */
const parted = / \/ | vs\.? /

function ofOrder(r: Reading, at: number): Scope {
  const subjects = r.order[at]!
  const { vehicles } = r.p.named
  return (fact) => subjects.has(fact.subject) || !vehicles.includes(fact.subject)
}
