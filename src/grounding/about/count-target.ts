import type { Figure } from '../find/figures.ts'
import { isNameStart, isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { longestAt } from '../text/phrase-trie.ts'
import { askedCondition } from './condition-asked.ts'
import { conditionBefore, conditionLed, isOfVehicle, numberOf } from './condition-led.ts'
import { behindLabel, cellLabels, isCountLabel, labelled } from './count-labels.ts'
import { countOf, counts, noCount } from './count-of.ts'
import {
  conditionAt,
  conditionOf,
  countedAt,
  isStockNoun,
  isWithCondition,
  notCounted,
} from './counted-things.ts'
import { conditionsInTurn } from './counts-in-turn.ts'
import { isToldOf } from './one-told-of.ts'
import {
  apposedTo,
  conditionOfAll,
  isLeftOver,
  isLetter,
  isShownByOne,
  isSome,
  isSplit,
  isToBeExact,
  letterBefore,
  letters,
  saidOfPart,
  toldOfParentheses,
  topicOf,
} from './parts-said.ts'
import { restTarget } from './rest-count.ts'
import { type Context, endsAt, type Target, trieOf } from './targets.ts'
import { isAllWeHave, isPartOfUsed, lastCondition, partIn, totalAfter, totalOf } from './totals.ts'

const stockAfter = trieOf(data.stock.after)
const stockBehind = trieOf(data.stock.afterDirect)
const stockBefore = trieOf(data.stock.before, true)
const stockOwn = trieOf(data.stock.own, true)

const countLinks = new Set([
  'in',
  'stock',
  'latter',
  'which',
  'former',
  'that',
  'number',
  'lot',
  'group',
  'bunch',
  'here',
  'more',
  'available',
  'further',
  'additional',
  'as',
  'how',
  'many',
  'their',
  'its',
  'our',
  'earned',
  'received',
  'got',
  'gone',
  'through',
  'passed',
  'made',
  'it',
  'cleared',
  'completed',
  'achieved',
  'hold',
  'carry',
  'wear',
  'come',
  'now',
  'already',
  'since',
  'currently',
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

/** "four of the six": a part of the stock, which only a count of that part carries; "31 of the Honda CR-V" is no part. */
function partOf(c: Context, at: number): boolean {
  // "eleven of which have had an owner", but "31, of which 11 are used"
  if (at + 2 < c.to && c.tokens[at]!.stem === 'of' && c.tokens[at + 1]!.stem === 'which')
    return c.tokens[at]!.gap === 'join' && !c.figureAt(at + 2)
  // "1 of that number"
  if (at + 2 < c.to && c.tokens[at]!.stem === 'of' && c.tokens[at + 1]!.stem === 'that')
    return /^(number|lot|group|total|count|bunch)$/.test(c.tokens[at + 2]!.stem)
  if (at + 1 >= c.to || c.tokens[at]!.stem !== 'of') return false
  // "with 9 of our cars certified"
  if (c.tokens[at + 1]!.word === 'our')
    return [2, 3, 4, 5].some((i) => at + i < c.to && conditionAt(c.tokens, at + i) !== undefined)
  if (!/^(the|these|those|them)$/.test(c.tokens[at + 1]!.stem)) return false
  if (c.tokens[at + 1]!.stem !== 'the' || !isNameStart(c.tokens, at + 2, c.to)) return true
  let end = at + 2
  while (end + 1 < c.to && c.taken(end + 1) && c.tokens[end + 1]!.gap !== 'comma') end++
  return c.tokens[end]!.word !== c.tokens[end]!.stem
}

/** "Our lot holds 39 today": a count, whatever else "holds" may say of a vehicle. */
export const isLedByStock = (c: Context, figure: Figure): boolean =>
  figure.unit === null &&
  !isOfVehicle(c, figure) &&
  (isCountLabel(cellLabels(c)) ||
    labelled(c, figure) !== undefined ||
    behindLabel(c, figure) !== undefined ||
    conditionsInTurn(c, figure) !== undefined ||
    conditionLed(c, figure) !== undefined ||
    isWithCondition(c, figure.to) ||
    isSome(c, figure) ||
    isLetter(c, figure.to) ||
    letterBefore(c, figure) !== undefined ||
    toldOfParentheses(c, figure) !== undefined ||
    isSplit(c, figure) ||
    restTarget(c, figure) !== undefined ||
    numberOf(c, figure) >= 0 ||
    (endsAt(stockOwn, c, figure.hedge === 'exact' ? figure.from : figure.from - 1).length > 0 &&
      !isOfMiles(c, figure)))

/** "Most miles on any in stock: 65,499" */
const isOfMiles = (c: Context, { from, value }: Figure): boolean =>
  value >= 1000 && c.tokens.slice(c.from, from).some(({ stem }) => /^(?:mile|mileage|odometer)$/.test(stem))

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
    if (/^(of|among|from|out|within|inside)$/.test(c.tokens[i]!.stem)) return isConditional
    isConditional ||= conditionAt(c.tokens, i) !== undefined
    if (c.tokens[i]!.gap === 'comma' || c.tokens[i]!.gap === 'break') return false
  }
  return false
}

/** "the price span of the 12 Civic vehicles": what leads to it is of them, and not of their number. */
export const isOfNamedVehicles = (c: Context, figure: Figure): boolean =>
  figure.unit === null &&
  figure.from > c.from &&
  /^(the|these|those|our|all)$/.test(c.tokens[figure.from - 1]!.word) &&
  countedAt(c, figure).certain

const stockNamed = trieOf(data.stock.named)
const ofAll =
  /^(have|has|carry|come|seat|are|ride|run|share|get|wear|feature|include|offer|use|drive|burn|take|fit)$/

/** "All 34 seat eight" */
const isAllOfThem = (c: Context, { value, from, to, hedge }: Figure): boolean =>
  value >= 10 &&
  hedge === 'exact' &&
  from > c.from &&
  c.tokens[from - 1]!.stem === 'all' &&
  to < c.to &&
  c.tokens[to]!.gap === 'join' &&
  ofAll.test(c.tokens[to]!.stem)

/** "We hold 46 Subarus", "choose from 46 listings": what may lead to a number of seats leads to one of vehicles. */
export function isHeldStock(c: Context, figure: Figure): boolean {
  const { unit, value, from, to } = figure
  if (unit !== null || to >= c.to || c.tokens[to]!.gap !== 'join') return false
  if (isAllOfThem(c, figure)) return true
  // "11 belonged to somebody else first"
  const told = conditionOf(c.tokens, to)
  if (told && told.end > to + 2) return true
  if (value >= 10 && isOfThese(c, to)) return true
  return (
    (value >= 10 && longestAt(stockNamed, c.tokens, to, c.to) !== undefined) ||
    (from > c.from && value < 1000 && (value >= 10 || !figure.spelled) && isNameStart(c.tokens, to, c.to))
  )
}

/** "The lot holds 19 of these five-passenger sedans" */
const isOfThese = ({ tokens }: Context, at: number): boolean =>
  tokens[at]!.word === 'of' &&
  /^(?:these|those)$/.test(tokens[at + 1]?.word ?? '') &&
  [2, 3, 4].some((behind) => at + behind < tokens.length && isStockNoun(tokens, at + behind))

/** "31, of which new 20": a condition that leads to the next figure. */
function isOfNext(c: Context, at: number, to: number): boolean {
  const end = at > to ? conditionOf(c.tokens, at)?.end : undefined
  // "12 are used; 22 are not"
  const isTold = /^(are|is|were|was)$/.test(c.tokens[at - 1]!.stem)
  return end !== undefined && end < c.to && c.figureAt(end) && c.tokens[end]!.gap !== 'comma' && !isTold
}

/** Words that name what is counted, at most: "31 Honda Civics altogether". */
const nounsMax = 4

/** Words in which trims are named that were counted, at most. */
const namedMax = 24

/** "All three trims in our inventory, Select, Preferred and Premium Plus": those that are named. */
const countsTrims = (c: Context, { from, to, spelled, value }: Figure): boolean =>
  spelled &&
  to < c.to &&
  (from === c.from || /^(?:all|the|these|those)$/.test(c.tokens[from - 1]!.word)) &&
  /^(?:trims|grades|versions)$/.test(c.tokens[to]!.word) &&
  c.tokens.slice(to, Math.min(c.to, to + namedMax)).filter((_, i) => c.taken(to + i)).length >= value

/** A count of vehicles, and of which condition when that is said. */
export function countTarget(c: Context, figure: Figure): Target | undefined {
  const { to } = figure
  if (countsTrims(c, figure)) return undefined
  if (isAllWeHave(c, figure)) return countOf(undefined)
  const beside = saidOfPart(c, figure)
  if (beside) return countOf(beside)
  const rest = restTarget(c, figure)
  if (rest) return rest
  const said = conditionsInTurn(c, figure) ?? labelled(c, figure) ?? behindLabel(c, figure)
  // "How many are certified? Count: 7."
  const asked = c.figures[0] === figure ? askedCondition(c) : undefined
  if (said) return countOf(said === 'all' ? asked : said)
  const told = toldOfParentheses(c, figure)
  if (told) return countOf(told)
  if (isSome(c, figure)) return countOf(undefined)
  const letter = letterBefore(c, figure)
  if (letter) return countOf(letter)
  if (isLetter(c, to)) return countOf(letters[c.tokens[to]!.raw])
  const total = totalOf(c, figure)
  if (total) return total
  if (isWithCondition(c, to)) return countOf('certified')
  if (isSplit(c, figure)) return countOf(conditionLed(c, figure))
  const ofTotal = totalAfter(c, to)
  if (ofTotal >= 0) {
    const condition =
      askedCondition(c) ??
      (isPartOfUsed(c, ofTotal) ? 'certified' : undefined) ??
      lastCondition(c, ofTotal, figure.value === 1) ??
      conditionLed(c, figure)
    if (condition) return countOf(condition)
    // "one of 14 in stock"
    return figure.value === 1 && figure.spelled ? undefined : { ...noCount }
  }
  if (isAllOfThem(c, figure)) return countOf(undefined)
  const led =
    (endsAt(stockBefore, c, figure.from).length > 0 && !isShownByOne(c, figure.from)) ||
    isLedByStock(c, figure) ||
    isHeldStock(c, figure) ||
    isLeftOver(c, figure)
  const { vehicles, certain } = countedAt(c, figure)
  let offered = false
  let condition = conditionLed(c, figure)
  let linking = true
  const whole = partOf(c, to) ? conditionWithin(c, to) : -1
  for (let i = to; i < Math.min(c.to, to + 14); i++) {
    const token = c.tokens[i]!
    if (token.gap === 'break' || ((i > to || token.gap === 'comma') && c.figureAt(i) && !isYear(token))) break
    if (token.gap === 'comma' && figure.value === 1 && figure.spelled) break
    if (longestAt(stockAfter, c.tokens, i, c.to) !== undefined) offered = true
    const isNear = (i === to && (!figure.spelled || figure.value > 8)) || (vehicles && i <= to + nounsMax)
    if (isNear && longestAt(stockBehind, c.tokens, i, c.to) !== undefined) offered = true
    if (i > whole && (i <= to + 1 || linking || whole >= 0) && !isOfNext(c, i, to))
      condition ??= conditionOfAll(c, i)
    if (condition === 'all') return countOf(undefined)
    linking &&= countLinks.has(token.stem) || isStockNoun(c.tokens, i) || c.taken(i)
  }
  const one = figure.value === 1 && figure.spelled
  if (one && isToldOf(c, to)) return undefined
  const partOfThem = one ? partNamed(c, to) : undefined
  if (partOfThem) return countOf(partOfThem)
  // "the one on our lot", "which one" count nothing
  if (one && determining.test(c.tokens[figure.from - 1]?.stem ?? '') && figure.from > c.from) return undefined
  // "One place to start is …"
  if (one && to < c.to && notCounted.test(c.tokens[to]!.stem)) return undefined
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
    !(
      led &&
      (vehicles ||
        !figure.spelled ||
        labelled(c, figure) !== undefined ||
        isSaidWhole(c, figure) ||
        isWholeSentence(c, figure))
    ) &&
    !(stated && !one)
  )
    return undefined
  if (part) condition ??= askedCondition(c)
  // "Two-thirds are new (20 of them)"
  if (part) condition ??= apposedTo(c, figure)
  if (part && !condition) return isAllOfWhole(c, figure, offered) ? countOf(undefined) : { ...noCount }
  condition ??= conditionBefore(c, figure)
  if (condition === 'all') return countOf(undefined)
  condition ??= topicOf(c, figure) ?? asked
  // "## New Civics", and below it "There are 20."
  if (condition === undefined && c.headed)
    return { ...noCount, attributes: ['stock_count', ...counts[c.headed]!], isAny: true }
  return { ...countOf(condition), isAny: condition === undefined && isLeftOver(c, figure) }
}

