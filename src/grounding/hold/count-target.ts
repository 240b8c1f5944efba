import type { Figure } from '../find/figures.ts'
import { isNameStart, isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { phrasesAt } from '../text/phrase-trie.ts'
import type { Token } from '../text/tokens.ts'
import { conditionAt, countedAt } from './counted-things.ts'
import { type Context, endsAt, type Target, trieOf } from './targets.ts'

const stockAfter = trieOf(data.stock.after)
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

const labelWords =
  /^(new|used|certified|cpo|pre|owned|preowned|total|count|number|of|on|the|our|lot|in|stock|hand|available|vehicle|car|model|unit|one|ones|arrival|those|these|them|which|that|latter|and|all|among|inventory|ground)$/
const labelHeads =
  /^(new|used|certified|cpo|preowned|owned|total|count|lot|stock|hand|available|vehicle|unit|inventory)$/

const isCountLabel = (words: readonly { stem: string }[]): boolean =>
  words.length > 0 &&
  words.every(({ stem }) => labelWords.test(stem)) &&
  words.some(({ stem }) => labelHeads.test(stem))

const isConditional = (c: Context, at: number): boolean => conditionAt(c.tokens, at) !== undefined

/** The words of the label that a figure answers: "Certified pre-owned: 7", or the row's and the column's. */
function labelOf(c: Context, figure: Figure): { from: number; to: number } | undefined {
  if (c.tokens[figure.from]!.gap !== 'break' || figure.from === c.from) return undefined
  let from = figure.from - 1
  while (from > c.from && c.tokens[from]!.gap !== 'break') from--
  // "New CR-Vs: 20"
  const isOfNames = c.taken(figure.from - 1) && /s$/i.test(c.tokens[figure.from - 1]!.raw)
  const words = c.tokens
    .slice(from, figure.from)
    .filter((_, i) => !isOfNames || !c.taken(from + i) || isConditional(c, from + i))
  return isCountLabel(words) ? { from, to: figure.from } : undefined
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
  /^(is|are|was|were|make|come|count|stand|number|total|account|run|sum|tally|reach|up|to|at|for|one|ones|car|vehicle|unit|model|example|group|side|share|part|section|the|there|now|currently|today|only|just)$/
const sumHeads = /^(is|are|was|were|make|come|count|stand|number|total|account|run|sum|tally|reach|one|ones)$/

/** "Used makes up 8, and CPO is 2", "used ones, 15", "the certified count stands at 2": the condition that is counted. */
function conditionLed(c: Context, figure: Figure): string | undefined {
  if (figure.unit !== null) return undefined
  const isCommaFree = c.tokens[figure.from]!.gap !== 'comma'
  let summed = false
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 6); i--) {
    const { stem, gap } = c.tokens[i]!
    const isOwned = stem === 'owned' && i > c.from && c.tokens[i - 1]!.stem === 'pre'
    const condition = isOwned ? 'used' : conditionAt(c.tokens, i)
    if (condition) {
      const first = isOwned ? i - 1 : i
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
  const from = labelOf(c, figure)?.from ?? Math.max(counted, numberOf(c, figure))
  for (let i = from; from >= 0 && i < figure.from; i++) {
    const condition = conditionAt(c.tokens, i)
    if (condition) return condition
  }
  const labels = isCountLabel(cellLabels(c)) ? cellLabels(c) : []
  for (let i = 0; i < labels.length; i++) {
    const condition = conditionAt(labels, i)
    if (condition) return condition
  }
  return undefined
}

/** The labels of a cell that holds figures, without those that are figures themselves. */
const cellLabels = (c: Context): readonly Token[] => c.labels.filter((token) => Number.isNaN(token.value))

/** "Its doors number four", "a city number of 27": what a number is of that is no count of vehicles. */
const ofVehicle =
  /^(head|people|person|rider|passenger|seat|seating|mile|door|owner|keeper|ownership|speaker|cylinder|cyl|gear|trim|city|highway|hwy|combined|blended|mpg|range|odometer|mileage|horsepower|power|output|torque|space|room|volume|cargo)$/

/** "Our lot holds 39 today": a count, whatever else "holds" may say of a vehicle. */
export const isLedByStock = (c: Context, figure: Figure): boolean =>
  figure.unit === null &&
  !ofVehicle.test(c.tokens[figure.from - 2]?.stem ?? '') &&
  (isCountLabel(cellLabels(c)) ||
    labelOf(c, figure) !== undefined ||
    conditionLed(c, figure) !== undefined ||
    numberOf(c, figure) >= 0 ||
    endsAt(stockOwn, c, figure.hedge === 'exact' ? figure.from : figure.from - 1).length > 0)

/** Where "of the used ones" names its condition, which is not that of the part; -1 when it names none. */
function conditionWithin(c: Context, of: number): number {
  const at = of + 2
  if (at >= c.to || !/^(the|our|these|those)$/.test(c.tokens[of + 1]!.stem) || !conditionAt(c.tokens, at))
    return -1
  const end = c.tokens[at]!.stem === 'pre' ? at + 1 : at
  // "1 of those certified"
  return end + 1 < c.to && c.tokens[end + 1]!.gap === 'join' ? end : -1
}

const determining =
  /^(the|this|that|which|any|each|every|another|other|same|right|wrong|first|last|next|no|some|like|want|need|prefer|such)$/

/** "Nine new, one used": nothing follows that could be new or used itself. */
function isOneConditional(c: Context, at: number): boolean {
  if (at >= c.to || c.tokens[at]!.gap !== 'join' || conditionAt(c.tokens, at) === undefined) return false
  const next = c.tokens[at + (c.tokens[at]!.stem === 'pre' ? 2 : 1)]
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

/** A count of vehicles, and of which condition when that is said. */
export function countTarget(c: Context, figure: Figure): Target | undefined {
  const { to } = figure
  const led = endsAt(stockBefore, c, figure.from).length > 0 || isLedByStock(c, figure)
  const { vehicles, certain } = countedAt(c, figure)
  let offered = false
  let condition = conditionLed(c, figure)
  let linking = true
  const whole = partOf(c, to) ? conditionWithin(c, to) : -1
  for (let i = to; i < Math.min(c.to, to + 14); i++) {
    const token = c.tokens[i]!
    if (token.gap === 'break' || (i > to && c.figureAt(i) && !isYear(token))) break
    if (token.gap === 'comma' && figure.value === 1 && figure.spelled) break
    if (phrasesAt(stockAfter, c.tokens, i, c.to).length > 0) offered = true
    if (i > whole && (i <= to + 1 || linking || whole >= 0)) condition ??= conditionAt(c.tokens, i)
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
    !(led && (vehicles || !figure.spelled || labelOf(c, figure) !== undefined || isSaidWhole(c, figure))) &&
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
