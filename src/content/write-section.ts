// One section: worded by whoever writes the language, held against the facts, and written by the built-in writer where
// too little of it is left.

import { type Claim, type Held, holdInLanguage, isTooLittle } from '#grounding/index.ts'
import {
  type ArticlePlan,
  type Phrased,
  type Phraser,
  type PhraseWork,
  phraseContext,
  type SectionPlan,
  type Wording,
} from '#writing/index.ts'
import { builtInWriter } from '#writing/port.ts'
import { holdSection } from './grounding/hold-text.ts'
import type { Brief } from './plan-run.ts'

/** A stage's output. `by` and `wordings` are not there of a version of the program that did not tell. */
export type Section = {
  key: string
  markdown: string
  /** In the language of the article, where the plan's is not; null: none that the facts carry. */
  heading?: string | null
  removed: Claim[]
  /** Who wrote what is taken. */
  by?: string
  /** Of all versions that were written. */
  wordings?: Wording[]
}

export async function writeSection(
  phraser: Phraser,
  plan: SectionPlan,
  brief: Brief,
  language: string,
  work: PhraseWork,
): Promise<Section> {
  const context = phraseContext(brief.plan, brief.facts, language)
  const canStepIn = phraser !== builtInWriter && builtInWriter.languages.includes(language)
  // What is known has its words already.
  const writer: Phraser = plan.kind === 'known' && canStepIn ? builtInWriter : phraser
  const phrased = phrasedBy(writer, await writer.phrase(plan, context, work))
  const { allowed } = brief.plan
  const held =
    phrased.by === builtInWriter.name
      ? holdToBrief(phrased.markdown, brief, language)
      : holdSection(phrased.markdown, brief.facts, { language, allowed })
  const wordings = [...phrased.discarded, wordingOf(phrased.by, held)]
  if (!canStepIn || !isTooLittle(held)) {
    const { text: markdown, removed } = held
    const heading = builtInWriter.languages.includes(language)
      ? {}
      : { heading: headingOf(phrased, brief, language) }
    return { key: plan.key, markdown, ...heading, removed, by: phrased.by, wordings }
  }
  const own = holdToBrief(await builtInWriter.phrase(plan, context), brief, language)
  return {
    key: plan.key,
    markdown: own.text,
    removed: [...held.removed, ...own.removed],
    by: builtInWriter.name,
    wordings: [...wordings, wordingOf(builtInWriter.name, own)],
  }
}

/** The section's heading in the article's language, unless it claims what no fact carries. */
function headingOf({ heading }: Phrased, brief: Brief, language: string): string | null {
  if (heading === undefined) return null
  const isHeld = holdToBrief(`## ${heading.replace(/\s+/g, ' ')}\n`, brief, language).removed.length === 0
  return isHeld ? heading : null
}

function phrasedBy({ name }: Phraser, words: Phrased | string): Phrased {
  return typeof words === 'string' ? { markdown: words, by: name, discarded: [] } : words
}

type Left = Pick<Held, 'text' | 'supported' | 'removed'>

function wordingOf(by: string, { supported, removed }: Left): Wording {
  return { by, claims: supported.length + removed.length, removed: removed.length }
}

/** Cuts what the facts do not carry. */
export function holdToBrief(text: string, { facts, plan }: Brief, language: string): Held {
  return holdInLanguage(language, text, facts, { allowed: plan.allowed })
}

/** The plan under the headings that its sections were given. */
export function headed(plan: ArticlePlan, sections: readonly Section[]): ArticlePlan {
  const given = new Map(sections.map(({ key, heading }) => [key, heading]))
  return {
    ...plan,
    sections: plan.sections.map((section) => {
      const heading = given.get(section.key)
      return heading === undefined ? section : { ...section, heading }
    }),
  }
}
