// What the words beside a number say that it is about: right after it, right before it, near it.

import type { Figure } from '../find/figures.ts'
import { isUnit } from '../find/units.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { longestAt, phrasesAt, type TrieNode } from '../text/phrase-trie.ts'
import { stemSet, type Token } from '../text/tokens.ts'
import { cityTarget, combinedTarget, highwayTarget } from './cycles.ts'
import { pick } from './label-targets.ts'
import { placeOf } from './parallel.ts'
import { afterTrie, beforeTrie, type Context, endsAt, nearTrie, type Target } from './targets.ts'

const fillersBefore = stemSet(data.fillers.before)
const fillersAfter = stemSet(data.fillers.after)
const stops = stemSet(data.stops)

/** A word that leads to a figure and says nothing of what it is about. */
export const leadsOnly = ({ stem }: Token): boolean =>
  (fillersBefore.has(stem) || stops.has(stem)) && !/^(rating|figure|count|tally|price|total|mpg)$/.test(stem)

export function targetAfter(c: Context, figure: Figure, isLabelled: boolean): Target | undefined {
  for (let i = figure.to; i < Math.min(c.to, figure.to + 6); i++) {
    const token = c.tokens[i]!
    if (
      token.gap === 'break' ||
      token.gap === 'comma' ||
      // "City: 28 / Highway: 34"
      (isLabelled && token.gap === 'slash') ||
      c.figureAt(i) ||
      (stops.has(token.stem) && i > figure.to)
    )
      return undefined
    for (const phrase of phrasesAt(afterTrie, c.tokens, i, c.to).reverse()) {
      // "$45,205 / MSRP $47,055"
      if (token.gap === 'slash' && phrase.end < c.to && c.figureAt(phrase.end)) return undefined
      const target = pick(phrase.values, figure.unit)
      if (target) return target
    }
    if (!fillersAfter.has(token.stem) || stops.has(token.stem)) return undefined
  }
  return undefined
}

/** "27 mpg highway, 23 together", "$63,045 was the sticker; $62,000 is ours": a label that follows its own figure. */
export function isOfFigureBefore(c: Context, at: number, text: string): boolean {
  if (at <= c.from) return false
  const { gap, start } = c.tokens[at]!
  if (gap !== 'comma' && gap !== 'break') return false
  const between = text.slice(c.tokens[at - 1]!.end, start)
  if (/[:|=]/.test(between)) return false
  if (between.includes(';')) return true
  for (let i = at - 1; i >= Math.max(c.from, at - 7); i--) {
    if (c.figureAt(i)) return true
    if (c.tokens[i]!.gap === 'comma' || c.tokens[i]!.gap === 'break') return false
  }
  return false
}

const leading = /^(?:on|for|of|in|with|at|across|throughout)$/
const standingIn =
  /^(?:it|its|this|that|the|one|our|a|an|here|these|those|them|vehicle|car|truck|model|trim|example|group|board|lineup|lot|row|stock|inventory|range|bunch|fleet|all|window|glass|windshield|glove|box|glovebox|compartment|door|dash|dashboard|folder|file|side)$/

/** "MSRP on it is", "MSRP for the CR-V": where a label ends before words that name its vehicle. */
function beforeName(c: Context, at: number): number {
  let i = at - 1
  while (i > c.from && at - i < 8 && (c.taken(i) || standingIn.test(c.tokens[i]!.stem))) {
    if (c.tokens[i]!.gap === 'break' || c.tokens[i]!.gap === 'comma') return -1
    i--
  }
  return i < at - 1 && i > c.from && leading.test(c.tokens[i]!.stem) ? i : -1
}

/** What the longest label that ends before `at` and fits the unit says. */
function labelBefore(c: Context, at: number, unit: string | null): Target | undefined {
  if (at <= c.from || c.figureAt(at - 1)) return undefined
  // "electric range" is a name of the fuel too
  const least = c.taken(at - 1) ? 2 : 1
  let node: TrieNode<Target> | undefined = beforeTrie
  let found: Target | undefined
  for (let i = at - 1; i >= c.from && node; i--) {
    node = node.next?.get(c.tokens[i]!.stem)
    const target = node?.here && pick(node.here, unit)
    if (target && (at - i >= least || target.target === 'difference')) found = target
    if (c.tokens[i]!.gap === 'break') break
  }
  return found
}

