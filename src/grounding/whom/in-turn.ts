// Values that are of two vehicles in turn, in whatever way their order is told: two names before, "X first", "the other".

import { colorWords } from '../find/color-roles.ts'
import type { Mention, Unit } from '../find/mentions.ts'
import { isNumber } from '../find/numbers.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import type { Token } from '../text/tokens.ts'
import { isParted, partedBy, reach } from './clauses.ts'
import { leadOf, type Naming } from './namings.ts'

const raising =
  /^(?:step|stepping|move|moving|go|going|trade|trading) up(?! (?:to|from|into)\b)|^(?:spend|spending|pay|paying) (?:\w+ )?(?:\w+ )?(?:more|extra)/
const staying =
  /^(?:stay|staying) put|^(?:stand|standing) pat|^(?:spend|pay) less|^save the (?:difference|money)|^stop there|^(?:begin|start) with(?! the)/

/** Every vehicle is of one model. */
const areTrims = ({ named }: PreparedFacts): boolean =>
  named.trimmed > 1 && [...named.models.values()].every((names) => names.size === named.vehicles.length)

const orderedThing =
  /^(row|seat|owner|gear|time|year|floor|set|step|thing|service|drive|price|number|stop|visit|trim|grade|half|day|week|month|place|to|of|choice|question|look|impression|person|buyer|rung|level|tier|batch|group|class|generation)$/

/** Whether "the first" or "the second" at `at` may stand for a vehicle. */
const mayStand = ({ tokens, from, to }: Unit, at: number): boolean =>
  at > from &&
  tokens[at - 1]!.word === 'the' &&
  tokens[at]!.gap === 'join' &&
  (at + 1 >= to ||
    tokens[at + 1]!.gap !== 'join' ||
    !orderedThing.test(tokens[at + 1]!.stem) ||
    // "The first seats five"
    (tokens[at + 1]!.word === 'seats' && at + 2 < to && isNumber(tokens[at + 2]!)))

/** Where the word stands beside `at` in the sentence; -1 where it does not. */
function placeOfWord({ tokens, from, to }: Unit, word: string, at: number): number {
  for (let i = Math.max(from, at - reach); i < Math.min(to, at + reach); i++)
    if (tokens[i]!.stem === word) return i
  return -1
}

/** "The first is $33,630, the second $36,025.", "five in the first, eight in the second": both stand in one sentence. */
function isCounted(unit: Unit, at: number): boolean {
  if (!mayStand(unit, at)) return false
  const next = at + 1 < unit.to ? unit.tokens[at + 1]! : undefined
  // "In the first, one opens …"
  const isLed = at === unit.from + 2 && /^(in|with|on|for)$/.test(unit.tokens[unit.from]!.word)
  if (isLed && next?.gap === 'comma') return true
  const other = placeOfWord(unit, unit.tokens[at]!.stem === 'first' ? 'second' : 'first', at)
  if (other >= 0) return mayStand(unit, other)
  return next?.gap === 'join' && afterOther.test(next.word)
}

const ofOne =
  /^(?:in|is|has|at|with|wears|shows|comes|gets|seats|costs|runs|reads|asks|carries|uses|for|and)$/

/**
 * "gray on the one and green on the other", "side by side, one in gray, the other in green": "the one with the sunroof" is
 * no place of two.
 */
function isOneOfTwo(unit: Unit, at: number): boolean {
  const { tokens, from, to } = unit
  const isLed = (i: number): boolean => i > from && tokens[i - 1]!.word === 'the' && tokens[i]!.gap === 'join'
  const begins = (i: number): boolean =>
    /^(?:comma|break)$/.test(tokens[i]!.gap) || /^(?:and|with)$/.test(tokens[i - 1]?.word ?? '')
  const endsAt = (i: number): boolean =>
    i + 1 >= to ||
    tokens[i + 1]!.gap !== 'join' ||
    ofOne.test(tokens[i + 1]!.word) ||
    colorWords.has(tokens[i + 1]!.stem)
  const [one, other] =
    tokens[at]!.stem === 'one' ? [at, placeOfWord(unit, 'other', at)] : [placeOfWord(unit, 'one', at), at]
  if (one < 0 || other < one || !isLed(other) || !endsAt(one) || !endsAt(other)) return false
  return isLed(one) || (begins(one) && tokens[one + 1]!.gap === 'join')
}

