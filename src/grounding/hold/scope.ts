// Which vehicle a stretch of text speaks of. A unit that names one by stock number or VIN is held against that one's facts.
// Where it names models or trims, each claim is held against the facts of the name it stands beside: "the Civic seats five;
// the Pilot seats eight" says nothing of a Civic with eight seats. Facts of what has no such name are never shut out.

import type { Fact } from '#facts/index.ts'
import type { Address } from '../find/addresses.ts'
import type { Mention, Unit } from '../find/mentions.ts'
import { keyOf } from '../find/names.ts'
import { claimKindOf } from './attributes.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import type { Named, Scope } from './verdict.ts'

export const anyFact: Scope = () => true

/** Scopes of a unit: of all that it names together, and of a single claim in it. */
export type Scopes = {
  whole: Scope | undefined
  /** The same by the models alone; undefined where it names none, so that the model is the one spoken of before. */
  models: Scope | undefined
  of(mention: Mention): Scope | undefined
  /** Whether a mention is part of a name itself. */
  names(mention: Mention): boolean
  /** Each vehicle that the unit names, in order, with where the name begins. */
  each: readonly { from: number; named: Named; subjects: ReadonlySet<string> }[]
}

type Level = 'models' | 'trims'
/** A run of words that names vehicles. */
type Naming = {
  from: number
  to: number
  level: Level
  all: ReadonlySet<string>
  subjects: ReadonlySet<string>
  /** Named only to say what another has as well. */
  isAside?: boolean
  /** Where the comparison begins for which alone it is named. */
  comparedFrom?: number | undefined
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

/** The keys by which a mention names a trim; none when it names something else. */
function trimKeys(unit: Unit, mention: Mention | undefined): string[] {
  if (mention?.type === 'trim') return [mention.key]
  if (mention?.type !== 'fact' || mention.facts.some((fact) => claimKindOf(fact.attribute) !== 'trim'))
    return []
  return [keyOf(unit.tokens.slice(mention.from, mention.to).map((token) => token.stem))]
}

/** Of subjects of one model those of the trim, and those that have none; all when none is of the trim. */
function ofTrim(
  p: PreparedFacts,
  subjects: ReadonlySet<string>,
  keys: readonly string[],
): ReadonlySet<string> {
  const has = (name: string): boolean => keys.some((key) => p.subjects.get(name)!.trims.has(key))
  if (![...subjects].some(has)) return subjects
  return new Set([...subjects].filter((name) => has(name) || p.subjects.get(name)!.trims.size === 0))
}

/** Of subjects of one name those of the year before it, where there are any. */
function ofYear(p: PreparedFacts, subjects: ReadonlySet<string>, year: number): ReadonlySet<string> {
  const own = [...subjects].filter((name) => p.subjects.get(name)!.years.has(year))
  if (own.length === 0) return subjects
  return new Set([...subjects].filter((name) => own.includes(name) || p.subjects.get(name)!.years.size === 0))
}

const leads = /^(figure|concept|make|color)$/

/** "The Honda" beside "the Ford": a make names the one of few vehicles that is of it, where no model follows. */
function ofMake(
  p: PreparedFacts,
  mention: Mention & { type: 'make' },
  after: Mention | undefined,
): ReadonlySet<string> {
  const { vehicles } = p.named
  if (vehicles.length !== 2 || (after?.type === 'model' && after.from === mention.to)) return new Set()
  const own = vehicles.filter((name) => p.subjects.get(name)!.makes.has(mention.key))
  return new Set(own.length === 1 ? own : [])
}

/** The name that is an aside, for its own words. */
function asideOf(asides: readonly Naming[], mention: Mention): Naming[] | undefined {
  const own = asides.filter((one) => mention.from >= one.from && mention.to <= one.to)
  return own.length > 0 ? own : undefined
}

const wholeOf = /^(everything|all|equipment|feature|content|item|what)$/

/** "everything on the Sport plus …", "has the Sport equipment; on top, …" is said of who has it all. */
const isAside = (unit: Unit, at: number, to: number): boolean => {
  let i = at - 1
  while (i > unit.from && passed.test(unit.tokens[i]!.stem)) i--
  const next = to < unit.to ? unit.tokens[to]! : undefined
  if (next?.gap === 'join' && /^(equipment|kit|content|gear|list|goods)$/.test(next.stem))
    return /^(have|ha|has|include|keep|get|add|all|share|carry|take|with|plus|to)$/.test(unit.tokens[i]!.stem)
  return (
    i > unit.from && /^(on|in|of|from)$/.test(unit.tokens[i]!.stem) && wholeOf.test(unit.tokens[i - 1]!.stem)
  )
}

const comparing = /^(against|versus|vs|unlike)$/
const lacking = /^(lack|omit|skip|miss|without|not|doesn't|don't|isn't|hasn't|can't|cannot|won't|never|no)$/

/** "$26,000 against $23,000 for the S", "none of which the S has": where that begins which is said of the S. */
function comparedFrom(unit: Unit, from: number, to: number): number | undefined {
  const { tokens } = unit
  for (let i = from - 1; i >= Math.max(unit.from, from - 8); i--) {
    const { stem, gap } = tokens[i]!
    if (comparing.test(stem)) return i
    if (stem === 'which' || stem === 'that') {
      const around = [
        ...tokens.slice(Math.max(unit.from, i - 2), i),
        ...tokens.slice(to, Math.min(unit.to, to + 3)),
      ]
      const isNone = around.some(
        (token) => lacking.test(token.word) || /^(none|neither|lacks)$/.test(token.word),
      )
      return isNone ? i : undefined
    }
    if (gap === 'break' || (gap === 'comma' && stem !== 'which')) return undefined
  }
  return undefined
}

function namingsOf(p: PreparedFacts, unit: Unit, mentions: readonly Mention[]): Naming[] {
  const found: Naming[] = []
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i]!
    const alone = trimKeys(unit, mention)
    const level: Level = mention.type === 'model' || mention.type === 'make' ? 'models' : 'trims'
    let subjects: ReadonlySet<string> = new Set()
    let { from, to } = mention
    if (mention.type === 'model') subjects = p.named.models.get(mention.key) ?? subjects
    else if (mention.type === 'make') subjects = ofMake(p, mention, mentions[i + 1])
    else if (alone.length > 0 && p.named.trimmed > 1)
      subjects = new Set(alone.flatMap((key) => [...(p.named.trims.get(key) ?? [])]))
    if (subjects.size === 0) continue
    const first = i
    const all = subjects
    const after = trimKeys(unit, mentions[i + 1])
    if (level === 'models' && after.length > 0 && mentions[i + 1]!.from === to) {
      subjects = ofTrim(p, subjects, after)
      to = mentions[++i]!.to
    }
    // what stands right before a name is said of it: its year, its make, "used", "all-wheel-drive"
    for (let j = first - 1; j >= 0 && mentions[j]!.to === from && leads.test(mentions[j]!.type); j--) {
      if (unit.tokens[from]!.gap === 'break' || unit.tokens[from]!.gap === 'comma') break
      from = mentions[j]!.from
      const year = unit.tokens[from]!.value
      if (mentions[j]!.type === 'figure' && year >= 1950 && year <= 2100) subjects = ofYear(p, subjects, year)
    }
    const isSaidOf = found.some((one) => !one.isAside)
    const aside = isSaidOf && isAside(unit, from, to)
    found.push({ from, to, level, all, subjects, isAside: aside, comparedFrom: comparedFrom(unit, from, to) })
  }
  return found
}

