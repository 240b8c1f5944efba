import type { Figure } from '../find/figures.ts'
import { isNameStart, isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { phrasesAt } from '../text/phrase-trie.ts'
import { behindLabel, cellLabels, isCountLabel, labelled } from './count-labels.ts'
import { conditionAt, conditionEndingAt, conditionOf, countedAt, isWithCondition } from './counted-things.ts'
import { conditionsInTurn } from './counts-in-turn.ts'
import { placeOf } from './parallel.ts'
import { type Context, endsAt, type Target, trieOf } from './targets.ts'

const stockAfter = trieOf(data.stock.after)
const stockBehind = trieOf(data.stock.afterDirect)
const stockBefore = trieOf(data.stock.before, true)
const stockOwn = trieOf(data.stock.own, true)
const counts: Record<string, string[]> = data.stock.counts

const countLinks = new Set([
  'latter',
  'which',
  'former',
  'that',
  'number',
  'lot',
  'group',
  'bunch',
  'with',
  'carrying',
  'wearing',
  'bearing',
  'holding',
  'a',
  'have',
  'been',
  'were',
  'being',
  'of',
  'them',
  'these',
  'those',
  'are',
  'is',
  'all',
  'the',
])

const noCount: Target = {
  target: 'count',
  kind: 'count',
  unit: null,
  attributes: [],
  text: false,
  isDefault: false,
  needsUnit: false,
}

/** "four of the six": a part of the stock, which only a count of that part carries; "31 of the Honda CR-V" is no part. */
function partOf(c: Context, at: number): boolean {
  // "eleven of which have had an owner", but "31, of which 11 are used"
  if (at + 2 < c.to && c.tokens[at]!.stem === 'of' && c.tokens[at + 1]!.stem === 'which')
    return c.tokens[at]!.gap === 'join' && !c.figureAt(at + 2)
  // "1 of that number"
  if (at + 2 < c.to && c.tokens[at]!.stem === 'of' && c.tokens[at + 1]!.stem === 'that')
    return /^(number|lot|group|total|count|bunch)$/.test(c.tokens[at + 2]!.stem)
  if (
    at + 1 >= c.to ||
    c.tokens[at]!.stem !== 'of' ||
    !/^(the|these|those|them)$/.test(c.tokens[at + 1]!.stem)
  )
    return false
  if (c.tokens[at + 1]!.stem !== 'the' || !isNameStart(c.tokens, at + 2, c.to)) return true
  let end = at + 2
  while (end + 1 < c.to && c.taken(end + 1) && c.tokens[end + 1]!.gap !== 'comma') end++
  return c.tokens[end]!.word !== c.tokens[end]!.stem
}

const countWords = /^(one|ones|vehicle|car|model|unit|is|of|number|the|example)$/

/** Where "the number of" leads to a figure. */
function numberOf(c: Context, figure: Figure): number {
  for (let i = figure.from - 1; i > c.from && i > figure.from - 7; i--) {
    const { stem } = c.tokens[i]!
    if (stem === 'of' && /^(number|count|total)$/.test(c.tokens[i - 1]!.stem))
      return ofVehicle.test(c.tokens[i - 2]?.stem ?? '') ? -1 : i + 1
    if (!countWords.test(stem) && conditionAt(c.tokens, i) === undefined) return -1
  }
  return -1
}

const sumWords =
  /^(is|are|was|were|make|come|count|stand|number|total|account|run|sum|tally|reach|cover|extend|belong|go|amount|up|to|at|for|one|ones|car|vehicle|unit|model|example|group|side|column|aisle|row|pile|half|share|part|section|the|there|now|currently|today|only|just|have|has|hold|show|list)$/
const sumHeads =
  /^(is|are|was|were|make|come|count|stand|number|total|account|run|sum|tally|reach|cover|extend|belong|go|amount|one|ones|side|column|aisle|row|pile|half|group|section)$/

/** "Used makes up 8, and CPO is 2", "used ones, 15", "the certified count stands at 2": the condition that is counted. */
function conditionLed(c: Context, figure: Figure): string | undefined {
  if (figure.unit !== null) return undefined
  const isCommaFree = c.tokens[figure.from]!.gap !== 'comma'
  let summed = false
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 6); i--) {
    const { stem, gap } = c.tokens[i]!
    const named = conditionEndingAt(c.tokens, i, c.from)
    if (named) {
      const { condition, first } = named
      const before = c.tokens[first - 1]?.stem ?? ''
      // "of the used ones, three certified"
      const isWhole = /^(of|among|from)$/.test(c.tokens[first - 2]?.stem ?? '')
      if (isWhole && first - 2 >= c.from && before !== '') return undefined
      const isHead = first === c.from || c.tokens[first]!.gap !== 'join' || countedBy.test(before)
      return summed && isHead ? condition : undefined
    }
    summed ||= sumHeads.test(stem) && (isCommaFree || /^ones?$/.test(stem))
    if (!sumWords.test(stem) || gap === 'comma' || gap === 'break') return undefined
  }
  return undefined
}
const countedBy = /^(and|while|the|there|there's|with|our|but|of|are)$/

/** "The number of used ones is 14": of which condition. */
function conditionBefore(c: Context, figure: Figure): string | undefined {
  const counted = c.tokens[figure.from - 1]?.stem === 'number' ? Math.max(c.from, figure.from - 4) : -1
  for (let i = Math.max(counted, numberOf(c, figure)); i >= 0 && i < figure.from; i++) {
    const condition = conditionAt(c.tokens, i)
    if (condition) return condition
  }
  return undefined
}

/** "Its doors number four", "a city number of 27": what a number is of that is no count of vehicles. */
const ofVehicle =
  /^(head|people|person|rider|passenger|seat|seating|mile|door|owner|keeper|ownership|speaker|cylinder|cyl|gear|trim|city|highway|hwy|combined|blended|mpg|range|odometer|mileage|horsepower|power|output|torque|space|room|volume|cargo)$/

/** "Our lot holds 39 today": a count, whatever else "holds" may say of a vehicle. */
export const isLedByStock = (c: Context, figure: Figure): boolean =>
  figure.unit === null &&
  !ofVehicle.test(c.tokens[figure.from - 2]?.stem ?? '') &&
  (isCountLabel(cellLabels(c)) ||
    labelled(c, figure) !== undefined ||
    behindLabel(c, figure) !== undefined ||
    conditionsInTurn(c, figure) !== undefined ||
    conditionLed(c, figure) !== undefined ||
    isWithCondition(c, figure.to) ||
    isLetter(c, figure.to) ||
    isSplit(c, figure) ||
    numberOf(c, figure) >= 0 ||
    endsAt(stockOwn, c, figure.hedge === 'exact' ? figure.from : figure.from - 1).length > 0)

/** Where "of the used ones" names its condition, which is not that of the part; -1 when it names none. */
function conditionWithin(c: Context, of: number): number {
  const at = of + 2
  const condition = at < c.to ? conditionOf(c.tokens, at) : undefined
  if (!condition || !/^(the|our|these|those)$/.test(c.tokens[of + 1]!.stem)) return -1
  const end = condition.end - 1
  // "1 of those certified"
  return end + 1 < c.to && c.tokens[end + 1]!.gap === 'join' ? end : -1
}

const determining =
  /^(the|this|that|which|any|each|every|another|other|same|right|wrong|first|last|next|no|some|like|want|need|prefer|such)$/

/** "Nine new, one used": nothing follows that could be new or used itself. */
function isOneConditional(c: Context, at: number): boolean {
  const condition = at < c.to && c.tokens[at]!.gap === 'join' ? conditionOf(c.tokens, at) : undefined
  if (!condition) return false
  const next = c.tokens[condition.end]
  return (
    next === undefined || next.start >= (c.tokens[c.to - 1]?.end ?? 0) || /^(break|comma)$/.test(next.gap)
  )
}

/** "Of the pre-owned ones, seven made it through certification", "among the used, three certified" */
function isOfWhole(c: Context, { from }: Figure): boolean {
  if (c.tokens[from]!.gap !== 'comma') return false
  let isConditional = false
  for (let i = from - 1; i >= Math.max(c.from, from - 7); i--) {
    if (/^(of|among|from|out)$/.test(c.tokens[i]!.stem)) return isConditional
    isConditional ||= conditionAt(c.tokens, i) !== undefined
    if (c.tokens[i]!.gap === 'comma' || c.tokens[i]!.gap === 'break') return false
  }
  return false
}

/** The condition that a clause names of a part. */
function partIn(c: Context, at: number): string | undefined {
  for (let i = at; i < Math.min(c.to, at + 7); i++) {
    if (c.tokens[i]!.gap === 'break' || c.tokens[i]!.gap === 'comma' || c.figureAt(i)) return undefined
    const condition = conditionAt(c.tokens, i)
    if (condition) return condition
  }
  return undefined
}

/** "the price span of the 12 Civic vehicles": what leads to it is of them, and not of their number. */
export const isOfNamedVehicles = (c: Context, figure: Figure): boolean =>
  figure.unit === null &&
  figure.from > c.from &&
  /^(the|these|those|our|all)$/.test(c.tokens[figure.from - 1]!.word) &&
  countedAt(c, figure).certain

/** "31, of which new 20": a condition that leads to the next figure. */
function isOfNext(c: Context, at: number, to: number): boolean {
  const end = at > to ? conditionOf(c.tokens, at)?.end : undefined
  return end !== undefined && end < c.to && c.figureAt(end) && c.tokens[end]!.gap !== 'comma'
}

const letters: Record<string, string> = { N: 'new', U: 'used' }

/** "12 units / 7 N / 5 U", as a ticker has it */
function isLetter(c: Context, at: number): boolean {
  const token = at < c.to ? c.tokens[at]! : undefined
  return token?.gap === 'join' && token.raw in letters && (at + 1 >= c.to || c.tokens[at + 1]!.gap !== 'join')
}

/** "31 / 20 new / 11 used", "31, 20 new and 11 used": a total before its parts. */
function isSplit(c: Context, { unit, to }: Figure): boolean {
  if (unit !== null || to + 1 >= c.to || !c.figureAt(to) || isYear(c.tokens[to]!)) return false
  return (
    c.tokens[to]!.gap !== 'join' &&
    c.tokens[to]!.gap !== 'dash' &&
    c.tokens[to + 1]!.gap === 'join' &&
    conditionAt(c.tokens, to + 1) !== undefined
  )
}

const determiners = /^(the|our|those|these|all|their|that|your)$/

/** "20 of the 31 are new", "20 out of our 31": where the total stands that a part is of; -1 for none. */
function totalAfter(c: Context, to: number): number {
  let at = to < c.to && c.tokens[to]!.stem === 'out' ? to + 1 : to
  if (at >= c.to || c.tokens[at]!.stem !== 'of' || c.tokens[at]!.gap !== 'join') return -1
  at++
  if (at < c.to && determiners.test(c.tokens[at]!.stem)) at++
  const figure = at < c.to && c.figureAt(at) ? c.figures[placeOf(c.figures, { from: at })] : undefined
  return figure?.from === at && figure.unit === null && !isYear(c.tokens[at]!) ? at : -1
}

/**
 * The condition that a clause says last ("of the 31 used ones are certified").
 * @param isPredicate only behind a verb: "one of the 31 used ones" is one of those
 */
function lastCondition(c: Context, at: number, isPredicate: boolean): string | undefined {
  let last: string | undefined
  let isTold = !isPredicate
  let first = at + 1
  while (first < c.to && c.figureAt(first) && c.tokens[first]!.gap === 'dash') first++
  for (let i = first; i < Math.min(c.to, first + 9); i++) {
    const { gap } = c.tokens[i]!
    if (gap === 'comma' || gap === 'break' || c.figureAt(i)) break
    isTold ||= /^(is|are|was|were|be|being|come|carry|wear|have|has)$/.test(c.tokens[i]!.stem)
    if (isTold) last = conditionAt(c.tokens, i) ?? last
  }
  return last
}

/** "Of those 11, 4 are certified" */
const firstPart = (c: Context, at: number): string | undefined =>
  c.figureAt(at) ? partIn(c, at + 1) : undefined

/** The total of "20 of the 31 are new" and of "of those 11, 4 are certified": of all, or of the condition beside it. */
function totalOf(c: Context, { from, to }: Figure): Target | undefined {
  let at = from - 1
  if (at >= c.from && determiners.test(c.tokens[at]!.stem)) at--
  if (at < c.from || c.tokens[at]!.stem !== 'of' || isYear(c.tokens[from]!)) return undefined
  const out = at > c.from && c.tokens[at - 1]!.stem === 'out' ? at - 1 : at
  const isPart = out > c.from && c.figureAt(out - 1) && c.tokens[out]!.gap === 'join'
  const begins = out === c.from || c.tokens[out]!.gap !== 'join'
  if (!isPart && !(begins && to < c.to && c.tokens[to]!.gap === 'comma')) return undefined
  const condition = to < c.to && c.tokens[to]!.gap === 'join' ? conditionAt(c.tokens, to) : undefined
  if (condition) return countOf(condition)
  // "4 of the 11 are certified": of the used ones, or of all
  const part = isPart ? lastCondition(c, from, false) : firstPart(c, to)
  if (!part) return undefined
  const attributes = part === 'certified' ? ['stock_count', 'stock_used_count'] : ['stock_count']
  return { ...noCount, attributes, isAny: true }
}

/** Words that name what is counted, at most: "31 Honda Civics altogether". */
const nounsMax = 4

/** A count of vehicles, and of which condition when that is said. */
export function countTarget(c: Context, figure: Figure): Target | undefined {
  const { to } = figure
  const said = conditionsInTurn(c, figure) ?? labelled(c, figure) ?? behindLabel(c, figure)
  if (said) return countOf(said === 'all' ? undefined : said)
  if (isLetter(c, to)) return countOf(letters[c.tokens[to]!.raw])
  if (isWithCondition(c, to)) return countOf('certified')
  if (isSplit(c, figure)) return countOf(undefined)
  const ofTotal = totalAfter(c, to)
  if (ofTotal >= 0) {
    const condition =
      askedCondition(c) ?? lastCondition(c, ofTotal, figure.value === 1) ?? conditionLed(c, figure)
    if (condition) return countOf(condition)
    // "one of 14 in stock"
    return figure.value === 1 && figure.spelled ? undefined : { ...noCount }
  }
  const total = totalOf(c, figure)
  if (total) return total
  const led = endsAt(stockBefore, c, figure.from).length > 0 || isLedByStock(c, figure)
  const { vehicles, certain } = countedAt(c, figure)
  let offered = false
  let condition = conditionLed(c, figure)
  let linking = true
  const whole = partOf(c, to) ? conditionWithin(c, to) : -1
  for (let i = to; i < Math.min(c.to, to + 14); i++) {
    const token = c.tokens[i]!
    if (token.gap === 'break' || ((i > to || token.gap === 'comma') && c.figureAt(i) && !isYear(token))) break
    if (token.gap === 'comma' && figure.value === 1 && figure.spelled) break
    if (phrasesAt(stockAfter, c.tokens, i, c.to).length > 0) offered = true
    const isNear = (i === to && !figure.spelled) || (vehicles && i <= to + nounsMax)
    if (isNear && phrasesAt(stockBehind, c.tokens, i, c.to).length > 0) offered = true
    if (i > whole && (i <= to + 1 || linking || whole >= 0) && !isOfNext(c, i, to))
      condition ??= conditionAt(c.tokens, i)
    linking &&= countLinks.has(token.stem)
  }
  const one = figure.value === 1 && figure.spelled
  // "the one on our lot", "which one" count nothing
  if (one && determining.test(c.tokens[figure.from - 1]?.stem ?? '') && figure.from > c.from) return undefined
  // "a Forest Green one is here"
  if (one && figure.from > c.from && c.taken(figure.from - 1)) return undefined
  const ofWhole = isOfWhole(c, figure) ? partIn(c, to) : undefined
  if (ofWhole) return countOf(ofWhole)
  if (one && isOneConditional(c, to)) return countOf(conditionAt(c.tokens, to))
  if (one && (!offered || c.tokens[to]?.stem === 'of')) return undefined
  // "two or three models" may be anybody's, twenty-seven vehicles are counted
  const stated = figure.spelled && figure.value < 10 ? certain : vehicles
  const part = partOf(c, to) && !one && !led
  if (
    !part &&
    !offered &&
    !(led && (vehicles || !figure.spelled || labelled(c, figure) !== undefined || isSaidWhole(c, figure))) &&
    !(stated && !one)
  )
    return undefined
  if (part) condition ??= askedCondition(c)
  if (part && !condition) return { ...noCount }
  condition ??= conditionBefore(c, figure)
  return countOf(condition)
}

/** "We counted thirty-seven:" */
const isSaidWhole = (c: Context, figure: Figure): boolean =>
  isLedByStock(c, figure) && (figure.to >= c.to || c.tokens[figure.to]!.gap !== 'join')

const askingWords =
  /^(and|any|the|of|those|these|them|one|ones|how|about|what|are|many|car|vehicle|pre|also|there|a|few)$/

/** "And pre-owned?", "Any used?": the condition that a question asks for and nothing else. */
export function askedCondition({ asked }: Context): string | undefined {
  if (asked.length === 0 || asked.length > 7) return undefined
  const conditions = new Set(asked.flatMap((_, i) => conditionAt(asked, i) ?? []))
  const isAlone = asked.every(
    ({ stem }, i) => conditionAt(asked, i) !== undefined || askingWords.test(stem) || stem === 'owned',
  )
  if (!isAlone) return undefined
  return conditions.has('certified') ? 'certified' : conditions.size === 1 ? [...conditions][0] : undefined
}

/** A count of the vehicles of a condition, or of all. */
export function countOf(condition: string | undefined): Target {
  const conditional = condition ? counts[condition]! : []
  const all = ['stock_count', 'stock_new_count', 'stock_used_count', 'stock_certified_count']
  return { ...noCount, attributes: condition ? [...conditional, 'stock_count'] : all }
}