/** Which of the two that were named the words at `at` mean: "the latter", of two trims "step up" and "stay put" too. */
function ordinalAt(p: PreparedFacts, unit: Unit, at: number): 0 | 1 | undefined {
  const { stem } = unit.tokens[at]!
  if (stem === 'former') return 0
  if (stem === 'latter') return 1
  if ((stem === 'first' || stem === 'second') && isCounted(unit, at)) return stem === 'first' ? 0 : 1
  if ((stem === 'one' || stem === 'other') && isOneOfTwo(unit, at)) return stem === 'one' ? 0 : 1
  if (!/^(step|mov|go|trad|spend|pay|stay|stand|save|stop|begin|start)/.test(stem) || !areTrims(p))
    return undefined
  const words = unit.tokens
    .slice(at, Math.min(unit.to, at + 5))
    .map((token) => token.word)
    .join(' ')
  return raising.test(words) ? 1 : staying.test(words) ? 0 : undefined
}

/** Short names that the text itself gives: "R = RAV4", "Car A: the Pilot", "Left: RAV4". */
export type Aliases = ReadonlyMap<string, ReadonlySet<string>>

const aliasOf = ({ raw, word }: Token): string =>
  raw.length === 1 ? raw : /^(left|right)$/.test(word) ? word : ''

const saidOf = /^(?:has|is|gets|costs|seats|makes|tows|shows|comes|runs|was|had)$/

/** Whom a short name means: a letter only before a value or a verb, since "A" begins sentences and answers. */
function aliasedAt(
  { text, tokens, to }: Unit,
  at: number,
  aliases: Aliases | undefined,
): ReadonlySet<string> | undefined {
  if (!aliases || aliases.size < 2) return undefined
  const alias = aliasOf(tokens[at]!)
  const subjects = alias === '' ? undefined : aliases.get(alias)
  if (!subjects || alias.length > 1) return subjects
  // "(1) five; (2) seven"
  const { start, end } = tokens[at]!
  if (text[start - 1] === '(' && text[end] === ')') return subjects
  const next = at + 1 < to ? tokens[at + 1]! : undefined
  if (!next) return undefined
  const isBeforeValue =
    !Number.isNaN(next.value) && /^[:=]? \$?$/.test(text.slice(tokens[at]!.end, next.start))
  return isBeforeValue || (next.gap === 'join' && saidOf.test(next.word)) ? subjects : undefined
}

/** The two that a sentence names, where the text has not named two before. */
function orderIn({ named }: PreparedFacts, names: readonly Naming[]): Naming[] {
  const own = names.filter(({ subjects }) => subjects.size > 0 && subjects.size < named.vehicles.length)
  const first = own[0]
  const second = own.find(({ subjects }) => subjects !== first?.subjects)
  return first && second ? [first, second] : []
}

/**
 * "The former … the latter": the two that were named last, in their order; and what the text calls them for short.
 * @param names that the sentence has
 */
export function ordinals(
  p: PreparedFacts,
  unit: Unit,
  order: readonly ReadonlySet<string>[],
  names: readonly Naming[],
  aliases?: Aliases,
): Naming[] {
  const here = order.length === 2 ? [] : orderIn(p, names)
  const two = order.length === 2 ? order : here.map(({ subjects }) => subjects)
  if (two.length !== 2) return []
  const found: Naming[] = []
  for (let i = here[1]?.to ?? unit.from; i < unit.to; i++) {
    const at = ordinalAt(p, unit, i)
    const subjects = at === undefined ? aliasedAt(unit, i, aliases) : two[at]!
    if (subjects) found.push({ from: i, to: i + 1, level: 'models', all: subjects, subjects })
  }
  return found
}

const calling = /^(?:car|vehicle|option|unit|choice|pick|column|contender|contestant|entry|exhibit)$/

/** The short name that stands before a name and is said to be it, or "on the left" behind it. */
export function aliasAt(
  { text, tokens, from, to }: Unit,
  name: { from: number; to: number },
): string | undefined {
  const next = tokens
    .slice(name.to, Math.min(to, name.to + 3))
    .map(({ word }) => word)
    .join(' ')
  const side = /^(?:on the |on |is on the |)(left|right)\b/.exec(next)
  if (side) return side[1]
  let at = name.from - 1
  if (at > from && tokens[at]!.stem === 'the') at--
  if (at < from) return undefined
  const alias = aliasOf(tokens[at]!)
  const between = text.slice(tokens[at]!.end, tokens[name.from]!.start)
  if (alias === '' || !/^ ?[*_]{0,2}[:=)][*_]{0,2} /.test(between)) return undefined
  const isSaid =
    alias.length > 1 ||
    between.includes('=') ||
    (between.startsWith(')') && text[tokens[at]!.start - 1] === '(') ||
    calling.test(tokens[at - 1]?.stem ?? '')
  return isSaid ? alias : undefined
}

