// What the labels around a figure say that it is about: of its line, of its table, in parentheses, behind it.

import type { Figure } from '../find/figures.ts'
import { longestAt, phrasesAt } from '../text/phrase-trie.ts'
import type { Token } from '../text/tokens.ts'
import { afterTrie, type Context, nearTrie, type Target, targets } from './targets.ts'

export const pick = (found: readonly Target[], unit: string | null): Target | undefined =>
  found.find((target) => (unit === null ? !target.needsUnit : target.unit === unit))

/** Where the label of the row ends and that of the column, which stands above it, begins. */
export function endOfRowLabel(labels: readonly Token[]): number {
  const end = labels.findIndex((token, i) => i > 0 && token.start < labels[i - 1]!.start)
  return end < 0 ? labels.length : end
}

/** "MPG, city | 26": of the words of a row's and a column's label the one that says most. */
export function targetOfLabels(c: Context, unit: string | null): Target | undefined {
  let found: Target | undefined
  for (let i = 0; i < c.labels.length; i++)
    for (const phrase of phrasesAt(afterTrie, c.labels, i, c.labels.length).reverse()) {
      const target = pick(phrase.values, unit)
      // "City" of "MPG", but not the "Value" of a column of a row "Price"
      if (target && (!found || target.attributes.some((key) => found!.attributes.includes(key))))
        found = target
      if (found && !found.isDefault) return found
    }
  return found
}

/** "city/hwy/combined", "town, road, both": a label that another follows. */
const isListed = (c: Context, at: number, text: string): boolean =>
  at < c.to &&
  (c.tokens[at]!.gap === 'slash' ||
    (c.tokens[at]!.gap === 'comma' &&
      // "22 mpg (combined), city 19"
      text[c.tokens[at - 1]!.end] !== ')' &&
      [afterTrie, nearTrie].some((trie) => longestAt(trie, c.tokens, at, c.to) !== undefined)))

/** "22 mpg (city)" */
export function targetInParentheses(c: Context, figure: Figure, text: string): Target | undefined {
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (!next || text[next.start - 1] !== '(') return undefined
  const label = longestAt(afterTrie, c.tokens, figure.to, c.to)
  // "27/35/30 (city/hwy/combined)": a list of labels, of a list of figures
  if (!label || isListed(c, label.end, text)) return undefined
  // "$31,995 (MSRP $36,505)": the label of another figure
  if (
    label.end < c.to &&
    c.figureAt(label.end) &&
    /:/.test(text.slice(c.tokens[label.end - 1]!.end, c.tokens[label.end]!.start))
  )
    return undefined
  for (let i = label.end; i < c.to && c.tokens[i]!.gap !== 'break'; i++) if (c.figureAt(i)) return undefined
  return pick(label.values, figure.unit)
}

/** "Miles on a full charge | 272": any word of a label right before the figure that the line begins with. */
export function targetOfLabel(c: Context, figure: Figure): Target | undefined {
  if (c.tokens[figure.from]!.gap !== 'break' || figure.from - c.from > 8) return undefined
  // "Under $46,000 ($45,205 to be exact)"
  if (figure.from > c.from && c.figureAt(figure.from - 1)) return undefined
  for (let i = c.from + 1; i < figure.from; i++)
    if (c.tokens[i]!.gap === 'break' && (figure.from - c.from > 5 || c.figureAt(i - 1))) return undefined
  for (const trie of [nearTrie, afterTrie])
    for (let i = c.from; i < figure.from; i++) {
      const label = longestAt(trie, c.tokens, i, figure.from)
      const target = label && !isName(c, i, label.end) && pick(label.values, figure.unit)
      if (target) return target
    }
  return undefined
}

/** "Model 3 Long Range – 30,348 miles": no label, but all of it words of names. */
function isName(c: Context, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!c.taken(i)) return false
  return true
}

/** "Seats: 7 in the Pilot, 5 in the Civic": what the line begins with is what its figures are about. */
export function targetOfLine(c: Context, figure: Figure, text: string): Target | undefined {
  const before = c.tokens[figure.from - 1]
  // "under $31,000 takes it; $30,390 is the sum"
  if (before && figure.from > c.from && text.slice(before.end, figure.start).includes(';')) return undefined
  const whole = targetOfLabel(c, figure)
  if (whole) return whole
  // "Range: EPA 272": the label ends at its colon
  const label = phrasesAt(afterTrie, c.tokens, c.from, figure.from).findLast(({ end }) =>
    /^[*_]*:/.test(text.slice(c.tokens[end - 1]!.end, c.tokens[end - 1]!.end + 6)),
  )
  return label && pick(label.values, figure.unit)
}

/** "272: miles on a charge": what the line says of the figure that it begins with. */
export function targetBehind(c: Context, figure: Figure, text: string): Target | undefined {
  const next = figure.to < c.to ? c.tokens[figure.to]! : undefined
  if (
    figure.from !== c.from ||
    !next ||
    !/^[*_]*(?:(?::| [-–—|]) | ?(?:\.{3}|…))/.test(text.slice(figure.end, figure.end + 5))
  )
    return undefined
  for (const trie of [nearTrie, afterTrie])
    for (let i = figure.to; i < c.to; i++) {
      const target = pick(longestAt(trie, c.tokens, i, c.to)?.values ?? [], figure.unit)
      // "68,963: miles on the one that has seen the most road"
      if (target && !(target.unit === 'mpg' && figure.value >= 200)) return target
    }
  const isOfMiles = c.tokens.slice(figure.to, c.to).some(({ stem }) => stem === 'mile')
  return isOfMiles && figure.unit === null && figure.value >= 100 ? milesTarget : undefined
}

const milesTarget = targets.find((target) => target.target === 'miles')
