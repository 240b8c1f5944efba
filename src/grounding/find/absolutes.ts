// "Always" and "never" promise something of a vehicle or of who sells it. Of people in general ("people always ask"), of
// ideas ("the question is always range") and as advice ("round up, never down") they claim nothing.

import { stemSet, type Token } from '../text/tokens.ts'

const setOf = (words: string): ReadonlySet<string> => stemSet(words.split(' '))

const auxiliaries = setOf(
  "is are was were be been has have had will would can could should may might must do does did just almost nearly really of course doesn't don't didn't won't can't isn't",
)
const starts = setOf('and or but that which because if when where while so as than what whether since though')
const people = setOf(
  'people folks everybody everyone somebody someone nobody anyone kids children parents shoppers buyers drivers families you i he she one those who some many most few my your his her whoever',
)
const ideas = setOf(
  'question answer advice rule point trick idea problem worry truth temptation choice decision trouble lesson habit step thing part argument fear hope dream wish job task math arithmetic commute errand traffic season adventure life snow rain weather winter summer road budget plan',
)
const sold = setOf(
  'car truck suv sedan van minivan crossover wagon coupe hatchback pickup vehicle model engine cabin team staff crew dealer dealership store shop technician salesperson price ride transmission battery owner driver family brand maker manufacturer deal service lot',
)
const advice = setOf(
  'the a an down up on in after before without by with under over pay buy sign skip trust take let go forget mind drive ask settle rush assume guess round leave bring check look read test say judge choose decide count put try',
)

/** What somebody may always have thought of a thing: "we've always found that …". */
const thought = setOf(
  'found find thought think believed figured felt wondered liked loved enjoyed heard met understood wanted said say suggest suggested',
)

/** What stands before `at` in its clause; before an aside too ("A list, of course, has never …"). */
function subjectOf(tokens: readonly Token[], at: number, from: number): readonly Token[] {
  let end = at
  for (let asides = 0; asides < 3; asides++) {
    if (tokens[end]!.gap === 'break' || (end === at && tokens[end]!.gap === 'comma')) return []
    let start = end
    while (start > from && !starts.has(tokens[start - 1]!.stem)) {
      start--
      if (tokens[start]!.gap === 'comma' || tokens[start]!.gap === 'break') break
    }
    let last = end
    while (last > start && auxiliaries.has(tokens[last - 1]!.stem)) last--
    if (last > start || start === end) return tokens.slice(start, last)
    end = start
  }
  return []
}

/** "It has never been easier to see it", "there was never a better time", "silence has never been so exciting" */
const isNeverEasier = (tokens: readonly Token[], at: number, to: number): boolean =>
  /^(been|was|be|a|felt|looked|sounded)$/.test(tokens[at + 1]?.stem ?? '') &&
  ((tokens[at + 2]?.stem === 'so' && harmless.test(tokens[at + 3]?.stem ?? '')) ||
    tokens
      .slice(at + 2, Math.min(to, at + 6))
      .some(({ stem }) => /^(easier|simpler|time|reason|moment)$/.test(stem)))
const harmless = /^(exciting|easy|simple|good|fun)$/

/** "a family that's always loading something", "somebody who never parks close" */
const isOfPeople = (tokens: readonly Token[], at: number, from: number): boolean =>
  at - 2 >= from &&
  /^(?:that|who)(?:['’]s|['’]re)?$/.test(tokens[at - 1]!.word) &&
  peopleOf.has(tokens[at - 2]!.stem)
const peopleOf = setOf(
  'people folks everybody everyone somebody someone family household kid parent crew buyer driver shopper person commuter teenager',
)

/** "Prices never exceed $41,905": a bound, which its figure is held to. */
const isBound = (tokens: readonly Token[], at: number, to: number): boolean =>
  /^(exceed|top|go|drop|dip|climb|rise|fall|cost|run|pass|reach|ask|read)$/.test(
    tokens[at + 1]?.stem ?? '',
  ) && tokens.slice(at + 2, Math.min(to, at + 6)).some(({ value }) => value >= 1000)

/** Whether "always" or "never" at `at` says something of what is sold or of who sells it. */
export function isAbsolute(
  tokens: readonly Token[],
  at: number,
  within: { from: number; to: number },
): boolean {
  if (at === within.from || isBound(tokens, at, within.to) || isOfPeople(tokens, at, within.from))
    return false
  const next = at + 1 < within.to ? tokens[at + 1]!.stem : ''
  const subject = subjectOf(tokens, at, within.from)
  const first = subject[0]
  // "but have always found that people know"
  if (!first) return !advice.has(next) && !(/^ha(?:ve|d)$/.test(tokens[at - 1]!.word) && thought.has(next))
  if (subject.length === 1 && /^we(?:'|$)/.test(first.word) && thought.has(next)) return false
  if (isNeverEasier(tokens, at, within.to)) return false
  const named = subject.some((token, i) => sold.has(token.stem) || (token.cap && i > 0))
  // "my own truck never had", "which people always ask"
  if (people.has(first.stem.replace(/'.*/, '')) || people.has(subject.at(-1)!.stem.replace(/'.*/, '')))
    return false
  // "Truck season never really ends"
  if (subject.at(-1)!.stem === 'season') return false
  if (named) return true
  // "the follow-up is nearly always about trims"
  if (tokens[at]!.word === 'always' && next === 'about') return false
  if (first.stem === 'a' || first.stem === 'an') return false
  if (first.stem === 'it' && /^(what|as)$/.test(tokens[at - 2]?.stem ?? '')) return false
  return !ideas.has(subject.at(-1)!.stem)
}
