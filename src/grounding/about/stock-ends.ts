// The ends of a range of prices or miles, as words beside a figure call them: "ceiling", "the cheapest asks", "tops out at".

import type { Figure } from '../find/figures.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { longestAt } from '../text/phrase-trie.ts'
import { stemSet, type Token } from '../text/tokens.ts'
import { endOfRowLabel } from './label-targets.ts'
import { placeOf } from './parallel.ts'
import { type Context, type Target, targets, trieOf } from './targets.ts'

export type End = 'low' | 'high'

const lowBefore = trieOf(data.stock.lowEnd)
const highBefore = trieOf(data.stock.highEnd)
const lowBehind = trieOf(data.stock.lowBehind)
const highBehind = trieOf(data.stock.highBehind)
const fillers = stemSet(data.stock.endFillers)
const ofMiles = /^(mile|mileage|odometer|odo|miler|driven|travelled|traveled)$/
const ofPrice = /^(price|sticker|tag|ask|asking|cost|priced|expensive|affordable|costly|priciest|cheapest)$/
const joins = /^(and|but|while|or|with)$/
/** Words of the longest name of an end, less one. */
const phraseMax = 3
/** Words between an end's name and its figure, at most. */
const reach = 9

/** The end that the longest phrase at a token names; neither where it is one of another thing's. */
function endAt(tokens: readonly Token[], at: number, to: number): { end: End; to: number } | undefined {
  const low = longestAt(lowBefore, tokens, at, to)?.end ?? 0
  const high = longestAt(highBefore, tokens, at, to)?.end ?? 0
  return low === high ? undefined : { end: low > high ? 'low' : 'high', to: Math.max(low, high) }
}

const isOfOther = ({ unit }: Figure, { stem }: Token): boolean =>
  unit === 'USD' ? ofMiles.test(stem) : ofPrice.test(stem)

/** "The cheapest asks $21,450", "Max price: $41,905": the end that the words before a figure call it. */
function endBefore(c: Context, figure: Figure): End | undefined {
  const first = Math.max(c.from, figure.from - reach)
  const isLabel = c.tokens[figure.from]!.gap === 'break'
  const isEnded = figure.to >= c.to || c.tokens[figure.to]!.gap === 'break'
  if (c.tokens[figure.from]!.gap === 'comma' && !isEnded) return undefined
  // words that no end's name has covered yet
  let open = -1
  for (let i = figure.from - 1; i >= first; i--) {
    const { gap } = c.tokens[i + 1]!
    if (i + 1 < figure.from && (gap === 'break' || (gap === 'comma' && !isLabel))) return undefined
    if ((c.figureAt(i) && c.tokens[i]!.stem !== 'one') || open > i + phraseMax) return undefined
    const found = endAt(c.tokens, i, figure.from)
    if (found && found.to > open)
      return c.tokens.slice(i, figure.from).some((token) => isOfOther(figure, token)) ? undefined : found.end
    const { stem } = c.tokens[i]!
    if (open < 0 && (joins.test(stem) || !(fillers.has(stem) || c.taken(i)))) open = i
  }
  return undefined
}

const ownEnd = /^(?:low|high|floor|bottom|ceiling|top)$/

/** "Price (max) | $41,905", "Highest price? $41,905": the end that the label of a row or a question says, and no more than one. */
function endOfLabel(c: Context, figure: Figure): End | undefined {
  const isAnswer = c.labels.length === 0 && c.asked.length < 9 && c.figures[0] === figure
  // "Can I get in under a cap? Our low is under $25,000."
  if (isAnswer && c.tokens.slice(c.from, figure.from).some(({ stem }) => ownEnd.test(stem))) return undefined
  const words = isAnswer ? c.asked : c.labels
  const to = isAnswer ? words.length : endOfRowLabel(words)
  const ends = new Set<End>()
  for (let i = 0; i < to; i++) {
    if (isOfOther(figure, words[i]!)) return undefined
    const found = endAt(words, i, to)
    if (found) ends.add(found.end)
  }
  return ends.size === 1 ? [...ends][0] : undefined
}

/** "$21,450 at the bottom" */
function endBehind(c: Context, figure: Figure): End | undefined {
  for (let i = figure.to; i < Math.min(c.to, figure.to + 5); i++) {
    const { gap, stem } = c.tokens[i]!
    const isInParentheses = i === figure.to && c.text[c.tokens[i]!.start - 1] === '('
    if (
      gap === 'comma' ||
      (gap === 'break' && !isInParentheses) ||
      c.figureAt(i) ||
      /^(and|but|while|or)$/.test(stem)
    )
      return undefined
    const isEnd = (trie: typeof lowBehind): boolean => {
      const found = longestAt(trie, c.tokens, i, c.to)
      // "for the top trim"
      return (
        found !== undefined &&
        (found.end >= c.to ||
          c.tokens[found.end]!.gap !== 'join' ||
          /^(of|and|price|one|in|on|here)$/.test(c.tokens[found.end]!.stem))
      )
    }
    if (isEnd(lowBehind)) return 'low'
    if (isEnd(highBehind)) return 'high'
  }
  return undefined
}

