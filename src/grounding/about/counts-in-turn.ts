// Counts and conditions in two lists of the same length: "New / used: 20 / 11", "splits 20/11 new and used".

import type { Figure } from '../find/figures.ts'
import { tableOf } from '../text/table.ts'
import type { Token } from '../text/tokens.ts'
import { conditionOf } from './counted-things.ts'
import { runOf } from './parallel.ts'
import type { Context } from './targets.ts'

const joins = /^(and|or|vs|versus|to|v)$/
const whole = /^(total|all|unit|stock|count)$/
const letters = tableOf<string>({ N: 'new', U: 'used', C: 'certified' })
/** Words of the longest list. */
const listMax = 12

/** The conditions that are listed from a token on, "all" for a total; where the list ends. */
function listAt(tokens: readonly Token[], from: number, to: number): { conditions: string[]; end: number } {
  const conditions: string[] = []
  let at = from
  let end = from
  while (at < to) {
    const { raw, stem } = tokens[at]!
    const found = conditionOf(tokens, at)
    const condition = found?.condition ?? letters[raw] ?? (whole.test(stem) ? 'all' : undefined)
    if (!condition) break
    conditions.push(condition)
    end = found?.end ?? at + 1
    at = end
    if (at >= to) break
    if (joins.test(tokens[at]!.stem)) at++
    else if (!/^(slash|comma|dash)$/.test(tokens[at]!.gap)) break
  }
  return { conditions, end }
}

/** The list that ends where the figures begin. */
function listBefore(tokens: readonly Token[], from: number, to: number): string[] {
  for (let at = Math.max(from, to - listMax); at < to; at++) {
    if (at > from && tokens[at]!.gap === 'join') continue
    const { conditions, end } = listAt(tokens, at, to)
    if (end === to && conditions.length > 1) return conditions
  }
  return []
}

/** "New ones outnumber used ones, 22 to 12", "the split of new and used? 22 and 12": each condition that was told, once. */
function toldIn(tokens: readonly Token[], from: number, to: number): string[] {
  const told: string[] = []
  for (let at = Math.max(from, to - listMax); at < to; ) {
    if (!Number.isNaN(tokens[at]!.value)) return []
    const found = conditionOf(tokens, at)
    if (found) told.push(found.condition)
    at = found?.end ?? at + 1
  }
  return told
}

/** "22 to 12" */
const pairOf = (figure: Figure): Figure[] =>
  figure.partner ? [figure, figure.partner].sort((a, b) => a.from - b.from) : [figure]

/** The condition that a figure counts by its place in a list; "all" for a total. */
export function conditionsInTurn(c: Context, figure: Figure): string | undefined {
  if (figure.unit !== null || figure.from > c.to) return undefined
  const listed = runOf(c, figure)
  const run = listed.length > 1 ? listed : pairOf(figure)
  if (run.length < 2 || run.some(({ unit }) => unit !== null)) return undefined
  const last = run.at(-1)!.to
  const behind =
    last < c.to && /^(join|comma)$/.test(c.tokens[last]!.gap) ? listAt(c.tokens, last, c.to) : undefined
  const isBehind = behind && (behind.end >= c.to || !c.figureAt(behind.end))
  const lists = [
    listBefore(c.tokens, c.from, run[0]!.from),
    listBefore(c.labels, 0, c.labels.length),
    isBehind ? behind.conditions : [],
    ...(figure.pair === null
      ? []
      : [toldIn(c.tokens, c.from, run[0]!.from), toldIn(c.asked, 0, c.asked.length)]),
  ]
  const list = lists.find((one) => one.length === run.length && new Set(one).size === one.length)
  return list?.[run.indexOf(figure)]
}
