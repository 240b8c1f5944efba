// A number against the facts of the attribute that it is about, and of no other.

import type { Fact } from '#facts/index.ts'
import { leadsOnly } from '../about/beside.ts'
import { targetOf } from '../about/bindings.ts'
import { askedCondition } from '../about/condition-asked.ts'
import { conditionTold } from '../about/condition-told.ts'
import { counts, noCount } from '../about/count-of.ts'
import { isLedByStock } from '../about/count-target.ts'
import { directionOf, fitsDirection } from '../about/direction.ts'
import { type Context, type Target, targets } from '../about/targets.ts'
import type { ClaimKind } from '../claim.ts'
import type { Figure } from '../find/figures.ts'
import data from '../lexicon/figures.json' with { type: 'json' }
import { stemSet } from '../text/tokens.ts'
import { asRecorded } from './as-recorded.ts'
import { isOfCoverage, termOf } from './coverage.ts'
import { judgeRest, judgeShare } from './judge-stock.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import { savingsOf } from './savings.ts'
import { carries } from './tolerance.ts'
import { type Scope, type Verdict, verdict } from './verdict.ts'

const plainWords = stemSet(data.plainAround)

/** Telling words right after a figure, or right before it when none follow, up to a comma or a break. */
function wordsAround(c: Context, figure: Figure): string[] {
  const telling: string[] = []
  for (let i = figure.to; i < Math.min(c.to, figure.to + 4); i++) {
    const { gap, stem } = c.tokens[i]!
    if (gap === 'break' || gap === 'comma') break
    if (!plainWords.has(stem)) telling.push(stem)
  }
  for (
    let i = figure.from - 1;
    (telling.length === 0 || figure.unit === 'inch') && i >= Math.max(c.from, figure.from - 5);
    i--
  ) {
    // "alloy wheels, 20 inches across"
    const isApposed = i + 1 === figure.from && figure.unit === 'inch'
    if (c.tokens[i + 1]!.gap === 'comma' && !isApposed) break
    if (!plainWords.has(c.tokens[i]!.stem)) telling.push(c.tokens[i]!.stem)
  }
  return telling
}

const sameThings = data.sameThings.map(stemSet)

/** "18-inch rims" are wheels. */
const namesSame = (stem: string, stems: ReadonlySet<string>): boolean =>
  sameThings.some((words) => words.has(stem) && [...words].some((word) => stems.has(word)))

/** "18-inch wheels": a fact carries it only when it names the thing too. */
function sameThing(c: Context, figure: Figure, stems: ReadonlySet<string>): boolean {
  // "on 20-inchers"
  if (c.tokens[figure.to - 1]!.stem === 'incher') return stems.has('wheel')
  const telling = wordsAround(c, figure)
  return telling.length === 0 || telling.some((stem) => stems.has(stem) || namesSame(stem, stems))
}

function judgeTextFigure(
  p: PreparedFacts,
  c: Context,
  figure: Figure,
  { kind, unit }: Target,
  scope: Scope,
): Verdict {
  // "Speakers: 12"
  const counted = figure.unit ?? unit
  const same = (p.figures.get(counted ?? '') ?? []).filter(
    (one) =>
      scope(one.fact) &&
      (kind !== 'number' ||
        counted === 'speaker' ||
        isOfCoverage(c, one.fact) ||
        sameThing(c, figure, one.stems)),
  )
  const carriers = same.filter(
    (one) =>
      carries(figure, one.figure.value) && (figure.layout === null || figure.layout === one.figure.layout),
  )
  const against = same.filter(
    (one) => !carries(figure, one.figure.value) || (one.figure.layout !== null && figure.layout !== null),
  )
  return verdict(
    kind,
    carriers.map((one) => one.fact),
    against.map((one) => one.fact),
  )
}

