// What a stock's counts say together: how many are left when those of a condition are taken away, and what share they are.

import type { Fact } from '#facts/index.ts'
import { conditionAt } from '../about/counted-things.ts'
import { partsOf } from '../about/shares.ts'
import type { Context, Target } from '../about/targets.ts'
import type { Figure } from '../find/figures.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import { carries } from './tolerance.ts'
import { type Scope, type Verdict, verdict } from './verdict.ts'

type Split = { part: Fact; whole: Fact }

/** A part of a stock, by the attribute that counts it, beside each whole that it is of. */
function splitsOf(p: PreparedFacts, attributes: readonly string[], scope: Scope): Split[] {
  const of = (attribute: string): Fact[] => (p.byAttribute.get(attribute) ?? []).filter(scope)
  return attributes.flatMap((attribute) => {
    const wholes = ['stock_count', ...(attribute === 'stock_certified_count' ? ['stock_used_count'] : [])]
    return of(attribute).flatMap((part) =>
      wholes.flatMap(of).flatMap((whole) => (whole.subject === part.subject ? [{ part, whole }] : [])),
    )
  })
}

const factsOf = (splits: readonly Split[]): Fact[] => splits.flatMap(({ part, whole }) => [whole, part])

/** "7 of them are not certified" */
export function judgeRest(p: PreparedFacts, figure: Figure, target: Target, scope: Scope): Verdict {
  const splits = splitsOf(p, target.attributes, scope)
  const left = splits.filter(({ part, whole }) => carries(figure, Number(whole.value) - Number(part.value)))
  return verdict('count', factsOf(left.slice(0, 1)), factsOf(splits))
}

/** A fraction is a round figure: how far from it the share may be. */
const roundedBy = 0.04
const hedgedBy = 0.06

function isShare({ value, hedge, unit }: Figure, parts: number, share: number): boolean {
  const said = value / parts
  switch (hedge) {
    case 'over':
    case 'above':
    case 'atLeast':
      return share >= said && share - said < (hedge === 'above' ? hedgedBy : 0.15)
    case 'under':
    case 'below':
    case 'atMost':
      return share <= said && said - share < (hedge === 'below' ? hedgedBy : 0.15)
    case 'about':
      return Math.abs(share - said) <= hedgedBy
    case 'exact':
      return Math.abs(share - said) <= (unit === '%' ? 0.0051 : roundedBy)
  }
}

/** "Two-thirds are new", "35 % of them are used" */
export function judgeShare(
  p: PreparedFacts,
  c: Context,
  figure: Figure,
  target: Target,
  scope: Scope,
): Verdict {
  const parts = partsOf(c, figure) ?? 100
  const splits = splitsOf(p, target.attributes, scope)
  const held = splits.filter(({ part, whole }) =>
    isShare(figure, parts, Number(part.value) / Math.max(1, Number(whole.value))),
  )
  return verdict('count', factsOf(held.slice(0, 1)), factsOf(splits))
}

const part = /^(?:some|all|every|rest|balance|remainder|others|other|few|several|remaining)$/
/** Words from those that are counted to what they are said not to be, at most. */
const reach = 9

/** Whether the words before a denied condition speak of a part of the stock: "7 of them are not certified", "used, not certified". */
function isOfPart({ tokens, from, figureAt }: Context, at: number): boolean {
  for (let i = at - 1; i >= Math.max(from, at - reach); i--)
    if (figureAt(i) || part.test(tokens[i]!.word) || conditionAt(tokens, i)) return true
  return false
}

/** "7 of them are not certified": some of a stock are not, though others are. */
export function judgeNotAll(
  p: PreparedFacts,
  condition: string | undefined,
  c: Context,
  at: number,
  scope: Scope,
): Verdict | undefined {
  if (condition === undefined || !isOfPart(c, at)) return undefined
  const splits = splitsOf(p, [`stock_${condition}_count`], scope)
  if (splits.length === 0) return undefined
  const left = splits.filter((one) => Number(one.whole.value) > Number(one.part.value))
  return verdict('condition', factsOf(left.slice(0, 1)), factsOf(splits))
}
