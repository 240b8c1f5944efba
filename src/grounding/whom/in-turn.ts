// Values that are of two vehicles in turn, in whatever way their order is told: two names before, "X first", "the other".

import { colorWords } from '../find/color-roles.ts'
import type { Mention, Unit } from '../find/mentions.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import { isParted, partedBy, reach } from './clauses.ts'
import { leadOf, type Naming } from './namings.ts'

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
/** What is said of a vehicle behind a word that stands for it. */
export const afterOther =
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
