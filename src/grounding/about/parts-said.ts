// What the words around a count of vehicles say that it is a part of, where no label does: letters, parentheses, a topic, the rest.

import type { Figure } from '../find/figures.ts'
import { isYear } from '../find/names.ts'
import { tableOf } from '../text/table.ts'
import { conditionAt, conditionEndingAt, conditionOf, isStockNoun } from './counted-things.ts'
import type { Context } from './targets.ts'

export const letters = tableOf<string>({ N: 'new', U: 'used' })

/** "12 units / 7 N / 5 U", as a ticker has it */
export function isLetter(c: Context, at: number): boolean {
  const token = at < c.to ? c.tokens[at]! : undefined
  return token?.gap === 'join' && token.raw in letters && (at + 1 >= c.to || c.tokens[at + 1]!.gap !== 'join')
}

/** "16 to be exact" */
export const isToBeExact = ({ tokens }: Context, at: number): boolean =>
  tokens[at]?.word === 'to' &&
  tokens[at + 1]?.word === 'be' &&
  /^(?:exact|precise|specific)$/.test(tokens[at + 2]?.word ?? '')

/** "Most of them (20) are new", "most of them, 16 to be exact, are new" */
export function toldOfParentheses(c: Context, { from, to, unit }: Figure): string | undefined {
  const end = isToBeExact(c, to) ? to + 3 : to
  if (unit !== null || from === c.from || end + 1 >= c.to) return undefined
  const { gap } = c.tokens[from]!
  if (!(gap === 'break' || (gap === 'comma' && end > to)) || c.tokens[end]!.gap !== gap) return undefined
  return /^(are|is|were|was)$/.test(c.tokens[end]!.stem) ? conditionAt(c.tokens, end + 1) : undefined
}

/** "N 20, U 11" */
const isLettered = (c: Context, at: number): boolean =>
  at > c.from && c.tokens[at]!.gap === 'join' && c.tokens[at - 1]!.raw in letters

export const letterBefore = (c: Context, { from }: Figure): string | undefined =>
  isLettered(c, from) && c.figures.slice(0, 8).filter((one) => isLettered(c, one.from)).length > 1
    ? letters[c.tokens[from - 1]!.raw]
    : undefined

/** "31 / 20 new / 11 used", "31, 20 new and 11 used": a total before its parts. */
export function isSplit(c: Context, { unit, to }: Figure): boolean {
  if (unit !== null || to + 1 >= c.to || !c.figureAt(to) || isYear(c.tokens[to]!)) return false
  return (
    c.tokens[to]!.gap !== 'join' &&
    c.tokens[to]!.gap !== 'dash' &&
    c.tokens[to + 1]!.gap === 'join' &&
    conditionAt(c.tokens, to + 1) !== undefined
  )
}

/** "We have some, 31 to be exact" */
export const isSome = ({ tokens, from: start, to: end }: Context, { from, to }: Figure): boolean =>
  from > start &&
  tokens[from]!.gap === 'comma' &&
  /^(some|several|plenty|few|many|lot|bunch|handful|enough)$/.test(tokens[from - 1]!.stem) &&
  (to >= end || tokens[to]!.gap !== 'join' || /^(to|in)$/.test(tokens[to]!.word))

const topical = /^(if|as|when|for|on|in|want|prefer|looking|among|should|whether)$/

/** "If you buy used, there are 11", "as for certified, we have 4": the condition that a clause begins with. */
export function topicOf(c: Context, { from }: Figure): string | undefined {
  let comma = from
  while (comma > c.from && from - comma < 8 && c.tokens[comma]!.gap !== 'comma') {
    if (c.tokens[comma]!.gap === 'break') return undefined
    comma--
    if (c.figureAt(comma)) return undefined
  }
  if (comma === c.from || c.tokens[comma]!.gap !== 'comma') return undefined
  let first = comma - 1
  while (first > c.from && comma - first < 14 && /^(join|dash)$/.test(c.tokens[first]!.gap)) first--
  if (/^(and|but|while)$/.test(c.tokens[first]!.stem)) first++
  if (!topical.test(c.tokens[first]!.stem)) return undefined
  const told = new Set<string>()
  for (let i = first; i < comma; i++) {
    const condition = c.figureAt(i) ? undefined : conditionAt(c.tokens, i)
    if (condition) told.add(condition)
  }
  return told.size === 1 ? [...told][0] : undefined
}

/** "the truck showing 218" */
export const isShownByOne = ({ tokens, from }: Context, at: number): boolean =>
  at - 2 >= from &&
  /^(show|showing|reading|read|has|with)$/.test(tokens[at - 1]!.stem) &&
  /^(one|truck|car|suv|sedan|van|minivan|vehicle|model|unit|example|wagon|pickup)$/.test(tokens[at - 2]!.word)

/** The condition at a token; "all" of "31 new and used". */
export function conditionOfAll(c: Context, at: number): string | undefined {
  const first = conditionOf(c.tokens, at)
  if (!first || first.end + 1 >= c.to || !/^(and|or)$/.test(c.tokens[first.end]!.stem))
    return first?.condition
  const second = conditionAt(c.tokens, first.end + 1)
  return new Set([first.condition, second, 'new', 'used']).size === 2 ? 'all' : first.condition
}

const leftOver = /^(other|rest|balance|remainder|remaining|others|majority|minority|bulk)$/

/** "the rest, 12, are used", "the remaining twelve trucks" */
export const isLeftOver = (c: Context, { from, to, unit }: Figure): boolean =>
  unit === null &&
  ((from > c.from && leftOver.test(c.tokens[from - 1]!.word)) ||
    (to < c.to && c.tokens[to]!.gap === 'join' && /^(remain|remains|left)$/.test(c.tokens[to]!.word)))

/** The condition that ends right before a figure in parentheses or between dashes. */
export function apposedTo(c: Context, { from }: Figure): string | undefined {
  if (from === c.from || c.tokens[from]!.gap === 'join') return undefined
  let at = from - 1
  while (
    at > c.from &&
    from - at < 4 &&
    (c.taken(at) || isStockNoun(c.tokens, at)) &&
    !conditionEndingAt(c.tokens, at, c.from)
  )
    at--
  const condition = conditionEndingAt(c.tokens, at, c.from)?.condition
  return condition ?? (at < from - 1 && c.tokens[from]!.gap === 'comma' ? 'all' : undefined)
}

/** "Most are new, 25 in all", "including 2 that are certified": the condition that is said of a number right beside it. */
export function saidOfPart(c: Context, { from, to }: Figure): string | undefined {
  const next = `${c.tokens[to]?.word} ${c.tokens[to + 1]?.word}`
  const isApposed = from > c.from && c.tokens[from]!.gap === 'comma' && /^in (?:all|total)$/.test(next)
  const before = isApposed ? conditionEndingAt(c.tokens, from - 1, c.from) : undefined
  if (before) return before.condition
  return /^that (?:are|is)$/.test(next) && to + 2 < c.to ? conditionAt(c.tokens, to + 2) : undefined
}