/** "From the LT to the RS the price goes from $40,800 to $43,160": two figures behind two names are theirs in turn. */
function ofPair(unit: Unit, namings: readonly Naming[], mention: Mention): Naming[] | undefined {
  if (mention.type !== 'figure' || !mention.figure.pair || !mention.figure.partner) return undefined
  const { figure } = mention
  const first = Math.min(figure.from, mention.figure.partner.from)
  const [one, other] = namings
  if (!one || !other || namings.length > 2 || other.to > first || one.subjects === other.subjects)
    return undefined
  const hasOwn = unit.tokens.slice(one.to, other.from).some((token) => !Number.isNaN(token.value))
  // "(1) 27/35; (2) 46/41"
  if (hasOwn && first === other.to && unit.tokens[first]!.gap === 'break') return undefined
  const own = [figure.pair === 'first' ? one : other]
  if (isClauseOfPair(unit, other.to, first)) return own
  // "no RAV4 in stock, and you can choose from two Civic vehicles, priced from $25,100 to $32,495"
  if (isLedByRange(unit, first) && isParted(unit, one.to, other.from)) return undefined
  // not where the first name has figures of its own, nor across clauses
  if (partedBy(unit, one.to, first) > 1) return undefined
  return hasOwn ? undefined : own
}

const ranging = /^(between|from|range|ranging|to|through)$/

const isLedByRange = ({ tokens, from }: Unit, at: number): boolean =>
  at > from && ranging.test(tokens[at - 1]!.stem)

/** "29 mpg for the Civic and 28 for the Accord; in town, 22 mpg and 19 mpg": a clause of its own, and no range. */
function isClauseOfPair(unit: Unit, from: number, at: number): boolean {
  if (unit.tokens[at]!.gap === 'break') return true
  for (let i = at - 1; i >= Math.max(from, at - 8); i--) {
    if (ranging.test(unit.tokens[i]!.stem)) return false
    if (unit.tokens[i]!.gap === 'break' || unit.tokens[i]!.gap === 'comma') return true
  }
  return false
}

/** The other of two vehicles. */
function otherOf(p: PreparedFacts, one: Naming): Naming | undefined {
  const others = p.named.vehicles.filter((name) => !one.subjects.has(name))
  if (p.named.vehicles.length !== 2 || others.length !== 1) return undefined
  const subjects = new Set(others)
  return { ...one, subjects, all: subjects }
}

const isOther = (before: string, stem: string): boolean =>
  stem === 'other'
    ? before === 'the'
    : /^(rival|counterpart|opponent)$/.test(stem) && /^(its|the)$/.test(before)

