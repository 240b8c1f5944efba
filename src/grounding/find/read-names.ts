// Makes, models and trims of a unit: the longest name at a word, as much of it as the facts carry.

import type { PreparedFacts } from '../hold/prepared-facts.ts'
import { colorWords } from './color-roles.ts'
import type { Unit } from './mentions.ts'
import { isYear, keyOf, looksLikeCode, modelAlone, type Name, namesAt, trimAt } from './names.ts'
import {
  afterTrim,
  isBetweenDashes,
  isCalledTrim,
  isSaidTrim,
  isTrimAlone,
  notNamed,
  standsAlone,
} from './trim-places.ts'

export type NameReader = {
  unit: Unit
  p: PreparedFacts
  /** Where the last name ended; -1 before the first. */
  nameEnd: number
}

/** Whether a name ends right before a token. */
export const follows = (r: NameReader, at: number): boolean =>
  at === r.nameEnd &&
  at > r.unit.from &&
  (r.unit.tokens[at]!.gap === 'join' || r.unit.tokens[at]!.gap === 'dash')

/** "Traverse: 287 hp", "(Highlander)", "**Pacifica** — white": a model between breaks, where two vehicles are told of. */
function nameAlone(r: NameReader, at: number): ReturnType<typeof modelAlone> {
  if (r.p.named.vehicles.length !== 2) return undefined
  const { tokens, from, to } = r.unit
  if (at > from && !/^(?:break|comma|slash)$/.test(tokens[at]!.gap)) return undefined
  const match = modelAlone(tokens, at, to)
  if (!match) return undefined
  const isEnded = match.to >= to ? at > from : tokens[match.to]!.gap === 'break'
  return isEnded ? match : undefined
}

/** "Pacifica Limited", "Pacifica and Accord": a model beside a trim or a model of the facts. */
function nameBeside(r: NameReader, at: number): ReturnType<typeof modelAlone> {
  const { tokens, to } = r.unit
  const match = modelAlone(tokens, at, to)
  if (!match || match.to >= to || tokens[match.to]!.gap !== 'join') return undefined
  const trim = trimAt(tokens, match.to, to)
  if (trim && r.p.trims.has(trim.key)) return match
  if (!/^(and|or|vs|versus)$/.test(tokens[match.to]!.stem)) return undefined
  const next = namesAt(tokens, match.to + 1, { from: match.to + 1, to }, r.unit.titleCase)
  return next.some(({ names }) => names.some(({ key }) => r.p.models.has(key))) ? match : undefined
}

/** A model name that no fact carries whole is read as the part that one carries, if there is one: "Civic Si". */
export function nameTo(r: NameReader, at: number): { to: number; rest: object } | undefined {
  const found = namesAt(r.unit.tokens, at, r.unit, r.unit.titleCase)
  const alone = found.length === 0 ? (nameAlone(r, at) ?? nameBeside(r, at)) : undefined
  if (alone) found.push(alone)
  if (found.length === 0) return undefined
  const known = (name: Name): boolean =>
    name.level === 'make' ? r.p.makes.has(name.canonical) : r.p.models.has(name.key)
  const longest = found[0]!
  const carried = found.find((match) => match.names.some(known))
  const rest = carried ? r.unit.tokens.slice(carried.to, longest.to) : []
  const read = (to: number): boolean =>
    trimAt(r.unit.tokens, to, longest.to)?.to === longest.to ||
    r.p.models.has(keyOf(rest.map((token) => token.stem)))
  const match = carried && (carried === longest || read(carried.to)) ? carried : longest
  const name = match.names.find(known) ?? match.names[0]!
  return { to: match.to, rest: { type: name.level, key: name.level === 'make' ? name.canonical : name.key } }
}