const raising =
  /^(?:step|stepping|move|moving|go|going|trade|trading) up(?! to)|^(?:spend|spending|pay|paying) (?:\w+ )?(?:\w+ )?(?:more|extra)/
const staying =
  /^(?:stay|staying) put|^(?:stand|standing) pat|^(?:spend|pay) less|^save the (?:difference|money)|^stop there/

/** Which of the two that were named the words at `at` mean: "the latter", of two trims "step up" and "stay put" too. */
function ordinalAt(p: PreparedFacts, unit: Unit, at: number): 0 | 1 | undefined {
  const { stem } = unit.tokens[at]!
  if (stem === 'former') return 0
  if (stem === 'latter') return 1
  if (p.named.models.size !== 1 || !/^(step|stepping|mov|go|trad|spend|pay|stay|stand|save|stop)/.test(stem))
    return undefined
  const words = unit.tokens
    .slice(at, Math.min(unit.to, at + 5))
    .map((token) => token.word)
    .join(' ')
  return raising.test(words) ? 1 : staying.test(words) ? 0 : undefined
}

/** "The former … the latter": the two that were named last, in their order. */
function ordinals(p: PreparedFacts, unit: Unit, order: readonly ReadonlySet<string>[]): Naming[] {
  if (order.length !== 2) return []
  const found: Naming[] = []
  for (let i = unit.from; i < unit.to; i++) {
    const at = ordinalAt(p, unit, i)
    if (at === undefined) continue
    const subjects = order[at]!
    found.push({ from: i, to: i + 1, level: 'models', all: subjects, subjects })
  }
  return found
}