const otherVehicle = /^(car|one|vehicle|suv|truck|sedan|van|minivan|pickup|model|trim)$/
const afterOther =
  /^(has|have|is|isn't|gets|uses|comes|runs|seats|makes|shows|costs|takes|wears|carries|holds|offers|lists|reads|returns|rides|tows|goes|does|was|had|relies|shifts|sends|answers|counters|asks|sits|drives|stands|pairs)$/

/** "blue, its rival in black", "a CVT, the other a stick", "black, the other blue": the verb is that of the first. */
function isElliptic({ tokens, to }: Unit, at: number, next: number): boolean {
  const begins = at - 1
  const isApart =
    /^(?:comma|break)$/.test(tokens[begins]!.gap) ||
    /^(?:and|but|while)$/.test(tokens[begins - 1]?.word ?? '')
  if (!isApart || next >= to) return false
  const { gap, stem, word } = tokens[next]!
  return (
    (gap === 'join' && (/^(?:in|an?|at|with)$/.test(word) || colorWords.has(stem))) ||
    (gap === 'comma' && /^(?:an?|in|at)$/.test(word))
  )
}

/** "The Accord has a CVT; the other has a stick": the one of two that was not named before it. */
export function othersOf(p: PreparedFacts, unit: Unit, namings: readonly Naming[]): Naming[] {
  if (p.named.vehicles.length !== 2) return []
  const found: Naming[] = []
  for (const [i, one] of namings.entries()) {
    const end = namings[i + 1]?.from ?? unit.to
    for (let at = one.to; at + 1 < end; at++) {
      if (!isOther(unit.tokens[at - 1]!.word, unit.tokens[at]!.stem)) continue
      const next = otherVehicle.test(unit.tokens[at + 1]!.stem) ? at + 2 : at + 1
      const isOfIt =
        next < unit.to && (afterOther.test(unit.tokens[next]!.word) || isElliptic(unit, at, next))
      const other = isOfIt ? otherOf(p, one) : undefined
      if (other) found.push({ ...other, from: at, to: at + 1, isAside: false, comparedFrom: undefined })
    }
  }
  return found
}

const versus = /^(vs|versus|against|and|or|then|to)$/

/** "3.5L V6 vs 1.5L I4, F-150 first", "158 hp versus 152 hp, first the Jetta, then the Crosstrek" */
function ofFirst(
  p: PreparedFacts,
  unit: Unit,
  namings: readonly Naming[],
  mention: Mention,
): Naming[] | undefined {
  const [one] = namings
  if (!one || mention.to > one.from) return undefined
  const lead = leadOf(unit, one.from)
  const behind = unit.tokens.slice(one.to, Math.min(unit.to, one.to + 3)).map(({ word }) => word)
  // "CVT against automatic, the Civic being the first"
  const isFirst = behind[0] === 'first' || /^(?:being|is|comes) (?:the )?first$/.test(behind.join(' '))
  if (!isFirst && (lead <= unit.from || unit.tokens[lead]!.stem !== 'first')) return undefined
  const other = namings.find(({ subjects }) => subjects !== one.subjects) ?? otherOf(p, one)
  if (!other) return undefined
  for (let i = Math.max(unit.from, one.from - reach); i < one.from; i++)
    if (versus.test(unit.tokens[i]!.stem)) return [mention.to <= i ? one : other]
  return undefined
}

/** "One shows 43,749 mi, the other, the Pacifica, 41,179 mi": what stands before is of the one that is not named. */
function ofOther(
  p: PreparedFacts,
  unit: Unit,
  namings: readonly Naming[],
  mention: Mention,
): Naming[] | undefined {
  const [one] = namings
  if (!one || mention.to > one.from) return undefined
  let at = leadOf(unit, one.from)
  // "the other being the Pacifica"
  if (at > unit.from && unit.tokens[at]!.stem === 'being') at = leadOf(unit, at)
  if (at <= unit.from || unit.tokens[at]!.stem !== 'other' || mention.to > at) return undefined
  const other = otherOf(p, one)
  return other && [other]
}

const couples = /^\W{0,2}(?:[a-z]+[.-]?\s){0,2}\(?(?:to|vs\.?|versus|against|over|>|v\.)\W{0,3}$/i
const winning =
  /^(?:win|winner|won|lead|edge|ahead|advantage|out|beat|outdo|outtow|outrun|top|best|better|more|less|fewer|cheaper|lower|higher|larger|bigger|stronger|roomier|thriftier|favor|pick|score)$/

/** Where two figures stand that are told against one another, "5,000 lb to 3,500 lb", and which of them this one is. */
function coupleAt(
  { text, tokens, from, to }: Unit,
  mention: Mention,
): [first: 0 | 1, at: number] | undefined {
  const isNumber = (at: number): boolean => !Number.isNaN(tokens[at]!.value)
  for (let i = mention.to; i < Math.min(to, mention.to + 4); i++)
    if (isNumber(i)) {
      if (couples.test(text.slice(mention.end, tokens[i]!.start))) return [0, mention.from]
      break
    }
  for (let i = mention.from - 1; i >= Math.max(from, mention.from - 4); i--)
    if (isNumber(i)) return couples.test(text.slice(tokens[i]!.end, mention.start)) ? [1, i] : undefined
  return undefined
}

/** "The Pilot wins on seats, 8 to 5", "Power: Pilot (285 hp vs 203)": the winner's figure, then the other's. */
function ofContest(
  p: PreparedFacts,
  unit: Unit,
  namings: readonly Naming[],
  mention: Mention,
): Naming[] | undefined {
  if (mention.type !== 'figure' || p.named.vehicles.length !== 2) return undefined
  const couple = coupleAt(unit, mention)
  if (!couple) return undefined
  const [which, at] = couple
  const near = namings.filter(
    ({ from, to }) =>
      to <= at && at - to < 24 && !unit.text.slice(unit.tokens[from]!.start, mention.start).includes('\n'),
  )
  const one = near.at(-2) ?? near[0]
  if (!one || near.length > 2 || isLedByRange(unit, at)) return undefined
  // "30 vs 41 for the Accord"
  if (namings.some(({ from }) => from >= mention.from && from - mention.to < 8)) return undefined
  const isWon = unit.tokens
    .slice(Math.max(unit.from, one.from - 4), at)
    .some(({ stem }) => winning.test(stem))
  const isBeside = /^\W*[,(:]\W*$/.test(unit.text.slice(unit.tokens[one.to - 1]!.end, unit.tokens[at]!.start))
  const isMore = near.length === 2 && /^\s*>/.test(unit.text.slice(unit.tokens[one.to - 1]!.end))
  if (!isWon && !isMore && (near.length > 1 || !isBeside)) return undefined
  const other = near.length > 1 && near[1]!.subjects !== one.subjects ? near[1]! : otherOf(p, one)
  return other && [which === 0 ? one : other]
}

const against = /^(?:against|versus|vs|v)$/

/** "Highlander versus Accord: 8-speed automatic versus CVT", "gray against blue, Highlander against Accord" */
function ofVersus(unit: Unit, namings: readonly Naming[], mention: Mention): Naming[] | undefined {
  const [one, other] = namings
  if (!one || !other || namings.length > 2 || one.subjects === other.subjects) return undefined
  const { tokens } = unit
  const isBefore = mention.to <= one.from
  if (!isBefore && mention.from < other.to) return undefined
  let from = isBefore ? unit.from : other.to
  // what stands behind the names is told behind a colon
  if (!isBefore) while (from <= mention.from && tokens[from]!.gap !== 'break') from++
  if (from > mention.from) return undefined
  const placesIn = (start: number, end: number): number[] =>
    tokens.slice(start, end).flatMap(({ stem }, i) => (against.test(stem) ? [start + i] : []))
  if (isBefore && placesIn(one.to, other.from).length === 0) return undefined
  const [at, ...others] = placesIn(from, Math.min(isBefore ? one.from : unit.to, from + reach))
  return at === undefined || others.length > 0 ? undefined : [mention.to <= at ? one : other]
}

/** Whose a claim is where the words tell two vehicles in turn. */
export const inTurn = (
  p: PreparedFacts,
  unit: Unit,
  namings: readonly Naming[],
  mention: Mention,
): Naming[] | undefined =>
  ofContest(p, unit, namings, mention) ??
  ofVersus(unit, namings, mention) ??
  ofPair(unit, namings, mention) ??
  ofFirst(p, unit, namings, mention) ??
  ofOther(p, unit, namings, mention)

const contrasting = /^(against|versus|vs|over|than|to)$/

/**
 * "That's $45,000 against $42,000 for the Limited", "It has 12 miles; the Accord has 25": what stands before the contrast
 * or in a clause before the only name is of the one that was spoken of.
 */
export function isBeforeName(unit: Unit, [one]: readonly Naming[], mention: Mention): boolean {
  if (!one || mention.to > one.from || one.from - mention.to > reach) return false
  const words = unit.tokens
  if (mention.type === 'figure' && one.from - mention.to < 10)
    for (let i = mention.to; i < Math.min(one.from, mention.to + 2); i++)
      if (contrasting.test(words[i]!.stem))
        return words.slice(i + 1, one.from).some((token) => !Number.isNaN(token.value))
  for (let i = mention.to; i <= one.from; i++)
    if (words[i]!.gap === 'break' && unit.text.slice(words[i - 1]!.end, words[i]!.start).includes(';'))
      return true
  return beginsClause(unit, one)
}

/** "39.3 cubic feet back here, and the Jetta's trunk is 14.1": a clause of its own, with its own verb. */
function beginsClause(unit: Unit, one: Naming): boolean {
  const at = leadOf(unit, one.from)
  if (at <= unit.from || !/^(and|but)$/.test(unit.tokens[at]!.word) || unit.tokens[at]!.gap !== 'comma')
    return false
  const next = unit.tokens.slice(one.to, Math.min(unit.to, one.to + 3)).map(({ word }) => word)
  const isOwner = /['’]s$/.test(unit.tokens[one.to - 1]!.raw)
  return isOwner ? next.slice(1).some((word) => afterOther.test(word)) : afterOther.test(next[0] ?? '')
}