/** "City fuel economy (mpg): 22": of a label with its unit behind it in parentheses, the label. */
function beforeParentheses(c: Context, figure: Figure, text: string): Target | undefined {
  const last = c.tokens[figure.from - 1]
  if (!last || figure.from <= c.from || text[last.end] !== ')') return undefined
  let at = figure.from - 1
  while (at > c.from && text[c.tokens[at]!.start - 1] !== '(') at--
  if (at <= c.from || figure.from - at > 3) return undefined
  const inner = pick(endsAt(beforeTrie, c, figure.from), figure.unit)
  if (inner && !inner.isDefault && !isUnit(c.tokens, at, figure.from)) return undefined
  return pick(endsAt(beforeTrie, c, at), figure.unit)
}

/** "down from its $36,505 sticker to $31,995": the label of the figure that it follows. */
const isOfJoined = (c: Context, at: number): boolean =>
  at - 2 >= c.from &&
  c.tokens[at]!.stem === 'to' &&
  c.tokens[at]!.gap === 'join' &&
  c.tokens[at - 1]!.gap === 'join' &&
  c.figureAt(at - 2)

/** "It sits at 23,418": no vehicle has as many seats, doors or owners. */
const isTooMany = ({ unit, value, decimals, partner }: Figure, { target }: Target): boolean =>
  unit === null &&
  (Math.max(value, partner?.value ?? 0) >= 100 || decimals > 0) &&
  /^(seats|doors|owners)$/.test(target)

/** "CITY 27 HWY 36", "City: 27 Hwy: 36": the label before each figure, where one leads the first of them too. */
export function leadingLabel(c: Context, figure: Figure): Target | undefined {
  const first = c.figures[0]
  const own = first && directLabel(c, figure)
  if (!own || !directLabel(c, first) || figure.to >= c.to) return undefined
  const next = longestAt(afterTrie, c.tokens, figure.to, c.to)
  return next && next.end < c.to && c.figureAt(next.end) ? own : undefined
}

/** The label that stands right before a figure, and says more than its unit. */
function directLabel(c: Context, { from, unit }: Figure): Target | undefined {
  if (from <= c.from || !/^(join|break)$/.test(c.tokens[from]!.gap)) return undefined
  const target = labelBefore(c, from, unit)
  return target?.unit === 'mpg' && !target.isDefault ? target : undefined
}

/** "The MSRP, if you must know, was", "the odometer (I looked) reads": where a label ends before an aside; -1 for none. */
function beforeAside(c: Context, at: number, text: string): number {
  const { gap, start } = c.tokens[at]!
  const between = text.slice(c.tokens[at - 1]!.end, start).trim()
  const opens = { ',': ',', ')': '(', '–': '–', '—': '—', '-': '-' }[between]
  if (!opens || (gap !== 'comma' && gap !== 'break')) return -1
  for (let i = at - 1; i > c.from && at - i < 9; i--) {
    if (c.figureAt(i) || (c.taken(i) && opens !== '(')) return -1
    if (c.tokens[i]!.gap !== 'comma' && c.tokens[i]!.gap !== 'break') continue
    const opening = text.slice(c.tokens[i - 1]!.end, c.tokens[i]!.start).trim()
    if (opening === opens) return i
    // "(yes, I looked it up)"
    if (opens !== '(' || opening !== ',') return -1
  }
  return -1
}

/** "odometers, which range from 406 miles", "the range is 406 to 89,594": no range of a battery. */
function isRanging(c: Context, at: number, { pair, to }: Figure): boolean {
  if (at - 1 < c.from || c.tokens[at - 1]!.stem !== 'range') return false
  if (at - 2 >= c.from && ofBattery.test(c.tokens[at - 2]!.stem)) return false
  if (pair !== null) return true
  const next = c.figures[placeOf(c.figures, { from: to })]
  const isTo =
    next !== undefined &&
    next.from - to < 6 &&
    c.tokens.slice(to, next.from).some(({ stem }) => stem === 'to')
  return isTo && (c.tokens[at]!.stem === 'from' || c.tokens[to]!.stem === 'to')
}
const ofBattery = /^(?:electric|battery|driving|epa|estimated|rated|ev|mile|mileage|odometer|price)$/

