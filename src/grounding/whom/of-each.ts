// What is said of each of two vehicles: "both have", "whichever you choose", "standard on every Accord". It holds when each
// has it.

import type { Mention, Unit } from '../find/mentions.ts'
import type { Scope, Verdict } from '../hold/verdict.ts'
import type { Reading } from '../reading.ts'
import type { Scopes } from './scope.ts'

const ofAll = /^(?:everyone|everybody|everything|all)$/

/** Nothing is named but the model that all are of. */
export const isOfModel = (r: Reading, { each }: Scopes): boolean =>
  each.every(({ subjects }) => subjects.size === r.p.named.vehicles.length)

/** "Everyone gets a rear camera; EX owners get …": said of each before the first name. */
export const isOfAll = (r: Reading, { from }: Unit, { each }: Scopes, mention: Mention): boolean =>
  ofAll.test(r.tokens[from]!.word) &&
  /^(?:get|gets|has|have|enjoys|buyers|trims|grades|models)$/.test(r.tokens[from + 1]?.word ?? '') &&
  each.every((name) => name.from >= mention.to)

/** "Both have …", "On both: …", "… on both" */
function isOfBoth(r: Reading, unit: Unit, mention: Mention): boolean {
  const { from } = unit
  const both = /^(on|for|in|across|with)$/.test(r.tokens[from]!.stem) ? from + 1 : from
  const isLast =
    r.tokens[unit.to - 1]!.stem === 'both' && /^(on|for|in|with)$/.test(r.tokens[unit.to - 2]?.stem ?? '')
  if (isLast) return mention.to >= unit.to - 2
  return both < unit.to && r.tokens[both]!.stem === 'both'
}

const kinds = '(?:one|car|vehicle|truck|suv|trim|grade|model|version|of (?:them|these|the (?:two|pair)))'
const saidOfEach = new RegExp(
  [
    `^(?:each|every) ${kinds}\\b`,
    '^each (?:has|gets|comes|offers|gives|brings|seats|makes|is|carries|includes)\\b',
    '^(?:they|the two|these two|the pair) (?:both |each )?shares?\\b',
    '^(?:they|you) (?:both|each) ',
    `^either ${kinds}\\b|^either way\\b`,
    `\\b(?:whichever|whatever) (?:you (?:pick|choose|take|buy|prefer|go)|${kinds})`,
    `\\bno matter (?:which|what|the (?:trim|grade|version|model))\\b`,
    `\\bregardless of (?:trim|grade|version|model|which)\\b`,
    '\\b(?:common to|shared by|standard on|part of|included on|found on) (?:both|each|every|all)\\b',
    '^all (?:two|of them|have|get|come|share)\\b',
  ].join('|'),
)

/** "Each has …", "Whichever you choose, …", "… is standard on both", "Every Accord has …" */
function isOfEach(r: Reading, { tokens, from, to }: Unit): boolean {
  const words = tokens.slice(from, Math.min(to, from + 40)).map(({ word }) => word)
  if (saidOfEach.test(words.join(' '))) return true
  const every = words.indexOf('every')
  return every >= 0 && r.p.models.has(tokens[from + every + 1]?.stem ?? '')
}

type Judged = (scope: Scope) => Verdict | undefined

/** "Both have a sunroof" holds when each of the two does: the verdict on the one that says otherwise. */
export function eachOf(
  r: Reading,
  unit: Unit,
  scopes: Scopes,
): (mention: Mention, judged: Judged) => Verdict | undefined {
  const { vehicles } = r.p.named
  if (vehicles.length !== 2 || unit.to <= unit.from) return () => undefined
  const isWhole = isOfEach(r, unit)
  return (mention, judged) => {
    if (!isWhole && !isOfBoth(r, unit, mention) && !isOfAll(r, unit, scopes, mention)) return undefined
    for (const name of vehicles) {
      const found = judged((fact) => fact.subject === name || !vehicles.includes(fact.subject))
      if (found && found.status !== 'supported') return found
    }
    return undefined
  }
}
