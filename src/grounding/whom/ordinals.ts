// What stands for a vehicle without its name: "the former", "the second", "one … the other", "step up", and the short names that
// the text itself gives.

import { colorWords } from '../find/color-roles.ts'
import type { Unit } from '../find/mentions.ts'
import { isNumber } from '../find/numbers.ts'
import type { PreparedFacts } from '../hold/prepared-facts.ts'
import type { Token } from '../text/tokens.ts'
import { reach } from './clauses.ts'
import { afterOther } from './in-turn.ts'
import type { Naming } from './namings.ts'

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

/** "A is white", "B's engine": the first and the second, where the text does not say whom it calls so. */
function letterAt({ tokens, to }: Unit, at: number): 0 | 1 | undefined {
  const [, letter, owner] = /^([AB])(['’]s)?$/.exec(tokens[at]!.raw) ?? []
  if (!letter || at + 1 >= to || tokens[at + 1]!.gap !== 'join') return undefined
  if (!owner && !saidOf.test(tokens[at + 1]!.word)) return undefined
  return letter === 'A' ? 0 : 1
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
    const at = ordinalAt(p, unit, i) ?? (aliases?.size ? undefined : letterAt(unit, i))
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
