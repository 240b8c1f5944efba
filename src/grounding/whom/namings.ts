// The runs of words of a unit that name vehicles, and what stands right before a name and is said of it.

import type { Mention, Unit } from '../find/mentions.ts'
import { keyOf } from '../find/names.ts'
import { isNumber } from '../find/numbers.ts'
import { claimKindOf } from '../hold/attributes.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'

export type Level = 'models' | 'trims'
/** A run of words that names vehicles. */
export type Naming = {
  from: number
  to: number
  level: Level
  all: ReadonlySet<string>
  subjects: ReadonlySet<string>
  /** Named by its price beside the other's. */
  isRanked?: boolean
  /** Named only to say what another has as well. */
  isAside?: boolean
  /** Where the comparison begins for which alone it is named. */
  comparedFrom?: number | undefined
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
const describes = /^(drivetrain|fuel|condition|body|color|transmission|year)$/

/** "compared with the" */
const isBoast = (group: string): boolean => group === 'superlative' || group === 'assertion'

/** "used", "all-wheel-drive", "the red": what may stand right before a name. */
const leadsName = (mention: Mention): boolean =>
  (leads.test(mention.type) && !(mention.type === 'concept' && isBoast(mention.entries[0]!.group))) ||
  (mention.type === 'fact' && mention.facts.every((fact) => describes.test(claimKindOf(fact.attribute))))

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

/** Words that may stand between a preposition and the name that it leads to. */
export const passed = /^(the|our|a|an|this|that|every|new|used)$/

/** The token before the articles and the like that lead to the one at `at`; not before the unit's first. */
export function leadOf({ tokens, from }: Unit, at: number): number {
  let i = at - 1
  while (i > from && passed.test(tokens[i]!.stem)) i--
  return i
}

/** "It matches the LE item for item, then adds a sunroof": what follows is of who has it all and more. */
function isAddedTo({ tokens, to }: Unit, at: number): boolean {
  const words = tokens.slice(at, Math.min(to, at + 10)).map(({ word }) => word)
  return /(?:^| )then (?:it )?(?:adds|brings|gets|gains|throws|puts|piles)\b/.test(words.join(' '))
}

const wholeOf = /^(everything|all|equipment|feature|content|item|what)$/

/** Right before a name: "adds leather over the S", "costs more than the S", "builds on the S with leather". */
const isBesides = ({ tokens, from }: Unit, at: number): boolean => {
  if (at < from) return false
  const { stem } = tokens[at]!
  if (stem === 'on') return at > from && /^(build|improve|expand)$/.test(tokens[at - 1]!.stem)
  // "what the EX adds to the LX"
  // "on top of the EX's equipment"
  if (stem === 'of') return at > from && tokens[at - 1]!.stem === 'top'
  if (stem === 'to') return at > from && /^(add|added)$/.test(tokens[at - 1]!.stem)
  return /^(over|than|beyond|above|besides|top|outdo|succeed)$/.test(stem)
}

/** "everything on the Sport plus …", "has the Sport equipment; on top, …", "is the Sport plus …": said of who has it all. */
const isAside = (unit: Unit, at: number, to: number, level: Level): boolean => {
  if (isAddedTo(unit, to)) return true
  const i = leadOf(unit, at)
  if (i < unit.from) return false
  const before = unit.tokens[i]!.stem
  if (isBesides(unit, i)) return true
  const next = to < unit.to ? unit.tokens[to]! : undefined
  // "The same equipment as the SE, along with …"
  const words = unit.tokens.slice(Math.max(unit.from, i - 4), i)
  if (before === 'as' && words.some(({ stem }) => stem === 'same')) return true
  if (
    next?.gap === 'join' &&
    /^(equipment|kit|content|gear|list|goods|stuff|goodies|feature|item)$/.test(next.stem) &&
    /^(have|ha|has|include|keep|get|add|all|share|carry|take|with|plus|to)$/.test(before)
  )
    return true
  if (
    next &&
    // "This is the RAV4, with 203 hp": no trim that another is made of
    level === 'trims' &&
    !(next.stem === 'with' && next.gap === 'comma') &&
    /^(plus|with|and|but)$/.test(next.stem) &&
    /^(is|all|basically|simply|just|still)$/.test(before)
  )
    return true
  if (
    next?.gap === 'join' &&
    /^(ha|has|have|offer|come|get|do|does|provide|include|bring|deliver|give|carry|feature|boast)$/.test(
      next.stem,
    ) &&
    wholeOf.test(before) &&
    // "A bed liner is what the Ram has"
    !(i > unit.from && /^(?:is|are|was)$/.test(unit.tokens[i - 1]!.word)) &&
    // "All the Laramie brings is a power moonroof"
    !/^(?:is|are|was)$/.test(unit.tokens[to + 1]?.word ?? '')
  )
    return true
  if (i <= unit.from || !/^(on|in|of|from|with)$/.test(before)) return false
  // "to what you get in the Limited"
  const said = unit.tokens.slice(Math.max(unit.from, i - 4), i).map(({ word }) => word)
  return (
    wholeOf.test(unit.tokens[i - 1]!.stem) || /\bto what you(?:'ll)? (?:get|find|have)$/.test(said.join(' '))
  )
}

/** Words between a comparison and its name, at most: "against 265 hp and 16 cubic feet for the Highlander". */
const comparedMax = 11
const comparing = /^(against|versus|vs|unlike)$/
const lacking = /^(lack|omit|skip|miss|without|not|doesn't|don't|isn't|hasn't|can't|cannot|won't|never|no)$/

/** "seven seats to the Ford's six" */
const isToOwn = ({ tokens, to }: Unit, at: number, from: number, end: number): boolean =>
  tokens.slice(at + 1, from).every((token) => passed.test(token.stem)) &&
  /['’]s$/.test(tokens[end - 1]!.raw) &&
  end < to &&
  isNumber(tokens[end]!)

/** "$26,000 against $23,000 for the S", "none of which the S has": where that begins which is said of the S. */
export function comparedFrom(unit: Unit, from: number, to: number): number | undefined {
  const { tokens } = unit
  // "$33,900 vs $31,200, Accord first"
  if (tokens[from]!.gap === 'comma' || tokens[from]!.gap === 'break') return undefined
  for (let i = from - 1; i >= Math.max(unit.from, from - comparedMax); i--) {
    const { stem, gap } = tokens[i]!
    if (comparing.test(stem)) return i
    // "204 horsepower, compared with 152 for the Subaru"
    if (/^(with|to)$/.test(stem) && tokens[i - 1]?.stem === 'compared') return i - 1
    // "40.2 cubic feet instead of the Telluride's 21"
    if (stem === 'of' && tokens[i - 1]?.stem === 'instead') return i - 1
    // "287 horsepower, next to 152 in the Subaru"
    if (stem === 'to' && tokens[i - 1]?.stem === 'next') return i - 1
    if (stem === 'to' && i > unit.from && isToOwn(unit, i, from, to)) return i
    if (isBesides(unit, i) && tokens.slice(i + 1, from).every((token) => passed.test(token.stem))) return i
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

/** The names of a unit, in order. */
export function namingsOf(p: PreparedFacts, unit: Unit, mentions: readonly Mention[]): Naming[] {
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
    for (let j = first - 1; j >= 0 && mentions[j]!.to === from && leadsName(mentions[j]!); j--) {
      if (/^(?:break|comma|slash)$/.test(unit.tokens[from]!.gap)) break
      if (unit.text.slice(mentions[j]!.end, unit.tokens[from]!.start).includes('\n')) break
      from = mentions[j]!.from
      const year = unit.tokens[from]!.value
      if (mentions[j]!.type === 'figure' && year >= 1950 && year <= 2100) subjects = ofYear(p, subjects, year)
    }
    const isSaidOf = found.some((one) => !one.isAside)
    const aside = isAside(unit, from, to, level)
    // "Everything on the S, plus a sunroof", where a line above names who has it
    const isAsked = unit.tokens.slice(unit.from, unit.from + 3).some(({ word }) => /^what/.test(word))
    const against = comparedFrom(unit, from, to) ?? (aside && !isSaidOf && !isAsked ? from : undefined)
    found.push({ from, to, level, all, subjects, isAside: isSaidOf && aside, comparedFrom: against })
  }
  return found
}
