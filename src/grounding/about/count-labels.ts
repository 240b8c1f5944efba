// Labels of counts of vehicles: "Certified pre-owned: 7", "of which used 8", "On hand | 25", "13 – of them new".

import type { Figure } from '../find/figures.ts'
import { isNameStart, isYear } from '../find/names.ts'
import data from '../lexicon/bindings.json' with { type: 'json' }
import { longestAt } from '../text/phrase-trie.ts'
import { stemSet, type Token } from '../text/tokens.ts'
import { conditionEndingAt, conditionOf } from './counted-things.ts'
import { endOfRowLabel } from './label-targets.ts'
import { afterTrie, type Context } from './targets.ts'

const labelWords = stemSet(data.stock.labelWords)
const labelHeads = stemSet(data.stock.labelHeads)
/** "Used (incl. certified)" */
const including = /^(incl|inc|including|counting|plus|with)$/
const joins = /^(and|or|plus)$/

/** A label has no more words. */
const labelMax = 9
/** Nor has one in words that no list knows. */
const looseMax = 5

type Label = { isCount: boolean; isHeaded: boolean; conditions: string[]; includes: boolean }

function readLabel(words: readonly Token[]): Label {
  const label: Label = { isCount: words.length > 0, isHeaded: false, conditions: [], includes: false }
  for (let i = 0; i < words.length && label.isCount; ) {
    const found = conditionOf(words, i)
    const { stem } = words[i]!
    if (found) label.conditions.push(found.condition)
    label.isHeaded ||= labelHeads.has(stem)
    label.includes ||= including.test(stem)
    label.isCount = found !== undefined || labelWords.has(stem) || labelHeads.has(stem)
    i = found?.end ?? i + 1
  }
  label.isCount &&= label.isHeaded || label.conditions.length > 0
  return label
}

export const isCountLabel = (words: readonly Token[]): boolean => readLabel(words).isCount

/** Of which condition the vehicles are that a label counts: "all" of no certain one; undefined of a label of something else. */
function countedBy(words: readonly Token[]): string | undefined {
  const { isCount, conditions, includes } = readLabel(words)
  if (!isCount) return undefined
  if (includes && conditions.length > 0) return conditions[0]
  if (conditions.includes('certified')) return 'certified'
  return new Set(conditions).size === 1 ? conditions[0] : 'all'
}

/** The labels of a cell that holds figures, without those that are figures themselves; the row's alone where a column has another. */
export function cellLabels({ labels }: Context): readonly Token[] {
  const all = labels.filter((token, i) => Number.isNaN(token.value) && !isNameStart(labels, i, i + 1))
  if (isCountLabel(all)) return all
  return labels.slice(0, endOfRowLabel(labels)).filter((token) => Number.isNaN(token.value))
}

/** The words from..to without the names of what is counted ("New CR-Vs", "Civics on hand"). */
function withoutNames(c: Context, from: number, to: number): readonly Token[] {
  const words = c.tokens.slice(from, to)
  const isNamed = words.some((_, i) => c.taken(from + i) && !conditionOf(words, i))
  if (!isNamed) return words
  const rest = words.filter(
    (token, i) => (!c.taken(from + i) && !isYear(token)) || conditionOf(words, i) !== undefined,
  )
  const isPlural = words.some(({ raw }, i) => c.taken(from + i) && /[^s]s$/i.test(raw))
  return isPlural || readLabel(rest).isHeaded ? rest : words
}

const isNameBefore = (c: Context, at: number): boolean =>
  c.taken(at - 1) && !conditionEndingAt(c.tokens, at - 1, c.from)

