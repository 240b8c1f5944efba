// What a number is about: by its unit, by the words next to it ("34 mpg highway", "MSRP of $33,000"), by those near it
// and by the labels of its table. A number is never held against a fact of another attribute.

import type { Figure } from '../find/figures.ts'
import { isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { longestAt } from '../text/phrase-trie.ts'
import { askedCount, askedTarget } from './asked.ts'
import { leadingLabel, targetAfter, targetBefore, targetNear } from './beside.ts'
import { bareLiters, besideCylinders, trailerWeight } from './clause-targets.ts'
import { countTarget, isHeldStock, isLedByStock, isOfNamedVehicles } from './count-target.ts'
import { countsNothing } from './counts-nothing.ts'
import {
  cityTarget,
  combinedTarget,
  cycleAfter,
  cycleAveraged,
  cycleOfThree,
  highwayTarget,
  isSlashed,
  ofBothCycles,
  pairLedByVerb,
  pairTarget,
  splitOfCombined,
} from './cycles.ts'
import {
  besideNameToo,
  contrasted,
  counterpart,
  cycleSharer,
  leadsToOther,
  pairInTurn,
  restated,
  sharer,
  sumBefore,
} from './elliptic.ts'
import { targetBehind, targetInParentheses, targetOfLabels, targetOfLine } from './label-targets.ts'
import { parallelTarget, placeOf } from './parallel.ts'
import { isWholeOfShare, shareTarget } from './shares.ts'
import { bareEnd, milesEnd, stickerEnd } from './stock-ends.ts'
import { formerPrice, newPrice, presentPrice, priceTarget, sumPart } from './sums.ts'
import { type Context, endsAt, spelledTrie, type Target, targets, trieOf } from './targets.ts'

const notModelYear = trieOf(data.notModelYear, true)

const coverageTarget = targets.find((target) => target.target === 'distance')!

/** "3-year/36,000-mile", "three years or 36,000 miles": how long a coverage runs. */
function isAfterYears(c: Context, figure: Figure): boolean {
  const at = figure.from - 1
  const before = /^(or|and)$/.test(c.tokens[at]?.stem ?? '') ? at - 1 : at
  return before > c.from && /^(year|yr)$/.test(c.tokens[before]!.stem) && c.tokens[at + 1]!.gap !== 'break'
}

const seatsTarget = targets.find((target) => target.target === 'seats')!
const riding = /^(fit|sit|ride|travel|can|may)$/

const inside = /^(?:into|in|inside|aboard)$/

/** "eight people fit", "seven people are in it", "pack four people into the CX-5" */
const isRiding = (c: Context, at: number): boolean =>
  at < c.to &&
  c.tokens[at]!.gap === 'join' &&
  (riding.test(c.tokens[at]!.stem) ||
    c.tokens[at]!.word === 'into' ||
    (c.tokens[at]!.word === 'are' && at + 1 < c.to && inside.test(c.tokens[at + 1]!.word)))

/** "Capacity, Highlander: 8 people.", "Jetta S: 5 people, $23,445", "| Who fits | 6 people |" */
const isBehindLabel = (c: Context, { from, to }: Figure): boolean =>
  (from === c.from ? c.labels.length > 0 : c.tokens[from]!.gap === 'break') &&
  (to >= c.to || /^(?:break|comma)$/.test(c.tokens[to]!.gap))

/** "a 7-person SUV" */
const isSizedFor = (c: Context, { to }: Figure): boolean =>
  to < c.to &&
  c.tokens[to - 1]!.gap === 'dash' &&
  sized.test(c.tokens[to]!.stem) &&
  c.tokens[to]!.gap === 'join'

const sized =
  /^(?:suv|vehicle|car|truck|van|minivan|sedan|crossover|wagon|pickup|cabin|interior|capacity|seating)$/

/** "owned by two people", "two people have owned it" */
function ownersTarget(c: Context, figure: Figure, text: string): Target | undefined {
  const one = { ...figure, unit: 'owner' }
  const target = targetAfter(c, one, false) ?? targetBefore(c, one, text)
  return target?.target === 'owners' ? target : undefined
}

/** "7 people get a seat", "7 people on board" */
function seatedTarget(c: Context, figure: Figure): Target | undefined {
  const target = figure.spelled ? undefined : targetAfter(c, { ...figure, unit: 'seat' }, false)
  return target === seatsTarget ? target : undefined
}

/** "You may only take one home": one of the vehicles. */
const isPick = (c: Context, figure: Figure, target: Target): boolean =>
  target.target === 'seats' &&
  figure.unit === null &&
  figure.spelled &&
  figure.value === 1 &&
  c.asked.length === 0

/** "Here we take up two of them, the XLE and the Platinum", and not "The F-150 takes six of them" */
const isOfThem = (c: Context, { from, to, unit, spelled }: Figure): boolean =>
  unit === null &&
  spelled &&
  to + 1 < c.to &&
  c.tokens[to]!.word === 'of' &&
  /^(them|these|those)$/.test(c.tokens[to + 1]!.word) &&
  c.tokens.slice(Math.max(c.from, from - 3), from).some(({ word }) => /^(we|you|i|us|me)$/.test(word))

const yearTarget: Target = {
  target: 'year',
  kind: 'year',
  unit: null,
  attributes: ['year', 'stock_year'],
  text: false,
  isDefault: false,
  needsUnit: false,
}
const noTarget: Target = {
  target: 'none',
  kind: 'number',
  unit: null,
  attributes: [],
  text: false,
  isDefault: false,
  needsUnit: false,
}

/** What the figure is about that another one leaves out; that one alone, so that no chain of them is walked. */
const sameAs = (c: Context, figure: Figure | undefined, text: string): Target | undefined =>
  figure && targetOf({ ...c, figures: [figure] }, figure, text)

/** The second of a pair is about what the first is: "27/32" of its two cycles. */
function ofPartner(c: Context, figure: Figure, text: string): Target | undefined {
  if (figure.pair !== 'second' || figure.partner?.pair !== 'first') return undefined
  const target = sameAs(c, figure.partner, text)
  return target === cityTarget && isSlashed(c, figure) ? highwayTarget : target
}

const economyTarget = targets.find((target) => target.target === 'economy')!
/** "1-own, clean, 17.6k": thousands alone in a list. */
const bareThousands = (c: Context, { unit, scale, spelled, to }: Figure): Target | undefined =>
  unit === null && !spelled && scale === 1000 && (to >= c.to || c.tokens[to]!.gap !== 'join')
    ? milesTarget
    : undefined

/** "12,345 is what the odometer reads" */
function odometerAhead(c: Context, { unit, value, spelled, to }: Figure): Target | undefined {
  if (unit !== null || spelled || value < 100) return undefined
  for (let i = to; i < Math.min(c.to, to + 6); i++) {
    const { stem, gap } = c.tokens[i]!
    if (gap === 'break' || gap === 'comma' || c.figureAt(i)) return undefined
    if (/^(odometer|odo|mileage|speedo|dash|clock|dial)$/.test(stem)) return milesTarget
  }
  return undefined
}

/** "five of you fit", "two is how many doors it has" */
function spelledTarget(c: Context, { unit, spelled, value, to }: Figure): Target | undefined {
  if (unit !== null || !spelled || to >= c.to || c.tokens[to]!.gap !== 'join') return undefined
  const target = longestAt(spelledTrie, c.tokens, to, c.to)?.values[0]
  return target && (value > 1 || target.target === 'owners') ? target : undefined
}

/** "Five people, four doors": one of a row of counts of a vehicle. */
function listedPeople(c: Context, { to }: Figure): boolean {
  const next = c.figures[placeOf(c.figures, { from: to })]
  return next?.from === to && c.tokens[to]!.gap === 'comma' && /^(door|seat|owner)$/.test(next.unit ?? '')
}

const powerTarget = targets.find((target) => target.target === 'horsepower')!
const milesTarget = targets.find((target) => target.target === 'miles')!

/** "makes 400": beside another figure that says horsepower. */
const poweredTarget = (c: Context, { from, value, spelled }: Figure): Target | undefined =>
  !spelled &&
  value >= 60 &&
  from > c.from &&
  /^(make|produce|develop|deliver|with)$/.test(c.tokens[from - 1]!.stem) &&
  c.figures.slice(0, 8).some((one) => one.unit === 'hp')
    ? powerTarget
    : undefined

/** "Most: 72,671", "the freshest 519": a bare figure of stock that is an end of its miles. */
const extremeTarget = (c: Context, { from, value, spelled }: Figure): Target | undefined =>
  !spelled && value >= 100 && from > c.from && extreme.test(c.tokens[from - 1]!.stem)
    ? milesTarget
    : undefined

const extreme = /^(?:most|least|[a-z]{3,}est)$/

/** The lower or the higher of two ends, and not what is taken from a sum: "$47,055 – $1,850". */
const isOfRange = ({ pair, partner, value }: Figure): boolean =>
  partner !== null && (pair === 'first' ? value < partner.value : value > partner.value)

/** What a figure is about; undefined when it is a word like "one" that states no figure. */
export function targetOf(c: Context, figure: Figure, text: string): Target | undefined {
  const token = c.tokens[figure.from]!
  // people are seats where the words before say so ("room for five people")
  if (figure.unit === 'person')
    return (
      targetBefore(c, { ...figure, unit: 'seat' }, text) ??
      askedTarget(c, { ...figure, unit: 'seat' }) ??
      ownersTarget(c, figure, text) ??
      seatedTarget(c, figure) ??
      targetOfLabels(c, 'seat') ??
      (isRiding(c, figure.to) || isSizedFor(c, figure) || listedPeople(c, figure) || isBehindLabel(c, figure)
        ? seatsTarget
        : figure.spelled
          ? undefined
          : noTarget)
    )
  const { unit } = figure
  if (unit === 'mi' && isAfterYears(c, figure)) return coverageTarget
  // "a '24 CR-V", "twenty twenty-six"
  if (unit === null && figure.value >= 2000 && figure.value - token.value === 2000) return yearTarget
  if (unit === null && token.word === 'twenty' && figure.value > 2000 && figure.value < 2100)
    return yearTarget
  if (unit === null && isYear(token) && text[token.end] !== '+')
    // "Walk-Through: 2026 Traverse" tells a model year
    return token.gap !== 'break' && endsAt(notModelYear, c, figure.from).length > 0 && figure.pair === null
      ? noTarget
      : yearTarget
  const share = shareTarget(c, figure)
  if (share) return share
  if (isWholeOfShare(c, figure)) return undefined
  if (countsNothing(c, figure)) return undefined
  if (isLedByStock(c, figure))
    return countTarget(c, figure) ?? (figure.spelled && figure.value === 1 ? undefined : noTarget)
  const ofVehicles =
    isOfNamedVehicles(c, figure) || isHeldStock(c, figure) ? countTarget(c, figure) : undefined
  if (ofVehicles) return ofVehicles
  const named =
    (figure.partner ? undefined : targetInParentheses(c, figure, text)) ??
    splitOfCombined(c, figure, text) ??
    stickerEnd(c, figure) ??
    sumPart(c, figure, text) ??
    formerPrice(c, figure, text) ??
    leadingLabel(c, figure) ??
    besideCylinders(c, figure) ??
    sameAs(c, contrasted(c, figure), text) ??
    pairInTurn(c, figure) ??
    cycleAfter(c, figure) ??
    parallelTarget(c, figure, text) ??
    pairTarget(c, figure) ??
    targetInParentheses(c, figure, text) ??
    (unit === null && figure.spelled && figure.value < 1000
      ? undefined
      : targetAfter(c, figure, targetBefore(c, figure, text) !== undefined)) ??
    spelledTarget(c, figure) ??
    newPrice(c, figure) ??
    trailerWeight(c, figure) ??
    ofBothCycles(c, figure) ??
    cycleAveraged(c, figure) ??
    presentPrice(c, figure, text) ??
    targetBefore(c, figure, text) ??
    targetOfLabels(c, unit) ??
    targetBehind(c, figure, text) ??
    askedTarget(c, figure) ??
    odometerAhead(c, figure) ??
    bareLiters(c, figure) ??
    (unit === null ? undefined : (targetNear(c, figure) ?? targetOfLine(c, figure, text))) ??
    sameAs(c, restated(c, figure), text)
  // "the spread is $21,450–$41,905"
  if (named?.target === 'difference' && isOfRange(figure)) return priceTarget
  if (named && isPick(c, figure, named)) return undefined
  if (named?.target === 'seats' && isOfThem(c, figure)) return countTarget(c, figure)
  // "MSRP on this one": of all that is counted a vehicle has one owner, and no more
  if (named && named.target !== 'owners' && unit === null && figure.spelled && figure.value === 1)
    return countTarget(c, figure)
  const cycle = ofCycle(c, figure, named)
  if (cycle !== named) return cycle
  // "MSRPs are $50,855 and $25,775"
  if (unit !== null && (!named || named.isDefault)) {
    const target = toldCycle(c, figure) ?? ofPartner(c, figure, text) ?? sameSum(c, figure, text)
    if (target) return target
  }
  if (unit === 'mpg' && (named ?? economyTarget) === economyTarget)
    return (
      sameAs(c, cycleSharer(c, figure), text) ??
      sameAs(c, counterpart(c, figure, text), text) ??
      toldCycle(c, figure) ??
      economyTarget
    )
  if (named && !isTooFew(figure, named)) return named
  if (unit !== null)
    return (
      targets.find((target) => target.unit === unit && target.isDefault) ?? { ...noTarget, unit, text: true }
    )
  // "Mileage goes up to 89,594, so there is something for everybody"
  const counted =
    (figure.value >= 1000 ? milesEnd(c, figure) : undefined) ??
    (figure.decimals === 0 ? (countTarget(c, figure) ?? askedCount(c, figure)) : undefined)
  if (counted) return counted
  return (
    (figure.spelled && figure.value === 1 ? undefined : ofCycle(c, figure, targetOfLine(c, figure, text))) ??
    sameAs(c, counterpart(c, figure, text), text) ??
    sameAs(c, sharer(c, figure), text) ??
    (figure.pair === 'second' ? toldCycle(c, figure) : undefined) ??
    ofPartner(c, figure, text) ??
    ofThird(c, figure, text) ??
    extremeTarget(c, figure) ??
    milesEnd(c, figure) ??
    bareEnd(c, figure) ??
    poweredTarget(c, figure) ??
    pairLedByVerb(c, figure) ??
    sameAs(c, besideNameToo(c, figure), text) ??
    toldTarget(c, figure) ??
    bareThousands(c, figure) ??
    bareCycle(c, figure) ??
    (figure.spelled && (figure.value < 1000 || figure.scale > 1) ? undefined : noTarget)
  )
}

/** Whether a word beside a figure, its label or its question says that it is of that. */
export const isSaidBeside = (c: Context, figure: Figure, text: string, target: Target): boolean =>
  [
    targetAfter(c, figure, false),
    targetBefore(c, figure, text),
    targetOfLabels(c, figure.unit),
    targetInParentheses(c, figure, text),
    targetBehind(c, figure, text),
    askedTarget(c, figure),
    cycleAfter(c, figure),
  ].some((one) => one?.target === target.target)

/** "MPG: 28/34/30": of fuel economy the cycle, by the place among figures that slashes part. */
function ofCycle(c: Context, figure: Figure, named: Target | undefined): Target | undefined {
  if (named?.target !== 'economy') return named
  const ofThree = cycleOfThree(c, figure)
  if (ofThree) return ofThree
  if (!isSlashed(c, figure)) return named
  return figure.pair === 'first' ? cityTarget : highwayTarget
}

/** "MSRP is $34,900 on the RAV4 and $46,340 on the Pilot", "On the Pilot: $46,340." */
function sameSum(c: Context, figure: Figure, text: string): Target | undefined {
  if (figure.unit !== 'USD') return undefined
  const before = sumBefore(c, figure)
  if (before) return sameAs(c, before, text)
  const [told, ...more] = c.told
  const isAlone = c.figures.length === 1 && more.length === 0 && leadsToOther(c, c.from, figure.from)
  return isAlone && told?.unit === 'USD' ? told : undefined
}

/** "mpg = 27/35/30 (town, road, both)": the third of three, of which the first is one of fuel economy. */
const ofThird = (c: Context, figure: Figure, text: string): Target | undefined =>
  cycleOfThree(c, figure) === combinedTarget &&
  sameAs(c, c.figures[placeOf(c.figures, figure) - 2], text)?.unit === 'mpg'
    ? combinedTarget
    : undefined

/** "One, the Toyota, makes 203" */
export const isNoPronoun = ({ value, spelled, unit }: Figure): boolean =>
  !spelled || value !== 1 || unit !== null

/** "The Pilot makes 285." after what the RAV4 makes: as many figures as in the sentence before, in the same order. */
function toldTarget(c: Context, figure: Figure): Target | undefined {
  if (c.told.length === 0 || figure.value < 2) return undefined
  // "The BMW makes 255 horsepower. The Subaru has 182, plus a 2,700-pound tow rating."
  const said = c.figures.filter(isNoPronoun)
  const bare = c.told.length === said.length ? said : said.filter(({ unit }) => unit === null)
  if (c.told.length !== bare.length || !bare.includes(figure)) return undefined
  const target = c.told[placeOf(bare, figure)]
  return target && target.attributes.length > 0 && target.target !== 'year' && target.unit !== 'USD'
    ? target
    : undefined
}

/** "The CX-5 gets 26 mpg and 31 mpg.", or "26 and 31", after what the RAV4 gets in town and on the highway. */
function toldCycle(c: Context, figure: Figure): Target | undefined {
  const told = figure.unit === 'mpg' || figure.unit === null ? toldTarget(c, figure) : undefined
  return told?.unit === 'mpg' ? told : undefined
}

/** "27/35" and no word for it: city and highway. */
function bareCycle(c: Context, figure: Figure): Target | undefined {
  const { partner, pair, value } = figure
  if (!partner || !isSlashed(c, figure) || Math.min(value, partner.value) < 10) return undefined
  if (Math.max(value, partner.value) > 150) return undefined
  return pair === 'first' ? cityTarget : highwayTarget
}

const large = /^(?:mi|lb|hp|lb-ft|cu-ft|USD)$/

/** "In all its miles, one …", "it tows two jet skis": nobody writes what is counted in thousands as a word alone. */
const isTooFew = ({ unit, spelled, value }: Figure, named: Target): boolean =>
  unit === null &&
  spelled &&
  named.unit !== null &&
  large.test(named.unit) &&
  value < (named.unit === 'mi' ? 1000 : 100)
