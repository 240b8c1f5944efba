// Which cycle a figure of fuel economy is of: "27/32 mpg", "twenty in the city", "on the highway, figure on 28".

import type { Figure } from '../find/figures.ts'
import { longestAt, phrasesAt } from '../text/phrase-trie.ts'
import { tableOf } from '../text/table.ts'
import { pick, targetOfLabel } from './label-targets.ts'
import { placeOf } from './parallel.ts'
import { afterTrie, beforeTrie, type Context, endsAt, nearTrie, type Target, targets } from './targets.ts'

export const cityTarget = targets.find((target) => target.target === 'city')!

export const combinedTarget = targets.find((target) => target.target === 'combined')!

export const highwayTarget = targets.find((target) => target.target === 'highway')!

const fronting =
  /^(it|it's|its|you|you'll|they|they're|we|that|that's|expect|figure|count|plan|look|make|call)$/

/** "Combined, it's rated at 22": a cycle, a comma, few words. */
function isFronted(c: Context, figure: Figure): boolean {
  if (figure.from - c.from > 9 || figure.spelled) return false
  let at = c.from
  if (/^(in|on|around|out)$/.test(c.tokens[at]!.stem)) at++
  if (c.tokens[at]?.stem === 'the') at++
  const label = longestAt(afterTrie, c.tokens, at, figure.from)
  return (
    label !== undefined &&
    label.end < figure.from &&
    (c.tokens[label.end]!.gap === 'comma' || fronting.test(c.tokens[label.end]!.word)) &&
    label.values.some((one) => one.unit === 'mpg')
  )
}

const isForName = (c: Context, at: number): boolean =>
  c.tokens[at]!.stem === 'for' && at + 2 < c.to && (c.taken(at + 1) || c.taken(at + 2))

/** "In the city, figure on 20; on the highway, on 28": the cycle stands before, and another figure has the unit. */
function cycleBefore(c: Context, figure: Figure): Target | undefined {
  if (!c.figures.slice(0, 8).some((one) => one.unit === 'mpg') && !isFronted(c, figure)) return undefined
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (
    next?.gap === 'join' &&
    !/^(and|but|while|against|versus|vs)$/.test(next.stem) &&
    !isForName(c, figure.to)
  )
    return undefined
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 7) && !c.figureAt(i); i--) {
    if (/^(against|versus|vs)$/.test(c.tokens[i]!.stem)) return undefined
    // "22/29 city/highway, seats 8", "20 mpg highway, and seating is for 8"
    if (endsAt(beforeTrie, c, i + 1).some((one) => one.unit !== 'mpg' && !one.needsUnit)) return undefined
    const target = phrasesAt(afterTrie, c.tokens, i, figure.from)
      .at(-1)
      ?.values.find((one) => one.unit === 'mpg')
    if (target) return target.isDefault ? undefined : (mixedAt(c, i, figure.from) ?? target)
  }
  return undefined
}

/** "Blend city and highway and it is 28": a mix that ends in a word for a cycle. */
function mixedAt(c: Context, at: number, to: number): Target | undefined {
  for (let i = at - 1; i >= Math.max(c.from, at - 3); i--) {
    const phrase = longestAt(nearTrie, c.tokens, i, to)
    if (phrase && phrase.end > at && phrase.values.includes(combinedTarget)) return combinedTarget
  }
  return undefined
}

const ofWhole = /^(?:both|together|all|averaged|blended|mixed|average|overall)$/