/** "With 37 of them at hand", "Ford F-150, I mean, forty-three of them": the first that is told of all. */
const isAllOfWhole = (c: Context, figure: Figure, offered: boolean): boolean =>
  c.figures[0] === figure &&
  (offered ||
    (figure.value > 8 &&
      /^(?:them|these|those)$/.test(c.tokens[figure.to + 1]!.stem) &&
      isSaidNowhere(c, figure.to + 2)))

/**
 * Nothing follows that only a part would be said to be: "18 of these hybrid sedans at Lone Star Motors", "13 of them
 * right now", "39 of them, to be exact", "13 of them, six new and seven used".
 */
function isSaidNowhere(c: Context, at: number): boolean {
  let i = at
  const isOfThem = (j: number): boolean =>
    c.taken(j) ||
    c.figureAt(j) ||
    isStockNoun(c.tokens, j) ||
    /^(?:passenger|seat|door|seater)$/.test(c.tokens[j]!.stem)
  while (i < c.to && /^(?:join|dash)$/.test(c.tokens[i]!.gap) && isOfThem(i)) i++
  if (i >= c.to || c.tokens[i]!.gap === 'break') return true
  if (c.tokens[i]!.gap === 'comma') return c.figureAt(i) || isToBeExact(c, i)
  if (i > at && /^(?:at|here)$/.test(c.tokens[i]!.stem)) return true
  const last = c.tokens[i]!.word === 'right' ? i + 1 : i
  return /^(?:now|today|currently)$/.test(c.tokens[last]?.word ?? '') && c.tokens[last + 1]?.gap !== 'join'
}

/** "We counted thirty-seven:" */
const isSaidWhole = (c: Context, figure: Figure): boolean =>
  isLedByStock(c, figure) && (figure.to >= c.to || c.tokens[figure.to]!.gap !== 'join')

/** "There are thirty-three." */
const isWholeSentence = (c: Context, { from, to, value }: Figure): boolean =>
  to >= c.to &&
  value > 8 &&
  from - c.from < 5 &&
  !c.tokens.slice(c.from, from).some((_, i) => c.taken(c.from + i))

/** "one of them certified", "one of those is used": a condition that is said of the part and of nothing behind it. */
function partNamed(c: Context, to: number): string | undefined {
  if (
    to + 2 >= c.to ||
    c.tokens[to]!.stem !== 'of' ||
    !/^(them|these|those|which)$/.test(c.tokens[to + 1]!.stem)
  )
    return undefined
  const at = /^(is|being|are)$/.test(c.tokens[to + 2]!.stem) ? to + 3 : to + 2
  return at < c.to && c.tokens[at]!.gap === 'join' && isOneConditional(c, at)
    ? conditionAt(c.tokens, at)
    : undefined
}
