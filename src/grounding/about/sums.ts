// Of two sums, or of a sum then and now, which is the price and which the maker's: "Was $47,055, now $45,205", "New, it lists at
// $31,605", "$28,685, down from $31,685".

import type { Figure } from '../find/figures.ts'
import { placeOf } from './parallel.ts'
import { type Context, type Target, targets } from './targets.ts'

const msrpTarget = targets.find((target) => target.target === 'msrp')!

const askedWhenNew =
  /^(list|listed|sticker|stickered|retail|retailed|mark|marked|cost|paid|carried|went|sold|ran|was)$/

const thing = /^(car|suv|truck|van|vehicle|sedan|crossover|wagon|pickup|minivan)$/
const suggested = /^(asked|wanted|suggested|charged)$/

/** "Toyota asked $36,505", "$36,505 is what Toyota suggested" */
function isOfMaker(c: Context, from: number, to: number): boolean {
  const isMaker = (at: number): boolean =>
    at > c.from && suggested.test(c.tokens[at]!.word) && c.taken(at - 1) && !c.figureAt(at - 1)
  if (isMaker(from - 1)) return true
  if (to + 3 >= c.to || !/^(is|was)$/.test(c.tokens[to]!.stem) || c.tokens[to + 1]!.stem !== 'what')
    return false
  return isMaker(to + 3)
}

/** Said of the sum itself, and not by default. */
export const priceTarget = { ...targets.find((target) => target.target === 'price')!, isDefault: false }

/** "the sticker: $31,685 new, $28,685 now": what is asked now, behind what was asked when new. */
function isNow(c: Context, from: number, to: number): boolean {
  const at = from - 1
  if (to >= c.to || !/^(?:now|today|here)$/.test(c.tokens[to]!.word) || c.tokens[to]!.gap !== 'join')
    return false
  return at > c.from && c.tokens[at]!.word === 'new' && c.figureAt(at - 1)
}

/** "New, it lists at $31,605": what its clause begins with. */
export function newPrice(c: Context, { unit, from, to }: Figure): Target | undefined {
  if (unit !== 'USD') return undefined
  // "it was $36,500 new; today …", "a $36,500 car new"
  const last = to < c.to && thing.test(c.tokens[to]!.stem) && c.tokens[to]!.gap === 'join' ? to + 1 : to
  if (
    last < c.to &&
    c.tokens[last]!.stem === 'new' &&
    c.tokens[last]!.gap === 'join' &&
    (last + 1 >= c.to || c.tokens[last + 1]!.gap !== 'join')
  )
    return msrpTarget
  if (isOfMaker(c, from, to)) return msrpTarget
  if (isNow(c, from, to)) return priceTarget
  let at = from
  while (at > c.from && from - at < 9 && c.tokens[at]!.gap !== 'break') at--
  if (at > c.from && c.tokens[at]!.gap !== 'break') return undefined
  if (c.tokens[at]!.stem === 'when' && c.tokens[at + 1]!.stem === 'it' && c.tokens[at + 2]!.stem === 'was')
    at += 2
  if (/^(when|brand|was)$/.test(c.tokens[at]!.stem)) at++
  if (at + 1 >= from || c.tokens[at]!.stem !== 'new' || c.tokens[at + 1]!.gap !== 'comma') return undefined
  return c.tokens.slice(at + 1, from).some(({ stem }) => askedWhenNew.test(stem)) ? msrpTarget : undefined
}

/** What a sum was before it came down: the sticker, or the highest of a stock. */
const wasTarget: Target = { ...msrpTarget, attributes: ['msrp', 'stock_price_highest'] }

const former = /^(?:was|were|before|formerly|originally|then|old)$/
const present = /^(?:now|today|to|currently|here|yours)$/

const difference = targets.find((target) => target.target === 'difference')!

/** "$43,115 – $1,700 = $41,415" */
export function sumPart(c: Context, figure: Figure, text: string): Target | undefined {
  if (figure.unit !== 'USD') return undefined
  const at = placeOf(c.figures, figure)
  for (const [place, target] of [msrpTarget, difference, priceTarget].entries()) {
    const [from, less, to] = c.figures.slice(Math.max(0, at - place), at - place + 3)
    if (at < place || !from || !less || !to) continue
    const isLess = /^ ?[-–−] ?\$?$/.test(text.slice(from.end, less.start))
    if (isLess && /^ ?= ?\$?$/.test(text.slice(less.end, to.start))) return target
  }
  return undefined
}

/** "MSRP: $43,115 → Now: $41,415", and not "MSRP is now $43,115". */
export function presentPrice(c: Context, { unit, from }: Figure, text: string): Target | undefined {
  const before = c.tokens[from - 1]
  if (unit !== 'USD' || !before || from <= c.from || !/^(now|today|yours|ours)$/.test(before.word))
    return undefined
  return from - 1 === c.from || before.gap !== 'join' || text[before.end] === ':' ? priceTarget : undefined
}

const isStruck = (text: string, { start, end }: Figure): boolean =>
  text.slice(start - 2, start) === '~~' && text.slice(end, end + 2) === '~~'

/**
 * "Was $47,055, now $45,205", "~~$47,055~~ $45,205", "$28,685, down from $31,685", "lists for $43,115 and sells for $41,415": the
 * higher of two sums that one goes down from.
 */
export function formerPrice(c: Context, figure: Figure, text: string): Target | undefined {
  const { unit, from, to, value } = figure
  if (isStruck(text, figure) && (unit === 'USD' || (unit === null && value >= 1000))) return msrpTarget
  if (unit !== 'USD' || from === c.from) return undefined
  const at = placeOf(c.figures, figure)
  const [before, after] = [c.figures[at - 1], c.figures[at + 1]]
  const isNotBelow = (one: Figure | undefined): boolean => one?.unit === 'USD' && one.value <= value
  const { word } = c.tokens[from - 1]!
  if (word === 'from') {
    const isLower =
      (isNotBelow(before) && from - before!.to < 6) || (isNotBelow(after) && after!.from - to < 6)
    return isLower ? wasTarget : undefined
  }
  if (/^(?:for|at)$/.test(word) && /^(?:list|sticker)$/.test(c.tokens[from - 2]?.stem ?? ''))
    return isNotBelow(after) ? wasTarget : undefined
  if (!former.test(word) || !isNotBelow(after) || after!.from - to > 6) return undefined
  return c.tokens.slice(to, after!.from).some((token) => present.test(token.word)) ? msrpTarget : undefined
}