/** "City, 27; highway, 35; both, 30", "19 in town, 28 on the road, 22 all told" */
export function ofBothCycles(c: Context, { from, to, unit, value }: Figure): Target | undefined {
  if ((unit !== null && unit !== 'mpg') || value < 8 || from - 4 < c.from) return undefined
  const isBehind =
    to + 1 < c.to &&
    c.tokens[to]!.stem === 'all' &&
    c.tokens[to]!.gap === 'join' &&
    /^(?:told|round|in)$/.test(c.tokens[to + 1]!.stem)
  const isBefore = ofWhole.test(c.tokens[from - 1]!.word) && c.tokens[from - 1]!.gap !== 'join'
  if (!isBehind && !isBefore) return undefined
  const words = c.tokens.slice(Math.max(c.from, from - 12), from).map(({ stem }) => stem)
  const names = (pattern: RegExp): boolean => words.some((stem) => pattern.test(stem))
  return names(/^(?:city|town|urban)$/) && names(/^(?:highway|hwy|freeway|interstate|road)$/)
    ? combinedTarget
    : undefined
}

const averaging = /^averag(?:e|ing|ed)$/
const driving =
  /^(?:you|you'll|you'd|it|it'll|i|i'll|i've|we|we'll|we've|they|one|to|will|should|can|could|would|may|might)$/

/** "In traffic you'll average 27": what is averaged is of the cycle that the clause begins with. */
export function cycleAveraged(c: Context, { from, unit, hedge }: Figure): Target | undefined {
  const verb = hedge === 'exact' ? from - 1 : from - 2
  if ((unit !== null && unit !== 'mpg') || verb - 2 < c.from) return undefined
  if (!averaging.test(c.tokens[verb]!.stem) || !driving.test(c.tokens[verb - 1]!.word)) return undefined
  for (let i = verb - 2; i >= Math.max(c.from, verb - 9) && !c.figureAt(i); i--) {
    if (c.tokens[i + 1]!.gap === 'break') return undefined
    const target = pick(longestAt(nearTrie, c.tokens, i, verb)?.values ?? [], 'mpg')
    if (target === cityTarget || target === highwayTarget) return target
  }
  return undefined
}

/** Words between a figure and its cycle: "27 of that kind in town". */
const leading =
  /^(in|on|at|for|around|out|the|is|of|that|those|them|kind|sort|when|once|while|down|along|you|you're|we|we're|get|hit|reach|are|back|onto|into|what|most|us|people|will|see|expect)$/

/** Words that begin a phrase of place or time: "30 when you mix the two". */
const opening = /^(in|on|out|around|about|beyond|outside|past|away|when|once|if|where|as|at|between|for)$/

/** "31 mpg, city and highway combined" */
function isMixBehind(c: Context, at: number): boolean {
  if (at >= c.to || c.tokens[at]!.gap !== 'comma') return false
  const phrase = longestAt(afterTrie, c.tokens, at, c.to)
  if (!phrase?.values.some(({ target }) => target === 'combined')) return false
  return phrase.end > at + 2 || (phrase.end > at + 1 && phrase.end >= c.to)
}

/** "rated at 27/36", "returns 27/36": a bare pair that its verb makes one of fuel economy. */
export function pairLedByVerb(c: Context, figure: Figure): Target | undefined {
  const { pair, partner, unit, value } = figure
  if (unit !== null || !partner || !isSlashed(c, figure) || value < 12 || value > 150) return undefined
  if (partner.value < 12 || partner.value > 150) return undefined
  const before = (pair === 'first' ? figure : partner).from - 1
  const at = before > c.from && c.tokens[before]!.stem === 'at' ? before - 1 : before
  if (at < c.from || !economical.test(c.tokens[at]!.word)) return undefined
  return pair === 'first' ? cityTarget : highwayTarget
}

const economical = /^(returns?|delivers?|averages?|manages?|rated)$/

/** "22 mpg combined, or 19 and 28 split out": the two that a combined figure is made of. */
function pairSplit(c: Context, { pair, partner, from, unit }: Figure): Target | undefined {
  const first = pair === 'second' ? partner!.from : from
  if (unit !== null || !partner || first - 1 <= c.from || c.tokens[first - 1]!.stem !== 'or') return undefined
  const isTold = c.figures
    .slice(0, 8)
    .some((one) => one.unit === 'mpg' && one.to < first && first - one.to < 5)
  if (!isTold) return undefined
  return pair === 'first' ? cityTarget : highwayTarget
}

/** "35 MPG combined (31/41)", "35 mpg combined (31 mpg / 41 mpg)": the two that a combined figure is made of. */
export function splitOfCombined(c: Context, figure: Figure, text: string): Target | undefined {
  if ((figure.unit !== null && figure.unit !== 'mpg') || figure.value < 8) return undefined
  const isFirst = text[figure.start - 1] === '('
  if (!isFirst && c.tokens[figure.from]!.gap !== 'slash') return undefined
  const at = placeOf(c.figures, figure)
  const [first, second] = isFirst ? [figure, c.figures[at + 1]] : [c.figures[at - 1], figure]
  if (!first || !second || text[first.start - 1] !== '(' || text[second.end] !== ')') return undefined
  if (first.to !== second.from || c.tokens[second.from]!.gap !== 'slash') return undefined
  if (!endsAt(beforeTrie, c, first.from).includes(combinedTarget)) return undefined
  return isFirst ? cityTarget : highwayTarget
}

const letters = tableOf<Target>({ c: cityTarget, h: highwayTarget })

/** "26c/31h", "26 C / 31 H", "C 26 / H 31": each figure with the letter of its cycle. */
function lettered(c: Context, { unit, from, to }: Figure): Target | undefined {
  const isLetter = (at: number, letter: string): boolean =>
    at < c.to && c.tokens[at]!.word === letter && c.tokens[at]!.gap === 'join'
  if (unit !== null) return undefined
  const leads = (at: number, letter: string): boolean =>
    at >= c.from && at < c.to && c.tokens[at]!.word === letter && c.tokens[at + 1]?.gap === 'join'
  if (leads(from - 1, 'c') && leads(to, 'h') && c.figureAt(to + 1)) return cityTarget
  if (leads(from - 1, 'h') && leads(from - 3, 'c') && c.figureAt(from - 2)) return highwayTarget
  if (to >= c.to) return undefined
  const isFirst = isLetter(to, 'c') && c.figureAt(to + 1) && isLetter(to + 2, 'h')
  const isSecond = isLetter(to, 'h') && from - 2 >= c.from && isLetter(from - 1, 'c') && c.figureAt(from - 2)
  return isFirst || isSecond ? letters[c.tokens[to]!.word] : undefined
}

/** "25 miles on a highway gallon": the cycle that stands before the gallon. */
function cycleOfGallon(c: Context, from: number): Target | undefined {
  let cycle: Target | undefined
  for (let at = from; at < Math.min(c.to, from + 5) && c.tokens[at]!.gap === 'join'; at++) {
    if (c.tokens[at]!.stem === 'gallon') return cycle
    cycle ??= phrasesAt(afterTrie, c.tokens, at, at + 1)[0]?.values.find((one) => one.unit === 'mpg')
  }
  return undefined
}

/** "twenty in the city", "34 on the highway", "30 combined": a figure of fuel economy without its unit. */
export function cycleAfter(c: Context, figure: Figure): Target | undefined {
  const split = pairSplit(c, figure)
  if (split) return split
  const led =
    figure.unit === null && figure.value >= 8 && figure.value < 200 ? cycleBefore(c, figure) : undefined
  if (led) return led
  const ofLetter = lettered(c, figure)
  if (ofLetter) return ofLetter
  if (figure.unit === 'mpg' && !figure.partner && isMixBehind(c, figure.to)) return combinedTarget
  const ofGallon = figure.unit === 'mi' ? cycleOfGallon(c, figure.to) : undefined
  if (ofGallon) return ofGallon
  const isOfGallon =
    figure.unit === 'mi' &&
    [...c.asked, ...c.tokens.slice(c.from, figure.from)].slice(-14).some((token) => token.stem === 'gallon')
  if ((figure.unit !== null && !isOfGallon) || figure.value < 8 || figure.value > 200 || figure.partner)
    return undefined
  if (figure.to >= c.to || c.tokens[figure.to]!.gap !== 'join') return undefined
  for (let at = figure.to; at < Math.min(c.to, figure.to + 8); at++) {
    for (const trie of [afterTrie, nearTrie]) {
      const phrase = longestAt(trie, c.tokens, at, c.to)
      const target = phrase?.values.find((one) => one.unit === 'mpg' && !one.needsUnit)
      const isLed = phrase !== undefined && phrase.end > at + 1 && opening.test(c.tokens[at]!.stem)
      if (target && (trie === afterTrie || at > figure.to || isLed))
        return target.isDefault ? undefined : target
    }
    if (!leading.test(c.tokens[at]!.stem)) return undefined
  }
  return undefined
}

/** The third of "27/32/29 mpg". */
const isThird = (c: Context, figure: Figure): boolean => {
  const [at, before, first] = [0, 1, 2].map((back) => c.tokens[figure.from - back])
  return (
    figure.from - 2 >= c.from &&
    at!.gap === 'slash' &&
    before!.gap === 'slash' &&
    !Number.isNaN(before!.value) &&
    !Number.isNaN(first!.value)
  )
}

/** "27/32/29" under a label that says no more than mpg. */
export function cycleOfThree(c: Context, { from }: Figure): Target | undefined {
  let first = from
  while (first > c.from && from - first < 3 && isSlashedOn(c, first)) first--
  let last = from
  while (last - from < 3 && isSlashedOn(c, last + 1)) last++
  // "31/27/36 combined/city/highway"
  const behind = last + 1 < c.to ? phrasesAt(afterTrie, c.tokens, last + 1, c.to)[0]?.values : undefined
  if (behind?.includes(combinedTarget) || behind?.includes(highwayTarget)) return undefined
  return last - first === 2 ? [cityTarget, highwayTarget, combinedTarget][from - first] : undefined
}

const isSlashedOn = (c: Context, at: number): boolean =>
  at < c.to &&
  c.tokens[at]!.gap === 'slash' &&
  !Number.isNaN(c.tokens[at]!.value) &&
  !Number.isNaN(c.tokens[at - 1]!.value)

/** "27/32 mpg city/highway", and "27/32 mpg", which names the city first by custom. */
export function pairTarget(c: Context, figure: Figure): Target | undefined {
  if (figure.unit !== 'mpg') return undefined
  if (isThird(c, figure)) return combinedTarget
  if (!figure.partner) return undefined
  const [one, second] = figure.pair === 'first' ? [figure, figure.partner] : [figure.partner, figure]
  const label = targetOfLabel(c, one)
  if (label && !label.isDefault) return label
  const after = phrasesAt(afterTrie, c.tokens, second.to, c.to)[0]
  const first = after && pick(after.values, 'mpg')
  const joined = after && c.tokens[after.end] && after.end < c.to ? c.tokens[after.end]! : undefined
  const next =
    joined &&
    (joined.stem === 'and'
      ? after!.end + 1
      : joined.gap === 'slash' || joined.gap === 'dash'
        ? after!.end
        : -1)
  if (first && next !== undefined && next >= 0) {
    const other = pick(phrasesAt(afterTrie, c.tokens, next, c.to)[0]?.values ?? [], 'mpg')
    if (other && other !== first) return figure.pair === 'first' ? first : other
  }
  const slashed = c.tokens[second.from]!.gap === 'slash'
  if (!slashed || first) return undefined
  return figure.pair === 'first' ? cityTarget : highwayTarget
}

/** One of "27/32" under a label that says no more than mpg. */
export const isSlashed = (c: Context, { pair, partner, from }: Figure): boolean =>
  partner !== null && c.tokens[pair === 'first' ? partner.from : from]!.gap === 'slash'