/** The words of the label that a figure answers, where a colon or the like stands between. */
function labelOf(c: Context, figure: Figure): readonly Token[] | undefined {
  if (c.tokens[figure.from]!.gap !== 'break' || figure.from === c.from) return undefined
  let from = figure.from - 1
  while (from > c.from && figure.from - from < labelMax && c.tokens[from]!.gap !== 'break') {
    // "(new: 9, used: 5)"
    if (c.tokens[from]!.gap === 'comma' && (c.figureAt(from - 1) || isNameBefore(c, from))) break
    from--
  }
  if (joins.test(c.tokens[from]!.stem)) from++
  if (from >= figure.from) return undefined
  if (including.test(c.tokens[from]!.stem) && c.tokens[from]!.gap === 'break' && from > c.from) from--
  const words = withoutNames(c, from, figure.from)
  return isCountLabel(words) ? words : conditionAlone(words)
}

/** "Veterans with a certificate: 8": of a label in other words the condition, where they name nothing else that is counted. */
function conditionAlone(words: readonly Token[]): readonly Token[] | undefined {
  if (words.length > looseMax) return undefined
  let found: readonly Token[] | undefined
  for (let i = 0; i < words.length; ) {
    const condition = conditionOf(words, i)
    if (condition && found) return undefined
    if (condition) found = words.slice(i, condition.end)
    else if (!Number.isNaN(words[i]!.value) || longestAt(afterTrie, words, i, words.length) !== undefined)
      return undefined
    i = condition?.end ?? i + 1
  }
  return found
}

/** "In stock: 31, of which used 11", "new 20 and used 11": the words that lead to a figure, with a condition among them. */
function partLabel(c: Context, figure: Figure): readonly Token[] | undefined {
  const { from, to } = figure
  if (from === c.from || c.tokens[from]!.gap !== 'join') return undefined
  // "a pre-owned one"
  if (figure.spelled && figure.value === 1) return undefined
  if (to < c.to && c.tokens[to]!.gap === 'join' && !joins.test(c.tokens[to]!.stem)) return undefined
  let first = from - 1
  while (first > c.from && from - first < labelMax) {
    if (c.tokens[first]!.gap !== 'join' && c.tokens[first]!.gap !== 'dash') break
    if (joins.test(c.tokens[first - 1]!.stem) || c.figureAt(first - 1)) break
    first--
  }
  const words = withoutNames(c, first, from)
  const label = readLabel(words)
  return label.isCount && label.conditions.length > 0 ? words : undefined
}

/** The condition that the label of a figure says, "all" where it says none; undefined without a label that counts. */
export function labelled(c: Context, figure: Figure): string | undefined {
  if (figure.unit !== null) return undefined
  const label = labelOf(c, figure)
  const own = label && countedBy(label)
  // "In stock: 20 new, 11 used" says the condition behind the figure
  if (own) return own === 'all' && saysMore(c, figure) ? undefined : own
  const part = partLabel(c, figure)
  if (part) return countedBy(part)
  if (figure.from !== c.from) return undefined
  const cell = countedBy(cellLabels(c))
  return cell === 'all' && saysMore(c, figure) ? undefined : cell
}

const saysMore = (c: Context, { to }: Figure): boolean => to < c.to && c.tokens[to]!.gap === 'join'

/** "13 – of them new", "7 (new) or 10 (used)": what stands behind a figure as its label. */
export function behindLabel(c: Context, figure: Figure): string | undefined {
  const { from, to, unit, pair } = figure
  if (unit !== null || pair !== null || to >= c.to || c.tokens[to]!.gap !== 'break') return undefined
  // "used, 11; certified"
  if (from > c.from && c.tokens[from]!.gap === 'comma' && conditionEndingAt(c.tokens, from - 1, c.from))
    return undefined
  const begins = from === c.from || c.tokens[from]!.gap === 'comma' || joins.test(c.tokens[from - 1]!.stem)
  if (!begins) return undefined
  let end = to + 1
  while (
    end < c.to &&
    end - to < labelMax &&
    c.tokens[end]!.gap !== 'break' &&
    c.tokens[end]!.gap !== 'comma'
  ) {
    if (joins.test(c.tokens[end]!.stem)) break
    if (c.figureAt(end)) return undefined
    end++
  }
  // "31 – new: 20"
  if (end < c.to && c.figureAt(end)) return undefined
  return countedBy(withoutNames(c, to, end))
}