/** "$1,500 off MSRP": the difference of two facts about the same subject. */
function judgeDifference(p: PreparedFacts, figure: Figure, scope: Scope): Verdict {
  const carrier = savingsOf(p, scope).find(({ high, low }) =>
    carries(figure, Number(high.value) - Number(low.value)),
  )
  return verdict('price', carrier ? [carrier.high, carrier.low] : [])
}

function factsOf(p: PreparedFacts, attributes: readonly string[], scope: Scope): Fact[] {
  return attributes.flatMap((attribute) =>
    (p.byAttribute.get(attribute) ?? []).filter(
      (fact) => scope(fact) && fact.value !== '' && !Number.isNaN(Number(fact.value)),
    ),
  )
}

const milesTarget = targets.find((target) => target.target === 'miles')!
const priceTarget = targets.find((target) => target.target === 'price')!

const isOfModel = (fact: Fact): boolean => fact.subject.startsWith('model:')

/** "Nearly three dozen", "about 30": a round number of vehicles, not far from theirs. */
function isRoundCount({ value, hedge }: Figure, count: number): boolean {
  if (value < 10 || (value % 12 !== 0 && value % 5 !== 0)) return false
  const isOnSide =
    hedge === 'about' || (hedge === 'below' && count < value) || (hedge === 'above' && count > value)
  return isOnSide && Math.abs(count - value) <= 0.1 * value
}

const leadsToSome = /^(the|these|those|both|our|other|first|last|top|next)$/

/** "in three trims", "Colors: 3": of what a stock has several kinds. */
function partCounted(
  { tokens, from: first, to: end, labels }: Context,
  { from, to, unit, hedge, value }: Figure,
): string | undefined {
  const before = from > first ? tokens[from - 1]! : undefined
  if (hedge !== 'exact' || value < 2 || leadsToSome.test(before?.word ?? '')) return undefined
  if (unit !== null && unit !== 'color') return undefined
  const isOf = (word: string): boolean =>
    (to < end && tokens[to]!.stem === word && tokens[to]!.gap === 'join') ||
    (before?.stem === word && /^(break|comma)$/.test(tokens[from]!.gap)) ||
    labels.at(-1)?.stem === word
  return unit === 'color' || isOf('color') ? 'stock_exterior_color' : isOf('trim') ? 'stock_trim' : undefined
}

/** As many as the stock has different ones. */
function judgeParts(p: PreparedFacts, figure: Figure, attribute: string, scope: Scope): Verdict {
  const facts = (p.byAttribute.get(attribute) ?? []).filter(scope)
  const many = new Set(facts.map(({ value }) => String(value).toLowerCase())).size
  return verdict('count', carries(figure, many) ? facts : [], facts)
}

function judgeCount(p: PreparedFacts, figure: Figure, target: Target, scope: Scope): Verdict {
  const groups = target.isAny ? [target.attributes] : target.attributes.map((attribute) => [attribute])
  for (const attributes of groups) {
    const facts = factsOf(p, attributes, scope)
    if (facts.length > 0)
      return verdict(
        'count',
        facts.filter(
          (fact) => carries(figure, Number(fact.value)) || isRoundCount(figure, Number(fact.value)),
        ),
        facts,
      )
  }
  // "these two vehicles": as many as the facts are about
  const { vehicles } = p.named
  const isAll = figure.hedge === 'exact' && figure.value === vehicles.length && vehicles.length > 1
  return verdict('count', isAll ? (p.byAttribute.get('model') ?? []).filter(scope) : [])
}

const linking =
  /^(in|for|on|and|or|to|at|by|is|are|was|were|which|that|as|but|while|if|between|now|today|with)$/

const asking = /^(how|what|which|whose|many|much)$/

