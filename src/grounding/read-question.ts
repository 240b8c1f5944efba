// What a question says: which trim or figure its answer is of, and what it claims where the next words affirm it.

import { answerTo, isAnswered } from './find/answered.ts'
import { mentionsOf, type Unit } from './find/mentions.ts'
import type { Named } from './hold/verdict.ts'
import { contextOf, judgeMention } from './judge-mention.ts'
import { type Place, push, type Reading } from './reading.ts'
import type { Token } from './text/tokens.ts'
import { anyFact, scopesOf } from './whom/scope.ts'

/** "And the Pilot?": the question before, of another. */
export const isAskedAgain = ({ tokens, from, to }: Unit, asked: readonly Token[]): boolean =>
  asked.length > 1 &&
  to - from < 7 &&
  /^(?:(?:q|and) )*(?:and|what about|how about) (?:for |in |on |of )?(?:the |our |your )?$/.test(
    tokens
      .slice(from, to)
      .filter(({ cap, value, word }) => /^(?:q|and|what|how)$/.test(word) || (!cap && Number.isNaN(value)))
      .map(({ word }) => `${word} `)
      .join(''),
  )

/** "What trim is it?" */
export const isTrimAsked = (asked: readonly Token[]): boolean =>
  asked.length > 0 && asked.length < 9 && asked.some(({ stem }) => stem === 'trim' || stem === 'grade')

/** What a question claims that is affirmed ("FWD? Yes."), or that is denied though a fact carries it. */
export function judgeAnswered(
  r: Reading,
  place: Place,
  unit: Unit,
  inherited: () => Named | undefined,
): void {
  const answer = answerTo(unit, place.to)
  if (!answer) return
  const mentions = mentionsOf(unit, r.p, () => false)
  const scopes = scopesOf(r.p, unit, [], mentions, r.order, r.aliases)
  const context = contextOf(r, place, unit, mentions)
  for (const mention of mentions) {
    if (!isAnswered(mention)) continue
    const scope = scopes.of(mention) ?? inherited()?.scope ?? anyFact
    const verdict = judgeMention(r, place, mention, context, answer === 'no', scope, undefined)
    if (verdict && (answer === 'yes' || verdict.status === 'contradicted'))
      push(r, mention.start, mention.end, verdict)
  }
}
