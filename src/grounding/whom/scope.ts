// Which vehicle a stretch of text speaks of. A unit that names one by stock number or VIN is held against that one's facts.
// Where it names models or trims, each claim is held against the facts of the name it stands beside: "the Civic seats five;
// the Pilot seats eight" says nothing of a Civic with eight seats. Facts of what has no such name are never shut out.

import type { Fact } from '#facts/index.ts'
import type { Address } from '../find/addresses.ts'
import type { Mention, Unit } from '../find/mentions.ts'
import { claimKindOf } from '../hold/attributes.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import type { Named, Scope } from '../hold/verdict.ts'
import { alternating } from './alternating.ts'
import { type Apart, apartOf, nameApart } from './apart.ts'
import { bodiedOf, conditionedOf } from './bodied.ts'
import { isParted, partedBy, reach } from './clauses.ts'
import { inTurn, isBeforeName, othersOf } from './in-turn.ts'
import { type Layout, layoutOf } from './layout.ts'
import { type Naming, namingsOf, passed } from './namings.ts'
import { type Aliases, ordinals } from './ordinals.ts'
import { rankedOf } from './ranked.ts'

export const anyFact: Scope = () => true

/** Scopes of a unit: of all that it names together, and of a single claim in it. */
export type Scopes = {
  whole: Scope | undefined
  /** The same by the models alone; undefined where it names none, so that the model is the one spoken of before. */
  models: Scope | undefined
  of(mention: Mention): Scope | undefined
  /** Whether a mention is told of one name alone. */
  isOfOne(mention: Mention): boolean
  /** Whether a mention is part of a name itself. */
  names(mention: Mention): boolean
  /** Each vehicle that the unit names, in order, with where the name begins. */
  /** Names that the rest of the unit is not about: beside an identifier of another, or each with a stretch of its own. */
  others?: readonly Naming[]
  each: readonly {
    from: number
    to: number
    named: Named
    subjects: ReadonlySet<string>
    isRanked?: boolean | undefined
  }[]
}

const isGeneral = (fact: Fact): boolean =>
  /^(?:site|event):/.test(fact.subject) || /^stock_\w*count$/.test(fact.attribute)

/** Subjects that identifiers name. */
function identified(
  p: PreparedFacts,
  addresses: readonly Address[],
  mentions: readonly Mention[],
): Set<string> {
  const values = new Set(
    addresses.filter((one) => one.kind === 'vin' || one.kind === 'stock').map((one) => one.value),
  )
  for (const mention of mentions)
    if (mention.type === 'fact' && claimKindOf(mention.facts[0]!.attribute) === 'identifier')
      for (const fact of mention.facts) values.add(String(fact.value).toUpperCase())
  const found = new Set<string>()
  for (const value of values) for (const name of p.named.identifiers.get(value) ?? []) found.add(name)
  return found
}

/** The name that is an aside, for its own words. */
function asideOf(asides: readonly Naming[], mention: Mention): Naming[] | undefined {
  const own = asides.filter((one) => mention.from >= one.from && mention.to <= one.to)
  return own.length > 0 ? own : undefined
}

const scopeOfNames =
  (p: PreparedFacts, names: readonly Naming[]): Scope =>
  (fact) =>
    names.some(
      ({ level, subjects }) =>
        subjects.has(fact.subject) || (p.subjects.get(fact.subject)?.[level].size ?? 0) === 0,
    )

const linking = /^(and|or|vs|v|versus|plus)$/
const joining = /^(and|or|vs|v|versus|both|the|a|an|our|plus)$/

/** Names that are spoken of together: "the Civic and the Accord". */
function groupsOf(unit: Unit, namings: readonly Naming[]): Naming[][] {
  const groups: Naming[][] = []
  for (const naming of namings) {
    const last = groups.at(-1)?.at(-1)
    let joined = last !== undefined && naming.from >= last.to
    if (unit.tokens[naming.from]!.stem === 'other') joined = false
    let isLinked = naming.from === last?.to
    for (let i = last?.to ?? 0; joined && i < naming.from; i++) {
      joined = joining.test(unit.tokens[i]!.stem)
      isLinked ||= linking.test(unit.tokens[i]!.stem)
    }
    if (joined && isLinked && unit.tokens[naming.from]!.gap !== 'break') groups.at(-1)!.push(naming)
    else groups.push([naming])
  }
  return groups
}

