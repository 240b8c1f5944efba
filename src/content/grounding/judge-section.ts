// What a model is told of its section before the section is cut: each claim that the facts do not carry, as it stands
// there, and the fact that says otherwise.

import { type Fact, getAttribute } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'
import { type PhraseContext, type SectionPlan, sayable } from '#writing/index.ts'
import { holdSection } from './hold-text.ts'

const findingsMax = 20
const quotedCharsMax = 200
const saidMax = 3

/** Claims of a section, and in words what is wrong with it. */
export type SectionJudgement = { supported: number; removed: number; findings: string[] }

export function judgeSection(
  markdown: string,
  section: SectionPlan,
  context: PhraseContext,
): SectionJudgement {
  const { facts, language } = context
  const allowed = allowedIn(section, context)
  const { supported, removed, foreign } = holdSection(markdown, facts, { language, allowed })
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return {
    supported: supported.length,
    removed: removed.length,
    findings: [
      ...new Set(
        removed.map((claim) =>
          foreign.includes(claim) ? otherLanguage(claim, language) : findingOf(claim, byId),
        ),
      ),
    ].slice(0, findingsMax),
  }
}

/** The user's own words, of which nothing is a claim. */
function allowedIn({ questions, ask }: SectionPlan, { title, keyword }: PhraseContext): string[] {
  const asked = [...questions, ...ask.flatMap((group) => group.questions)]
  return [title, keyword, ...asked.map(({ question }) => question), ...ask.map(({ name }) => name)]
}

function otherLanguage(claim: Claim, language: string): string {
  return `${quoted(claim)} is not in ${language}. Write it in ${language}.`
}

const quoted = ({ text }: Claim): string => JSON.stringify(text.slice(0, quotedCharsMax))

function findingOf(claim: Claim, byId: ReadonlyMap<string, Fact>): string {
  const { status, factIds } = claim
  const quote = quoted(claim)
  const otherwise = status === 'contradicted' ? saidBy(factIds, byId) : []
  return otherwise.length === 0
    ? `${quote}: no fact carries it. Leave it out.`
    : `${quote} is wrong: the facts say ${otherwise.join('; ')}.`
}

function saidBy(factIds: readonly string[], byId: ReadonlyMap<string, Fact>): string[] {
  const said = factIds.flatMap((id) => {
    const fact = byId.get(id)
    const words = fact && sayable(fact)
    return words ? [`${getAttribute(fact.attribute).label} ${words.text}${unitOf(fact)}`] : []
  })
  return [...new Set(said)].slice(0, saidMax)
}

/** Money has its sign in its words. */
function unitOf({ unit }: Fact): string {
  return unit === null || unit === 'USD' ? '' : ` ${unit}`
}