/** "27 and 34, that is mpg", "we keep 18, which is": no word around the figure that could say what it counts. */
function standsFree(c: Context, { unit, hedge, layout, from, to }: Figure): boolean {
  if (unit !== null || hedge !== 'exact' || layout !== null) return false
  if (c.labels.length > 0 || c.asked.some(({ stem }) => asking.test(stem))) return false
  const next = to < c.to ? c.tokens[to]! : undefined
  if (next?.gap === 'join' && !linking.test(next.stem)) return false
  const before = from - 1
  return before < c.from || c.taken(before) || c.figureAt(before) || leadsOnly(c.tokens[before]!)
}

const wanting = /^(at|for|ask|asks|asking|want|wants|pay|yours)$/
const whenNew = /^(msrp|sticker|list|new|window|maker|factory|monroney|retail|original)$/

/**
 * A figure of which no word says what it is about: any of the numbers may carry it, but "It's at 36,505" is no maker's
 * price of a vehicle that has its own.
 */
function judgeUnnamed(p: PreparedFacts, c: Context, figure: Figure, kind: ClaimKind, scope: Scope): Verdict {
  const carriers = (p.numbers.get(figure.value) ?? []).filter(scope)
  const isAsked = figure.from > c.from && wanting.test(c.tokens[figure.from - 1]!.word)
  if (!isAsked || !carriers.some(({ attribute }) => attribute === 'msrp')) return verdict(kind, carriers)
  const isSaid = [...c.tokens.slice(c.from, c.to), ...c.labels, ...c.asked].some(({ stem }) =>
    whenNew.test(stem),
  )
  const priced = isSaid ? [] : (p.byAttribute.get('price') ?? []).map(({ subject }) => subject)
  return verdict(
    kind,
    carriers.filter(({ attribute, subject }) => attribute !== 'msrp' || !priced.includes(subject)),
    carriers,
  )
}

/** "You pay $32,945, not $35,345": what is not the figure, which the one before states. */
const isDeniedSum = (c: Context, { from, unit, hedge }: Figure): boolean =>
  unit !== null &&
  hedge === 'exact' &&
  from - 2 > c.from &&
  c.tokens[from - 1]!.word === 'not' &&
  c.tokens[from - 1]!.gap === 'comma' &&
  c.figureAt(from - 2)

const denying = /^(?:not|never|isn't|isnt|wasn't|doesn't|doesnt|don't)$/
const passed = /^(?:a|an|the|have|has|get|make|do|at|of)$/

/** "It isn't a 6-seater", "not 30 but 33 mpg": told to be something else. */
function isDenied(c: Context, { from, unit, hedge }: Figure): boolean {
  if (hedge !== 'exact' || unit === null || unit === 'USD') return false
  let at = from - 1
  while (at > c.from && passed.test(c.tokens[at]!.word) && c.tokens[at + 1]!.gap === 'join') at--
  return at >= c.from && c.tokens[at + 1]!.gap !== 'break' && denying.test(c.tokens[at]!.word)
}

/** @returns undefined when the number states no figure, as in "this one" */
export function judgeFigure(
  p: PreparedFacts,
  c: Context,
  figure: Figure,
  text: string,
  scope: Scope,
): Verdict | undefined {
  const part = partCounted(c, figure)
  if (part && p.byAttribute.has(part)) return judgeParts(p, figure, part, scope)
  const condition = conditionTold(c, figure)
  const ofCondition = condition === undefined ? [] : (counts[condition] ?? [])
  if (ofCondition.some((attribute) => p.byAttribute.has(attribute)))
    return judgeCount(p, figure, { ...noCount, attributes: ofCondition }, scope)
  const read = targetOf(c, figure, text)
  if (!read) return undefined
  const target = asRecorded(p, c, figure, read, scope)
  const judged = judgeTarget(p, c, figure, target, scope)
  const term = judged.status === 'supported' ? [] : termOf(p, c, figure, scope)
  if (term.length > 0) return verdict('number', term)
  if (isDeniedSum(c, figure) || isDenied(c, figure))
    return judged.status === 'supported' ? { ...judged, status: 'contradicted' } : undefined
  const isUnnamed =
    target.target === 'none' ||
    // "Any certified? 4." is no number of doors, nor is a part of the stock
    (target.target === 'count' &&
      target.attributes.length > 0 &&
      judged.status === 'unsupported' &&
      !askedCondition(c))
  return isUnnamed && figure.pair === null && !isLedByStock(c, figure) && standsFree(c, figure)
    ? judgeUnnamed(p, c, figure, target.kind, scope)
    : judged
}

