// What a question asks for is what the figure of its answer is about: "How many owners? One.", "MSRP? $32,375."

import type { Figure } from '../find/figures.ts'
import { isNameStart } from '../find/names.ts'
import { phrasesAt } from '../text/phrase-trie.ts'
import { askedCondition } from './condition-asked.ts'
import { countOf } from './count-of.ts'
import { conditionAt, isStockNoun, notCounted } from './counted-things.ts'
import { afterTrie, type Context, nearTrie, type Target, targets } from './targets.ts'

/** A longer question asks for more than a figure. */
const askedMax = 14
const counting = /^(many|there|number|count)$/

/** What the question before asks for, for the first figure of the answer, and for the far end of what it begins. */
export function askedTarget(c: Context, figure: Figure): Target | undefined {
  const { asked } = c
  if (asked.length === 0) return undefined
  if (firstAnswer(c)?.from !== figure.from && !isFarEnd(c, figure)) return undefined
  // "Looking for a sunroof? This one has it."
  if (
    figure.spelled &&
    asked.length > 4 &&
    !asked.some((token) => /^(how|many|what|number)$/.test(token.stem))
  )
    return undefined
  if (asked.length > askedMax || isOnePicked(c, figure)) return undefined
  // "Need eight seats? We have four Kia Tellurides."
  if (isCountOfNamed(c, figure)) return undefined
  // "How many people owned it?"
  if (
    figure.unit === null &&
    asked.some(({ stem }, i) => /^(owned|owner|own)$/.test(stem) && asked[i - 1]?.stem !== 'pre')
  )
    return targets.find((target) => target.target === 'owners')
  const before = figure.from > c.from ? c.tokens[figure.from - 1]!.stem : ''
  if (figure.spelled && /^(this|that|the|no|every|each|any|which|another|last|first)$/.test(before))
    return undefined
  const fits = (target: Target): boolean =>
    target.attributes.length > 0 && (figure.unit === null ? !target.needsUnit : target.unit === figure.unit)
  for (const trie of [afterTrie, nearTrie])
    for (let i = 0; i < asked.length; i++)
      for (const phrase of phrasesAt(trie, asked, i, asked.length).reverse()) {
        const target = phrase.values.find(fits)
        const isUnitAlone = phrase.end === i + 1 && /^mile$/.test(asked[i]!.stem)
        if (target && !isUnitAlone && !(isSmallWord(figure) && target.unit === 'mi')) return target
      }
  return milesAsked(c, figure)
}

/** "The RAV4, a two-owner car, has 48,426": what the car is called by is no answer. */
const firstAnswer = ({ figures: [first, second] }: Context): Figure | undefined =>
  first && second?.unit === null && /^(owner|door|seat)$/.test(first.unit ?? '') ? second : first

const isCountOfNamed = (c: Context, { unit, to, value }: Figure): boolean =>
  unit === null &&
  value < 1000 &&
  to < c.to &&
  c.tokens[to]!.gap === 'join' &&
  isNameStart(c.tokens, to, c.to)

/** "How many miles? That starts at 60 and goes no higher than 37,482." */
const isFarEnd = (c: Context, { from }: Figure): boolean =>
  c.figures[1]?.from === from &&
  from - 3 > c.from &&
  /^no (?:higher|lower|more|further|farther) than$/.test(
    [3, 2, 1].map((before) => c.tokens[from - before]!.word).join(' '),
  )

const isSmallWord = ({ spelled, value }: Figure): boolean => spelled && value < 1000

/** "How many miles does it have? 44,593, on a 2022." */
function milesAsked({ asked }: Context, figure: Figure): Target | undefined {
  if (figure.unit !== null || isSmallWord(figure) || !asked.some((token) => token.stem === 'mile'))
    return undefined
  const isOfGallon = asked.some((token) => token.stem === 'gallon')
  return targets.find((target) => target.target === (isOfGallon ? 'economy' : 'miles'))
}

/** "Ask for a photo if you'd like one", "One place to start is …": not the answer. */
const isOnePicked = (c: Context, figure: Figure): boolean =>
  figure.spelled &&
  figure.value === 1 &&
  (figure.from - c.from > 3 || (figure.to < c.to && notCounted.test(c.tokens[figure.to]!.stem)))

/** The count of vehicles that the question before asks for. */
export function askedCount(c: Context, figure: Figure): Target | undefined {
  const { asked } = c
  if (c.figures[0]?.from !== figure.from) return undefined
  if (figure.unit !== null || isOnePicked(c, figure)) return undefined
  const condition = askedCondition(c)
  if (condition) return countOf(condition)
  if (!asked.some((token) => counting.test(token.stem))) return undefined
  const vehicles =
    (asked.length <= 6 && /^how$/.test(asked[0]!.stem)) ||
    asked.some(
      (_, i) =>
        isNameStart(asked, i, asked.length) || isStockNoun(asked, i) || conditionAt(asked, i) !== undefined,
    )
  if (!vehicles) return undefined
  const conditions = new Set(asked.flatMap((_, i) => conditionAt(asked, i) ?? []))
  return countOf(conditions.size === 1 ? [...conditions][0] : undefined)
}