const leadingTo = /^(for|in|on|of|from|with|inside|under|beneath|behind|aboard)$/
/** "$32,600 buys the CX-5" */
const earning = /^(buy|buying|bought|get|getting|secure|land|fetch|take|put|bring)$/
const earned = /^(you|me|us|them|one|into|behind|home|hold|your|way|in|the|wheel|of)$/
const standsBetween =
  /^(and|or|plus|with|has|have|get|is|are|seat|come|offer|make|it|that|which|than|against|vs)$/
/** "$43,600 is what the Highlander costs", "328 hp, which is the Traverse" */
const isWhatOf = /^(?:is what|are what|which is|that is|that's)$/

/** "$33,900 for the Accord": what stands before is the name's. */
function isLedTo(unit: Unit, from: number, to: number): boolean {
  const between = unit.tokens.slice(from, to)
  if (between.length < 5) {
    const said = between.filter((token) => !passed.test(token.stem)).map((token) => token.word)
    if (isWhatOf.test(said.join(' '))) return true
    // "and $21,000 the CX-5"
    if (said.length === 0 && between[0]?.stem === 'the' && between[0].gap === 'join') return true
  }
  let at = to - 1
  while (at > from && passed.test(unit.tokens[at]!.stem)) at--
  const words = unit.tokens.slice(from, to)
  if (words.length > 0 && words.length < 7 && earning.test(words[0]!.stem) && words[0]!.gap === 'join')
    return words.slice(1).every(({ stem }) => earned.test(stem) || passed.test(stem))
  if (from >= to || to - from > 7 || !leadingTo.test(unit.tokens[at]!.stem) || isParted(unit, from, to))
    return false
  // "203 for the RAV4", "the gray cabin of the RAV4", "25 mpg in the case of the RAV4"
  return (
    at === from ||
    !unit.tokens.slice(from, at).some((token) => standsBetween.test(token.stem) || !Number.isNaN(token.value))
  )
}

const bracketed = /^(the|our|a|an|that|it|is|on|in|for|this|only|see)$/

/** "a wireless charging pad (that's the Jetta)" */
function isInParentheses({ text, tokens }: Unit, from: number, to: number): boolean {
  let open = from
  while (open < to && open - from < 2 && tokens[open]!.gap === 'join') open++
  if (text[tokens[open]!.start - 1] !== '(') return false
  return tokens.slice(open, to).every((token) => bracketed.test(token.stem))
}

/** Whether a line ends between two tokens that are not far apart. */
const hasLineBreak = ({ text, tokens }: Unit, from: number, at: number): boolean =>
  at > from - 1 && at - from <= reach && text.slice(tokens[from - 1]!.end, tokens[at]!.start).includes('\n')

const contrasted = /^(?:to|against|versus|vs|over|compared|than)$/

/** "285 to the RAV4's 203", "15,930, compared with 8,214 on the RAV4": the other figure is the name's. */
function isContrasted({ tokens, to }: Unit, mention: Mention, after: readonly Naming[]): boolean {
  if (mention.type !== 'figure') return false
  const name = after[0]!
  if (name.from - mention.to > 7) return false
  for (let i = mention.to; i < Math.min(name.from, mention.to + 2); i++) {
    if (!contrasted.test(tokens[i]!.stem)) continue
    // "to 5,000 for the Pilot", "to the Pilot's 5,000"
    const rest = tokens.slice(i + 1, name.from)
    if (rest.some((token) => !Number.isNaN(token.value))) return true
    return name.to < to && !Number.isNaN(tokens[name.to]!.value) && tokens[name.to]!.gap === 'join'
  }
  return false
}

/** "the Jetta's $27,850 compares with …" */
const isOwned = ({ tokens }: Unit, at: number, mention: Mention): boolean =>
  mention.from === at && tokens[at]!.gap === 'join' && /['’]s$/.test(tokens[at - 1]!.raw)

/** "Seats: (1) five; (2) seven" */
function isNumbered({ text, tokens }: Unit, name: Naming, mention: Mention): boolean {
  if (mention.from !== name.to) return false
  const between = text.slice(tokens[name.to - 1]!.end, mention.start)
  return (
    between === ') ' &&
    /[:;,]\s*\($/.test(text.slice(Math.max(0, tokens[name.from]!.start - 4), tokens[name.from]!.start))
  )
}

/** "builds on the SE ($22,745)": a figure alone in parentheses right behind a name. */
const isBracketed = ({ text, tokens }: Unit, name: Naming, mention: Mention): boolean =>
  mention.type === 'figure' &&
  /^[*_]{0,2} \($/.test(text.slice(tokens[name.to - 1]!.end, mention.start)) &&
  /^(?: MSRP)?\)/.test(text.slice(mention.end, mention.end + 6))

/** The place of the first of names or groups in order that ends behind a token. */
function firstEndingAfter<T>(list: readonly T[], at: number, endOf: (one: T) => number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (endOf(list[middle]!) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Names in order that a mention is part of. */
function namesAround(names: readonly Naming[], { from, to }: Mention): Naming[] {
  const found: Naming[] = []
  for (
    let i = firstEndingAfter(names, from, (one) => one.to);
    i < names.length && names[i]!.from <= from;
    i++
  )
    if (to <= names[i]!.to) found.push(names[i]!)
  return found
}

function nearest(unit: Unit, groups: readonly Naming[][], layout: Layout, mention: Mention): Naming[] {
  const at = firstEndingAfter(groups, mention.from, (group) => group.at(-1)!.to)
  const before = groups[at - 1]
  const after = groups[at]
  const own = after ? namesAround(after, mention) : []
  if (own.length > 0) return own
  if (!before || !after) return (before ?? after)!
  const last = before.at(-1)!
  if (isOwned(unit, last.to, mention) || isNumbered(unit, last, mention)) return before
  if (layout) return layout === 'names first' ? before : after
  const next = after[0]!.from
  const isOnNextLine = hasLineBreak(unit, mention.to, next) && !hasLineBreak(unit, last.to, mention.from)
  if (isInParentheses(unit, mention.to, next) || (isLedTo(unit, mention.to, next) && !isOnNextLine))
    return after
  if (isContrasted(unit, mention, after)) return before
  // "RAV4, $33,450, AWD" above "Pilot, $41,200, FWD"
  const isBelow = hasLineBreak(unit, last.to, mention.from)
  const isAbove = hasLineBreak(unit, mention.to, next)
  if (isBelow !== isAbove) return isAbove ? before : after
  return partedBy(unit, last.to, mention.from) > partedBy(unit, mention.to, next) ? after : before
}

/** Of names that all stand apart each has its own stretch; all else is of whom the text spoke before. */
function allApart(p: PreparedFacts, none: Scopes, apart: readonly Apart[]): Scopes {
  const models = apart.filter(({ name }) => name.level === 'models').map(({ name }) => name)
  return {
    ...none,
    others: apart.map(({ name }) => name),
    models: models.length > 0 ? scopeOfNames(p, models) : undefined,
    of: (mention) => {
      const own = nameApart(apart, mention)
      return own && scopeOfNames(p, [own])
    },
    names: (mention) => apart.some(({ name }) => mention.from >= name.from && mention.to <= name.to),
  }
}

/** "The Big Horn, at $61,230 on the 2026 Ram 2500": of a trim and the model that it is of, the trim. */
function narrowest(names: readonly Naming[]): readonly Naming[] {
  const largest = Math.max(...names.map(({ subjects }) => subjects.size))
  const narrower = names.filter(({ subjects }) => subjects.size < largest)
  const sets = new Map(narrower.map(({ subjects }) => [[...subjects].join(' '), subjects]))
  const isWide = ({ subjects }: Naming): boolean =>
    [...sets.values()].some((one) => one.size < subjects.size && one.isSubsetOf(subjects))
  return sets.size === 0 ? names : names.filter((name) => !isWide(name))
}

/** The facts that may carry what a unit says, and each claim of it. */
export function scopesOf(
  p: PreparedFacts,
  unit: Unit,
  addresses: readonly Address[],
  mentions: readonly Mention[],
  order: readonly ReadonlySet<string>[] = [],
  aliases?: Aliases,
): Scopes {
  const none: Scopes = {
    whole: undefined,
    models: undefined,
    of: () => undefined,
    isOfOne: () => false,
    names: () => false,
    each: [],
  }
  if (p.subjects.size < 2) return none
  const names = namingsOf(p, unit, mentions)
  const called = [
    ...names,
    ...ordinals(p, unit, order, names, aliases),
    ...bodiedOf(p, unit),
    ...conditionedOf(p, unit),
  ].sort((a, b) => a.from - b.from)
  const namings = [...called, ...othersOf(p, unit, called), ...rankedOf(p, unit)].sort(
    (a, b) => a.from - b.from,
  )
  const apart = namings.flatMap((name) => apartOf(unit, name, namings.length === 1) ?? [])
  const vehicles = identified(p, addresses, mentions)
  const areOthers = namings.some(({ subjects }) => subjects.isDisjointFrom(vehicles))
  const isNamedToo = namings.some(({ subjects }) => !subjects.isDisjointFrom(vehicles))
  if (vehicles.size > 0 && !(areOthers && isNamedToo)) {
    const whole: Scope = (fact) => vehicles.has(fact.subject) || isGeneral(fact)
    return { ...none, whole, models: whole, of: () => whole, others: areOthers ? namings : [] }
  }
  if (namings.length === 0) return none
  if (apart.length === namings.length) return allApart(p, none, apart)
  const main = namings.filter((one) => !apart.some(({ name }) => name === one))
  // "The RAV4 gets 30 mpg, compared with 22 for the van.": who comes first is spoken of on
  const isSubject = main[0]!.from - unit.from < 4
  const told = namings.filter(
    (one) => !apart.some(({ name, isRemark }) => name === one && (isRemark || isSubject)),
  )
  const speaking = main.filter((one) => !one.isAside)
  const groups = groupsOf(unit, speaking.length > 0 ? speaking : main)
  const layout = layoutOf(unit, narrowest(groups.flat()), mentions)
  const asides = main.filter((one) => one.isAside)
  const models = namings.filter((one) => one.level === 'models').map((one) => ({ ...one, subjects: one.all }))
  const inAlternation = alternating(speaking.length > 0 ? speaking : main, mentions)
  const byEnd = new Map(main.map((name) => [name.to, name]))
  const placed = (mention: Mention): readonly Naming[] | undefined => {
    const before = byEnd.get(mention.from)
    if (before && isBracketed(unit, before, mention)) return [before]
    const own = nameApart(apart, mention) ?? (apart.length === 0 ? inAlternation(mention) : undefined)
    return inTurn(p, unit, told, mention) ?? (own && [own])
  }
  const beside = (mention: Mention): readonly Naming[] =>
    main.length === 1 ? main : (asideOf(asides, mention) ?? nearest(unit, groups, layout, mention))
  return {
    whole: scopeOfNames(p, narrowest(told)),
    models: models.length > 0 ? scopeOfNames(p, models) : undefined,
    of: (mention) => {
      const names = placed(mention)
      if (!names && isBeforeName(unit, main, mention)) return undefined
      return scopeOfNames(p, names ?? beside(mention))
    },
    isOfOne: (mention) => (placed(mention) ?? beside(mention)).length === 1,
    names: (mention) => namesAround(namings, mention).length > 0,
    each: namings.map((one) => {
      const own = scopeOfNames(p, [one])
      return {
        from: one.from,
        to: one.to,
        named: { scope: own, models: one.level === 'models' ? own : undefined },
        subjects: one.subjects,
        isRanked: one.isRanked,
      }
    }),
  }
}

/** Both must let a fact pass. */
export const within = (outer: Scope | undefined, inner: Scope): Scope =>
  outer ? (fact) => outer(fact) && inner(fact) : inner
