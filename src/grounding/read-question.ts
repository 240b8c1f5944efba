// What a question says: which trim or figure its answer is of, and what it claims where the next words affirm it.

import { answerTo, isAnswered } from './find/answered.ts'
import { type Mention, mentionsOf, type Unit } from './find/mentions.ts'
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
  const mentions = mentionsOf(unit, r.p, () => false)
  if (!answer) {
    judgeNamed(r, place, unit, mentions)
    return
  }
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

const choosing = /^(which|who|want|need|looking|prefer|wanting|needing)$/
const naming = /^(the|our|a|an|that|that's|thats|would|be|is|it|it's|its|go|with|pick|choose|take|only)$/

const isNextSentence = ({ text, tokens }: Reading, at: number): boolean =>
  /[.!?\n]/.test(text.slice(tokens[at - 1]!.end, tokens[at]!.start))

/** "Which has heat in the rear seats? The EX-L.", "Want leather? EX-L.": what is asked for is said of whom the answer names. */
function judgeNamed(r: Reading, place: Place, unit: Unit, mentions: readonly Mention[]): void {
  const isChoice = r.tokens
    .slice(unit.from, Math.min(unit.to, unit.from + 4))
    .some(({ word }) => choosing.test(word))
  if (!isChoice || mentions.some(({ type }) => type === 'model' || type === 'trim')) return
  const { to } = unit
  let end = to
  while (end < r.tokens.length && end - to < 8 && (end === to || !isNextSentence(r, end))) end++
  const answer: Unit = { ...unit, from: to, to: end, titleCase: false, cells: undefined }
  const said = mentionsOf(answer, r.p, () => false)
  const { each } = scopesOf(r.p, answer, [], said, r.order, r.aliases)
  const isNamed = (at: number): boolean => said.some((one) => at >= one.from && at < one.to)
  const rest = r.tokens.slice(to, end).filter((_, i) => !isNamed(to + i))
  if (each.length !== 1 || rest.some(({ word }) => !naming.test(word))) return
  const context = contextOf(r, place, unit, mentions)
  for (const mention of mentions) {
    const isOfUnit = mention.type === 'figure' && mention.figure.unit !== null
    if (!isAnswered(mention) && !isOfUnit) continue
    const verdict = judgeMention(r, place, mention, context, false, each[0]!.named.scope, undefined)
    if (verdict) push(r, mention.start, mention.end, verdict)
  }
}