/** "From the LT to the RS the price goes from $40,800 to $43,160": two figures behind two names are theirs in turn. */
function inTurn(unit: Unit, namings: readonly Naming[], mention: Mention): Naming[] | undefined {
  if (mention.type !== 'figure' || !mention.figure.pair || !mention.figure.partner) return undefined
  const first = Math.min(mention.figure.from, mention.figure.partner.from)
  const [one, other, ...more] = namings
  if (!one || !other || more.length > 0 || other.to > first || one.subjects === other.subjects)
    return undefined
  // not where the first name has figures of its own, nor across clauses
  if (partedBy(unit, one.to, first) > 1) return undefined
  if (unit.tokens.slice(one.to, other.from).some((token) => !Number.isNaN(token.value))) return undefined
  return [mention.figure.pair === 'first' ? one : other]
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

const parting = /^(while|but|whereas|though|although)$/
const leadingTo = /^(for|in|on|of|from|with|inside)$/
const standsBetween =
  /^(and|or|plus|with|has|have|get|is|are|seat|come|offer|make|it|that|which|than|against|vs)$/
const passed = /^(the|our|a|an|this|that|every|new|used)$/

/** Whether a clause ends between two tokens. */
function isParted(unit: Unit, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) {
    const token = unit.tokens[i]!
    if (token.gap === 'break' || token.gap === 'comma' || parting.test(token.stem)) return true
  }
  return false
}

/** Further apart no two words are of one clause. */
const reach = 40

/** How strongly two tokens are parted: by a break, by a comma or the like, not at all. */
function partedBy(unit: Unit, from: number, to: number): number {
  if (to - from > reach) return 2
  for (let i = from; i <= to; i++) if (unit.tokens[i]!.gap === 'break') return 2
  return isParted(unit, from, to) ? 1 : 0
}

/** "$33,900 for the Accord": what stands before is the name's. */
function isLedTo(unit: Unit, from: number, to: number): boolean {
  let at = to - 1
  while (at > from && passed.test(unit.tokens[at]!.stem)) at--
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

function nearest(unit: Unit, groups: readonly Naming[][], mention: Mention): Naming[] {
  let before: Naming[] | undefined
  let after: Naming[] | undefined
  for (const group of groups) {
    if (group.some((one) => mention.from >= one.from && mention.to <= one.to))
      return group.filter((one) => mention.from >= one.from && mention.to <= one.to)
    if (group.at(-1)!.to <= mention.from) before = group
    else after ??= group
  }
  if (!before || !after) return (before ?? after)!
  const next = after[0]!.from
  if (isInParentheses(unit, mention.to, next) || isLedTo(unit, mention.to, next)) return after
  return partedBy(unit, before.at(-1)!.to, mention.from) > partedBy(unit, mention.to, next) ? after : before
}

/** A name that is only compared with has what stands beside it; all else is of whom the text spoke before. */
function compared(p: PreparedFacts, none: Scopes, only: Naming, from: number): Scopes {
  const own = scopeOfNames(p, [only])
  return {
    ...none,
    of: (mention) => (mention.from >= from && mention.to <= only.to ? own : undefined),
    names: (mention) => mention.from >= only.from && mention.to <= only.to,
  }
}

/** The facts that may carry what a unit says, and each claim of it. */
export function scopesOf(
  p: PreparedFacts,
  unit: Unit,
  addresses: readonly Address[],
  mentions: readonly Mention[],
  order: readonly ReadonlySet<string>[] = [],
): Scopes {
  const none: Scopes = {
    whole: undefined,
    models: undefined,
    of: () => undefined,
    names: () => false,
    each: [],
  }
  if (p.subjects.size < 2) return none
  const vehicles = identified(p, addresses, mentions)
  if (vehicles.size > 0) {
    const whole: Scope = (fact) => vehicles.has(fact.subject) || isGeneral(fact)
    return { ...none, whole, models: whole, of: () => whole, each: [] }
  }
  const namings = [...namingsOf(p, unit, mentions), ...ordinals(p, unit, order)].sort(
    (a, b) => a.from - b.from,
  )
  if (namings.length === 0) return none
  const [only] = namings
  if (namings.length === 1 && only?.comparedFrom !== undefined)
    return compared(p, none, only, only.comparedFrom)
  const groups = groupsOf(
    unit,
    namings.filter((one) => !one.isAside),
  )
  const asides = namings.filter((one) => one.isAside)
  const models = namings.filter((one) => one.level === 'models').map((one) => ({ ...one, subjects: one.all }))
  return {
    whole: scopeOfNames(p, namings),
    models: models.length > 0 ? scopeOfNames(p, models) : undefined,
    of: (mention) =>
      scopeOfNames(
        p,
        namings.length === 1
          ? namings
          : (asideOf(asides, mention) ?? inTurn(unit, namings, mention) ?? nearest(unit, groups, mention)),
      ),
    names: (mention) => namings.some((one) => mention.from >= one.from && mention.to <= one.to),
    each: namings.map((one) => {
      const own = scopeOfNames(p, [one])
      return {
        from: one.from,
        named: { scope: own, models: one.level === 'models' ? own : undefined },
        subjects: one.subjects,
      }
    }),
  }
}

/** Both must let a fact pass. */
export const within = (outer: Scope | undefined, inner: Scope): Scope =>
  outer ? (fact) => outer(fact) && inner(fact) : inner
