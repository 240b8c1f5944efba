// Labels and figures in two lists of the same length: "Seats / doors: 5 / 4", "MPG (city / highway / combined): 28 / 34 / 30",
// "28/34/30 city/hwy/combined". The first label is the first figure's.

import type { Figure } from '../find/figures.ts'
import { longestAt } from '../text/phrase-trie.ts'
import type { Token } from '../text/tokens.ts'
import { endOfRowLabel } from './label-targets.ts'
import { afterTrie, type Context, type Target } from './targets.ts'

const joining = /^(and|or|over|vs|versus|then)$/

const isSeparator = (token: Token): boolean =>
  token.gap === 'slash' || token.gap === 'comma' || token.gap === 'dash' || joining.test(token.stem)

/** A longer list of figures has no labels. */
const listMax = 5
/** Words between a label and the list of figures, at most. */
const reach = 24

/** Where a figure stands among those of its sentence. */
export function placeOf(figures: readonly Figure[], figure: { from: number }): number {
  let low = 0
  let high = figures.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (figures[middle]!.from < figure.from) low = middle + 1
    else high = middle
  }
  return low
}

/** The figures that stand beside this one with nothing but a separator between, in order. */
export function runOf(c: Context, figure: Figure): Figure[] {
  const run = [figure]
  const follows = (before: Figure, after: Figure): boolean => {
    const between = after.from - before.to
    const token = c.tokens[before.to]!
    // "$29,495, and one 2023 RAV4 vehicle": a price and a number of vehicles are no list
    if (before.unit !== after.unit && after.spelled) return false
    return between === 0 ? isSeparator(token) : between === 1 && joining.test(token.stem)
  }
  const at = placeOf(c.figures, figure)
  const last = Math.min(c.figures.length, at + listMax)
  for (let i = at + 1; i < last && follows(run.at(-1)!, c.figures[i]!); i++) run.push(c.figures[i]!)
  for (let i = at - 1; i >= 0 && i > at - listMax && follows(c.figures[i]!, run[0]!); i--)
    run.unshift(c.figures[i]!)
  return run
}

/**
 * Words of no label that may stand between two, and between the figures and their labels: "28/34 mpg city/highway", and
 * not "from $1 to $2; we cover trims, prices".
 */
const apart = 3

/**
 * What the labels of tokens[from..to) name, one beside the other; a break, other words, or two figures in a row ("city 25 mpg
 * and 26 mpg, and highway") begin the list anew.
 */
function labelsOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  isFigure = (_: number): boolean => false,
): (readonly Target[])[] {
  let labels: (readonly Target[])[] = []
  let isParted = true
  let end = from
  let figures = 0
  for (let i = from; i < to; ) {
    const token = tokens[i]!
    if (isFigure(i) && (i === from || !isFigure(i - 1))) figures++
    if (figures > 1 || (i > from && (token.gap === 'break' || i - end > apart))) {
      labels = []
      figures = Math.min(figures, 1)
      isParted = true
    }
    if (i > from && isSeparator(token)) isParted = true
    const phrase = longestAt(afterTrie, tokens, i, to)
    // "4dr sedan, seats 5, 204hp" has no label "dr"
    const isUnit = phrase !== undefined && isFigure(phrase.end - 1)
    if (phrase && isParted && !isUnit) {
      labels.push(phrase.values)
      figures = 0
    }
    if (phrase) {
      isParted = false
      end = phrase.end
    }
    i = phrase?.end ?? i + 1
  }
  return labels
}

/** "25 mpg and 26 mpg, and for highway trips" */
const anotherClause = /[;.]|, (?:and|but|while)$/

/** "HP / torque: RAV4 203 / 184, Pilot 285 / 262": of the words before the colon that the line begins with. */
function headLabels(c: Context, first: number, text: string): (readonly Target[])[] {
  for (let i = c.from + 1; i < Math.min(first, c.from + reach); i++)
    if (/^[)*_]*:/.test(text.slice(c.tokens[i - 1]!.end, c.tokens[i - 1]!.end + 4)))
      return labelsOf(c.tokens, c.from, i)
  return []
}

/** The figure's label where as many labels as figures stand before them or behind. */
export function parallelTarget(c: Context, figure: Figure, text: string): Target | undefined {
  const run = runOf(c, figure)
  if (run.length < 2 || run.length >= listMax) return undefined
  const at = run.indexOf(figure)
  const first = run[0]!.from
  const last = run.at(-1)!.to
  let end = last
  while (
    end < Math.min(c.to, last + reach) &&
    (end === last || c.tokens[end]!.gap !== 'break') &&
    !c.figureAt(end)
  )
    end++
  const isClauseOver = anotherClause.test(text.slice(run.at(-1)!.end, c.tokens[last]?.end))
  const isListed = !isClauseOver && labelsOf(c.tokens, last, Math.min(end, last + apart)).length > 0
  const lists = [
    labelsOf(c.tokens, Math.max(c.from, first - reach), first, c.figureAt),
    labelsOf(c.labels, 0, Math.min(reach, endOfRowLabel(c.labels))),
    labelsOf(c.labels, endOfRowLabel(c.labels), Math.min(c.labels.length, endOfRowLabel(c.labels) + reach)),
    isListed ? labelsOf(c.tokens, last, end) : [],
    headLabels(c, first, text),
    labelsOf(c.asked, 0, Math.min(reach, c.asked.length)),
  ]
  const labels = lists.find((list) => list.length === run.length)
  if (!labels || new Set(labels).size < labels.length) return undefined
  const unit = figure.unit
  return labels[at]!.find((target) => unit === null || target.unit === unit)
}
