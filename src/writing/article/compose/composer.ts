// The built-in phraser. It says what the section's facts say, in the words of the banks, and nothing else; it is the
// whole writer where no model is configured, and takes over a section where a model's text does not hold.

import type { PhraseContext, Phraser, SectionPlan } from '../../port.ts'
import { featuredFirst } from '../featured.ts'
import { knownText, sourceLine } from '../known.ts'
import { readLedger } from '../ledger.ts'
import { bullets, escapeMarkdown } from '../markdown.ts'
import { getTopic } from '../plan/topics.ts'
import { composeDetails } from './compose-event.ts'
import { composeAsk, composeClosing, composeLead, composeSubject } from './compose-frame.ts'
import { composeCompare, composeStock, composeVehicle } from './compose-stock.ts'
import { sayDetail, sayTopics } from './compose-topic.ts'
import type { Composition } from './composition.ts'
import { paragraphs } from './paragraphs.ts'
import { createSpeaker } from './sentence.ts'
import { siteSlots } from './slots.ts'

export type ComposedSection = {
  /** Without the heading; empty when the facts leave nothing to say. */
  markdown: string
  /** Ids of the facts that it states. */
  factIds: string[]
}

/** Writes English from facts alone; deterministic in section and context. */
export const composer = {
  name: 'composer',
  languages: ['English'],
  phrase: (section: SectionPlan, context: PhraseContext) => composeSection(section, context).markdown,
} satisfies Phraser<string>

/** As `composer.phrase`, with the facts that were stated. */
export function composeSection(section: SectionPlan, context: PhraseContext): ComposedSection {
  const allowed = new Set(section.factIds)
  const ledger = readLedger(context.facts.filter(({ id }) => allowed.has(id)))
  const speaker = createSpeaker(context.seed, section.turn, context.tone)
  const markdown = compose({ section, context, ledger, speaker })
  return { markdown, factIds: speaker.factIds() }
}

function compose(composition: Composition): string {
  switch (composition.section.kind) {
    case 'subject':
      return composeSubject(composition)
    case 'lead':
      return composeLead(composition)
    case 'details':
      return composeDetails(composition)
    case 'compare':
      return composeCompare(composition)
    case 'question':
    case 'featured':
    case 'facts':
      return composeTopics(composition)
    case 'known':
      return composeKnown(composition)
    case 'stock':
      return composeStock(composition)
    case 'vehicle':
      return composeVehicle(composition)
    case 'ask':
      return composeAsk(composition)
    case 'closing':
      return composeClosing(composition)
  }
}

/** The answer first; a question that is not the heading runs in before its answer. */
function composeTopics(composition: Composition): string {
  const { section, ledger, speaker } = composition
  const topics = section.topics.map(getTopic)
  const questions = section.questions.map(({ question }) => escapeMarkdown(question))
  const asked = section.kind === 'question' && section.heading !== null ? questions.slice(1) : questions
  const runIn = section.kind === 'facts' || section.heading === null ? asked.shift() : undefined
  const blocks: string[] = []
  if (section.extent !== 'vehicles') blocks.push(...summaries(composition, topics))
  if (topics.some(({ id }) => id === 'contact')) blocks.push(...contact({ ledger, speaker }))
  if (section.extent !== 'summary' || blocks.length === 0) {
    const vehicles = ledger.groups.flatMap((group) => group.vehicles)
    const detail = sayDetail(topics, vehicles, speaker, section.isPartial)
    if (detail) blocks.push(detail)
  }
  const [first, ...rest] = blocks
  if (first === undefined) return section.questions.length > 0 ? (speaker.say('ask.one', {}) ?? '') : ''
  const also = asked.length > 0 ? [`${speaker.say('also.questions', {})}\n\n${bullets(asked)}`] : []
  return [runIn ? joinRunIn(runIn, first) : first, ...rest, ...also].join('\n\n')
}

/** As it was written and checked, with its sources. */
function composeKnown({ section, context, speaker }: Composition): string {
  const facts = section.factIds.flatMap((id) => context.facts.find((fact) => fact.id === id) ?? [])
  if (facts.length === 0) return ''
  speaker.note(section.factIds)
  const [asked] = section.questions
  const text = knownText(facts)
  const first = section.heading === null && asked ? joinRunIn(escapeMarkdown(asked.question), text) : text
  return [first, sourceLine(facts)].filter(Boolean).join('\n\n')
}

function joinRunIn(question: string, answer: string): string {
  return `**${question}** ${answer}`
}

function summaries(
  { section, context, ledger, speaker }: Composition,
  topics: ReturnType<typeof getTopic>[],
): string[] {
  const said = ledger.groups.map((group) => ({
    subject: group.subject,
    label: group.label,
    text: paragraphs(sayTopics(topics, group, { section, ledger, speaker }), speaker.picker),
  }))
  const spoken = said.filter(({ text }) => text !== '')
  if (spoken.length < 2) return spoken.map(({ text }) => text)
  return featuredFirst(spoken, context.featured, ({ subject }) => subject).map(({ label, text }) =>
    label ? `**${escapeMarkdown(label)}:** ${text}` : text,
  )
}

function contact({ ledger, speaker }: Pick<Composition, 'ledger' | 'speaker'>): string[] {
  const slots = siteSlots(ledger.site)
  const sentences = [
    speaker.say('lead.place', slots) ?? speaker.say('lead.contact', slots),
    speaker.say('ask.contact', slots),
  ]
  const said = sentences.filter((sentence) => sentence !== undefined)
  return said.length > 0 ? [said.join(' ')] : []
}