/** Which end of a range the words beside a figure call it. */
export const endOf = (c: Context, figure: Figure): End | undefined =>
  // "6 miles is the fewest; 68,963 the most"
  (c.tokens[figure.from]!.gap === 'break' ? endBehind(c, figure) : undefined) ??
  endBefore(c, figure) ??
  endOfLabel(c, figure) ??
  endBehind(c, figure)

const milesTarget = targets.find((target) => target.target === 'miles')!
const msrpTarget = targets.find((target) => target.target === 'msrp')!
const stickerTarget: Target = {
  ...msrpTarget,
  attributes: ['stock_price_lowest', 'stock_price_highest', ...msrpTarget.attributes],
}

/** "from a nearly untouched 218 to a well-earned 68,963" */
export function endLed(c: Context, { from: at, unit }: Figure): End | undefined {
  if (unit === 'USD') return undefined
  for (let i = at - 1; i >= Math.max(c.from, at - 5); i--) {
    if (c.figureAt(i) || c.tokens[i + 1]!.gap === 'break' || c.tokens[i + 1]!.gap === 'comma')
      return undefined
    if (
      /^(from|to)$/.test(c.tokens[i]!.stem) &&
      (i + 1 === at || /^(a|an|the|just|only)$/.test(c.tokens[i + 1]!.stem))
    )
      return c.tokens[i]!.stem === 'from' ? 'low' : 'high'
  }
  return undefined
}

const shown = /^(show|showing|read|reading)$/

/** "Mileage tops out at 68,963": a bare figure that is an end of the miles that its clause tells of. */
export function milesEnd(c: Context, figure: Figure): Target | undefined {
  if (figure.unit !== null || (figure.spelled && figure.scale === 1)) return undefined
  const isEnd =
    figure.pair !== null ||
    figure.hedge !== 'exact' ||
    endLed(c, figure) !== undefined ||
    // "the range is 406 to just under 90,000"
    (figure.to < c.to && c.tokens[figure.to]!.stem === 'to') ||
    (figure.value >= 100 && shown.test(c.tokens[figure.from - 1]?.stem ?? '')) ||
    endBefore(c, figure)
  if (!isEnd) return undefined
  const isTold = c.tokens
    .slice(Math.max(c.from, figure.from - 16), figure.from)
    .some(({ stem }) => ofMiles.test(stem))
  return isTold ? milesTarget : undefined
}

/** "The cheapest sticker reads $21,450", "stickers go from $21,450 to $41,905": what a stock asks, or the maker. */
export function stickerEnd(c: Context, figure: Figure): Target | undefined {
  if (figure.unit !== 'USD') return undefined
  const isTold = c.tokens
    .slice(Math.max(c.from, figure.from - 8), figure.from)
    .some(({ stem, word }) => stem === 'sticker' && (word === 'stickers' || figure.pair === null))
  return isTold && (figure.pair !== null || endBefore(c, figure)) ? stickerTarget : undefined
}

/** "Bottom of the board: 21,450", "$ low 21,450": a bare figure that is an end of the prices or of the miles. */
export function bareEnd(c: Context, figure: Figure): Target | undefined {
  const { unit, spelled, scale, value, partner } = figure
  if (unit === null && !partner && isLowOfFew(c, figure)) return anyEnd
  if (unit !== null || (spelled && scale === 1) || Math.max(value, partner?.value ?? 0) < 1000)
    return undefined
  if (partner && Math.min(value, partner.value) < 1000) return undefined
  return partner || endOf(c, figure) ? anyEnd : undefined
}

/** "from 406 all the way to 89,594": of a range that its figures do not make one the low end, which may be small. */
function isLowOfFew(c: Context, figure: Figure): boolean {
  if (figure.spelled || figure.value < 100 || endLed(c, figure) !== 'low') return false
  const next = c.figures[placeOf(c.figures, figure) + 1]
  return next !== undefined && next.unit === null && next.value >= 1000 && endLed(c, next) === 'high'
}

const anyEnd: Target = {
  ...milesTarget,
  target: 'end',
  attributes: [
    'stock_price_lowest',
    'stock_price_highest',
    'stock_mileage_lowest',
    'stock_mileage_highest',
    'price',
    'mileage',
  ],
}
