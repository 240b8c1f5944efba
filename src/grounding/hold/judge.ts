// A mention against the facts: carried by one, contradicted by one of the same attribute, or neither.

import type { Fact } from '#facts/index.ts'
import type { Context } from '../about/targets.ts'
import { isPlus, type Mention } from '../find/mentions.ts'
import type { Token } from '../text/tokens.ts'
import { claimKindOf, exclusiveGroupOf } from './attributes.ts'
import { judgeFigure } from './judge-figure.ts'
import { judgeAddress, judgePattern } from './judge-place.ts'
import { judgeNotAll } from './judge-stock.ts'
import {
  carriersOfWords,
  judgeColor,
  judgeConcept,
  judgeMake,
  judgeName,
  judgeNoColor,
  judgeNoTrim,
} from './judge-words.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import { type Scope, type Verdict, verdict } from './verdict.ts'

const stemsIn = (tokens: readonly Token[], mention: { from: number; to: number }): string[] =>
  tokens.slice(mention.from, mention.to).map((token) => token.stem)

/** The condition that a mention says, if it says one. */
function conditionOf(mention: Mention): string | undefined {
  if (mention.type === 'concept') return /^condition:(.*)$/.exec(mention.entries[0]!.concepts[0]!)?.[1]
  const fact = mention.type === 'fact' ? mention.facts[0] : undefined
  return fact?.attribute === 'stock_condition' ? String(fact.value) : undefined
}

/** "It isn't the cheapest", "We don't claim it's the best": no boast. */
function isDisclaimed({ tokens, from }: Context, at: number): boolean {
  const before = tokens.slice(Math.max(from, at - 5), at).map((token) => token.word)
  return disclaimer.test(before.join(' '))
}
const disclaimer =
  /(?:\b(?:not|never|hardly|scarcely|isn't|wasn't|aren't|far from) (?:always |necessarily |quite |exactly )?(?:the|our|its)|\b(?:don't|won't|not|never) (?:claim|say|pretend|promise)(?: that)? (?:it|this)(?: is)?(?: the)?)$/

/** "41 mpg, compared with the RAV4's 35": the figures say it, and are held. */
const isToldInFigures = ({ tokens, to: end, figureAt }: Context, { from, to }: Mention): boolean =>
  tokens[from]!.stem === 'compared' && [0, 1, 2, 3].some((i) => to + i < end && figureAt(to + i))

const impliedBy = (p: PreparedFacts, { value }: Fact, scope: Scope): Fact[] =>
  (p.concepts.get(`condition:${String(value).toLowerCase()}`) ?? []).filter(scope)

const ofAttribute = (p: PreparedFacts, attribute: string): readonly Fact[] =>
  p.byAttribute.get(attribute) ?? []

/**
 * @param after the mention that follows
 * @returns undefined when the words turn out to state nothing
 */
export function judge(
  p: PreparedFacts,
  mention: Mention,
  c: Context,
  text: string,
  negated: boolean,
  scope: Scope,
  after: Mention | undefined,
): Verdict | undefined {
  switch (mention.type) {
    case 'make':
      return judgeMake(p, mention, c, after)
    case 'fact': {
      const kind = claimKindOf(mention.facts[0]!.attribute)
      const facts = mention.facts.filter(scope)
      const some = negated ? judgeNotAll(p, conditionOf(mention), c, mention.from, scope) : undefined
      if (some) return some
      if (!negated) {
        // "Used" of a certified one, beside one that is called used
        const implied =
          facts.length === 0 && kind === 'condition' ? impliedBy(p, mention.facts[0]!, scope) : []
        return verdict(kind, facts.length > 0 ? facts : implied, mention.facts)
      }
      // "runs on gas, not a hybrid": of what a vehicle has one of, another one carries it
      const isOther = facts.length === 0 && exclusiveGroupOf(mention.facts[0]!.attribute) !== undefined
      return verdict(kind, isOther ? ofAttribute(p, mention.facts[0]!.attribute).filter(scope) : [], facts)
    }
    case 'concept':
      if (
        mention.entries[0]!.group === 'superlative' &&
        (isDisclaimed(c, mention.from) || isToldInFigures(c, mention))
      )
        return undefined
      return (
        (negated ? judgeNotAll(p, conditionOf(mention), c, mention.from, scope) : undefined) ??
        judgeConcept(p, mention.entries, stemsIn(c.tokens, mention), negated, (fact) =>
          isPlus(text, mention.end) && claimKindOf(fact.attribute) === 'assertion'
            ? scope(fact) && String(fact.value).endsWith('+')
            : scope(fact),
        )
      )
    case 'color':
      return negated ? judgeNoColor(p, mention, c, scope) : judgeColor(p, mention, c, scope)
    case 'figure':
      return judgeFigure(p, c, mention.figure, text, scope)
    case 'equipment': {
      const facts = carriersOfWords(p, mention.stems, scope)
      return negated ? verdict('feature', [], facts) : verdict('feature', facts)
    }
    case 'code':
      return judgeAddress(p, { kind: 'stock', start: mention.start, end: mention.end, value: mention.value })
    case 'pattern':
      // "14 as of 8 a.m."
      if (
        mention.pattern.type === 'time' &&
        c.tokens[mention.from - 2]?.stem === 'as' &&
        c.tokens[mention.from - 1]?.stem === 'of'
      )
        return undefined
      return judgePattern(p, mention.pattern, scope)
    case 'trim':
      return negated ? judgeNoTrim(p, mention, scope) : judgeName(p, mention, scope)
    default:
      return judgeName(p, mention, scope)
  }
}
