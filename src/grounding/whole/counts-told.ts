// "I'd put 13 down as new and 4 as used", "Used ones come to twelve with us": a bare number that was read as something else is
// the count of the condition that stands beside it in turn, or of the whole stock where its sentence names no condition.

import type { Fact } from '#facts/index.ts'
import { askedCondition } from '../about/condition-asked.ts'
import { counts } from '../about/count-of.ts'
import { conditionOf } from '../about/counted-things.ts'
import type { Context } from '../about/targets.ts'
import type { Figure } from '../find/figures.ts'
import { isYear } from '../find/names.ts'
import { verdict } from '../hold/verdict.ts'
import type { Reading, UnheldFigure } from '../reading.ts'
import type { Told } from './told-facts.ts'

/** More vehicles of one model stand on no lot. */
const countMax = 1000
/** Words of a sentence that are looked through. */
const reach = 60

type Item = { figure: Figure } | { condition: string }

const isBare = ({ tokens }: Context, { unit, hedge, decimals, from, value }: Figure): boolean =>
  unit === null && hedge === 'exact' && decimals === 0 && value < countMax && !isYear(tokens[from])

/** The bare numbers and the conditions of a sentence in their order. */
function itemsOf(c: Context, isLeftOut: (figure: Figure) => boolean): Item[] {
  const items: Item[] = []
  const to = Math.min(c.to, c.from + reach)
  for (let i = c.from; i < to; ) {
    const figure = c.figures.find(({ from }) => from === i)
    const condition = figure ? undefined : conditionOf(c.tokens, i)
    if (figure && isBare(c, figure) && !isLeftOut(figure)) items.push({ figure })
    if (condition) items.push({ condition: condition.condition })
    i = figure?.to ?? condition?.end ?? i + 1
  }
  return items
}

const isFigure = (item: Item): item is { figure: Figure } => 'figure' in item

/** Of conditions side by side the first, which is counted: "certified within the used, 3". */
const headsOf = (items: readonly Item[]): Item[] =>
  items.filter((item, i) => isFigure(item) || i === 0 || isFigure(items[i - 1]!))

/** Whether there is a condition for each number, in turn. */
const isInTurn = (items: readonly Item[]): boolean =>
  items.length % 2 === 0 && items.every((item, i) => i === 0 || isFigure(item) !== isFigure(items[i - 1]!))

/** The condition whose place in turn is a number's. */
function conditionInTurn(items: readonly Item[], figure: Figure): string | undefined {
  if (!isInTurn(items)) return undefined
  const at = items.filter(isFigure).findIndex((item) => item.figure === figure)
  return items.flatMap((item) => (isFigure(item) ? [] : [item.condition]))[at]
}

const linking =
  /^(?:of|in|for|on|and|or|to|at|by|is|are|was|were|as|but|while|with|here|now|today|down|which|that|out)$/

/** "23 of our parking spots", and neither "23 photos" nor "all but 20". */
const standsFree = ({ text, tokens, from: start, to: end }: Context, figure: Figure): boolean =>
  !(figure.from > start && /^(?:but|except|minus|less)$/.test(tokens[figure.from - 1]!.word)) &&
  (figure.to >= end ||
    tokens[figure.to]!.gap !== 'join' ||
    linking.test(tokens[figure.to]!.word) ||
    text.slice(figure.end, tokens[figure.to]!.start).includes('\n'))

/** "30 of the Touring sedans", "11 of the pre-owned": a part, and not "two of those that we call used". */
const isPart = ({ tokens, to: end }: Context, { to }: Figure): boolean =>
  to + 1 < end &&
  tokens[to]!.word === 'of' &&
  /^(?:the|these|those)$/.test(tokens[to + 1]!.word) &&
  tokens[to + 2]?.word !== 'that'

/** "New / used | 13 / 4": as many conditions in the labels of a cell as it has numbers. */
function labelsInTurn({ labels }: Context, items: readonly Item[]): string[] | undefined {
  if (items.length < 2 || !items.every(isFigure)) return undefined
  const conditions: string[] = []
  for (let i = 0; i < labels.length; ) {
    const condition = conditionOf(labels, i)
    if (condition) conditions.push(condition.condition)
    i = condition?.end ?? i + 1
  }
  return conditions.length === items.length ? conditions : undefined
}

function carriersOf(r: Reading, { context: c, figure, scope }: UnheldFigure, told: Told): Fact[] {
  const ofCount = (attribute: string): Fact[] =>
    (r.p.byAttribute.get(attribute) ?? []).filter((fact) => fact.value === figure.value && scope(fact))
  const ofCondition = (condition: string): Fact[] => (counts[condition] ?? []).flatMap(ofCount)
  const totals = new Set((r.p.byAttribute.get('stock_count') ?? []).map(({ value }) => value))
  const others = itemsOf(c, (one) => one === figure || totals.has(one.value))
  const items = itemsOf(c, (one) => one !== figure && totals.has(one.value))
  const labelled = labelsInTurn(c, items)
  if (labelled)
    return ofCondition(labelled[items.findIndex((item) => isFigure(item) && item.figure === figure)]!)
  const [first] = items
  // "How many are certified? 14, included in the used."
  const asked = first && isFigure(first) && first.figure === figure ? askedCondition(c) : undefined
  const condition = asked ?? conditionInTurn(headsOf(items), figure)
  const carriers = condition === undefined ? [] : ofCondition(condition)
  const isOfAsked = c.asked.some((_, i) => conditionOf(c.asked, i) !== undefined)
  if (carriers.length > 0 || isOfAsked) return carriers
  // "With 21 new and 2 used, it fills 23 of our places": no condition is left for it
  if (!isInTurn(others)) return []
  return ofCount('stock_count').filter((fact) => !told.has(fact))
}

export function settleCounts(r: Reading, told: Told): void {
  if (!r.p.byAttribute.has('stock_count')) return
  for (const unheld of r.unheld) {
    const { claim, context, figure } = unheld
    if (claim.status === 'supported' || !isBare(context, figure)) continue
    if (!standsFree(context, figure) || isPart(context, figure)) continue
    const carriers = carriersOf(r, unheld, told)
    if (carriers.length === 0) continue
    Object.assign(claim, verdict('count', carriers))
    told.add(carriers)
  }
}