/** "EX or EX-L", "**XL** — $50,305", "a 2025 Preferred", "LT opts:": a trim without its model where trims are told apart. */
function isOneOfTrims(
  r: NameReader,
  at: number,
  trim: { to: number; key: string; isDistinct: boolean },
): boolean {
  const { tokens, from, to } = r.unit
  // "Blue; gray within"
  if (colorWords.has(tokens[at]!.stem) && !r.p.trims.has(trim.key)) return false
  const before = at > from ? tokens[at - 1]! : undefined
  const next = trim.to < to ? tokens[trim.to]! : undefined
  if (before && isYear(before) && tokens[at]!.gap === 'join')
    return next?.gap !== 'join' || afterTrim.test(next.word)
  const isListed =
    at === r.nameEnd && at > from && (tokens[at]!.gap === 'comma' || tokens[at]!.gap === 'slash')
  if (at === r.nameEnd && isBetweenDashes(r.unit, at, trim.to)) return true
  if (isListed && (next === undefined || next.gap !== 'join' || /^(or|and|vs|versus)$/.test(next.stem)))
    return true
  if (r.p.trims.size > 0 && isSaidTrim(r.unit, at, trim)) return true
  if (r.p.named.trimmed < 2) return false
  if (isTrimAlone(r.unit, at, trim)) return true
  const ended = next?.gap !== 'join' || afterTrim.test(next.word) || !Number.isNaN(next.value)
  // "Select and Premium Plus", "a Select or a Premium Plus"
  if (next && isBesideTrim(r, trim.to)) return true
  const isLinked =
    before !== undefined &&
    /^(and|or|vs|versus|to|v)$/.test(before.stem) &&
    (r.nameEnd === at - 1 || r.p.trims.has(trim.key))
  if (isLinked) return ended
  const begins =
    at === from || tokens[at]!.gap === 'break' || tokens[at]!.gap === 'comma' || tokens[at]!.gap === 'slash'
  const isTold = next === undefined ? at > from : next.gap === 'break' || afterTrimLabel.test(next.stem)
  return (
    begins &&
    (r.p.trims.has(trim.key)
      ? ended
      : (at === from || tokens[at]!.gap === 'break') &&
        isTold &&
        next !== undefined &&
        !notNamed.test(trim.key))
  )
}

/** Where "and", "or" and the like lead to a trim of the facts. */
function isBesideTrim(r: NameReader, at: number): boolean {
  const { tokens, to } = r.unit
  if (!/^(and|or|vs|versus|to|over)$/.test(tokens[at]!.stem) || tokens[at]!.gap !== 'join') return false
  const next = /^(the|an?)$/.test(tokens[at + 1]?.stem ?? '') ? at + 2 : at + 1
  const other = next < to ? trimAt(tokens, next, to) : undefined
  return other !== undefined && r.p.trims.has(other.key)
}

const afterTrimLabel = /^(opt|option|trim|msrp|add|w|price|pricing|sticker|equipment|standard)$/

/** "LX AWD" where the facts have an LX. */
function carriedPart(
  r: NameReader,
  at: number,
  longest: { to: number; key: string },
): ReturnType<typeof trimAt> {
  const { tokens } = r.unit
  if (r.p.trims.has(longest.key) || !/^(awd|fwd|rwd|4wd|hybrid)$/.test(tokens[longest.to - 1]!.stem))
    return undefined
  const part = trimAt(tokens, at, longest.to - 1)
  return part && r.p.trims.has(part.key) ? part : undefined
}

/** "PILOT SALES EVENT": in words that are all in capitals a code is none. */
const isShouted = ({ unit }: NameReader, at: number): boolean =>
  at > unit.from && /^[A-Z]{4,}$/.test(unit.tokens[at - 1]!.raw) && /^[A-Z]{4,}$/.test(unit.tokens[at]!.raw)

/** "CX-5 Performance": a title that names a topic; a year before the name would make it a vehicle's. */
const isTopic = ({ p, unit }: NameReader, at: number, trim: { to: number; key: string }): boolean =>
  notNamed.test(trim.key) &&
  !p.trims.has(trim.key) &&
  trim.to === unit.to &&
  at - unit.from <= 3 &&
  !unit.tokens.slice(unit.from, at).some(isYear)

/** A trim that begins at a token: after a name, called one, or where trims are told apart. */
export function trimTo(r: NameReader, at: number): { to: number; rest: object } | undefined {
  const { text, tokens, to } = r.unit
  // "#Accord #ATX"
  if (text[tokens[at]!.start - 1] === '#') return undefined
  const after = follows(r, at)
  const longest = trimAt(tokens, at, to)
  const trim = longest && (carriedPart(r, at, longest) ?? longest)
  const named = trim !== undefined && isCalledTrim(r.unit, trim.to)
  if (trim && isTopic(r, at, trim)) return undefined
  if (trim && (after || named || standsAlone(r.unit, at, trim) || isOneOfTrims(r, at, trim)))
    return { to: trim.to, rest: { type: 'trim', key: trim.key } }
  if (!after || !looksLikeCode(tokens[at]!) || isShouted(r, at)) return undefined
  return { to: at + 1, rest: { type: 'trim', key: keyOf([tokens[at]!.stem]) } }
}