const isOfBattery = ({ attribute }: Fact): boolean => /battery_range$/.test(attribute)

/** "Fewer than 280 miles" of one with 272 of range and 19 on the clock: miles at most are of what they are near to. */
function nearestOf({ hedge, value }: Figure, facts: readonly Fact[]): readonly Fact[] {
  if (!/^(?:under|atMost)$/.test(hedge) || !facts.some(isOfBattery) || facts.every(isOfBattery)) return facts
  const distance = (fact: Fact): number => Math.abs(Math.log(Math.max(1, Number(fact.value)) / value))
  const [nearest] = facts.toSorted((one, other) => distance(one) - distance(other))
  return facts.filter((fact) => isOfBattery(fact) === isOfBattery(nearest!))
}

const ofMaker = /^(msrp|manufacturer|maker|suggested|factory|invoice|new)$/

/** "Stickers climb from $21,450": of a stock whose facts know no maker's price, what the dealer asks. */
function askedOf(p: PreparedFacts, c: Context, figure: Figure, target: Target): Target {
  const isOfMiles =
    target.target === 'range' &&
    !p.byAttribute.has('battery_range') &&
    !p.byAttribute.has('stock_battery_range')
  // "Miles range between 218 and 68,963"
  if (isOfMiles && p.byAttribute.has('stock_mileage_lowest')) return milesTarget
  if (target.target !== 'msrp' || p.byAttribute.has('msrp') || !p.byAttribute.has('stock_price_lowest'))
    return target
  const around = [...c.tokens.slice(Math.max(c.from, figure.from - 8), figure.from), ...c.labels, ...c.asked]
  return around.some(({ stem }) => ofMaker.test(stem)) ? target : priceTarget
}

function judgeTarget(p: PreparedFacts, c: Context, said: Figure, named: Target, scope: Scope): Verdict {
  const target = askedOf(p, c, said, named)
  // "a trailer of no more than 5,000 pounds": that is the limit
  const isLimit = target.target === 'towing' && said.hedge === 'atMost'
  const figure: Figure = isLimit ? { ...said, hedge: 'exact' } : said
  if (target.target === 'difference') return judgeDifference(p, figure, scope)
  if (target.target === 'count') return judgeCount(p, figure, target, scope)
  if (target.target === 'rest') return judgeRest(p, figure, target, scope)
  if (target.target === 'share') return judgeShare(p, c, figure, target, scope)
  const direction = directionOf(c, figure)
  // of a model, and not of a vehicle on the lot, the maker's price is the only one there is
  const ofModels = target.target === 'price' ? factsOf(p, ['msrp'], scope).filter(isOfModel) : []
  const all = [...factsOf(p, target.attributes, scope), ...ofModels].filter((fact) =>
    fitsDirection(fact.attribute, direction),
  )
  const facts = target.target === 'miles' ? nearestOf(figure, all) : all
  const carriers = facts.filter((fact) => carries(figure, Number(fact.value)))
  if (figure.layout === null && (carriers.length > 0 || !target.text))
    return verdict(target.kind, carriers, facts)
  const inWords = judgeTextFigure(p, c, figure, target, scope)
  if (inWords.status === 'supported') return inWords
  return verdict(
    target.kind,
    [],
    [
      ...facts.filter((fact) => !carriers.includes(fact)),
      ...(inWords.status === 'contradicted'
        ? p.facts.filter((fact) => inWords.factIds.includes(fact.id))
        : []),
    ],
  )
}
