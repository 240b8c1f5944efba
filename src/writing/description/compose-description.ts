// The built-in writer of vehicle descriptions: plan, draft, measure, and draft again where the draft reads badly.
// It knows nothing but the facts: every word that says something of the vehicle came in through a fact's slot.

import type { Fact } from '#facts/index.ts'
import { measureReadability, type SlotValue } from '../phrase/index.ts'
import { type Draft, writeDraft } from './draft.ts'
import { blockOf, type DescriptionPlan, type PlanOptions, planSelected } from './plan-description.ts'
import { selectFacts } from './select-facts.ts'
import { buildSlots } from './slots.ts'
import { toneOf, type Voice } from './voice.ts'

export type ComposeOptions = PlanOptions & { voice?: Voice }

export type ComposedDescription = {
  /** Two to four short paragraphs, a list of equipment where the facts have one, a closing. */
  markdown: string
  /** Ids of the facts that the text says, in the order in which it says them. */
  factIds: string[]
}

/** Short drafts are cheap, and one odd sentence weighs more in them. */
const attemptsMax = (sentences: number) => (sentences <= 5 ? 120 : 24)

/**
 * Writes a vehicle's description from its facts and the site's, in English. The same facts, in any order, with the
 * same seed give the same text. It ends when the facts do: sparse rows give short texts.
 * @throws Error when the facts speak of no vehicle or of several of which none is the seed's.
 */
export function composeDescription(facts: readonly Fact[], options: ComposeOptions): ComposedDescription {
  const selected = selectFacts(facts, options.seed)
  const plan = planSelected(selected, options)
  const slots = plannedSlots(buildSlots(selected), plan)
  const tone = toneOf(options.voice)
  const vin = String(selected.byAttribute.get('vin')?.value ?? '')
  let draft = writeDraft(plan, slots, { tone, attempt: 0 })
  let faults = countStyleFaults(draft, vin)
  for (let attempt = 1; faults > 0 && attempt < attemptsMax(draft.sentences.length); attempt += 1) {
    const other = writeDraft(plan, slots, { tone, attempt })
    const otherFaults = countStyleFaults(other, vin)
    if (otherFaults < faults) [draft, faults] = [other, otherFaults]
  }
  return assemble(draft)
}

/** What the plan leaves out has no words either: a used car's MSRP is known and not said. */
function plannedSlots(slots: ReadonlyMap<string, SlotValue>, plan: DescriptionPlan): Map<string, SlotValue> {
  const planned = new Set(plan.sections.flatMap(({ facts }) => facts))
  const isPlanned = ({ facts, reference }: SlotValue) => reference || facts.some((fact) => planned.has(fact))
  return new Map([...slots].filter(([, slot]) => isPlanned(slot)))
}

/** How far a draft is from the house's limits: grade 6-10, 12-18 words a sentence in the mean, none over 28. 0: within all. */
function countStyleFaults(draft: Draft, vin: string): number {
  const texts = draft.sentences.map(({ phrase }) => phrase.text)
  const measured = measureReadability(texts)
  // Some count a VIN as a word of many syllables and some leave it out; both must find the text within the limits.
  const withoutVin = vin ? measureReadability(texts.map((text) => text.replaceAll(vin, ''))) : measured
  const outside = (value: number, low: number, high: number) => Math.max(0, low - value, value - high)
  return (
    outside(withoutVin.grade, 6.4, 9.7) +
    outside(measured.grade, 6.4, 9.7) +
    outside(withoutVin.coarseGrades[0], 6, 10) +
    outside(measured.coarseGrades[1], 6, 10) +
    outside(measured.meanWords, 12.3, 17.4) +
    outside(measured.longestWords, 0, 27)
  )
}

function assemble(draft: Draft): ComposedDescription {
  const phrases = draft.sentences
  const body = paragraphs(phrases.filter(({ section }) => section !== 'closing'))
  const closing = paragraphs(phrases.filter(({ section }) => section === 'closing'))
  const list = draft.bullets.map(({ text }) => `- ${text}`).join('\n')
  const blocks = [
    ...body,
    ...(draft.lead && list ? [draft.lead.text] : []),
    ...(list ? [list] : []),
    ...closing,
  ]
  const spoken = [
    ...phrases.filter(({ section }) => section !== 'closing').map(({ phrase }) => phrase),
    ...(draft.lead ? [draft.lead] : []),
    ...draft.bullets,
    ...phrases.filter(({ section }) => section === 'closing').map(({ phrase }) => phrase),
  ]
  const factIds = [...new Set(spoken.flatMap(({ facts }) => facts.map((fact) => fact.id)))]
  return { markdown: `${blocks.join('\n\n')}\n`, factIds }
}

/** A new paragraph where the subject turns, but none of a single sentence where it can join its neighbour. */
function paragraphs(sentences: Draft['sentences']): string[] {
  const groups: { block: number; texts: string[] }[] = []
  for (const { section, phrase } of sentences) {
    const last = groups.at(-1)
    if (last && (last.block === blockOf[section] || last.texts.length === 1) && last.texts.length < 4) {
      last.texts.push(phrase.text)
      last.block = blockOf[section]
    } else groups.push({ block: blockOf[section], texts: [phrase.text] })
  }
  const [tail, before] = [groups.at(-1), groups.at(-2)]
  if (tail && before && tail.texts.length === 1 && before.texts.length < 4) {
    before.texts.push(...tail.texts)
    groups.pop()
  }
  return groups.map(({ texts }) => texts.join(' '))
}