const verbs =
  /^(is|was|are|were|read|show|say|stand|come|run|reach|number|total|sit|list|start|has|have|be|at|of)$/

/** "Ask: 29,030", "You pay 41,415": of a figure that can be a sum alone, a label that is an everyday word too. */
export function targetBefore(c: Context, figure: Figure, text: string): Target | undefined {
  const own = besideBefore(c, figure, text)
  // "Range: EPA 272"
  const isRated = own?.isDefault && figure.from - 1 > c.from && c.tokens[figure.from - 1]!.stem === 'epa'
  if (own) return (isRated ? labelBefore(c, figure.from - 1, figure.unit) : undefined) ?? own
  const isSum = figure.unit === null && figure.value >= 1000 && figure.pair === null
  return isSum ? besideBefore(c, { ...figure, unit: 'USD' }, text) : undefined
}

function besideBefore(c: Context, figure: Figure, text: string): Target | undefined {
  const labelled = beforeParentheses(c, figure, text)
  if (labelled) return labelled
  let at = figure.from
  for (let step = 0; step < 6 && at > c.from; step++) {
    const target = isRanging(c, at, figure) ? undefined : labelBefore(c, at, figure.unit)
    if (target && !isTooMany(figure, target))
      return isOfFigureBefore(c, at, text) || isOfJoined(c, at)
        ? undefined
        : withJoinedCycle(c, at - 1, figure, target)
    const before = c.tokens[at - 1]!
    const aside = step > 0 && verbs.test(c.tokens[at]!.stem) ? beforeAside(c, at, text) : -1
    if (aside > 0) {
      const told = labelBefore(c, aside, figure.unit)
      return told && !isOfFigureBefore(c, aside, text) ? told : undefined
    }
    if (c.tokens[at]!.gap === 'comma' && step > 0) return undefined
    const name = beforeName(c, at)
    if (name > 0 && pick(endsAt(beforeTrie, c, name), figure.unit)) at = name
    else if ((!target && !fillersBefore.has(before.stem)) || c.taken(at - 1) || c.figureAt(at - 1))
      return undefined
    else at--
  }
  return undefined
}

function nearAt(c: Context, { unit }: Figure, at: number): Target | undefined {
  if (c.taken(at)) return undefined
  for (const phrase of phrasesAt(nearTrie, c.tokens, at, c.to).reverse()) {
    const target = pick(phrase.values, unit)
    if (target) return target
  }
  return undefined
}

/** The nearest telling word of the clause; words of another number's side of a join do not count. */
export function targetNear(c: Context, figure: Figure): Target | undefined {
  const at = (i: number): Target | undefined => nearAt(c, figure, i)
  for (let i = figure.to; i < Math.min(c.to, figure.to + 8); i++) {
    const token = c.tokens[i]!
    if (token.gap === 'break' || c.figureAt(i) || stops.has(token.stem) || token.gap === 'comma') break
    const target = at(i)
    if (target) return target
  }
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 10); i--) {
    if (c.figureAt(i)) break
    const target = at(i)
    if (target) return withJoinedCycle(c, i, figure, target)
    if (c.tokens[i]!.gap === 'break') break
  }
  return undefined
}

const isCycle = (target: Target): boolean => target === cityTarget || target === highwayTarget

/** "A mixed diet of streets and interstates works out to 29": of a cycle that is joined to the other one, both. */
function withJoinedCycle(c: Context, last: number, figure: Figure, target: Target): Target {
  if (!isCycle(target)) return target
  let joined = false
  for (let i = last - 1; i >= Math.max(c.from, last - 5) && !c.figureAt(i); i--) {
    if (c.tokens[i + 1]!.gap === 'break' || c.tokens[i + 1]!.gap === 'comma') return target
    joined ||= /^(?:and|plus)$/.test(c.tokens[i]!.stem)
    const other = joined ? (nearAt(c, figure, i) ?? target) : target
    if (other !== target && isCycle(other)) return combinedTarget
  }
  return target
}
