import type { Mention, Unit } from './mentions.ts'

const negators = new Set([
  'no',
  'not',
  'without',
  'lack',
  'lacks',
  'lacking',
  'never',
  "doesn't",
  "isn't",
  "don't",
  "hasn't",
  "haven't",
  "wasn't",
  "aren't",
  "won't",
  "didn't",
  'doesnt',
  'isnt',
  'wasnt',
  'hasnt',
  'didnt',
  'minus',
  'excluding',
  'except',
  'nor',
  'neither',
  'omit',
  'omits',
])
const between = new Set([
  'a',
  'an',
  'any',
  'the',
  'have',
  'has',
  'had',
  'come',
  'comes',
  'include',
  'includes',
  'included',
  'feature',
  'features',
  'with',
  'equipped',
  'offer',
  'offers',
  'get',
  'gets',
  'been',
  'is',
  'be',
  'use',
  'uses',
  'need',
  'does',
  'do',
  'available',
  'its',
  'in',
  'finished',
  'either',
  'fitted',
  'come',
])
const notNegating = new Set(['only', 'just', 'merely', 'least', 'to'])

/** "$40,800 without roof rails, $43,200 with": told of one of two */
const hasWith = (unit: Unit, from: number): boolean =>
  unit.tokens
    .slice(from, Math.min(unit.to, from + 10))
    .some(({ word }, i, words) => word === 'with' && (i + 1 === words.length || words[i + 1]!.gap !== 'join'))

/** "If you've lived without a head-up display": what the reader has done so far. */
const isLived = (unit: Unit, at: number): boolean =>
  at > unit.from && /^(live|living|lived|managed|gone|driven)$/.test(unit.tokens[at - 1]!.word)

const isDenied = (unit: Unit, at: number): boolean =>
  unit.tokens
    .slice(Math.max(unit.from, at - 4), at)
    .some(({ word }) =>
      /^(not|no|never|nothing|nobody|cannot|can't|couldn't|won't|wouldn't|don't|didn't|nor)$/.test(word),
    )

/** "Ledger No. M8266": with a full stop between it and what follows. */
const isAbbreviated = ({ text, tokens }: Unit, at: number): boolean => text[tokens[at]!.end] === '.'

/** "There are no Civics above $41,905": none of those that are dearer. */
function isBounded({ tokens, to }: Unit, at: number): boolean {
  for (let i = at; i < Math.min(to, at + 6); i++) {
    if (tokens[i]!.gap === 'break' || tokens[i]!.gap === 'comma') return false
    if (bound.test(tokens[i]!.word)) return true
  }
  return false
}
const bound = /^(?:over|above|under|below|beyond|past|than|exceeds?|exceeding|tops?)$/

const takesBack =
  /^[^.?!;:,]{0,30}\b(?:it|this (?:one|car|truck|suv|van|model|vehicle)) (?:does not|doesn['’]t) (?:have|offer|come with|include) (?:it|one|that|them)\b/i
const deniesAsked =
  /^[^.?!;:]{0,20}[.?!]["”]?\s+(?:It|This one|That one|This) (?:isn['’]t|is not|doesn['’]t|does not)(?: have (?:it|one))?[.!]/
const asking = /\b(?:whether|asked|wonder\w*|ask)\b[^.?!]{0,40}$/i

/** "You asked whether it's all-wheel drive. It isn't.", "who need four-wheel drive should note that it does not have it" */
function isTakenBack({ text }: Unit, mention: Mention): boolean {
  if (mention.type !== 'concept') return false
  if (!/^(?:drivetrain|feature|transmission|fuel)$/.test(mention.entries[0]!.group)) return false
  const after = text.slice(mention.end, mention.end + 90)
  if (deniesAsked.test(after)) return asking.test(text.slice(Math.max(0, mention.start - 60), mention.start))
  return takesBack.test(after)
}

/** Words before "nor" in which something is said to stay as it is, at most. */
const sameWords = 24

const staysSame = ({ tokens, from }: Unit, at: number): boolean =>
  tokens
    .slice(Math.max(from, at - sameWords), at)
    .some(
      ({ word }, i, words) =>
        /^(?:change|changes|differ|differs|vary|varies|move|moves)$/.test(word) &&
        words
          .slice(Math.max(0, i - 2), i)
          .some((before) => /n['’]t$|^(?:not|never|nothing)$/.test(before.word)),
    )

/** "Neither the LE nor the XLE has one": both are named, and what they lack is denied. */
function isOfNeither({ tokens, from }: Unit, mention: Mention): boolean {
  const isTrim =
    mention.type === 'trim' || (mention.type === 'fact' && mention.facts[0]!.attribute === 'trim')
  if (!isTrim) return false
  for (let at = mention.from - 1; at >= Math.max(from, mention.from - 6); at--)
    if (tokens[at]!.word === 'neither') return at === from || tokens[at]!.gap !== 'join'
  return false
}

/**
 * Whether a mention is denied ("no sunroof", "does not have heated seats", "no sunroof or navigation").
 * @param lastDenied where the last denied mention of the unit ends, -1 for none
 */
export function isNegated(unit: Unit, mention: Mention, lastDenied: number): boolean {
  if (mention.type === 'figure' || mention.type === 'pattern') return false
  if (isTakenBack(unit, mention)) return true
  if (isOfNeither(unit, mention)) return false
  let at = mention.from - 1
  const before = unit.tokens[at]
  if (lastDenied > 0 && at >= lastDenied && at - lastDenied < 2 && before && /^(or|nor)$/.test(before.word))
    return true
  for (let step = 0; step < 5 && at >= unit.from; step++, at--) {
    const token = unit.tokens[at]!
    if (unit.tokens[at + 1]!.gap === 'break' || unit.tokens[at + 1]!.gap === 'comma') return false
    // "What doesn't change is the engine, nor the transmission"
    if (token.word === 'nor' && staysSame(unit, at)) return false
    // "Nor does the warranty vary."
    if (token.word === 'nor' && /^(does|do|is|are|did|has)$/.test(unit.tokens[at + 1]!.word)) return false
    // "could not do without a head-up display"
    if (token.word === 'without' && (isDenied(unit, at) || hasWith(unit, mention.to) || isLived(unit, at)))
      return false
    if (token.word === 'no' && (isBounded(unit, mention.to) || isAbbreviated(unit, at))) return false
    if (negators.has(token.word)) return !notNegating.has(unit.tokens[at + 1]!.word)
    if (!between.has(token.word)) return false
  }
  return false
}
